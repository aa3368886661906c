// SPDX-License-Identifier: BSD-3-Clause
// Records in .npy files: as NumPy writes them, and written as NumPy does.
#include "records.hpp"

using namespace lazynd_test;

namespace {

nd::structured_array loaded(const std::string& name) { return nd::load_structured(structured_data(name + ".npy").string()); }

std::string saved(const nd::structured_view& records) {
  std::ostringstream out;
  nd::save(out, records);
  return std::move(out).str();
}

/// An .npy file whose header describes records that way.
std::string file_of(const std::string& descr, const std::string& data = {}, const std::string& shape = "(1,)", bool fortran = false) {
  const std::string header = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape + ", }\n";
  std::string file("\x93NUMPY\x02\0", 8);
  for (int i = 0; i < 4; ++i) file += static_cast<char>(header.size() >> 8 * i);
  return file + header + data;
}

nd::structured_array from_bytes(const std::string& bytes) {
  std::istringstream in(bytes);
  return nd::load_structured(in);
}

template <class Error>
std::string message(const std::string& bytes) {
  try {
    (void)from_bytes(bytes);
  } catch (const Error& e) {
    return e.what();
  }
  return "loaded";
}

const nd::structured_dtype padded("{'names': ['x', 'y'], 'formats': ['<f8', '<u2'], 'offsets': [4, 16], 'itemsize': 24}");

}  // namespace

BOOST_AUTO_TEST_SUITE(structured_files)

BOOST_AUTO_TEST_CASE(records_are_read_and_written_as_numpy_writes_them) {
  struct sample {
    const char* name;
    nd::structured_dtype type;
    nd::shape_t shape;
  };
  std::vector<nd::record_field> many;
  for (int i = 0; i < 2900; ++i) many.emplace_back("field_" + std::to_string(i), nd::dtype::float32);
  const sample samples[] = {
      {"simple", simple(), {5}},
      {"simple_0d", simple(), {}},
      {"simple_empty", simple(), {0, 2}},
      {"nested", nested(), {2, 3}},
      {"padded", padded, {4}},
      {"aligned", nd::structured_dtype("[('x', '<f8'), ('y', '<i4'), ('ok', '?')]", true), {4}},
      {"no_fields", nd::structured_dtype(), {3}},
      {"latin1", nd::structured_dtype({{"gr\u00f6\u00dfe", nd::dtype::float32}, {"it's", nd::dtype::int16}}), {2}},
      {"utf8", nd::structured_dtype({{"\u5217", nd::dtype::float32}, {"b", nd::dtype::int16}}), {2}},
      {"many_fields", nd::structured_dtype(many), {1}},
  };
  for (const sample& each : samples) {
    BOOST_TEST_CONTEXT(each.name) {
      const nd::structured_array expected = filled(each.type, each.shape), found = loaded(each.name);
      BOOST_TEST((found.dtype() == each.type));
      BOOST_TEST((found.shape() == each.shape));
      BOOST_TEST((nd::tobytes(nd::any_view(found.storage())) == nd::tobytes(nd::any_view(expected.storage()))));
      BOOST_TEST((saved(expected) == bytes_of(structured_data(std::string(each.name) + ".npy"))));
    }
  }
}

BOOST_AUTO_TEST_CASE(other_versions_orders_and_byte_orders_give_the_same_records) {
  for (const char* name : {"simple_version_2", "simple_version_3"}) BOOST_TEST(nd::repr(loaded(name)) == nd::repr(loaded("simple")), name);
  for (const char* name : {"nested_swapped", "nested_swapped_f"})
    BOOST_TEST(nd::repr(loaded(name)) == nd::repr(filled(nested(), {2, 3})), name);
  const nd::structured_array columns = loaded("simple_f");
  BOOST_TEST((columns.strides() == nd::dims{13, 39}));
  BOOST_TEST(nd::repr(columns) == nd::repr(filled(simple(), {3, 4})));
  BOOST_TEST((saved(columns) == bytes_of(structured_data("simple_f.npy"))));
  BOOST_TEST(nd::repr(loaded("titles")) == nd::repr(filled(nd::structured_dtype("[('x', 'f4'), ('y', 'f4')]"), {2})));
}

