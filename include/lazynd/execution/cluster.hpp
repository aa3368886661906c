// SPDX-License-Identifier: BSD-3-Clause
// Fused expressions as types: leaves are numbered slots, so that one kernel serves every kind of operand.
#pragma once
#include <algorithm>
#include <array>
#include <concepts>
#include <exception>

#include <lazynd/expression/operations/rules.hpp>
#include <lazynd/ufunc/kernel.hpp>

namespace lazynd::detail {

/// The kernels of a cluster; in fused_kernel.hpp.
template <class Cluster, int Arity>
const kernel_set& kernels_of();

}  // namespace lazynd::detail

namespace lazynd::cluster {

/// Operand number `I`: n contiguous elements of type T.
template <int I, class T>
struct slot {
  using value_type = T;
  static constexpr float weight = 0;
  static constexpr bool may_throw = false;
  static constexpr std::size_t narrowest = sizeof(T);  ///< bytes of the smallest type on the way
  static constexpr std::size_t widest = sizeof(T);     ///< and of the largest
  static constexpr std::array<kernel_token, 1> tokens{kernel_token{nullptr, I, -1}};
  struct bound {
    const T* elements;
    LAZYND_ALWAYS_INLINE explicit bound(const void* const* operands) : elements(static_cast<const T*>(operands[I])) {}
    LAZYND_ALWAYS_INLINE T operator()(std::size_t i) const {
      if constexpr (is_half_v<T>) {
        return T::from_bits(reinterpret_cast<const std::uint16_t*>(elements)[i]);
      } else if constexpr (std::is_same_v<T, bool>) {
        // Loops of negated bools are vectorised this way only; and a byte other than 0 and 1, out of a file, is just true.
        return reinterpret_cast<const std::uint8_t*>(elements)[i] != 0;
      } else {
        return elements[i];
      }
    }
  };
};

/// Operand number `I`: one value for all elements.
template <int I, class T>
struct scalar {
  using value_type = T;
  static constexpr float weight = 0;
  static constexpr bool may_throw = false;
  static constexpr std::size_t narrowest = sizeof(T);
  static constexpr std::size_t widest = sizeof(T);
  static constexpr std::array<kernel_token, 1> tokens{kernel_token{nullptr, I, -1}};
  struct bound {
    T value;
    LAZYND_ALWAYS_INLINE explicit bound(const void* const* operands) : value(*static_cast<const T*>(operands[I])) {}
    LAZYND_ALWAYS_INLINE T operator()(std::size_t) const { return value; }
  };
};

template <std::size_t... N>
constexpr auto prefix_tokens(const kernel_token& operation, const std::array<kernel_token, N>&... parts) {
  std::array<kernel_token, (N + ... + 1)> all{};
  std::size_t at = 0;
  all[at++] = operation;
  ((std::copy(parts.begin(), parts.end(), all.begin() + at), at += N), ...);
  return all;
}

/// What an element of `Op` over clusters needs: bound once, before the loop, to locals that nothing can alias.
template <class Op, class... A>
struct binding : A::bound... {
  LAZYND_ALWAYS_INLINE explicit binding(const void* const* operands) : A::bound(operands)... {}
  LAZYND_ALWAYS_INLINE op::result_t<Op, typename A::value_type...> operator()(std::size_t i) const {
    return op::invoke(Op{}, static_cast<const typename A::bound&>(*this)(i)...);
  }
};

/// `Op` over clusters.
template <class Op, class... A>
struct apply {
  using value_type = op::result_t<Op, typename A::value_type...>;
  static constexpr float weight = (A::weight + ... + op::weight_of<Op, typename A::value_type...>);
  static constexpr std::size_t narrowest = std::min({sizeof(value_type), A::narrowest...});
  static constexpr std::size_t widest = std::max({sizeof(value_type), A::widest...});
  static constexpr bool may_throw = Op::template may_throw<typename A::value_type...> || (A::may_throw || ...);
  static constexpr auto tokens = prefix_tokens({Op::name, 0, sizeof...(A)}, A::tokens...);
  using bound = binding<Op, A...>;
};

/// A part of a cluster that stands in it before, here for the `N`th time of all such: the compiler finds that it computes it already.
template <int N, class Part>
struct again {
  using value_type = typename Part::value_type;
  static constexpr float weight = 0;
  static constexpr std::size_t narrowest = Part::narrowest;
  static constexpr std::size_t widest = Part::widest;
  static constexpr bool may_throw = false;
  static constexpr auto tokens = Part::tokens;
  struct bound {  // no base: the part is one already
    typename Part::bound part;
    LAZYND_ALWAYS_INLINE explicit bound(const void* const* operands) : part(operands) {}
    LAZYND_ALWAYS_INLINE value_type operator()(std::size_t i) const { return part(i); }
  };
};

template <int I, class Op, class... A>
struct apply_stateful;

/// An operation with state as a cluster of its own.
template <class Op, class Slots, class... T>
struct stateful_alone;
template <class Op, int... I, class... T>
struct stateful_alone<Op, std::integer_sequence<int, I...>, T...> {
  using type = apply_stateful<0, Op, slot<I + 1, T>...>;
};

/// An operation with state (a user's function object), which is operand number `I`.
template <int I, class Op, class... A>
struct apply_stateful {
  using value_type = op::result_t<Op, typename A::value_type...>;
  static constexpr float weight = (A::weight + ... + Op::weight);
  static constexpr std::size_t narrowest = std::min({sizeof(value_type), A::narrowest...});
  static constexpr std::size_t widest = std::max({sizeof(value_type), A::widest...});
  static constexpr bool may_throw = Op::template may_throw<typename A::value_type...> || (A::may_throw || ...);
  using alone = typename stateful_alone<Op, std::make_integer_sequence<int, sizeof...(A)>, typename A::value_type...>::type;
  static constexpr auto tokens = prefix_tokens({Op::name, I, sizeof...(A), detail::kernels_of<alone, 1 + sizeof...(A)>}, A::tokens...);
  struct bound : A::bound... {
    Op operation;
    LAZYND_ALWAYS_INLINE explicit bound(const void* const* operands)
        : A::bound(operands)..., operation(*static_cast<const Op*>(operands[I])) {}
    LAZYND_ALWAYS_INLINE value_type operator()(std::size_t i) const {
      return op::invoke(operation, static_cast<const typename A::bound&>(*this)(i)...);
    }
  };
};

/// Writes one element. Half precision goes out as its bits: assigning the class keeps loops from being vectorised.
template <class T>
LAZYND_ALWAYS_INLINE void put(T* results, std::size_t i, T x) {
  if constexpr (is_half_v<T>) {
    reinterpret_cast<std::uint16_t*>(results)[i] = x.bits();
  } else {
    results[i] = x;
  }
}

/// Calls clusters from loops that exceptions must not leave (`omp simd` would end the program): keeps one for after the loop. A call
/// that cannot throw once it is inlined costs nothing.
template <bool MayThrow>
class exception_guard {
 public:
  template <class Bound>
  LAZYND_ALWAYS_INLINE auto operator()(const Bound& element, std::size_t i) const {
    return element(i);
  }
  void rethrow() const noexcept {}
};
template <>
class exception_guard<true> {
 public:
  template <class Bound>
  LAZYND_ALWAYS_INLINE auto operator()(const Bound& element, std::size_t i) {
    try {
      return element(i);
    } catch (...) {
      failure_ = std::current_exception();
      return decltype(element(i)){};
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::exception_ptr failure_;
};

}  // namespace lazynd::cluster
