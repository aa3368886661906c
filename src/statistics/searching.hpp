// SPDX-License-Identifier: BSD-3-Clause
// The order of elements, and places in sorted lines.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <lazynd/dtype/element.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Whether an element is NaN or has a part that is.
template <class T>
bool is_nan_element(T x) noexcept {
  if constexpr (std::is_integral_v<T>) {
    return false;
  } else if constexpr (is_complex_v<T>) {
    return x.real() != x.real() || x.imag() != x.imag();
  } else {
    return x != x;
  }
}

/// NumPy's order of elements: complex ones by their real parts first.
struct sorts_before {
  template <class T>
  bool operator()(T a, T b) const noexcept {
    if constexpr (is_complex_v<T>) {
      return a.real() < b.real() || (a.real() == b.real() && a.imag() < b.imag());
    } else {
      return a < b;
    }
  }
};

/// How many elements of a line come before the first that `is_before` denies; it must deny all after that. Without
/// branches: where a value falls is what a processor cannot foresee.
template <class It, class F>
auto partition_place(It first, It last, F is_before) {
  const It begin = first;
  auto left = std::distance(first, last);
  while (left > 1) {
    const auto half = left / 2;
    first += half * static_cast<decltype(left)>(is_before(first[half - 1]));
    left -= half;
  }
  return std::distance(begin, first) + (left == 1 && is_before(*first) ? 1 : 0);
}

/// `partition_place` of several values in one line: `places[i]` for `is_before(element, values[i])`. All searches take the same steps, so
/// that they go side by side and none waits for what another reads.
template <class T, class F>
void partition_places(std::span<const T> line, const T* values, index_t n, F is_before, index_t* places) {
  constexpr index_t side_by_side = 16;
  index_t i = 0;
  for (; i + side_by_side <= n && !line.empty(); i += side_by_side) {
    std::array<std::size_t, side_by_side> at{};
    for (std::size_t left = line.size(); left > 1;) {
      const std::size_t half = left / 2;
      for (std::size_t k = 0; k < at.size(); ++k) at[k] += half * static_cast<std::size_t>(is_before(line[at[k] + half - 1], values[k]));
      left -= half;
    }
    for (std::size_t k = 0; k < at.size(); ++k) {
      places[k] = static_cast<index_t>(at[k] + static_cast<std::size_t>(is_before(line[at[k]], values[k])));
    }
    values += side_by_side;
    places += side_by_side;
  }
  for (; i < n; ++i, ++values) {
    *places++ = static_cast<index_t>(partition_place(line.begin(), line.end(), [&](T element) { return is_before(element, *values); }));
  }
}

/// The places of many values in one sorted line without NaN. A table over cells of one width says how many elements lie in earlier cells,
/// so that a value is compared only with those of its own: positions rise with values, in spite of rounding.
template <class T>
class place_finder {
 public:
  /// For about so many values. Without a table where it does not pay, where cells cannot be computed, or where elements crowd in one.
  place_finder(std::span<const T> line, index_t values) : line_(line) {
    constexpr std::size_t fewest = 8, most = 1 << 14;
    constexpr std::int32_t most_compared = 8;
    if (line.size() < fewest || line.size() > most || values < 2 * std::ssize(line)) return;
    const std::size_t cells = 4 * std::bit_ceil(line.size());
    first_ = static_cast<double>(line.front());
    scale_ = static_cast<double>(cells) / (static_cast<double>(line.back()) - first_);
    if (!(scale_ > 0 && scale_ <= std::numeric_limits<double>::max())) return;
    last_ = static_cast<double>(cells - 1);
    std::vector<std::int32_t> starts(cells);
    for (const T element : line) ++starts[cell_of(element, first_, scale_, last_)];
    const auto fullest = static_cast<std::uint32_t>(*std::max_element(starts.begin(), starts.end()));
    compared_ = static_cast<std::int32_t>(std::bit_ceil(fullest));
    if (compared_ > most_compared) return;
    const auto last_start = static_cast<std::int32_t>(line.size()) - compared_;
    std::int32_t before = 0;
    for (std::int32_t& start : starts) before += std::exchange(start, std::min(before, last_start));
    starts_ = std::move(starts);
  }

  /// `partition_place` of each value, for `is_before` that is < or <=.
  template <class F>
  void find(const T* values, index_t n, F is_before, index_t* places) const {
    if (starts_.empty()) {
      partition_places(line_, values, n, is_before, places);
      return;
    }
    switch (compared_) {
      case 1: return look_up<1>(values, n, is_before, places);
      case 2: return look_up<2>(values, n, is_before, places);
      case 4: return look_up<4>(values, n, is_before, places);
      default: return look_up<8>(values, n, is_before, places);
    }
  }

 private:
  static std::size_t cell_of(T x, double first, double scale, double last) noexcept {
    const double position = (static_cast<double>(x) - first) * scale;
    const double from_first = position > 0 ? position : 0;  // NaN too
    return static_cast<std::size_t>(static_cast<std::int64_t>(from_first < last ? from_first : last));
  }

  template <int Compared, class F>
  void look_up(const T* values, index_t n, F is_before, index_t* places) const {
    const double first = first_, scale = scale_, last = last_;
    const T* const line = line_.data();
    const std::int32_t* const starts = starts_.data();
    for (index_t i = 0; i < n; ++i) {
      const T x = values[i];
      index_t place = starts[cell_of(x, first, scale, last)];
      const T* const near = line + place;
      _Pragma("GCC unroll 8") for (int k = 0; k < Compared; ++k) place += is_before(near[k], x) ? 1 : 0;
      places[i] = place;
    }
  }

  std::span<const T> line_;
  double first_ = 0, scale_ = 0, last_ = 0;
  std::vector<std::int32_t> starts_;  ///< of each cell: the elements to compare a value with are this one and the next ones
  std::int32_t compared_ = 0;
};

/// Values whose places are found together.
inline constexpr index_t places_together = 256;

}  // namespace lazynd::detail
