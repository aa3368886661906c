// SPDX-License-Identifier: BSD-3-Clause
// Passes that go through memory some rows at a time give what the same expressions over a few rows give, which are passes one after the
// other: for any layout, destination, number of threads and instruction set, bit for bit.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

template <class T>
nd::array<T> numbers(const nd::shape_t& shape) {
  return laws::drawn<T>(shape, 17, [](std::uint64_t bits) { return static_cast<T>(static_cast<double>(bits >> 40) / (1 << 22) - 2); });
}

struct softmax {
  static auto of(const auto& x) {
    const auto e = nd::exp(x - nd::max(x, {.axis = 1, .keepdims = true}));
    return e / nd::sum(e, {.axis = 1, .keepdims = true});
  }
};
struct standardised {
  static auto of(const auto& x) { return (x - nd::mean(x, {.axis = 1, .keepdims = true})) / nd::std(x, {.axis = 1, .keepdims = true}); }
};
struct of_length_one {
  static auto of(const auto& x) { return x / nd::sqrt(nd::sum(x * x, {.axis = 1, .keepdims = true})); }
};
struct centred {
  static auto of(const auto& x) { return x - nd::mean(x, {.axis = 1, .keepdims = true}); }
};
struct centred_twice {
  static auto of(const auto& x) {
    const auto c = nd::exp(x) - nd::max(x, {.axis = 1, .keepdims = true});
    return nd::sqrt(nd::sum(nd::square(c - nd::mean(c, {.axis = 1, .keepdims = true})), {.axis = 1, .keepdims = true})) + x;
  }
};

/// The formula over a few rows at a time.
template <class Formula, class T>
nd::array<T> by_rows(const nd::view<T>& x) {
  nd::array<T> result = nd::empty<T>(x.shape());
  constexpr nd::index_t few = 16;
  for (nd::index_t at = 0; at < x.shape(0); at += few) {
    const nd::slice rows(at, std::min(at + few, x.shape(0)));
    result(rows) = Formula::of(x(rows));
  }
  return result;
}

template <class E>
bool goes_by_rows(const E& e) {
  return nd::explain(e).text().find("in 1 walk through memory") != std::string::npos;
}

