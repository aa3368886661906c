// SPDX-License-Identifier: BSD-3-Clause
// NumPy's keywords of ufuncs for typed functions: f<T>(a, b) is `dtype`, copyto has `out`, `where` and `casting`.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

template <class T, class X>
constexpr bool gives = std::is_same_v<nd::value_t<X>, T>;

using complex64 = std::complex<float>;

}  // namespace

BOOST_AUTO_TEST_SUITE(ufunc_options)

BOOST_AUTO_TEST_CASE(a_function_computes_in_the_loop_that_gives_the_dtype_asked_for) {
  const nd::array<double> a = {1, 2, 4}, b = {1e-9, 0.5, 3};
  const nd::array<std::int32_t> i = {7, 8, 16777217};
  // numpy.add(a, b, dtype=numpy.float32): the arguments are rounded first.
  BOOST_TEST(is(nd::add<float>(a, b), {3}, {1.0F + 1e-9F, 2.5F, 7.0F}));
  BOOST_TEST(is(nd::divide<float>(a, 3), {3}, {1 / 3.0F, 2 / 3.0F, 4 / 3.0F}));
  BOOST_TEST(is(nd::subtract<float>(1.5, a), {3}, {0.5F, -0.5F, -2.5F}));
  BOOST_TEST(is(nd::multiply<float>(i, 1), {3}, {7.0F, 8.0F, 16777216.0F}));
  BOOST_TEST(is(nd::sqrt<float>(i), {3}, {std::sqrt(7.0F), std::sqrt(8.0F), 4096.0F}));
  BOOST_TEST(is(nd::multiply<std::int64_t>(i, i), {3}, {49, 64, 281475010265089}));
  BOOST_TEST(is(nd::multiply<std::int8_t>(i, i), {3}, {49, 64, 1}));
  BOOST_TEST(is(nd::subtract<std::int32_t>(nd::array<bool>{true, false}, nd::array<bool>{true, true}), {2}, {0, -1}));
}

BOOST_AUTO_TEST_CASE(a_loop_of_other_arguments_is_taken_where_it_gives_the_dtype) {
  const nd::array<complex64> z = {complex64(3, 4), complex64(0, -2)};
  const nd::array<std::int64_t> wide = {9007199254740993, -1};
  const nd::array<std::uint64_t> unsigned_wide = {9007199254740992, 18446744073709551615U};
  BOOST_TEST(is(nd::abs<float>(z), {2}, {5.0F, 2.0F}));
  BOOST_TEST(is(nd::abs<double>(z), {2}, {5.0, 2.0}));
  BOOST_TEST(is(nd::imag<double>(z), {2}, {4.0, -2.0}));
  BOOST_TEST(is(nd::less<bool>(unsigned_wide, wide), {2}, {true, false}));
  BOOST_TEST(is(nd::isnan<bool>(z), {2}, {false, false}));
  BOOST_TEST(is(nd::logical_and<bool>(wide, 2), {2}, {true, true}));
  BOOST_TEST(is(nd::ldexp<double>(nd::array<double>{1, 2}, 3), {2}, {8.0, 16.0}));
  static_assert(gives<std::int32_t, decltype(nd::frexp_exponent<std::int32_t>(nd::array<float>()))>);
  static_assert(gives<std::complex<double>, decltype(nd::sqrt<std::complex<double>>(nd::array<double>()))>);
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_take_the_same_loops) {
  const nd::any_array a = nd::array<double>{1, 2, 4}, b = nd::array<double>{1e-9, 0.5, 3},
                      z = nd::array<complex64>{complex64(3, 4), complex64(0, -2)};
  const nd::any_array sum = nd::add<float>(a, b);
  BOOST_TEST(is(nd::as<float>(sum), {3}, {1.0F + 1e-9F, 2.5F, 7.0F}));
  const nd::any_array modulus = nd::abs<float>(z);
  BOOST_TEST(is(nd::as<float>(modulus), {2}, {5.0F, 2.0F}));
  // 1 + 1e-9 is 1 as a float: a comparison in a narrower loop would not see it.
  const nd::any_array bigger = nd::greater<bool>(a(0) + b(0), 1.0);
  BOOST_TEST(nd::as<bool>(bigger).item());
  const nd::any_array named =
      std::move(nd::ufunc("greater").call(std::vector<nd::any_operand>{a(0) + b(0), 1.0}, {.dtype = nd::dtype::bool_})[0]);
  BOOST_TEST(nd::as<bool>(named).item());
  BOOST_TEST(
      throws<nd::dtype_error>([&] { (void)nd::add<std::int32_t>(a, b); }, "add: no loop for float64, float64 with a result of int32"));
}

