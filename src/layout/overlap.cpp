// SPDX-License-Identifier: BSD-3-Clause
// Whether strided pieces of memory share bytes: bounds, then whole numbers x with sum(factor * x) == target and 0 <= x <= most.
#include <lazynd/layout/overlap.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

namespace lazynd {

namespace {

/// `factor * x` with 0 <= x <= most.
struct term {
  index_t factor, most;
};

enum class answer : std::uint8_t { no, yes, gave_up };

bool add_product(index_t& sum, index_t factor, index_t count) noexcept {
  index_t product = 0;
  return !__builtin_mul_overflow(factor, count, &product) && !__builtin_add_overflow(sum, product, &sum);
}

/// The x in [0, modulus) with factor * x == 1 modulo `modulus`; the two have no common divisor.
index_t inverse_of(index_t factor, index_t modulus) noexcept {
  index_t now = factor % modulus, before = modulus, x = 1, x_before = 0;
  while (now > 1) {
    const index_t quotient = before / now;
    before = std::exchange(now, before - quotient * now);
    x_before = std::exchange(x, x_before - quotient * x);
  }
  return modulus == 1 ? 0 : x < 0 ? x + modulus : x;
}

index_t divided_up(index_t a, index_t b) noexcept { return a / b + (a % b != 0); }

/// Depth-first search, largest factor first. The sum of factor * most over all terms must fit an index_t.
class bounded_search {
 public:
  void add(index_t factor, index_t most) noexcept {
    if (factor != 0 && most != 0) terms_.push_back({factor, most});
  }

  answer run(index_t target, long& work) noexcept {
    merge_terms();
    // What is left of the bytes of the items makes the target an interval, where divisibility can still rule things out.
    index_t slack = 0;
    if (!terms_.empty() && terms_.back().factor == 1) {
      slack = terms_.back().most;
      terms_.pop_back();
    }
    index_t reach = 0, divisor = 0;
    for (std::size_t i = terms_.size(); i-- > 0;) {
      rest_[i + 1] = {divisor, reach};
      reach += terms_[i].factor * terms_[i].most;
      divisor = std::gcd(divisor, terms_[i].factor);
    }
    rest_[0] = {divisor, reach};
    return solve(0, target - slack, target, work);
  }

 private:
  /// Divisor common to the factors of a tail of the terms, and the most it can add up to.
  struct tail {
    index_t divisor, reach;
  };

  /// Two terms are one when the multiples of the smaller factor fill the gaps between those of the larger. Leaves larger factors first.
  void merge_terms() noexcept {
    std::sort(terms_.begin(), terms_.end(), [](const term& a, const term& b) { return a.factor > b.factor; });
    for (std::size_t small = terms_.size(); small-- > 0;) {
      for (std::size_t large = small; large-- > 0;) {
        const index_t ratio = terms_[large].factor / terms_[small].factor;
        if (terms_[large].factor % terms_[small].factor != 0 || ratio - 1 > terms_[small].most) continue;
        terms_[small].most += ratio * terms_[large].most;
        terms_.erase(large);
        large = --small;  // the terms between were compared with a smaller `most`
      }
    }
  }

  /// Whether the terms from `level` on can add up to something in [low, high].
  answer solve(std::size_t level, index_t low, index_t high, long& work) const noexcept {
    if (--work < 0) return answer::gave_up;
    const tail here = rest_[level];
    low = std::max<index_t>(low, 0);
    high = std::min(high, here.reach);
    if (low > high) return answer::no;
    if (low == 0 || high == here.reach) return answer::yes;
    low = divided_up(low, here.divisor) * here.divisor;
    high = high / here.divisor * here.divisor;
    if (low > high) return answer::no;
    if (level + 1 == terms_.size()) return answer::yes;
    const index_t step = rest_[level + 1].divisor / here.divisor;
    if ((high - low) / here.divisor + 1 >= step) return try_each(level, low, high, 0, 1, work);
    const index_t inverse = inverse_of(terms_[level].factor / here.divisor, step);
    for (index_t target = low; target <= high; target += here.divisor) {
      // Only every step-th x leaves something the other factors can divide.
      const auto first = static_cast<index_t>(__extension__ static_cast<__int128>(target / here.divisor % step) * inverse % step);
      const answer found = try_each(level, target, target, first, step, work);
      if (found != answer::no) return found;
    }
    return answer::no;
  }

  /// All x of the term at `level` with x == first modulo step.
  answer try_each(std::size_t level, index_t low, index_t high, index_t first, index_t step, long& work) const noexcept {
    const term here = terms_[level];
    const index_t rest = rest_[level + 1].reach;
    const index_t least = low > rest ? divided_up(low - rest, here.factor) : 0, most = std::min(here.most, high / here.factor);
    for (index_t x = least + ((first - least) % step + step) % step; x <= most; x += step) {
      const answer found = solve(level + 1, low - here.factor * x, high - here.factor * x, work);
      if (found != answer::no) return found;
    }
    return answer::no;
  }

