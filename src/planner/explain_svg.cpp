// SPDX-License-Identifier: BSD-3-Clause
// Explanations as a picture: one panel for each pass, what it reads on the left, its kernels in the middle, what it writes on the right.
#include <algorithm>

#include "planner/description.hpp"

namespace lazynd::detail {

namespace {

constexpr int width = 1120;
constexpr int panel_left = 48, panel_right = width - 48;
constexpr int buffer_width = 226, buffer_height = 60, buffer_gap = 14;
constexpr int read_left = panel_left + 20, write_left = panel_right - 20 - buffer_width;
constexpr int kernel_left = 368, kernel_width = 384, kernel_height = 50, fold_height = 66, kernel_gap = 24;
constexpr int panel_head = 64, panel_foot = 20, gutter = 36;
constexpr double wide_letter = 7.25;  ///< of the 12 pixel monospaced font

constexpr const char* style = R"(<style>
  text { font-family: Inter, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; fill: #1f2933 }
  .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px }
  .large { font-size: 14px; font-weight: 600 }
  .title { font-size: 14px; font-weight: 600 }
  .small { font-size: 11px; fill: #52606d }
  .panel { fill: #ffffff; stroke: #d3dae1 }
  .box { stroke-width: 1.4 }
  .direct { fill: #e6f6ec; stroke: #2f9e5b }
  .fill { fill: #e5f1fd; stroke: #2b7bc4 }
  .gather { fill: #fff1dc; stroke: #d9822b }
  .scatter { fill: #fde8e4; stroke: #cf4b35 }
  .fold { fill: #f1eafb; stroke: #7f56c5 }
  .temporary { stroke-dasharray: 6 4 }
  .kernel { fill: #f4f6f8; stroke: #7b8794 }
  .library { fill: #e0f4f3; stroke: #1f8a85 }
  .outline { fill: #ffffff; stroke: #7b8794 }
  .serial { fill: #eef1f4 }
  .parallel { fill: #dcefe3 }
  .flow { fill: none; stroke: #7b8794; stroke-width: 1.3 }
  .kept { fill: none; stroke: #d9a11b; stroke-width: 1.6; stroke-dasharray: 6 4 }
</style>
<defs>
  <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 Z" fill="#7b8794"/></marker>
  <marker id="keep" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L8 4 L0 8 Z" fill="#d9a11b"/></marker>
</defs>
)";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

/// As much of a text in the code font as fits.
std::string cut(const std::string& text, int pixels, double letter = wide_letter) {
  const auto room = static_cast<std::size_t>(pixels / letter);
  return text.size() <= room ? text : text.substr(0, room - 3) + "...";
}

std::string number(int value) { return std::to_string(value); }

struct point {
  int x;
  int y;
};

/// Where something stands; arrows leave on the right and arrive on the left.
struct box {
  int left, top, width, height;
  [[nodiscard]] point in() const { return {left, top + height / 2}; }
  [[nodiscard]] point out() const { return {left + width, top + height / 2}; }
};

/// The panel of a pass.
struct panel {
  int top = 0;
  int height = 0;
  std::vector<box> operands;  ///< for each operand of the pass
  std::vector<box> kernels;   ///< for each step, then for each fold
};

class svg_writer {
 public:
  explicit svg_writer(const description& of) : of_(of) {}

  std::string write() {
    int y = write_head();
    for (std::size_t i = 0; i < of_.passes.size(); ++i) {
      panels_.push_back(place(i, y));
      y += panels_.back().height + gutter;
    }
    for (std::size_t i = 0; i < of_.passes.size(); ++i) write_panel(i);
    for (std::size_t i = 0; i < of_.passes.size(); ++i) write_kept(i);
    y = write_legend(y) + 8;
    for (const described_note& note : of_.notes) text({panel_left, y += 18}, "small", write_note(of_, note));
    y += 24;
    const std::string size = "width=\"" + number(width) + "\" height=\"" + number(y) + "\"";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " + number(width) + " " + number(y) +
           "\" role=\"img\">\n<title>" + escaped(of_.expressions.empty() ? "" : of_.expressions[0].text) + "</title>\n" + style + "<rect " +
           size + " fill=\"#fbfcfd\"/>\n" + body_ + "</svg>\n";
  }

 private:
  // Shapes.

  void text(point at, const std::string& classes, const std::string& content, const char* anchor = "start") {
    body_ += "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" class=\"" + classes + "\" text-anchor=\"" + anchor + "\">" +
             escaped(content) + "</text>\n";
  }

  void rectangle(const box& at, const std::string& classes, int radius) {
    body_ += "<rect x=\"" + number(at.left) + "\" y=\"" + number(at.top) + "\" width=\"" + number(at.width) + "\" height=\"" +
             number(at.height) + "\" rx=\"" + number(radius) + "\" class=\"" + classes + "\"/>\n";
  }

  void path(const std::string& commands, const char* classes, const char* marker) {
    body_ += "<path d=\"" + commands + "\" class=\"" + classes + "\" marker-end=\"url(#" + marker + ")\"/>\n";
  }

  static std::string at(const char* command, point p) { return command + number(p.x) + " " + number(p.y) + " "; }

  void curve(point from, point to) {
    const int bend = std::max(30, (to.x - from.x) / 2);
    path(at("M", from) + at("C", {from.x + bend, from.y}) + at("", {to.x - bend, to.y}) + at("", {to.x - 2, to.y}), "flow", "tip");
  }

  // Parts.

  int write_head() {
    int y = 14;
    for (const described_value& value : of_.expressions) {
      text({panel_left, y += 22}, "code large", cut(value.name + " = " + value.text, 820, 8.6));
      text({panel_right, y}, "code", write_type(value.type, value.shape), "end");
    }
    text({panel_left, y += 22}, "small", write_totals(of_));
    return y + 18;
  }

  panel place(std::size_t index, int top) const {
    const plan_pass& pass = of_.plan.passes[index];
    int reads = 0, writes = 0;
    for (const pass_operand& operand : pass.operands) ++(is_written(operand) ? writes : reads);
    std::vector<int> kernel_heights(pass.steps.size(), kernel_height);
    kernel_heights.resize(pass.steps.size() + pass.folds.size(), fold_height);
    const auto column = [](int count, int height, int gap) { return count == 0 ? 0 : count * height + (count - 1) * gap; };
    const int read_height = column(reads, buffer_height, buffer_gap), write_height = column(writes, buffer_height, buffer_gap);
    int kernel_column = -kernel_gap;
    for (const int height : kernel_heights) kernel_column += height + kernel_gap;
    const int inside = std::max({read_height, write_height, kernel_column});
    panel result{top, panel_head + inside + panel_foot, {}, {}};
    const auto middle = [&](int height) { return top + panel_head + (inside - height) / 2; };
    int read_top = middle(read_height), write_top = middle(write_height), kernel_top = middle(kernel_column);
    for (const pass_operand& operand : pass.operands) {
      int& y = is_written(operand) ? write_top : read_top;
      result.operands.push_back({is_written(operand) ? write_left : read_left, y, buffer_width, buffer_height});
      y += buffer_height + buffer_gap;
    }
    for (const int height : kernel_heights) {
      result.kernels.push_back({kernel_left, kernel_top, kernel_width, height});
      kernel_top += height + kernel_gap;
    }
    return result;
  }

  void write_panel(std::size_t index) {
    const plan_pass& pass = of_.plan.passes[index];
    const described_pass& about = of_.passes[index];
    const panel& p = panels_[index];
    rectangle({panel_left, p.top, panel_right - panel_left, p.height}, "panel", 8);
    text({panel_left + 20, p.top + 27}, "title", write_title(of_, index));
    const std::string work = write_work(pass, about);
    const int chip = static_cast<int>(static_cast<double>(work.size()) * 5.9) + 20;
    rectangle({panel_right - 16 - chip, p.top + 12, chip, 22}, about.threads > 1 ? "parallel" : "serial", 11);
    text({panel_right - 16 - chip / 2, p.top + 27}, "small", work, "middle");
    text({panel_left + 20, p.top + 46}, "small", "loops " + write_loops(pass) + "; run " + write_run(pass));
    write_arrows(pass, p);
    for (std::size_t i = 0; i < pass.operands.size(); ++i) write_buffer(pass, pass.operands[i], p.operands[i]);
    for (std::size_t i = 0; i < about.kernels.size(); ++i) {
      write_kernel_box(p.kernels[i], about.kernels[i].library ? "library" : "kernel", about.kernels[i], "");
    }
    for (std::size_t i = 0; i < about.folds.size(); ++i) {
      write_kernel_box(p.kernels[about.kernels.size() + i], "fold", about.folds[i], write_fold(pass, about, about.folds[i]));
    }
  }

  void write_buffer(const plan_pass& pass, const pass_operand& operand, const box& where) {
    const plan_buffer& buffer = of_.plan.buffers[static_cast<std::size_t>(operand.buffer)];
    const described_buffer& about = of_.buffers[static_cast<std::size_t>(operand.buffer)];
    rectangle(where, "box " + std::string(access_of(operand)) + (buffer.is == plan_buffer::role::temporary ? " temporary" : ""), 6);
    const int left = where.left + 12, right = where.left + where.width - 12;
    text({left, where.top + 20}, "code large", about.name);
    text({right, where.top + 20}, "small", (buffer.is == plan_buffer::role::temporary ? "temporary, " : "") + write_access(pass, operand),
         "end");
    text({left, where.top + 37}, "code", cut(write_type(buffer.type, buffer.where.shape), where.width - 20));
    text({left, where.top + 52}, "small", write_bytes(about.bytes) + ", " + about.order + (about.order == "strided" ? "" : " order"));
  }

  void write_kernel_box(const box& where, const char* classes, const described_kernel& kernel, const std::string& more) {
    body_ += "<g><title>" + escaped(kernel.result + " = " + kernel.text) + "</title>\n";
    rectangle(where, std::string("box ") + classes, 6);
    text({where.left + 14, where.top + 21}, "code", cut(kernel.result + " = " + kernel.text, where.width - 24));
    text({where.left + 14, where.top + 39}, "small", cut(write_kernel_kind(kernel), where.width - 24, 6));
    if (!more.empty()) text({where.left + 14, where.top + 55}, "small", more);
    body_ += "</g>\n";
  }

  void write_arrows(const plan_pass& pass, const panel& p) {
    for (std::size_t k = 0; k < p.kernels.size(); ++k) {
      const bool folds = k >= pass.steps.size();
      const auto& inputs = folds ? pass.folds[k - pass.steps.size()].inputs : pass.steps[k].inputs;
      std::vector<bool> drawn(p.operands.size() + p.kernels.size(), false);
      for (const std::int16_t slot : inputs) write_input(pass, p, k, slot, drawn);
      const int result =
          folds ? pass.folds[k - pass.steps.size()].operand : pass.slots[static_cast<std::size_t>(pass.steps[k].result)].operand;
      if (result >= 0) curve(p.kernels[k].out(), p.operands[static_cast<std::size_t>(result)].in());
    }
  }

  /// The arrow into a kernel, once from each place: from a buffer, or from the kernel that made the tile.
  void write_input(const plan_pass& pass, const panel& p, std::size_t kernel, std::int16_t slot, std::vector<bool>& drawn) {
    const pass_slot& from = pass.slots[static_cast<std::size_t>(slot)];
    const auto maker = std::find_if(pass.steps.begin(), pass.steps.end(), [&](const pass_step& step) { return step.result == slot; });
    if (maker != pass.steps.end()) {
      const auto made = static_cast<std::size_t>(maker - pass.steps.begin());
      if (!drawn[p.operands.size() + made]) between_kernels(p.kernels[made], p.kernels[kernel], kernel == made + 1);
      drawn[p.operands.size() + made] = true;
    } else if (from.is == pass_slot::kind::operand) {
      const auto operand = static_cast<std::size_t>(from.operand);
      if (!drawn[operand]) curve(p.operands[operand].out(), p.kernels[kernel].in());
      drawn[operand] = true;
    }
  }

  void between_kernels(const box& from, const box& to, bool neighbours) {
    if (neighbours) {
      const int x = from.left + from.width / 2;
      path(at("M", {x, from.top + from.height}) + at("L", {x, to.top - 2}), "flow", "tip");
      return;
    }
    const point start = from.out(), end{to.left + to.width, to.top + to.height / 3};
    path(at("M", start) + at("C", {start.x + 44, start.y}) + at("", {end.x + 44, end.y}) + at("", {end.x + 2, end.y}), "flow", "tip");
  }

  /// Dashed lines from where a buffer is written to where a later pass reads it, around the panels.
  void write_kept(std::size_t reader) {
    const plan_pass& pass = of_.plan.passes[reader];
    for (std::size_t i = 0; i < pass.operands.size(); ++i) {
      if (is_written(pass.operands[i])) continue;
      for (std::size_t writer = reader; writer-- > 0;) {
        const auto& written = of_.plan.passes[writer].operands;
        const auto found = std::find_if(written.begin(), written.end(), [&](const pass_operand& operand) {
          return is_written(operand) && operand.buffer == pass.operands[i].buffer;
        });
        if (found == written.end()) continue;
        around(panels_[writer].operands[static_cast<std::size_t>(found - written.begin())].out(),
               panels_[writer].top + panels_[writer].height, panels_[reader].operands[i].in());
        break;
      }
    }
  }

  void around(point from, int below, point to) {
    const int lane = lanes_++ % 5;
    const int right = panel_right + 10 + 7 * lane, left = panel_left - 10 - 7 * lane, y = below + 6 + 5 * lane;
    const auto turn = [](point corner, point after) { return at("Q", corner) + at("", after); };
    path(at("M", from) + at("L", {right - 6, from.y}) + turn({right, from.y}, {right, from.y + 6}) + at("L", {right, y - 6}) +
             turn({right, y}, {right - 6, y}) + at("L", {left + 6, y}) + turn({left, y}, {left, y + 6}) + at("L", {left, to.y - 6}) +
             turn({left, to.y}, {left + 6, to.y}) + at("L", {to.x - 2, to.y}),
         "kept", "keep");
  }

  int write_legend(int y) {
    struct entry {
      const char* classes;
      const char* label;
    };
    constexpr entry entries[] = {
        {"direct", "direct"},  {"fill", "fill: broadcast"}, {"gather", "gather into a tile"}, {"scatter", "scatter from a tile"},
        {"fold", "reduction"}, {"kernel", "fused kernel"},  {"library", "library kernel"},    {"temporary outline", "temporary"}};
    int x = panel_left;
    for (const entry& e : entries) {
      rectangle({x, y, 18, 12}, std::string("box ") + e.classes, 3);
      text({x + 24, y + 10}, "small", e.label);
      x += 46 + static_cast<int>(static_cast<double>(std::string_view(e.label).size()) * 6.2);
    }
    return y + 16;
  }

  const description& of_;
  std::string body_;
  std::vector<panel> panels_;
  int lanes_ = 0;
};

}  // namespace

std::string write_svg(const description& of) { return svg_writer(of).write(); }

}  // namespace lazynd::detail
