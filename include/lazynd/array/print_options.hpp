// SPDX-License-Identifier: BSD-3-Clause
// How arrays are printed: the options, their process-wide defaults and a scope that changes them.
#pragma once
#include <optional>
#include <string>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// How many digits of floats are printed: `fixed` exactly `precision`; `unique` as few as tell a value from its neighbours; `maxprec` the
/// unique digits, at most `precision`; `maxprec_equal` the same, with one number of digits for the whole array.
enum class float_mode : std::uint8_t { fixed, unique, maxprec, maxprec_equal };

/// Options of printing, with NumPy's names and defaults.
struct print_options {
  int precision = 8;                           ///< digits after the decimal point
  index_t threshold = 1000;                    ///< arrays with more elements are summarised
  int edgeitems = 3;                           ///< elements at each end of an axis of a summarised array
  int linewidth = 75;                          ///< characters of a line
  bool suppress = false;                       ///< print small and wide-ranging floats without exponents
  std::string nanstr = "nan";                  ///< text of NaN
  std::string infstr = "inf";                  ///< text of infinity
  char sign = '-';                             ///< of positive floats: '-' nothing, '+' a plus, ' ' a blank
  float_mode floatmode = float_mode::maxprec;  ///< how many digits
};

/// The options in force in this thread: those of its innermost `print_options_scope`, else the process-wide defaults.
LAZYND_API print_options get_print_options();

/// Sets the process-wide defaults; inside a `print_options_scope` of this thread, the scope's options, as in NumPy 2. `value_error` for a
/// negative `precision` or `edgeitems` and for a `sign` that is none of "-+ ".
LAZYND_API void set_print_options(print_options options);

/// While it lives, this thread prints with other options: `numpy.printoptions`. Scopes of one thread end in the reverse order of their
/// beginning. Errors are those of `set_print_options`.
class LAZYND_API print_options_scope {
 public:
  explicit print_options_scope(print_options options);
  ~print_options_scope();
  print_options_scope(const print_options_scope&) = delete;
  print_options_scope& operator=(const print_options_scope&) = delete;

 private:
  std::optional<print_options> outer_;
};

}  // namespace lazynd
