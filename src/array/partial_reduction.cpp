// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/partial_reduction.hpp>

#include <algorithm>
#include <cstring>

#include <lazynd/functions/reductions.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "execution/block_states.hpp"
#include "execution/dynamic.hpp"

namespace lazynd {

namespace {

/// What a function folds its elements with, and what it makes of them before.
struct recipe {
  std::string_view function;
  std::string_view reduction;
  any_expression (*prepare)(const any_expression& piece);
};
constexpr recipe recipes[] = {
    {"count_nonzero", "sum", [](const any_expression& x) { return detail::truth_values(x); }},
    {"nansum", "sum", [](const any_expression& x) { return detail::nan_as<0>(x); }},
    {"nanprod", "prod", [](const any_expression& x) { return detail::nan_as<1>(x); }},
};

recipe recipe_for(std::string_view function) {
  for (const recipe& row : recipes) {
    if (row.function == function) return row;
  }
  return {function, function, [](const any_expression& x) { return x; }};
}

lazynd::dtype argument_type(std::string_view function, lazynd::dtype type) {
  return detail::reduced_type(recipe_for(function).reduction, function == "count_nonzero" ? dtype::bool_ : type);
}

}  // namespace

partial_reduction::partial_reduction(std::string_view function, lazynd::dtype type, const partial_options& options)
    : function_(function),
      kernel_(&detail::reduction_for(recipe_for(function).reduction, argument_type(function, type))),
      type_(type),
      argument_(argument_type(function, type)),
      axis_(options.axis),
      has_shape_(!options.axis),
      first_(options.first) {
  if (first_ < 0 || first_ % reduction_block != 0) {
    throw value_error("partial_reduction: position " + std::to_string(first_) + " is not a multiple of " + std::to_string(reduction_block));
  }
}

std::size_t partial_reduction::row_bytes() const noexcept { return static_cast<std::size_t>(element_count(shape_)) * kernel_->state_size; }

std::size_t partial_reduction::bytes_of_rest() const noexcept {
  if (!axis_) return static_cast<std::size_t>(rest_count_) * itemsize(argument_);
  return static_cast<std::size_t>(std::min(rest_count_, index_t{kernel_->lanes})) * row_bytes();
}

void partial_reduction::merge_last() {
  const std::size_t row = row_bytes();
  std::byte* const last = states_.data() + states_.size() - row;
  kernel_->merge[0](last - row, last, static_cast<std::size_t>(element_count(shape_)));
  trees_.pop_back();
  states_.resize(states_.size() - row);
}

void partial_reduction::add_subtree(subtree tree, const std::byte* state) {
  trees_.push_back(tree);
  states_.insert(states_.end(), state, state + row_bytes());
  while (trees_.size() > 1) {
    const subtree left = trees_[trees_.size() - 2];
    if (left.level != trees_.back().level || (left.first >> left.level & 1) != 0) return;
    merge_last();
    ++trees_.back().level;
  }
}

void partial_reduction::add_blocks(const std::vector<std::byte>& states) {
  const std::size_t row = row_bytes();
  for (std::size_t at = 0; at < states.size(); at += row) {
    add_subtree({(first_ + count_) / reduction_block, 0}, states.data() + at);
    count_ += reduction_block;
  }
}

partial_reduction& partial_reduction::continue_with(const any_operand& piece) {
  if (piece.dtype() != type_) {
    throw dtype_error("partial_reduction: a piece of " + std::string(name(piece.dtype())) + " for a reduction of " +
                      std::string(name(type_)));
  }
  const any_expression elements = cast(recipe_for(function_).prepare(cast(piece, type_)), argument_);
  const block_handle made = detail::evaluate_dynamic(elements.node(), "partial_reduction");
  if (axis_) {
    continue_rows(any_view(made));
  } else {
    continue_sequence(*detail::in_c_order(made));
  }
  return *this;
}

void partial_reduction::continue_sequence(const block& piece) {
  const std::size_t size = itemsize(argument_);
  const std::byte* from = piece.data;
  index_t left = element_count(piece.where.shape);
  const auto take = [&](index_t n) {
    rest_.insert(rest_.end(), from, from + static_cast<std::size_t>(n) * size);
    from += static_cast<std::size_t>(n) * size;
    left -= n;
    rest_count_ += n;
  };
  if (rest_count_ > 0) take(std::min(left, reduction_block - rest_count_));
  if (rest_count_ == reduction_block) complete_last_block();
  if (const index_t whole = left / reduction_block * reduction_block; whole > 0) {
    add_blocks(detail::states_of_blocks(*kernel_, from, size, whole, first_ + count_));
    from += static_cast<std::size_t>(whole) * size;
    left -= whole;
  }
  if (left > 0) take(left);
}

void partial_reduction::continue_rows(const any_view& piece) {
  const int axis = normalize_axis(*axis_, piece.ndim(), "partial_reduction");
  const std::size_t size = itemsize(argument_);
  block_handle rows = view_block(piece.storage(), piece.storage()->data, moveaxis(piece.storage()->where, dims{axis}, dims{0}));
  dims kept = rows->where.shape, strides = rows->where.strides;
  kept.erase(0);
  strides.erase(0);
  if (has_shape_ && kept != shape_) {
    throw shape_error("partial_reduction: a piece for results of shape " + to_string(kept) + " after pieces for " + to_string(shape_));
  }
  if (!is_c_contiguous({kept, strides}, size)) rows = detail::in_c_order(rows);
  has_shape_ = true;
  shape_ = kept;
  const index_t n = rows->where.shape[0], after = rest_count_ + n;
  const std::vector<std::byte> states =
      detail::fold_rows_of_blocks(*kernel_, {rows->data, size, element_count(kept), rows->where.strides[0], n, first_ + count()}, rest_);
  rest_count_ = after % reduction_block;
  if (states.empty()) {
    count_ += after - rest_count_;  // results of no elements have no states
  } else {
    add_blocks(states);
  }
}

void partial_reduction::complete_last_block() {
  if (axis_) {
    detail::combine_lanes(*kernel_, rest_.data(), rest_count_, element_count(shape_));
    add_subtree({(first_ + count_) / reduction_block, 0}, rest_.data());
  } else {
    const std::vector<std::byte> state =
        detail::states_of_blocks(*kernel_, rest_.data(), itemsize(argument_), rest_count_, first_ + count_);
    add_subtree({(first_ + count_) / reduction_block, 0}, state.data());
  }
  count_ += rest_count_;
  rest_count_ = 0;
  rest_.clear();
}

partial_reduction& partial_reduction::merge(const partial_reduction& next) {
  if (next.function_ != function_ || next.type_ != type_ || next.axis_ != axis_) {
    throw value_error("partial_reduction: states of different reductions");
  }
  if (&next == this || next.first_ != first_ + count()) throw value_error("partial_reduction: the next state begins elsewhere");
  if (rest_count_ > 0) throw value_error("partial_reduction: only the last state may end within a block");
  if (has_shape_ && next.has_shape_ && shape_ != next.shape_) {
    throw shape_error("partial_reduction: results of shape " + to_string(next.shape_) + " for a state of " + to_string(shape_));
  }
  if (!has_shape_) shape_ = next.shape_;
  has_shape_ = has_shape_ || next.has_shape_;
  for (std::size_t i = 0; i < next.trees_.size(); ++i) add_subtree(next.trees_[i], next.states_.data() + i * row_bytes());
  count_ += next.count_;
  rest_count_ = next.rest_count_;
  rest_ = next.rest_;
  return *this;
}

any_array partial_reduction::finalize(double ddof) const {
  if (!has_shape_) throw value_error("partial_reduction: no piece has told the shape of the results");
  partial_reduction whole = *this;
  if (rest_count_ > 0) whole.complete_last_block();
  const auto results = static_cast<std::size_t>(element_count(shape_));
  if (whole.count_ == 0 && kernel_->needs_elements && results > 0) throw value_error(function_ + ": no elements and no identity");
  if (whole.trees_.empty()) {
    whole.states_.resize(row_bytes());
    kernel_->initialize[0](whole.states_.data(), results);
  }
  while (whole.trees_.size() > 1) whole.merge_last();
  const block_handle result = allocate_block(kernel_->result, shape_);
  kernel_->finish(whole.states_.data(), result->data, results, whole.count_, ddof);
  return any_array(result);
}

namespace {

constexpr std::uint32_t bytes_mark = 0x70726432;  ///< also tells the order of bytes

/// What comes before the shape, the trees, their states and the rest of a written state.
struct bytes_header {
  std::uint32_t mark = bytes_mark;
  std::uint32_t type = 0;
  char function[16] = {};
  index_t axis = 0, has_axis = 0, has_shape = 0, ndim = 0;
  index_t first = 0, count = 0, trees = 0, rest = 0;
};

template <class T>
void append(std::vector<std::byte>& to, const T* from, std::size_t n) {
  const auto* const bytes = reinterpret_cast<const std::byte*>(from);
  to.insert(to.end(), bytes, bytes + n * sizeof(T));
}

[[noreturn]] void refuse_bytes() { throw io_error("partial_reduction: these bytes are no state"); }

/// Takes parts off the front of bytes.
class bytes_reader {
 public:
  explicit bytes_reader(std::span<const std::byte> bytes) : left_(bytes) {}
  template <class T>
  void read(T* to, std::size_t n) {
    if (n > left_.size() / sizeof(T)) refuse_bytes();
    if (n > 0) std::memcpy(to, left_.data(), n * sizeof(T));
    left_ = left_.subspan(n * sizeof(T));
  }
  std::vector<std::byte> take(std::size_t n) {
    if (n > left_.size()) refuse_bytes();
    const auto part = left_.first(n);
    left_ = left_.subspan(n);
    return {part.begin(), part.end()};
  }
  [[nodiscard]] bool done() const noexcept { return left_.empty(); }

