// SPDX-License-Identifier: BSD-3-Clause
// The dtype of an expression is known when it is compiled, and is NumPy's.
#include <lazynd/lazynd.hpp>

namespace {

namespace nd = lazynd;

template <class T>
nd::array<T>& an();
template <class Expression, class T>
inline constexpr bool gives = std::is_same_v<nd::value_t<Expression>, T>;

#define GIVES(EXPRESSION, ...) static_assert(gives<decltype(EXPRESSION), __VA_ARGS__>)

using c64 = std::complex<float>;
using c128 = std::complex<double>;
using std::int16_t, std::int32_t, std::int64_t, std::int8_t, std::uint16_t, std::uint32_t, std::uint64_t, std::uint8_t;

// Arithmetic promotes; division makes floats.
GIVES(an<int8_t>() + an<uint8_t>(), int16_t);
GIVES(an<int64_t>() + an<uint64_t>(), double);
GIVES(an<int32_t>() * an<float>(), double);
GIVES(an<int16_t>() * an<float>(), float);
GIVES(an<float>() - an<c64>(), c64);
GIVES(an<double>() * an<c64>(), c128);
GIVES(an<int32_t>() - an<c64>(), c128);
GIVES(an<bool>() + an<bool>(), bool);
GIVES(an<int8_t>() / an<int8_t>(), double);
GIVES(an<bool>() / an<bool>(), double);
GIVES(an<float>() / an<int8_t>(), float);
GIVES(an<float>() / an<float>(), float);
GIVES(an<int8_t>() % an<int16_t>(), int16_t);
GIVES(nd::floor_divide(an<bool>(), an<bool>()), int8_t);
GIVES(nd::power(an<bool>(), an<bool>()), int8_t);
GIVES(nd::power(an<int16_t>(), an<uint8_t>()), int16_t);
GIVES(-an<uint8_t>(), uint8_t);
GIVES(nd::square(an<bool>()), int8_t);
GIVES(nd::reciprocal(an<int32_t>()), int32_t);

// C++ scalars are weak: their kind counts, their width does not.
GIVES(an<uint8_t>() + 1, uint8_t);
GIVES(an<uint8_t>() + int64_t{1}, uint8_t);
GIVES(1 - an<int8_t>(), int8_t);
GIVES(an<float>() * 2.0, float);
GIVES(an<float>() * 2, float);
GIVES(an<int32_t>() + 1.5, double);
GIVES(an<int8_t>() + 1.5F, double);
GIVES(an<bool>() + 1, int64_t);
GIVES(an<bool>() + 1.0, double);
GIVES(an<bool>() + true, bool);
GIVES(an<int8_t>() + true, int8_t);
GIVES(an<float>() * c128(0, 1), c64);
GIVES(an<double>() * c64(0, 1), c128);
GIVES(an<int32_t>() * c64(0, 1), c128);
GIVES(an<c64>() * 2.0, c64);
GIVES(an<int8_t>() / 2, double);
GIVES(nd::maximum(an<float>(), 0), float);
GIVES(nd::clip(an<int16_t>(), 0, 1.5), double);
GIVES(nd::clip(an<uint8_t>(), 0, 10), uint8_t);
GIVES(nd::power(an<float>(), 2), float);
GIVES(nd::power(an<int32_t>(), 0.5), double);

// Operands promote each other before a scalar adds its kind.
GIVES(nd::where(an<bool>(), an<int8_t>(), 0), int8_t);
GIVES(nd::where(an<double>(), an<float>(), 1.0), float);
GIVES(nd::where(an<bool>(), 1, 0U), int64_t);
GIVES(nd::where(an<bool>(), 1, 0.5F), double);
GIVES(nd::where(an<bool>(), true, false), bool);
GIVES(nd::where(an<bool>(), 1, std::complex<float>(0, 1)), std::complex<double>);
GIVES(nd::where(an<int32_t>(), an<int8_t>(), an<float>()), float);
GIVES(nd::clip(an<int8_t>(), an<int16_t>(), 3.0), double);

// Comparison and logic make bool; bits keep the common dtype.
GIVES(an<float>() < 1, bool);
GIVES(an<c64>() == an<c128>(), bool);
GIVES(an<double>() && an<int8_t>(), bool);
GIVES(!an<double>(), bool);
GIVES(an<bool>() & an<bool>(), bool);
GIVES(an<bool>() | an<int16_t>(), int16_t);
GIVES(an<int8_t>() ^ 3, int8_t);
GIVES(~an<uint32_t>(), uint32_t);
GIVES(an<bool>() << an<bool>(), int8_t);
GIVES(an<uint8_t>() << 2, uint8_t);
GIVES(nd::isnan(an<c64>()), bool);

// Floats: the float that holds the integers.
GIVES(nd::sqrt(an<int8_t>()), nd::float16);
GIVES(nd::sqrt(an<uint16_t>()), float);
GIVES(nd::arctan2(an<int16_t>(), an<uint16_t>()), float);
GIVES(an<nd::float16>() * 2.5, nd::float16);
GIVES(an<nd::float16>() + an<int16_t>(), float);
GIVES(an<nd::bfloat16>() + an<nd::float16>(), float);
GIVES(nd::float_power(an<float>(), 2), double);
GIVES(nd::bitwise_count(an<int64_t>()), uint8_t);
GIVES(nd::ldexp(an<float>(), an<int8_t>()), float);
GIVES(nd::ldexp(3, an<int64_t>()), nd::float16);
GIVES(nd::ldexp(3.0, an<int8_t>()), double);
GIVES((nd::cast<float, nd::casting::same_kind>(an<double>())), float);
GIVES(nd::abs(an<c64>()), float);
GIVES(nd::exp(an<uint16_t>()), float);
GIVES(nd::sin(an<int32_t>()), double);
GIVES(nd::log(an<uint64_t>()), double);
GIVES(nd::sqrt(an<float>()), float);
GIVES(nd::exp(an<c64>()), c64);
GIVES(nd::arctan2(an<int32_t>(), an<float>()), double);
GIVES(nd::hypot(an<float>(), an<float>()), float);

// Rounding makes floats of integers; the modulus of a complex number is real.
GIVES(nd::floor(an<int32_t>()), double);
GIVES(nd::ceil(an<bool>()), nd::float16);
GIVES(nd::rint(an<int32_t>()), double);
GIVES(nd::floor(an<float>()), float);
GIVES(nd::abs(an<c64>()), float);
GIVES(nd::abs(an<c128>()), double);
GIVES(nd::abs(an<bool>()), bool);
GIVES(nd::sign(an<c64>()), c64);

// Reductions: sums of integers widen, means are floats.
GIVES(nd::sum(an<bool>()), int64_t);
GIVES(nd::sum(an<int8_t>()), int64_t);
GIVES(nd::sum(an<uint8_t>()), uint64_t);
GIVES(nd::prod(an<uint32_t>()), uint64_t);
GIVES(nd::sum(an<float>()), float);
GIVES(nd::sum(an<c64>()), c64);
GIVES(nd::mean(an<int32_t>()), double);
GIVES(nd::mean(an<bool>()), double);
GIVES(nd::mean(an<float>()), float);
GIVES(nd::mean(an<c128>()), c128);
GIVES(nd::min(an<int8_t>()), int8_t);
GIVES(nd::max(an<bool>()), bool);
GIVES(nd::any(an<double>()), bool);
GIVES(nd::all(an<c64>()), bool);
GIVES(nd::argmax(an<float>()), int64_t);

// Conversion and users' functions.
GIVES(nd::cast<int8_t>(an<double>()), int8_t);
GIVES(nd::map([](double x) { return x > 0; }, an<double>()), bool);
GIVES(nd::map([](float x, int32_t y) { return x * static_cast<float>(y); }, an<float>(), an<int32_t>()), float);

// Looks at elements keep the dtype; const elements count as their own type.
GIVES(nd::transpose(an<int8_t>()) + nd::broadcast_to(an<int8_t>(), {1}), int8_t);
GIVES(std::declval<const nd::array<float>&>()(nd::all) * 2, float);

}  // namespace
