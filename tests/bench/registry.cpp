// SPDX-License-Identifier: BSD-3-Clause
#include "registry.hpp"

#include <cstring>
#include <lazynd/dtype/float16.hpp>
#include <limits>
#include <random>

namespace bench {

std::vector<entry>& registry() {
  static std::vector<entry> entries;
  return entries;
}

entry& entry_for(const description& about) {
  std::vector<entry>& entries = registry();
  const auto same = [&](const entry& e) { return e.about.name == about.name && e.about.group == about.group; };
  const auto found = std::find_if(entries.begin(), entries.end(), same);
  if (found != entries.end()) return *found;
  entries.emplace_back();
  entries.back().about = about;
  return entries.back();
}

namespace {

template <class T>
T value_from(double x) {
  if constexpr (std::is_same_v<T, binary16>) {
    return {lazynd::float16(x).bits()};
  } else if constexpr (std::is_same_v<T, bool>) {
    return x >= 1;
  } else {
    return static_cast<T>(x);
  }
}

}  // namespace

template <class T>
std::vector<unsigned char> random_values(std::size_t count, const description& about, unsigned number) {
  std::mt19937_64 generator(number + 1);
  std::vector<double> values(count);
  for (double& value : values) {
    const double unit = static_cast<double>(generator() >> 11) * 0x1p-53;
    value = unit < about.not_a_number ? std::numeric_limits<double>::quiet_NaN() : about.low + unit * (about.high - about.low);
  }
  if (about.sorted >> number & 1U) std::sort(values.begin(), values.end());
  std::vector<unsigned char> bytes(count * sizeof(T));
  for (std::size_t i = 0; i < count; ++i) {
    const T value = value_from<T>(values[i]);
    std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
  }
  return bytes;
}

#define BENCH_VALUES(TYPE) template std::vector<unsigned char> random_values<TYPE>(std::size_t, const description&, unsigned);
BENCH_VALUES(bool)
BENCH_VALUES(std::uint8_t)
BENCH_VALUES(std::int32_t)
BENCH_VALUES(std::int64_t)
BENCH_VALUES(binary16)
BENCH_VALUES(float)
BENCH_VALUES(double)
#undef BENCH_VALUES

}  // namespace bench
