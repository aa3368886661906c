// SPDX-License-Identifier: BSD-3-Clause
// Which loop a ufunc runs for which dtypes: the same search at compile time and at run time.
#pragma once
#include <initializer_list>
#include <string_view>

#include <lazynd/dtype/promotion.hpp>

namespace lazynd {

/// How the dtypes of a ufunc's arguments are brought to those of a loop.
enum class argument_rule : std::uint8_t {
  common,     ///< promoted together
  boolean,    ///< each compared with 0
  condition,  ///< the first compared with 0, the others promoted together
  unchanged,  ///< as they are
  exponent,   ///< the first to its own loop, the second to int64
};

/// What takes part in promotion: a dtype, or only a kind for weak scalars (`type` is then the default dtype of the kind).
struct loop_argument {
  dtype type;
  bool weak = false;
};

namespace detail {
/// Loops are listed by the characters of their dtypes, in the order in which they are tried, as in NumPy's `ufunc.types`: the place of
/// the first that every argument can be cast to safely; `loops.size()` when there is none.
constexpr std::size_t find_loop(std::string_view loops, std::initializer_list<dtype> arguments) noexcept {
  std::size_t i = 0;
  const auto takes = [&](dtype loop) {
    for (const dtype argument : arguments) {
      if (!can_cast_safely(argument, loop)) return false;
    }
    return true;
  };
  while (i < loops.size() && !takes(dtype_of_code(loops[i]))) ++i;
  return i;
}

/// What a weak scalar counts as before exponents of that dtype, which do not promote it: where it is of no higher kind than they are, as
/// bool, which every loop takes.
constexpr dtype weak_scaled(dtype_kind weak, dtype exponents) noexcept {
  const bool no_higher = weak == dtype_kind::boolean || (weak < dtype_kind::floating && exponents != dtype::bool_);
  return no_higher ? dtype::bool_ : promote_weak(dtype::bool_, weak);
}
}  // namespace detail

}  // namespace lazynd
