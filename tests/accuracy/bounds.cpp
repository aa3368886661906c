// SPDX-License-Identifier: BSD-3-Clause
// The largest error of every transcendental kernel, at every instruction set the CPU has.
#include <boost/test/unit_test.hpp>

#include <lazynd/execution/instruction_sets.hpp>

#include "measure.hpp"

namespace {

using namespace accuracy;
using lazynd::simd_level;

/// What a result in half precision adds: it is the float's result rounded once.
constexpr double half_bound = 0.501;

template <class T>
void check_bound(const function& f, const sample<T>& s, double bound) {
  BOOST_TEST_REQUIRE(s.has_kernel(), f.name << " has no kernel for " << lazynd::dtype_of<T>);
  BOOST_TEST(s.reference_error() < 0.01, f.name << ": the reference errs in " << lazynd::dtype_of<T>);
  for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
    const auto worst = s.worst(static_cast<simd_level>(level));
    BOOST_TEST(worst.ulps <= bound, f.name << "(" << worst.first << ", " << worst.second << ") in " << lazynd::dtype_of<T> << ", "
                                           << name(static_cast<simd_level>(level)) << ": " << worst.result << " is " << worst.ulps
                                           << " ulp from " << worst.exact);
  }
}

constexpr std::size_t sample_size = 200'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(accuracy_bounds)

BOOST_AUTO_TEST_CASE(no_bound_is_above_four_ulp_and_none_of_the_common_functions_above_two) {
  for (const function& f : functions) {
    const std::string_view name = f.name;
    const bool common = name == "exp" || name == "log" || name == "sin" || name == "cos";
    BOOST_TEST(f.bound <= (name == "sqrt" ? 0.5 : common ? 2 : 4), name);
  }
}

BOOST_AUTO_TEST_CASE(the_measure_counts_units_in_the_last_place) {
  BOOST_TEST(ulps(1.0, 1.0L) == 0);
  BOOST_TEST(ulps(std::nextafter(1.5, 2.0), 1.5L) == 1);
  BOOST_TEST(ulps(std::nextafter(1.5f, 2.0f), 1.5L) == 1);
  BOOST_TEST(ulps(0x1p-1074, 0x1p-1073L) == 1);
  BOOST_TEST(ulps(lazynd::float16(1.0f), 1.0L + 0x1p-10L) == 1);
  BOOST_TEST(std::isinf(ulps(1.0, -1.0L)));
  BOOST_TEST(std::isinf(ulps(std::nan(""), 1.0L)));
  BOOST_TEST(ulps(std::numeric_limits<double>::infinity(), std::ldexp(1.0L, 1024)) == 0);
}

BOOST_AUTO_TEST_CASE(double_results_are_within_their_bounds) {
  for (const function& f : functions) check_bound(f, sample<double>(f, sample_size), f.bound);
}

BOOST_AUTO_TEST_CASE(float_results_are_within_their_bounds) {
  for (const function& f : functions) check_bound(f, sample<float>(f, sample_size), f.bound);
}

BOOST_AUTO_TEST_CASE(every_half_precision_number_gives_the_float_result_rounded_once) {
  for (const function& f : functions) {
    if (f.binary) continue;
    check_bound(f, sample<lazynd::float16>(f, every_half<lazynd::float16>()), half_bound);
    check_bound(f, sample<lazynd::bfloat16>(f, every_half<lazynd::bfloat16>()), half_bound);
  }
}

BOOST_AUTO_TEST_CASE(huge_angles_are_reduced_exactly) {
  for (const function& f : functions) {
    const std::string_view name = f.name;
    if (name != "sin" && name != "cos" && name != "tan") continue;
    std::vector<double> angles;
    for (int tenths = 40; tenths < 3080; ++tenths) angles.insert(angles.end(), {std::pow(10, tenths / 10.), -std::pow(10, tenths / 10.)});
    check_bound(f, sample<double>(f, angles), f.bound);
    std::vector<float> narrow;
    for (const double angle : angles) {
      if (std::fabs(angle) < 1e38) narrow.push_back(static_cast<float>(angle));
    }
    check_bound(f, sample<float>(f, narrow), f.bound);
  }
}

BOOST_AUTO_TEST_SUITE_END()
