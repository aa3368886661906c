// SPDX-License-Identifier: BSD-3-Clause
// Functions that take numbers apart or put them together, against the C library on numbers of all magnitudes; functions of two results.
#include <bit>
#include <cmath>
#include <random>

#include "numpy_table.hpp"

using namespace lazynd_test;

namespace {

/// Numbers of any bits, and those where something changes.
template <class T>
nd::array<T> numbers(unsigned seed, nd::index_t count) {
  using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  using limits = std::numeric_limits<T>;
  const T edges[] = {T(0),
                     -T(0),
                     T(1),
                     limits::infinity(),
                     -limits::infinity(),
                     limits::quiet_NaN(),
                     limits::max(),
                     limits::min(),
                     limits::lowest(),
                     limits::denorm_min(),
                     -limits::denorm_min(),
                     std::bit_cast<T>(~bits(0))};
  std::mt19937_64 random(seed);
  nd::array<T> made = nd::empty<T>({count});
  for (nd::index_t i = 0; i < count; ++i) {
    made(i) = random() % 4 == 0 ? edges[random() % std::size(edges)] : std::bit_cast<T>(static_cast<bits>(random()));
  }
  return made;
}

/// Exponents that lead below the smallest number, among the subnormal ones, beyond the largest, or anywhere.
template <class T>
nd::array<std::int64_t> exponents_for(const nd::array<T>& a) {
  std::mt19937_64 random(7);
  nd::array<std::int64_t> made = nd::empty<std::int64_t>(a.shape());
  for (nd::index_t i = 0; i < a.size(); ++i) {
    int own = 0;
    if (std::isfinite(a(i))) (void)std::frexp(a(i), &own);
    const auto near = static_cast<std::int64_t>(random() % 80) - 70;
    const std::int64_t choices[] = {near + std::numeric_limits<T>::min_exponent - own,
                                    std::numeric_limits<T>::max_exponent - own - near % 3, near * 100,
                                    std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    made(i) = choices[random() % std::size(choices)];
  }
  return made;
}

/// `lazily` at every instruction set has the bits of `one` element by element.
template <class F, class One, class T, class... A>
void check(const char* name, F lazily, One one, const nd::array<T>& first, const A&... more) {
  nd::array<T> expected = nd::empty<T>(first.shape());
  for (nd::index_t i = 0; i < first.size(); ++i) expected(i) = one(first(i), more(i)...);
  at_every_level([&](const std::string& level) {
    BOOST_TEST(same(nd::eval(lazily(first, more...)), expected), name << " of " << nd::name(nd::dtype_of<T>) << " for " << level);
  });
}

template <class T>
void check_floats() {
  const nd::array<T> a = numbers<T>(1, 20000), b = numbers<T>(2, 20000);
  check(
      "nextafter", [](const auto& x, const auto& y) { return nd::nextafter(x, y); }, [](T x, T y) { return std::nextafter(x, y); }, a, b);
  check(
      "nextafter", [](const auto& x, const auto& y) { return nd::nextafter(x, y); }, [](T x, T y) { return std::nextafter(x, y); }, a, a);
  const auto spacing = [](T x) {
    if (x == 0) return std::numeric_limits<T>::denorm_min();
    return std::isfinite(x) ? std::nextafter(x, std::copysign(std::numeric_limits<T>::infinity(), x)) - x
                            : std::numeric_limits<T>::quiet_NaN();
  };
  check(
      "spacing", [](const auto& x) { return nd::spacing(x); }, spacing, a);
  const auto ldexp = [](T x, std::int64_t n) { return std::ldexp(x, static_cast<int>(std::clamp<std::int64_t>(n, -10000, 10000))); };
  check(
      "ldexp", [](const auto& x, const auto& n) { return nd::ldexp(x, n); }, ldexp, a, exponents_for(a));
}

/// One factor after the other.
template <class T>
T slow_power(T base, T exponent) {
  std::uint64_t result = 1;
  for (auto i = static_cast<std::uint64_t>(exponent); i > 0; --i) result *= static_cast<std::uint64_t>(base);
  return static_cast<T>(result);
}

template <class T>
void check_powers() {
  std::mt19937_64 random(3);
  nd::array<T> base = nd::empty<T>({4000}), exponent = nd::empty<T>({4000});
  for (nd::index_t i = 0; i < base.size(); ++i) {
    base(i) = static_cast<T>(random());
    exponent(i) = static_cast<T>(random() % (i % 2 ? 9 : 128));
  }
  check(
      "power", [](const auto& x, const auto& n) { return nd::power(x, n); }, slow_power<T>, base, exponent);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(functions_number_parts)

BOOST_AUTO_TEST_CASE(of_floats_are_those_of_the_c_library) {
  check_floats<float>();
  check_floats<double>();
}

BOOST_AUTO_TEST_CASE(powers_of_integers_are_their_products) {
  check_powers<std::int8_t>();
  check_powers<std::int16_t>();
  check_powers<std::int32_t>();
  check_powers<std::int64_t>();
  check_powers<std::uint8_t>();
  check_powers<std::uint16_t>();
  check_powers<std::uint32_t>();
  check_powers<std::uint64_t>();
}

BOOST_AUTO_TEST_CASE(powers_with_all_bits_of_the_exponent) {
  const nd::array<std::uint64_t> base = {3, 5, 2, 1}, exponent = {std::uint64_t{1} << 62, std::uint64_t{1} << 63, 64, ~std::uint64_t{0}};
  BOOST_TEST(is(nd::power(base, exponent), {4}, {std::uint64_t{1}, std::uint64_t{1}, std::uint64_t{0}, std::uint64_t{1}}));
}

// NumPy 2: a Python integer casts to every loop, so the first one that takes the exponents is taken; a float is float64.
BOOST_AUTO_TEST_CASE(a_number_before_exponents_chooses_the_loop_by_its_kind) {
  const nd::array<std::int32_t> exponents = {0, 3, -1};
  BOOST_TEST(is(nd::ldexp(3, exponents), {3}, {nd::float16(3.0F), nd::float16(24.0F), nd::float16(1.5F)}));
  BOOST_TEST(is(nd::ldexp(3.0, exponents), {3}, {3.0, 24.0, 1.5}));
  BOOST_TEST(is(nd::ldexp(3, nd::array<bool>{true}), {1}, {6.0}));
  const nd::any_array dynamic = exponents;
  BOOST_TEST((nd::ldexp(3, dynamic).dtype() == nd::dtype::float16));
  BOOST_TEST((nd::ldexp(3.0, dynamic).dtype() == nd::dtype::float64));
  BOOST_TEST((nd::ldexp(3, nd::any_array(nd::array<bool>{true})).dtype() == nd::dtype::float64));
  BOOST_TEST(is(nd::cast<double>(nd::ldexp(3, dynamic)), {3}, {3.0, 24.0, 1.5}));
}

BOOST_AUTO_TEST_CASE(two_results_come_as_a_pair_of_expressions) {
  const nd::array<double> a = {7.5, -7.5, 0.25};
  const auto [quotient, rest] = nd::divmod(a, 2);
  const auto [q, r] = nd::eval(quotient, rest);
  BOOST_TEST(is(q, {3}, {3.0, -4.0, 0.0}));
  BOOST_TEST(is(r, {3}, {1.5, 0.5, 0.25}));
  const auto [mantissa, exponent] = nd::frexp(a);
  BOOST_TEST(is(mantissa, {3}, {0.9375, -0.9375, 0.5}));
  BOOST_TEST(is(exponent, {3}, {3, 3, -1}));
  const auto [fraction, whole] = nd::modf(a);
  BOOST_TEST(is(fraction, {3}, {0.5, -0.5, 0.25}));
  BOOST_TEST(is(whole, {3}, {7.0, -7.0, 0.0}));
  const auto [dynamic_quotient, dynamic_rest] = nd::divmod(nd::any_array(a), a(0));
  BOOST_TEST(is(nd::cast<double>(dynamic_quotient), {3}, {1.0, -1.0, 0.0}));
  BOOST_TEST(is(nd::cast<double>(dynamic_rest), {3}, {0.0, 0.0, 0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
