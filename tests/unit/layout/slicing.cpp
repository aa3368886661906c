// SPDX-License-Identifier: BSD-3-Clause
// Basic indexing against Python's rules followed step by step, and against NumPy's results.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>

#include <lazynd/layout/slice.hpp>
#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

using kind = nd::index_item::kind;
using list = std::vector<nd::index_t>;

constexpr nd::index_t lowest = std::numeric_limits<nd::index_t>::min(), highest = std::numeric_limits<nd::index_t>::max();

/// Positions a slice visits, walked one by one.
list walked(const nd::index_item& part, nd::index_t extent) {
  const nd::index_t step = part.step, first = step > 0 ? 0 : -1, last = step > 0 ? extent : extent - 1;
  auto position = [&](nd::index_t bound) { return std::clamp(bound < 0 ? bound + extent : bound, first, last); };
  const nd::index_t start = part.has_start ? position(part.start) : step > 0 ? first : last;
  const nd::index_t stop = part.has_stop ? position(part.stop) : step > 0 ? last : first;
  list visited;
  for (nd::index_t at = start; step > 0 ? at < stop : at > stop; at += step) {
    visited.push_back(at);
    if (step > extent || step < -extent) break;
  }
  return visited;
}

/// Shape and addresses an index names. Items must be valid.
std::pair<nd::dims, list> indexed(const nd::layout& of, const std::vector<nd::index_item>& items) {
  std::size_t named = 0;
  for (const auto& item : items) named += item.is != kind::added && item.is != kind::rest;
  nd::dims shape;
  list found{0};
  std::size_t axis = 0;
  auto choose = [&](const list& chosen) {
    list longer;
    for (const nd::index_t head : found) {
      for (const nd::index_t at : chosen) longer.push_back(head + at * of.strides[axis]);
    }
    found = std::move(longer);
    ++axis;
  };
  auto cut = [&](const nd::index_item& part) {
    const list chosen = walked(part, of.shape[axis]);
    shape.push_back(static_cast<nd::index_t>(chosen.size()));
    choose(chosen);
  };
  const nd::index_item everything = nd::slice(nd::none, nd::none);
  for (const auto& item : items) {
    if (item.is == kind::added) shape.push_back(1);
    if (item.is == kind::integer) choose({item.start < 0 ? item.start + of.shape[axis] : item.start});
    if (item.is == kind::slice) cut(item);
    if (item.is == kind::whole) cut(everything);
    if (item.is == kind::rest) {
      for (std::size_t left = of.shape.size() - named; left > 0; --left) cut(everything);
    }
  }
  while (axis < of.shape.size()) cut(everything);
  return {shape, found};
}

void check(const nd::layout& of, const std::vector<nd::index_item>& items) {
  const nd::sliced found = nd::apply_index(of, items);
  const auto [shape, expected] = indexed(of, items);
  BOOST_REQUIRE(text(found.where.shape) == text(shape));
  BOOST_REQUIRE(addresses(found.where, found.offset) == expected);
}

nd::slice_bound bound(const std::string& word) {
  if (word == "_") return nd::none;
  return std::stoll(word);
}

nd::index_item item(const std::string& word) {
  if (word == "...") return nd::ellipsis;
  if (word == "new") return nd::newaxis;
  const auto parts = split(word, ':');
  if (parts.size() == 1) return std::stoll(word);
  return nd::slice(bound(parts[0]), bound(parts[1]), bound(parts[2]));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_slicing)

BOOST_AUTO_TEST_CASE(every_small_slice_visits_what_python_visits) {
  for (nd::index_t extent = 0; extent <= 5; ++extent) {
    const nd::layout of{{extent}, {8}};
    std::vector<nd::slice_bound> bounds{nd::none, lowest, lowest + 1, highest - 1, highest};
    for (nd::index_t at = -extent - 2; at <= extent + 2; ++at) bounds.emplace_back(at);
    for (const auto start : bounds) {
      for (const auto stop : bounds) {
        for (const auto step : bounds) {
          if (!step.given || step.value != 0) check(of, {nd::slice(start, stop, step)});
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(random_indices_name_the_elements_python_names) {
  dice random(51);
  for (int i = 0; i < 20000; ++i) {
    const nd::layout of = random_view(random, 4, 0, 4);
    std::vector<nd::index_item> items;
    for (const nd::index_t extent : of.shape) {
      auto some = [&] { return random.chance(30) ? nd::slice_bound{} : nd::slice_bound(random.roll(-extent - 2, extent + 2)); };
      const nd::index_t step = random.roll(1, 3) * (random.chance(50) ? 1 : -1);
      if (random.chance(20) && extent > 0) {
        items.emplace_back(random.roll(-extent, extent - 1));
      } else if (random.chance(20)) {
        items.emplace_back(nd::all_t{});
      } else if (random.chance(80)) {
        items.emplace_back(nd::slice(some(), some(), random.chance(30) ? nd::slice_bound{} : nd::slice_bound(step)));
      } else {
        break;
      }
    }
    const std::size_t named = items.size();
    auto anywhere = [&] { return items.begin() + random.roll(0, static_cast<nd::index_t>(items.size())); };
    while (random.chance(30)) items.insert(anywhere(), nd::newaxis);
    // Where axes are left out, an ellipsis in the middle would move integers to other axes.
    if (random.chance(40)) items.insert(named == of.shape.size() ? anywhere() : items.end(), nd::ellipsis);
    check(of, items);
  }
}

BOOST_AUTO_TEST_CASE(shapes_strides_offsets_and_errors_are_those_of_numpy) {
  int refused = 0;
  for (const auto& row : table("slices.tsv")) {
    const nd::layout of{tuple(row[0]), tuple(row[1])};
    std::vector<nd::index_item> items;
    if (row[2] != "-") {
      for (const std::string& word : split(row[2], ',')) items.push_back(item(word));
    }
    BOOST_TEST_CONTEXT(row[0] << " " << row[1] << " at " << row[2]) {
      if (row[3] == "IndexError") BOOST_CHECK_THROW(nd::apply_index(of, items), nd::index_error);
      if (row[3] == "ValueError") BOOST_CHECK_THROW(nd::apply_index(of, items), nd::value_error);
      refused += row.size() == 4;
      if (row.size() == 4) continue;
      const nd::sliced found = nd::apply_index(of, items);
      const nd::layout expected{tuple(row[3]), tuple(row[4])};
      BOOST_TEST(text(found.where.shape) == text(expected.shape));
      BOOST_TEST(found.offset == std::stoll(row[5]));
      BOOST_TEST(addresses(found.where) == addresses(expected), boost::test_tools::per_element());
    }
  }
  BOOST_TEST(refused > 20);
}

BOOST_AUTO_TEST_SUITE_END()