  small_vector<term, 2 * max_ndim + 1> terms_;
  tail rest_[2 * max_ndim + 2];
};

/// First and last byte of a piece of memory, as numbers.
struct address_range {
  index_t first, last;
};

/// False when the addresses are out of range.
bool find_range(const memory_view& of, address_range& range) noexcept {
  range.first = range.last = static_cast<index_t>(reinterpret_cast<std::uintptr_t>(of.data));
  if (!add_product(range.last, static_cast<index_t>(of.itemsize) - 1, 1)) return false;
  for (std::size_t axis = 0; axis < of.where->shape.size(); ++axis) {
    const index_t stride = of.where->strides[axis];
    if (!add_product(stride < 0 ? range.first : range.last, stride, of.where->shape[axis] - 1)) return false;
  }
  return true;
}

bool is_empty(const memory_view& of) noexcept {
  return of.itemsize == 0 || std::find(of.where->shape.begin(), of.where->shape.end(), 0) != of.where->shape.end();
}

/// The same elements in the same order; axes of extent 1 do not matter.
bool is_same(const memory_view& a, const memory_view& b) noexcept {
  if (a.data != b.data || a.itemsize != b.itemsize) return false;
  const std::size_t n = a.where->shape.size(), m = b.where->shape.size();
  for (std::size_t i = 0, j = 0;; ++i, ++j) {
    while (i < n && a.where->shape[i] == 1) ++i;
    while (j < m && b.where->shape[j] == 1) ++j;
    if (i == n || j == m) return i == n && j == m;
    if (a.where->shape[i] != b.where->shape[j] || a.where->strides[i] != b.where->strides[j]) return false;
  }
}

void add_axes(bounded_search& search, const layout& of) noexcept {
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] > 1) search.add(std::abs(of.strides[axis]), of.shape[axis] - 1);
  }
}

}  // namespace

overlap find_overlap(const memory_view& a, const memory_view& b, long max_work) noexcept {
  if (is_empty(a) || is_empty(b)) return overlap::disjoint;
  if (is_same(a, b)) return overlap::same;
  address_range in_a, in_b;
  if (!find_range(a, in_a) || !find_range(b, in_b)) return overlap::partial;
  if (in_a.last < in_b.first || in_b.last < in_a.first) return overlap::disjoint;
  index_t span_a = 0, span_b = 0, both = 0;
  if (__builtin_sub_overflow(in_a.last, in_a.first, &span_a) || __builtin_sub_overflow(in_b.last, in_b.first, &span_b) ||
      __builtin_add_overflow(span_a, span_b, &both)) {
    return overlap::partial;
  }
  // A byte of `a`, counted up from its first, is a byte of `b`, counted down from its last.
  bounded_search search;
  add_axes(search, *a.where);
  add_axes(search, *b.where);
  search.add(1, static_cast<index_t>(a.itemsize + b.itemsize) - 2);
  return search.run(in_b.last - in_a.first, max_work) == answer::no ? overlap::disjoint : overlap::partial;
}

bool has_internal_overlap(const layout& of, std::size_t itemsize, long max_work) noexcept {
  if (is_empty({nullptr, &of, itemsize})) return false;
  small_vector<term, max_ndim> axes;
  const index_t last_byte = static_cast<index_t>(itemsize) - 1;
  index_t rest = last_byte;
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    const index_t stride = of.strides[axis];
    if (of.shape[axis] == 1) continue;
    if (stride == 0 || stride == std::numeric_limits<index_t>::min()) return true;
    axes.push_back({std::abs(stride), of.shape[axis] - 1});
    if (!add_product(rest, axes.back().factor, axes.back().most)) return true;
  }
  if (rest > std::numeric_limits<index_t>::max() / 2) return true;
  const auto descending = [](const term& x, const term& y) { return x.factor > y.factor; };
  if (!std::is_sorted(axes.begin(), axes.end(), descending)) std::sort(axes.begin(), axes.end(), descending);
  // Two positions at one place differ first, by 1 or more, along some axis; smaller strides, to and fro, must make up for that.
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    rest -= axes[axis].factor * axes[axis].most;
    if (axes[axis].factor > rest) continue;
    bounded_search search;
    search.add(axes[axis].factor, axes[axis].most - 1);
    for (std::size_t inner = axis + 1; inner < axes.size(); ++inner) search.add(axes[inner].factor, 2 * axes[inner].most);
    search.add(1, 2 * last_byte);
    if (search.run(rest - axes[axis].factor, max_work) != answer::no) return true;
  }
  return false;
}

}  // namespace lazynd
