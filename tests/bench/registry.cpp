// SPDX-License-Identifier: BSD-3-Clause
#include "registry.hpp"

#include <cstring>
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

template <class T>
std::vector<unsigned char> random_values(std::size_t count, const description& about, unsigned seed) {
  std::vector<unsigned char> bytes(count * sizeof(T));
  std::mt19937_64 generator(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const double unit = static_cast<double>(generator() >> 11) * 0x1p-53;
    T value = static_cast<T>(about.low + unit * (about.high - about.low));
    if constexpr (std::is_floating_point_v<T>) {
      if (unit < about.not_a_number) value = std::numeric_limits<T>::quiet_NaN();
    }
    std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
  }
  return bytes;
}

template std::vector<unsigned char> random_values<std::uint8_t>(std::size_t, const description&, unsigned);
template std::vector<unsigned char> random_values<std::int32_t>(std::size_t, const description&, unsigned);
template std::vector<unsigned char> random_values<float>(std::size_t, const description&, unsigned);
template std::vector<unsigned char> random_values<double>(std::size_t, const description&, unsigned);

}  // namespace bench
