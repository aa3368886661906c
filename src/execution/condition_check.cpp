// SPDX-License-Identifier: BSD-3-Clause
#include "execution/condition_check.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <lazynd/dtype/element.hpp>
#include <lazynd/dtype/inspection.hpp>
#include <lazynd/execution/instruction_sets.hpp>

namespace lazynd::detail {

namespace {

using number = std::complex<double>;

// Functions without a row have no poles and give no tiny results that are not exact, as far as can be known.
constexpr condition_rule rules[] = {
    {.name = "absolute", .small = tiny::modulus},
    {.name = "arcsin", .small = tiny::of_zero},
    {.name = "arcsinh", .small = tiny::of_zero},
    {.name = "arctan", .small = tiny::of_zero},
    {.name = "arctan2", .small = tiny::of_zero},
    {.name = "arctanh", .infinite = pole::everywhere, .small = tiny::of_zero},
    {.name = "deg2rad", .small = tiny::of_zero},
    {.name = "divide", .infinite = pole::divisor_is_zero, .small = tiny::quotient},
    {.name = "exp", .small = tiny::of_zero},
    {.name = "exp2", .small = tiny::power_of_two},
    {.name = "expm1", .small = tiny::of_zero},
    {.name = "float_power", .infinite = pole::first_is_zero, .small = tiny::power},
    {.name = "floor_divide", .infinite = pole::divisor_is_zero, .lowest_by_minus_one = true},
    {.name = "fmod", .infinite = pole::divisor_is_zero},
    {.name = "hypot", .small = tiny::modulus},
    {.name = "ldexp", .small = tiny::scaled},
    {.name = "log", .infinite = pole::everywhere},
    {.name = "log10", .infinite = pole::everywhere},
    {.name = "log1p", .infinite = pole::everywhere, .small = tiny::of_zero},
    {.name = "log2", .infinite = pole::everywhere},
    {.name = "multiply", .small = tiny::product},
    {.name = "nextafter", .small = tiny::neighbour, .last_is_direction = true},
    {.name = "power", .infinite = pole::first_is_zero, .small = tiny::power},
    {.name = "rad2deg", .small = tiny::of_zero},
    {.name = "reciprocal",
     .infinite = pole::divisor_is_zero,
     .small = tiny::quotient,
     .integers_by_zero = divide_by_zero | invalid_value},  // the infinity becomes an integer
    {.name = "remainder", .infinite = pole::divisor_is_zero},
    {.name = "sin", .small = tiny::of_zero},
    {.name = "sinh", .small = tiny::of_zero},
    {.name = "spacing", .nan_counts = false},
    {.name = "square", .small = tiny::product},
    {.name = "tan", .small = tiny::of_zero},
    {.name = "tanh", .small = tiny::of_zero},
};
static_assert(std::ranges::is_sorted(rules, {}, &condition_rule::name));

constexpr condition_rule rule_of(std::string_view name) {
  const auto found = std::ranges::lower_bound(rules, name, {}, &condition_rule::name);
  return found != std::end(rules) && found->name == name ? *found : condition_rule{.name = name};
}

bool is_integer(dtype type) { return kind(type) == dtype_kind::signed_integer || kind(type) == dtype_kind::unsigned_integer; }
bool is_inexact(dtype type) { return kind(type) >= dtype_kind::floating; }

template <class T>
number load(const void* elements, std::size_t i) {
  const T x = static_cast<const T*>(elements)[i];
  if constexpr (is_complex_v<T>) {
    return {x.real(), x.imag()};
  } else {
    return static_cast<double>(x);
  }
}

/// Bits of the real numbers of a floating or complex type, which compare as integers.
template <class T>
struct real_bits {
  using real = typename std::conditional_t<is_complex_v<T>, T, std::complex<T>>::value_type;
  using type = std::conditional_t<sizeof(real) == 2, std::uint16_t, std::conditional_t<sizeof(real) == 4, std::uint32_t, std::uint64_t>>;
  static constexpr std::size_t per_element = sizeof(T) / sizeof(real);
  static constexpr type magnitude = std::numeric_limits<type>::max() / 2;
  static constexpr type infinity = std::bit_cast<type>(std::numeric_limits<real>::infinity());
  static constexpr type smallest = std::bit_cast<type>(std::numeric_limits<real>::min());
};

LAZYND_LOOPS_BEGIN
/// The top bit tells whether some of n real numbers is infinite or NaN or, if that matters, below the normal numbers: by sums that carry
/// into it, which every instruction set has for vectors.
template <class T>
LAZYND_ALWAYS_INLINE bool any_special(const void* elements, std::size_t n, bool tiny_matters) {
  using bits = real_bits<T>;
  using word = typename bits::type;
  const auto* const words = static_cast<const word*>(elements);
  constexpr word top = static_cast<word>(~bits::magnitude), to_top = static_cast<word>(top - bits::infinity);
  const word lowest = tiny_matters ? bits::smallest : word{0};
  word found = 0;
  _Pragma("omp simd reduction(| : found)") for (std::size_t i = 0; i < n; ++i) {
    const word magnitude = static_cast<word>(words[i] & bits::magnitude);
    found = static_cast<word>(found | static_cast<word>(magnitude + to_top) | static_cast<word>(magnitude - lowest));
  }
  return (found & top) != 0;
}

/// out[i] = what element i is, as bits of `has_nan` and so on.
template <class T>
LAZYND_ALWAYS_INLINE void classify(const void* const* operands, void* out, std::size_t n) {
  using bits = real_bits<T>;
  using word = typename bits::type;
  const auto* const words = static_cast<const word*>(operands[0]);
  auto* const classes = static_cast<std::uint8_t*>(out);
  _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) {
    word found = 0, parts = 0;
    for (std::size_t k = 0; k < bits::per_element; ++k) {
      const word part = static_cast<word>(words[i * bits::per_element + k] & bits::magnitude);
      found = static_cast<word>(found | (part > bits::infinity ? has_nan : 0U) | (part == bits::infinity ? has_infinity : 0U) |
                                (part != 0 && part < bits::smallest ? has_subnormal : 0U));
      parts = static_cast<word>(parts | part);
    }
    classes[i] = static_cast<std::uint8_t>(found | (parts == 0 ? has_zero : 0U));
  }
}

// Both for each instruction set.
#define LAZYND_LEVEL_LOOPS(LEVEL, VECTOR_BYTES, ...)                                             \
  template <class T>                                                                             \
  __VA_ARGS__ bool any_special_##LEVEL(const void* elements, std::size_t n, bool tiny_matters) { \
    return any_special<T>(elements, n, tiny_matters);                                            \
  }                                                                                              \
  template <class T>                                                                             \
  __VA_ARGS__ void classify_##LEVEL(const void* const* operands, void* out, std::size_t n) {     \
    classify<T>(operands, out, n);                                                               \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_LEVEL_LOOPS)
