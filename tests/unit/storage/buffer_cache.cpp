// SPDX-License-Identifier: BSD-3-Clause
// The cache of freed buffers: what is reused, what is given back, and that threads may come and go.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

#include <lazynd/storage/block.hpp>
#include <lazynd/storage/buffer_cache.hpp>

namespace nd = lazynd;

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define CACHE_IS_OFF 1
#endif
#endif
#if defined(CACHE_IS_OFF) || defined(__SANITIZE_ADDRESS__)
constexpr bool caching = false;
#else
constexpr bool caching = true;
#endif

constexpr nd::index_t mib = 1 << 20;

nd::block_handle bytes(nd::index_t count) { return nd::allocate_block(nd::dtype::uint8, {count}); }

/// Address of a block that is already dead again.
const void* address_of_a_dead_block(nd::index_t count) { return bytes(count).get(); }

/// Runs a case only where buffers are kept, and starts it with an empty cache.
boost::test_tools::assertion_result buffers_are_kept(boost::unit_test::test_unit_id) {
  nd::release_cached_memory();
  return caching;
}

/// An array that dies after main, and after the caches of the main thread.
struct late {
  nd::block_handle small = bytes(100);
  nd::block_handle big = bytes(mib);
  ~late() { small = bytes(50); }
};
late dies_late;

}  // namespace

BOOST_AUTO_TEST_SUITE(storage_buffer_cache)

BOOST_AUTO_TEST_CASE(a_freed_buffer_serves_the_next_array_of_its_size, *boost::unit_test::precondition(buffers_are_kept)) {
  for (nd::index_t size : {nd::index_t{8}, nd::index_t{1000}, nd::index_t{60000}, nd::index_t{100000}, 3 * mib, 20 * mib}) {
    const void* const first = address_of_a_dead_block(size);
    BOOST_TEST(address_of_a_dead_block(size) == first);
  }
}

BOOST_AUTO_TEST_CASE(arrays_do_not_begin_a_few_vectors_behind_each_other, *boost::unit_test::precondition(buffers_are_kept)) {
  const auto place = [](const nd::block_handle& block) { return reinterpret_cast<std::uintptr_t>(block->data) % 4096; };
  for (const nd::index_t size : {4096, 5600, 8000, 12000, 24000, 60000, 100000, 400000, 20000000}) {
    const nd::block_handle of_that_size[] = {bytes(size), bytes(size), bytes(size), bytes(size)};
    for (const nd::block_handle& one : of_that_size) BOOST_TEST(place(one) % 1024 == place(of_that_size[0]) % 1024);
  }
}

BOOST_AUTO_TEST_CASE(a_big_buffer_is_reused_up_to_a_quarter_more_than_wanted, *boost::unit_test::precondition(buffers_are_kept)) {
  const void* const kept = address_of_a_dead_block(12 * mib);
  const nd::block_handle fitting = bytes(10 * mib);
  BOOST_TEST(fitting.get() == kept);
  BOOST_TEST(fitting->allocated >= static_cast<std::size_t>(12 * mib));
  nd::release_cached_memory();
  const void* const too_big = address_of_a_dead_block(12 * mib);
  const nd::block_handle smaller = bytes(9 * mib);
  BOOST_TEST(smaller.get() != too_big);
  BOOST_TEST(nd::cached_memory() >= static_cast<std::size_t>(12 * mib));
}

BOOST_AUTO_TEST_CASE(the_smallest_buffer_that_fits_is_taken, *boost::unit_test::precondition(buffers_are_kept)) {
  nd::block_handle large = bytes(12 * mib);
  nd::block_handle medium = bytes(11 * mib);
  const void* const best = medium.get();
  medium = {};
  large = {};
  BOOST_TEST(bytes(10 * mib).get() == best);
}

