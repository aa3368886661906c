// SPDX-License-Identifier: BSD-3-Clause
// Warnings: what is worth saying and no error.
#pragma once
#include <string_view>

#include <lazynd/support/callback.hpp>
#include <lazynd/support/config.hpp>

namespace lazynd {

/// Receives warnings: NumPy's category ("RuntimeWarning") and the sentence. May throw, which ends what warned.
using warning_handler = callback<void(std::string_view category, std::string_view message)>;

/// Sends the warnings of all threads to `handler` from now on; an empty one stands for the default, which writes
/// `RuntimeWarning: divide by zero encountered in divide` and its like to the standard error stream, a line each. Returns the former one,
/// empty for the default. The handler is called in the thread that warns, in several at once.
LAZYND_API warning_handler set_warning_handler(warning_handler handler);

/// Hands a warning to the handler.
LAZYND_API void warn(std::string_view category, std::string_view message);

}  // namespace lazynd
