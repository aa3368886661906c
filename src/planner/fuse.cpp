// SPDX-License-Identifier: BSD-3-Clause
// Second pass: which values are computed together, and which are kept in memory between passes.
#include <algorithm>

#include <lazynd/planner/passes.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "planner/operands.hpp"

namespace lazynd::planner {

namespace {

using role = program_value::role;

// Weight of a library kernel for each byte of its result: from here on a store and a load are worth more than a second computation,
constexpr float expensive = 0.75F;
// and from here on, where every element would be computed at least twice for a result of half the size.
constexpr float expensive_to_repeat = 0.4F;

/// A value that a pass must leave behind: stored, or folded.
struct sink {
  value_id value;
  int level;
  dims shape;
  std::uint64_t reduced;
  int buffer;
};

class fusion {
 public:
  fusion(const program& of, execution_plan& plan)
      : of_(of), plan_(plan), buffer_of_(of.values.size(), -1), level_of_(of.values.size(), 0), kept_(of.values.size(), false) {}

  void run() {
    keep_small_values();
    assign_levels();
    make_buffers();
    collect_sinks();
    group();
    keep_shared_values();
    for (std::size_t i = 0; i < groups_.size(); ++i) build(groups_[i]);
  }

 private:
  using group_t = std::vector<sink>;

  const program_value& value(value_id id) const { return of_.values[static_cast<std::size_t>(id)]; }
  static bool costs(const program_value& v, float per_byte) {
    const auto bytes = static_cast<float>(std::max<std::size_t>(itemsize(v.type), 4));  // a comparison is cheap though it gives one byte
    return v.is == role::compute && v.kernel->library && v.kernel->weight >= per_byte * bytes;
  }
  /// True for values that a later pass reads from memory.
  bool in_memory(value_id id) const { return value(id).is == role::reduce || kept_[static_cast<std::size_t>(id)]; }

  /// True for the sink that makes a value what later passes read.
  bool is_home(const sink& s) const { return s.buffer == buffer_of_[static_cast<std::size_t>(s.value)]; }

  /// Expensive values are not computed again for every position they are broadcast to.
  void keep_small_values() {
    auto keep_if_small = [&](value_id id, const dims& read_over) {
      const program_value& v = value(id);
      if (costs(v, expensive_to_repeat) && 2 * element_count(v.shape) <= element_count(read_over))
        kept_[static_cast<std::size_t>(id)] = true;
    };
    for (const program_value& v : of_.values) {
      if (v.inputs.empty()) continue;
      const dims read_over = v.is == role::reduce ? argument_shape(v) : v.shape;
      for (const value_id input : v.inputs) keep_if_small(input, read_over);
    }
    for (const program_output& output : of_.outputs) {
      if (output.destination) keep_if_small(output.value, output.destination->where.shape);
    }
  }

  /// Values of one level need only what passes of lower levels left in memory.
  void assign_levels() {
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      for (const value_id input : of_.values[i].inputs) {
        level_of_[i] = std::max(level_of_[i], level_of_[static_cast<std::size_t>(input)] + (in_memory(input) ? 1 : 0));
      }
    }
  }

  int add_buffer(plan_buffer buffer) {
    plan_.buffers.push_back(std::move(buffer));
    return static_cast<int>(plan_.buffers.size()) - 1;
  }
  int fresh_buffer(value_id id, plan_buffer::role is) {
    const program_value& v = value(id);
    check_shape(v.shape, itemsize(v.type), of_.function);
    return add_buffer({is, v.type, {v.shape, contiguous_strides(v.shape, itemsize(v.type))}, nullptr, id});
  }

  void make_buffers() {
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      const program_value& v = of_.values[i];
      if (v.is == role::leaf)
        buffer_of_[i] = add_buffer({plan_buffer::role::input, v.type, v.storage->where, v.storage, static_cast<value_id>(i)});
    }
  }

