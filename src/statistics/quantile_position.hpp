// SPDX-License-Identifier: BSD-3-Clause
// Where in a sorted line a quantile lies.
#pragma once
#include <lazynd/statistics/order_statistics.hpp>

namespace lazynd::detail {

/// Between the elements of two neighbouring ranks, `weight` of the way from the first to the second.
struct quantile_position {
  index_t first = 0;
  index_t second = 0;
  double weight = 0;
};

/// Whether the method gives an element of the line.
bool is_discrete(quantile_method method) noexcept;

/// The position of the quantile q of 0 to 1 in a sorted line of n > 0 elements, after Hyndman and Fan, "Sample quantiles in statistical
/// packages", The American Statistician 50 (1996).
quantile_position locate_quantile(quantile_method method, index_t n, double q) noexcept;

}  // namespace lazynd::detail
