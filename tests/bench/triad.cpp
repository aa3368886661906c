// SPDX-License-Identifier: BSD-3-Clause
#include "triad.hpp"

#include <sys/mman.h>

#include <barrier>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace bench {

namespace {
void pass(double* __restrict a, const double* __restrict b, const double* __restrict c, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) a[i] = b[i] + 3.0 * c[i];
}
}  // namespace

triad::triad(int threads) : threads_(threads) {
  constexpr std::size_t huge_page = std::size_t{2} << 20;
  const std::size_t size = (3 * elements * sizeof(double) + huge_page - 1) / huge_page * huge_page;
  a_ = static_cast<double*>(std::aligned_alloc(huge_page, size));
  madvise(a_, size, MADV_HUGEPAGE);
  std::fill_n(a_, 3 * elements, 1.0);
}

triad::~triad() { std::free(a_); }

double triad::run(long times) {
  std::barrier together(threads_);
  const auto part = [&](int which) {
    const std::size_t begin = elements * static_cast<std::size_t>(which) / static_cast<std::size_t>(threads_);
    const std::size_t end = elements * static_cast<std::size_t>(which + 1) / static_cast<std::size_t>(threads_);
    together.arrive_and_wait();
    const auto start = std::chrono::steady_clock::now();
    for (long i = 0; i < times; ++i) {
      pass(a_, a_ + elements, a_ + 2 * elements, begin, end);
      asm volatile("" : : "r"(a_) : "memory");
      together.arrive_and_wait();
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < threads_; ++i) others.emplace_back([&, i] { part(i); });
  return part(0);
}

}  // namespace bench
