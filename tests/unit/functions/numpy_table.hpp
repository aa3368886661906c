// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions against tests/data/elementwise: what NumPy computes at the edges of each dtype.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "../expect.hpp"

namespace lazynd_test {

template <class R>
using results = std::vector<std::optional<R>>;

/// The file of one dtype.
template <class T>
class numpy_table {
 public:
  numpy_table() {
    const char* const data = std::getenv("LAZYND_TEST_DATA");
    const std::filesystem::path folder = data ? data : std::filesystem::path(__FILE__).parent_path() / "../../data";
    std::ifstream file(folder / "elementwise" / (std::string(nd::name(nd::dtype_of<T>)) + ".tsv"));
    std::string kind, name, type, text;
    while (std::getline(file, kind, '\t') && std::getline(file, name, '\t') && std::getline(file, type, '\t') && std::getline(file, text)) {
      lines_[kind + " " + (kind == "cast" ? type : name)] = {type, text};
    }
    for (const auto& value : find<T>("values -")) values.push_back(value.value());
  }

  /// The elements of one line, which must be of type R.
  template <class R>
  results<R> find(const std::string& key) const {
    const auto line = lines_.find(key);
    BOOST_REQUIRE_MESSAGE(line != lines_.end(), "the table has no line " << key);
    BOOST_REQUIRE_MESSAGE(line->second.type == nd::name(nd::dtype_of<R>),
                          key << ": NumPy's dtype is " << line->second.type << ", not " << nd::name(nd::dtype_of<R>));
    results<R> found;
    const std::string& text = line->second.text;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == ' ') {
        ++at;
      } else if (text[at] == '?') {
        found.emplace_back();
        ++at;
      } else {
        unsigned char bytes[sizeof(R)];
        for (unsigned char& byte : bytes)
          byte = static_cast<unsigned char>(std::stoi(text.substr(std::exchange(at, at + 2), 2), nullptr, 16));
        R value;
        std::memcpy(&value, bytes, sizeof(R));
        found.emplace_back(value);
      }
    }
    return found;
  }

  std::vector<T> values;

 private:
  struct entry {
    std::string type, text;
  };
  std::map<std::string, entry> lines_;
};

/// -0.0 and 0.0 may stand for each other in the extremes of both, also in NumPy.
template <class T>
T without_sign_of_zero(T value) {
  return value == T(0) ? static_cast<T>(0) : value;
}

template <class R>
void compare(const std::string& what, const std::vector<R>& found, const results<R>& expected, bool zeros_alike = false) {
  BOOST_REQUIRE_EQUAL(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!expected[i]) continue;
    const R value = found[i], wanted = *expected[i];
    const bool right =
        zeros_alike ? same_element<R>(without_sign_of_zero(value), without_sign_of_zero(wanted)) : same_element<R>(value, wanted);
    BOOST_CHECK_MESSAGE(right, what << ": result " << i << " is " << text_of<R>(value) << ", NumPy's " << text_of<R>(wanted));
  }
}

/// Runs `f` with every instruction set this CPU has.
template <class F>
void at_every_level(F&& f) {
  const nd::simd_level before = nd::active_simd_level();
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    f(std::string(nd::name(static_cast<nd::simd_level>(level))));
  }
  nd::set_simd_level(before);
}

/// The elements, `times` times, from an address that no vector is aligned to.
template <class T>
nd::array<T> repeated(const std::vector<T>& values, nd::index_t times) {
  const auto n = static_cast<nd::index_t>(values.size());
  nd::array<T> made = nd::empty<T>({times * n});
  for (nd::index_t i = 0; i < made.size(); ++i) made(i) = values[static_cast<std::size_t>(i % n)];
  return made;
}

template <class R>
results<R> repeated(const results<R>& values, int times) {
  results<R> made;
  for (int i = 0; i < times; ++i) made.insert(made.end(), values.begin(), values.end());
  return made;
}

template <class T, class F>
void check_unary(const numpy_table<T>& table, const std::string& key, F&& f) {
  constexpr int times = 37;
  const nd::array<T> a = repeated(table.values, times);
  using R = nd::value_t<decltype(f(a))>;
  const auto expected = repeated(table.template find<R>(key), times);
  at_every_level([&](const std::string& level) {
    const std::string what = std::string(nd::name(nd::dtype_of<T>)) + " " + key + " " + level;
    compare(what, elements(nd::eval(f(a))), expected);
    compare(what + " reversed", elements(nd::eval(f(a(nd::slice(nd::none, nd::none, -1))))), {expected.rbegin(), expected.rend()});
  });
}

template <class T, class F>
void check_binary(const numpy_table<T>& table, const std::string& name, F&& f, bool zeros_alike = false) {
  const auto n = static_cast<nd::index_t>(table.values.size());
  const nd::array<T> values = repeated(table.values, 1);
  nd::array<T> first = nd::empty<T>({n * n + 1}), second = nd::empty<T>({n * n + 1});
  for (nd::index_t i = 0; i < n * n; ++i) {
    first(i + 1) = values(i / n);
    second(i + 1) = values(i % n);
  }
  using R = nd::value_t<decltype(f(first, second))>;
  const results<R> expected = table.template find<R>("binary " + name);
  const auto inner = nd::slice(1, nd::none);
  at_every_level([&](const std::string& level) {
    const std::string what = std::string(nd::name(nd::dtype_of<T>)) + " " + name + " " + level;
    compare(what, elements(nd::eval(f(first(inner), second(inner)))), expected, zeros_alike);
    compare(what + " broadcast", elements(nd::eval(f(values(nd::all, nd::newaxis), values))), expected, zeros_alike);
  });
}

}  // namespace lazynd_test
