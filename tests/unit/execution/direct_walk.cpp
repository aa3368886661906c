// SPDX-License-Identifier: BSD-3-Clause
// The short way gives what the plan gives, and leaves to the plan what it cannot do.
#include <lazynd/execution/direct_walk.hpp>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {

template <class Target, class E>
bool is_direct(Target&& target, const E& e) {
  return nd::explain_assign(target, e).text().find("short way") != std::string::npos;
}

/// Assigned by itself (the short way) and beside another assignment (the plan): both must give the same bits.
template <class Make, class E>
void compare(const Make& make, const E& e) {
  auto [whole, target] = make();
  auto [planned_whole, planned] = make();
  BOOST_TEST(is_direct(target, e));
  target = e;
  nd::array<double> beside = nd::zeros<double>({});
  nd::assign(planned, e, beside, nd::array<double>(nd::zeros<double>({})));
  BOOST_TEST(same(whole, planned_whole));
}

auto contiguous(nd::shape_t shape) {
  return [shape] {
    nd::array<double> whole = nd::zeros<double>(shape);
    nd::view<double> part = whole;
    return std::pair(std::move(whole), part);
  };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(execution_direct_walk, *boost::unit_test::enable_if<nd::detail::optimised_build>())

BOOST_AUTO_TEST_CASE(strided_broadcast_and_transposed_operands) {
  const nd::array<double> a = nd::arange<double>(2000), column = nd::arange<double>(40).reshape({40, 1}), row = nd::arange<double>(50) / 7;
  const nd::array<double> grid = nd::sqrt(nd::arange<double>(2000)).reshape({40, 50}),
                          tall = nd::exp(nd::arange<double>(2000) / 500).reshape({50, 40});
  compare(contiguous({1000}), a(slice(none, none, 2)) * 3 + a(slice(none, none, -2)));
  compare(contiguous({40, 50}), grid * row - column);
  compare(contiguous({40, 50}), grid + nd::transpose(tall) * 2);
  compare(contiguous({40, 50}), nd::sin(column) * row + nd::exp(grid / 100));
  compare(contiguous({40, 50}), nd::where(grid > row, column, 2.0));
  compare(contiguous({50}), nd::cast<double>(nd::arange<std::int32_t>(100)(slice(none, none, 2))) + row);
}

BOOST_AUTO_TEST_CASE(slow_parts_that_come_again) {
  const nd::array<double> a = nd::sqrt(nd::arange<double>(1000)), b = nd::arange<double>(1000) / 7 + 1, c = nd::cos(a);
  const nd::array<double> a2 = a * 1, b2 = b * 1, c2 = c * 1;
  const auto d = (nd::log(a / b + 1) + 0.1 * c) / nd::sqrt(b);
  const auto e = d - nd::sqrt(b);
  const auto many = d * nd::exp(c) + d * d * d - e * e / (d + e);
  compare(contiguous({1000}), many);
  // The same computed of other arrays with the same elements, where nothing is known to be the same.
  const auto other = (nd::log(a2 / b2 + 1) + 0.1 * c2) / nd::sqrt(b2);
  const nd::array<double> held = d, held_difference = held - nd::sqrt(b);
  const nd::array<double> expected = held * nd::exp(c) + held * held * held - held_difference * held_difference / (held + held_difference);
  BOOST_TEST(same(nd::eval(many), expected));
  BOOST_TEST(same(nd::eval(d * other + d), nd::eval(held * held + held)));
}

BOOST_AUTO_TEST_CASE(division_by_powers_of_two_gives_the_bits_of_division) {
  constexpr double smallest = std::numeric_limits<double>::denorm_min(), least = std::numeric_limits<double>::min(),
                   most = std::numeric_limits<double>::max(), inf = std::numeric_limits<double>::infinity();
  nd::array<double> a = {0.,          -0.,  1.,    -3., smallest, 3 * smallest, -5 * smallest, least,
                         1.5 * least, most, -most, inf, -inf,     0.1,          1e300,         7e-300};
  for (const double divisor :
       {2., -2., 0.5, 1., 4096., 3., 0., -0., inf, smallest, -4 * smallest, least, 2 * least, 0x1p1022, 0x1p1023, most}) {
    const nd::array<double> quotients = nd::eval(a / divisor), more = nd::eval((a + 1) / divisor - a / 2);
    for (nd::index_t i = 0; i < a.size(); ++i) {
      volatile double by = divisor, halves = 2;
      const double quotient = a(i) / by, other = (a(i) + 1) / by - a(i) / halves;
      BOOST_TEST((std::isnan(quotient) ? std::isnan(quotients(i))
                                       : std::bit_cast<std::uint64_t>(quotients(i)) == std::bit_cast<std::uint64_t>(quotient)),
                 a(i) << " / " << divisor);
      BOOST_TEST((std::isnan(other) ? std::isnan(more(i)) : more(i) == other), a(i) << ", " << divisor);
    }
  }
}

BOOST_AUTO_TEST_CASE(destinations_with_strides) {
  const nd::array<double> grid = nd::sqrt(nd::arange<double>(2000)).reshape({40, 50}), row = nd::arange<double>(50);
  const auto every_second = [] {
    nd::array<double> whole = nd::ones<double>({40, 100});
    nd::view<double> part = whole(nd::all, slice(none, none, 2));
    return std::pair(std::move(whole), part);
  };
  const auto turned = [] {
    nd::array<double> whole = nd::ones<double>({50, 40});
    nd::view<double> part = nd::transpose(whole);
    return std::pair(std::move(whole), part);
  };
  const auto backwards = [] {
    nd::array<double> whole = nd::ones<double>({40, 50});
    nd::view<double> part = whole(slice(none, none, -1), slice(none, none, -1));
    return std::pair(std::move(whole), part);
  };
  for (int round = 0; round < 2; ++round) {
    compare(every_second, grid * row);
    compare(turned, grid * row + 1);
    compare(backwards, nd::sin(grid) + row);
  }
}

BOOST_AUTO_TEST_CASE(in_place_and_disjoint_halves_need_no_plan_and_shifted_overlap_does) {
  nd::array<double> a = nd::arange<double>(100);
  BOOST_TEST(is_direct(a, a * 2 + a));
  BOOST_TEST(is_direct(a(slice(0, 50)), a(slice(50, 100)) * 2));
  BOOST_TEST(is_direct(a(slice(none, none, 2)), a(slice(1, none, 2)) + 1));
  BOOST_TEST(!is_direct(a(slice(1, none)), a(slice(none, -1)) + 1));
  BOOST_TEST(!is_direct(a, a(slice(none, none, -1)) + 1));
  const nd::array<double> before = a;
  a(slice(1, none)) = a(slice(none, -1)) + 1;
  for (nd::index_t i = 1; i < 100; ++i) BOOST_TEST(a(i) == before(i - 1) + 1);
}

BOOST_AUTO_TEST_CASE(a_few_short_rows) {
  const nd::array<double> grid = nd::sqrt(nd::arange<double>(120)).reshape({10, 12}), three = {1, 2, 3};
  const auto inside = [](nd::shape_t shape) {
    return [shape] {
      nd::array<double> whole = nd::ones<double>(shape);
      nd::view<double> part = whole(slice(1, -1), slice(1, -1));
      return std::pair(std::move(whole), part);
    };
  };
  compare(inside({10, 12}), grid(slice(none, -2), slice(1, -1)) + grid(slice(2, none), slice(1, -1)) * 3);
  compare(inside({12, 10}), nd::transpose(grid(slice(none, -2), slice(2, none))) / grid(slice(none, none, -1))(0, 0));
  compare(contiguous({40, 3}), nd::sqrt(grid.reshape({40, 3})) * three + nd::transpose(grid.reshape({3, 40})));
}

BOOST_AUTO_TEST_CASE(short_rows_beside_one_that_repeats) {
  const nd::array<double> tall = nd::sqrt(nd::arange<double>(9600)), row = nd::arange<double>(32) / 7 + 1, one = {3};
  const nd::array<float> narrow = nd::cast<float>(tall(slice(0, 3000)));
  const nd::array<double> sixteen = row(slice(16)), three = row(slice(3)), planes = nd::exp(row(slice(24))).reshape({4, 1, 6});
  compare(contiguous({600, 16}), (tall.reshape({600, 16}) - sixteen) / row(slice(none, none, 2)));
  compare(contiguous({600, 16}), tall.reshape({600, 16}) * row(slice(none, none, -2)) + one);
  compare(contiguous({1000, 3}), nd::where(narrow.reshape({1000, 3}) > three, three, 2.0));
  compare(contiguous({1000, 3}), nd::sin(narrow.reshape({1000, 3})) * three);
  compare(contiguous({4, 400, 6}), tall.reshape({4, 400, 6}) * planes - row(slice(6)));
  compare(contiguous({37, 256}), tall(slice(37 * 256)).reshape({37, 256}) - tall(slice(256)));
  compare(contiguous({30, 300}), tall(slice(9000)).reshape({30, 300}) - tall(slice(300)));
}

BOOST_AUTO_TEST_CASE(short_rows_and_many_elements_are_the_plans) {
  const nd::array<double> narrow = nd::zeros<double>({100, 3}), column = nd::zeros<double>({100, 1}), wide = nd::zeros<double>({300, 300});
  BOOST_TEST(nd::explain(narrow * column).text().find("short way") == std::string::npos);
  BOOST_TEST(nd::explain(wide + nd::transpose(wide)).text().find("short way") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_array_that_stands_in_a_formula_several_times_is_counted_once) {
  const nd::thread_limit two(2);
  const nd::array<double> a = nd::zeros<double>({40000}), b = a * 1, c = a * 1, d = a * 1, e = a * 1, f = a * 1;
  nd::array<double> out = a * 1;
  BOOST_TEST(is_direct(out, 1 + a * (2 + a * (3 + a * (4 + a * (5 + a * (6 + a)))))));
  const nd::array<double> many = nd::zeros<double>({1000000});
  BOOST_TEST(!is_direct(nd::array<double>(many * 1), 1 + many * (2 + many * (3 + many))));
  BOOST_TEST(is_direct(out, a + b + c + d + e + f));
  BOOST_TEST(!is_direct(out, nd::power(a, b)));
}

BOOST_AUTO_TEST_CASE(empty_and_single_elements) {
  const nd::array<double> none_of_them = nd::zeros<double>({0, 20}), one = {{5}}, row = nd::arange<double>(20);
  BOOST_TEST(is(none_of_them + row, {0, 20}, {}));
  BOOST_TEST(is(one * one + 1, {1, 1}, {26}));
  BOOST_TEST(is(one(0, nd::all) + 2.0 * one(0, nd::all), {1}, {15}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_an_error_and_writes_nothing) {
  nd::array<double> a = nd::ones<double>({20}), b = nd::ones<double>({21});
  BOOST_CHECK_THROW(a += b, nd::shape_error);
  BOOST_CHECK_THROW((void)nd::array<double>(a(slice(none, none, 2)) + b), nd::shape_error);
  BOOST_TEST(is(a, {20}, std::vector<double>(20, 1.0)));
  const double fixed[20] = {};
  const nd::array<double> from_fixed =
      nd::view<const double>(nd::borrow_block(nd::dtype::float64, const_cast<double*>(fixed), a.storage()->where, false)) + 1;
  BOOST_TEST(from_fixed(3) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
