// SPDX-License-Identifier: BSD-3-Clause
// Making arrays: shapes, elements, memory order, what is refused.
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_creation)

BOOST_AUTO_TEST_CASE(zeros_ones_and_full_fill_the_shape) {
  BOOST_TEST(is(nd::zeros<float>({2, 3}), {2, 3}, {0, 0, 0, 0, 0, 0}));
  BOOST_TEST(is(nd::ones<std::int16_t>({3}), {3}, {1, 1, 1}));
  BOOST_TEST(is(nd::full<std::uint8_t>({2, 2}, 200), {2, 2}, {200, 200, 200, 200}));
  BOOST_TEST(is(nd::full<bool>({2}, true), {2}, {true, true}));
  BOOST_TEST(is(nd::full<std::complex<float>>({1, 2}, {1, -2}), {1, 2}, {{1, -2}, {1, -2}}));
}

BOOST_AUTO_TEST_CASE(float64_is_the_default_dtype) {
  static_assert(std::is_same_v<decltype(nd::zeros({1})), nd::array<double>>);
  static_assert(std::is_same_v<decltype(nd::ones({1})), nd::array<double>>);
  static_assert(std::is_same_v<decltype(nd::full({1}, 1)), nd::array<double>>);
  static_assert(std::is_same_v<decltype(nd::eye(1)), nd::array<double>>);
  static_assert(std::is_same_v<decltype(nd::linspace(0, 1)), nd::array<double>>);
  BOOST_TEST((nd::zeros({1}).dtype() == nd::dtype::float64));
}

BOOST_AUTO_TEST_CASE(a_0d_array_has_one_element) {
  nd::array<double> a = nd::full<double>({}, 7);
  BOOST_TEST(a.ndim() == 0);
  BOOST_TEST(a.size() == 1);
  BOOST_TEST(a.item() == 7.0);
  BOOST_TEST(a() == 7.0);
  a() = 8;
  BOOST_TEST(is(a, {}, {8.0}));
}

BOOST_AUTO_TEST_CASE(an_extent_of_0_makes_an_empty_array) {
  BOOST_TEST(is(nd::zeros<double>({0}), {0}, {}));
  BOOST_TEST(is(nd::ones<double>({3, 0, 2}), {3, 0, 2}, {}));
  BOOST_TEST(is(nd::array<double>(), {0}, {}));
}

BOOST_AUTO_TEST_CASE(empty_has_the_shape_and_can_be_written) {
  nd::array<int> a = nd::empty<int>({2, 2});
  BOOST_TEST(a.shape() == nd::shape_t({2, 2}));
  a = 5;
  BOOST_TEST(is(a, {2, 2}, {5, 5, 5, 5}));
}

BOOST_AUTO_TEST_CASE(fortran_order_runs_down_the_columns) {
  nd::array<double> a = nd::empty<double>({2, 3}, nd::order::f);
  BOOST_TEST(a.strides() == nd::dims({8, 16}));
  BOOST_TEST(a.is_f_contiguous());
  BOOST_TEST(!a.is_c_contiguous());
  for (int i = 0; i < 6; ++i) a.data()[i] = i;
  BOOST_TEST(is(a, {2, 3}, {0, 2, 4, 1, 3, 5}));
}

BOOST_AUTO_TEST_CASE(like_functions_take_shape_and_dtype) {
  const nd::array<std::int8_t> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::zeros_like(a), {2, 2}, {0, 0, 0, 0}));
  BOOST_TEST(is(nd::ones_like(a(0, nd::all)), {2}, {1, 1}));
  BOOST_TEST(is(nd::full_like(nd::transpose(a), 9), {2, 2}, {9, 9, 9, 9}));
  BOOST_TEST(nd::empty_like(a).shape() == nd::shape_t({2, 2}));
  static_assert(std::is_same_v<decltype(nd::empty_like(a)), nd::array<std::int8_t>>);
}

BOOST_AUTO_TEST_CASE(like_functions_take_dtype_shape_and_order_of_their_own) {
  const nd::array<std::int8_t> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::zeros_like<float>(a), {2, 2}, {0, 0, 0, 0}));
  BOOST_TEST(is(nd::ones_like<bool>(a, {.shape = nd::shape_t{3}}), {3}, {true, true, true}));
  BOOST_TEST(is(nd::full_like<double>(a, 1.5, {.shape = nd::shape_t{}}), {}, {1.5}));
  BOOST_TEST(nd::empty_like(a, {.order = nd::order::f}).strides() == nd::dims({1, 2}));
  BOOST_TEST(nd::empty_like(nd::transpose(a), {.order = nd::order::c}).strides() == nd::dims({2, 1}));
  BOOST_TEST(
      throws<nd::value_error>([&] { (void)nd::zeros_like(a, {.shape = nd::shape_t{-1}}); }, "zeros_like: negative extent in shape (-1,)"));
}

