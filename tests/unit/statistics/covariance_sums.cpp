// SPDX-License-Identifier: BSD-3-Clause
// Covariances of many observations have the bits of their definition, with any instruction set, number of threads and layout: sums of
// products in 64 bytes of lanes within blocks of 2048 bytes of a variable, blocks added as by a binary tree. And the error of that order.
#include <bit>
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

template <class T>
nd::array<T> observed(nd::index_t variables, nd::index_t observations) {
  const nd::array<double> at = nd::arange<double>(static_cast<double>(variables * observations));
  const nd::array<double> line = nd::sin(at * 1.37) * nd::exp(nd::cos(at * 0.011)) + nd::cos(at * 0.0003) * 5;
  return nd::cast<T>(line.reshape({variables, observations}));
}

/// A binary tree over n leaves: the first part is the largest power of two below n.
template <class T, class F>
T tree(nd::index_t first, nd::index_t n, const F& leaf) {
  if (n == 1) return leaf(first);
  const auto half = static_cast<nd::index_t>(std::bit_ceil(static_cast<std::size_t>(n)) / 2);
  return tree<T>(first, half, leaf) + tree<T>(first + half, n - half, leaf);
}

/// The sum of x[k] * y[k].
template <class T>
T summed_by_the_book(const std::vector<T>& x, const std::vector<T>& y) {
  constexpr std::size_t lanes = 64 / sizeof(T);
  constexpr nd::index_t block = 2048 / sizeof(T);
  const auto n = static_cast<nd::index_t>(x.size());
  return tree<T>(0, (n + block - 1) / block, [&](nd::index_t number) {
    std::array<T, lanes> sums{};
    for (nd::index_t k = number * block; k < std::min(n, (number + 1) * block); ++k) {
      const auto at = static_cast<std::size_t>(k);
      sums[at % lanes] += static_cast<T>(x[at] * y[at]);
    }
    for (std::size_t half = lanes / 2; half > 0; half /= 2) {
      for (std::size_t l = 0; l < half; ++l) sums[l] += sums[l + half];
    }
    return sums[0];
  });
}

/// The parts of row i of x less those of its centre.
template <class T>
auto parts_of_row(const nd::array<T>& x, const nd::array<T>& centres, nd::index_t i) {
  using R = decltype(std::real(T()));
  std::array<std::vector<R>, 2> parts;
  for (nd::index_t k = 0; k < x.shape(1); ++k) {
    parts[0].push_back(std::real(x(i, k)) - std::real(centres(i)));
    parts[1].push_back(static_cast<R>(std::imag(x(i, k)) - std::imag(centres(i))));
  }
  return parts;
}

template <class T>
nd::array<T> covariances_by_the_book(const nd::array<T>& x, const nd::array<double>* weights) {
  using R = decltype(std::real(T()));
  const nd::index_t n = x.shape(0), observations = x.shape(1);
  const nd::array<T> centres = weights ? nd::cast<T>(nd::average(nd::any_array(x), {.axis = 1, .weights = nd::any_array(*weights)}))
                                       : nd::cast<T>(nd::any_array(nd::mean(x, {.axis = 1})));
  const double divisor = weights ? nd::eval(nd::sum(*weights)).item() : static_cast<double>(observations) - 1;
  const R factor = static_cast<R>(1 / divisor);
  nd::array<T> found = nd::empty<T>({n, n});
  for (nd::index_t i = 0; i < n; ++i) {
    auto weighted = parts_of_row(x, centres, i);
    if (weights) {
      for (auto& part : weighted) {
        for (std::size_t k = 0; k < part.size(); ++k) part[k] = static_cast<R>(static_cast<double>(part[k]) * weights->data()[k]);
      }
    }
    for (nd::index_t j = 0; j <= i; ++j) {
      const auto other = parts_of_row(x, centres, j);
      const auto sum = [&](std::size_t a, std::size_t b) { return summed_by_the_book<R>(weighted[a], other[b]); };
      if constexpr (nd::is_complex_v<T>) {
        const T product((sum(0, 0) + sum(1, 1)) * factor, i == j ? R(0) : (sum(0, 1) - sum(1, 0)) * factor);
        found(i, j) = std::conj(product);
        found(j, i) = product;
      } else {
        found(i, j) = found(j, i) = sum(0, 0) * factor;
      }
    }
  }
  return found;
}

template <class F>
void with_each_setting(const F& f) {
  const nd::simd_level before = nd::active_simd_level();
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    for (const int threads : {1, 2, 3, 7}) {
      const nd::thread_limit limit(threads);
      f();
    }
  }
  nd::set_simd_level(before);
}

template <class T>
void check(nd::index_t variables, nd::index_t observations) {
  const nd::array<T> x = observed<T>(variables, observations);
  const nd::array<double> weights = nd::abs(nd::sin(nd::arange<double>(static_cast<double>(observations)))) + 0.25;
  const nd::array<T> expected = covariances_by_the_book<T>(x, nullptr), expected_weighted = covariances_by_the_book<T>(x, &weights);
  nd::array<T> columns = nd::empty<T>({variables, observations}, nd::order::f);
  columns = x;
  nd::array<T> wide = nd::zeros<T>({variables, 2 * observations});
  nd::view<T> spread = wide(nd::all, nd::slice(nd::none, nd::none, 2));
  spread = x;
  with_each_setting([&] {
    BOOST_TEST(same(nd::cov<T>(x), expected));
    BOOST_TEST(same(nd::cov<T>(columns), expected));
    BOOST_TEST(same(nd::cov<T>(nd::transpose(x), {.rowvar = false}), expected));
    BOOST_TEST(same(nd::cov<T>(spread), expected));
    BOOST_TEST(same(nd::cov<T>(x(nd::slice(0, 1)), {.y = x(nd::slice(1, nd::none))}), expected));
    BOOST_TEST(same(nd::cov<T>(x, {.ddof = 0, .aweights = weights}), expected_weighted));
  });
}

