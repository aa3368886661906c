// SPDX-License-Identifier: BSD-3-Clause
// Reductions: axes, keepdims, empty inputs, what is refused.
#include <limits>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {
nd::array<int> cube() { return nd::arange<int>(24).reshape({2, 3, 4}); }
}  // namespace

BOOST_AUTO_TEST_SUITE(functions_reductions)

BOOST_AUTO_TEST_CASE(all_axes_are_reduced_by_default) {
  const nd::array<int> a = cube();
  BOOST_TEST(is(nd::sum(a), {}, {276}));
  BOOST_TEST(is(nd::sum(a, {.axis = none}), {}, {276}));
  BOOST_TEST(is(nd::prod(a(0, 0, slice(1, none))), {}, {6}));
  BOOST_TEST(is(nd::mean(a), {}, {11.5}));
  BOOST_TEST(is(nd::min(a), {}, {0}));
  BOOST_TEST(is(nd::max(a), {}, {23}));
  BOOST_TEST(is(nd::amin(a), {}, {0}));
  BOOST_TEST(is(nd::amax(a), {}, {23}));
  BOOST_TEST(is(nd::any(a), {}, {true}));
  BOOST_TEST(is(nd::all(a), {}, {false}));
  BOOST_TEST(is(nd::argmin(a), {}, {0}));
  BOOST_TEST(is(nd::argmax(a), {}, {23}));
}

BOOST_AUTO_TEST_CASE(one_axis_is_reduced) {
  const nd::array<int> a = cube();
  BOOST_TEST(is(nd::sum(a, {.axis = 0}), {3, 4}, {12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34}));
  BOOST_TEST(is(nd::sum(a, {.axis = 1}), {2, 4}, {12, 15, 18, 21, 48, 51, 54, 57}));
  BOOST_TEST(is(nd::sum(a, {.axis = 2}), {2, 3}, {6, 22, 38, 54, 70, 86}));
  BOOST_TEST(is(nd::max(a, {.axis = -1}), {2, 3}, {3, 7, 11, 15, 19, 23}));
  BOOST_TEST(is(nd::min(a, {.axis = -2}), {2, 4}, {0, 1, 2, 3, 12, 13, 14, 15}));
  BOOST_TEST(is(nd::mean(a, {.axis = -3}), {3, 4}, {6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}));
}

BOOST_AUTO_TEST_CASE(several_axes_are_reduced_in_any_order) {
  const nd::array<int> a = cube();
  BOOST_TEST(is(nd::sum(a, {.axis = {0, 2}}), {3}, {60, 92, 124}));
  BOOST_TEST(is(nd::sum(a, {.axis = {2, 0}}), {3}, {60, 92, 124}));
  BOOST_TEST(is(nd::sum(a, {.axis = {-1, 1}}), {2}, {66, 210}));
  BOOST_TEST(is(nd::sum(a, {.axis = {0, 1, 2}}), {}, {276}));
  BOOST_TEST(is(nd::max(a, {.axis = nd::dims{0, 1}}), {4}, {20, 21, 22, 23}));
}

BOOST_AUTO_TEST_CASE(no_axes_reduce_nothing) {
  const nd::array<int> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::sum(a, {.axis = nd::dims{}}), {2, 2}, {1, 2, 3, 4}));
  BOOST_TEST(is(nd::sum(nd::full<int>({}, 5)), {}, {5}));
}

BOOST_AUTO_TEST_CASE(keepdims_leaves_axes_of_extent_1) {
  const nd::array<int> a = cube();
  BOOST_TEST(is(nd::sum(a, {.keepdims = true}), {1, 1, 1}, {276}));
  BOOST_TEST(is(nd::sum(a, {.axis = 1, .keepdims = true}), {2, 1, 4}, {12, 15, 18, 21, 48, 51, 54, 57}));
  BOOST_TEST(is(nd::max(a, {.axis = {0, -1}, .keepdims = true}), {1, 3, 1}, {15, 19, 23}));
  BOOST_TEST(is(nd::argmax(a, {.axis = 2, .keepdims = true}), {2, 3, 1}, {3, 3, 3, 3, 3, 3}));
}

