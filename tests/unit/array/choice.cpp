// SPDX-License-Identifier: BSD-3-Clause
// Elements chosen by conditions and by numbers; expected values are those of NumPy's select and choose.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_choice)

BOOST_AUTO_TEST_CASE(the_first_condition_that_holds_selects) {
  const nd::array<std::int64_t> x = {-4, -3, -2, -1, 0, 1, 2, 3, 4};
  BOOST_TEST(is(nd::select(x<-2, x, x> 2, x * x, 42), {9}, {-4, -3, 42, 42, 42, 42, 42, 9, 16}));
  BOOST_TEST(is(nd::select(x < 0, x * 0.5, x < 2, x, 7), {9}, {-2.0, -1.5, -1.0, -0.5, 0.0, 1.0, 7.0, 7.0, 7.0}));
  BOOST_TEST(is(nd::select(x<0, 1, x> 0, 2), {9}, {1, 1, 1, 1, 0, 2, 2, 2, 2}));
  const nd::any_array y(x);
  const nd::any_expression listed = nd::select({y<-2, x> 2}, {y, x * x}, 42);
  BOOST_TEST(is(nd::cast<std::int64_t>(listed), {9}, {-4, -3, 42, 42, 42, 42, 42, 9, 16}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::select({y > 3}, {y})), {9}, {0, 0, 0, 0, 0, 0, 0, 0, 4}));
}

BOOST_AUTO_TEST_CASE(choices_have_their_common_dtype) {
  const nd::array<bool> c = {true, false};
  const nd::array<float> f = {1, 2};
  const nd::array<std::int8_t> small = {1, 2};
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, f, 2.5))>, float>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, small, c, f))>, float>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, 1, c, 2.5))>, double>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, 1))>, std::int64_t>);
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, c))>, std::int64_t>);  // 0 is an integer
  static_assert(std::is_same_v<nd::value_t<decltype(nd::select(c, c, false))>, bool>);
  BOOST_TEST((nd::select({c}, {f}, 2.5).dtype() == nd::dtype::float32));
  BOOST_TEST((nd::select({c, c}, {small, f}).dtype() == nd::dtype::float32));
  BOOST_TEST((nd::select({c}, {c}).dtype() == nd::dtype::int64));
  BOOST_TEST((nd::select({c}, {1}, 2.5).dtype() == nd::dtype::float64));
}

BOOST_AUTO_TEST_CASE(conditions_and_choices_broadcast) {
  const nd::array<int> column = {{0}, {10}}, row = {1, 2, 3};
  BOOST_TEST(is(nd::select(column > row, column, row == 2, -1, row), {2, 3}, {1, -1, 3, 10, 10, 10}));
  BOOST_TEST(is(nd::cast<int>(nd::select({column > row, row == 2}, {column, -1}, row)), {2, 3}, {1, -1, 3, 10, 10, 10}));
  BOOST_TEST(is(nd::select(nd::full<bool>({}, true), 1.5), {}, {1.5}));
  BOOST_TEST(is(nd::select(nd::zeros<bool>({0, 2}), nd::zeros<double>({2}), 1), {0, 2}, {}));
  BOOST_TEST(is(nd::cast<double>(nd::select({nd::zeros<bool>({0, 2})}, {nd::zeros<double>({2})}, 1)), {0, 2}, {}));
}

