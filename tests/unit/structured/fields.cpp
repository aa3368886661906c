// SPDX-License-Identifier: BSD-3-Clause
// Fields of records are views: what is computed with them and what is written into them.
#include "records.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(structured_fields)

BOOST_AUTO_TEST_CASE(a_field_shares_the_memory_of_the_records) {
  nd::structured_array records = nd::zeros(nd::structured_dtype("f8, i4, u4"), {4});
  nd::view<double> x = records.field<double>("f0");
  BOOST_TEST((x.strides() == nd::dims{16}));
  x = nd::arange<double>(4);
  records["f1"] = 7;
  records(2)["f0"] = -1.5;
  BOOST_TEST(nd::to_string(records) == "[( 0. , 7, 0) ( 1. , 7, 0) (-1.5, 7, 0) ( 3. , 7, 0)]");
  const nd::any_view again = records["f0"];
  BOOST_TEST((again.storage()->data == records.storage()->data));
  BOOST_TEST(is(nd::as<double>(records["f0"]), {4}, {0, 1, -1.5, 3}));
  nd::view<double> kept = x;
  records = nd::structured_array();
  BOOST_TEST(is(kept, {4}, {0, 1, -1.5, 3}));
}

BOOST_AUTO_TEST_CASE(expressions_are_evaluated_into_a_field) {
  const nd::array<double> a = {1, 2, 3}, b = {10, 20, 30};
  nd::structured_array records = nd::zeros(nd::structured_dtype("f8, f4, u1"), {3});
  records["f0"] = a + b;
  records["f1"] = a * 2;
  records["f2"] = nd::cast<std::uint8_t>(b);
  BOOST_TEST(nd::to_string(records) == "[(11., 2., 10) (22., 4., 20) (33., 6., 30)]");
  records["f0"] = records["f0"] - records["f1"];
  records["f0"] += a;
  records["f1"] *= 0.5;
  records["f1"] /= a + 1;
  records["f2"] -= 1;
  BOOST_TEST(nd::to_string(records["f0"]) == "[10. 20. 30.]");
  BOOST_TEST(is(nd::cast<float>(records["f1"]), {3}, {0.5F, 2 / 3.0F, 0.75F}));
  BOOST_TEST(nd::to_string(records["f2"]) == "[ 9 19 29]");
  const nd::array<double> squares = nd::cast<double>(records["f0"] * records["f0"]);
  BOOST_TEST(is(squares, {3}, {100, 400, 900}));
}

