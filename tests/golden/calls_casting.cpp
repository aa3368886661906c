// SPDX-License-Identifier: BSD-3-Clause
// Conversion of elements, and their bytes.
#include <cstring>

#include <lazynd/array/bytes.hpp>

#include "binding.hpp"

namespace golden {

namespace {

result astype(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  const lazynd::dtype type = as_dtype(given.need("dtype"));
  const argument* const rule = given.given("casting");
  given.finish();
  return of_array(rule ? lazynd::astype(x, type, as_casting(*rule)) : lazynd::astype(x, type));
}

result view(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  const argument* const type = given.given("dtype");
  given.finish();
  return of_array(type ? lazynd::view_as(x, as_dtype(*type)) : x);
}

result byteswap(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  given.finish();
  return of_array(lazynd::byteswap(x));
}

/// Bytes are an array of uint8 to the driver, in cases as well.
result tobytes(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  const argument* const in_memory = given.given("order");
  given.finish();
  const bool columns = in_memory && (as_text(*in_memory) == "F" || (as_text(*in_memory) == "A" && lazynd::isfortran(x)));
  const std::vector<std::byte> bytes = lazynd::tobytes(x, columns ? lazynd::order::f : lazynd::order::c);
  lazynd::array<std::uint8_t> made = lazynd::empty<std::uint8_t>({static_cast<lazynd::index_t>(bytes.size())});
  std::memcpy(made.data(), bytes.data(), bytes.size());
  return of_array(made);
}

}  // namespace

void add_casting_calls(bindings& to) {
  to["ndarray.astype"] = astype;
  to["ndarray.byteswap"] = byteswap;
  to["ndarray.tobytes"] = tobytes;
  to["ndarray.view"] = view;
}

}  // namespace golden
