// SPDX-License-Identifier: BSD-3-Clause
// Calls of ufuncs and their methods that cannot be: an error of the right class that names the function, and nothing written.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

using numbers = nd::array<double>;
using integers = nd::array<std::int64_t>;

const numbers a = {1, 4, 9};
const nd::any_operand one[] = {a}, two[] = {a, a}, unequal[] = {a, numbers{1, 2}}, masks[] = {a > 0, a > 0};

nd::any_view view_of(nd::any_array& x) { return nd::any_view(x); }

/// Whether `call`, given something to write into, fails so and leaves it as it was.
template <class E, class T = double>
verdict refuses(const std::function<void(nd::any_view)>& call, const std::string& message, const nd::array<T>& before = {7, 7, 7}) {
  nd::any_array out(before);
  const verdict thrown = throws<E>([&] { call(view_of(out)); }, message);
  return thrown ? is(nd::as<T>(out), before.shape(), elements(before)) : thrown;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_bad_calls)

BOOST_AUTO_TEST_CASE(of_arguments) {
  using nd::ufunc;
  BOOST_TEST(throws<nd::value_error>([] { (void)ufunc("sine"); }, "ufunc: there is none named 'sine'"));
  BOOST_TEST(throws<nd::value_error>([] { (void)ufunc("add").call(one); }, "add: takes 2 arguments, not 1"));
  BOOST_TEST(throws<nd::value_error>([] { (void)ufunc("sin").call(two); }, "sin: takes 1 arguments, not 2"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("bitwise_or").call(two); }, "bitwise_or: no loop for float64, float64"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("subtract").call(masks); }, "subtract: no loop for bool, bool"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("gcd").call(two, {.dtype = nd::dtype::float64}); },
                                     "gcd: no loop for float64, float64 with a result of float64"));
  BOOST_TEST(throws<nd::shape_error>([] { (void)ufunc("add").call(unequal); },
                                     "add: shapes (3,) and (2,) do not broadcast: axis 0 is 3 against 2"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("add").call(two, {.dtype = nd::dtype::int8, .casting = nd::casting::safe}); },
                                     "add: no loop for float64, float64 with a result of int8"));
}

BOOST_AUTO_TEST_CASE(of_out_and_where) {
  const nd::any_view pair(nd::any_array(nd::array<bool>{true, false})), no_mask{nd::any_array(a)};
  BOOST_TEST((refuses<nd::dtype_error, std::int64_t>([](auto out) { (void)nd::ufunc("add").call(two, {.out = {out}}); },
                                                     "add: the result is float64, which does not become the int64 of 'out' by casting "
                                                     "'same_kind'")));
  BOOST_TEST(refuses<nd::value_error>(
      [](auto out) {
        (void)nd::ufunc("add").call(two, {.out = {out, out}});
      },
      "add: 'out' has 2 arrays for 1 results"));
  BOOST_TEST(refuses<nd::shape_error>([](auto out) { (void)nd::ufunc("add").call(unequal, {.out = {out}}); },
                                      "add: shapes (3,) and (2,) do not broadcast: axis 0 is 3 against 2"));
  nd::any_array small = numbers{7, 7};
  BOOST_CHECK_THROW((void)nd::ufunc("add").call(two, {.out = {small}}), nd::shape_error);
  BOOST_TEST(is(nd::as<double>(small), {2}, {7.0, 7.0}));
  BOOST_TEST(refuses<nd::shape_error>([&](auto out) { (void)nd::ufunc("add").call(two, {.out = {out}, .where = pair}); },
                                      "add: shapes (2,) and (3,) do not broadcast: axis 0 is 2 against 3"));
  BOOST_TEST(refuses<nd::dtype_error>([&](auto out) { (void)nd::ufunc("add").call(two, {.out = {out}, .where = no_mask}); },
                                      "add: 'where' must be bool, not float64"));
  BOOST_TEST(refuses<nd::value_error>(
      [](auto out) {
        const nd::any_view repeated(nd::view_block(out.storage(), out.storage()->data, nd::layout{{3}, {0}}));
        (void)nd::ufunc("add").call(two, {.out = {repeated}});
      },
      "add: the destination of shape (3,) has several positions at one place in memory; copy it first"));
}

