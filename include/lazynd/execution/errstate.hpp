// SPDX-License-Identifier: BSD-3-Clause
// What happens at floating-point conditions: NumPy's errstate, seterr and seterrcall.
#pragma once
#include <optional>
#include <string_view>

#include <lazynd/support/callback.hpp>
#include <lazynd/support/config.hpp>

namespace lazynd {

/// What to do at a condition.
enum class on_error : std::uint8_t {
  ignore,
  warn,   ///< `warn("RuntimeWarning", "divide by zero encountered in divide")`
  raise,  ///< throws `floating_point_error` with that sentence
  call,   ///< calls the function of `seterrcall`; `value_error` when there is none
  print,  ///< writes a line to the standard error stream, past the handler of warnings
};

/// What happens at each condition; all are ignored unless told otherwise. (NumPy's default is to warn, but for `under`.)
struct error_actions {
  on_error divide = on_error::ignore;   ///< an infinite result of finite arguments, exactly so: 1/0, log(0); integers divided by 0
  on_error over = on_error::ignore;     ///< a finite result that is too large for its type
  on_error under = on_error::ignore;    ///< a result so near to 0 that digits were lost
  on_error invalid = on_error::ignore;  ///< NaN out of arguments that are none; a float that an integer type cannot hold
  bool operator==(const error_actions&) const = default;
};

/// Called with the condition ("divide by zero", "overflow", "underflow", "invalid value") and the sum of the flags of all conditions of the
/// function in question: 1, 2, 4 and 8. May throw, which ends the evaluation as `raise` does.
using error_callback = callback<void(std::string_view condition, unsigned flags)>;

/// Keyword arguments of `errstate` and `seterr`; what is left out stays. `all` stands for the conditions that are not named.
struct errstate_options {
  std::optional<on_error> all = {};
  std::optional<on_error> divide = {};
  std::optional<on_error> over = {};
  std::optional<on_error> under = {};
  std::optional<on_error> invalid = {};
  std::optional<error_callback> call = {};
};

// The error state belongs to a thread; a new thread ignores everything. An evaluation takes the state of the thread that starts it and acts
// there, after it is complete: destinations then hold their results. Each condition is acted upon once for each function of the
// expression, in the order of evaluation. Conditions follow from arguments and results alone, so neither threads nor instruction sets,
// layout or fusion change them. An evaluation that watches for conditions computes its steps one by one: the same bits, more slowly.

/// The error state of this thread.
[[nodiscard]] LAZYND_API error_actions geterr() noexcept;

/// Changes the error state of this thread; returns what it was.
LAZYND_API error_actions seterr(const errstate_options& options);

/// Sets the function that `on_error::call` calls in this thread; returns the former one.
LAZYND_API error_callback seterrcall(error_callback function);

/// That function; empty when there is none.
[[nodiscard]] LAZYND_API error_callback geterrcall();

/// Changes the error state of this thread while it lives, and restores it when it dies, in the same thread:
/// `nd::errstate guard({.divide = nd::on_error::raise});`
class LAZYND_API errstate {
 public:
  explicit errstate(const errstate_options& options);
  ~errstate();
  errstate(const errstate&) = delete;
  errstate& operator=(const errstate&) = delete;

 private:
  error_actions actions_;
  error_callback function_;
};

}  // namespace lazynd
