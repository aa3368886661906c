// SPDX-License-Identifier: BSD-3-Clause
// Spellings, classes and limits of dtypes.
#include <lazynd/dtype/inspection.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

struct spelling {
  std::string_view text;
  dtype type;
};
/// Beside the names and characters of the table of dtypes.
constexpr spelling spellings[] = {
    {"bool_", dtype::bool_},
    {"b1", dtype::bool_},
    {"byte", dtype::int8},
    {"i1", dtype::int8},
    {"short", dtype::int16},
    {"i2", dtype::int16},
    {"intc", dtype::int32},
    {"i4", dtype::int32},
    {"int_", dtype::int64},
    {"int", dtype::int64},
    {"intp", dtype::int64},
    {"long", dtype::int64},
    {"longlong", dtype::int64},
    {"q", dtype::int64},
    {"p", dtype::int64},
    {"i8", dtype::int64},
    {"ubyte", dtype::uint8},
    {"u1", dtype::uint8},
    {"ushort", dtype::uint16},
    {"u2", dtype::uint16},
    {"uintc", dtype::uint32},
    {"u4", dtype::uint32},
    {"uint", dtype::uint64},
    {"uintp", dtype::uint64},
    {"ulong", dtype::uint64},
    {"ulonglong", dtype::uint64},
    {"Q", dtype::uint64},
    {"P", dtype::uint64},
    {"u8", dtype::uint64},
    {"half", dtype::float16},
    {"f2", dtype::float16},
    {"single", dtype::float32},
    {"f4", dtype::float32},
    {"double", dtype::float64},
    {"float", dtype::float64},
    {"float_", dtype::float64},
    {"f8", dtype::float64},
    {"csingle", dtype::complex64},
    {"c8", dtype::complex64},
    {"cdouble", dtype::complex128},
    {"complex", dtype::complex128},
    {"complex_", dtype::complex128},
    {"c16", dtype::complex128},
};

constexpr char native = std::endian::native == std::endian::little ? '<' : '>';

/// The array API's kinds as bits of dtype_kind.
struct named_kinds {
  std::string_view name;
  unsigned kinds;
};
constexpr unsigned bit(dtype_kind k) { return 1u << static_cast<unsigned>(k); }
constexpr unsigned integral = bit(dtype_kind::signed_integer) | bit(dtype_kind::unsigned_integer);
constexpr named_kinds kind_names[] = {
    {"bool", bit(dtype_kind::boolean)},
    {"signed integer", bit(dtype_kind::signed_integer)},
    {"unsigned integer", bit(dtype_kind::unsigned_integer)},
    {"integral", integral},
    {"real floating", bit(dtype_kind::floating)},
    {"complex floating", bit(dtype_kind::complex)},
    {"numeric", integral | bit(dtype_kind::floating) | bit(dtype_kind::complex)},
};

dtype float_in_range(double magnitude) {
  if (!std::isfinite(magnitude) || magnitude <= 65000) return dtype::float16;
  return magnitude <= 3.4e38 ? dtype::float32 : dtype::float64;
}

}  // namespace

bool isdtype(dtype type, std::string_view kind_name) {
  const auto row = std::ranges::find(kind_names, kind_name, &named_kinds::name);
  if (row == std::end(kind_names)) throw value_error("isdtype: '" + std::string(kind_name) + "' is no kind of dtypes");
  return (row->kinds & bit(kind(type))) != 0;
}

dtype parse_dtype(std::string_view text) {
  std::string_view word = text;
  if (!word.empty() && std::string_view("<>=|").find(word[0]) != std::string_view::npos) {
    const bool foreign = (word[0] == '<' || word[0] == '>') && word[0] != native;
    word.remove_prefix(1);
    if (foreign && !word.empty() && itemsize(parse_dtype(word)) > 1) {
      throw dtype_error("dtype: '" + std::string(text) + "' is not in this machine's byte order; only files can have another");
    }
  }
  for (int i = 0; i < dtype_count; ++i) {
    const detail::dtype_row& row = detail::dtype_table[i];
    if (word == row.name || (word.size() == 1 && word[0] == row.code)) return static_cast<dtype>(i);
  }
  const auto row = std::ranges::find(spellings, word, &spelling::text);
  if (row == std::end(spellings)) throw dtype_error("dtype: '" + std::string(text) + "' is not known");
  return row->type;
}

