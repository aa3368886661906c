// SPDX-License-Identifier: BSD-3-Clause
// Ufuncs as data: names, loops, and the choice of a loop for dtypes known at run time.
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <lazynd/dtype/casts.hpp>
#include <lazynd/dtype/loops.hpp>
#include <lazynd/ufunc/kernel.hpp>

namespace lazynd {

/// A ufunc. Immutable once it is registered; found by `find_definition`.
struct ufunc_definition {
  std::string name;
  std::uint8_t nin = 1;
  std::uint8_t nout = 1;
  argument_rule rule = argument_rule::common;
  bool refuses_boolean = false;                ///< no loop for bool, although bool could be cast to that of another
  std::vector<const kernel_set*> loops;        ///< in the order in which they are tried
  std::vector<const ufunc_definition*> parts;  ///< of several results: the ufunc of each
};

/// The ufunc of that name, NumPy's second names included ("abs", "mod"); nullptr when there is none. Constant time; safe from any thread.
LAZYND_API const ufunc_definition* find_definition(std::string_view name) noexcept;

/// Names of all ufuncs, sorted, without second names.
LAZYND_API std::vector<std::string_view> ufunc_names();

/// The loop for arguments of these dtypes. With `wanted`, the loop with that result; arguments must then cast to it by `allowed`.
/// `dtype_error` naming ufunc and dtypes where there is none.
LAZYND_API const kernel_set& resolve_loop(const ufunc_definition& of, std::span<const loop_argument> arguments,
                                          std::optional<dtype> wanted = {}, casting allowed = casting::same_kind);

/// One loop of a user's ufunc: exact dtypes of the operands and of the result.
struct user_loop {
  std::vector<dtype> inputs;
  dtype result;
  tile_kernel kernel;  ///< must be safe to run in several threads at once
  float weight = 10;
};

/// Registers a ufunc of one result; from then on it is found by name and by dynamic arrays. `value_error` for a name that is taken, no
/// loops, and loops with different numbers of operands (1 to 3). Safe from any thread.
LAZYND_API const ufunc_definition& register_ufunc(std::string name, std::span<const user_loop> loops);

}  // namespace lazynd
