// SPDX-License-Identifier: BSD-3-Clause
// Options of reductions: masks, initial values, dtypes, degrees of freedom; the same for arrays with a run-time dtype.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {
nd::array<int> table() { return {{1, 2, 3}, {4, 5, 6}}; }
nd::array<bool> mask() { return {{true, false, true}, {false, false, true}}; }
nd::array<double> holes() { return {{1, quiet_nan, 3}, {quiet_nan, quiet_nan, 6}, {quiet_nan, quiet_nan, quiet_nan}}; }
}  // namespace

BOOST_AUTO_TEST_SUITE(functions_reduction_options)

BOOST_AUTO_TEST_CASE(a_mask_chooses_the_elements_that_take_part) {
  const nd::array<int> a = table();
  const nd::array<bool> m = mask();
  BOOST_TEST(is(nd::sum(a, {.where = m}), {}, {10}));
  BOOST_TEST(is(nd::sum(a, {.axis = 0, .where = m}), {3}, {1, 0, 9}));
  BOOST_TEST(is(nd::prod(a, {.axis = 1, .where = m}), {2}, {3, 6}));
  BOOST_TEST(is(nd::max(a, {.axis = 1, .initial = -1, .where = m}), {2}, {3, 6}));
  BOOST_TEST(is(nd::any(a > 5, {.axis = 1, .where = m}), {2}, {false, true}));
  BOOST_TEST(is(nd::all(a > 1, {.axis = 1, .where = m}), {2}, {false, true}));
  BOOST_TEST(is(nd::mean(a, {.axis = 1, .where = m}), {2}, {2.0, 6.0}));
  BOOST_TEST(is(nd::var(a, {.axis = 1, .where = m}), {2}, {1.0, 0.0}));
  BOOST_TEST(is(nd::std(a, {.axis = 1, .ddof = 1, .where = m}), {2}, {std::sqrt(2.0), quiet_nan}));
}

BOOST_AUTO_TEST_CASE(a_mask_broadcasts_and_the_argument_may_be_an_expression) {
  const nd::array<int> a = table();
  const nd::array<bool> row = {true, false, true};
  BOOST_TEST(is(nd::sum(a * 2, {.where = row}), {}, {28}));
  BOOST_TEST(is(nd::mean(a * 2, {.where = row}), {}, {7.0}));
}

BOOST_AUTO_TEST_CASE(the_mask_may_be_an_expression) {
  const nd::array<int> a = table();
  BOOST_TEST(is(nd::sum(a, {.where = a > 2}), {}, {18}));
  BOOST_TEST(is(nd::prod(a, {.axis = 0, .where = a % 2 == 0}), {3}, {4, 2, 6}));
  BOOST_TEST(is(nd::max(a, {.axis = 1, .initial = 0, .where = !(a == 3)}), {2}, {2, 6}));
  BOOST_TEST(is(nd::min(a, {.initial = 100, .where = a > 9}), {}, {100}));
  BOOST_TEST(is(nd::any(a, {.axis = 1, .where = a > 3}), {2}, {false, true}));
  BOOST_TEST(is(nd::all(a > 1, {.axis = 0, .where = a != 1}), {3}, {true, true, true}));
  BOOST_TEST(is(nd::count_nonzero(a - 2, {.where = a < 3}), {}, {1}));
  BOOST_TEST(is(nd::mean(a, {.axis = 1, .where = a > nd::mean(a, {.axis = 1, .keepdims = true})}), {2}, {3.0, 6.0}));
  BOOST_TEST(is(nd::var(a, {.where = a > 4}), {}, {0.25}));
  BOOST_TEST(is(nd::std(a * 2, {.axis = 1, .where = a != 2}), {2}, {2.0, std::sqrt(8.0 / 3)}));
  BOOST_TEST(is(nd::sum(a, {.where = true}), {}, {21}));
}

BOOST_AUTO_TEST_CASE(a_mask_that_is_computed_takes_no_pass_of_its_own) {
  const nd::array<double> a = nd::zeros<double>({300, 200});
  const std::string json = nd::explain(nd::sum(a, {.axis = 0, .where = a > 0})).to_json();
  BOOST_TEST(json.find("\"temporary_bytes\": 0") != std::string::npos, json);
  BOOST_TEST(json.find("\"bytes_read\": 480000") != std::string::npos, json);
}

