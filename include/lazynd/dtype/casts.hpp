// SPDX-License-Identifier: BSD-3-Clause
// Which casts a caller allows.
#pragma once
#include <lazynd/dtype/promotion.hpp>

namespace lazynd {

/// NumPy's casting rules, from strict to lenient.
enum class casting : std::uint8_t {
  no,         ///< the same dtype
  equiv,      ///< the same dtype; byte orders other than the machine's exist in files only
  safe,       ///< every value is kept
  same_kind,  ///< safe, or within a kind, as float64 to float32
  unsafe,     ///< anything
};

/// NumPy's name of a rule: "same_kind".
constexpr std::string_view name(casting rule) noexcept {
  constexpr std::string_view names[] = {"no", "equiv", "safe", "same_kind", "unsafe"};
  return names[static_cast<int>(rule)];
}

/// Whether a rule allows a cast: `numpy.can_cast`.
constexpr bool can_cast(dtype from, dtype to, casting rule = casting::safe) noexcept {
  switch (rule) {
    case casting::no:
    case casting::equiv: return from == to;
    case casting::safe: return can_cast_safely(from, to);
    case casting::same_kind: return can_cast_same_kind(from, to);
    case casting::unsafe: break;
  }
  return true;
}

}  // namespace lazynd
