// SPDX-License-Identifier: BSD-3-Clause
// Operations with parameters that are the same for all elements.
#pragma once
#include <cmath>
#include <optional>

#include <lazynd/expression/operations/arithmetic.hpp>

namespace lazynd::op {

/// Rounds to a number of decimals.
class round_to : public fused_operation, public any_number {
 public:
  static constexpr const char* name = "round";
  static constexpr float weight = 8;
  static constexpr bool keeps_half = true;

  explicit round_to(int decimals) : decimals_(decimals), scale_(std::pow(10.0, std::abs(decimals))) {}

  template <class T>
  LAZYND_ALWAYS_INLINE T apply(T a) const {
    if constexpr (is_complex_v<T>) {
      return T(apply(a.real()), apply(a.imag()));
    } else if constexpr (is_floating_v<T>) {
      // Half precision is rounded after each step, as in NumPy.
      const T scale = static_cast<T>(scale_);
      const T scaled = decimals_ > 0 ? static_cast<T>(a * scale) : decimals_ < 0 ? static_cast<T>(a / scale) : a;
      const T whole = static_cast<T>(std::rint(static_cast<computed_t<T>>(scaled)));
      return decimals_ > 0 ? static_cast<T>(whole / scale) : decimals_ < 0 ? static_cast<T>(whole * scale) : whole;
    } else {
      return decimals_ >= 0 ? a : cast_element<T>(std::rint(static_cast<double>(a) / scale_) * scale_);
    }
  }

 private:
  int decimals_;
  double scale_;
};

/// Replaces NaN and infinities.
class replace_nonfinite : public fused_operation, public any_number {
 public:
  static constexpr const char* name = "nan_to_num";
  static constexpr float weight = 3;
  static constexpr bool keeps_half = true;

  replace_nonfinite(double for_nan, std::optional<double> for_inf, std::optional<double> for_negative_inf)
      : nan_(for_nan), positive_(for_inf), negative_(for_negative_inf) {}

  template <class T>
  LAZYND_ALWAYS_INLINE T apply(T a) const {
    if constexpr (is_complex_v<T>) {
      return T(apply(a.real()), apply(a.imag()));
    } else if constexpr (is_floating_v<T>) {
      const T highest = positive_ ? static_cast<T>(*positive_) : std::numeric_limits<T>::max();
      const T lowest = negative_ ? static_cast<T>(*negative_) : std::numeric_limits<T>::lowest();
      const T below = a == -std::numeric_limits<T>::infinity() ? lowest : a;
      const T within = a == std::numeric_limits<T>::infinity() ? highest : below;
      return a != a ? static_cast<T>(nan_) : within;
    } else {
      return a;
    }
  }

 private:
  double nan_;
  std::optional<double> positive_, negative_;
};

}  // namespace lazynd::op
