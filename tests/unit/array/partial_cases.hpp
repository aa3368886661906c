// SPDX-License-Identifier: BSD-3-Clause
// Reductions in pieces and what they must equal.
#pragma once
#include "../expect.hpp"

namespace lazynd_test {

/// Numbers, and for functions that leave NaN out some NaN.
template <class T>
nd::array<T> rough(const nd::shape_t& shape, std::string_view function = "") {
  nd::array<T> a = nd::empty<T>(shape);
  std::uint64_t state = 9;
  for (nd::index_t i = 0; i < a.size(); ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    double value = (static_cast<double>(state >> 33) / 1e9 - 1.07) * (state % 7 == 0 ? 100 : 1);
    if constexpr (!std::is_integral_v<T>) {
      if (function.starts_with("nan") && state % 101 == 0) value = quiet_nan;
    }
    if constexpr (nd::is_complex_v<T>) {
      a.data()[i] = T(static_cast<typename T::value_type>(value), 1);
    } else {
      a.data()[i] = static_cast<T>(value);
    }
  }
  return a;
}
template <class T>
nd::array<T> rough(nd::index_t n, std::string_view function = "") {
  return rough<T>(nd::shape_t{n}, function);
}

/// The whole by the library's reduction of that name.
inline nd::any_array whole(std::string_view name, const nd::any_array& a, const nd::axis_argument& axis) {
  if (name == "sum") return nd::sum(a, {.axis = axis});
  if (name == "prod") return nd::prod(a, {.axis = axis});
  if (name == "mean") return nd::mean(a, {.axis = axis});
  if (name == "min") return nd::min(a, {.axis = axis});
  if (name == "max") return nd::max(a, {.axis = axis});
  if (name == "any") return nd::any(a, {.axis = axis});
  if (name == "all") return nd::all(a, {.axis = axis});
  if (name == "count_nonzero") return nd::count_nonzero(a, {.axis = axis});
  if (name == "argmin") return nd::argmin(a, {.axis = axis});
  if (name == "argmax") return nd::argmax(a, {.axis = axis});
  if (name == "nansum") return nd::nansum(a, {.axis = axis});
  if (name == "nanprod") return nd::nanprod(a, {.axis = axis});
  if (name == "nanmin") return nd::nanmin(a, {.axis = axis});
  if (name == "nanmax") return nd::nanmax(a, {.axis = axis});
  return name == "var" ? nd::var(a, {.axis = axis}) : nd::std(a, {.axis = axis});
}

inline verdict same_any(const nd::any_array& a, const nd::any_array& b) {
  if (a.dtype() != b.dtype()) return refuse("dtypes differ");
  return nd::visit_dtype(a.dtype(), [&]<class T>(std::type_identity<T>) { return same(nd::as<T>(a), nd::as<T>(b)); });
}

/// Reduces n elements along an axis, or a line, in pieces of one length; `piece_of(from, to)` gives one. It has the bits of the whole, also
/// out of bytes.
template <class F>
void check_pieces(nd::partial_reduction state, nd::index_t n, nd::index_t length, F&& piece_of, const nd::any_array& expected) {
  for (nd::index_t at = 0; at < n; at += length) state.accumulate(piece_of(at, std::min(n, at + length)));
  BOOST_TEST(state.count() == n);
  BOOST_TEST(same_any(state.finalize(), expected));
  BOOST_TEST(same_any(nd::partial_reduction::from_bytes(state.to_bytes()).finalize(), expected));
}

inline constexpr const char* partial_functions[] = {"sum",    "prod",   "mean", "min", "max",    "any",     "all",    "count_nonzero",
                                                    "argmin", "argmax", "var",  "std", "nansum", "nanprod", "nanmin", "nanmax"};

}  // namespace lazynd_test
