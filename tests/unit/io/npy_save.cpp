// SPDX-License-Identifier: BSD-3-Clause
// Saving: any strides, whole files or none, errors; and mapping what was saved.
#include <boost/test/unit_test.hpp>

#include <numeric>
#include <vector>

#include <lazynd/lazynd.hpp>

#include "fixtures.hpp"

namespace nd = lazynd;
using namespace npy_test;

namespace {

/// 0, 1, 2, ... of that shape.
template <class T>
nd::block_handle counting(const nd::dims& shape) {
  nd::block_handle made = nd::allocate_block(nd::dtype_of<T>, shape);
  T* const first = reinterpret_cast<T*>(made->data);
  std::iota(first, first + nd::element_count(shape), T(0));
  return made;
}

/// The elements of a saved file, which must be of type T.
template <class T>
std::vector<T> elements_of(const std::string& bytes) {
  std::istringstream in(bytes);
  const nd::block_handle loaded = nd::load_npy(in);
  BOOST_REQUIRE(loaded->type == nd::dtype_of<T>);
  const T* const first = reinterpret_cast<const T*>(loaded->data);
  return {first, first + nd::element_count(loaded->where.shape)};
}

/// Takes so many bytes, then fails, as a full disk does.
class full_disk : public std::streambuf {
 public:
  explicit full_disk(std::streamsize room) : room_(room) {}

