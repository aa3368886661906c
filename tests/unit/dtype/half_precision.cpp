// SPDX-License-Identifier: BSD-3-Clause
// Conversions of half precision numbers, all of them, against arithmetic on their exact values.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// The value an encoding stands for, from the definition of the formats.
template <int FractionBits, int Bias>
double value_of(unsigned bits) {
  const int exponent = static_cast<int>((bits & 0x7fffU) >> FractionBits);
  const double fraction = bits & ((1U << FractionBits) - 1);
  const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
  const int highest = (1 << (15 - FractionBits)) - 1;
  if (exponent == highest) return fraction == 0 ? sign * infinity : quiet_nan;
  if (exponent == 0) return sign * std::ldexp(fraction, 1 - Bias - FractionBits);
  return sign * std::ldexp(fraction + (1 << FractionBits), exponent - Bias - FractionBits);
}

template <class H, int FractionBits, int Bias>
void check_all() {
  for (unsigned bits = 0; bits < 65536; ++bits) {
    const H h = H::from_bits(static_cast<std::uint16_t>(bits));
    const double value = value_of<FractionBits, Bias>(bits);
    const double found = static_cast<float>(h);
    if (value != value) {
      BOOST_REQUIRE(found != found);
      BOOST_REQUIRE(static_cast<float>(H(found)) != static_cast<float>(H(found)));
      continue;
    }
    BOOST_REQUIRE(same_element(found, value));
    BOOST_REQUIRE(H(value).bits() == bits);
    BOOST_REQUIRE(H(static_cast<float>(value)).bits() == bits);
  }
}

/// Between neighbours, the nearer one wins, and of two equally near the even one.
template <class H>
void check_rounding() {
  const auto last = static_cast<unsigned>(std::numeric_limits<H>::max().bits());
  for (unsigned bits = 0; bits < last; ++bits) {
    const double below = static_cast<float>(H::from_bits(static_cast<std::uint16_t>(bits)));
    const double above = static_cast<float>(H::from_bits(static_cast<std::uint16_t>(bits + 1)));
    const double middle = (below + above) / 2;
    BOOST_REQUIRE(H(middle).bits() == (bits % 2 == 0 ? bits : bits + 1));
    BOOST_REQUIRE(H(std::nextafter(middle, 0.0)).bits() == bits);
    BOOST_REQUIRE(H(std::nextafter(middle, infinity)).bits() == bits + 1);
    BOOST_REQUIRE(H(-middle).bits() == ((bits % 2 == 0 ? bits : bits + 1) | 0x8000U));
  }
  const double highest = static_cast<float>(std::numeric_limits<H>::max());
  const double gap = highest - static_cast<float>(H::from_bits(static_cast<std::uint16_t>(last - 1)));
  BOOST_TEST((H(highest + gap / 2).bits() == std::numeric_limits<H>::infinity().bits()));
  BOOST_TEST((H(std::nextafter(highest + gap / 2, 0.0)).bits() == last));
  BOOST_TEST((H(1e300).bits() == std::numeric_limits<H>::infinity().bits()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dtype_half_precision)

BOOST_AUTO_TEST_CASE(every_float16_is_its_value_and_comes_back) { check_all<nd::float16, 10, 15>(); }
BOOST_AUTO_TEST_CASE(every_bfloat16_is_its_value_and_comes_back) { check_all<nd::bfloat16, 7, 127>(); }
BOOST_AUTO_TEST_CASE(float16_rounds_once_to_nearest_even) { check_rounding<nd::float16>(); }
BOOST_AUTO_TEST_CASE(bfloat16_rounds_once_to_nearest_even) { check_rounding<nd::bfloat16>(); }

BOOST_AUTO_TEST_CASE(sums_add_up_in_float32) {
  const nd::array<nd::float16> ones = nd::ones<nd::float16>({4096});
  BOOST_TEST(static_cast<float>(nd::float16(nd::sum(ones))) == 4096);
  BOOST_TEST(static_cast<float>(nd::float16(nd::mean(ones * 0.5))) == 0.5F);
}

BOOST_AUTO_TEST_CASE(each_operation_of_a_fused_expression_rounds) {
  const nd::array<nd::float16> a = {2048}, one = {1};
  const nd::array<nd::float16> fused = a + one + one;
  BOOST_TEST(static_cast<float>(fused(0)) == 2048);
}

BOOST_AUTO_TEST_SUITE_END()
