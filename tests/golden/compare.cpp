// SPDX-License-Identifier: BSD-3-Clause
// Comparison of results.
#include "compare.hpp"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>

#include <lazynd/support/error.hpp>

namespace golden {

namespace {

using lazynd::block;
using lazynd::index_t;

template <class T>
using bits_t =
    std::conditional_t<sizeof(T) == 1, std::uint8_t,
                       std::conditional_t<sizeof(T) == 2, std::uint16_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>>;

/// Both zeros are 0, and neighbouring floats are neighbours.
template <class T>
std::int64_t rank(T x) {
  using bits = bits_t<T>;
  const auto pattern = std::bit_cast<bits>(x);
  const auto magnitude = static_cast<std::int64_t>(pattern & (static_cast<bits>(~bits{0}) >> 1));
  return pattern >> (8 * sizeof(T) - 1) ? -magnitude : magnitude;
}

std::uint64_t distance(std::int64_t a, std::int64_t b) {
  const auto low = static_cast<std::uint64_t>(std::min(a, b)), high = static_cast<std::uint64_t>(std::max(a, b));
  return high - low;
}

template <class T>
bool equal_real(T expected, T got, const tolerance& allowed) {
  const double e = static_cast<double>(expected), g = static_cast<double>(got);
  if (std::isnan(e) || std::isnan(g)) return std::isnan(e) && std::isnan(g);
  if (std::isinf(e) || std::isinf(g)) return e == g;
  switch (allowed.is) {
    case tolerance::kind::exact: return std::bit_cast<bits_t<T>>(expected) == std::bit_cast<bits_t<T>>(got);
    case tolerance::kind::zeros_equal: return e == g;
    case tolerance::kind::ulps: return distance(rank(expected), rank(got)) <= allowed.ulps;
    case tolerance::kind::distance: break;
  }
  return std::abs(g - e) <= allowed.absolute + allowed.relative * std::abs(e);
}

template <class T>
bool equal_complex(std::complex<T> expected, std::complex<T> got, const tolerance& allowed) {
  const bool by_parts = allowed.is != tolerance::kind::distance;
  const auto nan = [](std::complex<T> x) { return std::isnan(x.real()) || std::isnan(x.imag()); };
  const auto infinite = [](std::complex<T> x) { return std::isinf(x.real()) || std::isinf(x.imag()); };
  if (!by_parts) {
    if (nan(expected) || nan(got)) return nan(expected) && nan(got) && infinite(expected) == infinite(got);
    if (!infinite(expected) && !infinite(got)) {
      const std::complex<double> e(expected), g(got);
      return std::abs(g - e) <= allowed.absolute + allowed.relative * std::abs(e);
    }
  }
  return equal_real(expected.real(), got.real(), allowed) && equal_real(expected.imag(), got.imag(), allowed);
}

template <class T>
bool equal_element(T expected, T got, const tolerance& allowed) {
  if constexpr (lazynd::is_complex_v<T>) {
    return equal_complex(expected, got, allowed);
  } else if constexpr (std::is_integral_v<T>) {
    return expected == got;
  } else {
    return equal_real(expected, got, allowed);
  }
}

std::string text_of(double x, int digits) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*g", digits, x);
  return buffer;
}

template <class T>
std::string text_of_element(T x) {
  if constexpr (lazynd::is_complex_v<T>) {
    return '(' + text_of_element(x.real()) + ' ' + text_of_element(x.imag()) + "i)";
  } else if constexpr (std::is_integral_v<T>) {
    return std::to_string(x);
  } else {
    return text_of(static_cast<double>(x), sizeof(T) == 8 ? 17 : sizeof(T) == 4 ? 9 : 5);
  }
}

/// bool elements are bytes here: one that is neither 0 nor 1 equals nothing.
template <class T>
using stored_t = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;

template <class T>
stored_t<T> element(const block& of, const lazynd::dims& at) {
  stored_t<T> x;
  std::memcpy(&x, of.data + element_offset(of.where, std::span<const index_t>(at.begin(), at.size())), sizeof x);
  return x;
}

template <class T>
std::optional<std::string> first_difference(const block& expected, const block& got, const tolerance& allowed) {
  const lazynd::dims& shape = expected.where.shape;
  lazynd::dims at(shape);
  std::fill(at.begin(), at.end(), 0);
  std::optional<std::string> first;
  index_t wrong = 0;
  const index_t count = element_count(shape);
  for (index_t i = 0; i < count; ++i) {
    const auto e = element<T>(expected, at), g = element<T>(got, at);
    if (!equal_element(e, g, allowed) && wrong++ == 0) {
      first = "element " + to_string(at) + ": expected " + text_of_element(e) + ", got " + text_of_element(g);
    }
    for (std::size_t axis = at.size(); axis-- > 0;) {
      if (++at[axis] < shape[axis]) break;
      at[axis] = 0;
    }
  }
  if (first) *first += "; " + std::to_string(wrong) + " of " + std::to_string(count) + " differ";
  return first;
}

std::optional<std::string> array_difference(const block& expected, const block& got, const tolerance& allowed) {
  if (expected.type != got.type || expected.where.shape != got.where.shape) {
    return "expected " + describe(expected) + ", got " + describe(got);
  }
  return lazynd::visit_dtype(expected.type, [&]<class T>(std::type_identity<T>) { return first_difference<T>(expected, got, allowed); });
}

std::string form_of(const result& x) {
  constexpr const char* names[] = {"an array", "a plain value", "a dtype", "a tuple"};
  return names[x.form.index()];
}

}  // namespace