BOOST_AUTO_TEST_CASE(records_with_strides_are_written_in_c_order) {
  nd::structured_array records = filled(nested(), {4, 3});
  const nd::structured_view part = records(nd::slice(nd::none, nd::none, -2), nd::slice(1, nd::none));
  BOOST_TEST((saved(part) == saved(nd::structured_array(part))));
  const nd::structured_array again = from_bytes(saved(records(nd::all, 1)[{"pos", "in"}]));
  BOOST_TEST(nd::to_string(again) == nd::to_string(records(nd::all, 1)[{"pos", "in"}]));
}

BOOST_AUTO_TEST_CASE(mapped_records_are_those_of_the_file_and_leave_it_as_it_is) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / ("lazynd-records-" + std::to_string(std::rand()) + ".npy");
  const nd::structured_dtype type("u1, f8, 3i4");
  const nd::structured_array written = filled(type, {1000});
  nd::save(file.string(), written);
  {
    nd::structured_array mapped = nd::load_structured(file.string(), {.mmap = true});
    BOOST_TEST(mapped.storage()->resource != nullptr);
    BOOST_TEST(nd::to_string(mapped) == nd::to_string(written));
    mapped["f1"] = 0;
    BOOST_TEST(doubles(nd::sum(mapped["f1"])) == (std::vector<double>{0}));
    nd::save(file.string(), filled(simple(), {10}));  // a bool field: its bytes have to be looked at
    BOOST_TEST(nd::load_structured(file.string(), {.mmap = true}).storage()->resource == nullptr);
    BOOST_TEST((nd::load_structured(structured_data("nested_swapped.npy").string(), {.mmap = true}).storage()->resource == nullptr));
  }
  std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(bytes_of_bool_fields_become_0_or_1) {
  const nd::structured_array records = from_bytes(file_of("[('a', 'u1'), ('ok', '|b1', (2,))]", std::string("\2\2\0\3\0\xff", 6), "(2,)"));
  BOOST_TEST(nd::to_string(records) == "[(2, [ True, False]) (3, [False,  True])]");
  BOOST_TEST((std::memcmp(records.storage()->data, "\2\1\0\3\0\1", 6) == 0));
}

BOOST_AUTO_TEST_CASE(files_of_something_else_are_dtype_errors) {
  const std::string plain =
      std::string("\x93NUMPY\x01\0\x3a\0{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n", 10 + 58) + "12345678";
  BOOST_TEST(message<nd::dtype_error>(plain) == "load: holds float64 and no records");
  for (const char* name : {"refused_text", "refused_object", "refused_void"}) {
    BOOST_TEST_CONTEXT(name) BOOST_CHECK_THROW((void)loaded(name), nd::dtype_error);
  }
  BOOST_TEST(message<nd::dtype_error>(bytes_of(structured_data("refused_text.npy"))) == "load: dtype '<U3' is not supported");
  std::istringstream in(bytes_of(structured_data("padded.npy")));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::load_npy(in); },
                                     "load: holds records of {'names': ['x', 'y'], 'formats': ['<f8', '<u2'], 'offsets': ..., which "
                                     "load_structured reads"));
}

BOOST_AUTO_TEST_CASE(what_the_format_cannot_tell_is_refused_when_it_is_written) {
  const nd::structured_dtype overlapping("{'names': ['x', 'y'], 'formats': ['f8', 'i4'], 'offsets': [0, 4]}");
  const nd::structured_dtype half({{"x", nd::dtype::bfloat16}});
  BOOST_TEST(throws<nd::value_error>([&] { (void)saved(nd::zeros(overlapping, {1})); },
                                     "save: fields that overlap or are out of order have no text in the .npy format: {'names': ['x', 'y'], "
                                     "'formats': ['<f8', '<i4'], 'offsets': [0, 4], 'itemsize': 8}"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)saved(nd::zeros(half, {1})); },
                                     "save: the .npy format has no name for bfloat16, the dtype of field 'x'"));
}

