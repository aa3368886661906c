// SPDX-License-Identifier: BSD-3-Clause
// The conditions of every function for values at the edges of each dtype, beside those NumPy finds: tests/data/conditions.
#include <fstream>
#include <map>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// Where NumPy reads flags that steps inside its loops raise, and lazynd goes by arguments and results: the flags that only one has.
struct difference {
  std::string_view functions, types;  ///< types by their characters
  unsigned numpy, lazynd;
};
constexpr unsigned divide = 1, over = 2, under = 4, invalid = 8;
constexpr difference differences[] = {
    // NaN in one part explains a NaN in the other; parts that are tiny beside the other do not count.
    {"add subtract multiply divide reciprocal", "FD", divide | under | invalid, 0},
    // exp(a - b), and a comparison with NaN.
    {"logaddexp logaddexp2", "efd", over | under | invalid, 0},
    // The remainder, and infinity less infinity.
    {"floor_divide", "efd", under | invalid, 0},
    // Powers that are exact.
    {"power float_power", "fd", under, 0},
    // Squares of tiny numbers inside a polynomial.
    {"sin cos", "f", under, 0},
    // The difference to the next number is exact; half precision reports that infinity has none.
    {"spacing", "efd", under | invalid, 0},
    // Rounding the float to half precision is exact, the float was not.
    {"arcsin arcsinh arctan arctan2 arctanh expm1 log1p nextafter sin sinh tan tanh", "e", 0, under},
    // NumPy's table of tanh has no flags.
    {"tanh", "fd", 0, under},
    // Small integers are converted by way of int32 or int64.
    {"cast", "efd", 0, invalid},
};

/// Flags of an evaluation.
template <class F>
unsigned flags_of(F&& evaluate) {
  unsigned found = 0;
  const nd::errstate watch({.all = nd::on_error::call, .call = [&](std::string_view, unsigned flags) { found |= flags; }});
  evaluate();
  return found;
}

bool is_known(const std::string& function, const std::string& type, unsigned numpy, unsigned lazynd) {
  const char code = nd::character(nd::parse_dtype(type));
  for (const difference& known : differences) {
    const bool named = (" " + std::string(known.functions) + " ").find(" " + function + " ") != std::string::npos;
    if (!named || known.types.find(code) == std::string_view::npos) continue;
    if ((numpy & ~lazynd & ~known.numpy) == 0 && (lazynd & ~numpy & ~known.lazynd) == 0) return true;
  }
  return false;
}

/// The elements of `values` lines.
using values_table = std::map<std::string, nd::any_array>;

nd::any_array read_values(const std::string& type, const std::string& hex) {
  const nd::dtype dtype = nd::parse_dtype(type);
  const auto bytes = hex.size() / 2;
  const nd::block_handle made = nd::allocate_block(dtype, {static_cast<nd::index_t>(bytes / nd::itemsize(dtype))});
  for (std::size_t i = 0; i < bytes; ++i) made->data[i] = static_cast<std::byte>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  return nd::any_array(made);
}

struct comparison {
  int compared = 0;
  std::vector<std::string> wrong;
  void add(const std::string& function, const std::string& type, const std::string& where, char expected, unsigned found) {
    if (expected == '?') return;
    ++compared;
    const auto numpy = static_cast<unsigned>(std::stoi(std::string(1, expected), nullptr, 16));
    if (numpy != found && !is_known(function, type, numpy, found)) {
      wrong.push_back(function + " of " + type + " " + where + ": NumPy " + std::to_string(numpy) + ", lazynd " + std::to_string(found));
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(execution_conditions_of_numpy)

BOOST_AUTO_TEST_CASE(arise_for_the_same_elements) {
  std::ifstream file(std::string(std::getenv("LAZYND_TEST_DATA")) + "/conditions/conditions.tsv");
  BOOST_REQUIRE(file);
  values_table values;
  comparison all;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string kind, name, type, flags;
    words >> kind >> name >> type >> flags;
    if (kind == "values") {
      values.emplace(name, read_values(name, type));
      continue;
    }
    const nd::any_view x(values.at(kind == "cast" ? name : type));
    const nd::index_t n = x.size();
    const auto shown = [&](nd::index_t i) { return nd::to_string(x(i)); };
    if (kind == "cast") {
      for (nd::index_t i = 0; i < n; ++i) {
        const unsigned found = flags_of([&] { (void)nd::astype(x(i), nd::parse_dtype(type)); });
        all.add("cast", name, shown(i) + " to " + type, flags[static_cast<std::size_t>(i)], found);
      }
    } else if (kind == "unary") {
      const nd::ufunc f(name);
      for (nd::index_t i = 0; i < n; ++i) {
        all.add(name, type, shown(i), flags[static_cast<std::size_t>(i)], flags_of([&] { (void)f(x(i)); }));
      }
    } else {
      const nd::ufunc f(name);
      for (nd::index_t i = 0; i < n; ++i) {
        for (nd::index_t k = 0; k < n; ++k) {
          all.add(name, type, shown(i) + ", " + shown(k), flags[static_cast<std::size_t>(i * n + k)],
                  flags_of([&] { (void)f(x(i), x(k)); }));
        }
      }
    }
  }
  BOOST_TEST(all.compared > 80000);
  BOOST_TEST(all.wrong.size() == 0U);
  for (std::size_t i = 0; i < std::min<std::size_t>(all.wrong.size(), 20); ++i) BOOST_TEST_MESSAGE(all.wrong[i]);
}

BOOST_AUTO_TEST_SUITE_END()