#undef LAZYND_LEVEL_LOOPS
LAZYND_LOOPS_END

bool is_nan(number x) { return std::isnan(x.real()) || std::isnan(x.imag()); }
bool is_infinite(number x) { return std::isinf(x.real()) || std::isinf(x.imag()); }
bool is_finite(number x) { return std::isfinite(x.real()) && std::isfinite(x.imag()); }

/// Whether a * b is exactly r, which may be subnormal: by the mantissas, whose products do not leave the range.
bool gives(double a, double b, double r) {
  if (a == 0 || b == 0) return r == 0;
  int a_exponent, b_exponent;
  const double x = std::frexp(a, &a_exponent), y = std::frexp(b, &b_exponent);
  return std::fma(x, y, -std::ldexp(r, -a_exponent - b_exponent)) == 0;
}

/// Whether no product of parts of a and b, rounded to float if they are floats, lost digits.
bool multiplies_exactly(number a, number b, bool floats, double smallest) {
  const auto exact = [&](double x, double y) {
    const double product = floats ? static_cast<double>(static_cast<float>(x * y)) : x * y;
    return std::fabs(product) >= smallest || gives(x, y, product);
  };
  return exact(a.real(), b.real()) && exact(a.imag(), b.imag()) && exact(a.real(), b.imag()) && exact(a.imag(), b.real());
}

/// Whether a float's value, without its fraction, is one of an integer type's.
template <class T>
bool holds(double x) {
  constexpr auto lowest = static_cast<double>(std::numeric_limits<T>::min());
  constexpr double beyond = static_cast<double>(std::numeric_limits<T>::max() / 2 + 1) * 2;
  return (sizeof(T) == 8 && std::is_signed_v<T> ? x >= lowest : x > lowest - 1) && x < beyond;
}