BOOST_AUTO_TEST_CASE(broken_descriptions_are_io_errors_that_say_what_is_wrong) {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "('f" + std::to_string(i) + "', '<f8', (16777216,)), ";
  const std::pair<std::string, std::string> cases[] = {
      {"[('x', '<f4')", "expected '('"},
      {"[('x', '<f4'), ('x', '<f4')]", "'x' comes twice"},
      {"[('x', '<x4')]", "no dtype"},
      {"[('x', 4)]", "expected a string"},
      {"[('x')]", "expected ','"},
      {"['x']", "expected '('"},
      {"[(1, '<f4')]", "expected a string"},
      {"[('x', '<f4', (-1,))]", "negative extent"},
      {"[('x', '<f4', (2147483647,))]", "2 GiB"},
      {"[('x', '<f4', (9223372036854775807, 9223372036854775807))]", "2 GiB"},
      {"[('x', '<f4', (9223372036854775808,))]", "beyond 64 bits"},
      {"[" + many + "]", "2 GiB"},
      {"[('x', '<f4', 1.5)]", "expected an integer"},
      {"[('x', '<f4', (2,), 3)]", "expected ')'"},
      {"[('x', '<f4'), ('', '|V4294967296')]", "2 GiB"},
      {"[('x', {'names': ['a'], 'formats': ['f8']})]", "expected '['"},
      {"[('x', 'f8,f8')]", "no dtype"},
      {"[('\\x', '<f4')]", "escape"},
      {"[('\\ud800', '<f4')]", "no character"},
      {"[((1, 2, 'x'), '<f4')]", "expected a string"},
      {"([('x', '<f4')], (2,))", "expected '['"},
      {"[('x', " + std::string(100000, '('), "nested too deeply"},
      {"[('x', [('x', [('x', [('x', [('x', " + std::string(5000, '['), "expected '('"},
      {"[('x', '<f4', (" + std::string(200000, '1') + ",))]", "beyond 64 bits"},
  };
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "[('x', ";
  BOOST_TEST(message<nd::io_error>(file_of(deep)).find("nested too deeply") != std::string::npos);
  std::string axes = "[('x', '<f4', (";
  for (int i = 0; i < 65; ++i) axes += "1, ";
  BOOST_TEST(message<nd::io_error>(file_of(axes + "))]")).find("more than 64 axes") != std::string::npos);
  for (const auto& [descr, problem] : cases) {
    const std::string text = message<nd::io_error>(file_of(descr, std::string(64, '\0')));
    BOOST_TEST_CONTEXT(descr.substr(0, 100) << "\n" << text) {
      BOOST_TEST(text.starts_with("load: "));
      BOOST_TEST((text.find(problem) != std::string::npos));
      BOOST_TEST(text.size() < 300U);
    }
  }
}

BOOST_AUTO_TEST_CASE(promises_that_are_not_kept_are_io_errors) {
  const std::string header = "[('x', '<f8'), ('', '|V8')]";
  BOOST_TEST(message<nd::io_error>(file_of(header, std::string(31, '\0'), "(2,)")) ==
             "load: truncated: 31 bytes of data where the header promises 32");
  BOOST_TEST(message<nd::io_error>(file_of(header, "", "(4611686018427387904,)")).find("no memory could hold") != std::string::npos);
  BOOST_TEST(message<nd::io_error>(file_of(header, "", "(100000000000,)")) ==
             "load: truncated: 0 bytes of data where the header promises 1600000000000");
  BOOST_TEST(message<nd::io_error>(file_of("[]", "", "(4611686018427387904, 4)")).find("no memory could hold") != std::string::npos);
  std::string shape = "(";
  for (int i = 0; i < 64; ++i) shape += "1, ";
  BOOST_TEST(message<nd::io_error>(file_of(header, std::string(16, '\0'), shape + ")")).find("63 axes") != std::string::npos);
  BOOST_TEST(from_bytes(file_of("[('x', '<f8', (2, 0))]", "", "(1000000,)")).dtype().itemsize() == 0U);
}

BOOST_AUTO_TEST_CASE(every_truncation_and_every_changed_byte_of_a_header_is_survived) {
  for (const char* name : {"nested_swapped", "padded", "latin1", "utf8", "titles", "aligned"}) {
    const std::string whole = bytes_of(structured_data(std::string(name) + ".npy"));
    for (std::size_t length = 0; length < whole.size(); ++length) {
      BOOST_REQUIRE_THROW((void)from_bytes(whole.substr(0, length)), nd::error);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(whole.size(), 300); ++i) {
      for (const char c : {'\0', '\n', '\'', '(', ')', ',', '-', '0', '9', '<', '>', '[', ']', '\\', '{', 'V', 'b', '\xff'}) {
        std::string damaged = whole;
        damaged[i] = c;
        try {
          const nd::structured_array survived = from_bytes(damaged);
          BOOST_REQUIRE(!nd::to_string(survived).empty());
        } catch (const nd::error&) {  // refused
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
