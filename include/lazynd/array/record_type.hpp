// SPDX-License-Identifier: BSD-3-Clause
// Structs of C++ as records.
#pragma once
#include <array>
#include <type_traits>
#include <vector>

#include <lazynd/array/structured_array.hpp>

namespace lazynd {

template <class S>
class record_type;

namespace detail {

/// The elements of a member and the axes of its C arrays and std::arrays.
template <class M>
struct member_elements {
  using type = M;
  static void add_axes(small_vector<index_t, 8>&) {}
};
template <class M, std::size_t N>
struct member_elements<M[N]> {
  using type = typename member_elements<M>::type;
  static void add_axes(small_vector<index_t, 8>& to) {
    to.push_back(static_cast<index_t>(N));
    member_elements<M>::add_axes(to);
  }
};
template <class M, std::size_t N>
struct member_elements<std::array<M, N>> : member_elements<M[N]> {};

/// Bytes from the beginning of a struct to a member.
template <class S, class M>
index_t offset_of(M S::*member) noexcept {
  alignas(S) std::byte memory[sizeof(S)] = {};
  const S* const object = reinterpret_cast<const S*>(memory);
  return static_cast<index_t>(reinterpret_cast<const std::byte*>(std::addressof(object->*member)) - memory);
}

/// One member as a field.
template <class S>
struct record_member {
  record_field field;

  template <class M>
  record_member(std::string name, M S::*member) : field(std::move(name), dtype_of<element<M>>, axes<M>(), offset_of(member)) {}
  template <class M>
  record_member(std::string name, M S::*member, const record_type<typename member_elements<M>::type>& nested)
      : field(std::move(name), static_cast<const structured_dtype&>(nested), axes<M>(), offset_of(member)) {}

 private:
  template <class M>
  struct checked {
    using type = typename member_elements<M>::type;
    static_assert(Element<type>,
                  "lazynd: a member must be of an element type, an array of one, or come with the record_type of its struct");
  };
  template <class M>
  using element = typename checked<M>::type;
  template <class M>
  static small_vector<index_t, 8> axes() {
    small_vector<index_t, 8> shape;
    member_elements<M>::add_axes(shape);
    return shape;
  }
};

/// The records as structs: `dtype_error` for other fields, `value_error` for gaps between records, wrong alignment or const records.
LAZYND_API void check_structs(const structured_base& records, const structured_dtype& type, std::size_t alignment, bool writes);

}  // namespace detail

/// The dtype of a struct's members at their places, made by `structured`.
template <class S>
class record_type : public structured_dtype {
  static_assert(std::is_standard_layout_v<S> && std::is_trivially_copyable_v<S>,
                "lazynd: a record is a struct of standard layout that can be copied byte by byte");

 public:
  record_type(std::vector<record_field> members, bool align) : structured_dtype(std::move(members), {align, sizeof(S)}) {}

  /// The records as structs, without a copy. `dtype_error` when they are not of this dtype, `value_error` when they do not follow each
  /// other in C order, are not aligned or, for `S` that is not const, cannot be written.
  [[nodiscard]] std::span<S> structs(const structured_view& records) const { return span_of<S>(records); }
  [[nodiscard]] std::span<S> structs(structured_array& records) const { return span_of<S>(records); }
  [[nodiscard]] std::span<const S> structs(const structured_array& records) const { return span_of<const S>(records); }

 private:
  template <class T>
  std::span<T> span_of(const structured_base& records) const {
    detail::check_structs(records, *this, alignof(S), !std::is_const_v<T>);
    return {reinterpret_cast<T*>(records.storage()->data), static_cast<std::size_t>(records.size())};
  }
};

/// The members of a struct as fields: `structured<particle>({{"x", &particle::x}, {"pos", &particle::pos}, {"in", &particle::in, inner}})`.
/// Members are of element types, C arrays or `std::array`s of them, or structs with the `record_type` of theirs. Members that are not
/// named are bytes that nothing touches.
template <class S>
[[nodiscard]] record_type<S> structured(std::initializer_list<detail::record_member<S>> members) {
  std::vector<record_field> fields;
  bool aligned = true;
  for (const auto& member : members) {
    const std::size_t to = member.field.record ? member.field.record->alignment() : alignment(member.field.type);
    aligned = aligned && static_cast<std::size_t>(member.field.offset) % to == 0 && sizeof(S) % to == 0;
    fields.push_back(member.field);
  }
  return record_type<S>(std::move(fields), aligned);
}

/// A view of somebody else's structs, without copying: the caller keeps them alive and in place. Const structs cannot be written through
/// it.
template <class S>
[[nodiscard]] structured_view borrow(std::span<S> structs, const record_type<std::remove_const_t<S>>& type) {
  const auto count = static_cast<index_t>(structs.size()), size = static_cast<index_t>(sizeof(S));
  auto* const address = const_cast<std::remove_const_t<S>*>(structs.data());
  return {borrow_block(dtype::uint8, address, {{count, size}, {size, 1}}, !std::is_const_v<S>), type};
}

}  // namespace lazynd