BOOST_AUTO_TEST_CASE(numbers_choose) {
  const nd::array<int> a = {{0, 2}, {1, 0}};
  const nd::array<std::int64_t> x = {{1, 2}, {3, 4}}, y = {{10, 20}, {30, 40}}, z = {{100, 200}, {300, 400}};
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(a, {x, y, z})), {2, 2}, {1, 200, 30, 4}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(nd::any_array(a), {x, y * 2, nd::any_array(z)})), {2, 2}, {1, 200, 60, 4}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(a, nd::array<std::int64_t>{{1, 2}, {10, 20}, {100, 200}})), {2, 2}, {1, 200, 10, 2}));
  BOOST_TEST(is(nd::cast<int>(nd::choose(nd::array<bool>{true, false}, {5, nd::array<int>{7, 8}})), {2}, {7, 5}));
  BOOST_TEST((nd::choose(a, {nd::array<std::int8_t>{1}, 1.5, nd::array<float>{2}}).dtype() == nd::dtype::float32));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(nd::full<int>({}, 1), {x, y})), {2, 2}, {10, 20, 30, 40}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(nd::zeros<int>({0}), {1, 2})), {0}, {}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(nd::zeros<int>({3}), {7})), {3}, {7, 7, 7}));
}

BOOST_AUTO_TEST_CASE(numbers_beyond_the_choices_wrap_or_are_clipped) {
  const nd::array<std::int8_t> a = {-1, 0, 3, 5};
  const auto chosen = [&](nd::index_mode mode) { return nd::cast<std::int64_t>(nd::choose(a, {10, 20, 30}, {.mode = mode})); };
  BOOST_TEST(is(chosen(nd::index_mode::wrap), {4}, {30, 10, 10, 30}));
  BOOST_TEST(is(chosen(nd::index_mode::clip), {4}, {10, 10, 30, 30}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)chosen(nd::index_mode::raise); }, "choose: number -1 is none of 3 choices"));
}

BOOST_AUTO_TEST_CASE(many_choices_are_chosen_from) {
  std::vector<nd::any_operand> choices;
  for (int i = 0; i < 200; ++i) choices.emplace_back(nd::full<std::int64_t>({2}, i * i));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::choose(nd::array<std::uint8_t>{199, 3}, choices)), {2}, {199 * 199, 9}));
}

BOOST_AUTO_TEST_CASE(choices_are_read_when_they_are_needed) {
  nd::array<double> x = {1, 2};
  const nd::any_expression chosen = nd::choose(nd::array<int>{1, 0}, {x, x * 10});
  x(0) = 5;
  BOOST_TEST(is(nd::cast<double>(chosen), {2}, {50.0, 2.0}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
  const nd::array<double> x = {1, 2, 3};
  const nd::array<bool> c = {true, false}, none;
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::select({x > 1}, {x, x}); }, "select: 1 conditions and 2 choices"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::select(std::span<const nd::any_operand>(), std::span<const nd::any_operand>()); },
                                     "select: 0 conditions and 0 choices"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::select({x}, {x}); }, "select: conditions are bool, not float64"));
  BOOST_TEST(
      throws<nd::shape_error>([&] { (void)nd::select({c}, {x}); }, "select: shapes (2,) and (3,) do not broadcast: axis 0 is 2 against 3"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::select({x > 1}, {nd::zeros<std::uint8_t>({3})}, 256); },
                                     "select: the integer 256 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::select(x > 1, nd::zeros<std::uint8_t>({3}), 256); },
                                     "select: the integer 256 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::choose(nd::array<int>{0, 2, 1}, {x, x}); }, "choose: number 2 is none of 2 choices"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::choose(nd::array<int>{0}, std::span<const nd::any_operand>()); },
                                     "choose: there are no choices"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::choose(nd::array<int>{0}, nd::full<double>({}, 1)); },
                                     "choose: an array without axes has no choices"));
  BOOST_TEST(throws<nd::dtype_error>(
      [&] {
        (void)nd::choose(x, {x, x});
      },
      "choose: numbers of choices are integers that int64 holds, not float64"));
  BOOST_TEST(throws<nd::dtype_error>(
      [&] {
        (void)nd::choose(nd::zeros<std::uint64_t>({3}), {x, x});
      },
      "choose: numbers of choices are integers that int64 holds, not uint64"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)nd::choose(nd::array<int>{0, 1}, {x, x});
      },
      "choose: shapes (3,), (3,) and (2,) do not broadcast: axis 0 is 3 against 2"));
}

BOOST_AUTO_TEST_SUITE_END()
