// SPDX-License-Identifier: BSD-3-Clause
// Runs workloads for lazynd and for its peers on the same data and compares the times.
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <lazynd/lazynd.hpp>
#include <optional>
#include <thread>

#include "machine.hpp"
#include "outcome.hpp"
#include "python_peer.hpp"
#include "rounds.hpp"
#include "triad.hpp"

namespace bench {
namespace {

constexpr const char* usage =
    "bench [options]: times lazynd and its peers; a ratio above 1 means that lazynd is faster than the best peer\n"
    "  --list         names the workloads and their contenders, and runs nothing\n"
    "  --group G      only this group\n"
    "  --only NAME    only workloads whose name contains NAME\n"
    "  --n N          only this size\n"
    "  --threads N    only with N threads (default: 1, and all of the machine's for large sizes)\n"
    "  --rounds N     rounds of each contender, at most (15)\n"
    "  --seconds S    time for one workload, about (3)\n"
    "  --json FILE    writes the results\n";

struct options {
  bool list = false;
  std::string group, only, json;
  long n = 0;
  int threads = 0;
  effort how;
};

[[noreturn]] void fail(const std::string& message) {
  std::cerr << "bench: " << message << "\n" << usage;
  std::exit(2);
}

options parse(int argc, char** argv) {
  options chosen;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 == argc) fail(name + " needs a value");
      return argv[++i];
    };
    const auto number = [&] {
      const std::string text = value();
      char* end = nullptr;
      const double parsed = std::strtod(text.c_str(), &end);
      if (*end || !(parsed > 0)) fail(name + ": '" + text + "' is not a positive number");
      return parsed;
    };
    if (name == "--list") {
      chosen.list = true;
    } else if (name == "--group") {
      chosen.group = value();
    } else if (name == "--only") {
      chosen.only = value();
    } else if (name == "--n") {
      chosen.n = static_cast<long>(number());
    } else if (name == "--threads") {
      chosen.threads = static_cast<int>(number());
    } else if (name == "--rounds") {
      chosen.how.rounds = static_cast<int>(number());
    } else if (name == "--seconds") {
      chosen.how.seconds = number();
    } else if (name == "--json") {
      chosen.json = value();
    } else {
      fail("unknown option " + name);
    }
  }
  return chosen;
}

/// Bytes that have to move at least once: inputs and output.
double bytes_of(const entry& workload, long n, const std::vector<input_data>& inputs) {
  std::size_t bytes = count_of(workload.output_shape(n)) * workload.output_itemsize;
  for (const input_data& input : inputs) bytes += input.bytes.size();
  return static_cast<double>(bytes);
}

double accepted_difference(const entry& workload) {
  if (workload.about.tolerance > 0) return workload.about.tolerance;
  return workload.single_precision ? 2e-4 : 1e-9;
}

/// Contenders whose results differ from lazynd's.
std::vector<std::string> disagreeing(const contender_list& contenders, double tolerance) {
  constexpr std::size_t samples = 4096;
  const std::vector<double> expected = contenders.at("lazynd")->sample(samples);
  double scale = 0;
  for (const double x : expected) scale = std::max(scale, std::abs(x));
  std::vector<std::string> names;
  for (const auto& [name, one] : contenders) {
    const std::vector<double> values = one->sample(samples);
    bool same = values.size() == expected.size();
    for (std::size_t i = 0; same && i < values.size(); ++i) same = std::abs(values[i] - expected[i]) <= tolerance * scale;
    if (!same) names.push_back(name);
  }
  return names;
}

outcome run_one(const entry& workload, const setting& with, const effort& how, python_peer& python) {
  const std::vector<input_data> inputs = workload.make_inputs(with.n);
  contender_list contenders = python.contenders(workload, with, inputs);
  for (const auto& [library, make] : workload.contenders) contenders[library] = make(with, inputs);

  outcome result;
  result.name = workload.about.name;
  result.group = workload.about.group;
  result.with = with;
  result.bytes = bytes_of(workload, with.n, inputs);
  for (const auto& [name, one] : contenders) one->run(1);
  result.disagreeing = disagreeing(contenders, accepted_difference(workload));
  constexpr double beyond_caches = 64e6;
  if (workload.about.memory_bound && result.bytes >= beyond_caches) contenders["triad"] = std::make_unique<triad>(with.threads);
  result.times = time_rounds(contenders, how);
  return result;
}

/// Sizes from which on a second thread can pay.
constexpr std::size_t parallel_size = 100000;

std::vector<int> thread_counts(const entry& workload, long n, int only) {
  const int most = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::size_t elements = count_of(workload.output_shape(n));
  for (const auto& shape : workload.input_shapes) elements = std::max(elements, count_of(shape(n)));
  std::vector<int> counts = {1};
  if (most > 1 && elements >= parallel_size) counts.push_back(most);
  if (only > 0) std::erase_if(counts, [&](int count) { return count != only; });
  return counts;
}

void list_contenders(const entry& workload, const python_peer& python) {
  std::cout << workload.about.group << ": " << workload.about.name << " [";
  for (const auto& [library, make] : workload.contenders) std::cout << library << ' ';
  if (python.versions().contains("numpy") && !workload.about.numpy.empty()) std::cout << "numpy ";
  if (python.versions().contains("numexpr") && !workload.about.numexpr.empty()) std::cout << "numexpr ";
  std::cout << "] n =";
  for (const long n : workload.about.sizes) std::cout << ' ' << n;
  std::cout << '\n';
}

int run(const options& chosen) {
  python_peer python;
  machine_description machine = describe_machine(python.versions());
  std::cout << machine.text() << '\n';
  std::vector<outcome> results;
  for (const entry& workload : registry()) {
    if (!chosen.group.empty() && workload.about.group != chosen.group) continue;
    if (workload.about.name.find(chosen.only) == std::string::npos) continue;
    if (chosen.list) {
      list_contenders(workload, python);
      continue;
    }
    for (const long n : workload.about.sizes) {
      if (chosen.n && n != chosen.n) continue;
      for (const int threads : thread_counts(workload, n, chosen.threads)) {
        results.push_back(run_one(workload, {n, threads}, chosen.how, python));
        std::cout << results.back().text() << std::endl;
      }
    }
  }
  if (chosen.list) return 0;
  if (results.empty()) fail("no such workload");
  if (!chosen.json.empty()) {
    nlohmann::json document = {{"machine", machine.json()}, {"results", nlohmann::json::array()}};
    for (const outcome& result : results) document["results"].push_back(result.json());
    std::ofstream file(chosen.json);
    file << document.dump(1) << '\n';
    if (!file) fail("cannot write " + chosen.json);
  }
  return std::any_of(results.begin(), results.end(), [](const outcome& result) { return !result.disagreeing.empty(); }) ? 1 : 0;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // Temporaries that peers free and allocate again would measure how dear page faults are here (on virtual machines up to 10 us each), and
  // only lazynd asks for huge pages: the C library does both for everybody, in this process and in Python's.
  if (!std::getenv("GLIBC_TUNABLES")) {
    setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=1099511627776", 1);
    execv("/proc/self/exe", argv);
  }
  try {
    return bench::run(bench::parse(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 2;
  }
}
