// SPDX-License-Identifier: BSD-3-Clause
// Slow references for layouts: every address by enumeration; random layouts; rows of the tables in tests/data/layout.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <lazynd/layout/layout.hpp>

namespace layout_test {

namespace nd = lazynd;

/// What boost::test prints of shapes and strides.
inline std::string text(const nd::dims& values) { return nd::to_string(values); }

/// Predicate for BOOST_CHECK_EXCEPTION: the whole message.
inline auto says(std::string message) {
  return [message = std::move(message)](const std::exception& caught) { return caught.what() == message; };
}

/// Positions of a shape in C order.
inline std::vector<std::vector<nd::index_t>> positions(const nd::dims& shape) {
  std::vector<std::vector<nd::index_t>> all{{}};
  for (const nd::index_t extent : shape) {
    std::vector<std::vector<nd::index_t>> longer;
    for (const auto& head : all) {
      for (nd::index_t at = 0; at < extent; ++at) {
        longer.push_back(head);
        longer.back().push_back(at);
      }
    }
    all = std::move(longer);
  }
  return all;
}

inline nd::index_t address(const nd::layout& of, const std::vector<nd::index_t>& position) {
  nd::index_t result = 0;
  for (std::size_t axis = 0; axis < position.size(); ++axis) result += position[axis] * of.strides[axis];
  return result;
}

/// Byte offsets of the elements in C order.
inline std::vector<nd::index_t> addresses(const nd::layout& of, nd::index_t start = 0) {
  std::vector<nd::index_t> all;
  for (const auto& position : positions(of.shape)) all.push_back(start + address(of, position));
  return all;
}

/// Random numbers that are the same in every run and with every standard library.
class dice {
 public:
  explicit dice(unsigned seed) : engine_(seed) {}
  nd::index_t roll(nd::index_t low, nd::index_t high) {
    return low + static_cast<nd::index_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return roll(1, 100) <= percent; }

 private:
  std::mt19937_64 engine_;
};

inline nd::dims random_shape(dice& random, nd::index_t most_axes, nd::index_t least, nd::index_t most) {
  nd::dims shape(static_cast<std::size_t>(random.roll(0, most_axes)));
  for (nd::index_t& extent : shape) extent = random.roll(least, most);
  return shape;
}

/// What indexing and transposing make of contiguous memory: axes in any order, thinned out, reversed, repeated.
inline nd::layout random_view(dice& random, nd::index_t most_axes, nd::index_t least, nd::index_t most) {
  nd::layout of{random_shape(random, most_axes, least, most), {}};
  nd::dims wide = of.shape;
  for (nd::index_t& extent : wide) extent = std::max<nd::index_t>(extent, 1) + (random.chance(20) ? random.roll(0, 3) : 0);
  of.strides = nd::contiguous_strides(wide, 8, random.chance(70) ? nd::order::c : nd::order::f);
  for (std::size_t axis = 0; axis < wide.size(); ++axis) {
    if (random.chance(10)) of.strides[axis] *= -1;
    if (random.chance(10)) of.strides[axis] *= 2;
    if (random.chance(10)) of.strides[axis] = 0;
  }
  return of;
}

inline std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// Rows of a table of tests/data/layout, split into columns.
inline std::vector<std::vector<std::string>> table(const std::string& name) {
  const char* const data = std::getenv("LAZYND_TEST_DATA");
  const std::filesystem::path folder = data ? data : std::filesystem::path(__FILE__).parent_path() / "../../data";
  std::ifstream file(folder / "layout" / name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) rows.push_back(split(line, '\t'));
  if (rows.empty()) throw std::runtime_error("no rows in tests/data/layout/" + name);
  return rows;
}

/// A tuple of a table.
inline nd::dims tuple(const std::string& column) {
  nd::dims values;
  if (column == "-") return values;
  for (const std::string& entry : split(column, ',')) values.push_back(std::stoll(entry));
  return values;
}

/// A row of result_orders.tsv: operands, and a new result of them.
struct ordered_result {
  std::vector<nd::layout> operands;
  nd::dims shape;
  nd::dims strides;  ///< 0 for axes whose strides nothing depends on
};

inline std::vector<ordered_result> ordered_results() {
  std::vector<ordered_result> all;
  for (const auto& row : table("result_orders.tsv")) {
    ordered_result each{{}, tuple(row[1]), tuple(row[2])};
    for (const std::string& operand : split(row[0], ' ')) {
      const auto parts = split(operand, ';');
      each.operands.push_back({tuple(parts[0]), tuple(parts[1])});
    }
    all.push_back(std::move(each));
  }
  return all;
}

/// Strides as such a row has them.
inline nd::dims strides_that_count(const nd::layout& of) {
  nd::dims strides = of.strides;
  for (std::size_t axis = 0; axis < strides.size(); ++axis) {
    if (of.shape[axis] < 2 || nd::element_count(of.shape) == 0) strides[axis] = 0;
  }
  return strides;
}

}  // namespace layout_test
