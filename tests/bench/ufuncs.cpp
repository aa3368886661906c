// SPDX-License-Identifier: BSD-3-Clause
// Times every loop of every ufunc on one thread: lines of name, dtypes of the loop, nanoseconds per element. ufuncs.py compares them with
// NumPy's.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

#include <lazynd/lazynd.hpp>

namespace {

namespace nd = lazynd;
using clock_type = std::chrono::steady_clock;

constexpr nd::index_t count = 100000;

/// Values every function is defined for: 0.5 to 1.5, or 1 to 6.
nd::any_array values_of(nd::dtype type, int argument) {
  nd::array<double> made = nd::empty<double>({count});
  std::uint64_t state = std::uint64_t{88172645463325252} + static_cast<std::uint64_t>(argument);
  for (nd::index_t i = 0; i < count; ++i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    const double unit = static_cast<double>(state >> 11) * 0x1p-53;
    made(i) = nd::kind(type) >= nd::dtype_kind::floating ? 0.5 + unit
              : type == nd::dtype::bool_                 ? unit > 0.5
                                                         : 1 + static_cast<int>(6 * unit);
  }
  return nd::any_array(nd::cast(made, type));
}

double seconds_of(const nd::ufunc& of, std::span<const nd::any_operand> arguments, const nd::ufunc_options& options, int times) {
  const auto start = clock_type::now();
  for (int i = 0; i < times; ++i) (void)of.call(arguments, options);
  return std::chrono::duration<double>(clock_type::now() - start).count() / times;
}

}  // namespace

int main() {
  nd::set_num_threads(1);
  for (const std::string_view name : nd::ufunc_names()) {
    const nd::ufunc_definition& definition = *nd::find_definition(name);
    const nd::ufunc_definition& first = definition.parts.empty() ? definition : *definition.parts[0];
    const nd::ufunc function(name);
    for (std::size_t k = 0; k < first.loops.size(); ++k) {
      const nd::kernel_set& loop = *first.loops[k];
      std::vector<nd::any_array> inputs, outputs;
      std::string types;
      for (int i = 0; i < loop.arity; ++i) {
        inputs.push_back(values_of(loop.inputs[i], i));
        types += nd::character(loop.inputs[i]);
      }
      const std::vector<nd::any_operand> arguments(inputs.begin(), inputs.end());
      nd::ufunc_options options;
      if (definition.parts.empty()) outputs.push_back(nd::any_array(nd::allocate_block(loop.result, {count})));
      for (const nd::ufunc_definition* part : definition.parts) {
        outputs.push_back(nd::any_array(nd::allocate_block(part->loops[k]->result, {count})));
      }
      for (nd::any_array& out : outputs) options.out.emplace_back(out);
      const double once = seconds_of(function, arguments, options, 1);
      const int times = std::clamp(static_cast<int>(0.004 / once), 1, 200);
      double best = 1e9;
      for (int round = 0; round < 5; ++round) best = std::min(best, seconds_of(function, arguments, options, times));
      std::printf("%s\t%s\t%.4f\n", std::string(name).c_str(), types.c_str(), best / count * 1e9);
    }
  }
}
