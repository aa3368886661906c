// SPDX-License-Identifier: BSD-3-Clause
// Functions of lines applied to arrays of more axes. Eager; the function is called for one line after the other.
#pragma once
#include <utility>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/array/creation.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/array/manipulation.hpp>
#include <lazynd/support/callback.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd {

namespace detail {

[[noreturn]] LAZYND_API void throw_no_lines();
[[noreturn]] LAZYND_API void throw_other_axes(int has, int wanted);

/// Positions of all axes but the last, in C order.
class line_positions {
 public:
  explicit line_positions(const dims& shape)
      : shape_(shape.begin(), shape.end() - 1), at_(shape_.size(), index_item(0)), count_(shape_.size(), 0) {}
  [[nodiscard]] const std::vector<index_item>& items() const noexcept { return at_; }
  bool next() {
    for (std::size_t axis = count_.size(); axis-- > 0;) {
      const bool inside = ++count_[axis] < shape_[axis];
      if (!inside) count_[axis] = 0;
      at_[axis] = index_item(count_[axis]);
      if (inside) return true;
    }
    return false;
  }

 private:
  std::vector<index_t> shape_;
  std::vector<index_item> at_;
  std::vector<index_t> count_;
};

/// `f` of every line of an array with a run-time dtype.
LAZYND_API any_array apply_to_lines(const callback<any_array(const any_view&)>& f, int axis, const any_view& whole);

/// What a function of lines gives, as an array.
template <class R>
auto result_of_line(R&& result) {
  if constexpr (Scalar<std::remove_cvref_t<R>> || Element<std::remove_cvref_t<R>>) {
    return array<std::remove_cvref_t<R>>(full<std::remove_cvref_t<R>>({}, result));
  } else {
    return eval(std::forward<R>(result));
  }
}

}  // namespace detail

/// `f` of every line along an axis, a 1-d view. What it returns, a number or an array or expression of any shape, takes the axis' place;
/// all results have the shape of the first. `index_error` for the axis, `value_error` where there are no lines, `shape_error` for results
/// of different shapes.
template <class F, ArrayLike A>
[[nodiscard]] auto apply_along_axis(F f, int axis, const A& a) {
  const int along = normalize_axis(axis, a.ndim(), "apply_along_axis");
  const auto lines = moveaxis(a, along, -1);
  for (int i = 0; i + 1 < lines.ndim(); ++i) {
    if (lines.shape(i) == 0) detail::throw_no_lines();
  }
  using line = view<const std::remove_const_t<value_t<A>>>;
  const auto call = [&](const detail::line_positions& at) {
    return detail::result_of_line(f(line(detail::index_block(lines.storage(), at.items()))));
  };
  detail::line_positions at(lines.shape());
  auto first = call(at);
  using result_type = value_t<decltype(first)>;
  dims shape = lines.shape();
  shape.pop_back();
  for (const index_t extent : first.shape()) shape.push_back(extent);
  array<result_type> results = empty<result_type>(shape);
  const auto write = [&](const array<result_type>& result) {
    view<result_type> place(detail::index_block(results.storage(), at.items()));
    place = result;
  };
  write(first);
  while (at.next()) {
    const auto each = call(at);
    if (each.shape() != first.shape()) throw shape_error("apply_along_axis: results of different shapes");
    write(each);
  }
  dims from, to;
  for (int i = 0; i < first.ndim(); ++i) {
    from.push_back(lines.ndim() - 1 + i);
    to.push_back(along + i);
  }
  return array<result_type>(moveaxis(results, from, to));
}

/// The same for run-time dtypes. Lines are views that cannot be written; later results are cast to the dtype of the first, within its kind.
template <class F, Dynamic A>
[[nodiscard]] any_array apply_along_axis(F f, int axis, const A& a) {
  const auto on_line = [&](const any_view& line) {
    auto result = f(line);
    if constexpr (Dynamic<decltype(result)>) {
      return any_array(std::move(result));
    } else {
      return any_array(detail::result_of_line(std::move(result)));
    }
  };
  if constexpr (std::is_same_v<A, any_view>) {
    return detail::apply_to_lines(on_line, axis, a);
  } else {
    const any_array whole(a);
    return detail::apply_to_lines(on_line, axis, whole);
  }
}

/// `f(a, axis)` for one axis after the other; `f` keeps the axis, or takes it away, which puts it back with extent 1. The result has the
/// axes of `a`. `value_error` where `f` does neither.
template <class F, ArrayLike A>
[[nodiscard]] auto apply_over_axes(F f, const A& a, const dims& axes) {
  array<value_t<A>> whole(a);
  for (const index_t axis : normalize_axes(axes, a.ndim(), "apply_over_axes")) {
    array<value_t<A>> reduced = eval(f(whole, static_cast<int>(axis)));
    if (reduced.ndim() == whole.ndim()) {
      whole = std::move(reduced);
    } else {
      if (reduced.ndim() + 1 != whole.ndim()) detail::throw_other_axes(reduced.ndim(), whole.ndim());
      whole = array<value_t<A>>(expand_dims(reduced, axis));
    }
  }
  return whole;
}

}  // namespace lazynd
