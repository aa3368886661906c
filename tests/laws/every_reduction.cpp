// SPDX-License-Identifier: BSD-3-Clause
// The law of reductions for all that are not sums, products, extremes and positions, which have a slow reference beside.
#include "laws/every_reduction.hpp"

using namespace laws;

#define REDUCED(NAME, ...) \
  [](const auto& x, const drawn_axes& over) { return nd::eval(nd::NAME(x, {.axis = over.axis, .keepdims = over.keepdims __VA_ARGS__})); }
#define OPTION(...) , __VA_ARGS__

BOOST_AUTO_TEST_SUITE(laws_of_every_reduction)

BOOST_AUTO_TEST_CASE(moments) {
  check_reduction<double>("mean", REDUCED(mean));
  check_reduction<double>("var", REDUCED(var));
  check_reduction<float>("std", REDUCED(std, OPTION(.ddof = 1)));
  check_reduction<float>("var<double>", REDUCED(var<double>));
  check_reduction<std::int16_t>("var", REDUCED(var));
  check_reduction<double>("var with a mean", REDUCED(var, OPTION(.mean = 0.25)));
  check_reduction<double>("var with a mask", REDUCED(var, OPTION(.where = x > 0)));
  check_reduction<float>("mean with a mask", REDUCED(mean, OPTION(.where = x > 0)));
}

BOOST_AUTO_TEST_CASE(what_leaves_nan_out) {
  check_reduction<double>("nansum", REDUCED(nansum), true);
  check_reduction<float>("nanprod", REDUCED(nanprod), true);
  check_reduction<double>("nanmin", REDUCED(nanmin), true);
  check_reduction<float>("nanmax", REDUCED(nanmax), true);
  check_reduction<double>("nanmean", REDUCED(nanmean), true);
  check_reduction<float>("nanmean with a mask", REDUCED(nanmean, OPTION(.where = x < 5)), true);
  check_reduction<double>("nanvar", REDUCED(nanvar), true);
  check_reduction<float>("nanstd", REDUCED(nanstd, OPTION(.ddof = 1)), true);
}

BOOST_AUTO_TEST_CASE(masks_and_initial_values) {
  check_reduction<double>("sum with a mask", REDUCED(sum, OPTION(.initial = 3, .where = x > 0)));
  check_reduction<float>("max with a mask", REDUCED(max, OPTION(.initial = 1, .where = x < 4)));
  check_reduction<std::int32_t>("prod with a mask", REDUCED(prod, OPTION(.where = x > 2)));
  check_reduction<double>("any with a mask", REDUCED(any, OPTION(.where = x > 10)));
}

BOOST_AUTO_TEST_SUITE_END()
