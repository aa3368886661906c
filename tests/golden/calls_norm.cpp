// SPDX-License-Identifier: BSD-3-Clause
// Norms that are reductions.
#include <lazynd/linalg/norm.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_view;
namespace linalg = lazynd::linalg;

linalg::norm_order as_order(const argument& x) {
  const auto* const plain = std::get_if<literal>(&x.form);
  return plain && plain->data.is_string() ? linalg::norm_order(as_text(x)) : linalg::norm_order(as_real(x));
}

template <class Options, class F>
binding norm_call(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("x"));
    Options options;
    if (const argument* order = given.given("ord")) options.ord = as_order(*order);
    if constexpr (requires { options.axis; }) {
      if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
    }
    if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
    given.finish();
    try {
      return of_array(f(x, options));
    } catch (const lazynd::linalg_error& error) {  // singular values
      throw missing(error.what());
    }
  };
}

}  // namespace

void add_norm_calls(bindings& to) {
  to["linalg.norm"] = norm_call<linalg::norm_options>([](const any_view& x, const auto& options) { return linalg::norm(x, options); });
  to["linalg.vector_norm"] =
      norm_call<linalg::vector_norm_options>([](const any_view& x, const auto& options) { return linalg::vector_norm(x, options); });
  to["linalg.matrix_norm"] =
      norm_call<linalg::matrix_norm_options>([](const any_view& x, const auto& options) { return linalg::matrix_norm(x, options); });
}

}  // namespace golden
