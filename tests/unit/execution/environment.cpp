// SPDX-License-Identifier: BSD-3-Clause
// LAZYND_SIMD and LAZYND_NUM_THREADS, which are read once: tried in child processes.
#include <cstdio>
#include <iostream>

#include <unistd.h>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// What this program, run again with these variables, tells.
std::string told(const std::string& variables) {
  char path[4096] = {};
  BOOST_REQUIRE(::readlink("/proc/self/exe", path, sizeof path - 1) > 0);
  const std::string command = "env -u BOOST_TEST_LOGGER " + variables + " '" + path + "' --run_test=execution_child 2>&1";
  FILE* const child = ::popen(command.c_str(), "r");
  BOOST_REQUIRE(child);
  std::string text;
  char line[1024];
  while (std::fgets(line, sizeof line, child)) text += line;
  ::pclose(child);
  const auto begin = text.find("told: ");
  if (begin == std::string::npos) return text;
  return text.substr(begin + 6, text.find('\n', begin) - begin - 6);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(execution_child, *boost::unit_test::disabled())

BOOST_AUTO_TEST_CASE(tells_level_and_threads) {
  try {
    const int threads = nd::get_num_threads();
    const nd::array<double> a = nd::arange<double>(1000) * 2;
    const double total = nd::sum(a);
    std::cout << "told: " << nd::name(nd::active_simd_level()) << " " << threads << " " << total << std::endl;
  } catch (const nd::value_error& refused) {
    std::cout << "told: " << refused.what() << std::endl;
  }
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(execution_environment)

BOOST_AUTO_TEST_CASE(a_level_this_machine_has_is_used) {
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    const std::string name(nd::name(static_cast<nd::simd_level>(level)));
    BOOST_TEST(told("LAZYND_NUM_THREADS=2 LAZYND_SIMD=" + name) == name + " 2 999000");
  }
}

BOOST_AUTO_TEST_CASE(an_empty_variable_counts_as_none) {
  BOOST_TEST(told("LAZYND_NUM_THREADS=5 LAZYND_SIMD=") == std::string(nd::name(nd::best_simd_level())) + " 5 999000");
}

BOOST_AUTO_TEST_CASE(an_unknown_level_is_refused_at_the_first_use) {
  BOOST_TEST(told("LAZYND_SIMD=sse9") == "LAZYND_SIMD: 'sse9' is none of baseline, avx2, avx512");
  BOOST_TEST(told("LAZYND_SIMD=AVX2") == "LAZYND_SIMD: 'AVX2' is none of baseline, avx2, avx512");
}

BOOST_AUTO_TEST_CASE(a_level_this_machine_lacks_is_refused) {
  if (nd::best_simd_level() == nd::simd_level::avx512) return;
  BOOST_TEST(told("LAZYND_SIMD=avx512").starts_with("LAZYND_SIMD: "));
  BOOST_CHECK_THROW(nd::set_simd_level(nd::simd_level::avx512), nd::value_error);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_of_threads_is_refused) {
  for (const std::string text : {"0", "-2", "two", "3x", " 3", "99999999999"}) {
    BOOST_TEST(told("LAZYND_NUM_THREADS='" + text + "'") == "LAZYND_NUM_THREADS: '" + text + "' is not a number of threads");
  }
}

BOOST_AUTO_TEST_CASE(the_level_can_be_changed_between_evaluations) {
  const nd::simd_level before = nd::active_simd_level();
  const nd::array<double> a = nd::linspace(-3, 3, 1001);
  const nd::array<double> expected = a * a - 1 / a;
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    BOOST_TEST((nd::active_simd_level() == static_cast<nd::simd_level>(level)));
    BOOST_TEST(same(a * a - 1 / a, expected));
  }
  nd::set_simd_level(before);
}

BOOST_AUTO_TEST_SUITE_END()
