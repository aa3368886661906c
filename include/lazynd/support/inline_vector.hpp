// SPDX-License-Identifier: BSD-3-Clause
// A vector of any type whose first N elements need no allocation.
#pragma once
#include <new>
#include <utility>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// Vector of `T`; up to `N` elements are held in place, more on the heap. Unlike `small_vector` it constructs and destroys its elements,
/// and leaves the place of those that are not there untouched. Growing moves the elements.
template <class T, std::size_t N>
class inline_vector {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  inline_vector() noexcept {}
  inline_vector(const inline_vector& other) : inline_vector() { append(other); }
  inline_vector(inline_vector&& other) noexcept { take(other); }
  inline_vector& operator=(const inline_vector& other) {
    if (this != &other) {
      clear();
      append(other);
    }
    return *this;
  }
  inline_vector& operator=(inline_vector&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  ~inline_vector() { release(); }

  [[nodiscard]] T* data() noexcept { return first_; }
  [[nodiscard]] const T* data() const noexcept { return first_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  T& operator[](std::size_t i) noexcept { return first_[i]; }
  const T& operator[](std::size_t i) const noexcept { return first_[i]; }
  T& back() noexcept { return first_[size_ - 1]; }
  const T& back() const noexcept { return first_[size_ - 1]; }
  T* begin() noexcept { return first_; }
  T* end() noexcept { return first_ + size_; }
  const T* begin() const noexcept { return first_; }
  const T* end() const noexcept { return first_ + size_; }

  void clear() noexcept {
    while (size_ > 0) first_[--size_].~T();
  }
  void reserve(std::size_t wanted) {
    if (wanted <= capacity_) return;
    const std::size_t grown = wanted > 2 * capacity_ ? wanted : 2 * capacity_;
    T* const bigger = static_cast<T*>(::operator new (grown * sizeof(T), std::align_val_t{alignof(T)}));
    move_elements(first_, size_, bigger);
    give_back();
    first_ = bigger;
    capacity_ = grown;
  }
  void resize(std::size_t count) {
    reserve(count);
    while (size_ > count) first_[--size_].~T();
    while (size_ < count) emplace_back();
  }
  /// A new last element. What its members do not set is not set, where `T()` would make all of it zero first.
  T& emplace_back() {
    reserve(size_ + 1);
    T* const made = new (static_cast<void*>(first_ + size_)) T;
    ++size_;
    return *made;
  }
  /// A new last element out of one that does not stand in this vector.
  template <class From>
  T& emplace_back(From&& from) {
    reserve(size_ + 1);
    T* const made = new (static_cast<void*>(first_ + size_)) T(std::forward<From>(from));
    ++size_;
    return *made;
  }
  void push_back(T value) { emplace_back(std::move(value)); }

 private:
  static void move_elements(T* from, std::size_t count, T* to) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
      new (static_cast<void*>(to + i)) T(std::move(from[i]));
      from[i].~T();
    }
  }
  T* in_place() noexcept { return reinterpret_cast<T*>(local_); }
  void append(const inline_vector& other) {
    reserve(other.size_);
    for (const T& value : other) emplace_back(value);
  }
  /// The elements of another; this one has none, and no memory of its own.
  void take(inline_vector& other) noexcept {
    if (other.first_ == other.in_place()) {
      move_elements(other.first_, other.size_, first_);
    } else {
      first_ = std::exchange(other.first_, other.in_place());
      capacity_ = std::exchange(other.capacity_, N);
    }
    size_ = std::exchange(other.size_, 0U);
  }
  void give_back() noexcept {
    if (first_ != in_place()) ::operator delete (first_, std::align_val_t{alignof(T)});
  }
  void release() noexcept {
    clear();
    give_back();
    first_ = in_place();
    capacity_ = N;
  }

  alignas(T) std::byte local_[N * sizeof(T)];
  T* first_ = in_place();
  std::size_t size_ = 0;
  std::size_t capacity_ = N;
};

}  // namespace lazynd
