// SPDX-License-Identifier: BSD-3-Clause
// Other looks at arrays.
#include <lazynd/array/manipulation.hpp>

#include "binding.hpp"

namespace golden {

namespace {

result transpose(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const argument* const axes = given.given("axes");
  given.finish();
  return with_typed(
      x, [&](auto view) { return axes ? of_array(lazynd::transpose(view, as_integers(*axes))) : of_array(lazynd::transpose(view)); });
}

result swapaxes(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const lazynd::index_t first = as_integer(given.need("axis1")), second = as_integer(given.need("axis2"));
  given.finish();
  return with_typed(x, [&](auto view) { return of_array(lazynd::swapaxes(view, first, second)); });
}

result moveaxis(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const lazynd::dims source = as_integers(given.need("source")), destination = as_integers(given.need("destination"));
  given.finish();
  return with_typed(x, [&](auto view) { return of_array(lazynd::moveaxis(view, source, destination)); });
}

result squeeze(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const argument* const axes = given.given("axis");
  given.finish();
  return with_typed(
      x, [&](auto view) { return axes ? of_array(lazynd::squeeze(view, as_integers(*axes))) : of_array(lazynd::squeeze(view)); });
}

result expand_dims(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const lazynd::dims axes = as_integers(given.need("axis"));
  given.finish();
  return with_typed(x, [&](auto view) { return of_array(lazynd::expand_dims(view, axes)); });
}

result broadcast_to(const call& of) {
  parameters given(of);
  const argument& x = given.need("array");
  const lazynd::dims shape = as_integers(given.need("shape"));
  given.finish();
  return with_typed(x, [&](auto view) { return of_array(lazynd::broadcast_to(view, shape)); });
}

result reshape(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  const lazynd::dims shape = as_integers(given.need("newshape"));
  given.finish();
  return with_typed(x, [&](auto view) { return of_array(lazynd::reshape(view, shape)); });
}

result ravel(const call& of) {
  parameters given(of);
  const argument& x = given.need("a");
  given.finish();
  return with_typed(x, [](auto view) { return of_array(lazynd::ravel(view)); });
}

result broadcast_shapes(const call& of) {
  std::vector<lazynd::dims> shapes;
  for (const argument& x : of.positional) shapes.push_back(as_integers(x));
  std::vector<const lazynd::dims*> addresses;
  for (const lazynd::dims& shape : shapes) addresses.push_back(&shape);
  json common = json::array();
  for (const lazynd::index_t extent : lazynd::broadcast_shapes(addresses, "broadcast_shapes")) common.push_back(extent);
  return of_literal(common);
}

}  // namespace

void add_manipulation_calls(bindings& to) {
  to["broadcast_shapes"] = broadcast_shapes;
  to["broadcast_to"] = broadcast_to;
  to["expand_dims"] = expand_dims;
  to["moveaxis"] = moveaxis;
  to["ravel"] = ravel;
  to["reshape"] = reshape;
  to["squeeze"] = squeeze;
  to["swapaxes"] = swapaxes;
  to["transpose"] = transpose;
}

}  // namespace golden