BOOST_AUTO_TEST_CASE(sub_arrays_add_axes_and_nested_records_have_fields) {
  nd::structured_array records = filled(nested(), {2, 3});
  BOOST_TEST((records["pos"].shape() == nd::shape_t{2, 3, 3}));
  BOOST_TEST((records["in"]["z"].shape() == nd::shape_t{2, 3, 2, 2}));
  BOOST_TEST((records["in"]["deep"]["h"].shape() == nd::shape_t{2, 3, 2}));
  BOOST_TEST(records["in"].is_record());
  records["in"]["deep"]["h"] = 0.5;
  records["in"](nd::ellipsis, 1)["a"] = 200;
  records["pos"](0, nd::all, nd::all) = nd::array<std::int16_t>{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  BOOST_TEST(doubles(records["in"]["deep"]["h"]) == std::vector<double>(12, 0.5));
  BOOST_TEST(nd::to_string(records["in"]["a"](1)) == "[[  9 200]\n [ 11 200]\n [ 13 200]]");
  BOOST_TEST(nd::to_string(records["pos"](0, 1)) == "[4 5 6]");
  const nd::structured_view inner = records["in"];
  BOOST_TEST((inner.shape() == nd::shape_t{2, 3, 2}));
  BOOST_TEST(inner(0, 0, 0)["a"].size() == 1);
  const nd::structured_array copy = records["in"];
  BOOST_TEST(nd::to_string(copy) == nd::to_string(inner));
}

BOOST_AUTO_TEST_CASE(several_fields_are_a_view_of_the_same_records) {
  nd::structured_array records = filled(simple(), {3});
  const nd::structured_view some = records[{"ok", "x"}];
  BOOST_TEST(some.dtype().itemsize() == 13U);
  some["x"] = 4.5;
  BOOST_TEST(nd::to_string(records["x"]) == "[4.5 4.5 4.5]");
  nd::structured_array other = nd::zeros(simple(), {3});
  other[{"x", "y"}] = records[{"x", "y"}];
  BOOST_TEST(nd::to_string(other) == "[(4.5, 2, False) (4.5, 3, False) (4.5, 4, False)]");
}

BOOST_AUTO_TEST_CASE(parts_of_records_are_views) {
  nd::structured_array records = filled(simple(), {6});
  records(nd::slice(1, nd::none, 2))["y"] = 0;
  BOOST_TEST(nd::to_string(records["y"]) == "[2 0 4 0 6 0]");
  const nd::structured_view turned = records(nd::slice(nd::none, nd::none, -1));
  BOOST_TEST(nd::to_string(turned["x"]) == "[6. 5. 4. 3. 2. 1.]");
  BOOST_TEST((records(nd::newaxis, nd::all).shape() == nd::shape_t{1, 6}));
  BOOST_TEST(records(-1).ndim() == 0);
  BOOST_TEST(doubles(records(-1)["x"]) == (std::vector<double>{6}));
  BOOST_TEST(throws<nd::index_error>([&] { (void)records(6); }, "index: 6 is out of range for axis 0 with extent 6"));
}

BOOST_AUTO_TEST_CASE(copies_have_their_own_records) {
  nd::structured_array records = filled(simple(), {3});
  nd::structured_array copy = records;
  copy["x"] = 0;
  BOOST_TEST(nd::to_string(records["x"]) == "[1. 2. 3.]");
  nd::structured_array moved = std::move(copy);
  BOOST_TEST(nd::to_string(moved["x"]) == "[0. 0. 0.]");
  BOOST_TEST(copy.size() == 0);  // NOLINT(bugprone-use-after-move): what is left is an array without records
  const nd::structured_array some = records(nd::slice(0, 2))[{"y"}];
  BOOST_TEST(nd::to_string(some) == "[(2,) (3,)]");
}

BOOST_AUTO_TEST_CASE(fields_of_packed_records_need_no_alignment) {
  // Every element of "x" and "n" is at an odd address.
  nd::structured_array records = nd::zeros(nd::structured_dtype("[('c', 'u1'), ('x', '<f8', (40,)), ('n', '<i4')]"), {3});
  const nd::array<double> values = nd::arange<double>(120).reshape({3, 40});
  records["x"] = values;
  records["n"] = nd::array<std::int32_t>{5, 6, 7};
  BOOST_TEST(static_cast<bool>(nd::all(nd::cast<double>(records["x"]) == values)));
  BOOST_TEST(doubles(nd::sum(records["x"], {.axis = 1})) == elements(nd::eval(nd::sum(values, {.axis = 1}))));
  BOOST_TEST(doubles(nd::sum(records["x"])) == (std::vector<double>{7140}));
  BOOST_TEST(doubles(nd::cumsum(records["n"])) == (std::vector<double>{5, 11, 18}));
  BOOST_TEST(doubles(nd::median(records["x"])) == (std::vector<double>{59.5}));
  BOOST_TEST(doubles(nd::sqrt(records["x"](1))) == elements(nd::eval(nd::sqrt(values(1, nd::all)))));
  BOOST_TEST(doubles(nd::max(records["x"](0) * records["x"](2))) == (std::vector<double>{39 * 119}));
  nd::any_view row = records["x"](1);
  row = row(nd::slice(nd::none, nd::none, -1));
  BOOST_TEST(doubles(row(nd::slice(0, 3))) == (std::vector<double>{79, 78, 77}));
  nd::ufunc("add").at(row, nd::array<std::int64_t>{0, 0}, 1.0);
  BOOST_TEST(doubles(row(0)) == (std::vector<double>{81}));
  (void)nd::ufunc("multiply").call(std::vector<nd::any_operand>{row, 2.0}, {.out = {row}});
  BOOST_TEST(doubles(row(nd::slice(0, 3))) == (std::vector<double>{162, 156, 154}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)records.field<double>("x"); },
                                     "as: the elements are not aligned as float64 has to be, as in packed records; copy them with cast"));
}

BOOST_AUTO_TEST_CASE(const_records_cannot_be_written) {
  const nd::structured_array records = filled(simple(), {3});
  static_assert(std::is_same_v<decltype(records.field<double>("x")), nd::view<const double>>);
  const std::string expected = nd::to_string(records);
  BOOST_TEST(throws<nd::value_error>([&] { records["x"] = 1.0; }, "assign: the destination is read-only"));
  BOOST_TEST(throws<nd::value_error>([&] { records(0)["x"] = 1.0; }, "assign: the destination is read-only"));
  BOOST_TEST(throws<nd::value_error>([&] { records[{"x", "y"}] = records[{"x", "y"}]; }, "assign: the records cannot be written"));
  BOOST_TEST(throws<nd::value_error>([&] { records(nd::all) = records; }, "assign: the records cannot be written"));
  BOOST_TEST(nd::to_string(records) == expected);
}

BOOST_AUTO_TEST_CASE(what_a_field_is_not_is_refused) {
  nd::structured_array records = filled(nested(), {2});
  const std::string expected = nd::to_string(records);
  const std::string inner =
      "field: nested records [('a', 'u1'), ('z', '<c16', (2,)), ('deep', [('ok', '?'), ('h', '<f2')])] are no numbers; "
      "take one of their fields";
  BOOST_TEST(throws<nd::value_error>([&] { (void)records["y"]; }, "structured_dtype: no field 'y' among 'x', 'pos', 'in'"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)(records["in"] + 1); }, inner));
  BOOST_TEST(throws<nd::dtype_error>([&] { records["in"] = 1; }, inner));
  BOOST_TEST(throws<nd::dtype_error>([&] { nd::any_view plain = records["in"]; }, inner));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)records["x"]["a"]; }, "field: elements of float32 have no fields"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)records.field<double>("x"); }, "as: the elements are float32, not float64"));
  BOOST_TEST(throws<nd::dtype_error>([&] { records["pos"] = 1.5; }, "assign: float64 does not become int16 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::shape_error>([&] { records["x"] = nd::zeros({3}); },
                                     "assign: a value of shape (3,) does not fit a destination of shape (2,)"));
  BOOST_TEST(nd::to_string(records) == expected);
}

BOOST_AUTO_TEST_SUITE_END()
