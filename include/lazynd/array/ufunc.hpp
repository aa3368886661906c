// SPDX-License-Identifier: BSD-3-Clause
// Ufuncs as objects: calls with options, and the methods reduce, accumulate, reduceat, outer and at.
#pragma once
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/functions/result_type.hpp>
#include <lazynd/ufunc/definition.hpp>

namespace lazynd {

/// The dtype of what a ufunc gives for two dtypes, arrays, expressions or C++ scalars, which are weak: `promote(dtype::int8, dtype::uint8,
/// "add")` is int16. `dtype_error` where it has no loop for them, `value_error` for a name that is none or no ufunc of two arguments.
LAZYND_API dtype promote(const loop_argument& left, const loop_argument& right, std::string_view operation);
template <Promotable A, Promotable B>
[[nodiscard]] dtype promote(const A& left, const B& right, std::string_view operation) {
  return promote(detail::loop_argument_of(left), detail::loop_argument_of(right), operation);
}

/// Keyword arguments of a ufunc call, with NumPy's names.
struct ufunc_options {
  std::vector<any_view> out = {};                        ///< where the results go, one for each
  std::optional<any_view> where = {};                    ///< bool mask: elements of `out` where it is false stay; without `out` they are 0
  std::optional<lazynd::dtype> dtype = {};               ///< dtype of the result, and so of the loop
  lazynd::casting casting = lazynd::casting::same_kind;  ///< what the arguments may be cast to it by, and the result to `out`
};

/// Keyword arguments of `ufunc::resolve_dtypes`.
struct ufunc_dtype_options {
  std::optional<lazynd::dtype> dtype = {};               ///< of the result
  lazynd::casting casting = lazynd::casting::same_kind;  ///< what the arguments may be cast by, if a result is asked for
  bool reduction = false;                                ///< of `reduce`: one argument, the elements
};

/// Keyword arguments of `ufunc::reduce`.
struct ufunc_reduce_options {
  axis_argument axis = 0;
  flag_argument keepdims = false;
  std::optional<any_operand> initial = {};  ///< what the reduction begins with
  std::optional<any_view> where = {};       ///< bool mask of the elements that take part; needs `initial` where there is no identity
  std::optional<lazynd::dtype> dtype = {};
  std::optional<any_view> out = {};
};

/// A ufunc of the library or of a user. A handle: cheap to copy, valid for ever. All calls are eager.
class LAZYND_API ufunc {
 public:
  /// The ufunc of that name: `ufunc("add")`. `value_error` when there is none.
  explicit ufunc(std::string_view name);

  [[nodiscard]] std::string_view name() const noexcept { return definition_->name; }
  [[nodiscard]] int nin() const noexcept { return definition_->nin; }
  [[nodiscard]] int nout() const noexcept { return definition_->nout; }
  [[nodiscard]] int nargs() const noexcept { return nin() + nout(); }
  /// The loops as NumPy writes them: "dd->d".
  [[nodiscard]] std::vector<std::string> types() const;
  /// The core dimensions: none for all ufuncs that work element by element, which are all there are.
  [[nodiscard]] std::optional<std::string> signature() const noexcept { return {}; }
  /// The dtypes that the loop for such arguments takes, followed by those of its results: `numpy.ufunc.resolve_dtypes`. Nothing is
  /// computed. `value_error` for another number of arguments, `dtype_error` where there is no loop.
  [[nodiscard]] std::vector<lazynd::dtype> resolve_dtypes(std::span<const loop_argument> arguments,
                                                          const ufunc_dtype_options& options = {}) const;
  [[nodiscard]] std::vector<lazynd::dtype> resolve_dtypes(std::initializer_list<loop_argument> arguments,
                                                          const ufunc_dtype_options& options = {}) const {
    return resolve_dtypes(std::span<const loop_argument>(arguments.begin(), arguments.size()), options);
  }
  /// What an empty reduction gives; empty where it is an error.
  [[nodiscard]] std::optional<double> identity() const noexcept;

  /// The results, one for each output. `dtype_error`, `shape_error`, `value_error`; nothing is written then.
  std::vector<any_array> call(std::span<const any_operand> arguments, const ufunc_options& options = {}) const;
  /// The only result, or the first.
  template <class... X>
  requires(std::convertible_to<const X&, any_operand>&&...) any_array operator()(const X&... x) const {
    const any_operand arguments[] = {any_operand(x)...};
    return std::move(call(arguments)[0]);
  }

  /// Reduction over axes, from the first element to the last: `numpy.ufunc.reduce`. Sums, products, extremes and truth values run the
  /// library's reductions. `value_error` for ufuncs that do not take two arguments, for several axes of a ufunc whose order counts, and
  /// for nothing to reduce without an identity.
  [[nodiscard]] any_array reduce(const any_operand& x, const ufunc_reduce_options& options = {}) const;
  /// All intermediate results of the reduction along one axis. Same shape as `x`. Sums and products are those of `cumsum` and `cumprod`,
  /// whose order is not NumPy's along more than 256 elements; with extremes, bits, truth values and gcd they are parallel.
  [[nodiscard]] any_array accumulate(const any_operand& x, index_t axis = 0, std::optional<lazynd::dtype> type = {}) const;
  /// Reductions of the slices between neighbouring indices: `numpy.ufunc.reduceat`. `index_error` out of range.
  [[nodiscard]] any_array reduceat(const any_operand& x, const any_operand& indices, index_t axis = 0,
                                   std::optional<lazynd::dtype> type = {}) const;
  /// The ufunc of each pair: shape is that of `a` followed by that of `b`.
  [[nodiscard]] any_array outer(const any_operand& a, const any_operand& b) const;
  /// x[indices] = f(x[indices], b), one after the other, so that repeated indices count: `numpy.ufunc.at`. Indices are along the first
  /// axis; `b` broadcasts to the elements they name; results are cast to x's dtype whatever that loses, as in NumPy. `index_error` out of
  /// range.
  void at(any_view x, const any_operand& indices) const;
  void at(any_view x, const any_operand& indices, const any_operand& b) const;

 private:
  void apply_at(const any_view& x, const any_operand& indices, const any_operand* b) const;

  const ufunc_definition* definition_;
};

}  // namespace lazynd
