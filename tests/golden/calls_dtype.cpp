// SPDX-License-Identifier: BSD-3-Clause
// Functions of dtypes.
#include <lazynd/dtype/inspection.hpp>

#include "binding.hpp"

namespace golden {

namespace {

result promote_types(const call& of) {
  parameters given(of);
  const lazynd::dtype a = as_dtype(given.need("type1")), b = as_dtype(given.need("type2"));
  given.finish();
  return {lazynd::promote_types(a, b)};
}

result can_cast(const call& of) {
  parameters given(of);
  const lazynd::dtype from = as_dtype(given.need("from_")), to = as_dtype(given.need("to"));
  const argument* const rule = given.given("casting");
  given.finish();
  return of_literal(rule ? lazynd::can_cast(from, to, as_casting(*rule)) : lazynd::can_cast(from, to));
}

result common_type(const call& of) {
  std::vector<lazynd::dtype> types;
  for (const argument& x : of.positional) types.push_back(as_array(x).dtype());
  return {lazynd::common_type(types)};
}

result result_type(const call& of) {
  std::vector<lazynd::loop_argument> types;
  for (const argument& x : of.positional) {
    if (std::holds_alternative<lazynd::dtype>(x.form)) {
      types.push_back({as_dtype(x)});
    } else {
      const lazynd::any_operand operand = as_operand(x);
      types.push_back({operand.dtype(), operand.is_weak()});
    }
  }
  return {lazynd::result_type(std::span<const lazynd::loop_argument>(types))};
}

/// A scalar of the dtype's kind, in the widest C++ type.
result min_scalar_type(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  given.finish();
  return with_typed(x, []<class T>(const lazynd::view<T>& view) -> result {
    const T number = view.item();
    if constexpr (lazynd::is_complex_v<T>) {
      return {lazynd::min_scalar_type(std::complex<double>(number))};
    } else if constexpr (lazynd::is_floating_v<T>) {
      return {lazynd::min_scalar_type(static_cast<double>(number))};
    } else if constexpr (std::is_same_v<T, bool>) {
      return {lazynd::min_scalar_type(number)};
    } else if constexpr (std::is_unsigned_v<T>) {
      return {lazynd::min_scalar_type(std::uint64_t{number})};
    } else {
      return {lazynd::min_scalar_type(std::int64_t{number})};
    }
  });
}

}  // namespace

void add_dtype_calls(bindings& to) {
  to["can_cast"] = can_cast;
  to["common_type"] = common_type;
  to["min_scalar_type"] = min_scalar_type;
  to["promote_types"] = promote_types;
  to["result_type"] = result_type;
}

}  // namespace golden