BOOST_AUTO_TEST_CASE(of_out_that_overlaps_are_as_if_everything_was_read_first) {
  nd::any_array x = numbers{1, 2, 3, 4};
  const nd::any_operand arguments[] = {x(nd::slice(0, 3)), x(nd::slice(0, 3))};
  (void)nd::ufunc("add").call(arguments, {.out = {x(nd::slice(1, 4))}});
  BOOST_TEST(is(nd::as<double>(x), {4}, {1.0, 2.0, 4.0, 6.0}));
  nd::any_array sums = numbers{1, 2, 3};
  (void)nd::ufunc("multiply").reduce(sums, {.out = sums(1)});
  BOOST_TEST(is(nd::as<double>(sums), {3}, {1.0, 6.0, 3.0}));
}

BOOST_AUTO_TEST_CASE(of_reduce) {
  using nd::ufunc;
  const auto reduce = [](const char* name, nd::ufunc_reduce_options options) {
    return [=](nd::any_view out) {
      nd::ufunc_reduce_options with_out = options;
      with_out.out = out(0);
      (void)ufunc(name).reduce(a, with_out);
    };
  };
  const nd::any_view mask(nd::any_array(nd::array<bool>{true, false, true})), wide(nd::any_array(nd::ones<bool>({2, 3}))),
      narrow(nd::any_array(nd::ones<bool>({2}))), no_mask{nd::any_array(a)};
  BOOST_TEST(refuses<nd::value_error>(reduce("sin", {}), "sin.reduce: only for ufuncs of two arguments and one result"));
  BOOST_TEST(refuses<nd::value_error>(reduce("divmod", {}), "divmod.reduce: only for ufuncs of two arguments and one result"));
  BOOST_TEST(refuses<nd::dtype_error>(reduce("bitwise_and", {}), "bitwise_and: no loop for float64, float64"));
  BOOST_TEST(
      refuses<nd::dtype_error>(reduce("less", {}), "less: no loop for float64 gives what it takes, so nothing can be folded with it"));
  BOOST_TEST(
      refuses<nd::shape_error>(reduce("add", {.where = wide}), "add.reduce: 'where' of shape (2,3) does not broadcast to the shape (3,)"));
  BOOST_TEST(
      refuses<nd::shape_error>(reduce("add", {.where = narrow}), "add.reduce: 'where' of shape (2,) does not broadcast to the shape (3,)"));
  BOOST_TEST(refuses<nd::dtype_error>(reduce("add", {.where = no_mask}), "add.reduce: 'where' must be bool, not float64"));
  BOOST_TEST(refuses<nd::value_error>(reduce("subtract", {.where = mask}),
                                      "subtract.reduce: 'where' needs 'initial', since the ufunc has no identity"));
  BOOST_CHECK_THROW((void)ufunc("add").reduce(a, {.axis = 1}), nd::index_error);
  BOOST_CHECK_THROW((void)ufunc("add").reduce(nd::ones({2, 2}), {.axis = {0, 0}}), nd::value_error);
  BOOST_TEST((refuses<nd::dtype_error, std::int64_t>([](auto out) { (void)ufunc("add").reduce(a, {.out = out(0)}); },
                                                     "add.reduce: float64 does not become int64 by casting 'same_kind'")));
  BOOST_TEST(refuses<nd::shape_error>(
      [](auto out) {
        (void)ufunc("add").reduce(nd::ones({2, 2}), {.out = out});
      },
      "add.reduce: a value of shape (2,) does not fit a destination of shape (3,)"));
  const numbers fixed = {7};
  BOOST_TEST(throws<nd::value_error>([&] { (void)ufunc("add").reduce(a, {.out = nd::any_view(fixed)(0)}); },
                                     "add.reduce: the destination is read-only"));
}

