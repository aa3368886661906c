// SPDX-License-Identifier: BSD-3-Clause
// What every walk over an iteration space needs: memory for tiles, places in the operands, the kernels of one tile.
#pragma once
#include <vector>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/planner/plan.hpp>

#include "execution/strided_tile.hpp"

namespace lazynd::detail {

/// Memory without elements of its own type: tiles and states.
class scratch {
 public:
  explicit scratch(std::size_t bytes) {
    if (bytes == 0) return;
    memory_ = allocate_block(dtype::uint8, dims{static_cast<index_t>(bytes)});
    data_ = memory_->data;
  }
  /// Somebody else's memory.
  explicit scratch(std::byte* data) noexcept : data_(data) {}
  [[nodiscard]] std::byte* data() const noexcept { return data_; }

 private:
  block_handle memory_;
  std::byte* data_ = nullptr;
};

/// A walk over one pass. Units are independent of each other; threads take ranges of them.
class tile_walk {
 public:
  tile_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level);
  virtual ~tile_walk() = default;
  tile_walk(const tile_walk&) = delete;
  tile_walk& operator=(const tile_walk&) = delete;

  /// Walks the units [begin, end). States of reductions go to `states`.
  virtual void run_units(index_t begin, index_t end) = 0;

  /// Walks a first unit, if that may make the others quick. Whether it did, so that threads have nothing to do.
  virtual bool settles_at_once() { return false; }

  /// Units that a thread takes together.
  [[nodiscard]] virtual index_t grain(int) const { return pass_.grain; }

  /// States of each fold: for every block, those of all kept positions.
  std::vector<scratch> states;

  /// Where the states of a fold are its results already: where these are, one after the other. Else null.
  [[nodiscard]] std::byte* results_in_place(const pass_fold& fold) const;

 protected:
  /// What one thread needs to walk: tile memory, pointers, where it stands.
  struct worker {
    explicit worker(std::size_t bytes) : memory(bytes) {}
    scratch memory;
    small_vector<const void*, 24> slots;        ///< address of the current tile of each slot
    small_vector<std::byte*, 16> tiles;         ///< tile memory of operands that need it
    small_vector<const std::byte*, 16> loaded;  ///< what the tile of an operand holds: source address,
    small_vector<index_t, 16> loaded_first;     ///< first element of the run,
    small_vector<index_t, 16> loaded_count;     ///< and number of elements
    small_vector<index_t, 16> kept_offsets;
    small_vector<index_t, 16> offsets;    ///< kept and reduced offsets together
    small_vector<std::byte*, 8> lanes;    ///< states of each fold
    small_vector<std::byte*, 8> results;  ///< where those that a unit leaves go
    dims reduced_position;
    std::size_t copy = 0;      ///< which of the tiles of an operand that keeps several
    index_t panel_row = 0;     ///< of the current row in its panel
    index_t panel_height = 1;  ///< rows of the current panel
  };

  [[nodiscard]] worker make_worker() const;
  [[nodiscard]] std::size_t size_of(const pass_operand& operand) const;
  /// Whether folds read their operands where they are, without steps between.
  [[nodiscard]] bool reads_in_place() const;

  /// Offsets of position `linear` of the kept axes [0, axes).
  void seek_kept(worker& w, index_t linear, int axes) const;

  /// Makes the tiles [first, first + n) of the run ready, runs the kernels, writes what is scattered.
  void run_tile(worker& w, index_t first, index_t n) const;

  /// Runs the kernels on n elements of what the slots point to.
  void run_steps(const worker& w, index_t n) const;

  /// Calls with the addresses of slots.
  template <class Call>
  static void call_with(const worker& w, const small_vector<std::int16_t, 6>& inputs, Call&& call) {
    const void* local[32];
    if (inputs.size() <= 32) {
      for (std::size_t i = 0; i < inputs.size(); ++i) local[i] = w.slots[static_cast<std::size_t>(inputs[i])];
      call(local);
    } else {
      small_vector<const void*, 64> many;
      for (const std::int16_t slot : inputs) many.push_back(w.slots[static_cast<std::size_t>(slot)]);
      call(many.data());
    }
  }

  const execution_plan& plan_;
  const plan_pass& pass_;
  std::span<std::byte* const> addresses_;
  simd_level level_;
  index_t kept_;  ///< results of each fold

  /// From now on an operand keeps as many gathered tiles, of which `worker::copy` names one.
  void keep_copies(std::size_t operand, std::size_t copies) { copies_[operand] = copies; }

 private:
  [[nodiscard]] std::size_t tile_rows(const pass_operand& operand) const;
  [[nodiscard]] std::size_t lane_bytes(const pass_fold& fold) const;
  [[nodiscard]] std::size_t worker_bytes() const;
  static void remember(worker& w, std::size_t tile, const std::byte* base, index_t first, index_t n);
  /// A tile of gathered elements, which stays as it is while the same are wanted.
  std::byte* load_tile(worker& w, std::size_t i, const std::byte* base, index_t first, index_t n, const run_axes& axes) const;
  /// The tile of one row out of a panel of rows that is gathered at its first use.
  std::byte* load_panel(worker& w, std::size_t i, const std::byte* base, index_t first, index_t n) const;

  small_vector<bool, 16> needs_tile_;
  small_vector<std::size_t, 16> copies_;  ///< tiles of each operand
};

}  // namespace lazynd::detail
