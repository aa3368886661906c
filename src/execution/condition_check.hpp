// SPDX-License-Identifier: BSD-3-Clause
// Floating-point conditions out of the arguments and results of one function: a rule for each function, no flags of the processor, which
// vector code raises for padded elements and branches not taken.
#pragma once
#include <complex>
#include <span>

#include <lazynd/support/small_vector.hpp>
#include <lazynd/ufunc/kernel.hpp>

#include "execution/error_state.hpp"

namespace lazynd::detail {

/// Which infinite results of finite arguments are exact.
enum class pole : std::uint8_t {
  none,
  everywhere,       ///< all: the function grows too slowly to overflow
  first_is_zero,    ///< those of a first argument of 0
  divisor_is_zero,  ///< those of a last argument of 0; integers divided by 0 too
};

/// Which tiny results are exact.
enum class tiny : std::uint8_t {
  exact,         ///< all
  product,       ///< where multiplying gives them
  quotient,      ///< where multiplying by the divisor gives the dividend back
  scaled,        ///< where scaling back gives the argument
  converted,     ///< where converting back gives the argument
  power_of_two,  ///< whole powers of 2
  power,         ///< whole powers of powers of 2, and first powers
  neighbour,     ///< those equal to the argument
  modulus,       ///< where one of two parts is 0
  of_zero,       ///< those of an argument of 0
};

/// What is known of a function.
struct condition_rule {
  std::string_view name;
  pole infinite = pole::none;
  tiny small = tiny::exact;
  unsigned integers_by_zero = divide_by_zero;  ///< of integers divided by 0
  bool lowest_by_minus_one = false;            ///< dividing the lowest integer by -1 overflows
  bool nan_counts = true;                      ///< a result of NaN is no answer
  bool last_is_direction = false;              ///< a last argument that is infinite explains no infinity
};

/// Whether some of n real numbers is infinite or NaN or, if that matters, below the normal numbers.
using special_finder = bool (*)(const void* numbers, std::size_t n, bool tiny_matters);

/// Looks at what one function computed.
class condition_check {
 public:
  /// `kernel_name` as the registry has it; `watched`: conditions that matter.
  condition_check(std::string_view kernel_name, std::span<const dtype> inputs, dtype result, unsigned watched);

  /// What the function is called in messages.
  [[nodiscard]] std::string_view function() const noexcept { return function_; }
  /// False when no condition can arise.
  [[nodiscard]] bool needed() const noexcept { return how_ != kind::nothing; }
  /// The conditions of n elements; operands are contiguous, and not yet overwritten.
  unsigned operator()(const void* const* operands, const void* results, std::size_t n) const;

 private:
  enum class kind : std::uint8_t { nothing, values, conversion_to_integers, division_of_integers };
  using loader = std::complex<double> (*)(const void* elements, std::size_t i);

  unsigned values(const void* const* operands, const void* results, std::size_t n) const;
  unsigned value(const void* const* operands, std::complex<double> result, std::size_t i) const;
  bool is_tiny(std::complex<double> result) const;
  bool is_exact(std::complex<double> first, std::complex<double> last, std::complex<double> result, bool any_zero) const;

  condition_rule rule_;
  std::string_view function_;
  small_vector<dtype, 4> inputs_;
  dtype result_;
  unsigned watched_;
  kind how_ = kind::nothing;
  small_vector<loader, 4> load_;
  loader load_result_;
  double smallest_;  ///< normal number of the result's type
  special_finder any_special_;
  std::size_t parts_;  ///< real numbers of one result
};

/// What some elements have among them, as bits of a uint8.
inline constexpr unsigned has_nan = 1, has_infinity = 2, has_zero = 4, has_subnormal = 8, too_few = 16;

/// out[i] = what element i is, as such bits. For floats and complex numbers.
const kernel_set& classifier_of(dtype type);

/// The conditions of n results of a reduction, each of elements of the classes given, all with an initial value of the class given.
unsigned check_reduction(std::string_view reducer, dtype type, const void* results, const std::uint8_t* classes, std::size_t n,
                         unsigned initial);

}  // namespace lazynd::detail
