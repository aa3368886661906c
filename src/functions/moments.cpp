// SPDX-License-Identifier: BSD-3-Clause
// Means and variances of arrays whose dtype is known at run time.
#include <lazynd/functions/moments.hpp>

#include <lazynd/support/error.hpp>

namespace lazynd::detail {

namespace {

/// The elements in the dtype asked for.
any_expression elements_as(const any_operand& a, std::optional<dtype> type) { return dynamic_cast_to(a, type.value_or(a.dtype())); }

any_expression checked_mask(const any_operand& mask, const any_expression& x, const char* function) {
  if (mask.dtype() != dtype::bool_) throw dtype_error(std::string(function) + ": 'where' must be bool");
  any_expression spread = spread_mask(any_expression(dynamic_cast_to(mask, dtype::bool_)), x);
  if (spread.shape() != x.shape()) throw shape_error(std::string(function) + ": 'where' does not broadcast to the shape of the array");
  return spread;
}

}  // namespace

dtype real_dtype(dtype type) noexcept {
  return type == dtype::complex64 ? dtype::float32 : type == dtype::complex128 ? dtype::float64 : type;
}

any_expression dynamic_mean(const any_operand& a, const any_axis_options& options) {
  const any_expression x = elements_as(a, options.dtype);
  if (options.where) return mean_where(checked_mask(*options.where, x, "mean"), x, options.axis, options.keepdims);
  const any_expression mean = dynamic_reduction("mean", x, settings_of(options));
  return options.dtype ? dynamic_cast_to(mean, *options.dtype) : mean;
}

any_expression dynamic_variance(const any_operand& a, const any_variance_options& options, bool deviation) {
  const char* const function = deviation ? "std" : "var";
  const any_expression x = elements_as(a, options.dtype);
  if (!options.where && !options.mean) {
    reduction_settings over = settings_of(options);
    over.ddof = options.ddof;
    return dynamic_reduction(function, x, std::move(over));
  }
  const any_expression everything = spread_mask(any_expression(dynamic_cast_to(true, dtype::bool_)), x);
  const any_expression mask = options.where ? checked_mask(*options.where, x, function) : everything;
  const any_expression variance = [&] {
    if (!options.mean) return variance_where(mask, x, options.axis, options.keepdims, options.ddof);
    return variance_around(dynamic_cast_to(*options.mean, options.mean->dtype()), mask, x, options.axis, options.keepdims, options.ddof);
  }();
  return deviation ? sqrt(variance) : variance;
}

}  // namespace lazynd::detail
