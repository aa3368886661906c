// SPDX-License-Identifier: BSD-3-Clause
// Gathers neighbouring vectors and permutes what is wanted out of them, for elements of any size: they are copied as bits. Scatters the
// other way, where vectors can be stored without what lies between.
#include "execution/strided_copy.hpp"

#include <cstring>
#include <utility>

#include "kernels/xsimd/level.hpp"

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

/// Elements of `Size` bytes, each `Step` elements after the one before, as vectors of units: an element of 16 bytes has two.
template <int Size, int Step>
struct strided_vectors {
  using unit =
      std::conditional_t<Size == 1, std::uint8_t,
                         std::conditional_t<Size == 2, std::uint16_t, std::conditional_t<Size == 4, std::uint32_t, std::uint64_t>>>;
  typedef unit vector __attribute__((vector_size(vector_bytes)));
  static constexpr int parts = Size / static_cast<int>(sizeof(unit));
  static constexpr int units = vector_bytes / static_cast<int>(sizeof(unit));
  static constexpr int width = units / parts;               ///< elements of a vector
  static constexpr int distance = Step < 0 ? -Step : Step;  ///< vectors that `width` of the wanted elements are spread over

  static LAZYND_ALWAYS_INLINE vector load(const std::byte* from) {
    vector loaded;
    std::memcpy(&loaded, from, vector_bytes);
    return loaded;
  }
};

template <int Size, int Step>
struct gather_by_vectors : strided_vectors<Size, Step> {
  using of = strided_vectors<Size, Step>;
  using of::distance, of::load, of::parts, of::units, of::width;
  using typename of::vector;

  /// Of all those vectors, the unit that becomes unit `u` of the result, when `skipped` elements come before the lowest wanted one.
  static constexpr int origin(int u, int skipped) {
    const int element = u / parts;
    return ((Step > 0 ? element : width - 1 - element) * distance + skipped) * parts + u % parts;
  }
  /// Of the result so far and vector `v`, the unit that becomes unit `u`.
  static constexpr int choice(int u, int skipped, int v) {
    const int at = origin(u, skipped) - v * units;
    if (v == 0) return at < units ? at : 0;
    return at >= 0 && at < units ? units + at : u;
  }

  template <int Skipped, int V, int... U>
  static LAZYND_ALWAYS_INLINE vector add(vector so_far, const std::byte* from, std::integer_sequence<int, U...> all) {
    if constexpr (V == distance) {
      return so_far;
    } else {
      return add<Skipped, V + 1>(__builtin_shufflevector(so_far, load(from + V * vector_bytes), choice(U, Skipped, V)...), from, all);
    }
  }
  /// `width` of the elements, out of `distance` vectors.
  template <int Skipped, int... U>
  static LAZYND_ALWAYS_INLINE vector gather(const std::byte* from, std::integer_sequence<int, U...> all) {
    const vector lowest = load(from);
    if constexpr (distance == 1) {
      return __builtin_shufflevector(lowest, lowest, origin(U, Skipped)...);
    } else {
      constexpr auto of_two = [](int at) { return at < 2 * units ? at : 0; };
      const vector second = load(from + vector_bytes);
      return add<Skipped, 2>(__builtin_shufflevector(lowest, second, of_two(origin(U, Skipped))...), from, all);
    }
  }
  template <int Skipped>
  static LAZYND_ALWAYS_INLINE void copy(std::byte* to, const std::byte* from) {
    const vector gathered = gather<Skipped>(from, std::make_integer_sequence<int, units>());
    std::memcpy(to, &gathered, vector_bytes);
  }

  // What lies between the wanted elements is loaded and dropped; other threads may be writing it, which is none of the thread sanitizer's
  // business.
  __attribute__((no_sanitize("thread"))) static void run(void* tile, const std::byte* source, index_t n) {
    auto* const to = static_cast<std::byte*>(tile);
    if (n <= width) {
      for (index_t i = 0; i < n; ++i) std::memcpy(to + i * Size, source + i * Step * Size, Size);
      return;
    }
    // The vectors begin or end with the first wanted element, and those of the last `width` the other way round.
    constexpr int lead = Step > 0 ? 0 : distance - 1, lead_of_last = distance - 1 - lead;
    const auto lowest = [&](index_t i, int skipped) {
      return source + (Step > 0 ? i * distance - skipped : -(i + width - 1) * distance - skipped) * Size;
    };
    for (index_t i = 0; i < n - width; i += width) copy<lead>(to + i * Size, lowest(i, lead));
    copy<lead_of_last>(to + (n - width) * Size, lowest(n - width, lead_of_last));
  }
};

