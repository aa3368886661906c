// SPDX-License-Identifier: BSD-3-Clause
// Functions of arrays with a run-time dtype that take the typed way, dtype by dtype.
#include <lazynd/array/eval.hpp>
#include <lazynd/array/predicates.hpp>
#include <lazynd/dtype/inspection.hpp>

namespace lazynd {

any_array nan_to_num(const any_operand& x, const nan_to_num_options& options) {
  const any_array elements(cast(x, x.dtype()));
  return visit_dtype(elements.dtype(),
                     [&]<class T>(std::type_identity<T>) { return any_array(eval(nan_to_num(as<T>(elements), options))); });
}

any_array real_if_close(const any_operand& x, double tol) {
  any_array elements(cast(x, x.dtype()));
  if (kind(elements.dtype()) != dtype_kind::complex) return elements;
  const double limit = tol > 1 ? tol * finfo(elements.dtype()).eps : tol;
  return detail::truth_of(all(abs(imag(elements)) < limit)) ? any_array(real(elements)) : elements;
}

}  // namespace lazynd