template <class Formula, class T>
void check(nd::index_t rows, nd::index_t columns) {
  const nd::array<T> a = numbers<T>({rows, columns});
  BOOST_TEST(goes_by_rows(Formula::of(a)));
  for (const int how : {0, 2, 3}) {
    const nd::view<T> x = laws::laid_out(a, how);
    for_each_setting([&] {
      const nd::array<T> expected = by_rows<Formula, T>(x);  // here: exponentials depend on the instruction set
      BOOST_TEST(same(nd::array<T>(Formula::of(x)), expected), "layout " << how);
      nd::array<T> wide = nd::zeros<T>({rows, 2 * columns});
      nd::view<T> target = wide(nd::all, nd::slice(1, nd::none, 2));
      target = Formula::of(x);
      BOOST_TEST(same(nd::array<T>(target), expected), "layout " << how << ", into a view");
      nd::array<T> own = a;
      nd::view<T> in_place = laws::laid_out(own, how);
      in_place = Formula::of(in_place);
      BOOST_TEST(same(nd::array<T>(in_place), expected), "layout " << how << ", in place");
    });
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows_together)

using formulas = std::tuple<softmax, standardised, of_length_one, centred, centred_twice>;

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_of_doubles, F, formulas) { check<F, double>(1203, 901); }
BOOST_AUTO_TEST_CASE(short_rows) { check<softmax, float>(70'001, 35); }
BOOST_AUTO_TEST_CASE(few_long_rows) { check<centred_twice, float>(41, 60'000); }

BOOST_AUTO_TEST_CASE(rows_of_integers) {
  const nd::array<std::int32_t> a = nd::cast<std::int32_t>(numbers<double>({2001, 2000}) * 1000);
  const auto formula = [](const auto& x) { return x * 2 - nd::max(x, {.axis = 1, .keepdims = true}); };
  BOOST_TEST(goes_by_rows(formula(a)));
  nd::array<std::int32_t> expected = nd::empty<std::int32_t>({2001, 2000});
  for (nd::index_t i = 0; i < 2001; ++i) {
    std::int32_t most = a(i, 0);
    for (nd::index_t j = 0; j < 2000; ++j) most = std::max(most, a.data()[i * 2000 + j]);
    for (nd::index_t j = 0; j < 2000; ++j) expected.data()[i * 2000 + j] = 2 * a.data()[i * 2000 + j] - most;
  }
  for_each_setting([&] { BOOST_TEST(same(nd::array<std::int32_t>(formula(a)), expected)); });
}

BOOST_AUTO_TEST_CASE(distances_of_points) {
  const nd::array<double> p = numbers<double>({1100, 3});
  const auto e = nd::sqrt(nd::sum(nd::square(p(nd::all, nd::newaxis) - p(nd::newaxis)), {.axis = -1}));
  BOOST_TEST(goes_by_rows(e));
  nd::array<double> expected = nd::empty<double>({1100, 1100});
  for (nd::index_t i = 0; i < 1100; ++i) {
    expected(i, nd::all) = nd::sqrt(nd::sum(nd::square(p(i, nd::all) - p), {.axis = 1}));
  }
  for_each_setting([&] { BOOST_TEST(same(nd::array<double>(e), expected)); });
}

BOOST_AUTO_TEST_CASE(several_results_some_of_them_reductions) {
  const nd::array<double> a = numbers<double>({1500, 1000});
  const auto centre = a - nd::mean(a, {.axis = 1, .keepdims = true});
  const auto largest = nd::max(nd::abs(centre), {.axis = 1});
  const nd::array<double> first = by_rows<centred, double>(nd::view<double>(a.storage()));
  nd::array<double> second = nd::empty<double>({1500});
  for (nd::index_t i = 0; i < 1500; ++i) second(i) = nd::max(nd::abs(first(i, nd::all)));
  for_each_setting([&] {
    const auto [x, y, z] = nd::eval(centre, largest, nd::mean(a, {.axis = 1}));
    BOOST_TEST(same(x, first));
    BOOST_TEST(same(y, second));
    BOOST_TEST(same(z, nd::array<double>(nd::mean(a, {.axis = 1}))));
  });
}

BOOST_AUTO_TEST_CASE(what_needs_other_rows_waits_for_them) {
  const nd::array<double> a = numbers<double>({1300, 1300});
  // The means of rows meet columns, those of columns every row, and rows meet those at the other end.
  const auto means = [](const auto& x) { return nd::array<double>(nd::mean(x, {.axis = 1})); };
  nd::array<double> columns = nd::zeros<double>({1300, 1300}), reversed = columns, transposed = columns;
  const nd::array<double> of_rows = means(a), of_columns = means(nd::transpose(a));
  for (nd::index_t i = 0; i < 1300; ++i) {
    columns(i, nd::all) = a(i, nd::all) - of_rows;
    reversed(i, nd::all) = a(i, nd::all) - of_rows(1299 - i);
    transposed(i, nd::all) = a(i, nd::all) - of_columns(i);
  }
  for_each_setting([&] {
    BOOST_TEST(same(nd::array<double>(a - nd::mean(a, {.axis = 1})), columns));
    BOOST_TEST(same(nd::array<double>(a - nd::mean(a(nd::slice(nd::none, nd::none, -1)), {.axis = 1, .keepdims = true})), reversed));
    nd::array<double> own = a;
    own = own - nd::mean(nd::transpose(own), {.axis = 1, .keepdims = true});
    BOOST_TEST(same(own, transposed));
    own = a;
    nd::transpose(own) = own - nd::mean(own, {.axis = 1, .keepdims = true});
    BOOST_TEST(same(nd::array<double>(nd::transpose(own)), by_rows<centred, double>(nd::view<double>(a.storage()))));
    nd::array<double> tall = nd::zeros<double>({1301, 1300});
    tall(nd::slice(0, 1300)) = a;
    tall(nd::slice(1, 1301)) = centred::of(tall(nd::slice(0, 1300)));
    BOOST_TEST(same(nd::array<double>(tall(nd::slice(1, 1301))), by_rows<centred, double>(nd::view<double>(a.storage()))));
  });
}

BOOST_AUTO_TEST_SUITE_END()
