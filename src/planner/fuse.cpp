// SPDX-License-Identifier: BSD-3-Clause
// Second pass: which values are computed together, and which are kept in memory between passes.
#include <algorithm>

#include <lazynd/layout/broadcast.hpp>
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

// The same of fused operations: a division.
constexpr float slow_operation = 4;

/// A value that a pass must leave behind: stored, or folded.
struct sink {
  value_id value;
  int level;
  dims shape;
  std::uint64_t reduced;
  int buffer;
  int pass = -1;
};

/// What is found out about a value of the program.
struct value_facts {
  int buffer = -1;        ///< where it stands in memory
  int level = 0;          ///< passes that must have run before
  int first_pass = -1;    ///< the first that computes it, of those seen
  bool kept = false;      ///< stored, though it is no reduction and no result
  bool computed = false;  ///< by the pass that is looked at
  // In the pass that is built:
  bool produced = false;
  std::int16_t slot = -1;
};

class fusion {
 public:
  fusion(const program& of, execution_plan& plan) : of_(of), plan_(plan) { facts_.resize(of.values.size()); }

  void run() {
    keep_small_values();
    assign_levels();
    make_buffers();
    collect_sinks();
    group();
    keep_shared_values();
    for (int pass = 0; pass < static_cast<int>(leaders_.size()); ++pass) build(pass);
  }

 private:
  const program_value& value(value_id id) const { return of_.values[static_cast<std::size_t>(id)]; }
  const value_facts& facts(value_id id) const { return facts_[static_cast<std::size_t>(id)]; }
  value_facts& facts(value_id id) { return facts_[static_cast<std::size_t>(id)]; }
  static bool costs(const program_value& v, float per_byte) {
    const auto bytes = static_cast<float>(std::max<std::size_t>(itemsize(v.type), 4));  // a comparison is cheap though it gives one byte
    return v.is == role::compute && v.kernel->library && v.kernel->weight >= per_byte * bytes;
  }
  /// True for values that a later pass reads from memory.
  bool in_memory(value_id id) const { return value(id).is == role::reduce || facts(id).kept; }

  /// True for the sink that makes a value what later passes read.
  bool is_home(const sink& s) const { return s.buffer == facts(s.value).buffer; }

  /// Expensive values are not computed again for every position they are broadcast to.
  void keep_small_values() {
    auto keep_if_small = [&](value_id id, const dims& read_over) {
      const program_value& v = value(id);
      const bool divides = v.is == role::compute && !v.kernel->library && v.kernel->weight >= slow_operation;
      if ((divides || costs(v, expensive_to_repeat)) && 2 * element_count(v.shape) <= element_count(read_over)) facts(id).kept = true;
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
        facts_[i].level = std::max(facts_[i].level, facts(input).level + (in_memory(input) ? 1 : 0));
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
      if (v.is != role::leaf) continue;
      facts_[i].buffer = add_buffer({plan_buffer::role::input, v.type, v.storage->where, v.storage, static_cast<value_id>(i)});
      leaves_in_c_order_ = leaves_in_c_order_ && (v.shape.size() < 2 || is_c_contiguous(v.storage->where, itemsize(v.type)));
    }
  }

  /// Axes of a new result of elementwise operations lie in memory as those of the leaves do.
  void order_like_leaves(plan_buffer& result) {
    if (value(result.value).is != role::compute) return;
    small_vector<const layout*, 16> leaves;
    for (value_facts& about : facts_) about.computed = false;
    facts(result.value).computed = true;
    for (std::size_t i = facts_.size(); i-- > 0;) {  // arguments stand before what is computed of them
      if (!facts_[i].computed) continue;
      for (const value_id input : of_.values[i].inputs) {
        if (value(input).is == role::leaf) leaves.push_back(&value(input).storage->where);
        if (value(input).is == role::compute) facts(input).computed = true;
      }
    }
    result.where.strides = strides_like_operands(result.where.shape, itemsize(result.type), {leaves.data(), leaves.size()});
  }

