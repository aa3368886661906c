// SPDX-License-Identifier: BSD-3-Clause
// What a case's arguments and results are made of.
#pragma once
#include <complex>
#include <map>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <lazynd/dtype/element.hpp>
#include <lazynd/layout/slice.hpp>
#include <lazynd/storage/block.hpp>

namespace golden {

using json = nlohmann::json;

/// The library does not have what a case asks for: the function, a keyword, or a form of an argument.
struct missing : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A plain parameter: number, text, bool, null, list.
struct literal {
  json data;
};

/// A NumPy scalar is a 0-d array to the library; only NumPy tells them apart.
struct array_argument {
  lazynd::block_handle elements;
  bool numpy_scalar = false;
};

/// A Python scalar, which is weak in promotion.
struct weak_argument {
  std::variant<std::int64_t, std::uint64_t, double, std::complex<double>> number;
};

/// True or False as an index.
struct mask_argument {
  bool value;
};

using index_entry = std::variant<lazynd::index_item, mask_argument, array_argument>;

struct index_argument {
  std::vector<index_entry> entries;
};

struct argument;

struct sequence_argument {
  std::vector<argument> items;
};

struct argument {
  std::variant<literal, array_argument, weak_argument, lazynd::dtype, lazynd::slice, sequence_argument, index_argument> form;
};

/// A call: the function by its name, arguments by position and by name.
struct call {
  std::string function;
  std::vector<argument> positional;
  std::map<std::string, argument, std::less<>> keywords;
};

struct result;
using result_tuple = std::vector<result>;

/// What a call gives, and what it should give.
struct result {
  std::variant<lazynd::block_handle, literal, lazynd::dtype, result_tuple> form;
};

/// The arguments as one line: `float64(3,4) strides (8,24), weak 2, axis=1`.
std::string describe(const call& of);

/// `float64(3,4)`.
std::string describe(const lazynd::block& elements);

}  // namespace golden