template <class T>
unsigned check_integers(const condition_rule& rule, const void* dividends, const void* divisors, std::size_t n) {
  const auto* const b = static_cast<const T*>(divisors);
  unsigned found = 0;
  for (std::size_t i = 0; i < n; ++i) found |= b[i] == T(0) ? rule.integers_by_zero : 0U;
  if constexpr (std::is_signed_v<T>) {
    if (!rule.lowest_by_minus_one) return found;
    const auto* const a = static_cast<const T*>(dividends);
    for (std::size_t i = 0; i < n; ++i) found |= a[i] == std::numeric_limits<T>::min() && b[i] == T(-1) ? unsigned{overflow} : 0U;
  }
  return found;
}

template <class T>
constexpr kernel_set classifier = {
    .name = "classify",
    .run = LAZYND_ALL_LEVELS(classify_baseline<T>, classify_avx2<T>, classify_avx512<T>),
    .weight = 2,
    .arity = 1,
    .inputs = {dtype_of<T>},
    .result = dtype::uint8,
};

/// Calls f with a floating or complex element type; gives R() for other dtypes.
template <class R, class F>
R visit_inexact(dtype type, F&& f) {
  return visit_dtype(type, [&]<class T>(std::type_identity<T> which) -> R {
    if constexpr (std::is_integral_v<T>) {
      return R();
    } else {
      return f(which);
    }
  });
}

/// The smallest normal number of the parts of a type.
double smallest_normal(dtype type) {
  return visit_inexact<double>(
      type, []<class T>(std::type_identity<T>) { return static_cast<double>(std::numeric_limits<typename real_bits<T>::real>::min()); });
}

/// `any_special` for the parts of a type and the instruction set in use.
special_finder finder_for(dtype type) {
  return visit_inexact<special_finder>(type, []<class T>(std::type_identity<T>) -> special_finder {
    using R = typename real_bits<T>::real;
    constexpr special_finder at_level[] = LAZYND_ALL_LEVELS(any_special_baseline<R>, any_special_avx2<R>, any_special_avx512<R>);
    return at_level[static_cast<int>(active_simd_level())];
  });
}

}  // namespace

condition_check::condition_check(std::string_view kernel_name, std::span<const dtype> inputs, dtype result, unsigned watched)
    : function_(kernel_name.substr(0, kernel_name.find('['))), inputs_(inputs), result_(result), watched_(watched) {
  rule_ = rule_of(function_);
  if (inputs.size() == 1 && kernel_name == name(result)) {  // conversions are named after the dtype they convert to
    rule_.small = tiny::converted;
    function_ = "cast";
    if (is_integer(result) && is_inexact(inputs[0]) && (watched & invalid_value)) how_ = kind::conversion_to_integers;
  } else if (is_integer(result) && is_integer(inputs[0]) && rule_.infinite == pole::divisor_is_zero) {
    how_ = kind::division_of_integers;
  }
  if (is_inexact(result)) how_ = kind::values;
  const auto loader_of = [](dtype type) { return visit_dtype(type, []<class T>(std::type_identity<T>) -> loader { return load<T>; }); };
  for (const dtype type : inputs) load_.push_back(loader_of(type));
  load_result_ = loader_of(result);
  smallest_ = smallest_normal(result);
  any_special_ = finder_for(result);
  parts_ = lazynd::kind(result) == dtype_kind::complex ? 2 : 1;
}

unsigned condition_check::operator()(const void* const* operands, const void* results, std::size_t n) const {
  switch (how_) {
    case kind::nothing: break;
    case kind::values: return values(operands, results, n) & watched_;
    case kind::division_of_integers:
      return visit_dtype(inputs_[0],
                         [&]<class T>(std::type_identity<T>) -> unsigned {
                           if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
                             return check_integers<T>(rule_, operands[0], operands[inputs_.size() - 1], n);
                           } else {
                             return 0;
                           }
                         }) &
             watched_;
    case kind::conversion_to_integers:
      return visit_dtype(result_, [&]<class T>(std::type_identity<T>) -> unsigned {
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
          for (std::size_t i = 0; i < n; ++i) {
            if (!holds<T>(load_[0](operands[0], i).real())) return invalid_value;
          }
        }
        return 0;
      });
  }
  return 0;
}

unsigned condition_check::values(const void* const* operands, const void* results, std::size_t n) const {
  const bool tiny_matters = (watched_ & underflow) && rule_.small != tiny::exact;
  const bool special = any_special_(results, n * parts_, tiny_matters);
  unsigned found = 0;
  for (std::size_t i = 0; special && i < n && found != watched_; ++i) {
    const number result = load_result_(results, i);
    if (!is_finite(result) || (tiny_matters && is_tiny(result))) found |= value(operands, result, i);
  }
  return found;
}