  void collect_sinks() {
    for (const program_output& output : of_.outputs) {
      const program_value& v = value(output.value);
      value_facts& about = facts(output.value);
      int buffer = -1;
      if (output.destination) {
        const block& target = *output.destination;
        buffer = add_buffer({plan_buffer::role::output, target.type, target.where, &target, output.value});
      } else {
        buffer = fresh_buffer(output.value, plan_buffer::role::output);
        if (!leaves_in_c_order_) order_like_leaves(plan_.buffers[static_cast<std::size_t>(buffer)]);
      }
      plan_.outputs.push_back(buffer);
      if (v.is == role::reduce && !output.destination && about.buffer < 0) {
        about.buffer = buffer;
      } else {
        const dims& shape = plan_.buffers[static_cast<std::size_t>(buffer)].where.shape;
        const bool from_memory = v.is == role::reduce || (about.kept && shape != v.shape);
        sinks_.push_back({output.value, about.level + (from_memory ? 1 : 0), shape, 0, buffer});
        if (v.is == role::reduce) plan_.notes.push_back({reason::copy_result, buffer});
      }
    }
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      const program_value& v = of_.values[i];
      const auto id = static_cast<value_id>(i);
      value_facts& about = facts_[i];
      if (v.is == role::reduce) {
        if (about.buffer < 0) {
          about.buffer = fresh_buffer(id, plan_buffer::role::temporary);
          plan_.notes.push_back({reason::temporary_reduction, about.buffer});
        }
        sinks_.push_back({id, about.level, argument_shape(v), v.reduced, about.buffer});
      } else if (about.kept) {
        keep(id, reason::temporary_broadcast);
        sinks_.push_back({id, about.level, v.shape, 0, about.buffer});
      }
    }
  }

  void keep(value_id id, reason why) {
    facts(id).kept = true;
    facts(id).buffer = fresh_buffer(id, plan_buffer::role::temporary);
    plan_.notes.push_back({why, facts(id).buffer});
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
    for (int i = 0; i < static_cast<int>(sinks_.size()); ++i) {
      const auto before = [&](int a, int b) {
        const sink &x = sinks_[static_cast<std::size_t>(a)], &y = sinks_[static_cast<std::size_t>(b)];
        return x.level != y.level ? x.level < y.level : x.reduced > y.reduced;
      };
      order_.insert(static_cast<std::size_t>(std::upper_bound(order_.begin(), order_.end(), i, before) - order_.begin()), i);
    }
    for (const int i : order_) {
      sink& s = sinks_[static_cast<std::size_t>(i)];
      const bool folds = value(s.value).is == role::reduce && is_home(s);
      for (std::size_t pass = 0; s.pass < 0 && pass < leaders_.size(); ++pass) {
        const sink& leader = leader_of(static_cast<int>(pass));
        const bool fits = leader.level == s.level && leader.shape == s.shape && (!folds || s.reduced == leader.reduced);
        if (fits) s.pass = static_cast<int>(pass);
      }
      if (s.pass >= 0) continue;
      s.pass = static_cast<int>(leaders_.size());
      leaders_.push_back(i);
    }
  }

  const sink& leader_of(int pass) const { return sinks_[static_cast<std::size_t>(leaders_[static_cast<std::size_t>(pass)])]; }

  template <class F>
  void for_each_sink(int pass, F&& f) const {
    for (const int i : order_) {
      const sink& s = sinks_[static_cast<std::size_t>(i)];
      if (s.pass == pass) f(s);
    }
  }

  void mark(value_id id) {
    const program_value& v = value(id);
    if (v.is != role::compute || in_memory(id) || facts(id).computed) return;
    facts(id).computed = true;
    for (const value_id input : v.inputs) mark(input);
  }

  /// Marks what a pass computes, rather than reads.
  void mark_computed(int pass) {
    for (value_facts& about : facts_) about.computed = false;
    for_each_sink(pass, [&](const sink& s) {
      if (is_home(s)) {
        for (const value_id input : value(s.value).inputs) mark(input);
      } else {
        mark(s.value);
      }
    });
  }

  /// An expensive value that two passes compute is stored by the first and read by the others. Last values first: what only they need
  /// is then not computed again either.
  void keep_shared_values() {
    if (leaders_.size() < 2) return;
    for (int pass = 0; pass < static_cast<int>(leaders_.size()); ++pass) {
      mark_computed(pass);
      for (std::size_t i = facts_.size(); i-- > 0;) {
        value_facts& about = facts_[i];
        const program_value& v = of_.values[i];
        if (!about.computed || !costs(v, expensive)) continue;
        if (about.first_pass < 0) {
          about.first_pass = pass;
        } else if (leader_of(about.first_pass).shape == v.shape) {
          keep(static_cast<value_id>(i), reason::temporary_shared);
          order_.push_back(static_cast<int>(sinks_.size()));
          sinks_.push_back({static_cast<value_id>(i), leader_of(about.first_pass).level, v.shape, 0, about.buffer, about.first_pass});
          mark_computed(pass);
        }
      }
    }
  }

  // Building one pass.

  void build(int pass) {
    pass_ = &plan_.passes.emplace_back();
    pass_->shape = leader_of(pass).shape;
    for (value_facts& about : facts_) {
      about.slot = -1;
      about.produced = false;
    }
    for_each_sink(pass, [&](const sink& s) {
      pass_->reduced |= s.reduced;
      if (facts(s.value).kept && is_home(s)) facts(s.value).produced = true;
    });
    for_each_sink(pass, [&](const sink& s) {
      if (value(s.value).is == role::reduce && is_home(s)) {
        add_fold(s);
      } else {
        add_store(s);
      }
    });
    set_extents(*pass_);
  }

  std::int16_t add_slot(pass_slot slot) {
    pass_->slots.push_back(slot);
    return static_cast<std::int16_t>(pass_->slots.size() - 1);
  }

  std::int16_t slot_for(value_id id) {
    const value_facts& about = facts(id);
    if (about.slot < 0) facts(id).slot = new_slot_for(id, about);
    return about.slot;
  }

  std::int16_t new_slot_for(value_id id, const value_facts& about) {
    const program_value& v = value(id);
    if (v.is == role::constant) return add_slot({pass_slot::kind::constant, v.type, -1, v.address});
    if (v.is == role::leaf || (in_memory(id) && !about.produced)) {
      return add_slot({pass_slot::kind::operand, v.type, add_operand(*pass_, plan_.buffers, about.buffer, false), nullptr});
    }
    pass_step step;
    step.kernel = v.kernel;
    step.value = id;
    for (const value_id input : v.inputs) step.inputs.push_back(v.kernel->library ? tile_slot_for(input) : slot_for(input));
    step.result = add_slot({pass_slot::kind::temporary, v.type, -1, nullptr});
    pass_->steps.push_back(std::move(step));
    return pass_->steps.back().result;
  }

  /// Library kernels read n elements of every operand: their constants fill a tile.
  std::int16_t tile_slot_for(value_id id) {
    const program_value& v = value(id);
    if (v.is != role::constant) return slot_for(id);
    return add_slot({pass_slot::kind::filled, v.type, -1, v.address});
  }

  void add_fold(const sink& s) {
    const program_value& v = value(s.value);
    pass_fold& fold = pass_->folds.emplace_back();
    fold.kernel = v.reducer;
    fold.value = s.value;
    fold.over = v.over;
    for (const value_id input : v.inputs) fold.inputs.push_back(slot_for(input));
    pass_operand& result = pass_->operands.emplace_back();
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
    fold.operand = static_cast<int>(pass_->operands.size()) - 1;
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
  small_vector<value_facts, 16> facts_;  ///< of each value of the program
  inline_vector<sink, 4> sinks_;
  small_vector<int, 8> order_;    ///< sinks in the order in which passes take them
  small_vector<int, 8> leaders_;  ///< of each pass: the sink that gives it its level and its iteration space
  bool leaves_in_c_order_ = true;
  plan_pass* pass_ = nullptr;
};

}  // namespace

void fuse(const program& of, execution_plan& plan) { fusion(of, plan).run(); }

}  // namespace lazynd::planner
