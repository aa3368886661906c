// SPDX-License-Identifier: BSD-3-Clause
#include "execution/checked.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <deque>
#include <memory>

#include <lazynd/execution/fused_reduction.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/direct_program.hpp"
#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

using role = program_value::role;

constexpr std::size_t chunk = 512;  ///< elements that are computed and checked together

/// Memory for a chunk of one operand.
struct alignas(64) operand_tile {
  std::byte bytes[chunk * 16];
};

/// Runs the kernel over chunks and checks each; arguments that are overwritten are kept until then. `operands` are changed.
unsigned run_and_check(tile_kernel run, const condition_check& check, std::span<const void*> operands, std::span<const dtype> types,
                       std::size_t first_argument, std::uint64_t constants, void* out, dtype result, std::size_t n) {
  unsigned found = 0;
  operand_tile kept;
  std::byte* results = static_cast<std::byte*>(out);
  for (std::size_t done = 0; done < n; done += chunk) {
    const std::size_t count = std::min(chunk, n - done);
    small_vector<const void*, 8> as_they_were(std::span<const void* const>(operands.data(), operands.size()));
    for (std::size_t k = 0; k < types.size(); ++k) {
      const void*& argument = as_they_were[first_argument + k];
      if (argument != results) continue;
      std::memcpy(kept.bytes, argument, count * itemsize(types[k]));
      argument = kept.bytes;
    }
    run(operands.data(), results, count);
    found |= check(as_they_were.data() + first_argument, results, count);
    results += count * itemsize(result);
    for (std::size_t k = 0; k < types.size(); ++k) {
      if (constants >> k & 1) continue;
      const void*& argument = operands[first_argument + k];
      argument = static_cast<const std::byte*>(argument) + count * itemsize(types[k]);
    }
  }
  return found;
}

/// A function of a program, and what any thread found in it.
struct watched_function {
  std::string_view name;
  std::atomic<unsigned> found{0};
  kernel_set checked;  ///< its first operand is this object

  void note(unsigned conditions) noexcept {
    if (conditions & ~found.load(std::memory_order_relaxed)) found.fetch_or(conditions, std::memory_order_relaxed);
  }
};

/// A kernel that runs another and checks what it computed.
struct watched_kernel : watched_function {
  watched_kernel(const kernel_set& which, bool with_state, std::uint64_t which_are_constant, std::span<const dtype> inputs,
                 unsigned watched)
      : inner(which), stateful(with_state), constants(which_are_constant), types(inputs), check(which.name, inputs, which.result, watched) {
    name = check.function();
    checked.name = inner.name;
    checked.weight = inner.weight + 3;
    checked.arity = static_cast<std::uint8_t>(inner.arity + 1);
    checked.result = inner.result;
    checked.library = false;  // constants come as they are, as the first operand does
    checked.run[0] = run<0>;
    checked.run[1] = run<1>;
    checked.run[2] = run<2>;
  }

  template <int Level>
  static void run(const void* const* operands, void* out, std::size_t n) {
    auto& self = *const_cast<watched_kernel*>(static_cast<const watched_kernel*>(operands[0]));
    const std::size_t first_argument = self.stateful ? 1 : 0;
    small_vector<const void*, 8> inner_operands(std::span(operands + 1, first_argument + self.types.size()));
    const auto tiles = std::make_unique_for_overwrite<operand_tile[]>(static_cast<std::size_t>(std::popcount(self.constants)));
    operand_tile* tile = tiles.get();
    for (std::size_t k = 0; k < self.types.size(); ++k) {
      if (!(self.constants >> k & 1)) continue;
      const void*& argument = inner_operands[first_argument + k];
      fill_tile(tile->bytes, argument, static_cast<index_t>(std::min(chunk, n)), itemsize(self.types[k]));
      argument = (tile++)->bytes;
    }
    self.note(run_and_check(self.inner.run[Level], self.check, inner_operands, self.types, first_argument, self.constants, out,
                            self.inner.result, n));
  }

  const kernel_set& inner;
  bool stateful;            ///< the inner kernel's first operand is the state of an operation
  std::uint64_t constants;  ///< bit for each argument that is one value
  small_vector<dtype, 4> types;
  condition_check check;
};

/// A kernel that checks what another way computed: its last operand. What it gives has no meaning.
struct watched_results : watched_function {
  watched_results(const kernel_set& loop, std::string_view function, unsigned watched)
      : check(loop.name, std::span(loop.inputs, loop.arity), loop.result, watched) {
    name = function;
    checked.name = loop.name;
    checked.weight = 3;
    checked.arity = static_cast<std::uint8_t>(loop.arity + 2);
    checked.result = dtype::bool_;
    checked.library = false;
    std::ranges::fill(checked.run, run);
  }
  static void run(const void* const* operands, void* out, std::size_t n) {
    auto& self = *const_cast<watched_results*>(static_cast<const watched_results*>(operands[0]));
    self.note(self.check(operands + 1, operands[self.checked.arity - 1], n));
    std::memset(out, 0, n);
  }
  condition_check check;
};

