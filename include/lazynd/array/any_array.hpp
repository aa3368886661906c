// SPDX-License-Identifier: BSD-3-Clause
// Arrays whose dtype is known at run time.
#pragma once
#include <array>
#include <vector>

#include <lazynd/array/array.hpp>
#include <lazynd/dtype/casts.hpp>
#include <lazynd/expression/dynamic.hpp>

namespace lazynd {

class any_view;
class field_view;

namespace detail {
/// `dtype_error` for a cast that the rule does not allow.
LAZYND_API void check_cast(dtype from, dtype to, casting allowed, const char* function);
/// The storage for typed access. `dtype_error`, `value_error` when it must not be written or is not aligned.
LAZYND_API const block_handle& typed_storage(const block_handle& x, dtype wanted, bool writes);
/// The same elements in a block that cannot be written.
LAZYND_API block_handle read_only_block(const block_handle& base);
/// Evaluates into new storage that nobody else refers to.
LAZYND_API block_handle evaluate_any(const dynamic_handle& node);
/// Writes an operand into existing storage, as if the operand were read completely first. Casts must be allowed by `allowed`.
LAZYND_API void assign_any(const block_handle& to, const any_operand& x, casting allowed);
/// The same for a value of a program that has no output yet, where `mask`, another value, is true.
LAZYND_API void assign_value(program& of, value_id value, const block_handle& to, casting allowed, std::optional<value_id> mask = {});
template <AnyOperandOrScalar X>
void assign_any_or_typed(const block_handle& to, const X& x, casting allowed) {
  if constexpr (Expression<X>) {
    program of;
    assign_value(of, lower(x, of), to, allowed);
  } else {
    assign_any(to, x, allowed);
  }
}

/// An argument of a function that is compiled in the library; typed expressions are evaluated.
template <AnyOperandOrScalar A>
any_operand operand_of(const A& a);

/// Writes the ufunc of `to` and `x` into `to`, with `same_kind` casts.
LAZYND_API void combine_into(const block_handle& to, std::string_view ufunc, const any_operand& x);

/// `x += e` and its like: shape and dtype stay, casts are `same_kind`.
template <class Derived>
class dynamic_compound_assignment {
 public:
  template <AnyOperandOrScalar X>
  Derived& operator+=(const X& x) {
    return write("add", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator-=(const X& x) {
    return write("subtract", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator*=(const X& x) {
    return write("multiply", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator/=(const X& x) {
    return write("divide", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator%=(const X& x) {
    return write("remainder", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator&=(const X& x) {
    return write("bitwise_and", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator|=(const X& x) {
    return write("bitwise_or", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator^=(const X& x) {
    return write("bitwise_xor", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator<<=(const X& x) {
    return write("left_shift", operand_of(x));
  }
  template <AnyOperandOrScalar X>
  Derived& operator>>=(const X& x) {
    return write("right_shift", operand_of(x));
  }

 private:
  Derived& write(std::string_view ufunc, const any_operand& x) {
    auto& self = static_cast<Derived&>(*this);
    combine_into(self.storage(), ufunc, x);
    return self;
  }
};
}  // namespace detail

/// What any_array and any_view have in common.
class any_base : public dynamic_tag {
 public:
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
  [[nodiscard]] std::size_t itemsize() const noexcept { return lazynd::itemsize(dtype()); }
  /// Element type.
  [[nodiscard]] lazynd::dtype dtype() const noexcept { return storage_->type; }
  /// The storage, for expressions and interop.
  [[nodiscard]] const block_handle& storage() const noexcept { return storage_; }
  /// The leaf of an expression over these elements.
  [[nodiscard]] detail::dynamic_handle node() const { return detail::make_dynamic_leaf(storage_); }

 protected:
  explicit any_base(block_handle storage) noexcept : storage_(std::move(storage)) {}
  block_handle storage_;
};

/// N-d array with a run-time dtype that owns its elements: copying copies them, an expression is evaluated. The functions and operators
/// of typed arrays take it, build an `any_expression`, and run through the same planner and kernels.
class any_array : public any_base, public detail::dynamic_compound_assignment<any_array> {
 public:
  /// An empty 1-d array of float64.
  any_array() : any_base(detail::empty_block(lazynd::dtype::float64)) {}
  /// Takes over storage whose elements nobody else refers to.
  explicit any_array(block_handle storage) noexcept : any_base(std::move(storage)) {}
  any_array(const any_array& other) : any_base(detail::copy_block(other.storage_)) {}
  any_array(any_array&& other) noexcept : any_base(std::exchange(other.storage_, detail::empty_block(lazynd::dtype::float64))) {}
  /// Takes over the elements of a typed array; copies none.
  template <Element T>
  any_array(array<T>&& typed) : any_base(array<T>(std::move(typed)).storage()) {}
  /// Copies the elements of an array, view or typed expression.
  template <Operand X>
  any_array(const X& x) : any_base(array<value_t<X>>(x).storage()) {}
  /// Evaluates; the elements of a view are copied.
  template <Dynamic X>
  requires(!std::is_same_v<X, any_array>) any_array(const X& x) : any_base(detail::evaluate_any(x.node())) {}
  ~any_array() = default;

  any_array& operator=(any_array other) noexcept {
    std::swap(storage_, other.storage_);
    return *this;
  }

  /// A view through slices, `all`, `ellipsis`, `newaxis` and integers; of a const array one that cannot be written. `index_error` out of
  /// range.
  template <IndexItem... I>
  any_view operator()(I... items);
  template <IndexItem... I>
  any_view operator()(I... items) const;
};

/// Shares the elements of an array with a run-time dtype and keeps them alive. Assigning writes them, broadcasting, with `same_kind`
/// casts. A view of a const array, or of a view of const elements, cannot be written: `value_error`.
class any_view : public any_base, public detail::dynamic_compound_assignment<any_view> {
 public:
  explicit any_view(block_handle storage) noexcept : any_base(std::move(storage)) {}
  any_view(const any_view&) noexcept = default;
  any_view(any_array& whole) noexcept : any_base(whole.storage()) {}
  any_view(const any_array& whole) : any_base(detail::read_only_block(whole.storage())) {}
  template <Element T>
  any_view(array<T>& whole) noexcept : any_base(whole.storage()) {}
  template <Element T>
  any_view(const array<T>& whole) : any_base(detail::read_only_block(whole.storage())) {}
  template <class T>
  any_view(const view<T>& part) : any_base(std::is_const_v<T> ? detail::read_only_block(part.storage()) : part.storage()) {}
  /// A field of records. `dtype_error` for nested records.
  LAZYND_API any_view(const field_view& field);
  ~any_view() = default;

  any_view& operator=(const any_view& x) {
    detail::assign_any(storage_, x, casting::same_kind);
    return *this;
  }
  /// Evaluates into the view; a typed expression fuses as it does into a typed view.
  template <AnyOperandOrScalar X>
  any_view& operator=(const X& x) {
    detail::assign_any_or_typed(storage_, x, casting::same_kind);
    return *this;
  }
  template <IndexItem... I>
  any_view operator()(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return any_view(detail::index_block(storage_, std::span<const index_item>(list, sizeof...(I))));
  }
};

template <IndexItem... I>
any_view any_array::operator()(I... items) {
  return any_view(*this)(items...);
}
template <IndexItem... I>
any_view any_array::operator()(I... items) const {
  return any_view(*this)(items...);
}

/// The elements as a typed view, shared; of a const array as `view<const T>`. `dtype_error` when they are of another type, `value_error`
/// for a view that cannot be written, and for fields of packed records that are not aligned for `T`.
template <Element T>
[[nodiscard]] view<T> as(const any_view& x) {
  return view<T>(detail::typed_storage(x.storage(), dtype_of<T>, true));
}
template <Element T>
[[nodiscard]] view<T> as(any_array& x) {
  return as<T>(any_view(x));
}
template <Element T>
[[nodiscard]] view<const T> as(const any_array& x) {
  return view<const T>(detail::typed_storage(x.storage(), dtype_of<T>, false));
}

/// The elements converted to a typed array; no casting rule is checked. Those of a temporary of the same dtype are taken over.
template <Element T, Dynamic X>
[[nodiscard]] array<T> cast(const X& x) {
  return array<T>(detail::evaluate_any(cast(any_operand(x), dtype_of<T>).node()));
}
template <Element T>
[[nodiscard]] array<T> cast(any_array&& x) {
  if (x.dtype() != dtype_of<T>) return cast<T>(static_cast<const any_array&>(x));
  return array<T>(block_handle(any_array(std::move(x)).storage()));
}

namespace detail {

template <AnyOperandOrScalar A>
any_operand operand_of(const A& a) {
  if constexpr (Expression<A>) {
    return any_operand(any_array(a));
  } else {
    return any_operand(a);
  }
}

/// `dtype_error` for a result that options made of a higher kind than a typed function gives.
LAZYND_API void check_result_dtype(dtype has, dtype wanted);

/// What such a function gave, typed if its argument was; no element is copied if `Result` of the argument's type is its dtype.
template <template <class> class Result, AnyOperand A>
auto result_like(const A&, any_array result) {
  if constexpr (Dynamic<A>) {
    return result;
  } else {
    check_result_dtype(result.dtype(), dtype_of<Result<value_t<A>>>);
    return cast<Result<value_t<A>>>(std::move(result));
  }
}

}  // namespace detail

/// `x` converted, where the rule allows it: `numpy.ndarray.astype`. `dtype_error` where it does not.
[[nodiscard]] LAZYND_API any_array astype(const any_operand& x, dtype type, casting allowed = casting::unsafe);

/// The expression as an array.
template <Dynamic X>
[[nodiscard]] any_array eval(const X& x) {
  return any_array(x);
}

/// Several expressions, computed together: what shares an iteration space in one pass, common parts once.
[[nodiscard]] LAZYND_API std::vector<any_array> eval(std::span<const any_expression> expressions);
/// The same with names: `auto [low, high] = eval(min(a), max(a))`.
template <Dynamic... X>
requires(sizeof...(X) > 1) [[nodiscard]] std::array<any_array, sizeof...(X)> eval(const X&... expressions) {
  const any_expression asked[] = {any_expression(expressions.node())...};
  std::vector<any_array> results = eval(std::span<const any_expression>(asked));
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return std::array<any_array, sizeof...(X)>{std::move(results[I])...}; }
  (std::index_sequence_for<X...>());
}

/// Text as NumPy's `str` and `repr` give it.
[[nodiscard]] LAZYND_API std::string to_string(const any_view& x);
[[nodiscard]] LAZYND_API std::string repr(const any_view& x);
LAZYND_API std::ostream& operator<<(std::ostream& out, const any_array& x);
LAZYND_API std::ostream& operator<<(std::ostream& out, const any_view& x);

}  // namespace lazynd
