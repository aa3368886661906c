// SPDX-License-Identifier: BSD-3-Clause
// Library reductions: the fused loops over a plain operand, for every reducer and dtype.
#include <lazynd/execution/fused_reduction.hpp>
#include <lazynd/expression/variance.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>

namespace lazynd {

namespace {

template <class Reducer>
const reduction_kernel* reduction_of() {
  return &detail::fused_reductions<cluster::slot<0, typename Reducer::argument_type>, Reducer, 1>;
}

/// The reducers of one dtype: those whose argument type it is. (Sums of small integers widen their elements first, unless told otherwise.)
template <class T>
const reduction_kernel* find_for(std::string_view name) {
  if (name == "sum") return reduction_of<reducer::sum<T>>();
  if (name == "prod") return reduction_of<reducer::prod<T>>();
  if constexpr (!std::is_integral_v<T>) {
    if (name == "mean") return reduction_of<reducer::mean<T>>();
    if (name == "var") return reduction_of<reducer::var<T>>();
    if (name == "std") return reduction_of<reducer::std_deviation<T>>();
    if (name == "nanmin") return reduction_of<reducer::nanmin<T>>();
    if (name == "nanmax") return reduction_of<reducer::nanmax<T>>();
  }
  if constexpr (std::is_same_v<T, bool>) {
    if (name == "any") return reduction_of<reducer::any>();
    if (name == "all") return reduction_of<reducer::all>();
  }
  if (name == "min") return reduction_of<reducer::min<T>>();
  if (name == "max") return reduction_of<reducer::max<T>>();
  if (name == "argmin") return reduction_of<reducer::argmin<T>>();
  if (name == "argmax") return reduction_of<reducer::argmax<T>>();
  return nullptr;
}

}  // namespace

const reduction_kernel* find_reduction(std::string_view name, dtype argument) noexcept {
  return visit_dtype(argument, [&]<class T>(std::type_identity<T>) { return find_for<T>(name); });
}

}  // namespace lazynd