BOOST_AUTO_TEST_CASE(like_functions_compute_nothing_of_an_expression) {
  const nd::array<int> a = {1, 2, 3};
  int calls = 0;
  const auto counted = nd::map(
      [&calls](int x) {
        ++calls;
        return x / 2.0;
      },
      a);
  BOOST_TEST(is(nd::ones_like(counted(nd::newaxis, nd::all) + nd::array<float>{{1}, {2}}), {2, 3}, {1, 1, 1, 1, 1, 1}));
  BOOST_TEST(is(nd::zeros_like<std::uint8_t>(nd::sum(counted)), {}, {0}));
  BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(arange_counts_as_numpy) {
  BOOST_TEST(is(nd::arange<int>(4), {4}, {0, 1, 2, 3}));
  BOOST_TEST(is(nd::arange<int>(2, 9, 3), {3}, {2, 5, 8}));
  BOOST_TEST(is(nd::arange<int>(5, 0, -2), {3}, {5, 3, 1}));
  BOOST_TEST(is(nd::arange<int>(0), {0}, {}));
  BOOST_TEST(is(nd::arange<int>(3, 1), {0}, {}));
  BOOST_TEST(is(nd::arange<int>(-3), {0}, {}));
  BOOST_TEST(is(nd::arange<double>(0, 1, 0.25), {4}, {0, 0.25, 0.5, 0.75}));
  BOOST_TEST(is(nd::arange<double>(0.5, 3), {3}, {0.5, 1.5, 2.5}));
  BOOST_TEST(is(nd::arange<double>(1, 0, -0.5), {2}, {1, 0.5}));
}

BOOST_AUTO_TEST_CASE(arange_of_floats_rounds_as_numpy) {
  // numpy.arange(1, 1.3, 0.1): the quotient is a little more than 3, and multiples are taken of 1.1 - 1.
  BOOST_TEST(is(nd::arange<double>(1, 1.3, 0.1), {4}, {1.0, 1.1, 1.2000000000000002, 1.3000000000000003}));
  BOOST_TEST(is(nd::arange<float>(1, 1.3F, 0.1F), {3}, {1.0F, 1.1F, 1.2F}));
}

BOOST_AUTO_TEST_CASE(arange_is_exact_at_the_ends_of_the_integers) {
  using limits = std::numeric_limits<std::int64_t>;
  BOOST_TEST(is(nd::arange<std::int64_t>(limits::max() - 2, limits::max()), {2}, {limits::max() - 2, limits::max() - 1}));
  BOOST_TEST(is(nd::arange<std::int64_t>(limits::min(), limits::min() + 3, 2), {2}, {limits::min(), limits::min() + 2}));
  BOOST_TEST(is(nd::arange<std::int64_t>(limits::min(), limits::max(), limits::max()), {3}, {limits::min(), -1, limits::max() - 1}));
  BOOST_TEST(is(nd::arange<std::int64_t>(limits::max(), limits::min(), limits::min()), {2}, {limits::max(), -1}));
  BOOST_TEST(is(nd::arange<std::uint8_t>(250, 255), {5}, {250, 251, 252, 253, 254}));
  using wide = std::numeric_limits<std::uint64_t>;
  BOOST_TEST(is(nd::arange<std::uint64_t>(wide::max() - 2, wide::max()), {2}, {wide::max() - 2, wide::max() - 1}));
}

BOOST_AUTO_TEST_CASE(arange_refuses_what_cannot_be_counted) {
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::arange<int>(0, 1, 0); }, "arange: the step is 0"));
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::arange<double>(0, 1, 0); }, "arange: the step is 0"));
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_CHECK_THROW((void)nd::arange<double>(inf), nd::value_error);
  BOOST_CHECK_THROW((void)nd::arange<double>(nan), nd::value_error);
  BOOST_CHECK_THROW((void)nd::arange<double>(0, -inf, -1), nd::value_error);
}

BOOST_AUTO_TEST_CASE(linspace_has_both_ends_or_only_the_first) {
  BOOST_TEST(is(nd::linspace(0, 1, 5), {5}, {0, 0.25, 0.5, 0.75, 1}));
  BOOST_TEST(is(nd::linspace(0, 1, 4, false), {4}, {0, 0.25, 0.5, 0.75}));
  BOOST_TEST(is(nd::linspace(2, -2, 3), {3}, {2, 0, -2}));
  BOOST_TEST(is(nd::linspace(3, 4, 1), {1}, {3}));
  BOOST_TEST(is(nd::linspace(3, 4, 0), {0}, {}));
  BOOST_TEST(is(nd::linspace(5, 5, 3), {3}, {5, 5, 5}));
  BOOST_TEST(nd::linspace(0, 1).size() == 50);
  BOOST_TEST(is(nd::linspace<std::complex<double>>({0, 0}, {1, 2}, 3), {3}, {{0, 0}, {0.5, 1}, {1, 2}}));
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::linspace(0, 1, -1); }, "linspace: -1 is not a number of values"));
}

