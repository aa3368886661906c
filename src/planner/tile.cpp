// SPDX-License-Identifier: BSD-3-Clause
// Runs and tiles: what a kernel call covers.
#include <algorithm>
#include <cstdlib>

#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

namespace {

constexpr index_t short_run = 32;        ///< below it, a kernel call costs more than gathering several rows
constexpr index_t medium_run = 256;      ///< below it, it is longer than filling several rows with what is broadcast along them
constexpr index_t long_run = 1024;       ///< where extending a run stops
constexpr index_t whole_tile = 16384;    ///< elements of a tile when nothing needs tile memory
constexpr index_t longest_period = 256;  ///< of an operand of which one tile is kept
constexpr index_t cache_line = 64;
constexpr index_t tile_bytes = 24 * 1024;          ///< tile memory that leaves room in a 32 KiB first-level cache
constexpr index_t far_bytes = 1024 * 1024;         ///< operands of more memory than that are in no second-level cache
constexpr index_t far_tile_bytes = 2048;           ///< of one operand: short enough that its misses overlap with the kernels of other tiles
constexpr index_t stepped_bytes = 4096;            ///< of one operand's tile beside others that are copied in steps along the run
constexpr index_t nearby_bytes = 8 * 1024 * 1024;  ///< operands of more memory than that are hardly in a third-level cache
constexpr index_t far_stepped_bytes = 256;         ///< of one operand's tile then: all operands are read ahead at the same time
constexpr index_t far_scattered_bytes = 512;       ///< the same where only results go in steps
constexpr index_t state_bytes = 128 * 1024;        ///< states of a reduction across rows: lanes times tile

index_t size_of(const plan_pass& pass, const execution_plan& plan, const pass_operand& operand) {
  (void)pass;
  return static_cast<index_t>(itemsize(plan.buffers[static_cast<std::size_t>(operand.buffer)].type));
}

/// Whether kernels may read and write the elements where they are.
bool is_aligned(const execution_plan& plan, const pass_operand& operand) {
  const plan_buffer& buffer = plan.buffers[static_cast<std::size_t>(operand.buffer)];
  if (!buffer.storage) return true;
  auto bits = reinterpret_cast<std::uintptr_t>(buffer.storage->data) | static_cast<std::uintptr_t>(operand.offset);
  for (const dims* strides : {&operand.kept_strides, &operand.reduced_strides}) {
    for (const index_t stride : *strides) bits |= static_cast<std::uintptr_t>(stride);
  }
  return bits % alignment(buffer.type) == 0;
}

/// How the axes [from, end) of a loop look as one run.
access classify(const dims& extents, const dims& strides, std::size_t from, index_t size, bool written, bool aligned) {
  bool contiguous = true, constant = true;
  index_t expected = size;
  for (std::size_t axis = extents.size(); axis-- > from;) {
    if (extents[axis] == 1) continue;
    contiguous = contiguous && strides[axis] == expected;
    constant = constant && strides[axis] == 0;
    expected *= extents[axis];
  }
  if (contiguous && aligned) return access::direct;
  if (written) return access::scatter;
  return constant ? access::fill : access::gather;
}

/// Whether a run over the axes [axis, end) may take one axis more that costs no more than filling rows: what is read and written where it
/// is stays there, and what is gathered repeats.
bool grows_cheaply(const execution_plan& plan, const plan_pass& pass, std::size_t axis) {
  return std::all_of(pass.operands.begin(), pass.operands.end(), [&](const pass_operand& operand) {
    if (operand.folded) return true;
    const auto how = [&](std::size_t from) {
      return classify(pass.kept_extents, operand.kept_strides, from, size_of(pass, plan, operand), operand.written,
                      is_aligned(plan, operand));
    };
    const access now = how(axis);
    if (now == access::direct) return how(axis - 1) == access::direct;
    return now == access::fill || operand.kept_strides[axis - 1] == 0;
  });
}

/// Elements of the run over the axes [from, end) after which an operand repeats, since it is broadcast along the first of them; 0: it does
/// not, or not within a tile.
index_t period_of(const dims& extents, const dims& strides, std::size_t from) {
  std::size_t first = from;
  while (first < extents.size() && (strides[first] == 0 || extents[first] == 1)) ++first;
  if (first == from) return 0;
  index_t period = 1;
  for (std::size_t axis = first; axis < extents.size(); ++axis) period *= extents[axis];
  return period > longest_period ? 0 : period;
}

/// Elements of a tile of an elementwise pass with several kernels over memory out of the caches. A kernel that only moves memory waits
/// for it, one that computes does not: in short tiles the processor works on the one and waits for the other at the same time.
index_t far_tile(const execution_plan& plan, const plan_pass& pass, index_t elements) {
  index_t sum = 0, widest = 1;
  for (const pass_operand& operand : pass.operands) {
    const index_t size = size_of(pass, plan, operand);
    if (operand.how == access::direct) sum += size;
    widest = std::max(widest, size);
  }
  const bool far = sum > 0 && elements > far_bytes / sum;
  return pass.steps.size() > 1 && pass.folds.empty() && far ? far_tile_bytes / widest : whole_tile;
}

/// The same of a pass that copies operands in steps along one axis.
index_t stepped_tile(const execution_plan& plan, const plan_pass& pass, index_t elements) {
  if (pass.panel_rows > 1 || pass.run_axis + 1 != static_cast<int>(pass.kept_extents.size())) return whole_tile;
  bool gathers = false, scatters = false;
  index_t sum = 0, widest = 1;
  for (const pass_operand& operand : pass.operands) {
    if (operand.how == access::fill) continue;
    const index_t size = size_of(pass, plan, operand);
    gathers = gathers || operand.how == access::gather;
    scatters = scatters || operand.how == access::scatter;
    sum += operand.how == access::direct ? size : std::min(cache_line, std::abs(operand.kept_strides.back()));
    widest = std::max(widest, size);
  }
  if (!gathers && !scatters) return whole_tile;
  if (elements <= nearby_bytes / std::max<index_t>(1, sum)) return stepped_bytes / widest;
  return (gathers ? far_stepped_bytes : far_scattered_bytes) / widest;
}

/// Whether a reduction runs across rows (kept axes inside) rather than along them.
bool runs_across(const execution_plan& plan, const plan_pass& pass, index_t kept, index_t reduced) {
  if (kept < 16) return false;
  if (reduced < short_run) return true;
  int across = 0, along = 0;
  for (const pass_operand& operand : pass.operands) {
    if (operand.folded) continue;
    const index_t size = size_of(pass, plan, operand);
    if (!operand.kept_strides.empty() && operand.kept_strides.back() == size) ++across;
    if (!operand.reduced_strides.empty() && operand.reduced_strides.back() == size) ++along;
  }
  return across > along;
}

/// True for an operand of an elementwise pass that is contiguous from row to row: a panel of rows is read line by line of the cache.
bool runs_along_columns(const plan_pass& pass, const pass_operand& operand, index_t size) {
  const std::size_t axes = pass.kept_extents.size();
  return pass.how == walk::rows && pass.folds.empty() && axes >= 2 && pass.run_axis + 1 == static_cast<int>(axes) &&
         operand.kept_strides[axes - 2] == size;
}

void note_access(const pass_operand& operand, bool extended, bool aligned, small_vector<plan_note, 8>& notes) {
  const reason gathered = operand.panel        ? reason::gather_panel
                          : operand.period > 0 ? reason::gather_repeated
                          : !aligned           ? reason::gather_unaligned
                          : extended           ? reason::gather_short_run
                                               : reason::gather_strided;
  if (operand.how == access::gather) notes.push_back({gathered, operand.buffer});
  if (operand.how == access::scatter) notes.push_back({reason::scatter_strided, operand.buffer});
  if (operand.how == access::fill) notes.push_back({reason::fill_broadcast, operand.buffer});
}

}  // namespace