BOOST_AUTO_TEST_CASE(a_mask_must_broadcast_to_the_elements_and_not_they_to_it) {
  const nd::array<int> a = table(), line = {1, 2, 3};
  const nd::array<bool> two = {true, false};
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::sum(a, {.where = two})); },
                                     "sum: 'where' of shape (2,) does not broadcast to the shape (2,3)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::sum(line, {.where = mask()})); },
                                     "sum: 'where' of shape (2,3) does not broadcast to the shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::mean(line, {.where = a > 1})); },
                                     "mean: 'where' of shape (2,3) does not broadcast to the shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::nanstd(line * 1.5, {.where = a > 1})); },
                                     "nanstd: 'where' of shape (2,3) does not broadcast to the shape (3,)"));
}

BOOST_AUTO_TEST_CASE(a_mask_without_identity_needs_an_initial_value) {
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::eval(nd::min(table(), {.where = mask()})); },
                                     "min: has no identity, so 'where' needs 'initial'"));
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::any_array(nd::max(nd::any_array(table()), {.where = nd::any_array(mask())})); },
                                     "max: has no identity, so 'where' needs 'initial'"));
}

BOOST_AUTO_TEST_CASE(an_initial_value_begins_the_reduction) {
  const nd::array<int> a = table();
  BOOST_TEST(is(nd::sum(a, {.initial = 100}), {}, {121}));
  BOOST_TEST(is(nd::prod(a, {.axis = 0, .initial = 10}), {3}, {40, 100, 180}));
  BOOST_TEST(is(nd::min(a, {.axis = 0, .initial = 2}), {3}, {1, 2, 2}));
  BOOST_TEST(is(nd::max(nd::zeros<int>({0, 2}), {.axis = 0, .initial = 7}), {2}, {7, 7}));
  BOOST_TEST(is(nd::sum(nd::zeros<int>({0}), {.initial = 7}), {}, {7}));
  BOOST_TEST(is(nd::max(a, {.initial = 7.9}), {}, {7}));
}

BOOST_AUTO_TEST_CASE(an_initial_value_the_dtype_cannot_hold_is_an_error) {
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::eval(nd::min(nd::zeros<std::int8_t>({2}), {.initial = 1000})); },
                                     "min: the integer 1000 does not fit int8"));
}

BOOST_AUTO_TEST_CASE(the_dtype_of_a_sum_can_be_chosen) {
  const nd::array<std::uint8_t> a = {200, 100};
  static_assert(std::is_same_v<nd::value_t<decltype(nd::sum<std::uint8_t>(a))>, std::uint8_t>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::mean<float>(a))>, float>);
  BOOST_TEST(is(nd::sum<std::uint8_t>(a), {}, {44}));
  BOOST_TEST(is(nd::sum<double>(a), {}, {300.0}));
  BOOST_TEST(is(nd::mean<float>(a), {}, {150.0F}));
  BOOST_TEST(is(nd::mean<float>(a, {.where = a > 100}), {}, {200.0F}));
}

BOOST_AUTO_TEST_CASE(the_dtype_of_a_variance_can_be_chosen) {
  const nd::array<int> a = table();
  static_assert(std::is_same_v<nd::value_t<decltype(nd::var<float>(a))>, float>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::std<float>(a, {.where = a > 2, .mean = 1}))>, float>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::nanvar<std::complex<float>>(a))>, float>);
  BOOST_TEST(is(nd::var<float>(a, {.axis = 1}), {2}, {2.0F / 3, 2.0F / 3}));
  BOOST_TEST(is(nd::std<float>(a, {.axis = 0}), {3}, {1.5F, 1.5F, 1.5F}));
  BOOST_TEST(is(nd::nanvar<float>(a, {.axis = 0, .where = a > 1}), {3}, {0.0F, 2.25F, 2.25F}));
  const nd::any_array any(a);
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::var(any, {.dtype = nd::dtype::int64}); },
                                     "var: of int32 in int64, which holds no fractions"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::nanstd(any, {.where = any > 1, .dtype = nd::dtype::bool_}); },
                                     "nanstd: of int32 in bool, which holds no fractions"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::nanmean(nd::any_array(holes()), {.dtype = nd::dtype::int32}); },
                                     "nanmean: of float64 in int32, which holds no fractions"));
}