#if LAZYND_KERNEL_LEVEL == 2
/// Vectors of which only the wanted elements are stored: what lies between may belong to other threads. AVX2 can do so too, but no faster
/// than one element after the other.
template <int Size, int Step>
struct scatter_by_vectors : strided_vectors<Size, Step> {
  using of = strided_vectors<Size, Step>;
  using of::distance, of::load, of::parts, of::units, of::width;
  using typename of::vector;

  /// Of a vector of the tile, the unit that goes to unit `u` of vector `v` of the target, or near it.
  static constexpr int origin(int u, int v) {
    const int element = (v * units + u) / parts / distance;
    return (Step > 0 ? element : width - 1 - element) * parts + u % parts;
  }
  static constexpr std::uint64_t wanted(int v) {
    std::uint64_t mask = 0;
    for (int u = 0; u < units; ++u) mask |= std::uint64_t{(v * units + u) / parts % distance == 0} << u;
    return mask;
  }
  static LAZYND_ALWAYS_INLINE void store(std::byte* to, vector values, std::uint64_t mask) {
    const auto bits = reinterpret_cast<__m512i>(values);
    if constexpr (Size == 1) {
      _mm512_mask_storeu_epi8(to, mask, bits);
    } else if constexpr (Size == 2) {
      _mm512_mask_storeu_epi16(to, static_cast<__mmask32>(mask), bits);
    } else if constexpr (Size == 4) {
      _mm512_mask_storeu_epi32(to, static_cast<__mmask16>(mask), bits);
    } else {
      _mm512_mask_storeu_epi64(to, static_cast<__mmask8>(mask), bits);
    }
  }
  template <int V, int... U>
  static LAZYND_ALWAYS_INLINE void scatter(std::byte* to, vector values, std::integer_sequence<int, U...> all) {
    if constexpr (V < distance) {
      store(to + V * vector_bytes, __builtin_shufflevector(values, values, origin(U, V)...), wanted(V));
      scatter<V + 1>(to, values, all);
    }
  }

  static void run(const void* tile, std::byte* target, index_t n) {
    const auto* const from = static_cast<const std::byte*>(tile);
    if (n < width) {
      for (index_t i = 0; i < n; ++i) std::memcpy(target + i * Step * Size, from + i * Size, Size);
      return;
    }
    const auto copy = [&](index_t i) {
      const index_t lowest = Step > 0 ? i : i + width - 1;
      scatter<0>(target + lowest * Step * Size, load(from + i * Size), std::make_integer_sequence<int, units>());
    };
    for (index_t i = 0; i < n - width; i += width) copy(i);
    copy(n - width);
  }
};
#endif

/// Without instructions that permute single bytes, vectors of them are slower than one element after the other.
template <int Size, int Step>
constexpr strided_gather gather_for() {
  if constexpr (Step == 0 || Step == 1 || (LAZYND_KERNEL_LEVEL == 0 && Size == 1 && Step != 2)) {
    return nullptr;
  } else {
    return &gather_by_vectors<Size, Step>::run;
  }
}

/// Vectors whose wanted elements are further apart are not faster.
template <int Size, int Step>
constexpr strided_scatter scatter_for() {
#if LAZYND_KERNEL_LEVEL == 2
  if constexpr (Step != 0 && Step != 1 && Size * (Step < 0 ? -Step : Step) <= 16) return &scatter_by_vectors<Size, Step>::run;
#endif
  return nullptr;
}

template <int Size, int... At>
constexpr strided_copies_of_size kernels_of(std::integer_sequence<int, At...>) {
  return {strided_copies_of_size::value_type{gather_for<Size, At - int{widest_vector_step}>(),
                                             scatter_for<Size, At - int{widest_vector_step}>()}...};
}

inline constexpr auto all_steps = std::make_integer_sequence<int, 2 * widest_vector_step + 1>();

}  // namespace LAZYND_LEVEL_NAMESPACE

constinit const strided_copies LAZYND_LEVEL_JOIN(strided_copies, LAZYND_LEVEL) = {
    LAZYND_LEVEL_NAMESPACE::kernels_of<1>(LAZYND_LEVEL_NAMESPACE::all_steps),
    LAZYND_LEVEL_NAMESPACE::kernels_of<2>(LAZYND_LEVEL_NAMESPACE::all_steps),
    LAZYND_LEVEL_NAMESPACE::kernels_of<4>(LAZYND_LEVEL_NAMESPACE::all_steps),
    LAZYND_LEVEL_NAMESPACE::kernels_of<8>(LAZYND_LEVEL_NAMESPACE::all_steps),
    LAZYND_LEVEL_NAMESPACE::kernels_of<16>(LAZYND_LEVEL_NAMESPACE::all_steps),
};

}  // namespace lazynd::detail
