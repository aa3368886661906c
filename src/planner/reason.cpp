// SPDX-License-Identifier: BSD-3-Clause
// The reasons of a plan in words.
#include <lazynd/planner/plan.hpp>

namespace lazynd {

namespace {

struct reason_words {
  reason why;
  std::string_view name;
  std::string_view clause;
};

constexpr reason_words words[] = {
    {reason::gather_strided, "gather_strided", "gathered: not contiguous along the run, so it is copied tile by tile"},
    {reason::gather_repeated, "gather_repeated", "gathered: it repeats along the run, so one tile is gathered and kept"},
    {reason::gather_short_run, "gather_short_run",
     "gathered: the inner axis is short, so several axes form the run, and it is not contiguous over them"},
    {reason::gather_unaligned, "gather_unaligned",
     "gathered: not aligned for its dtype, as in packed records, so it is copied tile by tile"},
    {reason::gather_panel, "gather_panel",
     "gathered: it lies across the run, as after a transpose, so tiles of several rows are copied together"},
    {reason::fill_broadcast, "fill_broadcast", "filled: broadcast along the run, so one tile is filled with its element and kept"},
    {reason::scatter_strided, "scatter_strided", "scattered: not contiguous along the run or not aligned, so it is written tile by tile"},
    {reason::temporary_overlap, "temporary_overlap",
     "overlaps memory that is still to be read, so the result is computed in a temporary, then copied"},
    {reason::temporary_reduction, "temporary_reduction", "temporary: a later pass needs the reduction complete"},
    {reason::temporary_shared, "temporary_shared", "temporary: its kernel is expensive and two passes need it, so it is kept in memory"},
    {reason::temporary_broadcast, "temporary_broadcast",
     "temporary: its kernel is expensive and it is broadcast, so it is computed once, before"},
    {reason::copy_result, "copy_result", "copied: a reduction has an array of its own, which is then written to the destination"},
    {reason::serial_small, "serial_small", "serial: too little work for threads"},
    {reason::serial_undivided, "serial_undivided", "serial: the work does not divide into pieces worth a thread"},
    {reason::side_by_side, "side_by_side",
     "side by side with the pass before it, chunk by chunk, so that what both read comes from memory once"},
    {reason::follows_rows, "follows_rows",
     "some rows at a time with the passes before it, of which it needs the same rows only, so that these are still in the cache"},
    {reason::logical_order, "logical_order",
     "read against memory order: reduced axes are walked in C order, so that the result does not depend on the layout"},
    {reason::serial_limit, "serial_limit", "serial: the thread limit is 1"},
    {reason::baseline_level, "baseline_level", "baseline instruction set: this CPU, this build or LAZYND_SIMD allows no other"},
    {reason::short_way, "short_way",
     "short way: too little work for a plan, so rows of the operands go straight to the kernels in one thread; the plan above is for more"},
};

constexpr bool in_order() {
  for (int i = 0; i < reason_count; ++i) {
    if (static_cast<int>(words[i].why) != i) return false;
  }
  return std::size(words) == std::size_t{reason_count};
}
static_assert(in_order());

const reason_words& words_for(reason why) noexcept { return words[static_cast<std::size_t>(why)]; }

}  // namespace

std::string_view name(reason why) noexcept { return words_for(why).name; }

std::string_view describe(reason why) noexcept { return words_for(why).clause; }

}  // namespace lazynd
