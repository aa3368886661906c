// SPDX-License-Identifier: BSD-3-Clause
// A vector of trivially copyable values whose first N need no allocation.
#pragma once
#include <algorithm>
#include <initializer_list>
#include <span>
#include <type_traits>
#include <utility>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// Vector of trivially copyable `T`; up to `N` elements are held in place, more on the heap.
template <class T, std::size_t N>
class small_vector {
  static_assert(std::is_trivially_copyable_v<T>, "small_vector holds trivially copyable types only");

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  small_vector() noexcept {}
  small_vector(std::initializer_list<T> values) { assign(values.begin(), values.size()); }
  explicit small_vector(std::span<const T> values) { assign(values.data(), values.size()); }
  explicit small_vector(std::size_t count, T value = T{}) { resize(count, value); }
  small_vector(const small_vector& other) {
    if (other.size_ > 0) assign(other.data(), other.size_);  // g++ warns of a copy of nothing, out of a place without values
  }
  small_vector(small_vector&& other) noexcept { take(other); }
  small_vector& operator=(const small_vector& other) {
    if (this != &other) assign(other.data(), other.size_);
    return *this;
  }
  small_vector& operator=(small_vector&& other) noexcept {
    if (this != &other) {
      delete[] heap_;
      take(other);
    }
    return *this;
  }
  ~small_vector() { delete[] heap_; }

  [[nodiscard]] T* data() noexcept { return heap_ ? heap_ : local_; }
  [[nodiscard]] const T* data() const noexcept { return heap_ ? heap_ : local_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  T& operator[](std::size_t i) noexcept { return data()[i]; }
  const T& operator[](std::size_t i) const noexcept { return data()[i]; }
  T& back() noexcept { return data()[size_ - 1]; }
  const T& back() const noexcept { return data()[size_ - 1]; }
  T* begin() noexcept { return data(); }
  T* end() noexcept { return data() + size_; }
  const T* begin() const noexcept { return data(); }
  const T* end() const noexcept { return data() + size_; }

  void clear() noexcept { size_ = 0; }
  void reserve(std::size_t wanted) {
    if (wanted > capacity_) [[unlikely]]
      grow(wanted);
  }
  void resize(std::size_t count, T value = T{}) {
    reserve(count);
    if (count > size_) std::fill(data() + size_, data() + count, value);
    size_ = static_cast<std::uint32_t>(count);
  }
  void push_back(T value) {
    reserve(std::size_t{size_} + 1);
    data()[size_++] = value;
  }
  void pop_back() noexcept { --size_; }
  void insert(std::size_t position, T value) {
    push_back(value);
    std::rotate(begin() + position, end() - 1, end());
  }
  void erase(std::size_t position) noexcept {
    std::copy(begin() + position + 1, end(), begin() + position);
    --size_;
  }

  friend bool operator==(const small_vector& a, const small_vector& b) noexcept {
    return a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  /// A function of its own, so that what copies short vectors stays small.
  LAZYND_NOINLINE void grow(std::size_t wanted) {
    const std::size_t grown = std::max<std::size_t>(wanted, std::size_t{capacity_} * 2);
    T* const bigger = new T[grown];
    std::copy_n(data(), size_, bigger);
    delete[] heap_;
    heap_ = bigger;
    capacity_ = static_cast<std::uint32_t>(grown);
  }
  void assign(const T* values, std::size_t count) {
    reserve(count);
    std::copy_n(values, count, data());
    size_ = static_cast<std::uint32_t>(count);
  }
  void take(small_vector& other) noexcept {
    heap_ = std::exchange(other.heap_, nullptr);
    capacity_ = std::exchange(other.capacity_, std::uint32_t{N});
    size_ = std::exchange(other.size_, 0U);
    if (!heap_) std::copy_n(other.local_, std::min<std::size_t>(size_, N), local_);  // as if there could be more: g++ thinks so
  }

  T* heap_ = nullptr;  // not a unique_ptr: <memory> is half a second of every translation unit
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = N;
  union {
    T local_[N];  // in a union nothing sets them to zero, which would cost more than what most of these vectors are used for
  };
};

}  // namespace lazynd
