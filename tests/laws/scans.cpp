// SPDX-License-Identifier: BSD-3-Clause
// Running sums: runs of 256 positions one after the other, the totals of runs added in order within 2048, those of 2048 in order. Here
// written once more, slowly, and compared bit for bit, along every axis and for every number of threads.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

template <class T>
nd::array<T> rough(const nd::shape_t& shape) {
  return laws::rough<T>(shape, 17, 100, 1);
}

/// A sum that knows whether anything was added to it: 0 + -0 is not -0.
template <class T>
struct total {
  T value{};
  bool any = false;
  [[nodiscard]] T then(T after) const { return any ? value + after : after; }
  void add(T after) { *this = {then(after), true}; }
};

template <class T>
std::vector<T> sums_by_the_book(const std::vector<T>& values) {
  std::vector<T> result;
  total<T> blocks, runs;
  T local{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && i % 256 == 0) runs.add(local);
    if (i > 0 && i % 2048 == 0) {
      blocks.add(runs.value);
      runs = {};
    }
    local = i % 256 == 0 ? values[i] : local + values[i];
    const total<T> before = runs.any ? total<T>{blocks.then(runs.value), true} : blocks;
    result.push_back(before.then(local));
  }
  return result;
}

template <class T>
void check() {
  for (const nd::index_t n : {0, 1, 2, 255, 256, 257, 2047, 2048, 2049, 5000, 32'768, 32'769, 200'001, 1'100'003}) {
    const nd::array<T> a = rough<T>({n});
    const std::vector<T> expected = sums_by_the_book(lazynd_test::elements(a));
    for_each_setting([&] { BOOST_TEST(lazynd_test::is(nd::cumsum(a), {n}, expected)); });
  }
  for (const nd::shape_t& shape : {nd::shape_t{3, 5}, {5000, 3}, {3, 5000}, {2100, 300}, {300, 2, 300}}) {
    const nd::array<T> a = rough<T>(shape);
    for (int axis = 0; axis < static_cast<int>(shape.size()); ++axis) {
      const nd::array<T> lines = nd::moveaxis(a, axis, -1);
      nd::array<T> expected = nd::empty<T>(lines.shape());
      const nd::index_t length = lines.shape(-1);
      for (nd::index_t first = 0; first < lines.size(); first += length) {
        const auto sums = sums_by_the_book(std::vector<T>(lines.data() + first, lines.data() + first + length));
        std::copy(sums.begin(), sums.end(), expected.data() + first);
      }
      for_each_setting([&] {
        BOOST_TEST(same(nd::cumsum(a, {.axis = axis}), nd::eval(nd::moveaxis(expected, -1, axis))));
        BOOST_TEST(same(nd::cumsum(a * T(1), {.axis = axis}), nd::eval(nd::moveaxis(expected, -1, axis))));
      });
    }
  }
}

/// Narrow elements are those of the dtype they are summed in, whatever their layout.
template <class T, class Wide>
void check_widening() {
  for (const nd::shape_t& shape : {nd::shape_t{1}, {300}, {200'001}, {2100, 130}, {3, 5000}}) {
    const nd::array<T> a = nd::cast<T>(nd::cast<std::int64_t>(rough<double>(shape)));
    const nd::array<Wide> wide = nd::cast<Wide>(a);
    for (int axis = 0; axis < static_cast<int>(shape.size()); ++axis) {
      for_each_setting([&] {
        BOOST_TEST(same(nd::cumsum(a, {.axis = axis}), nd::cumsum(wide, {.axis = axis})));
        BOOST_TEST(same(nd::cumprod(a, {.axis = axis}), nd::cumprod(wide, {.axis = axis})));
        BOOST_TEST(same(nd::cumsum(nd::transpose(a), {.axis = axis}), nd::cumsum(nd::eval(nd::transpose(wide)), {.axis = axis})));
      });
    }
  }
}

/// One step after the other, by the ufunc itself.
nd::any_array stepwise(const nd::ufunc& f, const nd::any_array& a) {
  nd::any_array steps(a);
  for (nd::index_t i = 1; i < a.shape(0); ++i) steps(i, nd::ellipsis) = f(steps(i - 1, nd::ellipsis), steps(i, nd::ellipsis));
  return steps;
}

template <class T>
void check_accumulate(std::initializer_list<const char*> names) {
  for (const nd::shape_t& shape : {nd::shape_t{1}, {300}, {5000}, {2100, 3}, {270, 140}}) {
    const nd::array<T> a = rough<T>(shape);
    for (const char* const name : names) {
      const nd::ufunc f(name);
      const nd::any_array expected = stepwise(f, a);
      for_each_setting([&] {
        BOOST_TEST_CONTEXT(name << " of " << nd::to_string(shape)) {
          BOOST_TEST(same(nd::as<T>(f.accumulate(a)), nd::as<T>(expected)));
          if (shape.size() == 2) {
            const nd::array<T> turned = nd::eval(nd::moveaxis(nd::as<T>(f.accumulate(nd::transpose(a), 1)), 1, 0));
            BOOST_TEST(same(turned, nd::as<T>(expected)));
          }
        }
      });
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scan_laws)

BOOST_AUTO_TEST_CASE(running_sums_follow_the_fixed_order) {
  check<double>();
  check<float>();
  check<std::int64_t>();
}

BOOST_AUTO_TEST_CASE(narrow_integers_widen_on_the_way) {
  check_widening<std::int8_t, std::int64_t>();
  check_widening<std::int32_t, std::int64_t>();
  check_widening<std::uint8_t, std::uint64_t>();
  check_widening<std::uint32_t, std::uint64_t>();
  check_widening<bool, std::int64_t>();
}

BOOST_AUTO_TEST_CASE(accumulating_in_parts_gives_the_bits_of_one_step_after_the_other) {
  check_accumulate<double>({"maximum", "minimum", "fmax", "fmin", "subtract"});
  check_accumulate<float>({"maximum", "fmin", "divide"});
  check_accumulate<std::int64_t>({"add", "multiply", "maximum", "bitwise_and", "bitwise_or", "bitwise_xor", "gcd", "lcm", "subtract"});
  check_accumulate<bool>({"logical_and", "logical_or", "logical_xor", "maximum"});
}

BOOST_AUTO_TEST_CASE(accumulated_sums_are_running_sums) {
  const nd::array<double> a = rough<double>({3000, 40});
  for_each_setting([&] {
    for (const int axis : {0, 1}) {
      BOOST_TEST(same(nd::as<double>(nd::ufunc("add").accumulate(a, axis)), nd::cumsum(a, {.axis = axis})));
      BOOST_TEST(same(nd::as<double>(nd::ufunc("multiply").accumulate(a, axis)), nd::cumprod(a, {.axis = axis})));
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
