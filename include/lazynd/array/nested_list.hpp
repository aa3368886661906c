// SPDX-License-Identifier: BSD-3-Clause
// Braced lists as the elements of an array.
#pragma once
#include <initializer_list>

#include <lazynd/dtype/casting.hpp>
#include <lazynd/layout/layout.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::detail {

/// An element, or a list of lists.
template <class T>
class nested_list {
 public:
  template <Scalar S>
  nested_list(S value) : value_(cast_scalar(value)) {}
  nested_list(std::initializer_list<nested_list> items) : items_(items), is_list_(true) {}

  /// Extents, taken from the first item on each level.
  static dims shape_of(std::initializer_list<nested_list> items) {
    dims shape{static_cast<index_t>(items.size())};
    const nested_list* first = items.size() > 0 ? items.begin() : nullptr;
    while (first && first->is_list_) {
      shape.push_back(static_cast<index_t>(first->items_.size()));
      first = first->items_.size() > 0 ? first->items_.begin() : nullptr;
    }
    return shape;
  }
  /// Writes the elements in C order; `shape_error` when a level is ragged.
  static T* copy(std::initializer_list<nested_list> items, const dims& shape, std::size_t level, T* out) {
    if (static_cast<index_t>(items.size()) != shape[level]) {
      throw shape_error("array: a nested list of " + std::to_string(items.size()) + " items stands where the first of its level has " +
                        std::to_string(shape[level]));
    }
    const bool innermost = level + 1 == shape.size();
    for (const nested_list& item : items) {
      if (item.is_list_ == innermost) throw shape_error("array: the nested lists are not equally deep");
      if (innermost) {
        *out++ = item.value_;
      } else {
        out = copy(item.items_, shape, level + 1, out);
      }
    }
    return out;
  }

 private:
  template <class S>
  static T cast_scalar(S value) {
    static_assert(!is_complex_v<S> || is_complex_v<T>, "lazynd: a complex number in a list for real elements");
    if constexpr (is_complex_v<T> && is_complex_v<S>) {
      using R = typename T::value_type;
      return T(static_cast<R>(value.real()), static_cast<R>(value.imag()));
    } else if constexpr (is_complex_v<T>) {
      return T(static_cast<typename T::value_type>(value), 0);
    } else {
      return static_cast<T>(value);
    }
  }

  T value_{};
  std::initializer_list<nested_list> items_;
  bool is_list_ = false;
};

}  // namespace lazynd::detail
