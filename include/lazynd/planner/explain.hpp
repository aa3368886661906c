// SPDX-License-Identifier: BSD-3-Clause
// What a plan does and why, for people, programs and browsers.
#pragma once
#include <array>
#include <iosfwd>
#include <memory>
#include <string>

#include <lazynd/planner/plan.hpp>

namespace lazynd {

namespace detail {
struct description;
}

/// How a plan would be run; the layers above the planner know it.
struct run_settings {
  simd_level level = simd_level::baseline;
  std::array<std::string_view, simd_level_count> level_names = {"baseline", "avx2", "avx512"};
  int threads = 1;
  bool short_way = false;  ///< the expression would be computed without the plan
};

/// The description of a plan: runs, loops, passes, kernels, instruction set, threads, temporaries, bytes, and the reason for every
/// fallback. Plain data: it refers to no array and stays valid when those are gone. Made by `explain` and `explain_assign`.
///
/// Names: leaves are a, b, c, ... in order of appearance; results are `out`, or out1, out2, ...; values kept in memory between passes are
/// t1, t2, ...; values that live in one tile between two kernels are v1, v2, ...
class LAZYND_API explanation {
 public:
  explanation(const program& of, const execution_plan& plan, const run_settings& settings);

  /// As text, the way it is printed.
  [[nodiscard]] std::string text() const;

  /// As a JSON object with these keys, which stay:
  ///   "expressions": [{"name", "text", "dtype", "shape"}]: one for each result;
  ///   "values": [{"name", "text", "dtype", "shape"}]: what the names t1, v1, ... stand for;
  ///   "settings": {"simd", "threads", "short_way"};
  ///   "buffers": [{"name", "role" ("input", "output", "temporary"), "dtype", "shape", "strides", "order" ("C", "F", "strided"), "bytes",
  ///     "allocated", "copied_to" (name or null), "in_place_of" (name or null)}];
  ///   "passes": [{"kind" ("elementwise", "reduction", "copy"), "shape", "reduced_axes", "kept_loops", "reduced_loops", "walk" ("rows",
  ///     "folds"), "run", "tile", "units", "grain", "parallel", "threads", "nanoseconds", "operands": [{"buffer", "direction" ("read",
  ///     "write"), "access" ("direct", "fill", "gather", "scatter", "fold"), "panel_rows", "bytes"}], "kernels": [{"result", "text",
  ///     "operations", "library", "simd"}], "folds": [the same keys, and "axes", "count", "lanes", "block", "blocks"], "bytes_read",
  ///     "bytes_written"}];
  ///   "walks": how often memory is gone through; passes side by side go together;
  ///   "temporary_bytes", "bytes_read", "bytes_written": totals, in which what passes side by side read counts once;
  ///   "notes": [{"pass" (from 1, or null), "buffer" (name or null), "reason" (an identifier of `reason`), "text"}].
  /// "bytes" counts every element of a buffer once, however often it is broadcast; shapes and loops are arrays of integers, times are
  /// estimates for one thread.
  [[nodiscard]] std::string to_json() const;

  /// As a self-contained SVG image: the buffers of each pass left and right of its kernels, coloured by how they are accessed.
  [[nodiscard]] std::string to_svg() const;

 private:
  std::shared_ptr<const detail::description> facts_;
};

/// Writes the text.
LAZYND_API std::ostream& operator<<(std::ostream& out, const explanation& of);

}  // namespace lazynd
