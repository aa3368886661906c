// SPDX-License-Identifier: BSD-3-Clause
// What arrays and views have in common: shape, element access, indexing.
#pragma once
#include <lazynd/expression/concepts.hpp>
#include <lazynd/layout/slice.hpp>

namespace lazynd {

template <class T>
class view;

namespace detail {
[[noreturn]] LAZYND_API void throw_too_few_indices(std::size_t given, int ndim);
[[noreturn]] LAZYND_API void throw_not_one_element(const dims& shape);
[[noreturn]] LAZYND_API void throw_not_a_scalar(const dims& shape);

/// The storage of an empty 1-d array; all of one dtype share it, since there is nothing in it to write.
LAZYND_API block_handle empty_block(dtype type) noexcept;

/// A second look at `base` through basic indices.
LAZYND_API block_handle index_block(const block_handle& base, std::span<const index_item> items);

/// The elements of `base` in another shape: shared where the strides allow it, else copied in C order.
LAZYND_API block_handle reshape_block(const block_handle& base, const dims& shape);

/// The elements in C order: the block itself where they lie so, else a copy.
LAZYND_API block_handle in_c_order(const block_handle& base);

/// A copy of the elements; C order, or Fortran order when the source is in Fortran order only.
LAZYND_API block_handle copy_block(const block_handle& base);
}  // namespace detail

/// Members of array<T> and view<T>. `T` may be const for views.
template <class T>
class array_base : public array_tag {
 public:
  using value_type = std::remove_const_t<T>;
  static_assert(Element<value_type>, "lazynd: the element type must be bool, a sized integer, float, double or std::complex of these");

  /// Extents, outermost first.
  [[nodiscard]] const shape_t& shape() const noexcept { return storage_->where.shape; }
  /// Extent of one axis; negative axes count from the end. `index_error` out of range.
  [[nodiscard]] index_t shape(index_t axis) const { return shape()[static_cast<std::size_t>(normalize_axis(axis, ndim(), "shape"))]; }
  /// Bytes between neighbours along each axis.
  [[nodiscard]] const dims& strides() const noexcept { return storage_->where.strides; }
  /// Number of axes.
  [[nodiscard]] int ndim() const noexcept { return storage_->where.ndim(); }
  /// Number of elements.
  [[nodiscard]] index_t size() const noexcept { return element_count(shape()); }
  /// Bytes of one element.
  [[nodiscard]] static constexpr std::size_t itemsize() noexcept { return sizeof(T); }
  /// Element type as a value.
  [[nodiscard]] static constexpr lazynd::dtype dtype() noexcept { return dtype_of<value_type>; }
  /// True when the elements follow each other in C order.
  [[nodiscard]] bool is_c_contiguous() const noexcept { return lazynd::is_c_contiguous(storage_->where, sizeof(T)); }
  /// True when the elements follow each other in Fortran order.
  [[nodiscard]] bool is_f_contiguous() const noexcept { return lazynd::is_f_contiguous(storage_->where, sizeof(T)); }
  /// A 0-d array is its element; any other shape is a `shape_error`.
  operator value_type() const {
    if (ndim() != 0) detail::throw_not_a_scalar(shape());
    return *reinterpret_cast<const value_type*>(storage_->data);
  }
  /// The storage, for expressions and interop.
  [[nodiscard]] const block_handle& storage() const& noexcept { return storage_; }
  [[nodiscard]] block_handle storage() && noexcept { return std::move(storage_); }

 protected:
  array_base() noexcept = default;
  explicit array_base(block_handle storage) noexcept : storage_(std::move(storage)) {}

  template <std::integral... I>
  value_type& element(I... index) const {
    static_assert((!std::same_as<I, bool> && ...), "lazynd: a bool is no index; write 0 or 1");
    const index_t position[] = {detail::position_of(index)..., 0};
    if (static_cast<int>(sizeof...(I)) != ndim()) detail::throw_too_few_indices(sizeof...(I), ndim());
    const index_t offset = element_offset(storage_->where, std::span<const index_t>(position, sizeof...(I)));
    return *reinterpret_cast<value_type*>(storage_->data + offset);
  }
  template <IndexItem... I>
  block_handle indexed(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return detail::index_block(storage_, std::span<const index_item>(list, sizeof...(I)));
  }
  value_type& only_element() const {
    if (size() != 1) detail::throw_not_one_element(shape());
    return *reinterpret_cast<value_type*>(storage_->data);
  }

  block_handle storage_;
};

/// True when all indices are integers: `a(i, j)` is then an element.
template <class... I>
concept ElementIndices = (std::integral<I> && ...);

}  // namespace lazynd