BOOST_AUTO_TEST_CASE(dtypes_are_those_of_numpy) {
  const nd::array<std::int8_t> i8 = {100, 100};
  static_assert(std::is_same_v<nd::value_t<decltype(nd::sum(i8))>, std::int64_t>);
  BOOST_TEST(is(nd::sum(i8), {}, {200}));
  BOOST_TEST(is(nd::prod(i8), {}, {10000}));
  BOOST_TEST(is(nd::mean(i8), {}, {100}));
  const nd::array<std::uint32_t> u32 = {4000000000U, 4000000000U};
  static_assert(std::is_same_v<nd::value_t<decltype(nd::sum(u32))>, std::uint64_t>);
  BOOST_TEST(is(nd::sum(u32), {}, {8000000000U}));
  const nd::array<bool> flags = {true, true, false};
  BOOST_TEST(is(nd::sum(flags), {}, {2}));
  BOOST_TEST(is(nd::mean(nd::array<bool>{true, false}), {}, {0.5}));
  BOOST_TEST(is(nd::max(flags), {}, {true}));
  BOOST_TEST(is(nd::argmin(flags), {}, {2}));
  static_assert(std::is_same_v<nd::value_t<decltype(nd::mean(nd::zeros<float>({1})))>, float>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::mean(nd::zeros<std::complex<float>>({1})))>, std::complex<float>>);
}

BOOST_AUTO_TEST_CASE(integer_sums_wrap) {
  using limits = std::numeric_limits<std::int64_t>;
  BOOST_TEST(is(nd::sum(nd::array<std::int64_t>{limits::max(), 1}), {}, {limits::min()}));
  BOOST_TEST(is(nd::prod(nd::array<std::int64_t>{limits::min(), -1}), {}, {limits::min()}));
}

BOOST_AUTO_TEST_CASE(no_elements_give_the_identity) {
  const nd::array<double> none_at_all = nd::zeros<double>({0}), a = nd::zeros<double>({2, 0});
  BOOST_TEST(is(nd::sum(none_at_all), {}, {0}));
  BOOST_TEST(is(nd::prod(none_at_all), {}, {1}));
  BOOST_TEST(is(nd::mean(none_at_all), {}, {quiet_nan}));
  BOOST_TEST(is(nd::any(none_at_all), {}, {false}));
  BOOST_TEST(is(nd::all(none_at_all), {}, {true}));
  BOOST_TEST(is(nd::sum(a, {.axis = 1}), {2}, {0, 0}));
  BOOST_TEST(is(nd::prod(a, {.axis = 1, .keepdims = true}), {2, 1}, {1, 1}));
  BOOST_TEST(is(nd::sum(a, {.axis = 0}), {0}, {}));
  BOOST_TEST(is(nd::max(a, {.axis = 0}), {0}, {}));
  BOOST_TEST(is(nd::sum(nd::zeros<std::complex<double>>({0})), {}, {{0, 0}}));
  BOOST_TEST(is(nd::mean(nd::zeros<std::complex<double>>({0})), {}, {{quiet_nan, quiet_nan}}));
}

BOOST_AUTO_TEST_CASE(extremes_of_no_elements_are_refused) {
  const nd::array<double> a = nd::zeros<double>({2, 0});
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::max(a)); },
                                     "max: no elements along the reduced axes of shape (2,0), and the function has no identity"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::min(a, {.axis = 1})); },
                                     "min: no elements along the reduced axes of shape (2,0), and the function has no identity"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::argmax(nd::zeros<int>({0}) + 1)); },
                                     "argmax: no elements along the reduced axes of shape (0,), and the function has no identity"));
  BOOST_CHECK_THROW((void)nd::eval(nd::argmin(a, {.axis = -1})), nd::value_error);
}

BOOST_AUTO_TEST_CASE(wrong_axes_are_refused) {
  const nd::array<int> a = cube();
  BOOST_TEST(throws<nd::index_error>([&] { (void)nd::eval(nd::sum(a, {.axis = 3})); }, "sum: axis 3 is out of range for 3 dimensions"));
  BOOST_TEST(throws<nd::index_error>(
      [&] {
        (void)nd::eval(nd::mean(a, {.axis = {0, -4}}));
      },
      "mean: axis -4 is out of range for 3 dimensions"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::max(a, {.axis = {1, -2}})); }, "max: axis -2 is given twice"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)nd::eval(nd::sum(nd::full<int>({}, 1), {.axis = 0})); },
                                     "sum: axis 0 is out of range for 0 dimensions"));
}

BOOST_AUTO_TEST_CASE(nan_wins_in_extremes) {
  BOOST_TEST(is(nd::min(nd::array<double>{3, quiet_nan, 1}), {}, {quiet_nan}));
  BOOST_TEST(is(nd::max(nd::array<double>{quiet_nan, 2, infinity}), {}, {quiet_nan}));
  BOOST_TEST(is(nd::max(nd::array<double>{-infinity, -infinity}), {}, {-infinity}));
  BOOST_TEST(is(nd::argmin(nd::array<double>{3, quiet_nan, 1, quiet_nan}), {}, {1}));
  BOOST_TEST(is(nd::argmax(nd::array<double>{3, quiet_nan, 7, quiet_nan}), {}, {1}));
  BOOST_TEST(is(nd::argmax(nd::array<double>{-infinity, -infinity}), {}, {0}));
  BOOST_TEST(is(nd::argmin(nd::array<double>{infinity, infinity}), {}, {0}));
  BOOST_TEST(is(nd::sum(nd::array<double>{infinity, -infinity}), {}, {quiet_nan}));
}