  void collect_sinks() {
    for (const program_output& output : of_.outputs) {
      const auto id = static_cast<std::size_t>(output.value);
      const program_value& v = of_.values[id];
      int buffer = -1;
      if (output.destination) {
        const block& target = *output.destination;
        buffer = add_buffer({plan_buffer::role::output, target.type, target.where, &target, output.value});
      } else {
        buffer = fresh_buffer(output.value, plan_buffer::role::output);
      }
      plan_.outputs.push_back(buffer);
      if (v.is == role::reduce && !output.destination && buffer_of_[id] < 0) {
        buffer_of_[id] = buffer;
      } else {
        const dims& shape = plan_.buffers[static_cast<std::size_t>(buffer)].where.shape;
        const bool from_memory = v.is == role::reduce || (kept_[id] && shape != v.shape);
        sinks_.push_back({output.value, level_of_[id] + (from_memory ? 1 : 0), shape, 0, buffer});
        if (v.is == role::reduce) plan_.notes.push_back({reason::copy_result, buffer});
      }
    }
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      const program_value& v = of_.values[i];
      const auto id = static_cast<value_id>(i);
      if (v.is == role::reduce) {
        if (buffer_of_[i] < 0) {
          buffer_of_[i] = fresh_buffer(id, plan_buffer::role::temporary);
          plan_.notes.push_back({reason::temporary_reduction, buffer_of_[i]});
        }
        sinks_.push_back({id, level_of_[i], argument_shape(v), v.reduced, buffer_of_[i]});
      } else if (kept_[i]) {
        keep(id, reason::temporary_broadcast);
        sinks_.push_back({id, level_of_[i], v.shape, 0, buffer_of_[i]});
      }
    }
  }

  void keep(value_id id, reason why) {
    kept_[static_cast<std::size_t>(id)] = true;
    const int buffer = fresh_buffer(id, plan_buffer::role::temporary);
    buffer_of_[static_cast<std::size_t>(id)] = buffer;
    plan_.notes.push_back({why, buffer});
  }

  /// Iteration space of a reduction: its own shape with the reduced extents put back.
  dims argument_shape(const program_value& v) const {
    dims shape;
    for (const value_id input : v.inputs) {
      const program_value& from = value(input);
      if (from.is == role::constant) continue;
      if (from.shape.size() > shape.size()) {
        dims wider(from.shape.size() - shape.size(), 1);
        for (const index_t extent : shape) wider.push_back(extent);
        shape = std::move(wider);
      }
      const std::size_t lead = shape.size() - from.shape.size();
      for (std::size_t axis = 0; axis < from.shape.size(); ++axis) {
        if (from.shape[axis] != 1) shape[lead + axis] = from.shape[axis];
      }
    }
    return shape;
  }

  /// Sinks of one level and one iteration space share a pass; reductions only over the same axes.
  void group() {
    std::stable_sort(sinks_.begin(), sinks_.end(),
                     [](const sink& a, const sink& b) { return a.level != b.level ? a.level < b.level : a.reduced > b.reduced; });
    for (const sink& s : sinks_) {
      const bool folds = value(s.value).is == role::reduce && is_home(s);
      auto fits = [&](const group_t& g) { return g[0].level == s.level && g[0].shape == s.shape && (!folds || s.reduced == g[0].reduced); };
      const auto found = std::find_if(groups_.begin(), groups_.end(), fits);
      if (found == groups_.end()) {
        groups_.push_back({s});
      } else {
        found->push_back(s);
      }
    }
  }

  void mark(value_id id, std::vector<bool>& computed) const {
    const program_value& v = value(id);
    if (v.is != role::compute || in_memory(id) || computed[static_cast<std::size_t>(id)]) return;
    computed[static_cast<std::size_t>(id)] = true;
    for (const value_id input : v.inputs) mark(input, computed);
  }

  /// What the passes compute, rather than read, when a group is built.
  std::vector<bool> computed_by(const group_t& group) const {
    std::vector<bool> computed(of_.values.size(), false);
    for (const sink& s : group) {
      if (is_home(s)) {
        for (const value_id input : value(s.value).inputs) mark(input, computed);
      } else {
        mark(s.value, computed);
      }
    }
    return computed;
  }

  /// An expensive value that two passes compute is stored by the first and read by the others. Last values first: what only they need
  /// is then not computed again either.
  void keep_shared_values() {
    std::vector<int> first(of_.values.size(), -1);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      std::vector<bool> computed = computed_by(groups_[g]);
      for (std::size_t i = computed.size(); i-- > 0;) {
        if (!computed[i] || !costs(of_.values[i], expensive)) continue;
        if (first[i] < 0) {
          first[i] = static_cast<int>(g);
        } else if (groups_[static_cast<std::size_t>(first[i])][0].shape == of_.values[i].shape) {
          keep(static_cast<value_id>(i), reason::temporary_shared);
          group_t& producer = groups_[static_cast<std::size_t>(first[i])];
          producer.push_back({static_cast<value_id>(i), producer[0].level, of_.values[i].shape, 0, buffer_of_[i]});
          computed = computed_by(groups_[g]);
        }
      }
    }
  }

  // Building one pass.

  void build(const group_t& sinks) {
    plan_.passes.emplace_back();
    pass_ = &plan_.passes.back();
    pass_->shape = sinks[0].shape;
    for (const sink& s : sinks) pass_->reduced |= s.reduced;
    slot_of_.assign(of_.values.size(), -1);
    produced_.assign(of_.values.size(), false);
    for (const sink& s : sinks) {
      if (kept_[static_cast<std::size_t>(s.value)] && is_home(s)) produced_[static_cast<std::size_t>(s.value)] = true;
    }
    for (const sink& s : sinks) {
      if (value(s.value).is == role::reduce && is_home(s)) {
        add_fold(s);
      } else {
        add_store(s);
      }
    }
    set_extents(*pass_);
  }

  std::int16_t add_slot(pass_slot slot) {
    pass_->slots.push_back(slot);
    return static_cast<std::int16_t>(pass_->slots.size() - 1);
  }

  std::int16_t slot_for(value_id id) {
    const auto i = static_cast<std::size_t>(id);
    if (slot_of_[i] >= 0) return slot_of_[i];
    const program_value& v = of_.values[i];
    if (v.is == role::constant) {
      slot_of_[i] = add_slot({pass_slot::kind::constant, v.type, -1, v.address});
    } else if (v.is == role::leaf || (in_memory(id) && !produced_[i])) {
      slot_of_[i] = add_slot({pass_slot::kind::operand, v.type, add_operand(*pass_, plan_.buffers, buffer_of_[i], false), nullptr});
    } else {
      pass_step step;
      step.kernel = v.kernel;
      step.value = id;
      for (const value_id input : v.inputs) step.inputs.push_back(v.kernel->library ? tile_slot_for(input) : slot_for(input));
      step.result = slot_of_[i] = add_slot({pass_slot::kind::temporary, v.type, -1, nullptr});
      pass_->steps.push_back(std::move(step));
    }
    return slot_of_[i];
  }

  /// Library kernels read n elements of every operand: their constants fill a tile.
  std::int16_t tile_slot_for(value_id id) {
    const program_value& v = value(id);
    if (v.is != role::constant) return slot_for(id);
    return add_slot({pass_slot::kind::filled, v.type, -1, v.address});
  }

  void add_fold(const sink& s) {
    const program_value& v = value(s.value);
    pass_fold fold;
    fold.kernel = v.reducer;
    fold.value = s.value;
    fold.over = v.over;
    for (const value_id input : v.inputs) fold.inputs.push_back(slot_for(input));
    pass_operand result;
    result.buffer = s.buffer;
    result.folded = true;
    const layout& where = plan_.buffers[static_cast<std::size_t>(s.buffer)].where;
    std::size_t at = 0;
    for (std::size_t axis = 0; axis < pass_->shape.size(); ++axis) {
      const bool reduced = (pass_->reduced >> axis) & 1;
      if (!reduced) result.kept_strides.push_back(where.strides[at]);
      if (reduced) result.reduced_strides.push_back(0);
      if (!reduced || v.over.keepdims) ++at;
    }
    pass_->operands.push_back(std::move(result));
    fold.operand = static_cast<int>(pass_->operands.size()) - 1;
    pass_->folds.push_back(std::move(fold));
  }

  void add_store(const sink& s) {
    const std::int16_t slot = slot_for(s.value);
    const int operand = add_operand(*pass_, plan_.buffers, s.buffer, true);
    const auto computed =
        std::find_if(pass_->steps.begin(), pass_->steps.end(), [&](const pass_step& step) { return step.result == slot; });
    if (computed != pass_->steps.end() && pass_->slots[static_cast<std::size_t>(slot)].is == pass_slot::kind::temporary) {
      pass_->slots[static_cast<std::size_t>(slot)] = {pass_slot::kind::operand, value(s.value).type, operand, nullptr};
      return;
    }
    pass_step copy;
    copy.kernel = find_kernel("copy", {value(s.value).type});
    copy.inputs.push_back(tile_slot_for(s.value));
    copy.value = s.value;
    copy.result = add_slot({pass_slot::kind::operand, value(s.value).type, operand, nullptr});
    pass_->steps.push_back(std::move(copy));
  }

  const program& of_;
  execution_plan& plan_;
  std::vector<int> buffer_of_;
  std::vector<int> level_of_;
  std::vector<bool> kept_;
  std::vector<sink> sinks_;
  std::vector<group_t> groups_;
  plan_pass* pass_ = nullptr;
  std::vector<std::int16_t> slot_of_;
  std::vector<bool> produced_;
};

}  // namespace

void fuse(const program& of, execution_plan& plan) { fusion(of, plan).run(); }

}  // namespace lazynd::planner
