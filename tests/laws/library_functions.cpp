// SPDX-License-Identifier: BSD-3-Clause
// Functions with library kernels inside expressions: with one instruction set, an element has the same bits whether the function stands
// alone or in an expression, whatever the layout, the position, the number of threads, and what else is computed in the pass.
#include "laws/random_views.hpp"
#include "laws/same_bits.hpp"

namespace {

using namespace laws;

template <class T>
nd::view<T> draw_argument(dice& draw, const nd::shape_t& shape) {
  nd::view<T> drawn = draw_view<T>(draw, shape);
  drawn = nd::where(nd::isnan(drawn), T(0.5), drawn);
  return drawn;
}

template <class T, class F>
void check(const char* name, F f) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    dice draw(seed);
    const nd::shape_t shape = draw_shape(draw, 30000);
    const nd::view<T> a = draw_argument<T>(draw, shape), b = draw_argument<T>(draw, shape);
    const nd::array<T> ca = slow_copy(a, shape), cb = slow_copy(b, shape);
    for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
      nd::array<T> alone, other, together, total;
      {
        const execution_setting one(static_cast<nd::simd_level>(level), 1);
        alone = f(ca);
        other = f(cb);
        together = alone * 2 - other;
        total = nd::sum(together);
      }
      for (const int threads : {1, 2, 7}) {
        const execution_setting setting(static_cast<nd::simd_level>(level), threads);
        auto expect = [&](const nd::array<T>& found, const nd::array<T>& expected, const char* what) {
          const auto verdict = same(found, expected);
          BOOST_TEST(verdict, name << " " << what << ", seed " << seed << ", shape " << nd::to_string(shape) << ", level " << level << ": "
                                   << lazynd_test::reason(verdict));
        };
        expect(f(a), alone, "of a view");
        expect(f(a + T(0)) + T(0), nd::eval(f(ca + T(0)) + T(0)), "of an expression");
        expect(f(a) * 2 - f(b), together, "in an expression");
        expect(f(ca) * 2 - f(cb), together, "in an expression of arrays");
        expect(nd::sum(f(a) * 2 - f(b)), total, "in a sum");
        auto [x, y, s] = nd::eval(f(a), f(a) * 2 - f(b), nd::sum(f(a) * 2 - f(b)));
        expect(x, alone, "beside others");
        expect(y, together, "beside others");
        expect(s, total, "in a sum beside others");
        if (shape.empty() || alone.size() == 0) continue;
        const nd::index_t at = draw.below(alone.size());
        expect(f(ca.reshape({-1})(nd::slice(at, at + 1))), alone.reshape({-1})(nd::slice(at, at + 1)), "of one element");
        expect(f(nd::broadcast_to(ca.reshape({-1})(nd::slice(at, at + 1)), {700})) * T(1),
               nd::eval(nd::broadcast_to(alone.reshape({-1})(nd::slice(at, at + 1)), {700}) * T(1)), "of a broadcast element");
      }
    }
  }
}

template <class T>
void check_all() {
  check<T>("exp", [](const auto& x) { return nd::exp(x); });
  check<T>("log", [](const auto& x) { return nd::log(x); });
  check<T>("sin", [](const auto& x) { return nd::sin(x); });
  check<T>("tanh", [](const auto& x) { return nd::tanh(x); });
  check<T>("power", [](const auto& x) { return nd::power(x, T(1.5)); });
  check<T>("sqrt", [](const auto& x) { return nd::sqrt(x) + T(1); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(library_functions)

BOOST_AUTO_TEST_CASE(library_functions_of_float32) { check_all<float>(); }
BOOST_AUTO_TEST_CASE(library_functions_of_float64) { check_all<double>(); }
BOOST_AUTO_TEST_CASE(library_functions_of_complex128) { check_all<std::complex<double>>(); }

BOOST_AUTO_TEST_SUITE_END()
