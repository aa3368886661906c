// SPDX-License-Identifier: BSD-3-Clause
// Explanations for people.
#include <algorithm>

#include <lazynd/planner/cost.hpp>
#include <lazynd/planner/passes.hpp>

#include "planner/description.hpp"

namespace lazynd::detail {

namespace {

using row = std::vector<std::string>;

class text_writer {
 public:
  explicit text_writer(const description& of) : of_(of) {}

  std::string write() {
    write_expressions();
    write_buffers();
    for (std::size_t i = 0; i < of_.passes.size(); ++i) write_pass(i);
    line("");
    line("in all: " + write_totals(of_));
    write_notes();
    return std::move(text_);
  }

 private:
  void line(const std::string& content) { text_ += content + "\n"; }

  /// A line of a pass.
  void fact(std::string label, const std::string& content) {
    label.resize(8, ' ');
    line("  " + label + content);
  }

  /// Rows in columns, as lines.
  static std::vector<std::string> aligned(const std::vector<row>& rows) {
    std::vector<std::size_t> widths;
    for (const row& cells : rows) {
      widths.resize(std::max(widths.size(), cells.size()), 0);
      for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
    }
    std::vector<std::string> lines;
    for (const row& cells : rows) {
      std::string content;
      for (std::size_t i = 0; i < cells.size(); ++i) content += cells[i] + std::string(widths[i] - cells[i].size() + 2, ' ');
      content.erase(content.find_last_not_of(' ') + 1);
      lines.push_back(std::move(content));
    }
    return lines;
  }

  const std::string& buffer_name(int buffer) const { return of_.buffers[static_cast<std::size_t>(buffer)].name; }

  void write_values(const std::vector<described_value>& values, const std::string& indent) {
    std::vector<row> rows;
    for (const described_value& value : values) rows.push_back({value.name + " = " + value.text, write_type(value.type, value.shape)});
    for (const std::string& content : aligned(rows)) line(indent + content);
  }

  void write_expressions() {
    write_values(of_.expressions, "");
    if (of_.values.empty()) return;
    line("where");
    write_values(of_.values, "  ");
  }

  void write_buffers() {
    std::vector<row> rows;
    for (std::size_t i = 0; i < of_.buffers.size(); ++i) {
      const plan_buffer& buffer = of_.plan.buffers[i];
      const described_buffer& about = of_.buffers[i];
      std::string order = about.order == "strided" ? "strides " + to_string(buffer.where.strides) : about.order + " order";
      if (buffer.copy_to >= 0) order += ", copied to " + buffer_name(buffer.copy_to);
      if (buffer.in_pieces) order += ", some rows at a time";
      if (buffer.in_place_of >= 0) order += ", overwrites " + buffer_name(buffer.in_place_of) + " in place";
      rows.push_back(
          {about.name, std::string(name(buffer.is)), write_type(buffer.type, buffer.where.shape), write_bytes(about.bytes), order});
    }
    line("buffers");
    for (const std::string& content : aligned(rows)) line("  " + content);
  }

  void write_pass(std::size_t index) {
    const plan_pass& pass = of_.plan.passes[index];
    const described_pass& about = of_.passes[index];
    line("");
    line(write_title(of_, index));
    fact("loops", write_loops(pass));
    fact("run", write_run(pass));
    fact("work", write_work(pass, about));
    std::vector<row> rows;
    for (const pass_operand& operand : pass.operands) {
      const plan_buffer& buffer = of_.plan.buffers[static_cast<std::size_t>(operand.buffer)];
      rows.push_back({buffer_name(operand.buffer), write_type(buffer.type, buffer.where.shape), write_access(pass, operand)});
    }
    const std::vector<std::string> operands = aligned(rows);
    for (std::size_t i = 0; i < operands.size(); ++i) fact(is_written(pass.operands[i]) ? "write" : "read", operands[i]);
    rows.clear();
    for (const described_kernel& kernel : about.kernels) rows.push_back({kernel.result + " = " + kernel.text, write_kernel_kind(kernel)});
    for (const described_kernel& fold : about.folds) {
      rows.push_back({fold.result + " = " + fold.text, write_kernel_kind(fold) + ", " + write_fold(pass, about, fold)});
    }
    const std::vector<std::string> kernels = aligned(rows);
    for (std::size_t i = 0; i < kernels.size(); ++i) fact(i < about.kernels.size() ? "kernel" : "fold", kernels[i]);
    fact("bytes", write_bytes(about.bytes_read) + " read, " + write_bytes(about.bytes_written) + " written");
  }

  void write_notes() {
    if (of_.notes.empty()) return;
    line("notes");
    for (const described_note& note : of_.notes) line("  " + write_note(of_, note));
  }

