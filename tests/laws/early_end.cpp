// SPDX-License-Identifier: BSD-3-Clause
// Searches that may end at the first element that says it all find what a loop finds: wherever that is, for any number of threads.
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;

BOOST_AUTO_TEST_SUITE(early_end)

BOOST_AUTO_TEST_CASE(truth_is_found_wherever_it_is) {
  for (const nd::index_t n : {4095, 4097, 70'000, 1'100'003}) {
    for (const nd::index_t at : {nd::index_t{0}, nd::index_t{4094}, nd::index_t{4096}, nd::index_t{65'536}, n - 1, nd::index_t{-1}}) {
      if (at >= n) continue;
      nd::array<bool> a = nd::zeros<bool>({n}), b = nd::ones<bool>({n});
      nd::array<double> x = nd::zeros<double>({n});
      if (at >= 0) {
        a(at) = true;
        b(at) = false;
        x(at) = 1;
      }
      const nd::index_t found = std::max(at, nd::index_t{0});
      for_each_setting([&] {
        BOOST_TEST_CONTEXT("the first of " << n << " at " << at) {
          BOOST_TEST(bool(nd::any(a)) == (at >= 0));
          BOOST_TEST(bool(nd::all(b)) == (at < 0));
          BOOST_TEST(bool(nd::any(x > 0.5)) == (at >= 0));
          BOOST_TEST(bool(nd::all(x < 0.5)) == (at < 0));
          BOOST_TEST(nd::index_t(nd::argmax(a)) == found);
          BOOST_TEST(nd::index_t(nd::argmin(b)) == found);
          BOOST_TEST(nd::index_t(nd::argmax(x > 0.5)) == found);
          BOOST_TEST(bool(nd::max(a)) == (at >= 0));
          BOOST_TEST(bool(nd::as<bool>(nd::any(nd::any_array(a)))()) == (at >= 0));
          BOOST_TEST(nd::index_t(nd::as<std::int64_t>(nd::argmax(nd::any_array(a)))()) == found);
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(an_element_before_all_others_counts_however_many_there_are) {
  const nd::array<bool> none = nd::zeros<bool>({1'100'003});
  for_each_setting([&] {
    BOOST_TEST(bool(nd::max(none, {.initial = true})));
    BOOST_TEST(!bool(nd::max(none, {.initial = false})));
  });
}

BOOST_AUTO_TEST_SUITE_END()