 private:
  std::streamsize xsputn(const char*, std::streamsize count) override { return std::min(count, std::exchange(room_, room_ - count)); }
  int overflow(int) override { return traits_type::eof(); }
  std::streamsize room_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_npy_save)

BOOST_AUTO_TEST_CASE(views_are_saved_in_c_order) {
  const nd::block_handle base = counting<double>({3, 4});
  const std::pair<nd::block_handle, std::vector<double>> cases[] = {
      {nd::view_block(base, base->data + 8, {{3, 2}, {32, 16}}), {1, 3, 5, 7, 9, 11}},  // [:, 1::2]
      {nd::view_block(base, base->data + 88, {{3, 4}, {-32, -8}}), {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}},
      {nd::view_block(base, base->data + 16, {{2, 3}, {0, 32}}), {2, 6, 10, 2, 6, 10}},  // broadcast
      {nd::view_block(base, base->data, {{3}, {40}}), {0, 5, 10}},                       // the diagonal
      {nd::view_block(base, base->data, {{2, 3, 2}, {16, 32, 8}}), {0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11}},
  };
  for (const auto& [view, expected] : cases) {
    const std::vector<double> found = elements_of<double>(saved(*view));
    BOOST_TEST(found == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_view_is_saved_as_its_copy_is_for_every_itemsize) {
  for (int i = 0; i < nd::dtype_count; ++i) {
    if (static_cast<nd::dtype>(i) == nd::dtype::bfloat16) continue;
    nd::visit_dtype(static_cast<nd::dtype>(i), [](auto type) {
      using T = typename decltype(type)::type;
      const nd::block_handle rows = expected_array<T>(nd::order::c);
      const auto size = static_cast<nd::index_t>(sizeof(T));
      const nd::block_handle wide = nd::allocate_block(nd::dtype_of<T>, {2, 7});
      for (nd::index_t k = 0; k < 6; ++k) std::memcpy(wide->data + (k / 3 * 7 + 1 + k % 3 * 2) * size, rows->data + k * size, sizeof(T));
      const nd::block_handle view = nd::view_block(wide, wide->data + size, {{2, 3}, {7 * size, 2 * size}});
      BOOST_TEST((saved(*view) == saved(*rows)), nd::name(rows->type));
    });
  }
}

BOOST_AUTO_TEST_CASE(bfloat16_has_no_name_in_the_format) {
  const nd::block_handle brain = nd::allocate_block(nd::dtype::bfloat16, {2});
  BOOST_CHECK_THROW((void)saved(*brain), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(a_view_bigger_than_any_buffer_is_saved_whole) {
  const nd::block_handle base = counting<std::int32_t>({1000, 301});
  const nd::block_handle view = nd::view_block(base, base->data, {{150, 1000}, {8, 1204}});  // [:, :300:2].T
  const std::vector<std::int32_t> found = elements_of<std::int32_t>(saved(*view));
  BOOST_REQUIRE(found.size() == 150000U);
  for (std::size_t i = 0; i < found.size(); ++i) BOOST_REQUIRE(found[i] == static_cast<std::int32_t>(i % 1000 * 301 + i / 1000 * 2));
}

BOOST_AUTO_TEST_CASE(a_saved_file_is_loaded_again_mapped_or_read) {
  const temporary_folder folder;
  const nd::block_handle saved_array = counting<double>({40, 50});
  nd::save_npy(folder / "a.npy", *saved_array);
  BOOST_TEST(same_bits(*nd::load_npy(folder / "a.npy"), *saved_array));
  BOOST_TEST(same_bits(*nd::load_npy(folder / "a.npy", {.mmap = true}), *saved_array));
}

BOOST_AUTO_TEST_CASE(a_mapped_array_is_writable_and_its_file_never_changes) {
  const temporary_folder folder;
  const std::filesystem::path file = folder / "a.npy";
  nd::save_npy(file, *counting<double>({1000}));
  const std::string before = bytes_of(file);
  {
    const nd::block_handle mapped = nd::load_npy(file, {.mmap = true});
    BOOST_TEST(mapped->writable);
    BOOST_TEST(mapped->resource != nullptr);
    reinterpret_cast<double*>(mapped->data)[7] = -1;
    BOOST_TEST((bytes_of(file) == before));
    nd::save_npy(file, *mapped);
    BOOST_TEST(reinterpret_cast<double*>(mapped->data)[8] == 8);
  }
  BOOST_TEST(reinterpret_cast<double*>(nd::load_npy(file)->data)[7] == -1);
}

BOOST_AUTO_TEST_CASE(every_file_is_the_same_array_whether_mapped_or_read) {
  for (const char* name : {"b1_le_c", "i2_le_f", "i2_be_f", "f8_le_c", "f8_be_c", "c16_le_f", "shape_0d", "shape_empty", "version_3"}) {
    BOOST_TEST(same_bits(*nd::load_npy(fixture(name), {.mmap = true}), *nd::load_npy(fixture(name))), name);
  }
}

BOOST_AUTO_TEST_CASE(misaligned_data_is_read_where_it_cannot_be_mapped) {
  const temporary_folder folder;
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}";
  while ((10 + header.size()) % 8 != 3) header += ' ';
  write_file(folder / "odd.npy", npy_file(header, std::string(6, '\0') + "\xf0\x3f" + std::string(8, '\0')));
  const nd::block_handle loaded = nd::load_npy(folder / "odd.npy", {.mmap = true});
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(loaded->data) % 8 == 0U);
  BOOST_TEST(*reinterpret_cast<double*>(loaded->data) == 1.0);
}

BOOST_AUTO_TEST_CASE(a_save_leaves_no_other_file_behind_and_replaces_the_old_one) {
  const temporary_folder folder;
  nd::save_npy(folder / "a.npy", *counting<double>({100}));
  nd::save_npy(folder / "a.npy", *counting<double>({3}));
  BOOST_TEST(folder.file_count() == 1U);
  BOOST_TEST(nd::element_count(nd::load_npy(folder / "a.npy")->where.shape) == 3);
}

BOOST_AUTO_TEST_CASE(a_save_follows_a_symbolic_link_and_keeps_the_permissions) {
  namespace fs = std::filesystem;
  const temporary_folder folder;
  nd::save_npy(folder / "a.npy", *counting<double>({3}));
  fs::permissions(folder / "a.npy", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.npy", folder / "link.npy");
  nd::save_npy(folder / "link.npy", *counting<double>({5}));
  BOOST_TEST(fs::is_symlink(folder / "link.npy"));
  BOOST_TEST(nd::element_count(nd::load_npy(folder / "a.npy")->where.shape) == 5);
  BOOST_TEST((fs::status(folder / "a.npy").permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
}

BOOST_AUTO_TEST_CASE(arrays_with_a_run_time_dtype_are_saved_and_loaded_as_what_they_are) {
  const temporary_folder folder;
  const std::string file = (folder / "a.npy").string();
  nd::any_array a = nd::array<std::int16_t>{{1, 2, 3}, {4, 5, 6}};
  nd::save(file, a);
  const nd::any_array same = nd::load(file);
  BOOST_TEST((same.dtype() == nd::dtype::int16 && nd::array_equal(same, a)));
  nd::save(file, a(nd::all, 1) / 2);
  BOOST_TEST(nd::array_equal(nd::load(file), nd::array<double>{1, 2.5}));
  BOOST_TEST(nd::array_equal(nd::load<double>(file), nd::array<double>{1, 2.5}));
  BOOST_CHECK_THROW((void)nd::load((folder / "none.npy").string()), nd::io_error);
}

BOOST_AUTO_TEST_CASE(a_device_is_written_to_and_stays_a_device) {
  nd::save_npy("/dev/null", *counting<double>({3}));
  BOOST_TEST(std::filesystem::is_character_file("/dev/null"));
}

BOOST_AUTO_TEST_CASE(a_save_that_cannot_be_is_an_io_error_that_names_the_file) {
  const temporary_folder folder;
  const std::filesystem::path nowhere = folder / "no/such/folder.npy";
  BOOST_CHECK_EXCEPTION(nd::save_npy(nowhere, *counting<double>({3})), nd::io_error,
                        [&](const nd::io_error& e) { return e.what() == "save: " + nowhere.string() + ": No such file or directory"; });
  BOOST_CHECK_THROW(nd::save_npy(folder / ".", *counting<double>({3})), nd::io_error);
  if (std::filesystem::exists("/dev/full")) {
    BOOST_CHECK_THROW(nd::save_npy("/dev/full", *counting<double>({100000})), nd::io_error);
  }
  BOOST_TEST(folder.file_count() == 0U);
}

BOOST_AUTO_TEST_CASE(a_stream_that_fails_half_way_is_an_io_error) {
  for (const std::streamsize room : {0, 100, 128, 5000}) {
    full_disk disk(room);
    std::ostream out(&disk);
    BOOST_CHECK_THROW(nd::save_npy(out, *counting<double>({10000})), nd::io_error);
  }
}

BOOST_AUTO_TEST_SUITE_END()
