// SPDX-License-Identifier: BSD-3-Clause
// Comparison of what a call gave with what NumPy gave.
#pragma once
#include <optional>

#include "value.hpp"

namespace golden {

/// How far elements may differ. NaN always equals NaN; infinities must be equal; integers and bool are always compared exactly.
struct tolerance {
  enum class kind { exact, zeros_equal, ulps, distance };
  kind is = kind::exact;
  std::uint64_t ulps = 0;
  double relative = 0;  ///< of the expected modulus
  double absolute = 0;
};

/// `"exact"`, `"eqzero"`, `{"ulp":n}`, `{"rtol":r,"atol":a}`.
tolerance read_tolerance(const json& from);

/// Nothing when `got` is as expected, else what is wrong, with the first element that differs.
std::optional<std::string> difference(const result& expected, const result& got, const tolerance& allowed);

/// Whether an exception of the library, given its type, is of the family of a Python exception.
bool is_raised_as(const std::exception& thrown, std::string_view python);

}  // namespace golden
