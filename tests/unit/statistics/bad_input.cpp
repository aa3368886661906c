// SPDX-License-Identifier: BSD-3-Clause
// What reductions, scans and statistics refuse, and how they say it: the same for typed arrays and for run-time dtypes.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

using doubles = nd::array<double>;
using typed_call = std::function<void(const doubles&, nd::axis_argument)>;
using dynamic_call = std::function<void(const nd::any_array&, nd::axis_argument)>;

/// A function of an array along axes.
struct row {
  const char* name;
  typed_call typed;
  dynamic_call dynamic;
};

#define ROW(NAME)                                                                                                                       \
  {                                                                                                                                     \
#NAME, [](const doubles& a,                                                                                                         \
              const nd::axis_argument&                                                                                                  \
                  axis) { (void)nd::eval(nd::NAME(a, {.axis = axis})); }, [](const nd::any_array& a,                                    \
                                                                             const nd::axis_argument&                                   \
                                                                                 axis) { (void)nd::eval(nd::NAME(a, {.axis = axis})); } \
  }
const row reductions[] = {
    ROW(sum),     ROW(prod),   ROW(mean),   ROW(var),    ROW(std),           ROW(min),       ROW(max),       ROW(any),
    ROW(all),     ROW(argmin), ROW(argmax), ROW(ptp),    ROW(nansum),        ROW(nanprod),   ROW(nanmin),    ROW(nanmax),
    ROW(nanmean), ROW(nanvar), ROW(nanstd), ROW(median), ROW(count_nonzero), ROW(logsumexp), ROW(nanmedian),
};
// These need an element for each result.
const row without_identity[] = {ROW(min),    ROW(max),    ROW(argmin),    ROW(argmax),   ROW(ptp),
                                ROW(nanmin), ROW(nanmax), ROW(nanargmin), ROW(nanargmax)};
// These give what NumPy gives for nothing.
const row with_identity[] = {ROW(sum),    ROW(prod),          ROW(mean),      ROW(var),      ROW(std),     ROW(any),
                             ROW(all),    ROW(count_nonzero), ROW(nansum),    ROW(nanprod),  ROW(nanmean), ROW(nanvar),
                             ROW(nanstd), ROW(median),        ROW(nanmedian), ROW(logsumexp)};
#undef ROW

/// Calls both forms; both must throw E with that message.
template <class E>
void refuses(const row& of, const doubles& a, const nd::axis_argument& axis, const std::string& message) {
  BOOST_TEST_CONTEXT(of.name) {
    BOOST_TEST(throws<E>([&] { of.typed(a, axis); }, message));
    BOOST_TEST(throws<E>([&] { of.dynamic(nd::any_array(a), axis); }, message));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input)

BOOST_AUTO_TEST_CASE(axes_out_of_range_are_index_errors_of_the_function) {
  const doubles a = nd::ones<double>({2, 3}), one = nd::ones<double>({});
  for (const row& each : reductions) {
    const std::string name(each.name);
    refuses<nd::index_error>(each, a, 2, name + ": axis 2 is out of range for 2 dimensions");
    refuses<nd::index_error>(each, a, -3, name + ": axis -3 is out of range for 2 dimensions");
    refuses<nd::index_error>(each, one, 0, name + ": axis 0 is out of range for 0 dimensions");
  }
}

BOOST_AUTO_TEST_CASE(repeated_axes_are_value_errors_of_the_function) {
  const doubles a = nd::ones<double>({2, 3});
  for (const row& each : reductions) refuses<nd::value_error>(each, a, {1, -1}, std::string(each.name) + ": axis -1 is given twice");
}

BOOST_AUTO_TEST_CASE(no_elements_without_an_identity_are_value_errors_of_the_function) {
  const doubles a = nd::zeros<double>({2, 0});
  for (const row& each : without_identity) {
    const std::string message =
        std::string(each.name) + ": no elements along the reduced axes of shape (2,0), and the function has no identity";
    refuses<nd::value_error>(each, a, {}, message);
    refuses<nd::value_error>(each, a, 1, message);
    BOOST_CHECK_NO_THROW(each.typed(a, 0));
    BOOST_CHECK_NO_THROW(each.dynamic(nd::any_array(a), 0));
  }
  for (const row& each : with_identity) {
    BOOST_CHECK_NO_THROW(each.typed(a, {}));
    BOOST_CHECK_NO_THROW(each.dynamic(nd::any_array(a), 1));
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_reduced_over_no_axis) {
  const doubles one = nd::ones<double>({});
  for (const row& each : reductions) {
    BOOST_CHECK_NO_THROW(each.typed(one, {}));
    BOOST_CHECK_NO_THROW(each.dynamic(nd::any_array(one), {}));
  }
}

BOOST_AUTO_TEST_CASE(functions_along_one_axis_name_themselves) {
  const doubles a = nd::ones<double>({2, 3});
  const nd::any_array any(a);
  const auto refused = [](const char* name, const std::function<void()>& typed, const std::function<void()>& dynamic) {
    const std::string message = std::string(name) + ": axis 2 is out of range for 2 dimensions";
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(throws<nd::index_error>(typed, message));
      BOOST_TEST(throws<nd::index_error>(dynamic, message));
    }
  };
#define REFUSED(NAME) \
  refused(            \
      #NAME, [&] { (void)nd::NAME(a, {.axis = 2}); }, [&] { (void)nd::NAME(any, {.axis = 2}); })
  REFUSED(cumsum);
  REFUSED(cumprod);
  REFUSED(nancumsum);
  REFUSED(nancumprod);
  REFUSED(cumulative_sum);
  REFUSED(cumulative_prod);
  REFUSED(diff);
  REFUSED(gradient);
  REFUSED(trapezoid);
  REFUSED(unwrap);
  REFUSED(average);
  REFUSED(minmax);
#undef REFUSED
  refused(
      "quantile", [&] { (void)nd::quantile(a, 0.5, {.axis = 2}); }, [&] { (void)nd::quantile(any, 0.5, {.axis = 2}); });
  refused(
      "nanpercentile", [&] { (void)nd::nanpercentile(a, 5, {.axis = 2}); }, [&] { (void)nd::nanpercentile(any, 5, {.axis = 2}); });
}

BOOST_AUTO_TEST_CASE(masks_and_weights_must_fit) {
  const doubles a = nd::ones<double>({2, 3});
  const nd::any_array any(a);
  const nd::array<bool> mask = {true, false};
  const auto message = [](const char* name) { return std::string(name) + ": 'where' of shape (2,) does not broadcast to the shape (2,3)"; };
#define MASKED(NAME)                                                                                            \
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::NAME(a, {.where = mask})); }, message(#NAME)));   \
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::NAME(any, {.where = mask})); }, message(#NAME))); \
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::eval(nd::NAME(any, {.where = a})); }, #NAME ": 'where' must be bool, not float64"))
  MASKED(sum);
  MASKED(prod);
  MASKED(any);
  MASKED(all);
  MASKED(count_nonzero);
  MASKED(mean);
  MASKED(var);
  MASKED(std);
  MASKED(nansum);
  MASKED(nanprod);
  MASKED(nanmean);
  MASKED(nanvar);
  MASKED(nanstd);
