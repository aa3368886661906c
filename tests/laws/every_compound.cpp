// SPDX-License-Identifier: BSD-3-Clause
// The law of reductions for functions of several of them, for positions without NaN, and for norms.
#include "laws/every_reduction.hpp"

using namespace laws;

#define REDUCED(NAME, ...) \
  [](const auto& x, const drawn_axes& over) { return nd::eval(nd::NAME(x, {.axis = over.axis, .keepdims = over.keepdims __VA_ARGS__})); }
#define OPTION(...) , __VA_ARGS__

BOOST_AUTO_TEST_SUITE(laws_of_every_compound)

BOOST_AUTO_TEST_CASE(counts_spans_and_averages) {
  check_reduction<double>("count_nonzero", REDUCED(count_nonzero));
  check_reduction<std::int16_t>("count_nonzero", REDUCED(count_nonzero));
  check_reduction<double>("ptp", REDUCED(ptp));
  check_reduction<float>("minmax", [](const auto& x, const drawn_axes& over) {
    const auto [low, high] = nd::minmax(x, {.axis = over.axis, .keepdims = over.keepdims});
    return nd::eval(high * 3 - low);
  });
  check_reduction<double>("average", [](const auto& x, const drawn_axes& over) {
    return nd::average(x, nd::eval(nd::abs(x) + 1), {.axis = over.axis, .keepdims = over.keepdims});
  });
  check_reduction<double>("logsumexp", REDUCED(logsumexp), false, across_levels::own_bits);
}

BOOST_AUTO_TEST_CASE(positions_without_nan) {
  check_reduction<double>("argmin", REDUCED(argmin), true);
  check_reduction<float>("argmax", REDUCED(argmax), true);
  check_reduction<double>("nanargmin", REDUCED(nanargmin));
  check_reduction<float>("nanargmax", REDUCED(nanargmax));
}

BOOST_AUTO_TEST_CASE(norms) {
  check_reduction<double>("vector_norm", REDUCED(linalg::vector_norm));
  check_reduction<float>("vector_norm of order 1", REDUCED(linalg::vector_norm, OPTION(.ord = 1)));
  check_reduction<double>("vector_norm of order 0", REDUCED(linalg::vector_norm, OPTION(.ord = 0)));
  check_reduction<float>("vector_norm of order inf", REDUCED(linalg::vector_norm, OPTION(.ord = nd::inf)));
  check_reduction<double>("vector_norm of order 3", REDUCED(linalg::vector_norm, OPTION(.ord = 3)), false, across_levels::own_bits);
}

BOOST_AUTO_TEST_CASE(several_results_over_different_axes_in_one_evaluation) {
  check_reduction<double>("var beside others", [](const auto& x, const drawn_axes& over) {
    auto [low, deviation, scaled, total, mean] = nd::eval(nd::min(x), nd::std(x, {.axis = over.axis, .keepdims = over.keepdims}), x * 2,
                                                          nd::sum(x > 0), nd::mean(x, {.axis = over.axis, .keepdims = over.keepdims}));
    return nd::eval(deviation + mean + low + total + nd::sum(scaled));
  });
}

BOOST_AUTO_TEST_CASE(results_that_go_through_memory_together_equal_each_alone) {
  dice draw(5);
  for (const nd::shape_t& shape : {nd::shape_t{700, 600}, {40000, 20}, {3, 200000}, {90, 70, 60}}) {
    const nd::array<double> a = draw_numbers<double>(draw, shape, false);
    const int last = static_cast<int>(shape.size()) - 1;
    const nd::array<double> total = nd::sum(a), highest = nd::max(a, {.axis = last}), spread = nd::std(a, {.axis = last}),
                            means = nd::mean(a, {.axis = 0}), twice = a * 2;
    for_each_setting([&] {
      const auto [total_beside, highest_beside, spread_beside, means_beside, twice_beside] =
          nd::eval(nd::sum(a), nd::max(a, {.axis = last}), nd::std(a, {.axis = last}), nd::mean(a, {.axis = 0}), a * 2);
      BOOST_TEST(same(total_beside, total));
      BOOST_TEST(same(highest_beside, highest));
      BOOST_TEST(same(spread_beside, spread));
      BOOST_TEST(same(means_beside, means));
      BOOST_TEST(same(twice_beside, twice));
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
