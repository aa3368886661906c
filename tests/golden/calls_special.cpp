// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions that are no ufuncs.
#include <lazynd/array/bytes.hpp>
#include <lazynd/array/predicates.hpp>
#include <lazynd/functions/special.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using one_argument = lazynd::any_expression (*)(const lazynd::any_view&);

binding taking_one(one_argument f) {
  return [f](const call& of) {
    parameters given(of);
    const lazynd::any_view x = as_array(given.need("x"));
    given.finish();
    return of_array(f(x));
  };
}

result angle(const call& of) {
  parameters given(of);
  const lazynd::any_view z = as_array(given.need("z"));
  const argument* const degrees = given.given("deg");
  given.finish();
  return of_array(degrees ? lazynd::angle(z, as_flag(*degrees)) : lazynd::angle(z));
}

result round(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  const argument* const decimals = given.given("decimals");
  given.finish();
  return of_array(decimals ? lazynd::round(x, static_cast<int>(as_integer(*decimals))) : lazynd::round(x));
}

result nan_to_num(const call& of) {
  parameters given(of);
  const lazynd::any_operand x = as_operand(given.need("x"));
  lazynd::nan_to_num_options options;
  if (const argument* value = given.given("nan")) options.nan = as_real(*value);
  if (const argument* value = given.given("posinf")) options.posinf = as_real(*value);
  if (const argument* value = given.given("neginf")) options.neginf = as_real(*value);
  given.finish();
  return of_array(lazynd::nan_to_num(x, options));
}

result real_if_close(const call& of) {
  parameters given(of);
  const lazynd::any_operand x = as_operand(given.need("a"));
  const argument* const within = given.given("tol");
  given.finish();
  return of_array(within ? lazynd::real_if_close(x, as_real(*within)) : lazynd::real_if_close(x));
}

lazynd::closeness_options closeness(parameters& given) {
  lazynd::closeness_options options;
  if (const argument* value = given.given("rtol")) options.rtol = as_real(*value);
  if (const argument* value = given.given("atol")) options.atol = as_real(*value);
  if (const argument* value = given.given("equal_nan")) options.equal_nan = as_flag(*value);
  given.finish();
  return options;
}

/// Calls `f` with the operand as an array or as a C++ number.
template <class F>
result with_operand(const argument& x, F&& f) {
  if (const auto* weak = std::get_if<weak_argument>(&x.form)) return std::visit(f, weak->number);
  if (const auto* plain = std::get_if<literal>(&x.form); plain && plain->data.is_boolean()) return f(plain->data.get<bool>());
  return f(as_array(x));
}

result isclose(const call& of) {
  parameters given(of);
  const argument &first = given.need("a"), &second = given.need("b");
  const lazynd::closeness_options options = closeness(given);
  return with_operand(first, [&](const auto& a) {
    return with_operand(second, [&](const auto& b) -> result {
      if constexpr (lazynd::AnyOperand<decltype(a)> || lazynd::AnyOperand<decltype(b)>) {
        return of_array(lazynd::isclose(a, b, options));
      } else {
        throw missing("two numbers");
      }
    });
  });
}

result allclose(const call& of) {
  parameters given(of);
  const lazynd::any_view a = as_array(given.need("a")), b = as_array(given.need("b"));
  return of_literal(lazynd::allclose(a, b, closeness(given)));
}

result array_equal(const call& of) {
  parameters given(of);
  const lazynd::any_view a = as_array(given.need("a1")), b = as_array(given.need("a2"));
  const argument* const equal_nan = given.given("equal_nan");
  given.finish();
  return of_literal(equal_nan ? lazynd::array_equal(a, b, as_flag(*equal_nan)) : lazynd::array_equal(a, b));
}

result array_equiv(const call& of) {
  parameters given(of);
  const lazynd::any_view a = as_array(given.need("a1")), b = as_array(given.need("a2"));
  given.finish();
  return of_literal(lazynd::array_equiv(a, b));
}

result isscalar(const call& of) {
  parameters given(of);
  const argument& x = given.need("element");
  given.finish();
  const auto* const elements = std::get_if<array_argument>(&x.form);
  if (elements && elements->numpy_scalar) {
    return with_typed(x, [](const auto& view) { return of_literal(lazynd::isscalar(view.item())); });
  }
  return with_operand(x, [](const auto& value) { return of_literal(lazynd::isscalar(value)); });
}

/// A bound that is None is `none` in C++, which is a type of its own.
result clip(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const argument *const low = given.given("a_min"), *const high = given.given("a_max");
  if (low && high) return find_ufunc_call("clip")(of);
  given.finish();
  const lazynd::any_view elements = as_array(x);
  if (low) return with_operand(*low, [&](const auto& bound) { return of_array(lazynd::clip(elements, bound, lazynd::none)); });
  if (high) return with_operand(*high, [&](const auto& bound) { return of_array(lazynd::clip(elements, lazynd::none, bound)); });
  return of_array(lazynd::clip(elements, lazynd::none, lazynd::none));
}

using question = json (*)(const lazynd::any_view&);

binding asking(question f) {
  return [f](const call& of) {
    parameters given(of);
    const lazynd::any_view x = as_array(given.need("x"));
    given.finish();
    return of_literal(f(x));
  };
}

result shape(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  given.finish();
  json extents = json::array();
  for (const lazynd::index_t extent : x.shape()) extents.push_back(extent);
  return of_literal(extents);
}

result ndim(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  given.finish();
  return of_number(static_cast<std::int64_t>(x.ndim()));
}

result size(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  given.finish();
  return of_number(static_cast<std::int64_t>(x.size()));
}

}  // namespace

void add_special_calls(bindings& to) {
#define GOLDEN_ELEMENTWISE(NAME) to[#NAME] = taking_one([](const lazynd::any_view& x) { return lazynd::any_expression(lazynd::NAME(x)); })
  GOLDEN_ELEMENTWISE(fix);
  GOLDEN_ELEMENTWISE(i0);
  GOLDEN_ELEMENTWISE(iscomplex);
  GOLDEN_ELEMENTWISE(isreal);
  GOLDEN_ELEMENTWISE(sinc);
#undef GOLDEN_ELEMENTWISE
  to["allclose"] = allclose;
  to["angle"] = angle;
  to["around"] = round;
  to["array_equal"] = array_equal;
  to["array_equiv"] = array_equiv;
  to["clip"] = clip;
  to["isfortran"] = asking([](const lazynd::any_view& x) -> json { return lazynd::isfortran(x); });
  to["isscalar"] = isscalar;
  to["isclose"] = isclose;
  to["iscomplexobj"] = asking([](const lazynd::any_view& x) -> json { return lazynd::iscomplexobj(x); });
  to["isrealobj"] = asking([](const lazynd::any_view& x) -> json { return lazynd::isrealobj(x); });
  to["nan_to_num"] = nan_to_num;
  to["ndim"] = ndim;
  to["real_if_close"] = real_if_close;
  to["round"] = round;
  to["shape"] = shape;
  to["size"] = size;
}

}  // namespace golden
