// SPDX-License-Identifier: BSD-3-Clause
// The plan: what the executor will do, as plain data. Passes fill it, tests compare it, `explain` prints it.
#pragma once
#include <lazynd/planner/program.hpp>

namespace lazynd {

/// Why the plan is not simpler than it is.
enum class reason : std::uint8_t {
  gather_strided,       ///< an operand is not contiguous along the run: copied tile by tile
  gather_repeated,      ///< the operand repeats along the run (a row added to a table with short rows): one tile is gathered and kept
  gather_short_run,     ///< the inner axis is short: several axes form the run, and the operand is not contiguous over them
  gather_unaligned,     ///< the elements of an operand are not aligned for their dtype: copied tile by tile
  gather_panel,         ///< an operand lies across the run (a transpose): copied for several rows at once
  fill_broadcast,       ///< an operand is broadcast along the run: one tile is filled and kept
  scatter_strided,      ///< an output is not contiguous along the run, or not aligned for its dtype: written tile by tile
  temporary_overlap,    ///< an output overlaps memory that is still to be read: computed beside, then copied
  temporary_reduction,  ///< a later pass reads the result of a reduction: kept in memory
  temporary_shared,     ///< a value with an expensive kernel feeds two passes: kept in memory
  temporary_broadcast,  ///< an expensive value is smaller than the pass that reads it: computed once, before
  copy_result,          ///< a reduction is written to an array of another shape or place: copied
  serial_small,         ///< too little work for threads
  serial_undivided,     ///< work enough for threads, but not in pieces that are worth one
  side_by_side,         ///< reads what the pass before it reads: both go through memory together, chunk by chunk
  follows_rows,         ///< needs of the passes before it the same rows only: all go through memory together, some rows at a time
  logical_order,        ///< reduced axes are walked in C order whatever the memory order, so that the bits do not depend on it
  // Not in a plan: they depend on the run, and `explain` adds them.
  serial_limit,    ///< the thread limit is 1
  baseline_level,  ///< kernels run with the baseline instruction set
  short_way,       ///< too little work for a plan: rows go straight to the kernels
};

/// Number of reasons.
inline constexpr int reason_count = static_cast<int>(reason::short_way) + 1;

/// Its identifier: "gather_strided".
LAZYND_API std::string_view name(reason why) noexcept;

/// What a reason means, as one clause: "not contiguous along the run, so copied tile by tile".
LAZYND_API std::string_view describe(reason why) noexcept;

/// A reason and what it is about: a buffer of the plan, or -1.
struct plan_note {
  reason why;
  int buffer = -1;
};

/// Memory the plan reads or writes.
struct plan_buffer {
  enum class role : std::uint8_t { input, output, temporary };
  role is = role::input;
  dtype type = dtype::float64;
  layout where;
  const block* storage = nullptr;  ///< nullptr: allocated when the plan runs, C order
  value_id value = -1;             ///< of the program: what stands in it
  int copy_to = -1;                ///< temporary: the output buffer it is copied to at the end
  int in_place_of = -1;            ///< output: an input with the same elements at the same positions
  bool in_pieces = false;          ///< temporary: in memory are only the rows that passes together are at, for each thread
};

/// How tiles of an operand are had.
enum class access : std::uint8_t { direct, fill, gather, scatter };

/// A buffer in the loops of one pass. Strides are in bytes.
struct pass_operand {
  int buffer = -1;
  bool written = false;  ///< an output of steps
  bool folded = false;   ///< receives the results of a reduction, once per kept position
  access how = access::direct;
  bool panel = false;    ///< gathered for several rows at once: neighbouring rows lie in the same cache lines (a transpose)
  index_t period = 0;    ///< gathered elements repeat after so many of the run, which tiles are a multiple of; 0: they do not
  index_t offset = 0;    ///< of the first element visited, from that of the buffer
  dims kept_strides;     ///< per kept loop axis
  dims reduced_strides;  ///< per reduced loop axis
};

/// What a kernel reads or writes within a tile.
struct pass_slot {
  enum class kind : std::uint8_t {
    operand,    ///< a tile of an operand
    constant,   ///< the address of one value
    filled,     ///< a tile full of one value, for library kernels
    temporary,  ///< a tile between two kernels
  };
  kind is = kind::operand;
  dtype type = dtype::float64;
  int operand = -1;
  const void* address = nullptr;
};

/// One kernel call per tile.
struct pass_step {
  const kernel_set* kernel = nullptr;
  small_vector<std::int16_t, 6> inputs;  ///< slots
  std::int16_t result = -1;              ///< slot
  value_id value = -1;
};

/// One reduction fed by the tiles of a pass.
struct pass_fold {
  const reduction_kernel* kernel = nullptr;
  small_vector<std::int16_t, 6> inputs;  ///< slots
  int operand = -1;                      ///< where the results go
  value_id value = -1;
  reduction_settings over;  ///< for the initial value and the parameters
};

/// How a pass walks its iteration space.
enum class walk : std::uint8_t {
  rows,   ///< runs along kept axes: elementwise, and reductions across rows
  folds,  ///< runs along reduced axes
};

/// One walk over memory that computes several values.
struct plan_pass {
  dims shape;                 ///< iteration space, axes as the user sees them
  std::uint64_t reduced = 0;  ///< axes that reductions of this pass run over
  inline_vector<pass_operand, 6> operands;
  small_vector<pass_slot, 8> slots;
  inline_vector<pass_step, 4> steps;
  inline_vector<pass_fold, 2> folds;
  small_vector<plan_note, 8> notes;

