// SPDX-License-Identifier: BSD-3-Clause
// Blocks: alignment, lifetime of what they refer to, shapes no memory could hold.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <sstream>
#include <vector>

#include <lazynd/dtype/element.hpp>
#include <lazynd/storage/block.hpp>
#include <lazynd/support/error.hpp>

namespace nd = lazynd;

namespace {

bool is_aligned(const void* address, std::size_t to) { return reinterpret_cast<std::uintptr_t>(address) % to == 0; }

std::uint32_t references(const nd::block_handle& handle) { return handle->references.load(); }

/// A handle whose resource counts its releases.
nd::block_handle counted(std::vector<double>& elements, int& releases) {
  return nd::adopt_block(nd::dtype::float64, elements.data(), {{static_cast<nd::index_t>(elements.size())}, {8}}, &releases,
                         [](nd::block* last) noexcept { ++*static_cast<int*>(last->resource); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(storage_block)

BOOST_AUTO_TEST_CASE(elements_are_aligned_to_64_bytes_for_every_size) {
  for (nd::index_t count : {0, 1, 3, 7, 8, 100, 1000, 8000, 8192, 100000, 524288, 600001, 3000000}) {
    const nd::block_handle made = nd::allocate_block(nd::dtype::float64, {count});
    BOOST_TEST(is_aligned(made->data, 64));
    BOOST_TEST(made->allocated >= sizeof(nd::block) + static_cast<std::size_t>(count) * 8);
    std::memset(made->data, 0x5a, static_cast<std::size_t>(count) * 8);
  }
}

BOOST_AUTO_TEST_CASE(header_and_elements_are_one_allocation) {
  const nd::block_handle made = nd::allocate_block(nd::dtype::int32, {4, 5});
  const auto* const start = reinterpret_cast<const std::byte*>(made.get());
  BOOST_TEST(made->data - start >= static_cast<std::ptrdiff_t>(sizeof(nd::block)));
  BOOST_TEST(static_cast<std::size_t>(made->data - start) + 4 * 5 * 4 <= made->allocated);
}

BOOST_AUTO_TEST_CASE(very_big_allocations_start_at_a_huge_page) {
#if !defined(__SANITIZE_ADDRESS__)
  BOOST_TEST(is_aligned(nd::allocate_block(nd::dtype::uint8, {5 << 20}).get(), 2 << 20));
#endif
}

BOOST_AUTO_TEST_CASE(a_new_block_has_the_asked_type_shape_and_order) {
  const nd::block_handle rows = nd::allocate_block(nd::dtype::int16, {3, 4});
  BOOST_TEST(rows->type == nd::dtype::int16);
  BOOST_TEST(rows->writable);
  BOOST_TEST((rows->where.shape == nd::dims{3, 4}));
  BOOST_TEST((rows->where.strides == nd::dims{8, 2}));
  const nd::block_handle columns = nd::allocate_block(nd::dtype::int16, {3, 4}, nd::order::f);
  BOOST_TEST((columns->where.strides == nd::dims{2, 6}));
}

BOOST_AUTO_TEST_CASE(empty_and_0d_arrays_have_an_address) {
  BOOST_TEST(nd::allocate_block(nd::dtype::float64, {})->data != nullptr);
  BOOST_TEST(nd::allocate_block(nd::dtype::float64, {0})->data != nullptr);
  BOOST_TEST(nd::allocate_block(nd::dtype::float64, {3, 0, 1000000000})->data != nullptr);
}

BOOST_AUTO_TEST_CASE(more_than_8_axes_work_and_more_than_64_do_not) {
  const nd::block_handle made = nd::allocate_block(nd::dtype::uint8, nd::dims(64, 1));
  BOOST_TEST(made->where.ndim() == 64);
  BOOST_CHECK_THROW((void)nd::allocate_block(nd::dtype::uint8, nd::dims(65, 1)), nd::value_error);
}

BOOST_AUTO_TEST_CASE(absurd_shapes_are_errors_of_the_library) {
  constexpr nd::index_t most = std::numeric_limits<nd::index_t>::max();
  const nd::dims unpayable[] = {{most},
                                {most / 8},
                                {most / 16},
                                {most, most},
                                {nd::index_t{1} << 50},
                                {nd::index_t{1} << 40, 32},
                                {most, most, most, most},
                                {nd::index_t{1} << 31, nd::index_t{1} << 31, nd::index_t{1} << 31}};
  for (const nd::dims& shape : unpayable) BOOST_CHECK_THROW((void)nd::allocate_block(nd::dtype::float64, shape), nd::memory_error);
  BOOST_CHECK_THROW((void)nd::allocate_block(nd::dtype::float64, {-1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::allocate_block(nd::dtype::float64, {2, std::numeric_limits<nd::index_t>::min()}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(the_message_of_a_failed_allocation_names_shape_dtype_and_bytes) {
  try {
    (void)nd::allocate_block(nd::dtype::complex64, {nd::index_t{1} << 40, 32});
    BOOST_FAIL("allocated");
  } catch (const nd::memory_error& e) {
    const std::string text = e.what();
    BOOST_TEST_INFO(text);
    BOOST_TEST(text.find("allocate: ") == 0U);
    BOOST_TEST(text.find("(1099511627776,32)") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_view_keeps_the_memory_alive_after_its_base_is_gone) {
  nd::block_handle base = nd::allocate_block(nd::dtype::int32, {100});
  auto* const elements = reinterpret_cast<std::int32_t*>(base->data);
  for (int i = 0; i < 100; ++i) elements[i] = i;
  const nd::block_handle view = nd::view_block(base, base->data + 40, {{5}, {-8}});
  base = {};
  BOOST_TEST(*reinterpret_cast<std::int32_t*>(view->data) == 10);
  BOOST_TEST(references(view) == 1U);
  BOOST_TEST(view->type == nd::dtype::int32);
}

BOOST_AUTO_TEST_CASE(a_view_of_a_view_refers_to_the_root) {
  nd::block_handle root = nd::allocate_block(nd::dtype::float64, {4, 4});
  nd::block_handle row = nd::view_block(root, root->data + 32, {{4}, {8}});
  nd::block_handle element = nd::view_block(row, row->data + 8, {});
  BOOST_TEST(row->owner == root.get());
  BOOST_TEST(element->owner == root.get());
  BOOST_TEST(references(root) == 3U);
  BOOST_TEST(references(row) == 1U);
  row = {};
  BOOST_TEST(references(root) == 2U);
  element = {};
  BOOST_TEST(references(root) == 1U);
}

BOOST_AUTO_TEST_CASE(copies_of_a_handle_share_one_block) {
  const nd::block_handle made = nd::allocate_block(nd::dtype::float64, {2});
  {
    nd::block_handle copy;
    copy = made;
    BOOST_TEST(copy.get() == made.get());
    BOOST_TEST(references(made) == 2U);
  }
  BOOST_TEST(references(made) == 1U);
}

BOOST_AUTO_TEST_CASE(borrowed_memory_is_used_in_place_and_never_freed) {
  double elements[3] = {1, 2, 3};
  {
    const nd::block_handle borrowed = nd::borrow_block(nd::dtype::float64, elements, {{3}, {8}}, false);
    BOOST_TEST(static_cast<void*>(borrowed->data) == static_cast<void*>(elements));
    BOOST_TEST(!borrowed->writable);
    const nd::block_handle view = nd::view_block(borrowed, borrowed->data + 8, {{2}, {8}});
    BOOST_TEST(!view->writable);
  }
  BOOST_TEST(elements[2] == 3);
}

BOOST_AUTO_TEST_CASE(adopted_memory_is_released_once_with_the_last_reference) {
  std::vector<double> elements(10, 1.0);
  int releases = 0;
  {
    nd::block_handle adopted = counted(elements, releases);
    nd::block_handle copy = adopted;
    adopted = {};
    BOOST_TEST(releases == 0);
  }
  BOOST_TEST(releases == 1);
}

BOOST_AUTO_TEST_CASE(a_view_delays_the_release_of_adopted_memory) {
  std::vector<double> elements(10, 1.0);
  int releases = 0;
  nd::block_handle adopted = counted(elements, releases);
  nd::block_handle outer = nd::view_block(adopted, adopted->data, {{5}, {8}});
  nd::block_handle inner = nd::view_block(outer, outer->data, {{2}, {8}});
  adopted = {};
  outer = {};
  BOOST_TEST(releases == 0);
  inner = {};
  BOOST_TEST(releases == 1);
}

BOOST_AUTO_TEST_CASE(a_dtype_prints_its_name) {
  std::ostringstream out;
  out << nd::dtype::float64 << ' ' << nd::dtype::bool_ << ' ' << nd::dtype::complex128;
  BOOST_TEST(out.str() == "float64 bool complex128");
}

BOOST_AUTO_TEST_SUITE_END()
