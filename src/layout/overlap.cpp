// SPDX-License-Identifier: BSD-3-Clause
// Do two strided pieces of memory share a byte? Bounds first, then a bounded search for integer solutions.
#include <lazynd/layout/overlap.hpp>

#include <algorithm>
#include <numeric>

namespace lazynd {

namespace {

using wide = __int128;

/// One term a * x with 0 <= x <= most.
struct term {
  std::int64_t factor;
  std::int64_t most;
};
using terms_t = small_vector<term, 16>;

struct byte_range {
  wide low;
  wide high;  ///< one past the last byte
};

byte_range bounds(const memory_view& m) {
  wide low = static_cast<wide>(reinterpret_cast<std::uintptr_t>(m.data)), high = low;
  for (std::size_t axis = 0; axis < m.where->shape.size(); ++axis) {
    const wide reach = static_cast<wide>(m.where->shape[axis] - 1) * m.where->strides[axis];
    (reach < 0 ? low : high) += reach;
  }
  return {low, high + static_cast<wide>(m.itemsize)};
}

bool is_empty(const layout& of) {
  return std::find(of.shape.begin(), of.shape.end(), index_t{0}) != of.shape.end();
}

/// Axes as positive terms; axes that do not move are left out.
void add_terms(const layout& of, terms_t& terms) {
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] <= 1 || of.strides[axis] == 0) continue;
    terms.push_back({std::abs(of.strides[axis]), of.shape[axis] - 1});
  }
}

/// Searches x with sum of factor * x == target, depth first over terms sorted by decreasing factor, pruned by bounds and by the greatest
/// common divisor of the factors that are left. Returns 1: there is one; 0: there is none; -1: gave up.
class search {
 public:
  search(terms_t terms, long max_work) : terms_(std::move(terms)), work_left_(max_work) {
    std::sort(terms_.begin(), terms_.end(), [](const term& a, const term& b) { return a.factor > b.factor; });
    reach_.resize(terms_.size() + 1, 0);
    divisor_.resize(terms_.size() + 1, 0);
    for (std::size_t i = terms_.size(); i-- > 0;) {
      reach_[i] = reach_[i + 1] + static_cast<wide>(terms_[i].factor) * terms_[i].most;
      divisor_[i] = std::gcd(divisor_[i + 1], terms_[i].factor);
    }
  }

  int run(wide target) { return from(0, target); }

 private:
  int from(std::size_t i, wide target) {
    if (target < 0 || target > reach_[i]) return 0;
    if (i == terms_.size()) return target == 0;
    if (target % divisor_[i] != 0) return 0;
    if (--work_left_ < 0) return -1;
    const term t = terms_[i];
    // The terms behind can give at most reach: x must make up the rest.
    const wide rest = target - reach_[i + 1];
    const wide lowest = rest <= 0 ? 0 : (rest + t.factor - 1) / t.factor;
    const wide highest = std::min<wide>(t.most, target / t.factor);
    for (wide x = highest; x >= lowest; --x) {
      const int found = from(i + 1, target - x * t.factor);
      if (found != 0) return found;
      if (work_left_ < 0) return -1;
    }
    return 0;
  }

  terms_t terms_;
  small_vector<wide, 17> reach_;
  small_vector<std::int64_t, 17> divisor_;
  long work_left_;
};

bool same_elements(const memory_view& a, const memory_view& b) {
  if (a.data != b.data || a.itemsize != b.itemsize) return false;
  auto moving = [](const layout& of) {
    layout result;
    for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
      if (of.shape[axis] == 1) continue;
      result.shape.push_back(of.shape[axis]);
      result.strides.push_back(of.strides[axis]);
    }
    return result;
  };
  const layout la = moving(*a.where), lb = moving(*b.where);
  return la.shape == lb.shape && la.strides == lb.strides;
}

}  // namespace

overlap find_overlap(const memory_view& a, const memory_view& b, long max_work) noexcept {
  if (is_empty(*a.where) || is_empty(*b.where) || a.itemsize == 0 || b.itemsize == 0) return overlap::disjoint;
  const byte_range ra = bounds(a), rb = bounds(b);
  if (ra.high <= rb.low || rb.high <= ra.low) return overlap::disjoint;
  if (same_elements(a, b)) return overlap::same;
  // low_a + sum(a terms) + byte_a == low_b + sum(b terms) + byte_b. Replacing y by most - y makes every term positive:
  // sum(a terms) + sum(b terms) + byte_a + byte_b' == (high_b - 1) - low_a.
  terms_t terms;
  add_terms(*a.where, terms);
  add_terms(*b.where, terms);
  if (a.itemsize > 1) terms.push_back({1, static_cast<std::int64_t>(a.itemsize) - 1});
  if (b.itemsize > 1) terms.push_back({1, static_cast<std::int64_t>(b.itemsize) - 1});
  return search(std::move(terms), max_work).run(rb.high - 1 - ra.low) == 0 ? overlap::disjoint : overlap::partial;
}

bool has_internal_overlap(const layout& of, std::size_t itemsize, long max_work) noexcept {
  if (is_empty(of)) return false;
  terms_t terms;
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] > 1 && of.strides[axis] == 0) return true;
  }
  add_terms(of, terms);
  std::sort(terms.begin(), terms.end(), [](const term& a, const term& b) { return a.factor < b.factor; });
  wide reach = static_cast<wide>(itemsize);
  bool nested = true;
  for (const term& t : terms) {
    nested = nested && t.factor >= reach;
    reach += static_cast<wide>(t.factor) * t.most;
  }
  if (nested) return false;
  // Two different positions i, j share a byte: sum(stride * (i - j)) + byte == 0 with differences d in [-most, most]. Shifting d by most:
  // sum(stride * e) + byte_1 + byte_2 == sum(stride * most) + itemsize - 1, with e in [0, 2 most]; d == 0 everywhere must not count, so one
  // axis after the other is forced to differ (by symmetry d > 0), those before it not to.
  for (std::size_t first = 0; first < terms.size(); ++first) {
    terms_t shifted;
    wide target = static_cast<wide>(itemsize) - 1;
    for (std::size_t axis = first; axis < terms.size(); ++axis) {
      const term t = terms[axis];
      if (axis == first) {
        shifted.push_back({t.factor, t.most - 1});
        target -= t.factor;
      } else {
        shifted.push_back({t.factor, 2 * t.most});
        target += static_cast<wide>(t.factor) * t.most;
      }
    }
    if (itemsize > 1) shifted.push_back({1, 2 * (static_cast<std::int64_t>(itemsize) - 1)});
    if (search(std::move(shifted), max_work).run(target) != 0) return true;
  }
  return false;
}

}  // namespace lazynd
