// SPDX-License-Identifier: BSD-3-Clause
// Records written into records, and compared with them.
#include "records.hpp"

using namespace lazynd_test;

namespace {

std::vector<bool> truths(const nd::any_expression& x) {
  const nd::array<bool> evaluated = nd::cast<bool>(x);
  return elements(evaluated);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(structured_assignment)

BOOST_AUTO_TEST_CASE(records_of_one_dtype_are_copied) {
  const nd::structured_array source = filled(nested(), {2, 3});
  nd::structured_array target = nd::zeros(nested(), {2, 3});
  target(nd::ellipsis) = source;
  BOOST_TEST(nd::to_string(target) == nd::to_string(source));
  target(1, nd::all) = source(0, 2);
  BOOST_TEST(nd::to_string(target(1, 0)) == nd::to_string(source(0, 2)));
  BOOST_TEST(nd::to_string(target(1, 2)) == nd::to_string(source(0, 2)));
}

BOOST_AUTO_TEST_CASE(fields_of_other_dtypes_are_assigned_in_their_order) {
  const nd::structured_array source = filled(nd::structured_dtype("[('p', 'i2'), ('q', [('r', 'f4', (2,)), ('s', '?')])]"), {3});
  nd::structured_array target = nd::zeros(nd::structured_dtype("[('x', 'f8'), ('in', [('y', 'f8', (2,)), ('z', 'u1')])]", true), {3});
  target(nd::all) = source;
  BOOST_TEST(nd::to_string(target) == "[(1., ([2., 3.], 1)) (2., ([4., 5.], 0)) (3., ([6., 7.], 0))]");
}

BOOST_AUTO_TEST_CASE(bytes_between_fields_stay_as_they_are) {
  nd::structured_array target = nd::zeros(nd::structured_dtype("u1, f8", true), {2});
  const nd::array<std::uint8_t> ones = nd::full<std::uint8_t>({2, 16}, 0xff);
  nd::any_view(target.storage()) = ones;
  target(nd::all) = nd::zeros(nd::structured_dtype("u1, f8", true), {2});
  const nd::array<std::uint8_t> bytes = nd::cast<std::uint8_t>(nd::any_view(target.storage()));
  BOOST_TEST(bytes(0, 0) == 0);
  BOOST_TEST(bytes(1, 1) == 0xff);
  BOOST_TEST(bytes(1, 7) == 0xff);
  BOOST_TEST(bytes(1, 8) == 0);
}

BOOST_AUTO_TEST_CASE(overlapping_records_are_read_before_they_are_written) {
  for (const bool align : {false, true}) {
    nd::structured_array records = filled(nd::structured_dtype("u1, f8, 3i2", align), {50});
    const nd::structured_array before = records;
    records(nd::slice(1, nd::none)) = records(nd::slice(nd::none, -1));
    BOOST_TEST(nd::to_string(records(nd::slice(1, nd::none))) == nd::to_string(before(nd::slice(nd::none, -1))));
    BOOST_TEST(nd::to_string(records(0)) == nd::to_string(before(0)));
    records(nd::all) = before(nd::slice(nd::none, nd::none, -1));
    records(nd::all) = records(nd::slice(nd::none, nd::none, -1));
    BOOST_TEST(nd::to_string(records) == nd::to_string(before));
  }
}

BOOST_AUTO_TEST_CASE(fields_that_overlap_other_fields_are_read_before_they_are_written) {
  nd::structured_array records = nd::zeros(nd::structured_dtype("{'names': ['whole', 'low', 'high'], 'formats': ['u4', 'u2', 'u2'],"
                                                                " 'offsets': [0, 0, 2]}"),
                                           {100});
  records["whole"] = nd::arange<std::uint32_t>(100) + 65536;
  records["high"] = records["low"] + records["high"];
  BOOST_TEST(static_cast<bool>(nd::all(nd::cast<std::uint32_t>(records["whole"]) == nd::arange<std::uint32_t>(100) * 65537 + 65536)));
  records["whole"] = nd::left_shift(nd::cast(records["low"], nd::dtype::uint32), 16) + records["high"];
  BOOST_TEST(static_cast<bool>(nd::all(nd::cast<std::uint32_t>(records["low"]) == nd::arange<std::uint32_t>(100) + 1)));
}

BOOST_AUTO_TEST_CASE(records_that_do_not_fit_are_refused_and_nothing_is_written) {
  nd::structured_array records = filled(simple(), {3});
  const std::string expected = nd::to_string(records);
  const auto refused = [&](const nd::structured_dtype& type) { records(nd::all) = nd::zeros(type, {3}); };
  BOOST_TEST(
      throws<nd::dtype_error>([&] { refused(nd::structured_dtype("f8, i4")); },
                              "assign: records of [('x', '<f8'), ('y', '<i4'), ('ok', '?')] and [('f0', '<f8'), ('f1', '<i4')] do not "
                              "have the same fields"));
  BOOST_TEST(
      throws<nd::dtype_error>([&] { refused(nd::structured_dtype("f8, 2i4, ?")); },
                              "assign: records of [('x', '<f8'), ('y', '<i4'), ('ok', '?')] and [('f0', '<f8'), ('f1', '<i4', (2,)), "
                              "('f2', '?')] do not have the same fields"));
  BOOST_TEST(throws<nd::dtype_error>([&] { refused(nd::structured_dtype("f4, f8, ?")); },
                                     "assign: float64 does not become int32 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        records(nd::all) = nd::zeros(simple(), {2, 3});
      },
      "assign: records of shape (2,3) do not fit a destination of shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>([&] { records(nd::all) = nd::zeros(simple(), {4}); },
                                     "assign: shapes (3,) and (4,) do not broadcast: axis 0 is 3 against 4"));
  BOOST_TEST(nd::to_string(records) == expected);
}

BOOST_AUTO_TEST_CASE(records_are_equal_in_all_fields) {
  const nd::structured_array a = filled(nested(), {2, 2});
  nd::structured_array b = a;
  BOOST_TEST(truths(a == b) == std::vector<bool>(4, true), boost::test_tools::per_element());
  b["in"]["z"](0, 1, 1, 0) = -1;
  b["pos"](1, 0, 2) = -1;
  BOOST_TEST((truths(a == b) == std::vector<bool>{true, false, false, true}));
  BOOST_TEST((truths(a != b) == std::vector<bool>{false, true, true, false}));
  BOOST_TEST((truths(a == a(0, nd::all)) == std::vector<bool>{true, true, false, false}));
  BOOST_TEST((truths(a["in"] == b["in"]) == std::vector<bool>{true, true, true, false, true, true, true, true}));
  BOOST_TEST((truths(a["x"] != b["x"]) == std::vector<bool>(4, false)));
  b["x"] = quiet_nan;
  BOOST_TEST((truths(b == b) == std::vector<bool>(4, false)));
  const nd::structured_dtype nothing;
  BOOST_TEST((truths(nd::zeros(nothing, {3}) == nd::zeros(nothing, {1})) == std::vector<bool>(3, true)));
}

BOOST_AUTO_TEST_CASE(only_records_of_the_same_fields_are_compared) {
  const nd::structured_array a = nd::zeros(nd::structured_dtype("f8, i4"), {2});
  BOOST_TEST((truths(a == nd::zeros(nd::structured_dtype("f4, i8", true), {2})) == std::vector<bool>(2, true)));
  BOOST_TEST(
      throws<nd::dtype_error>([&] { (void)(a == nd::zeros(nd::structured_dtype("[('x', 'f8'), ('y', 'i4')]"), {2})); },
                              "equal: records of [('f0', '<f8'), ('f1', '<i4')] and [('x', '<f8'), ('y', '<i4')] do not have the same "
                              "fields"));
  BOOST_CHECK_THROW((void)(a == nd::zeros(nd::structured_dtype("f8, 2i4"), {2})), nd::dtype_error);
  BOOST_CHECK_THROW((void)(a == nd::zeros(nd::structured_dtype("f8, i4"), {3})), nd::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
