// SPDX-License-Identifier: BSD-3-Clause
// What an explanation tells, as plain data: built once, written as text, JSON and SVG.
#pragma once
#include <string>
#include <vector>

#include <lazynd/planner/explain.hpp>

namespace lazynd::detail {

/// A result or a named value and the expression it stands for.
struct described_value {
  std::string name;
  std::string text;
  dtype type = dtype::float64;
  dims shape;
};

/// A buffer of the plan.
struct described_buffer {
  std::string name;
  std::string order;  ///< "C", "F" or "strided"
  index_t bytes = 0;  ///< every element once, however often it is broadcast
};

/// A step or a fold of a pass.
struct described_kernel {
  std::string result;
  std::string text;
  std::vector<std::string> operations;
  bool library = false;
  std::string level;  ///< the instruction set it runs with
  int lanes = 0;      ///< fold; 1 where the order of elements does not count
};

/// What a pass of the plan has beside its own fields.
struct described_pass {
  std::string kind;
  dims reduced_axes;
  int threads = 1;
  std::vector<described_kernel> kernels;  ///< for each step
  std::vector<described_kernel> folds;    ///< for each fold
  index_t bytes_read = 0;
  index_t bytes_written = 0;
};

/// A reason, where it holds.
struct described_note {
  int pass = -1;
  int buffer = -1;
  reason why = reason::serial_small;
};

/// Everything the writers know. The lists go in parallel with those of the plan, whose pointers are not followed.
struct description {
  execution_plan plan;
  std::string level;
  int threads = 1;
  bool short_way = false;
  std::vector<described_value> expressions;
  std::vector<described_value> values;
  std::vector<described_buffer> buffers;
  std::vector<described_pass> passes;
  std::vector<described_note> notes;
  index_t temporary_bytes = 0;
  index_t bytes_read = 0;
  index_t bytes_written = 0;
};

/// Whether a pass reads or writes an operand.
inline bool is_written(const pass_operand& operand) { return operand.written || operand.folded; }

/// "direct", "fill", "gather", "scatter", or "fold" for the result of a reduction.
std::string_view access_of(const pass_operand& operand) noexcept;

/// "input", "output", "temporary".
std::string_view name(plan_buffer::role is) noexcept;

/// "rows", "folds".
std::string_view name(walk how) noexcept;

/// All parts with a separator between them.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// A number of bytes for people: "96 B", "93.8 KiB".
std::string write_bytes(index_t bytes);

/// A time for people: "3.1 us".
std::string write_time(double nanoseconds);

// Parts of the text, which the SVG image shares.

std::string write_type(dtype type, const dims& shape);
std::string write_access(const plan_pass& pass, const pass_operand& operand);
std::string write_title(const description& of, std::size_t pass);
std::string write_loops(const plan_pass& pass);
std::string write_run(const plan_pass& pass);
std::string write_work(const plan_pass& pass, const described_pass& about);
std::string write_kernel_kind(const described_kernel& kernel);
std::string write_fold(const plan_pass& pass, const described_pass& about, const described_kernel& fold);
std::string write_totals(const description& of);
std::string write_note(const description& of, const described_note& note);

// The whole.

std::string write_text(const description& of);
std::string write_json(const description& of);
std::string write_svg(const description& of);

}  // namespace lazynd::detail