/// Numbers of variables around the sizes of tiles, of observations around those of lanes, blocks and subtrees.
template <class T>
void check_sizes() {
  for (const nd::index_t variables : {2, 3, 4, 5, 7, 8, 9, 10}) check<T>(variables, 600);
  for (const nd::index_t observations : {2, 7, 8, 9, 16, 17, 255, 256, 257, 512, 513, 1024, 1281, 5000}) check<T>(5, observations);
  check<T>(11, 30'001);
}

template <class T>
double bound_of_error(nd::index_t observations) {
  constexpr double in_lane = 2048 / 64, lane_merges = 4, factors = 4;
  return (in_lane + lane_merges + factors + static_cast<double>(std::bit_width(static_cast<std::size_t>(observations)))) *
         std::numeric_limits<T>::epsilon() / 2;
}

/// The error, relative to the mean of the magnitudes of products: rounding of the deviations and products, and one unit for each addition
/// on the way from a leaf to the sum.
template <class T>
void check_error(nd::index_t variables, nd::index_t observations, double centre) {
  const nd::array<T> x = nd::cast<T>(nd::any_array(observed<double>(variables, observations) + centre));
  const nd::array<T> found = nd::cov<T>(x, {.ddof = 0});
  for (nd::index_t i = 0; i < variables; ++i) {
    for (nd::index_t j = 0; j <= i; ++j) {
      const auto mean = [&](nd::index_t row) {
        long double sum = 0;
        for (nd::index_t k = 0; k < observations; ++k) sum += static_cast<long double>(x(row, k));
        return sum / static_cast<long double>(observations);
      };
      const long double mean_i = mean(i), mean_j = mean(j);
      long double sum = 0, magnitude = 0;
      for (nd::index_t k = 0; k < observations; ++k) {
        const long double product = (static_cast<long double>(x(i, k)) - mean_i) * (static_cast<long double>(x(j, k)) - mean_j);
        sum += product;
        magnitude += std::abs(product);
      }
      const auto error =
          static_cast<double>(std::abs(sum / static_cast<long double>(observations) - static_cast<long double>(found(i, j))) /
                              (magnitude / static_cast<long double>(observations)));
      BOOST_TEST(error <= bound_of_error<T>(observations));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(covariance_sums)

BOOST_AUTO_TEST_CASE(have_the_bits_of_their_definition) {
  check_sizes<double>();
  check_sizes<float>();
}

BOOST_AUTO_TEST_CASE(of_complex_variables_are_those_of_their_parts) {
  const auto check_complex = []<class T>(std::type_identity<T>) {
    for (const auto& [variables, observations] : {std::pair<nd::index_t, nd::index_t>{1, 40}, {3, 257}, {6, 3000}}) {
      const nd::array<T> real = observed<T>(variables, observations), imaginary = real(nd::all, nd::slice(nd::none, nd::none, -1));
      const nd::array<std::complex<T>> z = real + nd::square(imaginary) * std::complex<T>(0, 1);
      const nd::array<std::complex<T>> expected = covariances_by_the_book<std::complex<T>>(z, nullptr);
      with_each_setting([&] {
        const nd::array<std::complex<T>> found = nd::cov<std::complex<T>>(z);
        BOOST_TEST(same(found.reshape(expected.shape()), expected));
      });
    }
  };
  check_complex(std::type_identity<double>{});
  check_complex(std::type_identity<float>{});
}

BOOST_AUTO_TEST_CASE(are_as_accurate_as_pairwise_sums) {
  check_error<double>(4, 100'000, 0);
  check_error<double>(3, 30'000, 1e4);
  check_error<float>(4, 100'000, 0);
}

BOOST_AUTO_TEST_CASE(of_integers_are_those_of_the_same_numbers) {
  const nd::array<std::int16_t> x = nd::cast<std::int16_t>(nd::any_array(observed<double>(4, 9000) * 100));
  const nd::array<double> expected = covariances_by_the_book<double>(nd::array<double>(x), nullptr);
  with_each_setting([&] { BOOST_TEST(same(nd::cov(x), expected)); });
}

BOOST_AUTO_TEST_CASE(keep_what_is_not_finite_to_its_variable) {
  nd::array<double> x = observed<double>(6, 700);
  const nd::array<double> before = nd::cov(x);
  x(2, 100) = quiet_nan;
  x(5, 650) = infinity;
  with_each_setting([&] {
    const nd::array<double> found = nd::cov(x);
    for (nd::index_t i = 0; i < 6; ++i) {
      for (nd::index_t j = 0; j < 6; ++j) {
        if (i == 2 || i == 5 || j == 2 || j == 5) {
          BOOST_TEST(std::isnan(found(i, j)));
        } else {
          BOOST_TEST(same_element(double{found(i, j)}, double{before(i, j)}));
        }
      }
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
