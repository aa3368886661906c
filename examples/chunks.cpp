// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 8: a file larger than the memory a program may use, reduced chunk by chunk, with the bits of the whole.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <lazynd/lazynd.hpp>
#include <lazynd/storage/buffer_cache.hpp>

namespace nd = lazynd;

namespace {

/// Memory of this process that no file stands behind, in MiB.
long memory_in_use() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stol(line.substr(8)) / 1024;
  }
  return 0;
}

}  // namespace

int main() {
  constexpr nd::index_t count = 8 << 20;  // 64 MiB of doubles
  constexpr long limit = 32;              // MiB
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() /
      ("lazynd_chunks_" + std::to_string(std::hash<std::string>{}(std::filesystem::current_path().string())) + ".npy");
  double whole_sum = 0, whole_deviation = 0;
  nd::index_t whole_position = 0;
  {
    const nd::array<double> whole = nd::sin(nd::arange<double>(count) * 0.37) * 1e3;
    nd::save(file.string(), whole);
    whole_sum = nd::sum(whole);
    whole_deviation = nd::std(whole);
    whole_position = nd::argmax(whole);
  }
  nd::release_cached_memory();
  const long before = memory_in_use();

  // The pages of the file are read when they are touched and forgotten when memory is short.
  const nd::array<double> mapped = nd::load<double>(file.string(), {.mmap = true});
  nd::partial_reduction sum("sum", nd::dtype::float64), deviation("std", nd::dtype::float64), largest("argmax", nd::dtype::float64);
  constexpr nd::index_t chunk = 100'000;  // any length will do
  long most = 0;
  for (nd::index_t at = 0; at < count; at += chunk) {
    const auto part = mapped(nd::slice(at, std::min(at + chunk, count)));
    sum.accumulate(part);
    deviation.accumulate(part);
    largest.accumulate(part);
    most = std::max(most, memory_in_use() - before);
  }

  const double sum_in_chunks = nd::as<double>(sum.finalize()).item();
  const double deviation_in_chunks = nd::as<double>(deviation.finalize()).item();
  const nd::index_t position_in_chunks = nd::as<std::int64_t>(largest.finalize()).item();
  const auto yes_or_no = [](bool x) { return x ? "yes" : "no"; };
  std::cout << "a file of " << count * 8 / (1 << 20) << " MiB, in less than " << limit << " MiB: " << yes_or_no(most < limit) << "\n"
            << "sum, bit for bit that of the whole: " << yes_or_no(sum_in_chunks == whole_sum) << "\n"
            << "standard deviation: " << yes_or_no(deviation_in_chunks == whole_deviation) << "\n"
            << "the largest element stands at " << position_in_chunks
            << ", as in the whole: " << yes_or_no(position_in_chunks == whole_position) << "\n";
  // The same file as a table: statistics of its columns, from chunks of rows. Each state is a row of states.
  const auto table = mapped.reshape({-1, 8});
  nd::partial_reduction means("mean", nd::dtype::float64, {.axis = 0}), highest("max", nd::dtype::float64, {.axis = 0});
  for (nd::index_t row = 0; row < table.shape(0); row += 10'000) {
    const auto rows = table(nd::slice(row, std::min(row + 10'000, table.shape(0))));
    means.accumulate(rows);
    highest.accumulate(rows);
    most = std::max(most, memory_in_use() - before);
  }
  const auto [whole_means, whole_highest] = nd::eval(nd::mean(table, {.axis = 0}), nd::max(table, {.axis = 0}));
  const bool same_columns =
      nd::array_equal(nd::as<double>(means.finalize()), whole_means) && nd::array_equal(nd::as<double>(highest.finalize()), whole_highest);
  std::cout << "means and maxima of 8 columns, from chunks of rows: " << yes_or_no(same_columns) << "\n";
  std::filesystem::remove(file);
  const bool good = most < limit && sum_in_chunks == whole_sum && deviation_in_chunks == whole_deviation && same_columns;
  return good && position_in_chunks == whole_position ? 0 : 1;
}
