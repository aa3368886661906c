// SPDX-License-Identifier: BSD-3-Clause
// Comparing arrays and errors with what is expected.
#pragma once
#include <cstring>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <typeinfo>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <lazynd/lazynd.hpp>

namespace lazynd_test {

namespace nd = lazynd;

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();

/// The same bits, or both NaN; parts of complex numbers each for itself.
template <class T>
bool same_element(T a, T b) {
  if constexpr (nd::is_complex_v<T>) {
    return same_element(a.real(), b.real()) && same_element(a.imag(), b.imag());
  } else if constexpr (nd::is_floating_v<T>) {
    return (a != a && b != b) || std::memcmp(&a, &b, sizeof(T)) == 0;
  } else {
    return a == b;
  }
}

template <class T>
std::string text_of(T value) {
  std::ostringstream out;
  out.precision(17);
  if constexpr (sizeof(T) == 1) {
    out << static_cast<int>(value);
  } else {
    out << value;
  }
  return std::move(out).str();
}

/// Elements in C order, read one by one through shape and strides.
template <nd::ArrayLike A>
auto elements(const A& a) {
  using T = nd::value_t<A>;
  std::vector<T> all;
  const auto* const data = reinterpret_cast<const std::byte*>(a.data());
  const auto ndim = static_cast<std::size_t>(a.ndim());
  nd::dims at(ndim, 0);
  for (nd::index_t i = 0; i < a.size(); ++i) {
    nd::index_t offset = 0;
    for (std::size_t axis = 0; axis < ndim; ++axis) offset += at[axis] * a.strides()[axis];
    T value;
    std::memcpy(&value, data + offset, sizeof(T));
    all.push_back(value);
    for (std::size_t axis = ndim; axis-- > 0;) {
      if (++at[axis] < a.shape()[axis]) break;
      at[axis] = 0;
    }
  }
  return all;
}

using verdict = boost::test_tools::assertion_result;

inline verdict refuse(const std::string& why) {
  verdict result(false);
  result.message() << why;
  return result;
}

/// Why a verdict is bad.
inline std::string reason(verdict of) { return of.message().str(); }

template <class T>
verdict same_elements(const std::vector<T>& found, const std::vector<T>& expected) {
  if (found.size() != expected.size()) return refuse(std::to_string(found.size()) + " elements, not " + std::to_string(expected.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!same_element<T>(found[i], expected[i])) {
      return refuse("element " + std::to_string(i) + " is " + text_of<T>(found[i]) + ", not " + text_of<T>(expected[i]));
    }
  }
  return verdict(true);
}

/// Whether an array, view or expression has that shape and, in C order, exactly those elements.
template <nd::Operand X>
verdict is(const X& x, const nd::shape_t& shape, const std::vector<nd::value_t<X>>& expected) {
  if constexpr (nd::ArrayLike<X>) {
    if (x.shape() != shape) return refuse("the shape is " + nd::to_string(x.shape()) + ", not " + nd::to_string(shape));
    return same_elements(elements(x), expected);
  } else {
    return is(nd::eval(x), shape, expected);
  }
}

/// Whether two operands have the same shape, dtype and elements.
template <nd::Operand X, nd::Operand Y>
verdict same(const X& x, const Y& y) {
  static_assert(std::is_same_v<nd::value_t<X>, nd::value_t<Y>>);
  if constexpr (nd::ArrayLike<Y>) {
    return is(x, y.shape(), elements(y));
  } else {
    return same(x, nd::eval(y));
  }
}

/// Whether `f` throws exactly E, with that message.
template <class E>
verdict throws(const std::function<void()>& f, const std::string& message) {
  try {
    f();
  } catch (const E& caught) {
    if (typeid(caught) != typeid(E)) return refuse("a class derived from the one expected is thrown");
    return caught.what() == message ? verdict(true) : refuse(std::string("the message is '") + caught.what() + "', not '" + message + "'");
  } catch (const std::exception& caught) {
    return refuse(std::string("another exception is thrown: ") + caught.what());
  }
  return refuse("nothing is thrown");
}

}  // namespace lazynd_test