 private:
  std::span<const std::byte> left_;
};

bool plausible(const bytes_header& header) {
  const bool numbers = header.first >= 0 && header.first % reduction_block == 0 && header.count >= 0 &&
                       header.count % reduction_block == 0 && header.trees >= 0 && header.trees < 128 && header.rest >= 0 &&
                       header.rest < reduction_block;
  const bool shape = header.ndim >= 0 && header.ndim < 64 && (header.has_axis ? header.axis >= -64 && header.axis < 64 : header.has_shape);
  return header.mark == bytes_mark && header.type < static_cast<std::uint32_t>(dtype_count) && header.function[15] == 0 && numbers && shape;
}

}  // namespace

std::vector<std::byte> partial_reduction::to_bytes() const {
  bytes_header header;
  header.type = static_cast<std::uint32_t>(type_);
  function_.copy(header.function, sizeof header.function - 1);
  header.axis = axis_.value_or(0), header.has_axis = axis_.has_value() ? 1 : 0, header.has_shape = has_shape_ ? 1 : 0;
  header.ndim = static_cast<index_t>(shape_.size());
  header.first = first_, header.count = count_, header.trees = static_cast<index_t>(trees_.size()), header.rest = rest_count_;
  std::vector<std::byte> bytes;
  append(bytes, &header, 1);
  append(bytes, shape_.begin(), shape_.size());
  append(bytes, trees_.data(), trees_.size());
  append(bytes, states_.data(), states_.size());
  append(bytes, rest_.data(), rest_.size());
  return bytes;
}

partial_reduction partial_reduction::from_bytes(std::span<const std::byte> bytes) {
  bytes_header header;
  bytes_reader from(bytes);
  from.read(&header, 1);
  if (!plausible(header)) refuse_bytes();
  partial_options options;
  options.first = header.first;
  if (header.has_axis != 0) options.axis = static_cast<int>(header.axis);
  partial_reduction made = [&] {
    try {
      return partial_reduction(header.function, static_cast<lazynd::dtype>(header.type), options);
    } catch (const dtype_error&) {
      refuse_bytes();
    }
  }();
  made.has_shape_ = header.has_shape != 0;
  made.shape_.resize(static_cast<std::size_t>(header.ndim), 0);
  from.read(made.shape_.begin(), made.shape_.size());
  if (!made.axis_ && !made.shape_.empty()) refuse_bytes();
  index_t results = 1;
  for (const index_t extent : made.shape_) {
    if (extent < 0 || (extent > 0 && results > (index_t{1} << 40) / extent)) refuse_bytes();
    results *= extent;
  }
  made.trees_.resize(static_cast<std::size_t>(header.trees));
  from.read(made.trees_.data(), made.trees_.size());
  index_t next = header.first / reduction_block;
  for (const subtree& tree : made.trees_) {
    if (tree.first != next || tree.level < 0 || tree.level > 50 || tree.first % (index_t{1} << tree.level) != 0) refuse_bytes();
    next += index_t{1} << tree.level;
  }
  if (results > 0 && next != (header.first + header.count) / reduction_block) refuse_bytes();
  made.states_ = from.take(made.trees_.size() * made.row_bytes());
  made.count_ = header.count;
  made.rest_count_ = header.rest;
  made.rest_ = from.take(made.bytes_of_rest());
  if (!from.done()) refuse_bytes();
  return made;
}

}  // namespace lazynd