  const description& of_;
  std::string text_;
};

std::string write_extents(const dims& extents, const char* of_what) {
  std::string text;
  for (const index_t extent : extents) text += (text.empty() ? "" : " x ") + std::to_string(extent);
  return text + of_what;
}

}  // namespace

std::string write_type(dtype type, const dims& shape) { return std::string(name(type)) + " " + to_string(shape); }

std::string write_access(const plan_pass& pass, const pass_operand& operand) {
  return std::string(access_of(operand)) + (operand.panel ? ", " + std::to_string(pass.panel_rows) + " rows at once" : "");
}

std::string write_title(const description& of, std::size_t index) {
  return "pass " + std::to_string(index + 1) + " of " + std::to_string(of.passes.size()) + ": " + of.passes[index].kind + " over " +
         to_string(of.plan.passes[index].shape);
}

std::string write_loops(const plan_pass& pass) {
  const std::size_t axes = pass.shape.size(), loops = pass.kept_extents.size() + pass.reduced_extents.size();
  std::string text;
  if (!pass.kept_extents.empty()) text += write_extents(pass.kept_extents, pass.reduced == 0 ? "" : " kept");
  if (!pass.reduced_extents.empty()) text += (text.empty() ? "" : ", ") + write_extents(pass.reduced_extents, " reduced");
  if (text.empty()) text = "none";
  if (loops < axes) text += " (" + std::to_string(axes) + (axes == 1 ? " axis" : " axes") + " coalesced to " + std::to_string(loops) + ")";
  return text;
}

std::string write_run(const plan_pass& pass) {
  std::string text = std::to_string(pass.run_length) + (pass.run_length == 1 ? " element" : " elements");
  const std::size_t loops = pass.kept_extents.size() - static_cast<std::size_t>(pass.run_axis);
  if (!pass.folds.empty()) text += pass.how == walk::folds ? " along the reduced axes" : " along the kept axes";
  if (pass.how == walk::rows && loops > 1) text += " over " + std::to_string(loops) + " loops";
  return text + ", tiles of " + std::to_string(std::min(pass.tile, std::max<index_t>(pass.run_length, 1)));
}

std::string write_work(const plan_pass& pass, const described_pass& about) {
  std::string text = std::to_string(pass.units) + (pass.units == 1 ? " unit" : " units");
  if (pass.units > pass.grain && pass.grain > 1) text += " in pieces of " + std::to_string(pass.grain);
  text += ", about " + write_time(pass.nanoseconds) + " on one thread: ";
  return text + (about.threads > 1 ? "parallel, up to " + std::to_string(about.threads) + " threads" : "serial");
}

std::string write_kernel_kind(const described_kernel& kernel) {
  const std::string kind = kernel.lanes > 0 ? "" : kernel.library ? "library " : "fused ";
  return kind + join(kernel.operations, "+") + " (" + kernel.level + ")";
}

std::string write_fold(const plan_pass& pass, const described_pass& about, const described_kernel& fold) {
  std::string axes;
  for (const index_t axis : about.reduced_axes) axes += (axes.empty() ? "" : ", ") + std::to_string(axis);
  std::string text = axes.empty() ? "over no axis" : (about.reduced_axes.size() == 1 ? "over axis " : "over axes ") + axes;
  text += ": " + std::to_string(pass.reduced_count) + " to 1 in " + (fold.lanes == 1 ? "any order" : std::to_string(fold.lanes) + " lanes");
  if (pass.reduced_blocks > 1) text += ", " + std::to_string(pass.reduced_blocks) + " blocks of " + std::to_string(pass.block);
  return text;
}

std::string write_totals(const description& of) {
  const std::string temporaries = of.temporary_bytes == 0 ? "no temporaries" : write_bytes(of.temporary_bytes) + " of temporaries";
  const std::size_t passes = of.passes.size(), sweeps = of.plan.sweeps.size();
  std::string walks = std::to_string(passes) + (passes == 1 ? " pass" : " passes");
  if (sweeps < passes) walks += " in " + std::to_string(sweeps) + (sweeps == 1 ? " walk" : " walks") + " through memory";
  return walks + ", " + write_bytes(of.bytes_read) + " read, " + write_bytes(of.bytes_written) + " written, " + temporaries + "; " +
         of.level + ", " + (of.threads == 1 ? "1 thread" : "up to " + std::to_string(of.threads) + " threads");
}

std::string write_note(const description& of, const described_note& note) {
  std::string text;
  if (note.pass >= 0) text = "pass " + std::to_string(note.pass + 1);
  if (note.buffer >= 0) text += (text.empty() ? "" : ", ") + of.buffers[static_cast<std::size_t>(note.buffer)].name;
  text += (text.empty() ? "" : ": ") + std::string(describe(note.why));
  if (note.why == reason::serial_small) {
    text += ": about " + write_time(of.plan.passes[static_cast<std::size_t>(note.pass)].nanoseconds) + ", and they pay from " +
            write_time(planner::parallel_threshold);
  }
  return text;
}

std::string write_text(const description& of) { return text_writer(of).write(); }

}  // namespace lazynd::detail