unsigned condition_check::value(const void* const* operands, number result, std::size_t i) const {
  number first, last;
  bool nan = false, finite = true, any_zero = false;
  for (std::size_t k = 0; k < inputs_.size(); ++k) {
    last = load_[k](operands[k], i);
    if (k == 0) first = last;
    nan = nan || is_nan(last);
    finite = finite && (is_finite(last) || (k > 0 && rule_.last_is_direction));
    any_zero = any_zero || last == 0.0;
  }
  unsigned found = 0;
  if (is_nan(result) && !nan && rule_.nan_counts) found |= invalid_value;
  if (!finite) return found;
  if (is_infinite(result)) {
    const bool exactly = rule_.infinite == pole::everywhere || (rule_.infinite == pole::first_is_zero && first == 0.0) ||
                         (rule_.infinite == pole::divisor_is_zero && last == 0.0);
    found |= exactly ? divide_by_zero : overflow;
  }
  if ((watched_ & underflow) && is_finite(result) && is_tiny(result) && !is_exact(first, last, result, any_zero)) found |= underflow;
  return found;
}

/// Whether the result, or one of its parts, is below the normal numbers.
bool condition_check::is_tiny(number result) const {
  return std::fabs(result.real()) < smallest_ || (lazynd::kind(result_) == dtype_kind::complex && std::fabs(result.imag()) < smallest_);
}

bool condition_check::is_exact(number first, number last, number result, bool any_zero) const {
  if (lazynd::kind(result_) == dtype_kind::complex) {
    if (rule_.small == tiny::product) return multiplies_exactly(first, last, result_ == dtype::complex64, smallest_);
    if (rule_.small == tiny::converted) return result == first;
    // A part may be tiny beside the other.
    if (std::fabs(result.real()) >= smallest_ || std::fabs(result.imag()) >= smallest_) return true;
  }
  switch (rule_.small) {
    case tiny::exact: break;
    case tiny::product: return gives(first.real(), last.real(), result.real());
    case tiny::quotient: {
      const number dividend = inputs_.size() == 1 ? number(1) : first;
      if (dividend == 0.0) return true;
      if (dividend.imag() != 0 || last.imag() != 0) return false;
      return gives(result.real(), last.real(), dividend.real());
    }
    case tiny::scaled: return std::ldexp(result.real(), -static_cast<int>(std::clamp(last.real(), -1e5, 1e5))) == first.real();
    case tiny::converted: return result == first;
    case tiny::power_of_two: return result != 0.0 && first == std::floor(first.real());
    case tiny::power: {
      int exponent;
      const bool power_of_two = std::fabs(std::frexp(first.real(), &exponent)) == 0.5 && first.imag() == 0 && last.imag() == 0;
      const double wanted = (exponent - 1) * last.real();
      return first == 0.0 || last == 1.0 || (result != 0.0 && power_of_two && wanted == std::floor(wanted));
    }
    case tiny::neighbour: return first == last;
    case tiny::modulus: return any_zero || (inputs_.size() == 1 && (first.real() == 0 || first.imag() == 0));
    case tiny::of_zero: return any_zero;
  }
  return true;
}

const kernel_set& classifier_of(dtype type) {
  return *visit_inexact<const kernel_set*>(type, []<class T>(std::type_identity<T>) { return &classifier<T>; });
}

unsigned check_reduction(std::string_view reducer, dtype type, const void* results, const std::uint8_t* classes, std::size_t n,
                         unsigned initial) {
  const auto load_result = visit_dtype(type, []<class T>(std::type_identity<T>) { return &load<T>; });
  const double smallest = smallest_normal(type);
  unsigned found = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const number result = load_result(results, i);
    const unsigned seen = classes[i] | initial;
    const bool finite = !(seen & (has_nan | has_infinity)), enough = !(seen & too_few);
    if (is_nan(result) && !(seen & has_nan)) found |= invalid_value;
    if (is_infinite(result) && finite) found |= enough ? overflow : divide_by_zero;
    // Partial results of both signs overflowed.
    if (is_nan(result) && finite && enough) found |= overflow;
    const bool lost = std::fabs(result.real()) < smallest && std::fabs(result.imag()) < smallest && !(seen & (has_zero | has_subnormal));
    if (reducer == "prod" && finite && lost) found |= underflow;
  }
  return found;
}

}  // namespace lazynd::detail
