// SPDX-License-Identifier: BSD-3-Clause
// Text of records, as NumPy prints them.
#include "records.hpp"

using namespace lazynd_test;

namespace {

/// Records out of bytes in hexadecimal.
nd::structured_array records_of(const nd::structured_dtype& type, const nd::shape_t& shape, const std::string& digits) {
  nd::structured_array records = nd::empty(type, shape);
  for (std::size_t i = 0; i < digits.size() / 2; ++i) {
    records.storage()->data[i] = static_cast<std::byte>(std::stoi(digits.substr(2 * i, 2), nullptr, 16));
  }
  return records;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(structured_printing)

BOOST_AUTO_TEST_CASE(records_print_as_in_numpy) {
  int lines = 0;
  for (const auto& line : read_table("printed.tsv")) {
    BOOST_TEST_CONTEXT(line[0]) {
      const nd::structured_array records = records_of(nd::structured_dtype(line[1]), extents_of(line[2]), line[3]);
      BOOST_TEST(nd::to_string(records) == line[4]);
      BOOST_TEST(nd::repr(records) == line[5]);
      ++lines;
    }
  }
  BOOST_TEST(lines == 15);
}

BOOST_AUTO_TEST_CASE(long_sub_arrays_are_summarised) {
  // NumPy 2; before, sub-arrays were always printed whole.
  nd::structured_array records = nd::zeros(nd::structured_dtype({{"m", nd::dtype::int32, {2, 600}}}), {1});
  records["m"] = nd::arange<std::int32_t>(1200).reshape({2, 600});
  BOOST_TEST(nd::to_string(records) == "[([[   0,    1,    2, ...,  597,  598,  599], [ 600,  601,  602, ..., 1197, 1198, 1199]],)]");
}

BOOST_AUTO_TEST_CASE(fields_print_as_the_arrays_they_are) {
  nd::structured_array records = filled(nested(), {2});
  std::ostringstream out;
  out << records["x"] << ' ' << records["in"](0, 0)["deep"] << ' ' << records(0)[{"x", "pos"}] << ' ' << nested().select({});
  BOOST_TEST(out.str() == "[1. 2.] (False, 6.) (1., [2, 3, 4]) {'names': [], 'formats': [], 'offsets': [], 'itemsize': 82}");
  BOOST_TEST(nd::repr(records["x"]) == "array([1., 2.], dtype=float32)");
  BOOST_TEST(nd::repr(records["in"]["deep"](0)) == "array([(False, 6.), ( True, 7.)], dtype=[('ok', '?'), ('h', '<f2')])");
}

BOOST_AUTO_TEST_SUITE_END()
