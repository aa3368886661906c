// SPDX-License-Identifier: BSD-3-Clause
// What a workload is: a description, typed inputs and output, and one function template that every C++ library runs.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace bench {

/// Libraries a workload can be written for.
enum library : unsigned { lazynd_library = 1, eigen_library = 2, xtensor_library = 4, plain_loop = 8 };

// Sizes n that most workloads are run at.
inline const std::vector<long> in_cache_and_beyond = {16, 1000, 100000, 10000000};

/// The data of a workload: everything that is no code.
struct description {
  std::string name = {};
  std::string group = {};
  std::vector<long> sizes = {};
  std::string numpy = {};    ///< expression or statements over a, b, c, ... that leave the result in `out`
  std::string numexpr = {};  ///< expression; empty: not for numexpr
  double low = 0.5;          ///< inputs are uniform in [low, high)
  double high = 1.5;
  double not_a_number = 0;    ///< this part of the inputs is NaN
  unsigned sorted = 0;        ///< bit i: input i is in ascending order
  bool memory_bound = false;  ///< compared with the STREAM triad when it does not fit the caches
  double tolerance = 0;       ///< relative difference between libraries that is accepted; 0: what the element type gives
};

using extents = std::vector<long>;

/// Base of workloads: libraries that have no such operation are named by hiding `without`.
struct workload {
  static constexpr unsigned without = 0;
};

/// Half precision as its bits: each library stores it as a type of its own, if it has one.
struct binary16 {
  std::uint16_t bits;
};

/// Base of workloads over elements of type T.
template <class T>
struct workload_of : workload {
  static constexpr unsigned without = std::is_same_v<T, binary16> ? eigen_library | xtensor_library : 0U;
};

// Inputs and outputs: the element type, the number of axes, and the shape for a given n.
template <class T, int Rank>
struct operand {
  using type = T;
  static constexpr int rank = Rank;
};
template <class T>
struct scalar : operand<T, 0> {
  static extents shape(long) { return {}; }
};
template <class T>
struct vec : operand<T, 1> {
  static extents shape(long n) { return {n}; }
};
template <class T>
struct half : operand<T, 1> {
  static extents shape(long n) { return {n / 2}; }
};
template <class T>
struct mat : operand<T, 2> {
  static extents shape(long n) { return {n, n}; }
};
template <class T>
struct column : operand<T, 2> {
  static extents shape(long n) { return {n, 1}; }
};
template <class T>
struct row : operand<T, 2> {
  static extents shape(long n) { return {1, n}; }
};
template <class T, long Columns>
struct table : operand<T, 2> {
  static extents shape(long n) { return {n, Columns}; }
};
template <class T, long Rows, long Columns>
struct tables : operand<T, 3> {
  static extents shape(long n) { return {n, Rows, Columns}; }
};
template <class T, long Extent>
struct fixed : operand<T, 1> {
  static extents shape(long) { return {Extent}; }
};

template <class... Operand>
using given = std::tuple<Operand...>;

/// What NumPy makes of sums and of means.
template <class T>
using sum_of = std::conditional_t<!std::is_integral_v<T>, T,
                                  std::conditional_t<std::is_unsigned_v<T> && !std::is_same_v<T, bool>, std::uint64_t, std::int64_t>>;
template <class T>
using mean_of = std::conditional_t<std::is_integral_v<T>, double, T>;

inline std::size_t count_of(const extents& shape) {
  std::size_t count = 1;
  for (const long extent : shape) count *= static_cast<std::size_t>(extent);
  return count;
}

/// NumPy's code of a type, and what it is called in the names of workloads.
template <class T>
constexpr const char* dtype_name() {
  if constexpr (std::is_same_v<T, bool>) return "b1";
  if constexpr (std::is_same_v<T, std::uint8_t>) return "u1";
  if constexpr (std::is_same_v<T, std::uint64_t>) return "u8";
  if constexpr (std::is_same_v<T, std::int32_t>) return "i4";
  if constexpr (std::is_same_v<T, std::int64_t>) return "i8";
  if constexpr (std::is_same_v<T, binary16>) return "f2";
  if constexpr (std::is_same_v<T, float>) return "f4";
  if constexpr (std::is_same_v<T, double>) return "f8";
}
template <class T>
constexpr const char* short_name() {
  if constexpr (std::is_same_v<T, bool>) return "bool";
  if constexpr (std::is_same_v<T, std::uint8_t>) return "u8";
  if constexpr (std::is_same_v<T, std::int32_t>) return "i32";
  if constexpr (std::is_same_v<T, std::int64_t>) return "i64";
  if constexpr (std::is_same_v<T, binary16>) return "f16";
  if constexpr (std::is_same_v<T, float>) return "f32";
  if constexpr (std::is_same_v<T, double>) return "f64";
}

/// Elements of an input, the same for every contender. `T` is known to who reads it.
struct input_data {
  std::string dtype;
  extents shape;
  std::vector<unsigned char> bytes;
};

/// A library's way through a workload, with its own copy of the inputs.
class contender {
 public:
  virtual ~contender() = default;
  /// Runs `times` times, one after the other; seconds it took.
  virtual double run(long times) = 0;
  /// `count` elements evenly spaced over the result (all, when there are no more), for comparison.
  virtual std::vector<double> sample(std::size_t count) = 0;
};

/// Number of threads for whoever uses several.
struct setting {
  long n;
  int threads;
};

/// What most libraries' policies share.
struct policy {
  static constexpr bool hand_written = false;  ///< runs `loop` in place of `run`
  static void set_threads(int) {}
};

inline std::size_t sample_position(std::size_t i, std::size_t taken, std::size_t count) { return taken == count ? i : i * count / taken; }

}  // namespace bench
