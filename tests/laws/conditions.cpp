// SPDX-License-Identifier: BSD-3-Clause
// Floating-point conditions do not depend on threads, instruction set, layout or fusion, nor results on whether they are watched.
#include "../unit/conditions.hpp"
#include "random_views.hpp"
#include "same_bits.hpp"

using namespace lazynd_test;
using laws::for_each_setting;

namespace {

/// Elements that are mostly ordinary; now and then one whose kind `seed` chooses.
template <class T>
nd::array<T> mostly_ordinary(nd::shape_t shape, unsigned seed) {
  using limits = std::numeric_limits<T>;
  const T rare[] = {T(0),
                    T(-0.0),
                    T(-1),
                    limits::infinity(),
                    -limits::infinity(),
                    limits::quiet_NaN(),
                    limits::max(),
                    limits::min(),
                    limits::denorm_min(),
                    std::sqrt(limits::max()) * 2};
  laws::dice draw(seed);
  const T exception = rare[seed % std::size(rare)];
  nd::array<T> made = nd::empty<T>(std::move(shape));
  for (nd::index_t i = 0; i < made.size(); ++i) made.data()[i] = T(1) + static_cast<T>(draw.below(1000)) / 512;
  for (int i = 0; i < 3; ++i) made.data()[draw.below(made.size())] = exception;
  return made;
}

/// Expressions over two operands, for any kind of array.
constexpr auto expressions = std::make_tuple(  //
    [](const auto& a, const auto& b) { return nd::sqrt(nd::log(a)) * nd::exp(b * 300.0) + nd::where(a > b, 1 / a, b); },
    [](const auto& a, const auto& b) { return nd::power(a, b) - nd::floor_divide(b, a) * a; },
    [](const auto& a, const auto& b) { return nd::prod(a * b - nd::log1p(-a), {.axis = 1}); });

template <class F>
void for_each_expression(F&& f) {
  std::apply([&](const auto&... each) { (f(each), ...); }, expressions);
}

template <class T>
void check_conditions(nd::shape_t shape) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const nd::array<T> a = mostly_ordinary<T>(shape, seed), b = mostly_ordinary<T>(shape, seed / 3 + 7);
    for_each_expression([&](const auto& expression) {
      const auto plain = nd::eval(expression(a, b));
      const sentences expected = warnings_of([&] { BOOST_TEST(same(nd::eval(expression(a, b)), plain)); });
      const nd::any_array any_a(a), any_b(b);
      BOOST_TEST(warnings_of([&] { (void)nd::eval(expression(any_a, any_b)); }) == expected, boost::test_tools::per_element());
      for_each_setting(
          [&] { BOOST_TEST(warnings_of([&] { (void)nd::eval(expression(a, b)); }) == expected, boost::test_tools::per_element()); });
      for (int how = 0; how < laws::layout_count; ++how) {
        const nd::view<T> left = laws::laid_out(a, how), right = laws::laid_out(b, laws::layout_count - 1 - how);
        BOOST_TEST(warnings_of([&] { (void)nd::eval(expression(left, right)); }) == expected, boost::test_tools::per_element());
      }
    });
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conditions)

BOOST_AUTO_TEST_CASE(of_doubles_depend_on_values_only) { check_conditions<double>({37, 61}); }
BOOST_AUTO_TEST_CASE(of_floats_depend_on_values_only) { check_conditions<float>({37, 61}); }

BOOST_AUTO_TEST_CASE(of_many_elements_do_not_depend_on_threads) {
  const nd::shape_t shape = {700, 900};
  const nd::array<double> a = mostly_ordinary<double>(shape, 2), b = mostly_ordinary<double>(shape, 6);
  for_each_expression([&](const auto& expression) {
    const sentences expected = warnings_of([&] { (void)nd::eval(expression(a, b)); });
    for_each_setting([&] {
      const auto plain = nd::eval(expression(a, b));
      BOOST_TEST(warnings_of([&] { BOOST_TEST(same(nd::eval(expression(a, b)), plain)); }) == expected, boost::test_tools::per_element());
    });
  });
}

BOOST_AUTO_TEST_CASE(of_a_fused_expression_are_those_of_its_steps) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const nd::array<double> a = mostly_ordinary<double>({50, 50}, seed), b = mostly_ordinary<double>({50, 50}, seed / 3 + 1);
    const sentences fused = warnings_of([&] { (void)nd::eval(nd::sqrt(nd::log(a) * b) - 1 / a); });
    const sentences steps = warnings_of([&] {
      const nd::array<double> logarithm = nd::log(a), product = logarithm * b, root = nd::sqrt(product), inverse = 1 / a;
      (void)nd::eval(root - inverse);
    });
    BOOST_TEST(fused == steps, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_SUITE_END()
