// SPDX-License-Identifier: BSD-3-Clause
// Builds the description of a plan; everything else only writes it.
#include <lazynd/planner/explain.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "planner/description.hpp"
#include "planner/phrase.hpp"

namespace lazynd {

namespace detail {

namespace {

using role = program_value::role;

std::string leaf_name(int i) { return i < 26 ? std::string(1, static_cast<char>('a' + i)) : "x" + std::to_string(i + 1); }

class describer {
 public:
  describer(const program& of, const execution_plan& plan, const run_settings& settings)
      : of_(of), plan_(plan), settings_(settings), value_names_(of.values.size()), uses_(of.values.size(), 0) {
    out_.plan = plan;
    out_.level = level_name(settings.level);
    out_.threads = settings.threads;
    out_.short_way = settings.short_way;
  }

  description describe() {
    count_uses();
    name_buffers();
    name_values();
    for (const plan_sweep& together : plan_.sweeps) {
      std::vector<bool> in_cache(plan_.buffers.size(), false);
      for (int i = 0; i < together.count; ++i) describe_pass(plan_.passes[static_cast<std::size_t>(together.first + i)], in_cache);
    }
    describe_expressions();
    collect_notes();
    return std::move(out_);
  }

 private:
  const program_value& value(value_id id) const { return of_.values[static_cast<std::size_t>(id)]; }
  std::string& name_of(value_id id) { return value_names_[static_cast<std::size_t>(id)]; }
  const std::string& buffer_name(int buffer) const { return out_.buffers[static_cast<std::size_t>(buffer)].name; }
  std::string level_name(simd_level level) const { return std::string(settings_.level_names[static_cast<std::size_t>(level)]); }

  void count_uses() {
    for (const program_value& v : of_.values) {
      for (const value_id input : v.inputs) ++uses_[static_cast<std::size_t>(input)];
    }
  }

  // Names.

  void name_buffers() {
    int leaves = 0;
    for (const plan_buffer& buffer : plan_.buffers) {
      described_buffer about;
      if (buffer.is == plan_buffer::role::input) about.name = leaf_name(leaves++);
      about.order = order_of(buffer);
      about.bytes = static_cast<index_t>(itemsize(buffer.type));
      for (std::size_t axis = 0; axis < buffer.where.shape.size(); ++axis) {
        if (buffer.where.strides[axis] != 0 || buffer.where.shape[axis] == 0) about.bytes *= buffer.where.shape[axis];
      }
      if (buffer.is == plan_buffer::role::temporary && !buffer.in_pieces) out_.temporary_bytes += about.bytes;
      out_.buffers.push_back(std::move(about));
    }
    int temporaries = 0;
    for (const plan_pass& pass : plan_.passes) {
      for (const pass_operand& operand : pass.operands) {
        const auto buffer = static_cast<std::size_t>(operand.buffer);
        const bool unnamed = plan_.buffers[buffer].is == plan_buffer::role::temporary && out_.buffers[buffer].name.empty();
        if (unnamed) out_.buffers[buffer].name = "t" + std::to_string(++temporaries);
      }
    }
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
      out_.buffers[static_cast<std::size_t>(plan_.outputs[i])].name = plan_.outputs.size() == 1 ? "out" : "out" + std::to_string(i + 1);
    }
  }

  static std::string order_of(const plan_buffer& buffer) {
    if (is_c_contiguous(buffer.where, itemsize(buffer.type))) return "C";
    return is_f_contiguous(buffer.where, itemsize(buffer.type)) ? "F" : "strided";
  }

  void name_values() {
    for (std::size_t i = 0; i < plan_.buffers.size(); ++i) {
      const plan_buffer& buffer = plan_.buffers[i];
      const bool own = buffer.is == plan_buffer::role::input || (buffer.is == plan_buffer::role::temporary && buffer.copy_to < 0);
      if (own && buffer.value >= 0) name_of(buffer.value) = out_.buffers[i].name;
    }
    for (const plan_pass& pass : plan_.passes) {
      for (const pass_fold& fold : pass.folds) {
        if (name_of(fold.value).empty()) name_of(fold.value) = buffer_name(pass.operands[static_cast<std::size_t>(fold.operand)].buffer);
      }
    }
    std::vector<bool> in_tile(of_.values.size(), false);
    for (const plan_pass& pass : plan_.passes) {
      for (const pass_step& step : pass.steps) {
        if (slot_of(pass, step.result).is == pass_slot::kind::temporary) in_tile[static_cast<std::size_t>(step.value)] = true;
      }
    }
    int count = 0;
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      const bool shared = of_.values[i].is == role::compute && uses_[i] > 1;
      if (value_names_[i].empty() && (in_tile[i] || shared)) value_names_[i] = "v" + std::to_string(++count);
    }
  }

