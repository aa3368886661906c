// SPDX-License-Identifier: BSD-3-Clause
// How many threads evaluation may use.
#pragma once
#include <lazynd/support/config.hpp>

namespace lazynd {

/// Lets evaluations use up to `count` threads from now on, process-wide; 0 means what the machine has (or LAZYND_NUM_THREADS).
/// `value_error` for a negative count. Results do not depend on it.
LAZYND_API void set_num_threads(int count);

/// Threads an evaluation in this thread may use: the process-wide number, or less inside a `thread_limit`.
LAZYND_API int get_num_threads();

/// Limits the evaluations of the current thread while it lives; limits nest, and the smallest counts. `value_error` below 1.
class LAZYND_API thread_limit {
 public:
  explicit thread_limit(int count);
  ~thread_limit();
  thread_limit(const thread_limit&) = delete;
  thread_limit& operator=(const thread_limit&) = delete;

 private:
  int outer_;
};

}  // namespace lazynd
