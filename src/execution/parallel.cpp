// SPDX-License-Identifier: BSD-3-Clause
#include "execution/parallel.hpp"

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#ifdef LAZYND_WATCHED_THREADS
#include <sanitizer/tsan_interface.h>
#endif
#ifndef LAZYND_NO_TBB
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

#include <lazynd/execution/threads.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

int hardware_threads() {
  const unsigned count = std::thread::hardware_concurrency();
  return count == 0 ? 1 : static_cast<int>(count);
}

int default_threads() {
  const char* const text = std::getenv("LAZYND_NUM_THREADS");
  if (!text || !*text) return hardware_threads();
  int count = 0;
  const char* const end = text + std::strlen(text);
  const auto [rest, failure] = std::from_chars(text, end, count);
  if (failure != std::errc{} || rest != end || count < 1) {
    throw value_error(std::string("LAZYND_NUM_THREADS: '") + text + "' is not a number of threads");
  }
  return count;
}

std::atomic<int> process_threads{0};
thread_local int limit_here = 0;

}  // namespace

void set_num_threads(int count) {
  if (count < 0) throw value_error("set_num_threads: " + std::to_string(count) + " is not a number of threads");
  process_threads.store(count, std::memory_order_relaxed);
}

int get_num_threads() {
  static const int initial = default_threads();
  const int set = process_threads.load(std::memory_order_relaxed);
  const int count = set == 0 ? initial : set;
  return limit_here != 0 && limit_here < count ? limit_here : count;
}

thread_limit::thread_limit(int count) : outer_(limit_here) {
  if (count < 1) throw value_error("thread_limit: " + std::to_string(count) + " is not a number of threads");
  limit_here = outer_ != 0 && outer_ < count ? outer_ : count;
}

thread_limit::~thread_limit() { limit_here = outer_; }

namespace detail {

#ifdef LAZYND_NO_TBB

void parallel_ranges(index_t count, index_t, int, void (*body)(void*, index_t, index_t), void* context) { body(context, 0, count); }

#else

namespace {

namespace tbb = oneapi::tbb;

/// One arena for each number of threads asked for; arenas of other sizes stay, so that a limit in one thread disturbs no other.
tbb::task_arena& arena_for(int threads) {
  static std::mutex guard;
  static std::unique_ptr<tbb::global_control> enough;
  static std::unique_ptr<tbb::task_arena> arenas[257];
  static int allowed = 0;
  const int size = threads > 256 ? 256 : threads;
  const std::lock_guard lock(guard);
  if (size > allowed && size > hardware_threads()) {
    enough = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(size));
    allowed = size;
  }
  if (!arenas[size]) arenas[size] = std::make_unique<tbb::task_arena>(size);
  return *arenas[size];
}

/// What oneTBB puts in order the thread sanitizer, which does not look at it, learns from these: all of it, and each range, while they
/// live.
struct seen_order {
#ifdef LAZYND_WATCHED_THREADS
  char begun = 0, ended = 0;
  seen_order() { __tsan_release(&begun); }
  ~seen_order() { __tsan_acquire(&ended); }
#endif
};
struct seen_range {
#ifdef LAZYND_WATCHED_THREADS
  seen_order& of;
  explicit seen_range(seen_order& all) : of(all) { __tsan_acquire(&of.begun); }
  ~seen_range() { __tsan_release(&of.ended); }
#else
  explicit seen_range(seen_order&) {}
#endif
};

}  // namespace

void parallel_ranges(index_t count, index_t grain, int threads, void (*body)(void*, index_t, index_t), void* context) {
  if (threads <= 1 || count <= grain) {
    body(context, 0, count);
    return;
  }
  const index_t pieces = (count + grain - 1) / grain;
  seen_order order;
  // Isolated: a thread that waits here must not start an unrelated outer task, which may hold the caller's locks.
  arena_for(threads).execute([&] {
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(tbb::blocked_range<index_t>(0, pieces), [&](const tbb::blocked_range<index_t>& range) {
        const index_t end = range.end() * grain;
        const seen_range seen(order);
        body(context, range.begin() * grain, end < count ? end : count);
      });
    });
  });
}

#endif

}  // namespace detail

}  // namespace lazynd