  // Expressions.

  /// A value as part of an expression: its name when it has one (with `only_shared`: when it is needed twice), else written out.
  phrase write_value(value_id id, bool only_shared) {
    const program_value& v = value(id);
    if (v.is == role::constant) return write_element(v.type, v.address);
    const bool named = !name_of(id).empty() && (v.is == role::leaf || !only_shared || uses_[static_cast<std::size_t>(id)] > 1);
    return named ? phrase{name_of(id)} : write_definition(id, only_shared);
  }

  phrase write_definition(value_id id, bool only_shared) {
    const program_value& v = value(id);
    const auto operand = [&](std::size_t i) { return write_value(v.inputs[i], only_shared); };
    switch (v.is) {
      case role::compute: return write_kernel(*v.kernel, v.inputs.size(), operand);
      case role::reduce: return write_reduction(v, operand);
      default: return write_value(id, only_shared);
    }
  }

  void describe_expressions() {
    for (std::size_t i = 0; i < of_.outputs.size(); ++i) {
      const value_id id = of_.outputs[i].value;
      const plan_buffer& buffer = plan_.buffers[static_cast<std::size_t>(plan_.outputs[i])];
      out_.expressions.push_back({buffer_name(plan_.outputs[i]), write_definition(id, true).text, buffer.type, buffer.where.shape});
    }
    for (std::size_t i = 0; i < of_.values.size(); ++i) {
      const std::string& name = value_names_[i];
      const bool is_output = std::any_of(plan_.outputs.begin(), plan_.outputs.end(), [&](int o) { return buffer_name(o) == name; });
      if (of_.values[i].is == role::leaf || name.empty() || is_output) continue;
      out_.values.push_back({name, write_definition(static_cast<value_id>(i), false).text, of_.values[i].type, of_.values[i].shape});
    }
  }

  // Passes.

  static const pass_slot& slot_of(const plan_pass& pass, std::int16_t slot) { return pass.slots[static_cast<std::size_t>(slot)]; }

  phrase write_slot(const plan_pass& pass, std::int16_t slot) {
    const pass_slot& at = slot_of(pass, slot);
    switch (at.is) {
      case pass_slot::kind::operand: return {buffer_name(pass.operands[static_cast<std::size_t>(at.operand)].buffer)};
      case pass_slot::kind::temporary: {
        const auto made = std::find_if(pass.steps.begin(), pass.steps.end(), [&](const pass_step& step) { return step.result == slot; });
        return {name_of(made->value)};
      }
      default: return write_element(at.type, at.address);
    }
  }

  /// The level whose code runs: entries of a kernel may repeat those of a lower level.
  template <class Function>
  std::string effective_level(const Function (&run)[simd_level_count], simd_level wanted) const {
    int level = 0;
    while (run[level] != run[static_cast<int>(wanted)]) ++level;
    return level_name(static_cast<simd_level>(level));
  }

