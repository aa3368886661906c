// SPDX-License-Identifier: BSD-3-Clause
// Every second, third or fourth element, forwards and backwards, is what a copy of those elements is, for elements of every size: in
// caches and out of them, read and written.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

template <class T>
void check(nd::index_t n) {
  nd::array<T> base = laws::drawn_integers<T>({4 * n + 3}, 29);
  /// n elements of the base that are `step` apart.
  const auto view_of = [&](nd::array<T>& of, nd::index_t step) {
    const nd::index_t first = step > 0 ? 1 : 1 - step * (n - 1), stop = first + step * n;
    return of(nd::slice(first, stop < 0 ? nd::slice_bound() : nd::slice_bound(stop), step));
  };
  const auto copy_of = [&](nd::index_t step) {
    nd::array<T> copy = nd::empty<T>({n});
    for (nd::index_t i = 0; i < n; ++i) copy.data()[i] = base.data()[(step > 0 ? 1 : 1 - step * (n - 1)) + i * step];
    return copy;
  };
  for (const nd::index_t left : {-4, -3, -2, -1, 1, 2, 3, 4}) {
    for (const nd::index_t right : {-2, 1, 3}) {
      const nd::array<T> a = copy_of(left), b = copy_of(right);
      nd::array<T> expected = nd::empty<T>({n});
      for (nd::index_t i = 0; i < n; ++i) expected.data()[i] = static_cast<T>(a.data()[i] * b.data()[i]);
      for_each_setting([&] {
        const nd::array<T> found = view_of(base, left) * view_of(base, right);
        BOOST_TEST(same(found, expected), "steps " << left << " and " << right << ", " << n << " elements");
        nd::array<T> target = nd::zeros<T>({4 * n + 3});
        view_of(target, right) = view_of(base, left);
        BOOST_TEST(same(nd::array<T>(view_of(target, right)), a), "from step " << left << " to " << right << ", " << n << " elements");
        BOOST_TEST((nd::sum(view_of(base, left)) == nd::sum(a)), "sum at step " << left << ", " << n << " elements");
      });
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(steps)

using types = std::tuple<std::int8_t, std::int16_t, float, double, std::complex<double>>;

BOOST_AUTO_TEST_CASE_TEMPLATE(views_in_steps_are_their_copies, T, types) {
  for (const nd::index_t n : {1, 2, 63, 64, 65, 1000, 20'000}) check<T>(n);
}

BOOST_AUTO_TEST_CASE(also_out_of_the_caches) { check<double>(150'001); }

BOOST_AUTO_TEST_SUITE_END()