/// What the elements of a reduction have among them.
struct classes {
  using argument_type = std::uint8_t;
  using state_type = std::uint8_t;
  using result_type = std::uint8_t;
  static constexpr const char* name = "classes";
  static constexpr reducer::order_rule order = reducer::order_rule::wraps;
  static constexpr bool needs_elements = false;
  static LAZYND_ALWAYS_INLINE state_type identity() { return 0; }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, state_type x, index_t) { return static_cast<state_type>(state | x); }
  static LAZYND_ALWAYS_INLINE state_type merge(state_type a, state_type b) { return static_cast<state_type>(a | b); }
  static state_type finish(state_type state, index_t count, double ddof) {
    return static_cast<state_type>(state | (static_cast<double>(count) <= ddof ? too_few : 0U));
  }
};

/// A kernel that gives the results of a reduction on, and checks them by the classes of what was reduced.
struct watched_reduction : watched_function {
  watched_reduction(const reduction_kernel& reducer, unsigned which_are_watched, unsigned initial_class)
      : watched(which_are_watched), initial(initial_class) {
    name = reducer.name;
    checked.name = reducer.name;
    checked.arity = 3;
    checked.result = reducer.result;
    checked.library = false;
    std::ranges::fill(checked.run, run);
  }
  static void run(const void* const* operands, void* out, std::size_t n) {
    auto& self = *const_cast<watched_reduction*>(static_cast<const watched_reduction*>(operands[0]));
    const auto* const seen = static_cast<const std::uint8_t*>(operands[2]);
    self.note(check_reduction(self.name, self.checked.result, operands[1], seen, n, self.initial) & self.watched);
    std::memmove(out, operands[1], n * itemsize(self.checked.result));
  }

  unsigned watched;
  unsigned initial;  ///< class of the initial value
};

/// Reductions whose results can have conditions that their elements have not.
bool adds_conditions(const reduction_kernel& reducer) {
  constexpr std::string_view names[] = {"sum", "prod", "mean", "var", "std"};
  return kind(reducer.result) >= dtype_kind::floating && std::ranges::find(names, reducer.name) != std::end(names);
}

/// A program with a checked step for every function of another.
class checked_program {
 public:
  checked_program(const program& of, unsigned watched) : of_(of), watched_(watched), made_(of.values.size(), -1) {
    steps.function = of.function;
    for (const program_output& output : of.outputs) steps.add_output(made(output.value), output.destination, output.may_replace);
  }

  std::vector<finding> findings() const {
    std::vector<finding> all;
    for (const watched_function* function : functions_) all.push_back({function->name, function->found.load()});
    return all;
  }

  program steps;

 private:
  /// The step that has a value of the original program. Made when it is asked for, so that functions are named in the order in which they
  /// stand in the expression, however that was cut into kernels.
  value_id made(value_id original) {
    const auto i = static_cast<std::size_t>(original);
    if (made_[i] < 0) made_[i] = enter(of_.values[i]);
    return made_[i];
  }
  const program_value& step(value_id id) const { return steps.values[static_cast<std::size_t>(id)]; }

  value_id enter(const program_value& value) {
    switch (value.is) {
      case role::leaf: return steps.add_leaf(*value.storage);
      case role::constant: return steps.add_constant(value.type, value.address);
      case role::compute: {
        const kernel_token* token = value.kernel->tokens;
        if (token) return expand(value, token);
        small_vector<value_id, 6> arguments;
        for (const value_id input : value.inputs) arguments.push_back(made(input));
        return apply(*value.kernel, nullptr, arguments);
      }
      case role::reduce: break;
    }
    return enter_reduction(value);
  }

  /// Walks a fused expression: its operations as library kernels.
  value_id expand(const program_value& value, const kernel_token*& token) {
    const kernel_token& here = *token++;
    const auto operand = [&] { return made(value.inputs[static_cast<std::size_t>(here.slot)]); };
    if (here.arity < 0) return operand();
    small_vector<value_id, 6> arguments;
    small_vector<dtype, 4> types;
    for (int i = 0; i < here.arity; ++i) {
      arguments.push_back(expand(value, token));
      types.push_back(step(arguments.back()).type);
    }
    if (here.alone) {
      const value_id state = operand();
      return apply(here.alone(), &state, arguments);
    }
    const kernel_set* const kernel = find_kernel(here.name, types);
    if (!kernel) throw dtype_error(std::string(here.name) + ": errstate finds no kernel for this step");
    return apply(*kernel, nullptr, arguments);
  }

  value_id apply(const kernel_set& kernel, const value_id* state, std::span<const value_id> arguments) {
    small_vector<dtype, 4> types;
    std::uint64_t constants = 0;
    for (std::size_t k = 0; k < arguments.size(); ++k) {
      types.push_back(step(arguments[k]).type);
      if (step(arguments[k]).is == role::constant) constants |= std::uint64_t{1} << k;
    }
    watched_kernel& checked = watch(kernel, state != nullptr, constants, types);
    const bool as_it_is = !checked.check.needed() && !(state && constants);
    small_vector<value_id, 6> inputs;
    if (!as_it_is) inputs.push_back(steps.add_constant(dtype::uint8, &checked));
    if (state) inputs.push_back(*state);
    for (const value_id argument : arguments) inputs.push_back(argument);
    return steps.add_compute(as_it_is ? kernel : checked.checked, kernel.result, inputs);
  }