BOOST_AUTO_TEST_CASE(only_where_a_mask_is_true_is_written) {
  const nd::array<double> a = {{1, 2, 3}, {4, 5, 6}};
  const nd::array<bool> mask = {{true, false, true}, {false, false, true}};
  nd::array<double> out = nd::full({2, 3}, -1);
  nd::copyto(out, a * 10, {.where = mask});
  BOOST_TEST(is(out, {2, 3}, {10, -1, 30, -1, -1, 60}));
  nd::copyto(out, 0, {.where = a > 4});
  BOOST_TEST(is(out, {2, 3}, {10, -1, 30, -1, 0, 0}));
  nd::copyto(out, nd::array<float>{7, 8, 9}, {.where = nd::array<bool>{true, false, false}});
  BOOST_TEST(is(out, {2, 3}, {7, -1, 30, 7, 0, 0}));
  nd::copyto(out(0, nd::all), 1.5);
  BOOST_TEST(is(out, {2, 3}, {1.5, 1.5, 1.5, 7, 0, 0}));
  nd::array<std::int32_t> whole = {1, 2, 3};
  nd::copyto<nd::casting::unsafe>(whole, nd::array<double>{1.9, -2.9, 1e300}, {.where = nd::array<bool>{true, true, false}});
  BOOST_TEST(is(whole, {3}, {1, -2, 3}));
  nd::copyto<nd::casting::unsafe>(whole, 1e300);
  BOOST_TEST(is(whole, {3}, std::vector<std::int32_t>(3, std::numeric_limits<std::int32_t>::min())));
}

BOOST_AUTO_TEST_CASE(reductions_and_broadcasts_are_written_under_a_mask) {
  const nd::array<double> a = {{1, 2, 3}, {4, 5, 6}};
  nd::array<double> out = nd::zeros({2, 3});
  nd::copyto(out, nd::sum(a, {.axis = 1, .keepdims = true}), {.where = a > nd::mean(a)});
  BOOST_TEST(is(out, {2, 3}, {0, 0, 0, 15, 15, 15}));
  nd::copyto(out, nd::max(a), {.where = out == 0});
  BOOST_TEST(is(out, {2, 3}, {6, 6, 6, 15, 15, 15}));
}

BOOST_AUTO_TEST_CASE(everything_is_read_before_anything_is_written) {
  nd::array<double> a = nd::arange<double>(3000);
  const nd::array<double> before = a;
  nd::copyto(a(nd::slice(1, nd::none)), a(nd::slice(nd::none, -1)), {.where = a(nd::slice(nd::none, -1)) > 10});
  for (nd::index_t i = 0; i < 3000; ++i) BOOST_REQUIRE(a(i) == (i - 1 > 10 ? before(i - 1) : before(i)));
  nd::array<bool> mask = nd::arange<std::int64_t>(3000) % 3 == 0;
  const nd::array<bool> kept = mask;
  nd::copyto(mask(nd::slice(nd::none, nd::none, -1)), !mask, {.where = mask});
  for (nd::index_t i = 0; i < 3000; ++i) BOOST_REQUIRE(mask(2999 - i) == (kept(i) ? !kept(i) : kept(2999 - i)));
}

