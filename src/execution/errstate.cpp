// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/execution/errstate.hpp>

#include <algorithm>
#include <cstdio>

#include <lazynd/support/error.hpp>
#include <lazynd/support/warning.hpp>

#include "execution/error_state.hpp"

namespace lazynd {

namespace detail {

namespace {

struct condition_row {
  unsigned flag;
  std::string_view text;
  on_error error_actions::*action;
  std::optional<on_error> errstate_options::*option;
};
/// In the order in which they are acted upon.
constexpr condition_row condition_rows[] = {
    {divide_by_zero, "divide by zero", &error_actions::divide, &errstate_options::divide},
    {overflow, "overflow", &error_actions::over, &errstate_options::over},
    {underflow, "underflow", &error_actions::under, &errstate_options::under},
    {invalid_value, "invalid value", &error_actions::invalid, &errstate_options::invalid},
};

/// The state of a thread; counts itself among those that watch.
struct thread_state {
  error_state state;
  bool watches = false;

  void set(error_state next) {
    state = std::move(next);
    count(state.watched() != 0);
  }
  void count(bool now) {
    if (now != watches) this_process.watching_threads.fetch_add(now ? 1 : -1, std::memory_order_relaxed);
    watches = now;
  }
  ~thread_state() { count(false); }
};

thread_state& of_this_thread() {
  thread_local thread_state state;
  return state;
}

void act(const condition_row& row, const finding& found, const error_state& state) {
  const std::string sentence = std::string(row.text) + " encountered in " + std::string(found.function);
  switch (state.actions.*row.action) {
    case on_error::ignore: break;
    case on_error::warn: warn("RuntimeWarning", sentence); break;
    case on_error::raise: throw floating_point_error(sentence);
    case on_error::call:
      if (!state.function) throw value_error("errstate: " + sentence + ", and there is no function to call; set one with seterrcall");
      state.function(row.text, found.conditions);
      break;
    case on_error::print: std::fputs(("Warning: " + sentence + "\n").c_str(), stderr); break;
  }
}

error_state changed(error_state state, const errstate_options& options) {
  for (const condition_row& row : condition_rows) {
    state.actions.*row.action = (options.*row.option).value_or(options.all.value_or(state.actions.*row.action));
  }
  if (options.call) state.function = *options.call;
  return state;
}

}  // namespace

unsigned error_state::watched() const noexcept {
  unsigned flags = 0;
  for (const condition_row& row : condition_rows) {
    if (actions.*row.action != on_error::ignore) flags |= row.flag;
  }
  return flags;
}

bool this_thread_watches() noexcept { return of_this_thread().watches; }

error_state current_error_state() { return of_this_thread().state; }

void act_upon(std::span<const finding> found, const error_state& state) {
  std::vector<finding> functions;
  for (const finding& one : found) {
    if (one.conditions == 0) continue;
    const auto known = std::ranges::find(functions, one.function, &finding::function);
    if (known == functions.end()) {
      functions.push_back(one);
    } else {
      known->conditions |= one.conditions;
    }
  }
  for (const finding& one : functions) {
    for (const condition_row& row : condition_rows) {
      if (one.conditions & row.flag) act(row, one, state);
    }
  }
}

}  // namespace detail

error_actions geterr() noexcept { return detail::of_this_thread().state.actions; }

error_actions seterr(const errstate_options& options) {
  const error_actions before = geterr();
  detail::of_this_thread().set(detail::changed(detail::current_error_state(), options));
  return before;
}

error_callback seterrcall(error_callback function) {
  error_callback before = geterrcall();
  seterr({.call = std::move(function)});
  return before;
}

error_callback geterrcall() { return detail::of_this_thread().state.function; }

errstate::errstate(const errstate_options& options) : actions_(geterr()), function_(geterrcall()) { seterr(options); }

errstate::~errstate() { detail::of_this_thread().set({actions_, std::move(function_)}); }

}  // namespace lazynd
