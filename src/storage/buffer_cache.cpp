// SPDX-License-Identifier: BSD-3-Clause
// Buffers: size classes kept per thread for small ones, one shared list for big ones, huge pages for very big ones.
#include "storage/buffer_cache.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>

#include <sys/mman.h>

#include <lazynd/storage/buffer_cache.hpp>

#if defined(__has_feature)
#define LAZYND_HAS_FEATURE(x) __has_feature(x)
#else
#define LAZYND_HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_HWADDRESS__) || LAZYND_HAS_FEATURE(address_sanitizer) || \
    LAZYND_HAS_FEATURE(hwaddress_sanitizer) || LAZYND_HAS_FEATURE(memory_sanitizer)
#define LAZYND_WATCHED_MEMORY 1
#else
#define LAZYND_WATCHED_MEMORY 0
#endif

namespace lazynd::detail {
namespace {

constexpr bool watched = LAZYND_WATCHED_MEMORY != 0;  ///< a sanitizer wants to see every allocation and every end of one
constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;

constexpr std::size_t round_up(std::size_t value, std::size_t to) noexcept { return (value + to - 1) / to * to; }

// ---- memory of the system ----

constexpr std::size_t page = 4 * kib;
constexpr std::size_t huge_page = 2 * mib;
constexpr std::size_t mapped_from = 4 * mib;                            ///< sizes that get a mapping of their own
constexpr std::size_t largest = std::size_t{1} << (watched ? 36 : 47);  ///< a sanitizer's allocator ends the program above its own limit

// Processors take a load for one of what was just stored where the last twelve bits of their addresses agree. So arrays do not begin a few
// vectors behind each other in that sense, but at the same place or a quarter of a page away: `a * b + c` of 5000 doubles took up to 1.4
// times as long. Sizes leave room for what the C library puts between buffers, which costs no memory then.
constexpr std::size_t between = 64;
constexpr std::size_t alignment_of(std::size_t size) noexcept {
  return watched || size < 1 * kib ? buffer_alignment : std::clamp(std::bit_floor(size + between) / 4, 4 * buffer_alignment, 1 * kib);
}

constexpr bool is_mapped(std::size_t size) noexcept { return !watched && size >= mapped_from; }

void* map_huge(std::size_t size) noexcept {
  const std::size_t span = size + huge_page;
  void* const mapped = ::mmap(nullptr, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  const auto first = reinterpret_cast<std::uintptr_t>(mapped);
  const std::uintptr_t start = round_up(first, huge_page);
  if (start != first) ::munmap(mapped, start - first);
  const std::uintptr_t end = start + size;
  if (end != first + span) ::munmap(reinterpret_cast<void*>(end), first + span - end);
#ifdef MADV_HUGEPAGE
  ::madvise(reinterpret_cast<void*>(start), size, MADV_HUGEPAGE);
#endif
  return reinterpret_cast<void*>(start);
}

void* system_take(std::size_t size) noexcept {
  if (is_mapped(size)) return map_huge(size);
  void* taken = nullptr;
  return ::posix_memalign(&taken, alignment_of(size), size) == 0 ? taken : nullptr;
}

void system_give(buffer done) noexcept {
  if (is_mapped(done.size)) {
    ::munmap(done.data, done.size);
  } else {
    std::free(done.data);
  }
}

// ---- small buffers: free lists of the thread ----

// Classes: multiples of 64 bytes up to 1 KiB, then four per doubling up to 64 KiB, less what the C library puts between buffers.
constexpr std::size_t linear_limit = 1 * kib;
constexpr std::size_t linear_classes = linear_limit / buffer_alignment;
constexpr std::size_t small_limit = 64 * kib - between;
constexpr std::size_t class_count = linear_classes + 4 * static_cast<std::size_t>(std::countr_zero((small_limit + between) / linear_limit));

constexpr std::size_t class_of(std::size_t bytes) noexcept {
  if (bytes <= linear_limit) return (bytes - 1) / buffer_alignment;
  const std::size_t last = bytes + between - 1;
  const auto quarter = static_cast<std::size_t>(std::bit_width(last)) - 3;  // the two bits under the highest choose the quarter
  return linear_classes + 4 * (quarter - 8) + ((last >> quarter) - 4);
}
constexpr std::size_t size_of_class(std::size_t index) noexcept {
  if (index < linear_classes) return (index + 1) * buffer_alignment;
  const std::size_t step = index - linear_classes;
  return ((5 + step % 4) << (8 + step / 4)) - between;
}
static_assert(class_of(1) == 0 && class_of(linear_limit) == linear_classes - 1 && class_of(linear_limit + 1) == linear_classes);
static_assert(size_of_class(class_of(1025)) == 1280 - between && size_of_class(class_of(1281 - between)) == 1536 - between);
static_assert(size_of_class(class_of(2049)) == 2560 - between);
static_assert(class_of(small_limit) == class_count - 1 && size_of_class(class_count - 1) == small_limit);

struct free_node {
  free_node* next;
};
struct free_list {
  free_node* first = nullptr;
  std::uint32_t count = 0;
  std::uint32_t most = 0;  ///< buffers kept
};

struct thread_lists {
  std::array<free_list, class_count> of_class;

  thread_lists() noexcept {
    for (std::size_t i = 0; i < class_count; ++i) {
      of_class[i].most = static_cast<std::uint32_t>(std::clamp<std::size_t>(64 * kib / size_of_class(i), 1, 32));
    }
  }
  void clear() noexcept {
    for (std::size_t i = 0; i < class_count; ++i) {
      free_list& list = of_class[i];
      while (list.first) system_give({std::exchange(list.first, list.first->next), size_of_class(i)});
      list.count = 0;
    }
  }
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < class_count; ++i) sum += of_class[i].count * size_of_class(i);
    return sum;
  }
};

// Constant-initialised and trivially destructible, so that they can be read before the first and after the last use of a thread's cache.
thread_local constinit thread_lists* lists_of_thread = nullptr;
thread_local constinit bool thread_ended = false;

struct thread_end {
  ~thread_end() {
    thread_ended = true;
    if (thread_lists* const lists = std::exchange(lists_of_thread, nullptr)) {
      lists->clear();
      delete lists;
    }
  }
};

/// The thread's lists, or null: when it is ending, or without memory.
LAZYND_COLD thread_lists* start_lists() noexcept {
  if (thread_ended) return nullptr;
  static thread_local const thread_end at_end;
  return lists_of_thread = new (std::nothrow) thread_lists;
}

[[maybe_unused]] buffer take_small(std::size_t bytes) noexcept {
  const std::size_t index = class_of(bytes);
  const std::size_t size = size_of_class(index);
  if (thread_lists* const lists = lists_of_thread) [[likely]] {
    free_list& list = lists->of_class[index];
    if (free_node* const node = list.first) [[likely]] {
      list.first = node->next;
      --list.count;
      return {node, size};
    }
  }
  return {system_take(size), size};
}

[[maybe_unused]] void give_small(buffer done) noexcept {
  thread_lists* lists = lists_of_thread;
  if (!lists) [[unlikely]] {
    lists = start_lists();
    if (!lists) return system_give(done);
  }
  free_list& list = lists->of_class[class_of(done.size)];
  if (list.count == list.most) return system_give(done);
  list.first = new (done.data) free_node{list.first};
  ++list.count;
}

// ---- big buffers: one list, oldest first ----

class shared_buffers {
 public:
  /// The buffer that fits best, the latest of equals: it is the likeliest to be in the processor's cache.
  buffer take(std::size_t size) noexcept {
    const std::lock_guard lock(mutex_);
    std::size_t best = count_;
    std::size_t best_size = size + size / 4 + 1;
    for (std::size_t i = count_; i-- > 0;) {
      if (kept_[i].size >= size && kept_[i].size < best_size) {
        best = i;
        best_size = kept_[i].size;
      }
    }
    return best == count_ ? buffer{} : remove(best);
  }

