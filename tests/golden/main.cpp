// SPDX-License-Identifier: BSD-3-Clause
// Replays a corpus of results computed by NumPy:
//   golden [DIR] [--group G] [--fn F] [--verbose] [--missing] [--require G1,G2,...]
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "binding.hpp"
#include "compare.hpp"
#include "corpus.hpp"
#include "properties.hpp"

namespace {

using namespace golden;

struct settings {
  std::string folder = LAZYND_GOLDEN_CORPUS;
  std::set<std::string> groups, functions;
  std::set<std::string> required;
  std::map<std::int64_t, std::string> differences;  ///< cases that are known to differ, and why
  bool verbose = false;
  bool list_missing = false;
};

constexpr const char* usage =
    "usage: golden [DIR] [--group G1,G2,...] [--fn F1,F2,...] [--verbose] [--missing] [--require G1,G2,...] [--differs FILE]\n"
    "Replays the cases of a corpus and counts for each group which pass, fail, or ask for what the library does not have.\n"
    "  --verbose   print each case that fails: arguments, first element that differs\n"
    "  --missing   print which functions and forms of calls the library does not have\n"
    "  --differs   cases that differ for a reason: lines of case, function and reason; one that passes after all is a failure\n"
    "  --require   fail as well when a case of these groups is missing; without it, fail when any case fails\n";

[[noreturn]] void refuse(const std::string& problem) {
  std::cerr << problem << '\n' << usage;
  std::exit(2);
}

void add_names(std::set<std::string>& to, const std::string& list) {
  std::istringstream in(list);
  for (std::string name; std::getline(in, name, ',');) to.insert(name);
}

void read_differences(std::map<std::int64_t, std::string>& to, const std::string& name) {
  std::ifstream file(name);
  if (!file) refuse(name + " cannot be read");
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') to[std::stoll(line)] = line.substr(line.rfind('\t') + 1);
  }
}

settings read_settings(int count, char** words) {
  settings read;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto value = [&]() -> std::string {
      if (++i == count) refuse(word + " needs a value");
      return words[i];
    };
    if (word == "--group") {
      add_names(read.groups, value());
    } else if (word == "--fn") {
      add_names(read.functions, value());
    } else if (word == "--require") {
      add_names(read.required, value());
    } else if (word == "--differs") {
      read_differences(read.differences, value());
    } else if (word == "--verbose") {
      read.verbose = true;
    } else if (word == "--missing") {
      read.list_missing = true;
    } else if (word == "--help") {
      std::cout << usage;
      std::exit(0);
    } else if (word.starts_with("--")) {
      refuse("unknown option " + word);
    } else {
      read.folder = word;
    }
  }
  return read;
}

enum class outcome { passed, failed, lacking, differs };

struct verdict {
  outcome is = outcome::passed;
  std::string why;
  std::string arguments;
};

verdict judge(corpus& from, const test_case& of) {
  verdict made;
  try {
    const call wanted = from.read_call(of);
    made.arguments = describe(wanted);
    const expectation expected = from.read_expectation(of);
    result got;
    try {
      got = run(wanted);
    } catch (const missing&) {
      throw;
    } catch (const std::exception& thrown) {
      if (!expected.raises.empty() && is_raised_as(thrown, expected.raises)) return made;
      const std::string expectation = expected.raises.empty() ? "a result" : expected.raises;
      return {outcome::failed, "expected " + expectation + ", got an exception: " + thrown.what(), made.arguments};
    }
    if (!expected.raises.empty()) return {outcome::failed, "expected " + expected.raises + ", got a result", made.arguments};
    const tolerance allowed = read_tolerance(of.line.at("tol"));
    const auto property = of.line.find("prop");
    const auto wrong = property == of.line.end() ? difference(*expected.value, got, allowed)
                                                 : property_difference(property->get<std::string>(), wanted, *expected.value, got, allowed);
    if (wrong) return {outcome::failed, *wrong, made.arguments};
  } catch (const missing& lacking) {
    return {outcome::lacking, lacking.what(), made.arguments};
  } catch (const std::exception& broken) {
    return {outcome::failed, std::string("cannot be read: ") + broken.what(), made.arguments};
  }
  return made;
}

std::int64_t current_case = 0;

/// Says which case ended the program; stdio is not safe here, but nothing else is left to lose.
extern "C" void report_crash(int signal) {
  std::fprintf(stderr, "golden: signal %d in case %lld\n", signal, static_cast<long long>(current_case));
  std::_Exit(128 + signal);
}

struct tally {
  int passed = 0, failed = 0, lacking = 0, differing = 0;
  void add(outcome is) {
    ++(is == outcome::passed ? passed : is == outcome::failed ? failed : is == outcome::differs ? differing : lacking);
  }
};

void print_row(const std::string& name, const tally& row) {
  std::printf("%-16s %8d %8d %8d %8d\n", name.c_str(), row.passed, row.failed, row.lacking, row.differing);
}

}  // namespace

int main(int count, char** words) try {
  const settings wanted = read_settings(count, words);
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) std::signal(signal, report_crash);
  corpus all(wanted.folder);
  std::vector<std::string> groups;
  std::map<std::string, tally> rows;
  std::map<std::string, std::map<std::string, int>> lacking;
  for (const test_case& of : all.cases()) {
    if (!wanted.groups.empty() && !wanted.groups.contains(of.group)) continue;
    if (!wanted.functions.empty() && !wanted.functions.contains(of.function)) continue;
    current_case = of.id;
    verdict found = judge(all, of);
    if (wanted.differences.contains(of.id)) {
      if (found.is == outcome::failed) {
        found.is = outcome::differs;
      } else {
        found = {outcome::failed, "does not differ any more", found.arguments};
      }
    }
    if (!rows.contains(of.group)) groups.push_back(of.group);
    rows[of.group].add(found.is);
    if (found.is == outcome::lacking) ++lacking[of.function][found.why];
    if (found.is == outcome::failed && wanted.verbose) {
      std::cout << "case " << of.id << " [" << of.group << "] " << of.function << '(' << found.arguments << ")\n    " << found.why << '\n';
    }
  }
  if (wanted.list_missing) {
    for (const auto& [function, reasons] : lacking) {
      for (const auto& [why, times] : reasons) std::cout << "missing " << function << ": " << why << " (" << times << " cases)\n";
    }
  }
  std::cout.flush();
  std::printf("%-16s %8s %8s %8s %8s\n", "group", "passed", "failed", "missing", "differs");
  tally total;
  bool good = true;
  for (const std::string& group : groups) {
    const tally& row = rows[group];
    print_row(group, row);
    total.passed += row.passed;
    total.failed += row.failed;
    total.lacking += row.lacking;
    total.differing += row.differing;
    const bool counts = wanted.required.empty() || wanted.required.contains(group);
    if (counts && (row.failed > 0 || (!wanted.required.empty() && row.lacking > 0))) good = false;
  }
  print_row("total", total);
  for (const std::string& group : wanted.required) {
    if (rows.contains(group)) continue;
    std::printf("required group %s has no cases\n", group.c_str());
    good = false;
  }
  return good && total.passed + total.failed + total.lacking > 0 ? 0 : 1;
} catch (const std::exception& problem) {
  std::cerr << "golden: " << problem.what() << '\n';
  return 2;
}
