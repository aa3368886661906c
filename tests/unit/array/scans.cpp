// SPDX-License-Identifier: BSD-3-Clause
// Running sums and products: axes, dtypes, initial elements, what is refused.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_scans)

BOOST_AUTO_TEST_CASE(without_an_axis_the_array_is_one_line) {
  const nd::array<int> a = {{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST(is(nd::cumsum(a), {6}, {1, 3, 6, 10, 15, 21}));
  BOOST_TEST(is(nd::cumprod(nd::transpose(a)), {6}, {1, 4, 8, 40, 120, 720}));
  BOOST_TEST(is(nd::cumsum(nd::full<int>({}, 3)), {1}, {3}));
}

BOOST_AUTO_TEST_CASE(an_axis_keeps_the_shape) {
  const nd::array<int> a = {{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST(is(nd::cumsum(a, {.axis = 0}), {2, 3}, {1, 2, 3, 5, 7, 9}));
  BOOST_TEST(is(nd::cumsum(a, {.axis = -1}), {2, 3}, {1, 3, 6, 4, 9, 15}));
  BOOST_TEST(is(nd::cumsum(a(nd::all, nd::slice(nd::none, nd::none, -1)) * 2, {.axis = 1}), {2, 3}, {6, 10, 12, 12, 22, 30}));
  BOOST_TEST(is(nd::cumsum(nd::zeros<int>({0, 3}), {.axis = 0}), {0, 3}, std::vector<std::int64_t>{}));
}

BOOST_AUTO_TEST_CASE(small_integers_and_bool_widen) {
  const nd::array<std::int8_t> a = {100, 100};
  const nd::array<bool> b = {true, false, true};
  BOOST_TEST(is(nd::cumsum(a), {2}, std::vector<std::int64_t>{100, 200}));
  BOOST_TEST(is(nd::cumsum(b), {3}, std::vector<std::int64_t>{1, 1, 2}));
  BOOST_TEST(is(nd::as<std::int8_t>(nd::cumsum(nd::any_array(a), {.dtype = nd::dtype::int8})), {2}, std::vector<std::int8_t>{100, -56}));
}

BOOST_AUTO_TEST_CASE(cumulative_functions_may_begin_with_nothing) {
  const nd::array<int> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::cumulative_sum(a, {.axis = 1, .include_initial = true}), {2, 3}, {0, 1, 3, 0, 3, 7}));
  BOOST_TEST(is(nd::cumulative_prod(a, {.axis = 0, .include_initial = true}), {3, 2}, {1, 1, 1, 2, 3, 8}));
  BOOST_TEST(is(nd::cumulative_sum(nd::array<double>{1, 2}), {2}, {1.0, 3.0}));
  BOOST_TEST(
      throws<nd::value_error>([&] { (void)nd::cumulative_sum(a); }, "cumulative_sum: 'axis' may only be left out for arrays of one axis"));
}

BOOST_AUTO_TEST_CASE(the_dtype_can_be_chosen) {
  const nd::array<std::int8_t> a = {100, 100};
  static_assert(std::is_same_v<decltype(nd::cumsum<float>(a)), nd::array<float>>);
  BOOST_TEST(is(nd::cumsum<float>(a), {2}, {100.0F, 200.0F}));
  BOOST_TEST(is(nd::cumprod<std::int8_t>(a), {2}, std::vector<std::int8_t>{100, 16}));
  BOOST_TEST(is(nd::cumulative_sum<double>(a, {.include_initial = true}), {3}, {0.0, 100.0, 200.0}));
  BOOST_TEST(is(nd::nancumsum<float>(nd::array<double>{1, quiet_nan}), {2}, {1.0F, 1.0F}));
  BOOST_TEST(nd::cumulative_prod(nd::any_array(a), {.dtype = nd::dtype::float32}).dtype() == nd::dtype::float32);
}

BOOST_AUTO_TEST_CASE(nan_counts_as_nothing_where_asked) {
  const nd::array<double> a = {1, quiet_nan, 3};
  BOOST_TEST(is(nd::cumsum(a), {3}, {1.0, quiet_nan, quiet_nan}));
  BOOST_TEST(is(nd::nancumsum(a), {3}, {1.0, 1.0, 4.0}));
  BOOST_TEST(is(nd::nancumprod(a), {3}, {1.0, 1.0, 3.0}));
}

BOOST_AUTO_TEST_CASE(an_axis_out_of_range_is_an_index_error) {
  BOOST_TEST(throws<nd::index_error>(
      [&] {
        (void)nd::cumsum(nd::zeros<int>({2, 2}), {.axis = 2});
      },
      "cumsum: axis 2 is out of range for 2 dimensions"));
  BOOST_TEST(throws<nd::index_error>(
      [&] {
        (void)nd::nancumprod(nd::any_array(nd::zeros<int>({2, 2})), {.axis = -3});
      },
      "nancumprod: axis -3 is out of range for 2 dimensions"));
}

BOOST_AUTO_TEST_SUITE_END()