BOOST_AUTO_TEST_CASE(a_big_copy_is_the_selection_for_any_number_of_threads) {
  const nd::array<double> a = nd::arange<double>(400000).reshape({500, 800});
  const nd::array<double> expected = nd::where(nd::sin(a) > 0, nd::sqrt(a) * 2, -a);
  for (const int threads : {1, 2, 7}) {
    const nd::thread_limit limit(threads);
    nd::array<double> out = -a;
    nd::copyto(out, nd::sqrt(a) * 2, {.where = nd::sin(a) > 0});
    BOOST_TEST(same(out, expected));
    nd::any_array dynamic = -a;
    nd::copyto(dynamic, nd::sqrt(nd::any_array(a)) * 2, {.where = nd::sin(nd::any_array(a)) > 0});
    BOOST_TEST(same(nd::as<double>(dynamic), expected));
  }
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_have_the_casting_rule_as_an_option) {
  nd::any_array out = nd::array<std::int32_t>{1, 2, 3};
  const nd::any_array mask = nd::array<bool>{false, true, true};
  nd::copyto(out, nd::array<double>{9.5, 8.5, 7.5}, {.where = mask, .casting = nd::casting::unsafe});
  BOOST_TEST(nd::to_string(out) == "[1 8 7]");
  nd::copyto(out, nd::array<std::int64_t>{4, 5, 6} + 1, {.where = !mask});
  BOOST_TEST(nd::to_string(out) == "[5 8 7]");
  nd::copyto(out, 2.75, {.where = mask, .casting = nd::casting::unsafe});
  BOOST_TEST(nd::to_string(out) == "[5 2 2]");
  nd::copyto(out(nd::slice(nd::none, nd::none, -1)), nd::any_array(nd::arange<std::int16_t>(3)), {.casting = nd::casting::safe});
  BOOST_TEST(nd::to_string(out) == "[2 1 0]");
  nd::array<double> typed = {0, 0, 0};
  nd::copyto(typed, out, {.where = mask});
  BOOST_TEST(is(typed, {3}, {0, 1, 0}));
  nd::structured_array records = nd::zeros(nd::structured_dtype("u1, f8"), {3});
  nd::copyto(records["f1"], typed + 1, {.where = mask});
  BOOST_TEST(nd::to_string(records) == "[(0, 0.) (0, 2.) (0, 1.)]");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused_and_nothing_is_written) {
  nd::array<double> out = {1, 2, 3};
  nd::any_array dynamic = nd::array<std::uint8_t>{1, 2, 3};
  const nd::array<bool> mask = {true, true, true};
  using casting = nd::casting;
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        nd::copyto(out, nd::zeros({2, 3}), {.where = mask});
      },
      "copyto: a value of shape (2,3) does not fit a destination of shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        nd::copyto(out, 0, {.where = nd::zeros<bool>({2, 3})});
      },
      "copyto: a value of shape (2,3) does not fit a destination of shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>([&] { nd::copyto(out, nd::zeros({4})); },
                                     "copyto: a value of shape (4,) does not fit a destination of shape (3,)"));
  BOOST_TEST(
      throws<nd::dtype_error>([&] { nd::copyto(out, 0, {.where = nd::any_array(out)}); }, "copyto: 'where' must be bool, not float64"));
  BOOST_TEST(throws<nd::dtype_error>(
      [&] {
        nd::copyto(out, nd::any_array(nd::array<std::complex<double>>{1, 2, 3}));
      },
      "copyto: complex128 does not become float64 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::dtype_error>([&] { nd::copyto(dynamic, out, {.where = mask}); },
                                     "copyto: float64 does not become uint8 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::dtype_error>(
      [&] {
        nd::copyto(dynamic, nd::array<std::uint16_t>{1, 2, 3}, {.casting = casting::safe});
      },
      "copyto: uint16 does not become uint8 by casting 'safe'"));
  BOOST_TEST(throws<nd::dtype_error>([&] { nd::copyto(dynamic, 1.5, {.where = mask}); },
                                     "copyto: float64 does not become uint8 by casting 'same_kind'"));
  BOOST_TEST(throws<nd::value_error>([&] { nd::copyto(dynamic, 300, {.where = mask}); }, "copyto: the integer 300 does not fit uint8"));
  const nd::any_array fixed = out;
  BOOST_TEST(throws<nd::value_error>([&] { nd::copyto(fixed, 1.0); }, "copyto: the destination is read-only"));
  BOOST_TEST(is(out, {3}, {1, 2, 3}));
  BOOST_TEST(nd::to_string(dynamic) == "[1 2 3]");
}

BOOST_AUTO_TEST_SUITE_END()
