// SPDX-License-Identifier: BSD-3-Clause
// Views drawn at random: any shape, memory order, padding, direction, offset and broadcasting; and what they hold, read slowly.
#pragma once
#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>
#include <vector>

#include <lazynd/lazynd.hpp>

namespace laws {

namespace nd = lazynd;

class dice {
 public:
  explicit dice(unsigned seed) : engine_(seed) {}
  nd::index_t below(nd::index_t bound) { return static_cast<nd::index_t>(engine_() % static_cast<std::uint64_t>(bound)); }
  bool one_in(nd::index_t n) { return below(n) == 0; }
  template <class T, std::size_t N>
  T any_of(const T (&values)[N]) {
    return values[below(static_cast<nd::index_t>(N))];
  }

 private:
  std::mt19937_64 engine_;
};

/// Extents around the widths of vectors, tiles and blocks; at most `most` elements.
inline nd::shape_t draw_shape(dice& draw, nd::index_t most) {
  constexpr nd::index_t small[] = {1, 2, 3, 5, 7}, vectors[] = {8, 15, 16, 17, 31, 33}, tiles[] = {64, 127, 255, 511, 512, 513, 1023, 1025},
                        blocks[] = {2047, 2048, 2049, 4097, 16383, 16384, 16385, 40000};
  nd::shape_t shape;
  nd::index_t count = 1;
  const nd::index_t ndim = draw.below(6);
  for (nd::index_t axis = 0; axis < ndim; ++axis) {
    nd::index_t extent = draw.any_of(small);
    if (draw.one_in(2)) extent = draw.any_of(vectors);
    if (draw.one_in(5)) extent = draw.any_of(tiles);
    if (draw.one_in(8)) extent = draw.any_of(blocks);
    if (draw.one_in(40)) extent = 0;
    if (count * extent > most) extent = 1;
    shape.push_back(extent);
    if (extent > 0) count *= extent;
  }
  return shape;
}

template <class T>
T draw_element(dice& draw) {
  if constexpr (nd::is_complex_v<T>) {
    const auto real = draw_element<typename T::value_type>(draw);
    return T(real, draw_element<typename T::value_type>(draw));
  } else if constexpr (std::is_same_v<T, bool>) {
    return draw.one_in(2);
  } else if constexpr (std::is_integral_v<T>) {
    return draw.one_in(3) ? static_cast<T>(draw.below(nd::index_t{1} << 62)) : static_cast<T>(draw.below(9));
  } else {
    constexpr T special[] = {T(0), T(-0.0), std::numeric_limits<T>::infinity(), std::numeric_limits<T>::quiet_NaN(),
                             std::numeric_limits<T>::denorm_min()};
    if (draw.one_in(500)) return draw.any_of(special);
    return static_cast<T>(static_cast<double>(draw.below(2000003)) / 1e5 - 10.0);
  }
}

/// A layout of that shape without positions that share memory, and the bytes it reaches below and above its first element.
struct drawn_layout {
  nd::layout where;
  nd::index_t below = 0;
  nd::index_t above = 0;
};

inline drawn_layout draw_layout(dice& draw, const nd::shape_t& shape, nd::index_t itemsize) {
  std::vector<std::size_t> order(shape.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::reverse(order.begin(), order.end());
  if (draw.one_in(2)) {
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<std::size_t>(draw.below(static_cast<nd::index_t>(i)))]);
  }
  const bool plain = draw.one_in(3);
  drawn_layout drawn{{shape, nd::dims(shape.size(), 0)}};
  nd::index_t stride = itemsize;
  for (const std::size_t axis : order) {
    if (!plain && draw.one_in(4)) stride += itemsize * draw.below(4);
    if (!plain && draw.one_in(5)) stride *= 1 + draw.below(3);
    const bool backward = !plain && draw.one_in(4);
    drawn.where.strides[axis] = backward ? -stride : stride;
    const nd::index_t reach = std::max<nd::index_t>(0, shape[axis] - 1) * stride;
    (backward ? drawn.below : drawn.above) += reach;
    stride = std::max(stride, reach + stride);
  }
  drawn.above += itemsize;
  return drawn;
}

template <class T>
nd::array<T> draw_memory(dice& draw, nd::index_t elements) {
  nd::array<T> memory = nd::empty<T>({elements});
  for (nd::index_t i = 0; i < elements; ++i) memory.data()[i] = draw_element<T>(draw);
  return memory;
}

/// A view of new memory with that shape; it starts anywhere in a vector.
template <class T>
nd::view<T> draw_view(dice& draw, const nd::shape_t& shape) {
  const nd::index_t size = sizeof(T);
  const drawn_layout drawn = draw_layout(draw, shape, size);
  const nd::index_t lead = draw.below(9);
  const nd::array<T> memory = draw_memory<T>(draw, (drawn.below + drawn.above) / size + lead);
  return nd::view<T>(nd::view_block(memory.storage(), memory.storage()->data + lead * size + drawn.below, drawn.where));
}

/// An operand that broadcasts to the shape.
template <class T>
nd::view<T> draw_operand(dice& draw, const nd::shape_t& shape) {
  nd::shape_t own = shape;
  while (!own.empty() && draw.one_in(6)) own.erase(0);
  for (nd::index_t& extent : own) {
    if (draw.one_in(6)) extent = 1;
  }
  nd::view<T> drawn = draw_view<T>(draw, own);
  if (own.size() < shape.size() || !draw.one_in(4)) return drawn;
  // The same with strides of 0, as broadcast_to gives it.
  return nd::view<T>(nd::view_block(drawn.storage(), drawn.storage()->data, nd::broadcast_to(drawn.storage()->where, shape, "test")));
}

/// Calls f(position, byte offset) for every position, in C order.
template <class F>
void for_each_position(const nd::layout& where, F&& f) {
  nd::dims at(where.shape.size(), 0);
  const nd::index_t count = nd::element_count(where.shape);
  for (nd::index_t i = 0; i < count; ++i) {
    nd::index_t offset = 0;
    for (std::size_t axis = 0; axis < at.size(); ++axis) offset += at[axis] * where.strides[axis];
    f(i, offset);
    for (std::size_t axis = at.size(); axis-- > 0;) {
      if (++at[axis] < where.shape[axis]) break;
      at[axis] = 0;
    }
  }
}

/// The elements a view shows, as a new array of that shape; read one by one.
template <class T>
nd::array<T> slow_copy(const nd::view<T>& look, const nd::shape_t& shape) {
  const nd::layout where = nd::broadcast_to(look.storage()->where, shape, "test");
  nd::array<T> copy = nd::empty<T>(shape);
  const std::byte* const from = look.storage()->data;
  for_each_position(where, [&](nd::index_t i, nd::index_t offset) { std::memcpy(&copy.data()[i], from + offset, sizeof(T)); });
  return copy;
}

/// Writes the elements of an array of the same shape, one by one.
template <class T>
void slow_write(const nd::view<T>& look, const nd::array<T>& elements) {
  std::byte* const to = look.storage()->data;
  for_each_position(look.storage()->where,
                    [&](nd::index_t i, nd::index_t offset) { std::memcpy(to + offset, &elements.data()[i], sizeof(T)); });
}

}  // namespace laws
