// SPDX-License-Identifier: BSD-3-Clause
// A second look at the elements of an array.
#pragma once
#include <lazynd/array/assignment.hpp>

namespace lazynd {

/// Shares elements and keeps them alive. Copying a view makes another view; assigning to it writes the elements, broadcasting the right
/// side, as if that were read completely first. `view<const T>` cannot write.
template <class T>
class view : public array_base<T>, public detail::compound_assignment<view<T>> {
  using base = array_base<T>;

 public:
  using typename base::value_type;

  /// View of a block; for functions that make views.
  explicit view(block_handle storage) noexcept : base(std::move(storage)) {}
  view(const view&) noexcept = default;
  view(view&&) noexcept = default;
  ~view() = default;
  /// A writable view is also a read-only one.
  view(const view<value_type>& other) noexcept requires std::is_const_v<T> : base(other.storage()) {}
  /// View of a whole array.
  view(array<value_type>& whole) noexcept : base(whole.storage()) {}
  view(const array<value_type>& whole) noexcept requires std::is_const_v<T> : base(whole.storage()) {}

  /// Writes the elements of the right side into this view.
  view& operator=(const view& other) {
    assign_from(other);
    return *this;
  }
  template <OperandOrScalar X>
  view& operator=(X&& x) {
    assign_from(std::forward<X>(x));
    return *this;
  }

  /// The element at integer indices, or a view through slices, `all`, `ellipsis`, `newaxis` and integers. `index_error` out of range.
  template <ElementIndices... I>
  T& operator()(I... index) const {
    return this->element(index...);
  }
  template <IndexItem... I>
  requires(!ElementIndices<I...>) view operator()(I... items) const { return view(this->indexed(items...)); }
  /// The only element. `value_error` when there is not exactly one.
  [[nodiscard]] T& item() const { return this->only_element(); }
  /// The same elements, in C order, in another shape: a view where the strides allow it, else of a copy. One extent may be -1.
  /// `shape_error` when the counts differ.
  [[nodiscard]] view reshape(const shape_t& shape) const { return view(detail::reshape_block(this->storage_, shape)); }
  /// Address of the element at position 0 on every axis.
  [[nodiscard]] T* data() const noexcept { return reinterpret_cast<T*>(this->storage_->data); }

 private:
  template <class X>
  void assign_from(X&& x) {
    static_assert(!std::is_const_v<T>, "lazynd: a view of const elements cannot be assigned to");
    if constexpr (!std::is_const_v<T>) detail::assign_into<value_type>(this->storage_, std::forward<X>(x), false);
  }
};

}  // namespace lazynd
