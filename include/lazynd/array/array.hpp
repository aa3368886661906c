// SPDX-License-Identifier: BSD-3-Clause
// The N-d array.
#pragma once
#include <lazynd/array/nested_list.hpp>
#include <lazynd/array/view.hpp>

namespace lazynd {

/// N-d array of `T` that owns its elements: copying copies them, assigning an expression evaluates it. Up to 64 dimensions; 0-d and
/// empty arrays are arrays. Assigning a value of the same shape writes into the storage (views of the array see it); another shape gets
/// new storage (views keep the old one).
template <class T>
class array : public array_base<T>, public detail::compound_assignment<array<T>> {
  using base = array_base<T>;

 public:
  /// An empty 1-d array.
  array() noexcept : base(detail::empty_block(dtype_of<T>)) {}
  /// Takes over storage whose elements nobody else refers to; for functions that make arrays.
  explicit array(block_handle storage) noexcept : base(std::move(storage)) {}
  /// Nested lists are data: `array<double> a = {{1, 2}, {3, 4}}`. `shape_error` when they are ragged.
  array(std::initializer_list<detail::nested_list<T>> items) {
    const dims shape = detail::nested_list<T>::shape_of(items);
    this->storage_ = allocate_block(dtype_of<T>, shape);
    detail::nested_list<T>::copy(items, shape, 0, data());
  }
  /// Evaluates.
  template <Operand X>
  requires(!std::is_same_v<std::remove_cvref_t<X>, array>) array(X&& x)
      : base(detail::evaluate(detail::assigned_node<T>(std::forward<X>(x)), "array")) {}
  /// Copies the elements, keeping C or Fortran order.
  array(const array& other) : base(detail::copy_block(other.storage_)) {}
  array(array&& other) noexcept : array() { std::swap(this->storage_, other.storage_); }
  ~array() = default;

  array& operator=(const array& other) {
    if (this != &other) detail::assign_into<T>(this->storage_, other, true);
    return *this;
  }
  /// Takes over the other's storage. Views of this array keep the old elements.
  array& operator=(array&& other) noexcept {
    std::swap(this->storage_, other.storage_);
    return *this;
  }
  template <OperandOrScalar X>
  requires(!std::is_same_v<std::remove_cvref_t<X>, array>) array& operator=(X&& x) {
    detail::assign_into<T>(this->storage_, std::forward<X>(x), Operand<X>);
    return *this;
  }

  /// The element at integer indices, or a view through slices, `all`, `ellipsis`, `newaxis` and integers. `index_error` out of range.
  template <ElementIndices... I>
  T& operator()(I... index) {
    return this->element(index...);
  }
  template <ElementIndices... I>
  const T& operator()(I... index) const {
    return this->element(index...);
  }
  template <IndexItem... I>
  requires(!ElementIndices<I...>) view<T>
  operator()(I... items) { return view<T>(this->indexed(items...)); }
  template <IndexItem... I>
  requires(!ElementIndices<I...>) view<const T>
  operator()(I... items) const { return view<const T>(this->indexed(items...)); }
  /// The only element. `value_error` when there is not exactly one.
  [[nodiscard]] T& item() { return this->only_element(); }
  [[nodiscard]] const T& item() const { return this->only_element(); }
  /// Address of the element at position 0 on every axis.
  [[nodiscard]] T* data() noexcept { return reinterpret_cast<T*>(this->storage_->data); }
  [[nodiscard]] const T* data() const noexcept { return reinterpret_cast<const T*>(this->storage_->data); }
  /// The same elements in another shape: a view where the strides allow it, as they do for every array that was not transposed. One
  /// extent may be -1. On a temporary the array itself is handed on. `shape_error` when the counts differ.
  [[nodiscard]] view<T> reshape(const shape_t& shape) & { return view<T>(detail::reshape_block(this->storage_, shape)); }
  [[nodiscard]] view<const T> reshape(const shape_t& shape) const& { return view<const T>(detail::reshape_block(this->storage_, shape)); }
  [[nodiscard]] array reshape(const shape_t& shape) && { return array(detail::reshape_block(this->storage_, shape)); }
};

/// An array of an expression's element type.
template <Operand X>
array(X&&) -> array<value_t<X>>;

}  // namespace lazynd
