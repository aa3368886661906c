// SPDX-License-Identifier: BSD-3-Clause
// Means and variances of arrays whose dtype is known at run time.
#include <lazynd/functions/moments.hpp>

#include <lazynd/support/error.hpp>

namespace lazynd::detail {

namespace {

/// The elements in the dtype asked for; `exact` says whether that may be an integer.
any_expression elements_as(const any_operand& a, std::optional<dtype> type, bool exact, const char* function) {
  if (type && kind(*type) < dtype_kind::floating && !exact) {
    throw dtype_error(std::string(function) + ": of " + std::string(name(a.dtype())) + " in " + std::string(name(*type)) +
                      ", which holds no fractions");
  }
  return dynamic_cast_to(a, type.value_or(a.dtype()));
}

/// Whether NaN must be left out, because it is asked for and there may be some.
bool has_nan(const any_expression& x, bool without_nan) { return without_nan && kind(x.dtype()) >= dtype_kind::floating; }

template <bool WithoutNan>
any_expression in_two_passes(const any_expression& x, const any_variance_options& options, const char* function) {
  const auto who = participants_of(options, function);
  const any_expression centre =
      options.mean ? dynamic_cast_to(*options.mean, options.mean->dtype()) : any_expression(mean_of<WithoutNan>(x, who, true));
  return variance_around<WithoutNan>(centre, x, who);
}

}  // namespace

dtype real_dtype(dtype type) noexcept {
  return type == dtype::complex64 ? dtype::float32 : type == dtype::complex128 ? dtype::float64 : type;
}

any_expression dynamic_sum(const any_operand& x, const std::optional<any_operand>& mask, reduction_settings over) {
  if (!mask) return dynamic_reduction("sum", x, std::move(over));
  const axis_argument axis = over.all ? axis_argument() : axis_argument(over.axes);
  return dynamic_reduction("sum", x, any_reduction_options{.axis = axis, .keepdims = over.keepdims, .where = mask}, over.function);
}

any_expression dynamic_mean(const any_operand& a, const any_axis_options& options, bool without_nan) {
  const char* const function = without_nan ? "nanmean" : "mean";
  const bool exact = !without_nan || kind(a.dtype()) < dtype_kind::floating;
  const any_expression x = elements_as(a, options.dtype, exact, function);
  if (options.dtype && kind(x.dtype()) < dtype_kind::floating) {
    // As NumPy: the sum is of that dtype, too, and so is the quotient.
    const auto who = participants_of(options, function);
    const any_expression total = dynamic_cast_to(who.total(x), x.dtype()), count = who.total(counts<false>(x));
    return dynamic_cast_to(total / count, x.dtype());
  }
  if (has_nan(x, without_nan)) return as_mean_of<false>(mean_of<true>(x, participants_of(options, function), options.keepdims), x);
  if (options.where) return as_mean_of<false>(mean_of<false>(x, participants_of(options, function), options.keepdims), x);
  const any_expression mean = dynamic_reduction("mean", x, settings_of(options, function));
  return options.dtype ? dynamic_cast_to(mean, *options.dtype) : mean;
}

any_expression dynamic_variance(const any_operand& a, const any_variance_options& options, bool deviation, bool without_nan) {
  const char* const function = without_nan ? (deviation ? "nanstd" : "nanvar") : (deviation ? "std" : "var");
  const any_expression x = elements_as(a, options.dtype, false, function);
  const bool leaves_out = has_nan(x, without_nan);
  if (!leaves_out && !options.where && !options.mean) {
    return dynamic_reduction(deviation ? "std" : "var", x, settings_of(options, function));
  }
  if (!leaves_out && !options.where) {
    const any_expression squares = squared_distance(as_precise(x) - dynamic_cast_to(*options.mean, options.mean->dtype()));
    const char* const reducer = deviation ? "root_mean_square" : "mean_square";
    return as_mean_of<true>(dynamic_reduction(reducer, squares, settings_of(options, function)), x);
  }
  const any_expression variance = leaves_out ? in_two_passes<true>(x, options, function) : in_two_passes<false>(x, options, function);
  return deviation ? sqrt(variance) : variance;
}

}  // namespace lazynd::detail