BOOST_AUTO_TEST_CASE(a_mean_asked_for_as_integer_adds_up_and_divides_as_such) {
  const auto mean = [](const auto& x, nd::dtype type) {
    return nd::cast<std::int64_t>(nd::mean(nd::any_array(x), {.dtype = type})).item();
  };
  BOOST_TEST(mean(nd::array<double>{1.5, 2.5, 4}, nd::dtype::uint8) == 2);
  BOOST_TEST(mean(nd::array<std::int8_t>{100, 100, 100}, nd::dtype::int8) == 14);
  BOOST_TEST(mean(nd::array<int>{-5, 0, 1}, nd::dtype::int32) == -1);
  BOOST_TEST((nd::mean(nd::any_array(nd::array<double>{1}), {.where = nd::array<bool>{true}, .dtype = nd::dtype::int16}).dtype() ==
              nd::dtype::int16));
}

BOOST_AUTO_TEST_CASE(a_mean_that_is_known_is_not_computed) {
  const nd::array<double> a = {{1, 2, 3}, {4, 5, 9}};
  const nd::array<double> rows = nd::mean(a, {.axis = 1, .keepdims = true});
  BOOST_TEST(is(nd::var(a, {.axis = 1, .mean = rows}), {2}, {2.0 / 3, 14.0 / 3}));
  BOOST_TEST(is(nd::std(a, {.axis = 1, .ddof = 1, .mean = rows}), {2}, {1.0, std::sqrt(7.0)}));
  BOOST_TEST(is(nd::var(a, {.mean = nd::mean(a)}), {}, {40.0 / 6}));
  BOOST_TEST(is(nd::var(a, {.axis = 0, .mean = 0}), {3}, {8.5, 14.5, 45.0}));
  BOOST_TEST(is(nd::var(a, {.axis = 1, .where = a < 9, .mean = nd::array<double>{{2}, {5}}}), {2}, {2.0 / 3, 0.5}));
  BOOST_TEST(is(nd::nanvar(holes(), {.axis = 1, .mean = nd::array<float>{{2}, {6}, {0}}}), {3}, {1.0, 0.0, quiet_nan}));
  BOOST_TEST(is(nd::var(nd::array<int>{1, 3}, {.mean = nd::array<int>{1}}), {}, {2.0}));
  const nd::array<std::complex<double>> z = {{1, 1}, {3, -1}};
  BOOST_TEST(is(nd::var(z, {.mean = nd::mean(z)}), {}, {2.0}));
  BOOST_TEST(is(nd::var(nd::zeros<double>({0}), {.mean = 0}), {}, {quiet_nan}));
  BOOST_TEST(is(nd::var(nd::array<double>{1, 3}, {.ddof = 2, .mean = 2}), {}, {infinity}));
  BOOST_TEST(nd::explain(nd::var(a, {.axis = 1, .mean = rows})).to_json().find("\"temporary_bytes\": 0") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(correction_is_another_name_of_ddof) {
  const nd::array<double> a = {1, 2, 3, 4};
  BOOST_TEST(is(nd::var(a, {.correction = 1}), {}, {5.0 / 3}));
  BOOST_TEST(is(nd::nanstd(a, {.where = a > 1, .correction = 1}), {}, {1.0}));
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::std(nd::any_array(a), {.correction = 1}))), {}, {std::sqrt(5.0 / 3)}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::var(a, {.ddof = 1, .correction = 1})); },
                                     "var: 'ddof' and 'correction' are two names of one thing"));
}

