// SPDX-License-Identifier: BSD-3-Clause
// Order statistics, histograms, covariances, convolutions, interpolation and derivatives.
#pragma once
#include "workload.hpp"

namespace bench::statistics {

inline const std::vector<long> lengths = {1000, 100000, 1000000};
inline const std::vector<long> observations = {1000, 100000};
inline const std::vector<long> squares = {30, 1000};
inline constexpr unsigned libraries = eigen_library | xtensor_library;

template <class T>
using bins = fixed<T, 100>;
template <class T>
using edges = fixed<T, 101>;
template <class T>
using three = fixed<T, 3>;
template <class T>
using few_taps = fixed<T, 7>;
template <class T>
using many_taps = fixed<T, 64>;
template <class T>
struct one_less : operand<T, 1> {
  static extents shape(long n) { return {n - 1}; }
};
template <class T, long Rows>
struct variables : operand<T, 2> {
  static extents shape(long n) { return {Rows, n}; }
};
template <class T, long Rows>
struct matrix_of : operand<T, 2> {
  static extents shape(long) { return {Rows, Rows}; }
};
template <class T>
using variables_3 = variables<T, 3>;
template <class T>
using variables_10 = variables<T, 10>;
template <class T>
using matrix_3 = matrix_of<T, 3>;
template <class T>
using matrix_10 = matrix_of<T, 10>;

// A statistic: its name, the sizes, NumPy's code, the libraries that lack it, the inputs and the output. Each library's policy has a
// function of the name of the struct, which writes to `out`.
#define BENCH_STATISTIC(STRUCT, NAME, SIZES, NUMPY, WITHOUT, OUTPUT, ...)                                                                 \
  template <class T>                                                                                                                      \
  struct STRUCT : workload {                                                                                                              \
    static constexpr unsigned without = WITHOUT;                                                                                          \
    static description about() { return with({.name = NAME, .sizes = SIZES, .numpy = NUMPY, .tolerance = sizeof(T) < 8 ? 1e-3 : 1e-9}); } \
    using inputs = given<__VA_ARGS__>;                                                                                                    \
    using output = OUTPUT;                                                                                                                \
    template <class L>                                                                                                                    \
    static void run(auto& out, const auto&... in) {                                                                                       \
      L::STRUCT(out, in...);                                                                                                              \
    }                                                                                                                                     \
                                                                                                                                          \
   private:                                                                                                                               \
    static description with(description it) {                                                                                             \
      const std::string name = it.name;                                                                                                   \
      if (name.starts_with("nan")) it.not_a_number = 0.1;                                                                                 \
      if (name.starts_with("bincount")) it.low = 0, it.high = 100;                                                                        \
      if (name.find("edges") != std::string::npos || name.starts_with("interp")) it.sorted = 2;                                           \
      return it;                                                                                                                          \
    }                                                                                                                                     \
  };

BENCH_STATISTIC(median, "median(a)", lengths, "np.median(a)", eigen_library, scalar<mean_of<T>>, vec<T>)
BENCH_STATISTIC(median_of_columns, "median(a, axis=0) of (n,n)", squares, "np.median(a, axis=0)", eigen_library, vec<T>, mat<T>)
BENCH_STATISTIC(median_of_rows, "median(a, axis=1) of (n,n)", squares, "np.median(a, axis=1)", eigen_library, vec<T>, mat<T>)
BENCH_STATISTIC(nanmedian, "nanmedian(a), 10 % NaN", lengths, "np.nanmedian(a)", libraries, scalar<T>, vec<T>)
BENCH_STATISTIC(percentile, "percentile(a, 90)", lengths, "np.percentile(a, 90)", libraries, scalar<T>, vec<T>)
BENCH_STATISTIC(three_percentiles, "percentile(a, (5, 50, 95))", lengths, "np.percentile(a, (5, 50, 95))", libraries, three<T>, vec<T>)
BENCH_STATISTIC(histogram, "histogram(a), 100 bins", lengths, "np.histogram(a, 100)[0]", eigen_library, bins<std::int64_t>, vec<T>)
BENCH_STATISTIC(histogram_by_edges, "histogram(a), 100 bins by edges", lengths, "np.histogram(a, b)[0]", eigen_library, bins<std::int64_t>,
                vec<T>, edges<T>)
BENCH_STATISTIC(weighted_histogram, "histogram(a, weights), 100 bins", lengths, "np.histogram(a, 100, weights=b)[0]", libraries, bins<T>,
                vec<T>, vec<T>)
BENCH_STATISTIC(digitize, "digitize(a), 100 edges", lengths, "np.digitize(a, b)", eigen_library, vec<std::int64_t>, vec<T>, bins<T>)
BENCH_STATISTIC(bincount, "bincount(a), 100 values", lengths, "np.bincount(a)", eigen_library, bins<std::int64_t>, vec<T>)
BENCH_STATISTIC(weighted_bincount, "bincount(a, weights), 100 values", lengths, "np.bincount(a, b)", eigen_library, bins<double>, vec<T>,
                vec<double>)
BENCH_STATISTIC(interp, "interp(a), 100 points", lengths, "np.interp(a, b, c)", libraries, vec<T>, vec<T>, bins<T>, bins<T>)
BENCH_STATISTIC(convolve_7, "convolve(a), 7 taps", lengths, "np.convolve(a, b, 'same')", libraries, vec<T>, vec<T>, few_taps<T>)
BENCH_STATISTIC(convolve_64, "convolve(a), 64 taps", lengths, "np.convolve(a, b, 'same')", libraries, vec<T>, vec<T>, many_taps<T>)
BENCH_STATISTIC(cov_3, "cov of 3 variables", observations, "np.cov(a)", xtensor_library, matrix_3<T>, variables_3<T>)
BENCH_STATISTIC(cov_10, "cov of 10 variables", observations, "np.cov(a)", xtensor_library, matrix_10<T>, variables_10<T>)
BENCH_STATISTIC(corrcoef_10, "corrcoef of 10 variables", observations, "np.corrcoef(a)", libraries, matrix_10<T>, variables_10<T>)
BENCH_STATISTIC(diff, "diff(a)", lengths, "np.diff(a)", libraries, one_less<T>, vec<T>)
BENCH_STATISTIC(gradient, "gradient(a)", lengths, "np.gradient(a)", libraries, vec<T>, vec<T>)
#undef BENCH_STATISTIC

template <class T>
using of_type =
    std::tuple<median<T>, median_of_columns<T>, median_of_rows<T>, nanmedian<T>, percentile<T>, three_percentiles<T>, histogram<T>,
               histogram_by_edges<T>, weighted_histogram<T>, digitize<T>, convolve_7<T>, convolve_64<T>, diff<T>, gradient<T>>;
using workloads = decltype(std::tuple_cat(
    of_type<double>{}, of_type<float>{},
    std::tuple<median<std::int32_t>, histogram<std::uint8_t>, bincount<std::int64_t>, weighted_bincount<std::int64_t>, interp<double>,
               cov_3<double>, cov_10<double>, corrcoef_10<double>>{}));

}  // namespace bench::statistics
