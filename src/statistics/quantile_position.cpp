// SPDX-License-Identifier: BSD-3-Clause
#include "statistics/quantile_position.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

constexpr std::array<std::pair<std::string_view, quantile_method>, 13> names = {{
    {"inverted_cdf", quantile_method::inverted_cdf},
    {"averaged_inverted_cdf", quantile_method::averaged_inverted_cdf},
    {"closest_observation", quantile_method::closest_observation},
    {"interpolated_inverted_cdf", quantile_method::interpolated_inverted_cdf},
    {"hazen", quantile_method::hazen},
    {"weibull", quantile_method::weibull},
    {"linear", quantile_method::linear},
    {"median_unbiased", quantile_method::median_unbiased},
    {"normal_unbiased", quantile_method::normal_unbiased},
    {"lower", quantile_method::lower},
    {"higher", quantile_method::higher},
    {"midpoint", quantile_method::midpoint},
    {"nearest", quantile_method::nearest},
}};

}  // namespace

quantile_method parse_quantile_method(std::string_view name) {
  for (const auto& [spelling, method] : names) {
    if (spelling == name) return method;
  }
  throw value_error("quantile: no method '" + std::string(name) + "'");
}

namespace detail {

bool is_discrete(quantile_method method) noexcept {
  return method == quantile_method::inverted_cdf || method == quantile_method::closest_observation || method == quantile_method::lower ||
         method == quantile_method::higher || method == quantile_method::nearest;
}

namespace {

/// Rank 0 to n - 1 of an element of the line.
quantile_position observation(double rank, index_t n) {
  const auto bounded = static_cast<index_t>(std::clamp(rank, 0.0, static_cast<double>(n - 1)));
  return {bounded, bounded, 0};
}

/// Between the ranks around a fractional one.
quantile_position around(double rank, index_t n) {
  const auto last = static_cast<double>(n - 1);
  if (!(rank < last)) return {n - 1, n - 1, 0};
  if (rank < 0) return {0, 0, 0};
  const auto below = static_cast<index_t>(std::floor(rank));
  return {below, below + 1, rank - std::floor(rank)};
}

/// The plotting positions of Hyndman and Fan with two parameters.
quantile_position with_parameters(index_t n, double q, double alpha, double beta) {
  return around(static_cast<double>(n) * q + (alpha + q * (1 - alpha - beta)) - 1, n);
}

}  // namespace

quantile_position locate_quantile(quantile_method method, index_t n, double q) noexcept {
  const auto count = static_cast<double>(n);
  const double linear = (count - 1) * q;
  const double inverse = count * q - 1;
  switch (method) {
    case quantile_method::inverted_cdf: return observation(std::ceil(inverse), n);
    case quantile_method::averaged_inverted_cdf: {
      quantile_position at = around(inverse, n);
      if (at.first != at.second) at.weight = at.weight == 0 ? 0.5 : 1;
      return at;
    }
    case quantile_method::closest_observation: {
      const double below = std::floor(inverse - 0.5);
      const bool stays = inverse - 0.5 == below && std::fmod(below, 2) != 0;
      return observation(stays ? below : below + 1, n);
    }
    case quantile_method::interpolated_inverted_cdf: return with_parameters(n, q, 0, 1);
    case quantile_method::hazen: return with_parameters(n, q, 0.5, 0.5);
    case quantile_method::weibull: return with_parameters(n, q, 0, 0);
    case quantile_method::median_unbiased: return with_parameters(n, q, 1 / 3.0, 1 / 3.0);
    case quantile_method::normal_unbiased: return with_parameters(n, q, 3 / 8.0, 3 / 8.0);
    case quantile_method::lower: return observation(std::floor(linear), n);
    case quantile_method::higher: return observation(std::ceil(linear), n);
    case quantile_method::midpoint: {
      quantile_position at = around(linear, n);
      if (at.weight != 0) at.weight = 0.5;
      return at;
    }
    case quantile_method::nearest: return observation(std::nearbyint(linear), n);
    case quantile_method::linear: break;
  }
  return around(linear, n);
}

}  // namespace detail

}  // namespace lazynd
