// SPDX-License-Identifier: BSD-3-Clause
// Looking up library kernels.
#include <lazynd/ufunc/registry.hpp>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <thread>
#include <vector>

using lazynd::dtype;
using lazynd::find_kernel;

BOOST_AUTO_TEST_SUITE(registry)

BOOST_AUTO_TEST_CASE(an_entry_has_a_kernel_for_every_level) {
  for (const dtype type : {dtype::float32, dtype::float64, dtype::complex64, dtype::complex128}) {
    const lazynd::kernel_set* const kernels = find_kernel("exp", {type});
    BOOST_TEST_REQUIRE(kernels, "exp of " << type);
    for (const lazynd::tile_kernel run : kernels->run) BOOST_TEST((run != nullptr), "exp of " << type);
    BOOST_TEST(kernels->name == "exp");
    BOOST_TEST(kernels->arity == 1);
    BOOST_TEST(kernels->weight > 0);
    BOOST_TEST(kernels->library);
  }
  BOOST_TEST(find_kernel("power", {dtype::float64, dtype::float64})->arity == 2);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_or_signature_has_none) {
  BOOST_TEST((find_kernel("no such function", {dtype::float64}) == nullptr));
  BOOST_TEST((find_kernel("exp", {dtype::int32}) == nullptr));
  BOOST_TEST((find_kernel("exp", {dtype::float64, dtype::float64}) == nullptr));
  BOOST_TEST((find_kernel("exp", {}) == nullptr));
  BOOST_TEST(
      (find_kernel("exp", {dtype::float64, dtype::float64, dtype::float64, dtype::float64, dtype::float64, dtype::float64}) == nullptr));
}

BOOST_AUTO_TEST_CASE(every_look_up_gives_the_same_address) {
  const lazynd::kernel_set* const first = find_kernel("sin", {dtype::float64});
  std::vector<const lazynd::kernel_set*> found(4);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (auto& place : found) {
    threads.emplace_back([&place] { place = find_kernel("sin", {dtype::float64}); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto* kernels : found) BOOST_TEST(kernels == first);
}

BOOST_AUTO_TEST_CASE(a_kernel_computes_n_elements) {
  const double x[] = {0, 1, 2};
  double results[] = {-1, -1, -1};
  const void* const operands[] = {x};
  find_kernel("sqrt", {dtype::float64})->run[0](operands, results, 2);
  BOOST_TEST(results[1] == 1);
  BOOST_TEST(results[2] == -1);
}

BOOST_AUTO_TEST_SUITE_END()