void tile(const execution_plan& plan, plan_pass& pass) {
  const index_t kept = element_count(pass.kept_extents);
  pass.reduced_count = element_count(pass.reduced_extents);
  pass.how = pass.folds.empty() || runs_across(plan, pass, kept, pass.reduced_count) ? walk::rows : walk::folds;
  bool extended = false;
  if (pass.how == walk::rows) {
    int axis = static_cast<int>(pass.kept_extents.size());
    index_t length = 1;
    if (axis > 0) length = pass.kept_extents[static_cast<std::size_t>(--axis)];
    const index_t inner = length;
    const auto extends = [&] {
      if (axis == 0 || length >= long_run || inner >= medium_run) return false;
      return inner < short_run || grows_cheaply(plan, pass, static_cast<std::size_t>(axis));
    };
    while (extends()) {
      length *= pass.kept_extents[static_cast<std::size_t>(--axis)];
      extended = true;
    }
    pass.run_axis = axis;
    pass.run_length = length;
  } else {
    pass.run_axis = static_cast<int>(pass.kept_extents.size());
    pass.run_length = pass.reduced_count;
  }
  index_t bytes = 0, period = 0;
  for (pass_operand& operand : pass.operands) {
    if (operand.folded) continue;
    const index_t size = size_of(pass, plan, operand);
    const bool aligned = is_aligned(plan, operand);
    operand.how = pass.how == walk::rows ? classify(pass.kept_extents, operand.kept_strides, static_cast<std::size_t>(pass.run_axis), size,
                                                    operand.written, aligned)
                                         : classify(pass.reduced_extents, operand.reduced_strides, 0, size, operand.written, aligned);
    if (operand.how == access::gather && runs_along_columns(pass, operand, size)) {
      operand.panel = true;
      pass.panel_rows = std::max(pass.panel_rows, std::clamp<index_t>(cache_line / size, 4, 16));
    }
    if (operand.how == access::gather && pass.how == walk::rows && !operand.panel) {
      operand.period = period_of(pass.kept_extents, operand.kept_strides, static_cast<std::size_t>(pass.run_axis));
      period = std::max(period, operand.period);
    }
    if (operand.how != access::direct) bytes += size;
  }
  for (const pass_operand& operand : pass.operands) {
    if (operand.panel) bytes += (pass.panel_rows - 1) * size_of(pass, plan, operand);
  }
  for (const pass_slot& slot : pass.slots) {
    if (slot.is == pass_slot::kind::temporary || slot.is == pass_slot::kind::filled) bytes += static_cast<index_t>(itemsize(slot.type));
  }
  index_t length = bytes == 0 ? whole_tile : std::clamp<index_t>(tile_bytes / bytes, 256, 2048);
  length = std::min(length, far_tile(plan, pass, kept));
  if (pass.folds.empty()) {
    length = std::min(length, stepped_tile(plan, pass, kept));
  } else {
    length = std::min<index_t>(length, reduction_block);
    if (pass.how == walk::rows) {
      for (const pass_fold& fold : pass.folds) {
        length = std::min<index_t>(length, state_bytes / (index_t{fold.kernel->lanes} * fold.kernel->state_size));
      }
      length = std::min(length, std::max<index_t>(128, pass.run_length / 2));  // two strips at least: threads have something to share
    }
  }
  index_t rounded = 16;
  while (rounded * 2 <= length) rounded *= 2;
  if (period > 1) rounded = std::max(rounded / period, index_t{1}) * period;
  for (pass_operand& operand : pass.operands) {
    if (operand.period != 0 && rounded % operand.period != 0) operand.period = 0;  // several operands, of different periods
  }
  for (const pass_operand& operand : pass.operands) {
    if (!operand.folded) note_access(operand, extended, is_aligned(plan, operand), pass.notes);
  }
  pass.tile = std::max<index_t>(1, std::min(rounded, std::max<index_t>(pass.run_length, 1)));
  if (pass.how == walk::folds) pass.tile = rounded;
}

}  // namespace lazynd::planner
