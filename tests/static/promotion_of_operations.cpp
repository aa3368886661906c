// SPDX-License-Identifier: BSD-3-Clause
// The dtype of every operation of two arguments against NumPy's, for all pairs of dtypes and beside weak scalars.
#include <utility>

#include <lazynd/lazynd.hpp>

#include "../data/promotion/promotions.hpp"

namespace {

using namespace lazynd;

/// The character of what `Op` gives in each of its loops.
template <class Op, std::size_t... I>
consteval auto results_of_loops(std::index_sequence<I...>) {
  return std::array{character(
      dtype_of<op::result_t<
          Op, element_t<detail::dtype_of_code(Op::loops[I])>,
          std::conditional_t<Op::takes == op::arguments::exponent, std::int64_t, element_t<detail::dtype_of_code(Op::loops[I])>>>>)...};
}

template <class Op>
constexpr char result_of(dtype left, dtype right) {
  if constexpr (Op::takes == op::arguments::boolean) {
    return '?';
  } else {
    constexpr auto results = results_of_loops<Op>(std::make_index_sequence<Op::loops.size()>());
    if (Op::refuses_boolean && left == dtype::bool_ && right == dtype::bool_) return '.';
    if (Op::takes == op::arguments::exponent && !can_cast(right, dtype::int64)) return '.';
    const std::size_t found =
        Op::takes == op::arguments::exponent ? detail::find_loop(Op::loops, {left}) : detail::find_loop(Op::loops, {left, right});
    return found < Op::loops.size() ? results[found] : '.';
  }
}

/// What a weak scalar counts as beside an array.
template <class Op>
constexpr dtype weak_beside(dtype strong, dtype_kind weak, bool on_the_left) {
  if (Op::takes != op::arguments::exponent) return promote_weak(strong, weak);
  return on_the_left ? detail::weak_scaled(weak, strong) : promote_weak(dtype::bool_, weak);
}

template <class Op>
consteval bool is_numpys() {
  constexpr dtype_kind weak[] = {dtype_kind::boolean, dtype_kind::signed_integer, dtype_kind::floating, dtype_kind::complex};
  for (const promotions::table& table : promotions::tables) {
    if (!promotions::has(table, Op::name)) continue;
    for (std::size_t i = 0; i < promotions::dtype_count; ++i) {
      const dtype left = detail::dtype_of_code(promotions::dtypes[i]);
      const std::string_view row = table.rows[i];
      for (std::size_t j = 0; j < promotions::dtype_count; ++j) {
        if (result_of<Op>(left, detail::dtype_of_code(promotions::dtypes[j])) != row[j]) return false;
      }
      for (std::size_t w = 0; w < promotions::weak_count; ++w) {
        const std::size_t right_column = promotions::dtype_count + 1 + w, left_column = right_column + promotions::weak_count + 1;
        if (result_of<Op>(left, weak_beside<Op>(left, weak[w], false)) != row[right_column]) return false;
        if (result_of<Op>(weak_beside<Op>(left, weak[w], true), left) != row[left_column]) return false;
      }
    }
    return true;
  }
  return false;
}

#define IS_NUMPYS(OPERATION) static_assert(is_numpys<op::OPERATION>(), #OPERATION)
IS_NUMPYS(add);
IS_NUMPYS(subtract);
IS_NUMPYS(multiply);
IS_NUMPYS(divide);
IS_NUMPYS(floor_divide);
IS_NUMPYS(remainder);
IS_NUMPYS(power);
IS_NUMPYS(equal);
IS_NUMPYS(not_equal);
IS_NUMPYS(less);
IS_NUMPYS(less_equal);
IS_NUMPYS(greater);
IS_NUMPYS(greater_equal);
IS_NUMPYS(bitwise_and);
IS_NUMPYS(bitwise_or);
IS_NUMPYS(bitwise_xor);
IS_NUMPYS(left_shift);
IS_NUMPYS(right_shift);
IS_NUMPYS(logical_and);
IS_NUMPYS(logical_or);
IS_NUMPYS(logical_xor);
IS_NUMPYS(minimum);
IS_NUMPYS(maximum);
IS_NUMPYS(fmin);
IS_NUMPYS(fmax);
IS_NUMPYS(fmod);
IS_NUMPYS(float_power);
IS_NUMPYS(gcd);
IS_NUMPYS(lcm);
IS_NUMPYS(arctan2);
IS_NUMPYS(hypot);
IS_NUMPYS(logaddexp);
IS_NUMPYS(logaddexp2);
IS_NUMPYS(copysign);
IS_NUMPYS(nextafter);
IS_NUMPYS(heaviside);
IS_NUMPYS(ldexp);
#undef IS_NUMPYS

}  // namespace
