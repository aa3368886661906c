// SPDX-License-Identifier: BSD-3-Clause
// Where the driver meets the library: how a call's arguments become the library's, and which function has which name.
#pragma once
#include <functional>
#include <string_view>

#include <lazynd/array/any_array.hpp>
#include <lazynd/array/creation.hpp>
#include <lazynd/functions/reductions.hpp>

#include "value.hpp"

namespace golden {

using binding = std::function<result(const call&)>;
using bindings = std::map<std::string, binding, std::less<>>;

// One for each file of calls.
void add_casting_calls(bindings& to);
void add_choice_calls(bindings& to);
void add_correlation_calls(bindings& to);
void add_creation_calls(bindings& to);
void add_difference_calls(bindings& to);
void add_dtype_calls(bindings& to);
void add_histogram_calls(bindings& to);
void add_indexing_calls(bindings& to);
void add_manipulation_calls(bindings& to);
void add_norm_calls(bindings& to);
void add_printing_calls(bindings& to);
void add_order_statistics_calls(bindings& to);
void add_reduction_calls(bindings& to);
void add_special_calls(bindings& to);

/// A ufunc of the library or one of its methods; empty when there is none of that name.
binding find_ufunc_call(std::string_view name);

/// Runs the call. `missing` when the library has no such function or not with such arguments.
result run(const call& of);

/// Takes a call's arguments apart, as a Python function with these parameters does.
class parameters {
 public:
  explicit parameters(const call& of) : of_(&of) {}

  /// The next argument by position, or the one of that name; nullptr when there is neither.
  const argument* take(std::string_view name);
  /// The same, nullptr for None as well.
  const argument* given(std::string_view name);
  /// The same; `missing` when it is not given.
  const argument& need(std::string_view name);
  /// True while arguments by position are left.
  [[nodiscard]] bool more() const noexcept { return next_ < of_->positional.size(); }
  /// `missing` for arguments that nobody took: the library's function does not have them.
  void finish() const;

 private:
  const call* of_;
  std::size_t next_ = 0;
  std::vector<std::string_view> taken_;
};

// An argument as what a parameter wants; `missing` when it is something else.
bool is_none(const argument& x);
lazynd::any_operand as_operand(const argument& x);
lazynd::any_view as_array(const argument& x);
lazynd::index_t as_integer(const argument& x);
double as_real(const argument& x);
lazynd::dims as_integers(const argument& x);
bool as_flag(const argument& x);
std::string as_text(const argument& x);
lazynd::dtype as_dtype(const argument& x);
lazynd::casting as_casting(const argument& x);
lazynd::axis_argument as_axes(const argument& x);

/// A result that is an array.
inline result of_array(const lazynd::any_base& x) { return {x.storage()}; }
inline result of_array(const lazynd::any_expression& x) { return of_array(lazynd::any_array(x)); }
template <class T>
result of_array(const lazynd::array_base<T>& x) {
  return {x.storage()};
}
/// A result that is a number of C++: NumPy gives it as a scalar of the same dtype.
template <lazynd::Element T>
result of_number(T x) {
  return of_array(lazynd::full<T>({}, x));
}
/// A result that is a plain value.
inline result of_literal(json x) { return {literal{std::move(x)}}; }

/// Calls `f` with the array as a typed view.
template <class F>
result with_typed(const argument& x, F&& f) {
  const lazynd::any_view elements = as_array(x);
  return lazynd::visit_dtype(elements.dtype(), [&]<class T>(std::type_identity<T>) { return f(lazynd::view<T>(elements.storage())); });
}

}  // namespace golden
