// SPDX-License-Identifier: BSD-3-Clause
// Expressions with reductions in them by the short way: what the plan gives, and left to the plan where it cannot do them.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {

template <class... E>
bool is_direct(const E&... e) {
  return nd::explain(e...).text().find("short way") != std::string::npos;
}

/// By itself (the short way), and beside an assignment that keeps it in a plan: both must give the same bits.
template <class E>
void compare(const E& e) {
  using T = nd::value_t<E>;
  BOOST_TEST(is_direct(e));
  const nd::array<T> direct = nd::eval(e);
  nd::array<T> planned;
  nd::array<double> beside;
  nd::assign(planned, e, beside, nd::exp(nd::arange<double>(3)));
  BOOST_TEST(same(direct, planned));
}

template <class T>
nd::array<T> some(nd::shape_t shape) {
  const nd::array<double> waves = nd::sin(nd::arange<double>(20000) * 1.7) * 50 + 60;
  const nd::index_t count = nd::empty<T>(shape).size();
  return nd::cast<T>(waves(slice(0, count))).reshape(shape);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(execution_direct_values, *boost::unit_test::enable_if<nd::detail::optimised_build>())

BOOST_AUTO_TEST_CASE(reductions_inside_elementwise_expressions) {
  for (const nd::index_t n : {1, 5, 1000, 5000, 16000}) {
    const nd::array<double> a = some<double>({n}), b = a * 0.3 - 1;
    const nd::array<float> f = some<float>({n});
    const nd::array<std::int32_t> i = some<std::int32_t>({n});
    compare(a - nd::mean(a));
    compare((a - nd::mean(a)) / nd::std(a));
    compare(nd::exp(a - nd::max(a)));
    compare((a - nd::min(a)) / (nd::max(a) - nd::min(a)) * b);
    compare(f * nd::sum(f * f) + i);
    compare(i - nd::max(i));
    compare(nd::where(a > nd::mean(a), a, nd::min(b)));
  }
  const nd::array<double> table = some<double>({40, 25});
  compare(table / nd::sum(table));
  compare(table(nd::all, slice(0, 20)) - nd::max(table));
}

BOOST_AUTO_TEST_CASE(values_of_several_reductions) {
  for (const nd::index_t n : {1, 7, 1000, 5000}) {
    nd::array<double> a = some<double>({n}), b = nd::sqrt(a);
    compare(nd::sqrt(nd::sum(a * a)));
    compare(nd::sum(a * b) / nd::sum(b));
    compare(nd::sum(nd::square(a - nd::mean(a))) / 3);
    compare(nd::max(nd::abs(a - b)) < nd::min(a) * 1e-3);
    compare(nd::log(nd::sum(a)));
    a.data()[n / 2] = std::numeric_limits<double>::quiet_NaN();
    compare(nd::nanmean(a));
    compare(nd::nansum(a) / nd::sum(nd::cast<std::int64_t>(!nd::isnan(a))));
  }
}

BOOST_AUTO_TEST_CASE(a_scalar_is_what_the_array_is) {
  const nd::array<double> a = some<double>({1000});
  const double norm = nd::sqrt(nd::sum(a * a)), mean = nd::nanmean(a);
  BOOST_TEST(norm == nd::eval(nd::sqrt(nd::sum(a * a)))());
  BOOST_TEST(mean == nd::eval(nd::nanmean(a))());
}

BOOST_AUTO_TEST_CASE(in_place_reads_everything_before_it_writes) {
  nd::array<double> a = some<double>({1000});
  const nd::array<double> before = a;
  const double mean = nd::mean(before), most = nd::max(before);
  a = a - nd::mean(a);
  for (nd::index_t i = 0; i < 1000; ++i) BOOST_TEST(a(i) == before(i) - mean);
  a = before;
  a(slice(1, none)) = a(slice(none, -1)) - nd::max(a);
  BOOST_TEST(a(0) == before(0));
  for (nd::index_t i = 1; i < 1000; ++i) BOOST_TEST(a(i) == before(i - 1) - most);
  a = before;
  a(slice(0, 500)) = a(slice(500, none)) / nd::max(a);
  for (nd::index_t i = 0; i < 500; ++i) BOOST_TEST(a(i) == before(i + 500) / most);
}

BOOST_AUTO_TEST_CASE(the_plan_has_what_is_not_small_and_contiguous) {
  const nd::array<double> large = nd::zeros<double>({3000, 300}), a = some<double>({40, 50}), row = some<double>({50});
  BOOST_TEST(!is_direct(large - nd::mean(large)));
  BOOST_TEST(!is_direct(a - nd::mean(a, {.axis = 0})));
  BOOST_TEST(!is_direct(row - nd::mean(a, {.keepdims = true})));
  BOOST_TEST(!is_direct(nd::sum(nd::mean(a, {.keepdims = true}) - row)));
  BOOST_TEST(!is_direct(nd::sum(a, {.where = row > 60})));
  BOOST_TEST(!is_direct(a - nd::mean(nd::transpose(a))));
  BOOST_TEST(!is_direct(a - nd::sum(a * row)));
  BOOST_TEST(!is_direct(a - nd::sum(nd::exp(a))));
}

BOOST_AUTO_TEST_CASE(masks_that_are_arrays_and_masks_that_are_computed) {
  for (const nd::index_t n : {1, 5, 1000, 5000, 16000}) {
    nd::array<double> a = some<double>({n});
    const nd::array<float> f = some<float>({n});
    const nd::array<std::int32_t> i = some<std::int32_t>({n});
    const nd::array<bool> m = i % 3 != 0;
    compare(nd::sum(a, {.where = m}));
    compare(nd::sum(f, {.where = m}));
    compare(nd::sum(i, {.where = m}));
    compare(nd::prod(i, {.where = m}));
    compare(nd::max(a, {.initial = 50, .where = m}));
    compare(nd::min(i, {.initial = 50, .where = i > 60}));
    compare(nd::any(a > 100, {.where = m}));
    compare(nd::count_nonzero(i - 60, {.where = m}));
    compare(nd::mean(a, {.where = m}));
    compare(nd::mean(f, {.where = f > 50}));
    compare(a - nd::mean(a, {.where = a > 50}));
    compare(nd::where(m, a, nd::sum(a, {.where = m})));
    a.data()[n / 2] = quiet_nan;
    compare(nd::nansum(a, {.initial = 2, .where = m}));
    compare(nd::nanmax(a, {.initial = 2, .where = i > 60}));
    compare(nd::nanmean(a, {.where = m}));
    compare(nd::nanvar(a));
    compare(nd::nanstd(a, {.ddof = 1}));
  }
}

BOOST_AUTO_TEST_CASE(initial_values_named_axes_and_axes_that_are_kept) {
  for (const nd::index_t n : {1, 7, 1000, 5000}) {
    const nd::array<double> a = some<double>({n});
    const nd::array<std::int32_t> i = some<std::int32_t>({n});
    compare(nd::sum(a, {.initial = 3}));
    compare(nd::prod(i, {.initial = 3}));
    compare(a - nd::max(a, {.initial = 3}));
    compare(nd::max(i, {.axis = -1, .initial = 80}));
    compare(nd::sum(a, {.axis = 0}));
    compare(nd::std(a, {.axis = 0, .keepdims = true}));
    compare((a - nd::mean(a, {.axis = 0, .keepdims = true})) / nd::std(a, {.axis = 0}));
  }
  const nd::array<double> table = some<double>({40, 25});
  compare(nd::sum(table, {.axis = {0, -1}}));
  compare(nd::mean(table, {.keepdims = true}));
  compare(nd::argmax(table, {.keepdims = true}));
  compare(table - nd::mean(table, {.keepdims = true}));
  compare(nd::max(table, {.keepdims = true}) - nd::min(table));
  compare(nd::sum(table - nd::mean(table, {.keepdims = true})));
  BOOST_TEST(nd::eval(nd::sum(table, {.keepdims = true}) + nd::sum(table)).shape() == (nd::shape_t{1, 1}));
  BOOST_TEST(nd::eval(table(0, nd::all) - nd::mean(table, {.keepdims = true})).shape() == (nd::shape_t{1, 25}));
  BOOST_CHECK_THROW((void)static_cast<double>(nd::sum(table, {.keepdims = true})), nd::shape_error);
  BOOST_CHECK_THROW((void)static_cast<double>(nd::sum(table, {.axis = {0, 0}})), nd::value_error);
}

BOOST_AUTO_TEST_CASE(a_mask_is_looked_at_when_the_sum_is_made) {
  nd::array<double> a = some<double>({1000});
  nd::array<bool> m = a > 50;
  const auto of_array = nd::sum(a, {.where = m}), of_expression = nd::sum(a, {.where = a > 50});
  m = a > 90;
  a += 1;
  const double by_array = of_array, by_expression = of_expression;
  BOOST_TEST(by_array == static_cast<double>(nd::sum(a, {.where = m})));
  BOOST_TEST(by_expression == static_cast<double>(nd::sum(a, {.where = a > 50})));
  BOOST_TEST(by_array != by_expression);
}

BOOST_AUTO_TEST_CASE(no_elements_are_the_plans) {
  const nd::array<double> empty = nd::zeros<double>({0}), a = nd::ones<double>({20});
  nd::array<double> out = a;
  BOOST_CHECK_THROW(out = a - nd::max(empty), nd::value_error);
  BOOST_CHECK_THROW((void)static_cast<double>(nd::sqrt(nd::max(empty))), nd::value_error);
  BOOST_CHECK_THROW(out = a(slice(0, 3)) - a + nd::sum(a), nd::shape_error);
  BOOST_TEST(is(out, {20}, std::vector<double>(20, 1.0)));
  out = a - nd::sum(empty);
  BOOST_TEST(is(out, {20}, std::vector<double>(20, 1.0)));
  const double mean = nd::sqrt(nd::mean(empty));
  BOOST_TEST(std::isnan(mean));
}

BOOST_AUTO_TEST_CASE(several_results_are_those_of_each) {
  for (const nd::index_t n : {1, 1000, 10000}) {
    const nd::array<double> a = some<double>({n});
    BOOST_TEST(is_direct(nd::min(a), nd::max(a), nd::mean(a), nd::std(a), a * 2, a - nd::mean(a)));
    auto [low, high, mean, deviation, doubled, centred] = nd::eval(nd::min(a), nd::max(a), nd::mean(a), nd::std(a), a * 2, a - nd::mean(a));
    BOOST_TEST(same(low, nd::eval(nd::min(a))));
    BOOST_TEST(same(high, nd::eval(nd::max(a))));
    BOOST_TEST(same(mean, nd::eval(nd::mean(a))));
    BOOST_TEST(same(deviation, nd::eval(nd::std(a))));
    BOOST_TEST(same(doubled, nd::eval(a * 2)));
    BOOST_TEST(same(centred, nd::eval(a - nd::mean(a))));
  }
}

BOOST_AUTO_TEST_SUITE_END()
