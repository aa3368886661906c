// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/creation.hpp>

#include <cmath>
#include <string>

namespace lazynd::detail {

namespace {
constexpr double most_elements = 9.0e18;
}

index_t arange_count(double start, double stop, double step) {
  if (step == 0) throw value_error("arange: the step is 0");
  const double count = std::ceil((stop - start) / step);
  if (!(count < most_elements)) throw value_error("arange: " + std::to_string(count) + " elements cannot be counted");
  return count > 0 ? static_cast<index_t>(count) : 0;
}

index_t arange_count_exact(std::int64_t start, std::int64_t stop, std::int64_t step) {
  if (step == 0) throw value_error("arange: the step is 0");
  if (step > 0 ? start >= stop : start <= stop) return 0;
  const auto distance = step > 0 ? static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start)
                                 : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
  const auto width = step > 0 ? static_cast<std::uint64_t>(step) : std::uint64_t{0} - static_cast<std::uint64_t>(step);
  const std::uint64_t count = (distance - 1) / width + 1;
  if (count > static_cast<std::uint64_t>(std::numeric_limits<index_t>::max())) throw value_error("arange: too many elements");
  return static_cast<index_t>(count);
}

void check_linspace(index_t count) {
  if (count < 0) throw value_error("linspace: " + std::to_string(count) + " is not a number of values");
}

}  // namespace lazynd::detail
