// SPDX-License-Identifier: BSD-3-Clause
// Functions that are defined piece by piece. Eager: each function is called with the elements of its piece.
#pragma once
#include <initializer_list>
#include <utility>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/array/eval.hpp>

namespace lazynd {

namespace detail {

/// A copy of the elements in C order, and zeros like it.
LAZYND_API std::pair<any_array, any_array> begin_pieces(const any_operand& x);
/// For each of so many functions, where it applies: of the shape of x, in C order. With one function more than conditions, the last one
/// where no condition holds.
LAZYND_API std::vector<any_array> masks_of_pieces(const any_array& x, std::span<const any_operand> conditions, std::size_t functions);
/// The elements of x, which is in C order, where the mask is true, as a line.
LAZYND_API any_array elements_of_piece(const any_array& x, const any_array& mask);
/// Writes values, converted, where the mask is true: one for each such place in order, or one for all.
LAZYND_API void write_piece(any_array& to, const any_array& mask, const any_operand& values);

/// One piece: `f` is a number, or a function of a line of T (void: of any dtype).
template <class T, class F>
void compute_piece(any_array& to, const any_array& mask, const any_array& x, F&& f) {
  if constexpr (Scalar<std::remove_cvref_t<F>>) {
    write_piece(to, mask, any_operand(f));
  } else {
    any_array line = elements_of_piece(x, mask);
    if (line.size() == 0) return;
    const auto call = [&](const auto& elements) {
      if constexpr (Scalar<std::remove_cvref_t<decltype(f(elements))>>) {
        write_piece(to, mask, any_operand(f(elements)));
      } else {
        write_piece(to, mask, any_operand(eval(f(elements))));
      }
    };
    if constexpr (std::is_void_v<T>) {
      call(line);
    } else {
      call(cast<T>(std::move(line)));
    }
  }
}

}  // namespace detail

/// `piecewise(x, {x < 0, x >= 1}, [](const auto& v) { return -v; }, 1.0, [](const auto& v) { return v * v; })`: one function or number for
/// each condition, and perhaps one more for the elements where none holds, which are 0 otherwise. A function is called once, with the
/// elements of its piece as a line (not at all for none), and gives as many values or one. Where several conditions hold the last counts.
/// Results are converted to the dtype of x. Shape and dtype of x. `value_error` for another number of functions, `shape_error` for
/// conditions that do not broadcast to x, and for other numbers of values.
template <AnyOperand X, class... F>
[[nodiscard]] auto piecewise(const X& x, std::initializer_list<any_operand> conditions, F&&... functions) {
  auto [elements, result] = detail::begin_pieces(any_operand(x));
  const std::vector<any_array> masks =
      detail::masks_of_pieces(elements, std::span<const any_operand>(conditions.begin(), conditions.size()), sizeof...(F));
  std::size_t piece = 0;
  if constexpr (Dynamic<X>) {
    (detail::compute_piece<void>(result, masks[piece++], elements, std::forward<F>(functions)), ...);
    return result;
  } else {
    (detail::compute_piece<value_t<X>>(result, masks[piece++], elements, std::forward<F>(functions)), ...);
    return cast<value_t<X>>(std::move(result));
  }
}

}  // namespace lazynd