tolerance read_tolerance(const json& from) {
  using kind = tolerance::kind;
  if (from == "exact") return {};
  if (from == "eqzero") return {.is = kind::zeros_equal};
  if (from.contains("ulp")) return {.is = kind::ulps, .ulps = from["ulp"].get<std::uint64_t>()};
  return {.is = kind::distance, .relative = from.at("rtol").get<double>(), .absolute = from.at("atol").get<double>()};
}

std::optional<std::string> difference(const result& expected, const result& got, const tolerance& allowed) {
  if (expected.form.index() != got.form.index()) return "expected " + form_of(expected) + ", got " + form_of(got);
  if (const auto* elements = std::get_if<lazynd::block_handle>(&expected.form)) {
    return array_difference(**elements, *std::get<lazynd::block_handle>(got.form), allowed);
  }
  if (const auto* type = std::get_if<lazynd::dtype>(&expected.form)) {
    const auto other = std::get<lazynd::dtype>(got.form);
    if (*type == other) return {};
    return "expected " + std::string(name(*type)) + ", got " + std::string(name(other));
  }
  if (const auto* plain = std::get_if<literal>(&expected.form)) {
    const json& other = std::get<literal>(got.form).data;
    // nlohmann's == takes 1, 1.0 and true for different or equal by its own rules; the kinds have to agree as well.
    if (plain->data == other && plain->data.is_boolean() == other.is_boolean()) return {};
    return "expected " + plain->data.dump() + ", got " + other.dump();
  }
  const auto& items = std::get<result_tuple>(expected.form);
  const auto& others = std::get<result_tuple>(got.form);
  if (items.size() != others.size()) {
    return "expected " + std::to_string(items.size()) + " results, got " + std::to_string(others.size());
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (auto wrong = difference(items[i], others[i], allowed)) return "result " + std::to_string(i) + ": " + *wrong;
  }
  return {};
}

bool is_raised_as(const std::exception& thrown, std::string_view python) {
  const auto is = [&]<class... E>(std::type_identity<E>...) { return ((dynamic_cast<const E*>(&thrown) != nullptr) || ...); };
  using namespace lazynd;
  constexpr std::type_identity<shape_error> shape;
  constexpr std::type_identity<value_error> value;
  constexpr std::type_identity<linalg_error> linalg;
  if (python == "TypeError") return is(std::type_identity<dtype_error>());
  if (python == "IndexError" || python == "AxisError") return is(std::type_identity<index_error>());
  if (python == "ValueError") return is(shape, value, linalg);
  if (python == "OverflowError" || python == "ZeroDivisionError") return is(value);
  if (python == "LinAlgError") return is(linalg);
  if (python == "MemoryError") return is(std::type_identity<memory_error>());
  if (python == "OSError") return is(std::type_identity<io_error>());
  return false;
}

}  // namespace golden