  /// One object for each kernel, so that equal steps stay equal.
  watched_kernel& watch(const kernel_set& kernel, bool stateful, std::uint64_t constants, std::span<const dtype> types) {
    for (watched_kernel& known : kernels_) {
      if (&known.inner == &kernel && known.constants == constants) return known;
    }
    kernels_.emplace_back(kernel, stateful, constants, types, watched_);
    functions_.push_back(&kernels_.back());
    return kernels_.back();
  }

  value_id enter_reduction(const program_value& value) {
    const kernel_token* token = value.reducer->tokens;
    small_vector<value_id, 6> argument{expand(value, token)};
    const dtype type = step(argument[0]).type;
    const reduction_kernel* const reducer = find_reduction(value.reducer->name, type);
    if (!reducer) throw dtype_error(std::string(value.reducer->name) + ": errstate finds no reduction of " + std::string(name(type)));
    const value_id result = steps.add_reduce(*reducer, argument, value.over);
    if (!adds_conditions(*reducer)) return result;

    std::uint8_t initial = 0;
    reduction_settings over = value.over;
    if (over.initial) {
      const void* const address = over.initial.data();
      classifier_of(type).run[0](&address, &initial, 1);
      over.initial = {};
    }
    const small_vector<value_id, 6> classified{steps.add_compute(classifier_of(type), dtype::uint8, argument)};
    static constexpr const reduction_kernel& gather = fused_reductions<cluster::slot<0, std::uint8_t>, classes, 1>;
    const value_id seen = steps.add_reduce(gather, classified, over);
    reductions_.emplace_back(*reducer, watched_, initial);
    functions_.push_back(&reductions_.back());
    const small_vector<value_id, 6> inputs{steps.add_constant(dtype::uint8, &reductions_.back()), result, seen};
    return steps.add_compute(reductions_.back().checked, reducer->result, inputs);
  }

  const program& of_;
  unsigned watched_;
  std::vector<value_id> made_;
  std::deque<watched_kernel> kernels_;
  std::deque<watched_reduction> reductions_;
  std::vector<const watched_function*> functions_;  ///< in the order of evaluation
};

}  // namespace

void execute_checked(program& of) {
  const error_state state = current_error_state();
  checked_program checked(of, state.watched());
  if (!try_program_direct(checked.steps)) execute_as_it_is(checked.steps);
  for (std::size_t i = 0; i < of.outputs.size(); ++i) of.outputs[i].destination = std::move(checked.steps.outputs[i].destination);
  act_upon(checked.findings(), state);
}

void report_as_if(const kernel_set& loop, std::string_view function, std::span<const block_handle> arguments, const block_handle& results) {
  const error_state state = current_error_state();
  watched_results watched(loop, function, state.watched());
  program of;
  small_vector<value_id, 6> inputs{of.add_constant(dtype::uint8, &watched)};
  for (const block_handle& argument : arguments) inputs.push_back(of.add_leaf(*argument));
  inputs.push_back(of.add_leaf(*results));
  of.add_output(of.add_compute(watched.checked, dtype::bool_, inputs), {}, false);
  execute_as_it_is(of);
  const finding found{watched.name, watched.found.load()};
  act_upon({&found, 1}, state);
}

void report_scan(const kernel_set& step, const block_handle& elements, const block_handle& results, int axis, std::string_view function) {
  const auto along = static_cast<std::size_t>(axis);
  if (results->where.shape[along] < 2) return;
  const auto part = [&](const block_handle& whole, index_t from) {
    layout where = whole->where;
    where.shape[along] -= 1;
    return view_block(whole, whole->data + from * where.strides[along], where);
  };
  const block_handle arguments[] = {part(results, 0), part(elements, 1)};
  report_as_if(step, function, arguments, part(results, 1));
}

watched_loop::watched_loop(const kernel_set& loop, std::string function)
    : loop_(loop), level_(active_simd_level()), state_(current_error_state()), function_(std::move(function)) {
  if (const unsigned watched = state_.watched()) check_.emplace(loop.name, std::span(loop.inputs, loop.arity), loop.result, watched);
  if (check_ && function_.empty()) function_ = check_->function();
}

void watched_loop::operator()(const void* const* operands, void* out, index_t n) {
  const tile_kernel run = loop_.run[static_cast<int>(level_)];
  if (!check_) return run(operands, out, static_cast<std::size_t>(n));
  small_vector<const void*, 8> each(std::span(operands, loop_.arity));
  found_ |= run_and_check(run, *check_, each, std::span(loop_.inputs, loop_.arity), 0, 0, out, loop_.result, static_cast<std::size_t>(n));
}

void watched_loop::report() {
  const finding found{function_, std::exchange(found_, 0U)};
  act_upon({&found, 1}, state_);
}

}  // namespace lazynd::detail