BOOST_AUTO_TEST_CASE(variances_divide_by_the_elements_less_ddof) {
  const nd::array<double> a = {1, 2, 3, 4};
  BOOST_TEST(is(nd::var(a), {}, {1.25}));
  BOOST_TEST(is(nd::var(a, {.ddof = 1}), {}, {5.0 / 3}));
  BOOST_TEST(is(nd::std(a, {.keepdims = true}), {1}, {std::sqrt(1.25)}));
  BOOST_TEST(is(nd::var(a, {.ddof = 4}), {}, {infinity}));
  BOOST_TEST(is(nd::var(nd::zeros<double>({1}), {.ddof = 1}), {}, {quiet_nan}));
  BOOST_TEST(is(nd::var(nd::zeros<double>({0})), {}, {quiet_nan}));
  BOOST_TEST(is(nd::var(nd::array<double>{1, infinity}), {}, {quiet_nan}));
  BOOST_TEST(is(nd::var(nd::array<double>{1e200, -1e200}), {}, {infinity}));
}

BOOST_AUTO_TEST_CASE(variances_of_complex_numbers_are_real) {
  const nd::array<std::complex<float>> z = {{1, 1}, {3, -1}};
  static_assert(std::is_same_v<nd::value_t<decltype(nd::var(z))>, float>);
  BOOST_TEST(is(nd::var(z), {}, {2.0F}));
}

BOOST_AUTO_TEST_CASE(reductions_leave_nan_out) {
  const nd::array<double> a = holes();
  BOOST_TEST(is(nd::nansum(a, {.axis = 1}), {3}, {4.0, 6.0, 0.0}));
  BOOST_TEST(is(nd::nanprod(a, {.axis = 1}), {3}, {3.0, 6.0, 1.0}));
  BOOST_TEST(is(nd::nanmin(a, {.axis = 1}), {3}, {1.0, 6.0, quiet_nan}));
  BOOST_TEST(is(nd::nanmax(a), {}, {6.0}));
  BOOST_TEST(is(nd::nanmean(a, {.axis = 1}), {3}, {2.0, 6.0, quiet_nan}));
  BOOST_TEST(is(nd::nanvar(a, {.axis = 1}), {3}, {1.0, 0.0, quiet_nan}));
  BOOST_TEST(is(nd::nanstd(a, {.axis = 1, .ddof = 1}), {3}, {std::sqrt(2.0), quiet_nan, quiet_nan}));
  BOOST_TEST(is(nd::nanargmax(nd::array<double>{quiet_nan, 2, 1}), {}, {1}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::nanargmin(a, {.axis = 1})); }, "nanargmin: all elements of a slice are NaN"));
  BOOST_TEST(is(nd::nansum(a, {.axis = 1, .initial = 1, .where = a < 6}), {3}, {5.0, 1.0, 1.0}));
  BOOST_TEST(is(nd::nansum<float>(a), {}, {10.0F}));
  BOOST_TEST(is(nd::nanprod(a, {.initial = 2, .where = mask()(0, nd::all)}), {}, {36.0}));
  BOOST_TEST(is(nd::nanmin(a, {.axis = 1, .initial = 5, .where = a != 1}), {3}, {3.0, 5.0, 5.0}));
  BOOST_TEST(is(nd::nanmax(a, {.axis = 1, .initial = -1}), {3}, {3.0, 6.0, -1.0}));
  BOOST_TEST(is(nd::nanmean(a, {.axis = 0, .where = a < 6}), {3}, {1.0, quiet_nan, 3.0}));
  BOOST_TEST(is(nd::nanvar(a, {.where = a < 6}), {}, {1.0}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::nanmin(a, {.where = a > 0})); },
                                     "nanmin: has no identity, so 'where' needs 'initial'"));
  BOOST_TEST(is(nd::nanmax(table()), {}, {6}));
  BOOST_TEST(is(nd::nanmean(table()), {}, {3.5}));
}