BOOST_AUTO_TEST_CASE(kept_memory_is_counted_and_can_be_given_back) {
  nd::release_cached_memory();
  BOOST_TEST(nd::cached_memory() == 0U);
  (void)address_of_a_dead_block(5 * mib);
  (void)address_of_a_dead_block(100);
  BOOST_TEST((nd::cached_memory() >= static_cast<std::size_t>(5 * mib)) == caching);
  nd::release_cached_memory();
  BOOST_TEST(nd::cached_memory() == 0U);
}

BOOST_AUTO_TEST_CASE(at_most_256_mib_are_kept) {
  nd::release_cached_memory();
  for (int round = 0; round < 3; ++round) {
    std::vector<nd::block_handle> alive(10);
    for (nd::block_handle& one : alive) one = bytes(50 * mib);
  }
  BOOST_TEST(nd::cached_memory() <= static_cast<std::size_t>(256 * mib));
  nd::release_cached_memory();
  (void)address_of_a_dead_block(300 * mib);
  BOOST_TEST(nd::cached_memory() == 0U);
}

BOOST_AUTO_TEST_CASE(few_small_buffers_are_kept_however_many_were_used) {
  nd::release_cached_memory();
  {
    std::vector<nd::block_handle> alive;
    for (nd::index_t i = 0; i < 20000; ++i) alive.push_back(bytes(i % 60000));
  }
  BOOST_TEST(nd::cached_memory() <= static_cast<std::size_t>(3 * mib + 128 * 82 * 1024));
  nd::release_cached_memory();
}

BOOST_AUTO_TEST_CASE(no_two_live_arrays_share_memory) {
  std::vector<nd::block_handle> alive;
  for (int round = 0; round < 50; ++round) {
    for (nd::index_t i = 0; i < 40; ++i) {
      const nd::index_t size = 1 + i * i * i;
      alive.push_back(bytes(size));
      std::memset(alive.back()->data, static_cast<int>(alive.size() % 251), static_cast<std::size_t>(size));
    }
    for (std::size_t i = 0; i < alive.size(); ++i) {
      const auto size = static_cast<std::size_t>(alive[i]->where.shape[0]);
      BOOST_REQUIRE(static_cast<std::size_t>(alive[i]->data[0]) == (i + 1) % 251);
      BOOST_REQUIRE(static_cast<std::size_t>(alive[i]->data[size - 1]) == (i + 1) % 251);
    }
    alive.resize(alive.size() - 30);
  }
}

BOOST_AUTO_TEST_CASE(arrays_may_die_in_another_thread_than_they_were_made_in) {
  std::atomic<int> wrong = 0;
  for (int round = 0; round < 20; ++round) {
    std::vector<nd::block_handle> made;
    std::thread maker([&] {
      for (nd::index_t i = 0; i < 200; ++i) {
        made.push_back(bytes(1 + i * 997));
        made.back()->data[0] = static_cast<std::byte>(i);
      }
    });
    maker.join();
    std::thread breaker([&] {
      for (std::size_t i = 0; i < made.size(); ++i) wrong += made[i]->data[0] != static_cast<std::byte>(i);
      made.clear();
    });
    breaker.join();
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(threads_use_the_cache_at_the_same_time) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&wrong, t] {
      const nd::block_handle shared = bytes(64);
      for (nd::index_t i = 0; i < 2000; ++i) {
        const nd::block_handle small = bytes(i % 700);
        const nd::block_handle big = bytes(70000 + (i % 7) * 10000);
        std::memset(big->data, t, 64);
        nd::block_handle copy;
        copy = shared;
        if (i % 500 == 0) nd::release_cached_memory();
        wrong += big->data[63] != static_cast<std::byte>(t);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(an_array_may_outlive_the_cache_of_its_thread) {
  std::atomic<bool> ran = false;
  std::thread([&ran] {
    struct last_words {
      nd::block_handle kept = bytes(100);
      std::atomic<bool>* ran = nullptr;
      ~last_words() {
        kept = bytes(200);
        *ran = true;
      }
    };
    static thread_local last_words words;  // made before the thread's cache, so it goes after it
    words.ran = &ran;
    (void)bytes(300);
  }).join();
  BOOST_TEST(ran);
}

BOOST_AUTO_TEST_SUITE_END()