std::string dtype_str(dtype type) {
  if (type == dtype::bfloat16) return std::string(name(type));
  constexpr char letters[] = {'b', 'u', 'i', 'f', 'c'};
  const std::string order(1, itemsize(type) == 1 ? '|' : native);
  return order + letters[static_cast<int>(kind(type))] + std::to_string(itemsize(type));
}

dtype min_scalar_type(bool) noexcept { return dtype::bool_; }
dtype min_scalar_type(std::int64_t x) noexcept {
  if (x >= 0) return min_scalar_type(static_cast<std::uint64_t>(x));
  return x >= -128 ? dtype::int8 : x >= -32768 ? dtype::int16 : x >= std::numeric_limits<std::int32_t>::min() ? dtype::int32 : dtype::int64;
}
dtype min_scalar_type(std::uint64_t x) noexcept {
  return x <= 255                                         ? dtype::uint8
         : x <= 65535                                     ? dtype::uint16
         : x <= std::numeric_limits<std::uint32_t>::max() ? dtype::uint32
                                                          : dtype::uint64;
}
dtype min_scalar_type(double x) noexcept { return float_in_range(std::fabs(x)); }
dtype min_scalar_type(std::complex<double> x) noexcept {
  const auto fits = [](double part) { return !std::isfinite(part) || std::fabs(part) <= 3.4e38; };
  return fits(x.real()) && fits(x.imag()) ? dtype::complex64 : dtype::complex128;
}

dtype common_type(std::span<const dtype> types) {
  dtype common = dtype::float16;
  for (const dtype type : types) {
    if (type == dtype::bool_) throw dtype_error("common_type: bool has no common inexact dtype");
    common = promote_types(common, kind(type) < dtype_kind::floating ? dtype::float64 : type);
  }
  return common;
}

dtype result_type(std::span<const dtype> types) {
  if (types.empty()) throw value_error("result_type: needs at least one dtype");
  // Higher kinds first: int8 and uint8 each fit float16, but int16, which they make together, does not.
  std::vector<dtype> sorted(types.begin(), types.end());
  std::ranges::stable_sort(sorted, std::greater<>{}, [](dtype type) { return kind(type); });
  dtype common = sorted[0];
  for (const dtype type : sorted) common = promote_types(common, type);
  return common;
}

dtype result_type(std::span<const loop_argument> types) {
  std::vector<dtype> strong;
  std::optional<dtype> weak;
  for (const loop_argument& argument : types) {
    if (!argument.weak) {
      strong.push_back(argument.type);
    } else if (!weak || kind(argument.type) > kind(*weak)) {
      weak = argument.type;
    }
  }
  if (strong.empty() && weak) return *weak;
  const dtype common = result_type(std::span<const dtype>(strong));
  return weak ? promote_weak(common, kind(*weak)) : common;
}

iinfo::iinfo(lazynd::dtype of) : dtype(of), bits(static_cast<int>(itemsize(of)) * 8), min(0), max(0) {
  if (!issubdtype(of, dtype_class::integer)) throw dtype_error("iinfo: " + std::string(name(of)) + " is no integer dtype");
  visit_dtype(of, [&]<class T>(std::type_identity<T>) {
    if constexpr (std::is_integral_v<T>) {
      min = static_cast<std::int64_t>(std::numeric_limits<T>::min());
      max = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    }
  });
}

finfo::finfo(lazynd::dtype of) : dtype(of) {
  if (!issubdtype(of, dtype_class::inexact)) throw dtype_error("finfo: " + std::string(name(of)) + " is no floating dtype");
  if (of == lazynd::dtype::complex64) dtype = lazynd::dtype::float32;
  if (of == lazynd::dtype::complex128) dtype = lazynd::dtype::float64;
  visit_dtype(dtype, [&]<class T>(std::type_identity<T>) {
    if constexpr (is_floating_v<T>) {
      using limits = std::numeric_limits<T>;
      bits = static_cast<int>(sizeof(T)) * 8;
      nmant = limits::digits - 1;
      nexp = bits - nmant - 1;
      maxexp = limits::max_exponent;
      minexp = limits::min_exponent - 1;
      precision = limits::digits10;
      eps = static_cast<double>(limits::epsilon());
      epsneg = eps / 2;
      max = static_cast<double>(limits::max());
      min = -max;
      resolution = std::pow(10.0, -precision);
      smallest_normal = static_cast<double>(limits::min());
      smallest_subnormal = static_cast<double>(limits::denorm_min());
    }
  });
}

}  // namespace lazynd
