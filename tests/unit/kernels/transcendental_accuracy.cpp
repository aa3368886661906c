// SPDX-License-Identifier: BSD-3-Clause
// The largest error of every transcendental kernel, at every instruction set the CPU has.
#include <boost/test/unit_test.hpp>

#include <lazynd/execution/instruction_sets.hpp>

#include "accuracy.hpp"

namespace {

using namespace kernel_accuracy;
using lazynd::simd_level;

template <class T>
void check_bound(const function& f) {
  const sample<T> s(f, 20'000);
  BOOST_TEST_REQUIRE(s.kernels, f.name << " has no kernel for " << lazynd::dtype_of<T>);
  for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
    const auto worst = s.worst(static_cast<simd_level>(level));
    BOOST_TEST(worst.ulps <= f.bound, f.name << "(" << worst.first << ", " << worst.second << ") in " << lazynd::dtype_of<T> << ", "
                                             << name(static_cast<simd_level>(level)) << ": " << worst.result << " is " << worst.ulps
                                             << " ulp from " << worst.exact);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(transcendental_accuracy)

BOOST_AUTO_TEST_CASE(no_bound_is_above_four_ulp) {
  for (const function& f : functions) BOOST_TEST(f.bound <= 4, f.name);
}

BOOST_AUTO_TEST_CASE(the_measure_counts_units_in_the_last_place) {
  BOOST_TEST(ulps(1.0, 1.0L) == 0);
  BOOST_TEST(ulps(std::nextafter(1.5, 2.0), 1.5L) == 1);
  BOOST_TEST(ulps(std::nextafter(1.5f, 2.0f), 1.5L) == 1);
  BOOST_TEST(ulps(0x1p-1074, 0x1p-1073L) == 1);
  BOOST_TEST(std::isinf(ulps(1.0, -1.0L)));
  BOOST_TEST(std::isinf(ulps(std::nan(""), 1.0L)));
  BOOST_TEST(ulps(std::numeric_limits<double>::infinity(), std::ldexp(1.0L, 1024)) == 0);
}

BOOST_AUTO_TEST_CASE(double_results_are_within_their_bounds) {
  for (const function& f : functions) check_bound<double>(f);
}

BOOST_AUTO_TEST_CASE(float_results_are_within_their_bounds) {
  for (const function& f : functions) check_bound<float>(f);
}

BOOST_AUTO_TEST_CASE(huge_angles_are_reduced_exactly) {
  for (const function& f : functions) {
    const std::string_view name = f.name;
    if (name != "sin" && name != "cos" && name != "tan") continue;
    std::vector<double> angles;
    for (int tenths = 40; tenths < 3000; ++tenths) angles.insert(angles.end(), {std::pow(10, tenths / 10.), -std::pow(10, tenths / 10.)});
    std::vector<double> results(angles.size());
    const void* const operands[] = {angles.data()};
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
      lazynd::find_kernel(name, {lazynd::dtype::float64})->run[level](operands, results.data(), results.size());
      for (std::size_t i = 0; i < angles.size(); ++i) {
        BOOST_TEST(ulps(results[i], f.unary(angles[i])) <= f.bound, name << "(" << angles[i] << ") at level " << level);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
