// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <limits>

#include <lazynd/array/creation.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/statistics/histogram.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"
#include "statistics/counting.hpp"

namespace lazynd::detail {

any_array count_integers(const any_operand& x, const std::optional<any_operand>& weights, index_t minlength) {
  const any_view given = viewed(x);
  if (given.ndim() != 1) throw value_error("bincount: x must have one axis, not shape " + to_string(given.shape()));
  if (given.size() > 0 && !can_cast(given.dtype(), dtype::int64, casting::safe)) {
    throw dtype_error("bincount: x is " + std::string(name(given.dtype())) + ", which is not surely int64");
  }
  if (minlength < 0) throw value_error("bincount: minlength must not be negative");
  const block_handle elements = c_ordered(given, dtype::int64);
  const auto values = elements_of<const std::int64_t>(elements);
  std::int64_t largest = -1;
  if (!values.empty()) {
    const view<const std::int64_t> all_of_them(elements);
    const auto [low, high] = eval(min(all_of_them), max(all_of_them));
    if (low.item() < 0) throw value_error("bincount: x must not have negative elements");
    largest = high.item();
  }
  if (largest == std::numeric_limits<std::int64_t>::max()) throw value_error("bincount: x is too large");
  const index_t length = std::max<index_t>(minlength, largest + 1);
  if (!weights) {
    array<index_t> counts = zeros<index_t>({length});
    count_places(std::ssize(values), elements_of<index_t>(counts.storage()),
                 [&](index_t i) { return values[static_cast<std::size_t>(i)]; });
    return counts;
  }
  if (kind(weights->dtype()) == dtype_kind::complex) throw dtype_error("bincount: weights cannot be complex");
  const block_handle scales = c_ordered(*weights, dtype::float64);
  if (scales->where.shape != given.shape()) throw shape_error("bincount: weights of another length than x");
  array<double> sums = zeros<double>({length});
  const double* weight = elements_of<const double>(scales).data();
  for (const std::int64_t value : values) sums.data()[value] += *weight++;
  return sums;
}

}  // namespace lazynd::detail
