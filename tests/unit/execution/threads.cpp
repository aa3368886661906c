// SPDX-License-Identifier: BSD-3-Clause
// How many threads evaluation uses, and evaluation from many threads at once.
#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#ifndef LAZYND_NO_TBB
#include <oneapi/tbb/parallel_for.h>
#endif

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

constexpr nd::index_t many = 300000;

struct all_threads_again {
  ~all_threads_again() { nd::set_num_threads(0); }
};

/// Runs f in several threads at the same time.
void in_threads(int count, const std::function<void(int)>& f) {
  std::atomic<bool> go = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      while (!go) std::this_thread::yield();
      f(i);
    });
  }
  go = true;
  for (std::thread& thread : threads) thread.join();
}

/// Results no thread can get wrong without being seen: integers, exact sums.
bool evaluates_rightly(const nd::array<double>& a, double offset) {
  const nd::array<double> shifted = a * 2 + offset;
  const double total = nd::sum(shifted), n = static_cast<double>(a.size());
  auto [low, high] = nd::eval(nd::min(shifted), nd::max(shifted));
  return total == n * (n - 1) + offset * n && low.item() == offset && high.item() == 2 * (n - 1) + offset && shifted(7) == 14 + offset;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(execution_threads, all_threads_again)

BOOST_AUTO_TEST_CASE(the_number_of_threads_is_set_for_the_process) {
  nd::set_num_threads(3);
  BOOST_TEST(nd::get_num_threads() == 3);
  int seen = 0;
  in_threads(1, [&](int) { seen = nd::get_num_threads(); });
  BOOST_TEST(seen == 3);
  nd::set_num_threads(0);
  BOOST_TEST(nd::get_num_threads() >= 1);
  BOOST_TEST(throws<nd::value_error>([] { nd::set_num_threads(-1); }, "set_num_threads: -1 is not a number of threads"));
}

BOOST_AUTO_TEST_CASE(limits_nest_and_the_smallest_counts) {
  nd::set_num_threads(8);
  {
    const nd::thread_limit outer(4);
    BOOST_TEST(nd::get_num_threads() == 4);
    {
      const nd::thread_limit inner(2);
      BOOST_TEST(nd::get_num_threads() == 2);
      const nd::thread_limit wider(6);
      BOOST_TEST(nd::get_num_threads() == 2);
    }
    BOOST_TEST(nd::get_num_threads() == 4);
    nd::set_num_threads(3);
    BOOST_TEST(nd::get_num_threads() == 3);
  }
  BOOST_TEST(nd::get_num_threads() == 3);
  BOOST_TEST(throws<nd::value_error>([] { const nd::thread_limit none(0); }, "thread_limit: 0 is not a number of threads"));
  BOOST_TEST(nd::get_num_threads() == 3);
}

BOOST_AUTO_TEST_CASE(a_limit_is_one_threads_own) {
  nd::set_num_threads(5);
  const nd::thread_limit here(1);
  int there = 0;
  in_threads(1, [&](int) { there = nd::get_num_threads(); });
  BOOST_TEST(there == 5);
  BOOST_TEST(nd::get_num_threads() == 1);
}

BOOST_AUTO_TEST_CASE(results_are_right_with_any_number_of_threads) {
  const nd::array<double> a = nd::arange<double>(static_cast<double>(many));
  for (const int threads : {1, 2, 3, 7, 64, 1000}) {
    nd::set_num_threads(threads);
    BOOST_TEST(evaluates_rightly(a, threads), threads << " threads");
  }
}

BOOST_AUTO_TEST_CASE(several_threads_evaluate_at_once) {
  const nd::array<double> a = nd::arange<double>(static_cast<double>(many));
  std::atomic<int> right = 0;
  in_threads(6, [&](int i) {
    std::optional<nd::thread_limit> limit;
    if (i % 2) limit.emplace(i);
    for (int round = 0; round < 5; ++round) right += evaluates_rightly(a, i);
  });
  BOOST_TEST(right == 30);
}

BOOST_AUTO_TEST_CASE(several_threads_evaluate_one_expression) {
  nd::array<double> a = nd::arange<double>(static_cast<double>(many));
  const auto e = nd::sum((a - 1) * (a - 1));
  const double expected = e;
  std::atomic<int> right = 0;
  in_threads(4, [&](int) {
    for (int round = 0; round < 5; ++round) {
      const auto copy = e;
      const double found = copy;
      right += found == expected;
    }
  });
  BOOST_TEST(right == 20);
}

BOOST_AUTO_TEST_CASE(threads_write_their_own_parts_of_one_array) {
  nd::array<int> a = nd::zeros<int>({8, 40000});
  in_threads(8, [&](int i) { a(i, nd::all) = nd::arange<int>(40000) * i; });
  const nd::array<std::int64_t> sums = nd::sum(a, {.axis = 1});
  for (int i = 0; i < 8; ++i) BOOST_TEST(sums(i) == std::int64_t{i} * 40000 * 39999 / 2);
}

BOOST_AUTO_TEST_CASE(arrays_may_die_in_another_thread_than_they_were_made_in) {
  std::vector<nd::array<double>> made(8);
  in_threads(8, [&](int i) { made[static_cast<std::size_t>(i)] = nd::full<double>({50000}, i); });
  in_threads(8, [&](int i) {
    const nd::array<double> taken = std::move(made[static_cast<std::size_t>((i + 3) % 8)]);
    if (taken(100) != (i + 3) % 8) std::abort();
  });
  BOOST_TEST(made.size() == 8U);
}

BOOST_AUTO_TEST_CASE(an_exception_in_one_evaluation_does_not_disturb_others) {
  nd::set_num_threads(4);
  const nd::array<double> a = nd::arange<double>(static_cast<double>(many));
  std::atomic<int> right = 0;
  in_threads(4, [&](int i) {
    for (int round = 0; round < 5; ++round) {
      if (i % 2 == 0) {
        right += evaluates_rightly(a, i);
        continue;
      }
      try {
        (void)nd::eval(nd::power(nd::cast<int>(a), -1));
      } catch (const nd::value_error&) {
        ++right;
      }
    }
  });
  BOOST_TEST(right == 20);
}

#ifndef LAZYND_NO_TBB
BOOST_AUTO_TEST_CASE(evaluation_works_inside_loops_of_tbb) {
  const nd::array<double> a = nd::arange<double>(static_cast<double>(many));
  std::atomic<int> right = 0;
  oneapi::tbb::parallel_for(0, 24, [&](int i) { right += evaluates_rightly(a, i); });
  BOOST_TEST(right == 24);
  nd::set_num_threads(3);
  oneapi::tbb::parallel_for(0, 24, [&](int i) {
    const nd::thread_limit one(1 + i % 3);
    right += evaluates_rightly(a, i);
  });
  BOOST_TEST(right == 48);
}

BOOST_AUTO_TEST_CASE(a_users_function_may_evaluate) {
  const nd::array<double> a = nd::arange<double>(20000), table = nd::arange<double>(5);
  auto look_up = [table](double x) -> double { return nd::sum(table + x); };
  const nd::array<double> found = nd::map(look_up, a);
  BOOST_TEST(found(19999) == 10 + 5 * 19999.0);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
