// SPDX-License-Identifier: BSD-3-Clause
// Arrays with a run-time dtype: ownership, conversion, the same results as typed ones.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(dynamic_any_array)

BOOST_AUTO_TEST_CASE(takes_over_the_elements_of_a_temporary_without_copying_and_gives_them_back) {
  nd::array<double> a = {{1, 2}, {3, 4}};
  const double* const address = a.data();
  nd::any_array d = std::move(a);
  BOOST_TEST((d.dtype() == nd::dtype::float64));
  BOOST_TEST(d.storage()->data == reinterpret_cast<const std::byte*>(address));
  const nd::array<double> back = nd::cast<double>(std::move(d));
  BOOST_TEST(back.data() == address);
  BOOST_TEST(is(back, {2, 2}, {1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(copying_copies_elements_and_views_share_them) {
  nd::array<int> a = {1, 2, 3};
  const nd::any_array copied = a;
  nd::any_view shared(a);
  shared(nd::slice(1, 3)) = 7;
  BOOST_TEST(is(a, {3}, {1, 7, 7}));
  BOOST_TEST(is(nd::as<int>(copied), {3}, {1, 2, 3}));
  const nd::any_array again = shared;
  a(0) = 9;
  BOOST_TEST(nd::as<int>(again)(0) == 1);
}

BOOST_AUTO_TEST_CASE(what_is_const_cannot_be_written_through_a_view) {
  const nd::array<double> typed = {1, 2};
  const nd::any_array dynamic = typed;
  const nd::view<const double> part = typed;
  for (nd::any_view v :
       {nd::any_view(typed), nd::any_view(dynamic), nd::any_view(part), dynamic(nd::slice(0, 1)), nd::any_view(typed)(nd::all)}) {
    BOOST_TEST(throws<nd::value_error>([&] { v = 7; }, "assign: the destination is read-only"));
    BOOST_TEST(throws<nd::value_error>([&] { (void)nd::as<double>(v); }, "as: the elements cannot be written"));
    const nd::any_operand arguments[] = {1, 2};
    BOOST_CHECK_THROW((void)nd::ufunc("add").call(arguments, {.out = {v}, .dtype = nd::dtype::float64}), nd::value_error);
  }
  BOOST_TEST(is(typed, {2}, {1, 2}));
  BOOST_TEST(is(nd::as<double>(dynamic), {2}, {1, 2}));
  static_assert(std::is_same_v<decltype(nd::as<double>(dynamic)), nd::view<const double>>);
}

BOOST_AUTO_TEST_CASE(a_view_as_another_type_is_a_dtype_error) {
  const nd::any_array d = nd::array<float>{1, 2};
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::as<double>(d); }, "as: the elements are float32, not float64"));
}

BOOST_AUTO_TEST_CASE(expressions_promote_as_typed_ones_and_keep_their_operands_alive) {
  const auto expression = [] {
    const nd::any_array local = nd::array<std::int8_t>{1, 2, 3};
    return local * 2 + nd::any_array(nd::array<float>{0.5, 0.5, 0.5});
  }();
  BOOST_TEST((expression.dtype() == nd::dtype::float32));
  BOOST_TEST(expression.shape() == nd::shape_t({3}));
  BOOST_TEST(is(nd::cast<float>(expression), {3}, {2.5, 4.5, 6.5}));
}

BOOST_AUTO_TEST_CASE(typed_arrays_stand_beside_dynamic_ones) {
  const nd::any_array d = nd::array<double>{1, 2};
  const nd::array<int> t = {10, 20};
  BOOST_TEST(is(nd::cast<double>(d + t), {2}, {11, 22}));
  BOOST_TEST(is(nd::cast<bool>(t > d), {2}, {true, true}));
}

BOOST_AUTO_TEST_CASE(typed_expressions_stand_beside_dynamic_ones_and_stay_lazy) {
  const nd::array<std::int16_t> a = {1, 2, 3};
  nd::array<float> b = {0.5F, 1, 1.5F};
  const nd::any_array x = a;
  const nd::any_expression sum = x + b * 2, difference = b * 2 - x;
  b(0) = 1;
  BOOST_TEST(is(nd::cast<float>(nd::any_array(sum)), {3}, {3.0F, 4.0F, 6.0F}));
  BOOST_TEST((sum.dtype() == nd::dtype::float32));
  BOOST_TEST(is(nd::cast<float>(nd::any_array(nd::maximum(difference, a - 1))), {3}, {1.0F, 1.0F, 2.0F}));
  BOOST_TEST(is(nd::cast<float>(nd::any_array(nd::where(a > 1, x, b + 1))), {3}, {2.0F, 2.0F, 3.0F}));
  BOOST_TEST(nd::array_equal(x, a));
  BOOST_TEST(nd::allclose(x + 1e-9, a));
  BOOST_TEST(nd::allclose(b, x / 2 + b - a / 2.0));
}

BOOST_AUTO_TEST_CASE(errors_come_when_the_expression_is_made) {
  const nd::any_array a = nd::zeros({3}), b = nd::zeros({4}), i = nd::zeros<std::int8_t>({3});
  BOOST_TEST(throws<nd::shape_error>([&] { (void)(a + b); }, "add: shapes (3,) and (4,) do not broadcast: axis 0 is 3 against 4"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)(a & i); }, "bitwise_and: no loop for float64, int8"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)-(a > 0); }, "negative: no loop for bool"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)(i + 128); }, "add: the integer 128 does not fit int8"));
  BOOST_CHECK_THROW((void)nd::sum(a, {.axis = 1}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(a_comparison_with_an_integer_beyond_the_dtype_has_an_answer) {
  const nd::any_array i = nd::array<std::int8_t>{-128, 127};
  BOOST_TEST(is(nd::cast<bool>(i < 128), {2}, {true, true}));
  BOOST_TEST(is(nd::cast<bool>(i == -129), {2}, {false, false}));
  BOOST_TEST(is(nd::cast<bool>(i > std::uint64_t{1} << 63), {2}, {false, false}));
}

BOOST_AUTO_TEST_CASE(int64_and_uint64_compare_as_the_numbers_they_are) {
  const nd::array<std::int64_t> i = {-1, (std::int64_t{1} << 53) + 1};
  const nd::array<std::uint64_t> u = {~std::uint64_t{0}, std::uint64_t{1} << 53};
  BOOST_TEST(is(i < u, {2}, {true, false}));
  BOOST_TEST(is(i == u, {2}, {false, false}));
  BOOST_TEST(is(nd::cast<bool>(nd::any_array(i) > nd::any_array(u)), {2}, {false, true}));
}

BOOST_AUTO_TEST_CASE(reductions_widen_and_keep_dimensions_as_typed_ones) {
  const nd::any_array d = nd::array<std::uint8_t>{{200, 100}, {50, 60}};
  BOOST_TEST((nd::sum(d).dtype() == nd::dtype::uint64));
  BOOST_TEST(is(nd::cast<std::uint64_t>(nd::sum(d, {.axis = 0, .keepdims = true})), {1, 2}, {250, 160}));
  BOOST_TEST(is(nd::cast<double>(nd::mean(d, {.axis = -1})), {2}, {150, 55}));
  BOOST_TEST(is(nd::cast<bool>(nd::all(d > 50)), {}, {false}));
  BOOST_TEST(is(nd::cast<double>(d - nd::mean(d, {.axis = 1, .keepdims = true})), {2, 2}, {50, -50, -5, 5}));
}

BOOST_AUTO_TEST_CASE(an_assignment_to_a_view_casts_within_a_kind_only) {
  nd::array<std::int32_t> a = {1, 2, 3};
  nd::any_view v(a);
  BOOST_CHECK_THROW(v = nd::any_array(nd::array<double>{1.5, 2.5, 3.5}), nd::dtype_error);
  BOOST_TEST(is(a, {3}, {1, 2, 3}));
  v = nd::any_array(nd::array<std::int64_t>{4, 5, 6});
  BOOST_TEST(is(a, {3}, {4, 5, 6}));
  v(nd::slice(1, 3)) = v(nd::slice(0, 2)) + 1;
  BOOST_TEST(is(a, {3}, {4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(an_expression_of_ten_thousand_steps_is_computed_in_parts) {
  nd::any_expression e = nd::any_array(nd::zeros({4})) + 0;
  for (int i = 0; i < 10000; ++i) e = e + 1;
  BOOST_TEST(is(nd::cast<double>(e), {4}, {1e4, 1e4, 1e4, 1e4}));
}

BOOST_AUTO_TEST_CASE(expressions_of_every_size_are_right) {
  const nd::any_array a = nd::array<std::int64_t>{1, 2, 3};
  for (int steps = 1; steps < 80; ++steps) {
    nd::any_expression e = a * 1;
    for (int i = 1; i < steps; ++i) e = e + (a + i);
    const std::int64_t sum = steps * (steps - 1) / 2;
    BOOST_TEST(is(nd::cast<std::int64_t>(e), {3}, {steps + sum, 2 * steps + sum, 3 * steps + sum}), steps);
  }
}

BOOST_AUTO_TEST_CASE(shared_parts_are_computed_once) {
  nd::any_expression e = nd::any_array(nd::full({2}, 1.0)) + 0;
  for (int i = 0; i < 60; ++i) e = e + e;
  BOOST_TEST(is(nd::cast<double>(e), {2}, {std::ldexp(1.0, 60), std::ldexp(1.0, 60)}));
}

BOOST_AUTO_TEST_CASE(several_expressions_are_computed_together) {
  const nd::any_array d = nd::array<double>{1, 2, 3};
  const nd::any_expression all[] = {d + 1, nd::sum(d)};
  const std::vector<nd::any_array> results = nd::eval(std::span<const nd::any_expression>(all));
  BOOST_TEST(is(nd::as<double>(results[0]), {3}, {2, 3, 4}));
  BOOST_TEST(is(nd::as<double>(results[1]), {}, {6}));
}

BOOST_AUTO_TEST_CASE(prints_as_numpy_does) {
  const nd::any_array d = nd::array<nd::float16>{0.1, 2, 65504};
  BOOST_TEST(nd::repr(d) == "array([1.00e-01, 2.00e+00, 6.55e+04], dtype=float16)");
  BOOST_TEST(nd::to_string(nd::any_array(nd::array<bool>{true, false})) == "[ True False]");
}

BOOST_AUTO_TEST_CASE(compound_operators_and_typed_expressions_write_into_dynamic_arrays) {
  nd::any_array a = nd::array<float>{1, 2, 3};
  const nd::array<double> b = {10, 20, 30};
  a += 1;
  a *= b;
  a -= b / 2;
  BOOST_TEST((a.dtype() == nd::dtype::float32));
  BOOST_TEST(nd::to_string(a) == "[ 15.  50. 105.]");
  nd::any_view part = a(nd::slice(1, nd::none));
  part = b(nd::slice(0, 2)) * 3 + 1;
  part /= 2;
  BOOST_TEST(nd::to_string(a) == "[15.  15.5 30.5]");
  nd::any_array bits = nd::array<std::uint8_t>{12, 10};
  bits &= 6;
  bits |= 1;
  bits ^= 3;
  bits %= 5;
  BOOST_TEST(nd::to_string(bits) == "[1 0]");
  BOOST_TEST(throws<nd::dtype_error>([&] { bits += 1.5; }, "assign: float64 does not become uint8 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::dtype_error>([&] { bits(nd::all) = b + 1; }, "assign: float64 does not become uint8 by casting 'same_kind'"));
  BOOST_TEST(nd::to_string(bits) == "[1 0]");
}

BOOST_AUTO_TEST_CASE(copies_of_arrays_read_everything_before_they_write) {
  nd::any_array a = nd::arange<double>(6);
  nd::any_view rest = a(nd::slice(1, nd::none)), whole = a;
  rest = a(nd::slice(nd::none, -1));
  BOOST_TEST(is(nd::as<double>(a), {6}, {0., 0., 1., 2., 3., 4.}));
  whole = a(nd::slice(nd::none, nd::none, -1));
  BOOST_TEST(is(nd::as<double>(a), {6}, {4., 3., 2., 1., 0., 0.}));
  nd::any_view evens = a(nd::slice(nd::none, nd::none, 2));
  evens = a(nd::slice(1, nd::none, 2));
  BOOST_TEST(is(nd::as<double>(a), {6}, {3., 3., 1., 1., 0., 0.}));
}

BOOST_AUTO_TEST_SUITE_END()