BOOST_AUTO_TEST_CASE(reduce_computes_in_the_dtype_of_out) {
  const nd::array<nd::float16> halves = nd::cast<nd::float16>(numbers{60000, 60000});
  nd::any_array sum = nd::full<double>({}, 0), small = nd::full<std::int8_t>({}, 0);
  (void)nd::ufunc("add").reduce(halves, {.out = sum});
  BOOST_TEST(nd::as<double>(sum).item() == 120000);
  (void)nd::ufunc("add").reduce(nd::array<std::int8_t>{100, 100}, {.out = small});
  BOOST_TEST(nd::as<std::int8_t>(small).item() == -56);
}

BOOST_AUTO_TEST_CASE(reduce_begins_with_the_identity_as_in_numpy) {
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("hypot").reduce(numbers{{-9, 3}})), {2}, {9.0, 3.0}));
  BOOST_TEST(nd::cast<std::int64_t>(nd::ufunc("gcd").reduce(integers{-9})).item() == 9);
}

BOOST_AUTO_TEST_CASE(of_accumulate_reduceat_and_outer) {
  using nd::ufunc;
  const nd::any_array scalar = nd::full<double>({}, 1);
  BOOST_TEST(
      throws<nd::value_error>([] { (void)ufunc("sin").accumulate(a); }, "sin.accumulate: only for ufuncs of two arguments and one result"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)ufunc("add").accumulate(scalar); }, "add.accumulate: a 0-d array has no axis"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("bitwise_xor").accumulate(a); }, "bitwise_xor: no loop for float64, float64"));
  BOOST_CHECK_THROW((void)ufunc("add").accumulate(a, 1), nd::index_error);
  BOOST_TEST(throws<nd::value_error>([] { (void)ufunc("modf").reduceat(a, integers{0}); },
                                     "modf.reduceat: only for ufuncs of two arguments and one result"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)ufunc("add").reduceat(scalar, integers{0}); }, "add.reduceat: a 0-d array has no axis"));
  BOOST_TEST(throws<nd::index_error>(
      [] {
        (void)ufunc("add").reduceat(a, integers{0, 3});
      },
      "add.reduceat: index 3 is out of range for an axis of 3"));
  BOOST_TEST(
      throws<nd::dtype_error>([] { (void)ufunc("add").reduceat(a, numbers{0.5}); }, "add.reduceat: indices must be integers, not float64"));
  BOOST_CHECK_THROW((void)ufunc("add").reduceat(a, integers{0}, 1), nd::index_error);
  BOOST_TEST(throws<nd::dtype_error>([] { (void)ufunc("left_shift").outer(a, a); }, "left_shift: no loop for float64, float64"));
  BOOST_TEST(throws<nd::value_error>([] { (void)ufunc("sin").outer(a, a); }, "sin: takes 1 arguments, not 2"));
}

BOOST_AUTO_TEST_CASE(of_at) {
  using nd::ufunc;
  BOOST_TEST(refuses<nd::index_error>(
      [](auto x) {
        ufunc("add").at(x, integers{0, 3}, 1);
      },
      "add.at: index 3 is out of range for an axis of 3"));
  BOOST_TEST(refuses<nd::dtype_error>([](auto x) { ufunc("add").at(x, numbers{0}, 1); }, "add.at: indices must be integers, not float64"));
  BOOST_TEST(refuses<nd::shape_error>(
      [](auto x) {
        ufunc("add").at(x, integers{0, 1}, numbers{1, 2, 3});
      },
      "add.at: shape (3,) does not broadcast to (2,)"));
  BOOST_TEST(
      refuses<nd::dtype_error>([](auto x) { ufunc("bitwise_or").at(x, integers{0}, 1); }, "bitwise_or: no loop for float64, an integer"));
  BOOST_TEST(refuses<nd::value_error>([](auto x) { ufunc("add").at(x, integers{0}); }, "add.at: takes another operand"));
  BOOST_TEST(refuses<nd::value_error>([](auto x) { ufunc("negative").at(x, integers{0}, 1); },
                                      "negative.at: only for ufuncs of two arguments and one result"));
  const numbers fixed = {7};
  BOOST_TEST(throws<nd::value_error>([&] { ufunc("negative").at(nd::any_view(fixed), integers{0}); },
                                     "negative.at: the destination is read-only"));
  BOOST_TEST(is(fixed, {1}, {7.0}));
}

BOOST_AUTO_TEST_SUITE_END()