#undef MASKED
  BOOST_CHECK_THROW((void)nd::average(a, doubles{1, 2}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::average(a, doubles{1, 2}, {.axis = 1}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::average(any, {.axis = 1, .weights = doubles{1, 2}}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::average(a, doubles{1, -1, 0}, {.axis = 1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::sum(any, {.initial = a}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::sum(any, {.initial = std::complex<double>(0, 1)}), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(quantiles_are_between_none_and_all) {
  const doubles a = {1, 2, 3};
  const nd::any_array any(a);
  for (const double q : {-0.1, 1.1, quiet_nan}) {
    BOOST_TEST(throws<nd::value_error>([&] { (void)nd::quantile(a, q); }, "quantile: q must be in the range 0 to 1"));
    BOOST_TEST(throws<nd::value_error>([&] { (void)nd::nanquantile(any, q); }, "nanquantile: q must be in the range 0 to 1"));
    BOOST_TEST(throws<nd::value_error>([&] { (void)nd::percentile(any, q * 100); }, "percentile: q must be in the range 0 to 100"));
  }
  BOOST_CHECK_THROW((void)nd::quantile(a, {0.5, 2}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::quantile(doubles(nd::zeros<double>({0})), 0.5), nd::index_error);
  BOOST_CHECK_THROW((void)nd::quantile(a, 0.5, {.weights = a}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::quantile(a, 0.5, {.method = nd::quantile_method::inverted_cdf, .weights = doubles{1, -1, 1}}),
                    nd::value_error);
  BOOST_CHECK_THROW((void)nd::quantile(a, 0.5, {.method = nd::quantile_method::inverted_cdf, .weights = doubles{1, 1}}), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(bins_must_be_bins) {
  const doubles a = {1, 2, 3};
  const nd::any_array any(a);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = 0}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(any, {.bins = doubles{1, 3, 2}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = nd::ones<double>({2, 2})}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.range = {{2, 1}}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.range = {{quiet_nan, 1}}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.range = {{0, infinity}}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(doubles{1, quiet_nan}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(any, {.weights = doubles{1, 2}}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::histogram2d(a, doubles{1, 2}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::histogramdd(nd::ones<double>({2, 2, 2})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<int>{1, -1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::bincount(any), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<int>{1, 2}, a), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::digitize(a, doubles{1, 3, 2}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(lines_must_be_lines) {
  const doubles a = {1, 2, 3}, table = nd::ones<double>({2, 2}), nothing = nd::zeros<double>({0});
  BOOST_CHECK_THROW((void)nd::convolve(a, nothing), nd::value_error);
  BOOST_CHECK_THROW((void)nd::correlate(table, a), nd::value_error);
  BOOST_CHECK_THROW((void)nd::interp(a, nothing, nothing), nd::value_error);
  BOOST_CHECK_THROW((void)nd::gradient(doubles{1}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::diff(a, {.n = -1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::diff(doubles(nd::ones<double>({}))), nd::value_error);
  BOOST_CHECK_THROW((void)nd::cov(nd::ones<double>({2, 2, 2})), nd::value_error);
}

BOOST_AUTO_TEST_SUITE_END()
