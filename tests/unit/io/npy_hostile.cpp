// SPDX-License-Identifier: BSD-3-Clause
// Broken and hostile .npy files end in an error that says what is wrong, before memory is asked for.
#include <boost/test/unit_test.hpp>

#include <lazynd/support/error.hpp>

#include "fixtures.hpp"

namespace nd = lazynd;
using namespace npy_test;

namespace {

std::string repeated(const std::string& piece, int times) {
  std::string made;
  for (int i = 0; i < times; ++i) made += piece;
  return made;
}

/// A header that is fine but for its shape.
std::string with_shape(const std::string& shape) { return "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n"; }
std::string with_descr(const std::string& descr) { return "{'descr': " + descr + ", 'fortran_order': False, 'shape': (1,), }\n"; }

/// The message of the error that loading the bytes ends with.
template <class Error>
std::string message(const std::string& bytes) {
  std::istringstream in(bytes);
  try {
    (void)nd::load_npy(in);
  } catch (const Error& e) {
    return e.what();
  }
  return "loaded";
}

struct hostile_case {
  std::string header;
  std::string problem;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(io_npy_hostile)

BOOST_AUTO_TEST_CASE(a_broken_header_is_an_io_error_that_says_what_is_wrong) {
  const std::string rest = "'fortran_order': False, 'shape': (1,)";
  const hostile_case cases[] = {
      {"", "should stand"},
      {"   \n", "should stand"},
      {"{", "string"},
      {"[]", "expected '{'"},
      {"{}", "'descr' is missing"},
      {"{" + rest + "}", "'descr' is missing"},
      {"{'descr': '<f8', 'shape': (1,)}", "'fortran_order' is missing"},
      {"{'descr': '<f8', 'fortran_order': False}", "'shape' is missing"},
      {"{'descr': '<f8', " + rest + ", 'shape': (2,)}", "'shape' comes twice"},
      {"{'descr': '<f8', 'descr': '<f8', " + rest + "}", "'descr' comes twice"},
      {"{'descr': '<f8', " + rest + ", 'extra': 1}", "unknown key 'extra'"},
      {"{'descr': '<f8', " + rest + "} x", "something follows"},
      {"{'descr': '<f8', " + rest + "}}", "something follows"},
      {"{'descr': '<f8', " + rest + "}" + std::string(3, '\0'), "something follows"},
      {"{'descr': '<f8', " + rest, "should stand"},
      {"{'descr': '<f8', " + rest + ",", "string"},
      {"{'descr': '<f8' " + rest + "}", "expected '}'"},
      {"{'descr' '<f8', " + rest + "}", "expected ':'"},
      {"{'descr: '<f8', " + rest + "}", "unknown key 'descr: '"},
      {"{'descr", "without an end"},
      {"{'descr\\", "without an end"},
      {"{1: '<f8', " + rest + "}", "expected a string"},
      {"{'d\\x65scr': '<f8', " + rest + "}", "escape"},
      {"{'d\xc3\xa9scr': '<f8', " + rest + "}", "ASCII"},
      {"{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}", "True or False"},
      {"{'descr': '<f8', 'fortran_order': true, 'shape': (1,)}", "True or False"},
      {"{'descr': '<f8', 'fortran_order': 'False', 'shape': (1,)}", "True or False"},
      {with_descr("8"), "expected a string"},
      {with_descr("None"), "expected a string"},
      {with_descr("''"), "no dtype"},
      {with_descr("'<'"), "no dtype"},
      {with_descr("'<x8'"), "no dtype"},
      {with_descr("'volcano'"), "no dtype"},
      {with_descr("'<f8"), "no dtype"},
      {with_descr("'<f8 x'"), "no dtype"},
      {with_descr("'<f8\\'"), "escape"},
      {with_descr("'<f\n8'"), "without an end"},
      {with_descr("'\x01\x02'"), "ASCII"},
      {with_descr(repeated("[", 5000)), "expected '('"},
      {with_descr(repeated("[('a', ", 5000)), "nested too deeply"},
      {with_descr(repeated("(", 5000)), "expected '['"},
      {with_descr("[('x', '<f4')"), "expected '('"},
      {with_shape("5"), "expected '('"},
      {with_shape("(5)"), "no tuple"},
      {with_shape("[5]"), "expected '('"},
      {with_shape("(,)"), "expected an integer"},
      {with_shape("(2 3)"), "no tuple"},
      {with_shape("(2,, 3)"), "expected an integer"},
      {with_shape("(2, 3 x"), "expected ')'"},
      {with_shape("(-1,)"), "negative"},
      {with_shape("(3, -9223372036854775807)"), "negative"},
      {with_shape("(+1,)"), "expected an integer"},
      {with_shape("(1.0,)"), "expected an integer"},
      {with_shape("(0x10,)"), "expected an integer"},
      {with_shape("(1e3,)"), "expected an integer"},
      {with_shape("(1_000,)"), "expected an integer"},
      {with_shape("(007,)"), "leading zeros"},
      {with_shape("(True,)"), "expected an integer"},
      {with_shape("((1,),)"), "expected an integer"},
      {with_shape(repeated("(", 5000)), "expected an integer"},
      {with_shape("(9223372036854775808,)"), "beyond 64 bits"},
      {with_shape("(" + repeated("9", 5000) + ",)"), "beyond 64 bits"},
      {with_shape("(9223372036854775807,)"), "no memory could hold"},
      {with_shape("(4294967296, 4294967296)"), "no memory could hold"},
      {with_shape("(4294967296, 4294967296, 0)"), "no memory could hold"},
      {with_shape("(1000000000, 1000000000, 1000000000, 1000000000)"), "no memory could hold"},
      {with_shape("(" + repeated("1, ", 65) + ")"), "more than 64 axes"},
      {with_shape("(" + repeated("1, ", 100000) + ")"), "more than 64 axes"},
      {with_shape("(1000000000000000000,)"), "truncated: 8 bytes of data where the header promises 8000000000000000000"},
      {with_shape("(1000000000000,)"), "truncated: 8 bytes of data where the header promises 8000000000000"},
      {with_shape("(2,)"), "truncated: 8 bytes of data where the header promises 16"},
  };
  for (const hostile_case& c : cases) {
    for (const char version : {'\1', '\2', '\3'}) {
      if (version == 1 && c.header.size() > 65535) continue;
      const std::string text = message<nd::io_error>(npy_file(c.header, std::string(8, '\0'), version));
      BOOST_TEST_CONTEXT(c.header.substr(0, 100) << "\n" << text) {
        BOOST_TEST(text.starts_with("load: "));
        BOOST_TEST(contains(text, c.problem));
        BOOST_TEST(text.size() < 300U);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(headers_that_are_written_differently_but_right_are_read) {
  const std::string data = std::string(6, '\0') + "\xf0\x3f";
  const std::string headers[] = {
      "{'shape':(1,),'fortran_order':False,'descr':'<f8'}",
      "{\"descr\": \"<f8\", \"fortran_order\": True, \"shape\": (1,)}\n",
      "  {  'descr' : '<f8' ,\n 'fortran_order' : False ,\t'shape' : ( 1 , ) , }  \n\n",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1L,), }",
      "{'descr': '=f8', 'fortran_order': False, 'shape': (1, 1), }",
      "{'descr': '|f8', 'fortran_order': False, 'shape': (1, 1,), }",
      "{'descr': 'f8', 'fortran_order': False, 'shape': (), }",
  };
  for (const std::string& header : headers) {
    std::istringstream in(npy_file(header, data));
    BOOST_TEST_CONTEXT(header) {
      const nd::block_handle loaded = nd::load_npy(in);
      BOOST_TEST(nd::element_count(loaded->where.shape) == 1);
      BOOST_TEST(*reinterpret_cast<double*>(loaded->data) == 1.0);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_npy_file_is_an_io_error) {
  const std::string magic = "\x93NUMPY";
  const std::pair<std::string, std::string> cases[] = {
      {"", "empty"},
      {"hello, world", "not an .npy file"},
      {"PK\3\4 and more", "zip archive"},
      {magic, "truncated"},
      {magic.substr(0, 3), "truncated"},
      {magic + std::string("\x01\x00", 2), "before the length"},
      {magic + std::string("\x02\x00\x00\x00", 4), "before the length"},
      {magic + std::string("\x00\x00\x10\x00", 4), "version 0.0"},
      {magic + std::string("\x04\x00\x10\x00", 4), "version 4.0"},
      {magic + std::string("\x01\x01\x10\x00", 4), "version 1.1"},
      {magic + std::string("\xff\xff\x10\x00", 4), "version 255.255"},
      {magic + std::string("\x01\x00\xff\xff{}", 6), "truncated: 2 bytes of header where 65535 are promised"},
      {magic + std::string("\x02\x00\xff\xff\xff\xff{}", 8), "truncated: 2 bytes of header where 4294967295 are promised"},
  };
  for (const auto& [bytes, problem] : cases) {
    const std::string text = message<nd::io_error>(bytes);
    BOOST_TEST_CONTEXT(text) BOOST_TEST(contains(text, problem));
  }
}

BOOST_AUTO_TEST_CASE(a_pipe_that_promises_more_than_comes_costs_no_memory) {
  for (const char* extent : {"(2,)", "(10000000,)", "(1000000000000000000,)"}) {
    pipe_buffer buffer(npy_file(with_shape(extent), std::string(8, '\0')));
    std::istream in(&buffer);
    BOOST_CHECK_EXCEPTION((void)nd::load_npy(in), nd::io_error,
                          [](const nd::io_error& e) { return contains(e.what(), "load: truncated: 8 bytes of data"); });
  }
}

BOOST_AUTO_TEST_CASE(a_file_error_names_the_file) {
  const temporary_folder folder;
  const std::filesystem::path file = folder / "volcano.npy";
  const std::string complete = saved(*nd::allocate_block(nd::dtype::float64, {87, 61}));
  write_file(file, complete.substr(0, 128 + 40));
  for (const bool mapped : {false, true}) {
    BOOST_CHECK_EXCEPTION((void)nd::load_npy(file, {.mmap = mapped}), nd::io_error, [&](const nd::io_error& e) {
      return e.what() == "load: " + file.string() + ": truncated: 40 bytes of data where the header promises 42456";
    });
    BOOST_CHECK_EXCEPTION((void)nd::load_npy(folder / "none.npy", {.mmap = mapped}), nd::io_error, [&](const nd::io_error& e) {
      return e.what() == "load: " + (folder / "none.npy").string() + ": No such file or directory";
    });
    BOOST_CHECK_THROW((void)nd::load_npy(folder / ".", {.mmap = mapped}), nd::io_error);
  }
}

BOOST_AUTO_TEST_CASE(bool_bytes_other_than_0_and_1_become_1) {
  std::istringstream in(npy_file("{'descr': '|b1', 'fortran_order': False, 'shape': (6,)}", std::string("\0\1\2\x80\xff\0", 6)));
  const nd::block_handle loaded = nd::load_npy(in);
  BOOST_TEST((std::memcmp(loaded->data, "\0\1\1\1\1\0", 6) == 0));
}

BOOST_AUTO_TEST_CASE(a_failed_stream_is_an_io_error) {
  std::istringstream in(bytes_of(fixture("f8_le_c")));
  in.setstate(std::ios::failbit);
  BOOST_CHECK_THROW((void)nd::load_npy(in), nd::io_error);
}

BOOST_AUTO_TEST_SUITE_END()