BOOST_AUTO_TEST_CASE(the_first_of_equal_extremes_is_found) {
  BOOST_TEST(is(nd::argmax(nd::array<int>{1, 5, 5, 2, 5}), {}, {1}));
  BOOST_TEST(is(nd::argmin(nd::array<int>{{3, 1}, {1, 1}}), {}, {1}));
  BOOST_TEST(is(nd::argmin(nd::array<int>{{3, 1}, {1, 1}}, {.axis = 0}), {2}, {1, 0}));
  for (const nd::index_t n : {17, 128, 129, 2047, 2048, 2049, 5000}) {
    nd::array<double> a = nd::zeros<double>({n});
    BOOST_TEST(static_cast<std::int64_t>(nd::argmax(a)) == 0);
    for (const nd::index_t at : {nd::index_t{1}, n / 2, n - 1}) {
      a = 0;
      a(at) = 1;
      a(n - 1) = 1;
      BOOST_TEST(static_cast<std::int64_t>(nd::argmax(a)) == at);
    }
  }
}

BOOST_AUTO_TEST_CASE(positions_count_in_c_order_whatever_the_strides) {
  const nd::array<int> a = {{1, 9, 2}, {8, 9, 0}};
  BOOST_TEST(is(nd::argmax(nd::transpose(a)), {}, {2}));
  BOOST_TEST(is(nd::argmin(a(slice(none, none, -1), slice(none, none, -1))), {}, {0}));
  BOOST_TEST(is(nd::argmax(nd::transpose(a), {.axis = 0}), {2}, {1, 1}));
}

BOOST_AUTO_TEST_CASE(complex_numbers_are_ordered_by_real_then_imaginary_part) {
  using c = std::complex<double>;
  const nd::array<c> a = {c(1, 5), c(2, -1), c(2, 3), c(0, 9)};
  BOOST_TEST(is(nd::max(a), {}, {c(2, 3)}));
  BOOST_TEST(is(nd::min(a), {}, {c(0, 9)}));
  BOOST_TEST(is(nd::argmax(a), {}, {2}));
  BOOST_TEST(is(nd::sum(a), {}, {c(5, 16)}));
  BOOST_TEST(is(nd::prod(a(slice(2))), {}, {c(7, 9)}));
  BOOST_TEST(is(nd::mean(a), {}, {c(1.25, 4)}));
  BOOST_TEST(is(nd::any(nd::array<c>{0, c(0, 1)}), {}, {true}));
  const nd::array<c> many = nd::eval(nd::cast<c>(nd::arange<double>(100)));
  BOOST_TEST(is(nd::argmax(many), {}, {99}));
  BOOST_TEST(is(nd::argmin(many), {}, {0}));
}

BOOST_AUTO_TEST_CASE(sums_keep_the_sign_of_zero_only_when_all_are_negative) {
  BOOST_TEST(is(nd::sum(nd::array<double>{-0.0, -0.0}), {}, {-0.0}));
  BOOST_TEST(is(nd::sum(nd::array<double>{-0.0, 0.0}), {}, {0.0}));
}

BOOST_AUTO_TEST_CASE(reductions_of_broadcast_operands_count_every_position) {
  const nd::array<double> a = {1, 2, 3};
  BOOST_TEST(is(nd::sum(nd::broadcast_to(a, {4, 3})), {}, {24}));
  BOOST_TEST(is(nd::sum(nd::broadcast_to(a, {4, 3}), {.axis = 0}), {3}, {4, 8, 12}));
  BOOST_TEST(is(nd::sum(nd::zeros<double>({4, 1}) + a, {.axis = 1}), {4}, {6, 6, 6, 6}));
  BOOST_TEST(is(nd::mean(nd::zeros<double>({1, 3}) + nd::ones<double>({2, 1})), {}, {1}));
}

BOOST_AUTO_TEST_CASE(reductions_nest) {
  const nd::array<double> a = {{1, 2}, {3, 5}};
  BOOST_TEST(is(nd::max(nd::sum(a, {.axis = 0})), {}, {7}));
  BOOST_TEST(is(nd::sum(a / nd::max(a, {.axis = 1, .keepdims = true}), {.axis = 1}), {2}, {1.5, 1.6}));
  BOOST_TEST(is(nd::sum(nd::square(a - nd::mean(a))), {}, {8.75}));
}

BOOST_AUTO_TEST_SUITE_END()
