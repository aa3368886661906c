// SPDX-License-Identifier: BSD-3-Clause
// Making arrays.
#include <lazynd/array/creation.hpp>

#include "binding.hpp"

namespace golden {

namespace {

/// The element a number given as argument is in an array of T.
template <class T>
T number_as(const argument& x) {
  const lazynd::array<T> made = lazynd::cast<T>(lazynd::any_array(lazynd::cast(as_operand(x), lazynd::dtype_of<T>)));
  return made.item();
}

/// What a number makes an array of when no dtype is given.
lazynd::dtype dtype_of_number(const argument& x) {
  const lazynd::any_operand operand = as_operand(x);
  return operand.is_weak() ? operand.weak().type : lazynd::any_array(lazynd::cast(operand, as_array(x).dtype())).dtype();
}

lazynd::dtype dtype_or(const argument* given, lazynd::dtype otherwise) { return given ? as_dtype(*given) : otherwise; }

template <class F>
result with_element(lazynd::dtype type, F&& f) {
  return lazynd::visit_dtype(type, [&]<class T>(std::type_identity<T> t) { return f(t); });
}

result zeros(const call& of) {
  parameters given(of);
  const lazynd::dims shape = as_integers(given.need("shape"));
  const lazynd::dtype type = dtype_or(given.given("dtype"), lazynd::dtype::float64);
  given.finish();
  return with_element(type, [&]<class T>(std::type_identity<T>) { return of_array(lazynd::zeros<T>(shape)); });
}

result ones(const call& of) {
  parameters given(of);
  const lazynd::dims shape = as_integers(given.need("shape"));
  const lazynd::dtype type = dtype_or(given.given("dtype"), lazynd::dtype::float64);
  given.finish();
  return with_element(type, [&]<class T>(std::type_identity<T>) { return of_array(lazynd::ones<T>(shape)); });
}

result full(const call& of) {
  parameters given(of);
  const lazynd::dims shape = as_integers(given.need("shape"));
  const argument& value = given.need("fill_value");
  const argument* const wanted = given.given("dtype");
  given.finish();
  return with_element(wanted ? as_dtype(*wanted) : dtype_of_number(value),
                      [&]<class T>(std::type_identity<T>) { return of_array(lazynd::full<T>(shape, number_as<T>(value))); });
}

result zeros_like(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  given.finish();
  return with_typed(x, [](const auto& view) { return of_array(lazynd::zeros_like(view)); });
}

result ones_like(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  given.finish();
  return with_typed(x, [](const auto& view) { return of_array(lazynd::ones_like(view)); });
}

result full_like(const call& of) {
  parameters given(of);
  const argument &x = given.need("a"), &value = given.need("fill_value");
  given.finish();
  return with_typed(x, [&]<class T>(const lazynd::view<T>& view) { return of_array(lazynd::full_like(view, number_as<T>(value))); });
}

result eye(const call& of) {
  parameters given(of);
  const lazynd::index_t rows = as_integer(given.need("N"));
  const argument *const columns = given.given("M"), *const diagonal = given.given("k");
  const lazynd::dtype type = dtype_or(given.given("dtype"), lazynd::dtype::float64);
  given.finish();
  return with_element(type, [&]<class T>(std::type_identity<T>) {
    return of_array(lazynd::eye<T>(rows, columns ? as_integer(*columns) : -1, diagonal ? as_integer(*diagonal) : 0));
  });
}

result arange(const call& of) {
  std::vector<const argument*> bounds;
  for (const argument& x : of.positional) bounds.push_back(&x);
  parameters given(of);
  for (std::size_t i = 0; i < bounds.size() && i < 3; ++i) given.take("");
  const argument* const wanted = given.given("dtype");
  given.finish();
  lazynd::dtype type = lazynd::dtype::int64;
  for (const argument* x : bounds) type = lazynd::promote_types(type, dtype_of_number(*x));
  if (wanted) type = as_dtype(*wanted);
  return with_element(type, [&]<class T>(std::type_identity<T>) -> result {
    if constexpr (lazynd::is_complex_v<T> || std::is_same_v<T, bool>) {
      throw missing("arange of " + std::string(name(type)));
    } else {
      if (bounds.size() == 1) return of_array(lazynd::arange<T>(number_as<T>(*bounds[0])));
      const T start = number_as<T>(*bounds.at(0)), stop = number_as<T>(*bounds.at(1));
      if (bounds.size() == 2) return of_array(lazynd::arange<T>(start, stop));
      return of_array(lazynd::arange<T>(start, stop, number_as<T>(*bounds.at(2))));
    }
  });
}

result linspace(const call& of) {
  parameters given(of);
  const argument &start = given.need("start"), &stop = given.need("stop");
  const argument *const count = given.given("num"), *const endpoint = given.given("endpoint");
  const argument* const wanted = given.given("dtype");
  given.finish();
  const lazynd::dtype both = lazynd::promote_types(dtype_of_number(start), dtype_of_number(stop));
  const lazynd::dtype type = dtype_or(wanted, lazynd::promote_types(both, lazynd::dtype::float64));
  return with_element(type, [&]<class T>(std::type_identity<T>) -> result {
    if constexpr (std::is_integral_v<T>) {
      throw missing("linspace of " + std::string(name(type)));
    } else {
      return of_array(lazynd::linspace<T>(number_as<T>(start), number_as<T>(stop), count ? as_integer(*count) : 50,
                                          endpoint ? as_flag(*endpoint) : true));
    }
  });
}

}  // namespace

void add_creation_calls(bindings& to) {
  to["arange"] = arange;
  to["eye"] = eye;
  to["full"] = full;
  to["full_like"] = full_like;
  to["linspace"] = linspace;
  to["ones"] = ones;
  to["ones_like"] = ones_like;
  to["zeros"] = zeros;
  to["zeros_like"] = zeros_like;
}

}  // namespace golden