  dims kept_extents;     ///< loop axes after ordering and coalescing, outermost first
  dims reduced_extents;  ///< the same for reduced axes, in C order
  dims kept_axes;        ///< original axis of each kept loop axis before coalescing

  walk how = walk::rows;
  int run_axis = 0;            ///< rows: kept axes from here on form the run
  index_t run_length = 1;      ///< elements of a run
  index_t tile = 1;            ///< elements of a tile
  index_t panel_rows = 1;      ///< rows that are walked tile by tile together, for operands that are gathered as a panel
  index_t units = 1;           ///< independent pieces of work
  index_t grain = 1;           ///< units done together by one thread
  index_t reduced_count = 1;   ///< elements folded into one result
  index_t block = 1;           ///< elements of a block: those of the fixed tree, or more where any order gives the same
  index_t reduced_blocks = 1;  ///< blocks
  double nanoseconds = 0;      ///< estimated cost on one thread
  bool parallel = false;
  bool streams = false;  ///< waits for main memory, where vectors of half the length are faster
};

/// The instruction set a step of a pass runs with.
inline simd_level level_of_step(const plan_pass& pass, const kernel_set& kernel, simd_level level) noexcept {
  return pass.streams && !kernel.library ? streaming_level(level) : level;
}

/// Passes that go through memory together: all of them through one chunk of it, then through the next.
struct plan_sweep {
  int first = 0;           ///< pass
  int count = 1;           ///< passes
  index_t chunks = 1;      ///< into which the units of each pass are divided; of rows, where there are some
  index_t rows = 0;        ///< not 0: passes that need each other, whose outermost loops are of so many rows, or of a multiple of that
  index_t piece_rows = 0;  ///< rows of a chunk; the last may have less
};

/// Buffers of a plan.
using plan_buffers = inline_vector<plan_buffer, 6>;

/// Everything the executor needs. A plan of a few passes over a few arrays needs no allocation.
struct execution_plan {
  plan_buffers buffers;
  inline_vector<plan_pass, 2> passes;
  small_vector<plan_sweep, 4> sweeps;  ///< all passes in their order
  small_vector<int, 4> outputs;        ///< buffer of each output of the program
  small_vector<plan_note, 8> notes;
};

}  // namespace lazynd
