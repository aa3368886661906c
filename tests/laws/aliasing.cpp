// SPDX-License-Identifier: BSD-3-Clause
// Sources and destinations anywhere in one piece of memory: every assignment is as if all sources were read before anything is written,
// and of several destinations that overlap the last wins.
#include "laws/random_views.hpp"
#include "laws/same_bits.hpp"

namespace {

using namespace laws;

/// A view of that shape somewhere in the memory; it may be the same place as `other`, or that place shifted, turned or reversed.
template <class T>
nd::view<T> draw_part(dice& draw, const nd::array<T>& memory, const nd::shape_t& shape, const nd::view<T>* other) {
  const nd::index_t size = sizeof(T), room = memory.size() * size;
  for (;;) {
    drawn_layout drawn = draw_layout(draw, shape, size);
    if (other && draw.one_in(2)) {
      drawn = {{shape, other->strides()}};
      for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        nd::index_t& stride = drawn.where.strides[axis];
        if (draw.one_in(3)) stride = -stride;
        const nd::index_t reach = std::max<nd::index_t>(0, shape[axis] - 1) * stride;
        (reach < 0 ? drawn.below : drawn.above) += std::abs(reach);
      }
      drawn.above += size;
    }
    if (drawn.below + drawn.above > room) continue;
    nd::index_t begin = draw.below((room - drawn.below - drawn.above) / size + 1) * size;
    if (other && draw.one_in(3)) {
      const nd::index_t near = (other->storage()->data - memory.storage()->data) - drawn.below + size * (draw.below(5) - 2);
      if (near >= 0 && near + drawn.below + drawn.above <= room) begin = near;
    }
    return nd::view<T>(nd::view_block(memory.storage(), memory.storage()->data + begin + drawn.below, drawn.where));
  }
}

template <class T>
nd::view<T> in_other_memory(const nd::view<T>& look, const nd::array<T>& from, const nd::array<T>& to) {
  return nd::view<T>(
      nd::view_block(to.storage(), to.storage()->data + (look.storage()->data - from.storage()->data), look.storage()->where));
}

template <class T>
void check_aliasing(unsigned seed, nd::index_t most) {
  dice draw(seed);
  nd::shape_t shape = draw_shape(draw, most);
  nd::index_t count = 1;
  for (const nd::index_t extent : shape) count *= std::max<nd::index_t>(1, extent);
  const nd::array<T> start = draw_memory<T>(draw, 1 + count * (2 + draw.below(7)) + draw.below(60));
  nd::array<T> memory = start;
  nd::view<T> target = draw_part<T>(draw, memory, shape, nullptr);
  nd::view<T> x = draw_part<T>(draw, memory, shape, &target), y = draw_part<T>(draw, memory, shape, &target);
  nd::view<T> second_target = draw_part<T>(draw, memory, shape, &target);
  const nd::array<T> old_x = slow_copy(x, shape), old_y = slow_copy(y, shape), old_target = slow_copy(target, shape);
  auto formula = [](const auto& a, const auto& b) { return a + b * 2; };

  auto check = [&](const char* what, auto&& run, auto&& run_slowly) {
    memory = start;
    run();
    nd::array<T> expected = start;
    run_slowly(expected);
    const auto verdict = same(memory, expected);
    BOOST_TEST(verdict, what << ", seed " << seed << ", shape " << nd::to_string(shape) << ": " << lazynd_test::reason(verdict));
  };
  check(
      "one result", [&] { target = formula(x, y); },
      [&](nd::array<T>& in) { slow_write(in_other_memory(target, memory, in), nd::eval(formula(old_x, old_y))); });
  check(
      "a copy", [&] { target = x; }, [&](nd::array<T>& in) { slow_write(in_other_memory(target, memory, in), old_x); });
  check(
      "a compound assignment", [&] { target += x; },
      [&](nd::array<T>& in) { slow_write(in_other_memory(target, memory, in), nd::eval(old_target + old_x)); });
  check(
      "two results", [&] { nd::assign(target, formula(x, y), second_target, formula(y, target)); },
      [&](nd::array<T>& in) {
        slow_write(in_other_memory(target, memory, in), nd::eval(formula(old_x, old_y)));
        slow_write(in_other_memory(second_target, memory, in), nd::eval(formula(old_y, old_target)));
      });
  if (shape.empty()) return;
  check(
      "a reduction", [&] { target = x - nd::sum(y, {.axis = 0, .keepdims = true}); },
      [&](nd::array<T>& in) {
        slow_write(in_other_memory(target, memory, in), nd::eval(nd::cast<T>(old_x - nd::sum(old_y, {.axis = 0, .keepdims = true}))));
      });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(aliasing)

BOOST_AUTO_TEST_CASE(small_parts_of_one_memory) {
  for (unsigned seed = 0; seed < 1500; ++seed) check_aliasing<double>(seed, 300);
}

BOOST_AUTO_TEST_CASE(big_parts_of_one_memory) {
  for (unsigned seed = 0; seed < 150; ++seed) check_aliasing<double>(seed + 10000, 60000);
}

BOOST_AUTO_TEST_CASE(parts_of_narrow_and_wide_elements) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    check_aliasing<std::int64_t>(seed + 20000, 2000);
    check_aliasing<std::complex<double>>(seed + 30000, 2000);
    check_aliasing<float>(seed + 40000, 2000);
  }
}

BOOST_AUTO_TEST_SUITE_END()