  void keep(buffer done) noexcept {
    if (done.size > most_bytes) return system_give(done);
    for (;;) {
      buffer oldest;
      {
        const std::lock_guard lock(mutex_);
        if (count_ < most_buffers && bytes_ + done.size <= most_bytes) {
          kept_[count_++] = done;
          bytes_ += done.size;
          return;
        }
        oldest = remove(0);
      }
      system_give(oldest);  // outside the lock: unmapping takes milliseconds
    }
  }

  void clear() noexcept {
    for (;;) {
      buffer oldest;
      {
        const std::lock_guard lock(mutex_);
        if (count_ == 0) return;
        oldest = remove(0);
      }
      system_give(oldest);
    }
  }

  [[nodiscard]] std::size_t bytes() noexcept {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  static constexpr std::size_t most_bytes = 256 * mib;
  static constexpr std::size_t most_buffers = 128;

  buffer remove(std::size_t position) noexcept {
    const buffer removed = kept_[position];
    std::copy(kept_.begin() + position + 1, kept_.begin() + count_, kept_.begin() + position);
    --count_;
    bytes_ -= removed.size;
    return removed;
  }

  std::mutex mutex_;
  std::array<buffer, most_buffers> kept_{};
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};
static_assert(std::is_trivially_destructible_v<shared_buffers>, "arrays of static lifetime give their memory back after main");

constinit shared_buffers shared;

buffer take_big(std::size_t bytes) noexcept {
  if (bytes > largest) return {};
  const std::size_t size = round_up(bytes, is_mapped(bytes) ? page : buffer_alignment);
  if (const buffer kept = shared.take(size); kept.data) return kept;
  if (void* const fresh = system_take(size)) return {fresh, size};
  release_cached_memory();
  return {system_take(size), size};
}

}  // namespace

buffer take_buffer(std::size_t bytes) noexcept {
  if constexpr (!watched) {
    if (bytes <= small_limit) [[likely]]
      return take_small(bytes);
  }
  return take_big(bytes);
}

void give_buffer(buffer done) noexcept {
  if constexpr (watched) return system_give(done);
  if (done.size <= small_limit) [[likely]]
    return give_small(done);
  shared.keep(done);
}

}  // namespace lazynd::detail

namespace lazynd {

void release_cached_memory() noexcept {
  if (detail::lists_of_thread) detail::lists_of_thread->clear();
  detail::shared.clear();
}

std::size_t cached_memory() noexcept { return detail::shared.bytes() + (detail::lists_of_thread ? detail::lists_of_thread->bytes() : 0); }

}  // namespace lazynd