  /// `in_cache`: what passes that go through memory with this one have read or written; it counts once.
  void describe_pass(const plan_pass& pass, std::vector<bool>& in_cache) {
    described_pass about;
    const bool copies = pass.folds.empty() && pass.steps.size() == 1 && pass.steps[0].kernel->name == "copy";
    about.kind = !pass.folds.empty() ? "reduction" : copies ? "copy" : "elementwise";
    for (std::size_t axis = 0; axis < pass.shape.size(); ++axis) {
      if ((pass.reduced >> axis) & 1) about.reduced_axes.push_back(static_cast<index_t>(axis));
    }
    const index_t pieces = (pass.units + pass.grain - 1) / pass.grain;
    if (pass.parallel) about.threads = static_cast<int>(std::min<index_t>(settings_.threads, pieces));
    for (const pass_step& step : pass.steps) {
      const kernel_set& kernel = *step.kernel;
      const phrase text = write_kernel(kernel, step.inputs.size(), [&](std::size_t i) { return write_slot(pass, step.inputs[i]); });
      about.kernels.push_back({write_slot(pass, step.result).text, text.text, operations_of(kernel.tokens, kernel.token_count, kernel.name),
                               kernel.library, effective_level(kernel.run, level_of_step(pass, kernel, settings_.level))});
    }
    for (const pass_fold& fold : pass.folds) {
      const reduction_kernel& kernel = *fold.kernel;
      const phrase text = write_reduction(value(fold.value), [&](std::size_t i) { return write_slot(pass, fold.inputs[i]); });
      std::vector<std::string> operations = operations_of(kernel.tokens, kernel.token_count, "");
      operations.insert(operations.begin(), std::string(kernel.name));
      about.folds.push_back(
          {buffer_name(pass.operands[static_cast<std::size_t>(fold.operand)].buffer), text.text, std::move(operations), false,
           pass.how == walk::rows ? effective_level(kernel.fold_rows, settings_.level) : effective_level(kernel.fold, settings_.level),
           int{kernel.lanes}});
    }
    std::vector<bool> counted(plan_.buffers.size(), false);
    for (const pass_operand& operand : pass.operands) {
      const auto buffer = static_cast<std::size_t>(operand.buffer);
      if (counted[buffer]) continue;
      counted[buffer] = true;
      const index_t bytes = out_.buffers[buffer].bytes;
      (is_written(operand) ? about.bytes_written : about.bytes_read) += bytes;
      const bool moves = !plan_.buffers[buffer].in_pieces && (is_written(operand) || !in_cache[buffer]);
      if (moves) (is_written(operand) ? out_.bytes_written : out_.bytes_read) += bytes;
      in_cache[buffer] = true;
    }
    out_.passes.push_back(std::move(about));
  }

  // Reasons.

  void collect_notes() {
    for (const plan_note& note : plan_.notes) out_.notes.push_back({-1, note.buffer, note.why});
    for (std::size_t i = 0; i < plan_.passes.size(); ++i) {
      const plan_pass& pass = plan_.passes[i];
      for (const plan_note& note : pass.notes) out_.notes.push_back({static_cast<int>(i), note.buffer, note.why});
      if (pass.parallel && settings_.threads == 1) out_.notes.push_back({static_cast<int>(i), -1, reason::serial_limit});
    }
    if (settings_.level == simd_level::baseline) out_.notes.push_back({-1, -1, reason::baseline_level});
    if (settings_.short_way) out_.notes.push_back({-1, -1, reason::short_way});
  }

  const program& of_;
  const execution_plan& plan_;
  const run_settings& settings_;
  std::vector<std::string> value_names_;
  std::vector<int> uses_;
  description out_;
};

std::string write_scaled(double value, const char* unit) {
  char text[48];
  const int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const int length = std::snprintf(text, sizeof text, "%.*f %s", digits, value, unit);
  return {text, static_cast<std::size_t>(length)};
}

}  // namespace

std::string_view access_of(const pass_operand& operand) noexcept {
  constexpr std::string_view names[] = {"direct", "fill", "gather", "scatter"};
  return operand.folded ? "fold" : names[static_cast<int>(operand.how)];
}

std::string_view name(plan_buffer::role is) noexcept {
  constexpr std::string_view names[] = {"input", "output", "temporary"};
  return names[static_cast<int>(is)];
}

std::string_view name(walk how) noexcept { return how == walk::rows ? "rows" : "folds"; }

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

std::string write_bytes(index_t bytes) {
  constexpr const char* units[] = {"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024) return std::to_string(bytes) + " B";
  double value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < std::size(units)) {
    value /= 1024;
    ++unit;
  }
  return write_scaled(value, units[unit]);
}

std::string write_time(double nanoseconds) {
  constexpr const char* units[] = {"ns", "us", "ms", "s"};
  double value = nanoseconds;
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < std::size(units)) {
    value /= 1000;
    ++unit;
  }
  return write_scaled(value, units[unit]);
}

}  // namespace detail

explanation::explanation(const program& of, const execution_plan& plan, const run_settings& settings)
    : facts_(std::make_shared<detail::description>(detail::describer(of, plan, settings).describe())) {}

std::string explanation::text() const { return detail::write_text(*facts_); }

std::string explanation::to_json() const { return detail::write_json(*facts_); }

std::string explanation::to_svg() const { return detail::write_svg(*facts_); }

std::ostream& operator<<(std::ostream& out, const explanation& of) { return out << of.text(); }

}  // namespace lazynd