BOOST_AUTO_TEST_CASE(counts_spans_and_averages) {
  const nd::array<int> a = table();
  BOOST_TEST(is(nd::count_nonzero(a - 2, {.axis = 0}), {3}, {2, 1, 2}));
  BOOST_TEST(is(nd::ptp(a, {.axis = 1}), {2}, {2, 2}));
  BOOST_TEST(is(nd::average(a, {.axis = 1}), {2}, {2.0, 5.0}));
  BOOST_TEST(is(nd::average(a, nd::array<int>{1, 0, 3}, {.axis = 1}), {2}, {2.5, 5.5}));
  BOOST_TEST(is(nd::average(a, nd::array<float>{1, 0, 2}, {.axis = 1}), {2}, {7.0 / 3, 16.0 / 3}));
  BOOST_TEST(is(nd::as<double>(nd::average(nd::any_array(a), {.weights = nd::ones<float>({2, 3})})), {}, {3.5}));
  BOOST_TEST(throws<nd::value_error>(
      [&] {
        (void)nd::average(a, nd::array<int>{1, -1, 0}, {.axis = 1});
      },
      "average: the weights add up to 0"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)nd::average(a, nd::array<int>{1, 1}, {.axis = 1});
      },
      "average: weights of shape (2,) for axes of shape (3,)"));
}

BOOST_AUTO_TEST_CASE(logsumexp_does_not_overflow) {
  const nd::array<double> a = {1000, 1000};
  BOOST_TEST(is(nd::logsumexp(a), {}, {1000 + std::log(2.0)}));
  BOOST_TEST(is(nd::logsumexp(nd::array<double>{-infinity, -infinity}), {}, {-infinity}));
  BOOST_TEST(is(nd::logsumexp(nd::array<double>{infinity, 0}), {}, {infinity}));
}

BOOST_AUTO_TEST_CASE(softmax_and_standardising_are_one_expression) {
  const nd::array<double> a = {{0, 0}, {0, std::log(3.0)}};
  const auto e = nd::exp(a - nd::max(a, {.axis = 1, .keepdims = true}));
  const nd::array<double> softmax = e / nd::sum(e, {.axis = 1, .keepdims = true});
  BOOST_TEST(nd::allclose(softmax, nd::array<double>{{0.5, 0.5}, {0.25, 0.75}}));
  const nd::array<double> b = {{1, 10}, {3, 30}};
  const nd::array<double> standard = (b - nd::mean(b, {.axis = 0, .keepdims = true})) / nd::std(b, {.axis = 0, .keepdims = true});
  BOOST_TEST(is(standard, {2, 2}, {-1.0, -1.0, 1.0, 1.0}));
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_take_the_same_options) {
  const nd::any_array a(table()), m(mask());
  BOOST_TEST(is(nd::as<std::int64_t>(nd::any_array(nd::sum(a, {.axis = 0, .initial = 5, .where = m}))), {3}, {6, 5, 14}));
  BOOST_TEST(is(nd::as<float>(nd::any_array(nd::sum(a, {.dtype = nd::dtype::float32}))), {}, {21.0F}));
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::var(a, {.axis = 1, .where = m}))), {2}, {1.0, 0.0}));
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::var(a, {.axis = 1, .mean = nd::mean(a, {.axis = 1, .keepdims = true})}))), {2},
                {2.0 / 3, 2.0 / 3}));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)nd::sum(a, {.where = nd::any_array(nd::array<bool>{true, false})});
      },
      "sum: 'where' of shape (2,) does not broadcast to the shape (2,3)"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::sum(a, {.where = a}); }, "sum: 'where' must be bool, not int32"));
  const nd::any_array h(holes());
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::nansum(h, {.axis = 1, .initial = 1, .where = h < 6}))), {3}, {5.0, 1.0, 1.0}));
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::nanmean(h, {.axis = 0, .where = h < 6}))), {3}, {1.0, quiet_nan, 3.0}));
  BOOST_TEST(
      is(nd::as<double>(nd::any_array(nd::nanvar(h, {.axis = 1, .mean = nd::array<double>{{2}, {6}, {0}}}))), {3}, {1.0, 0.0, quiet_nan}));
  BOOST_TEST(is(nd::as<float>(nd::any_array(nd::nanstd(h, {.dtype = nd::dtype::float32}))), {}, {std::sqrt(38.0F / 9)}));
  BOOST_TEST(is(nd::as<double>(nd::any_array(nd::nanmin(h, {.axis = 1, .initial = 5}))), {3}, {1.0, 5.0, 5.0}));
}

BOOST_AUTO_TEST_SUITE_END()