BOOST_AUTO_TEST_CASE(linspace_ends_exactly_at_stop) {
  for (int count = 2; count < 200; ++count) {
    const nd::array<double> a = nd::linspace(0.1, 0.7, count);
    BOOST_TEST(a(0) == 0.1);
    BOOST_TEST(a(-1) == 0.7);
  }
}

BOOST_AUTO_TEST_CASE(eye_puts_ones_on_a_diagonal) {
  BOOST_TEST(is(nd::eye<int>(2), {2, 2}, {1, 0, 0, 1}));
  BOOST_TEST(is(nd::eye<int>(2, 3, 1), {2, 3}, {0, 1, 0, 0, 0, 1}));
  BOOST_TEST(is(nd::eye<int>(3, 2, -1), {3, 2}, {0, 0, 1, 0, 0, 1}));
  BOOST_TEST(is(nd::eye<int>(2, 2, 5), {2, 2}, {0, 0, 0, 0}));
  BOOST_TEST(is(nd::eye<int>(2, 2, -5), {2, 2}, {0, 0, 0, 0}));
  BOOST_TEST(is(nd::eye<int>(0), {0, 0}, {}));
}

BOOST_AUTO_TEST_CASE(shapes_that_no_memory_holds_are_refused) {
  constexpr nd::index_t huge = nd::index_t{1} << 62;
  BOOST_CHECK_THROW((void)nd::zeros<double>({huge}), nd::memory_error);
  BOOST_CHECK_THROW((void)nd::empty<double>({huge, huge}), nd::memory_error);
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::zeros<double>({2, -1}); }, "zeros: negative extent in shape (2,-1)"));
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::eye(-1, 2); }, "eye: negative extent in shape (-1,2)"));
  BOOST_CHECK_THROW((void)nd::zeros<double>(nd::shape_t(65, 1)), nd::value_error);
}

BOOST_AUTO_TEST_CASE(nine_and_sixty_four_dimensions_work) {
  nd::array<int> nine = nd::arange<int>(512).reshape({2, 2, 2, 2, 2, 2, 2, 2, 2});
  BOOST_TEST(nine(1, 0, 1, 0, 1, 0, 1, 0, 1) == 0b101010101);
  nd::array<int> turned = nd::transpose(nine) + nd::transpose(nine);
  BOOST_TEST(turned(1, 0, 0, 0, 0, 0, 0, 0, 0) == 2 * 1);
  BOOST_TEST(turned(0, 0, 0, 0, 0, 0, 0, 1, 1) == 2 * 0b110000000);
  nd::shape_t shape(64, 1);
  shape[0] = 3;
  shape[63] = 2;
  nd::array<int> many = nd::arange<int>(6).reshape(shape);
  BOOST_TEST(is(many + many, shape, {0, 2, 4, 6, 8, 10}));
  nd::shape_t reversed(64, 1);
  reversed[0] = 2;
  reversed[63] = 3;
  BOOST_TEST(is(nd::transpose(many) + 1, reversed, {1, 3, 5, 2, 4, 6}));
  BOOST_TEST(is(nd::sum(many, {.axis = 63}), nd::shape_t([&] {
                  nd::shape_t s(63, 1);
                  s[0] = 3;
                  return s;
                }()),
                {1, 5, 9}));
  BOOST_TEST(static_cast<std::int64_t>(nd::sum(many)) == 15);
}

BOOST_AUTO_TEST_CASE(borrowed_memory_is_shared) {
  std::vector<float> memory = {1, 2, 3, 4, 5, 6};
  nd::view<float> look = nd::borrow(memory.data(), {2, 3});
  BOOST_TEST(is(look, {2, 3}, {1, 2, 3, 4, 5, 6}));
  look(1, 2) = 60;
  look(0, nd::all) *= 10;
  BOOST_TEST(memory == std::vector<float>({10, 20, 30, 4, 5, 60}), boost::test_tools::per_element());
  BOOST_TEST(is(nd::borrow(std::span<const float>(memory)), {6}, {10, 20, 30, 4, 5, 60}));
  BOOST_CHECK_THROW((void)nd::borrow(memory.data(), {-1}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(a_span_is_borrowed_in_any_shape_of_its_size) {
  std::array<float, 6> memory = {1, 2, 3, 4, 5, 6};
  nd::view<float> look = nd::borrow(std::span(memory), {3, 2});
  look(2, 1) = 60;
  BOOST_TEST(memory[5] == 60);
  BOOST_TEST(is(nd::borrow(std::span(memory)), {6}, {1, 2, 3, 4, 5, 60}));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::borrow(std::span(memory), {7}); }, "borrow: a span of 6 elements for shape (7,)"));
}

BOOST_AUTO_TEST_SUITE_END()
