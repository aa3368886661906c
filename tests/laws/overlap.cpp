// SPDX-License-Identifier: BSD-3-Clause
// An assignment between any two parts of one array equals the same assignment through a copy of the right side.
#include <random>

#include "unit/expect.hpp"

namespace nd = lazynd;
using lazynd_test::same;

namespace {

class drawer {
 public:
  explicit drawer(unsigned seed) : engine_(seed) {}
  nd::index_t below(nd::index_t bound) { return static_cast<nd::index_t>(engine_() % static_cast<unsigned long>(bound)); }

  /// A slice with exactly `count` elements of an axis of that extent.
  nd::slice part(nd::index_t extent, nd::index_t count) {
    const nd::index_t step = count > 1 ? 1 + below((extent - 1) / (count - 1)) : 1 + below(3);
    const nd::index_t span = (count - 1) * step;
    const nd::index_t low = below(extent - span);
    if (below(2) == 0) return nd::slice(low, low + span + 1, step);
    const nd::index_t end = low - 1;
    return end < 0 ? nd::slice(low + span, nd::none, -step) : nd::slice(low + span, end, -step);
  }

 private:
  std::mt19937_64 engine_;
};

template <class T>
nd::array<T> numbered(const nd::shape_t& shape) {
  nd::array<T> a = nd::empty<T>(shape);
  for (nd::index_t i = 0; i < a.size(); ++i) a.data()[i] = static_cast<T>(i % 101);
  return a;
}

/// Assigns `f(source)` to the target inside one array, and through a copy in another, and compares the whole arrays.
template <class T, class Look, class F>
void check(const nd::shape_t& shape, Look look, F f) {
  nd::array<T> direct = numbered<T>(shape), careful = numbered<T>(shape);
  auto [target, source] = look(direct);
  target = f(source);
  auto [safe_target, safe_source] = look(careful);
  const nd::array<T> copy = nd::eval(f(nd::array<T>(safe_source)));
  safe_target = copy;
  BOOST_TEST(same(direct, careful));
}

template <class T>
void check_random_parts(unsigned seeds, nd::index_t longest) {
  for (unsigned seed = 0; seed < seeds; ++seed) {
    drawer draw(seed);
    const nd::index_t rows = 1 + draw.below(7), columns = 1 + draw.below(longest);
    const nd::index_t m = 1 + draw.below(rows), n = 1 + draw.below(columns);
    const nd::slice r1 = draw.part(rows, m), r2 = draw.part(rows, m), c1 = draw.part(columns, n), c2 = draw.part(columns, n);
    auto look = [&](nd::array<T>& a) { return std::pair(a(r1, c1), a(r2, c2)); };
    check<T>({rows, columns}, look, [](auto&& x) { return x + x * 2; });
    check<T>({rows, columns}, look, [](auto&& x) { return nd::where(x > 40, x, -x); });
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(overlap_laws)

BOOST_AUTO_TEST_CASE(random_parts_of_one_array_assign_as_through_a_copy) {
  check_random_parts<double>(400, 40);
  check_random_parts<std::int16_t>(200, 700);
}

BOOST_AUTO_TEST_CASE(shifted_and_reversed_runs_assign_as_through_a_copy) {
  for (const nd::index_t n : {2, 3, 17, 1000, 20000}) {
    auto forward = [n](nd::array<double>& a) { return std::pair(a(nd::slice(1, n)), a(nd::slice(0, n - 1))); };
    auto backward = [n](nd::array<double>& a) { return std::pair(a(nd::slice(0, n - 1)), a(nd::slice(1, n))); };
    auto reversed = [](nd::array<double>& a) { return std::pair(a(nd::all), a(nd::slice(nd::none, nd::none, -1))); };
    check<double>({n}, forward, [](auto&& x) { return x + 1.0; });
    check<double>({n}, backward, [](auto&& x) { return x * 2.0 - 1.0; });
    check<double>({n}, reversed, [](auto&& x) { return x + 0.0; });
  }
}

BOOST_AUTO_TEST_CASE(a_transposed_self_assignment_is_as_through_a_copy) {
  for (const nd::index_t n : {1, 2, 5, 64, 130}) {
    auto turned = [](nd::array<float>& a) { return std::pair(a(nd::ellipsis), nd::transpose(a)); };
    check<float>({n, n}, turned, [](auto&& x) { return x + 0.0F; });
    auto crossed = [n](nd::array<float>& a) {
      return std::pair(a(nd::slice(0, n - n / 2), nd::slice(nd::none, nd::none, -1)), nd::transpose(a)(nd::slice(n / 2, n), nd::all));
    };
    check<float>({n, n}, crossed, [](auto&& x) { return x - 3.0F; });
  }
}

BOOST_AUTO_TEST_CASE(operands_at_other_places_than_the_target_are_read_first) {
  nd::array<double> a = numbered<double>({50}), b = a;
  a(nd::slice(2, 50)) = a(nd::slice(0, 48)) + a(nd::slice(1, 49)) * a(nd::slice(2, 50));
  const nd::array<double> value = b(nd::slice(0, 48)) + b(nd::slice(1, 49)) * b(nd::slice(2, 50));
  b(nd::slice(2, 50)) = value;
  BOOST_TEST(same(a, b));
}

BOOST_AUTO_TEST_CASE(several_outputs_see_all_operands_as_they_were) {
  nd::array<double> x = numbered<double>({300}), y = numbered<double>({300}) * 2.0;
  const nd::array<double> old_x = x, old_y = y;
  nd::assign(x, y, y, x);
  BOOST_TEST(same(x, old_y));
  BOOST_TEST(same(y, old_x));
}

BOOST_AUTO_TEST_SUITE_END()
