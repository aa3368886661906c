// SPDX-License-Identifier: BSD-3-Clause
// Where results of reductions go: NumPy's `out` is an assignment, to arrays, views and arrays of run-time dtypes.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::slice;

namespace {
nd::array<double> table() { return {{1, 2, 3}, {4, 5, 9}}; }
}  // namespace

BOOST_AUTO_TEST_SUITE(functions_reduction_outputs)

BOOST_AUTO_TEST_CASE(a_view_takes_the_results_where_its_elements_are) {
  const nd::array<double> a = table();
  nd::array<double> out = nd::zeros<double>({3});
  const double* const place = out.data();
  out(nd::ellipsis) = nd::sum(a, {.axis = 0});
  BOOST_TEST(is(out, {3}, {5.0, 7.0, 12.0}));
  out(nd::ellipsis) = nd::max(a, {.axis = 0, .initial = 5});
  BOOST_TEST(is(out, {3}, {5.0, 5.0, 9.0}));
  BOOST_TEST(out.data() == place);
  out = nd::min(a, {.axis = 0});  // an array of the results' shape, too
  BOOST_TEST(is(out, {3}, {1.0, 2.0, 3.0}));
  BOOST_TEST(out.data() == place);
  nd::array<double> wide = nd::zeros<double>({2, 5});
  wide(1, slice(0, 5, 2)) = nd::mean(a, {.axis = 0, .where = a < 9});
  BOOST_TEST(is(wide, {2, 5}, {0.0, 0.0, 0.0, 0.0, 0.0, 2.5, 0.0, 3.5, 0.0, 3.0}));
  wide(0, slice(1, 3)) = nd::var(a, {.axis = 1, .ddof = 1});
  BOOST_TEST(is(wide(0, nd::all), {5}, {0.0, 1.0, 7.0, 0.0, 0.0}));
}

BOOST_AUTO_TEST_CASE(several_results_go_into_several_arrays) {
  const nd::array<double> a = table();
  nd::array<double> low = nd::zeros<double>({2}), both = nd::zeros<double>({2, 2});
  nd::array<nd::index_t> at;
  nd::assign(low, nd::min(a, {.axis = 1}), both(nd::all, 1), nd::sum(a, {.axis = 1}), at, nd::argmax(a, {.axis = 1}));
  BOOST_TEST(is(low, {2}, {1.0, 4.0}));
  BOOST_TEST(is(both, {2, 2}, {0.0, 6.0, 0.0, 18.0}));
  BOOST_TEST(is(at, {2}, {2, 2}));
}

BOOST_AUTO_TEST_CASE(results_are_cast_within_their_kind) {
  const nd::array<double> a = table();
  nd::array<float> out = nd::zeros<float>({2});
  out(nd::ellipsis) = nd::mean(a, {.axis = 1});
  BOOST_TEST(is(out, {2}, {2.0F, 6.0F}));
  nd::array<int> whole = nd::zeros<int>({2});
  nd::any_view target(whole);
  BOOST_CHECK_THROW(target = nd::mean(nd::any_array(a), {.axis = 1}), nd::dtype_error);
  BOOST_TEST(is(whole, {2}, {0, 0}));
  target = nd::sum(nd::any_array(nd::array<std::int16_t>{{1, 2}, {3, 4}}), {.axis = 0});
  BOOST_TEST(is(whole, {2}, {4, 6}));
}

BOOST_AUTO_TEST_CASE(arrays_of_run_time_dtypes_are_written_through_views) {
  const nd::any_array a(table());
  nd::any_array out(nd::zeros<double>({2, 3}));
  const nd::any_view whole(out);
  whole(1, nd::all) = nd::sum(a, {.axis = 0, .where = a > 2});
  BOOST_TEST(is(nd::as<double>(out), {2, 3}, {0.0, 0.0, 0.0, 4.0, 5.0, 12.0}));
  nd::any_array kept(nd::zeros<double>({1, 1}));
  kept(nd::ellipsis) = nd::std(a, {.keepdims = true});
  BOOST_TEST(is(nd::as<double>(kept), {1, 1}, {static_cast<double>(nd::std(table()))}));
}

BOOST_AUTO_TEST_CASE(elements_are_read_before_results_replace_them) {
  nd::array<double> a = table();
  a(0, nd::all) = nd::sum(a, {.axis = 0});
  BOOST_TEST(is(a, {2, 3}, {5.0, 7.0, 12.0, 4.0, 5.0, 9.0}));
  a(nd::all, 0) = nd::max(a, {.axis = 1});
  BOOST_TEST(is(a, {2, 3}, {12.0, 7.0, 12.0, 9.0, 5.0, 9.0}));
}

BOOST_AUTO_TEST_CASE(results_that_do_not_fit_are_not_written) {
  const nd::array<double> a = table();
  nd::array<double> out = {1, 2};
  BOOST_CHECK_THROW(out(nd::ellipsis) = nd::sum(a, {.axis = 0}), nd::shape_error);
  BOOST_CHECK_THROW(out(nd::ellipsis) = nd::sum(a, {.axis = 2}), nd::index_error);
  const nd::any_array any(a), fixed(out);
  nd::any_view shared(out);
  BOOST_CHECK_THROW(shared = nd::sum(any, {.axis = 0}), nd::shape_error);
  BOOST_CHECK_THROW(fixed(nd::ellipsis) = nd::sum(any, {.axis = 1}), nd::value_error);
  BOOST_TEST(is(out, {2}, {1.0, 2.0}));
}

BOOST_AUTO_TEST_CASE(several_results_of_run_time_dtypes_have_names) {
  const nd::any_array a(table());
  const auto [low, high, means] = nd::eval(nd::min(a), nd::max(a, {.axis = 1}), nd::mean(a, {.axis = 0}));
  BOOST_TEST(is(nd::as<double>(low), {}, {1.0}));
  BOOST_TEST(is(nd::as<double>(high), {2}, {3.0, 9.0}));
  BOOST_TEST(is(nd::as<double>(means), {3}, {2.5, 3.5, 6.0}));
}

BOOST_AUTO_TEST_SUITE_END()
