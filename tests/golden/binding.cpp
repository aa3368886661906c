// SPDX-License-Identifier: BSD-3-Clause
// Arguments as the library takes them.
#include "binding.hpp"

#include <algorithm>

#include "corpus.hpp"

namespace golden {

namespace {

const bindings& known() {
  static const bindings made = [] {
    bindings all;
    for (const auto add : {add_casting_calls, add_choice_calls, add_correlation_calls, add_creation_calls, add_difference_calls,
                           add_dtype_calls, add_histogram_calls, add_indexing_calls, add_manipulation_calls, add_norm_calls,
                           add_order_statistics_calls, add_printing_calls, add_reduction_calls, add_special_calls}) {
      add(all);
    }
    return all;
  }();
  return made;
}

[[noreturn]] void refuse(const char* wanted) { throw missing(std::string("an argument that is not ") + wanted); }

template <class T>
const T* form_of(const argument& x) {
  return std::get_if<T>(&x.form);
}

}  // namespace

result run(const call& of) {
  if (const auto found = known().find(of.function); found != known().end()) return found->second(of);
  if (const binding found = find_ufunc_call(of.function)) return found(of);
  throw missing("function");
}

const argument* parameters::take(std::string_view name) {
  taken_.push_back(name);
  if (more()) return &of_->positional[next_++];
  const auto found = of_->keywords.find(name);
  return found == of_->keywords.end() ? nullptr : &found->second;
}

const argument* parameters::given(std::string_view name) {
  const argument* const found = take(name);
  return found && !is_none(*found) ? found : nullptr;
}

const argument& parameters::need(std::string_view name) {
  const argument* const found = given(name);
  if (!found) throw missing("without " + std::string(name));
  return *found;
}

void parameters::finish() const {
  if (more()) throw missing("argument " + std::to_string(next_));
  for (const auto& [key, x] : of_->keywords) {
    if (std::find(taken_.begin(), taken_.end(), key) == taken_.end()) throw missing("keyword " + key);
  }
}

bool is_none(const argument& x) {
  const auto* const plain = form_of<literal>(x);
  return plain && plain->data.is_null();
}

lazynd::any_operand as_operand(const argument& x) {
  if (const auto* elements = form_of<array_argument>(x)) return lazynd::any_view(elements->elements);
  if (const auto* weak = form_of<weak_argument>(x)) {
    return std::visit([](auto number) { return lazynd::any_operand(number); }, weak->number);
  }
  if (const auto* plain = form_of<literal>(x)) {
    if (plain->data.is_boolean()) return plain->data.get<bool>();
    if (plain->data.is_number_integer()) return plain->data.get<std::int64_t>();
    if (plain->data.is_number_float()) return plain->data.get<double>();
  }
  refuse("an array or number");
}

lazynd::any_view as_array(const argument& x) {
  const auto* const elements = form_of<array_argument>(x);
  if (!elements) refuse("an array");
  return lazynd::any_view(elements->elements);
}

lazynd::index_t as_integer(const argument& x) {
  if (const auto* weak = form_of<weak_argument>(x)) {
    if (const auto* number = std::get_if<std::int64_t>(&weak->number)) return *number;
  }
  if (const auto* plain = form_of<literal>(x); plain && plain->data.is_number_integer()) return plain->data.get<lazynd::index_t>();
  refuse("an integer");
}

double as_real(const argument& x) {
  if (const auto* weak = form_of<weak_argument>(x)) {
    if (const auto* number = std::get_if<double>(&weak->number)) return *number;
  }
  if (const auto* plain = form_of<literal>(x); plain && plain->data.is_number_float()) return plain->data.get<double>();
  return static_cast<double>(as_integer(x));
}

lazynd::dims as_integers(const argument& x) {
  lazynd::dims found;
  if (const auto* plain = form_of<literal>(x); plain && plain->data.is_array()) {
    for (const json& item : plain->data) found.push_back(as_integer({literal{item}}));
  } else if (const auto* items = form_of<sequence_argument>(x)) {
    for (const argument& item : items->items) found.push_back(as_integer(item));
  } else {
    found.push_back(as_integer(x));
  }
  return found;
}

bool as_flag(const argument& x) {
  const auto* const plain = form_of<literal>(x);
  if (!plain || !plain->data.is_boolean()) refuse("a bool");
  return plain->data.get<bool>();
}

std::string as_text(const argument& x) {
  const auto* const plain = form_of<literal>(x);
  if (!plain || !plain->data.is_string()) refuse("text");
  return plain->data.get<std::string>();
}

lazynd::dtype as_dtype(const argument& x) {
  const auto* const type = form_of<lazynd::dtype>(x);
  if (!type) refuse("a dtype");
  return *type;
}

lazynd::casting as_casting(const argument& x) {
  const std::string wanted = as_text(x);
  for (const auto rule :
       {lazynd::casting::no, lazynd::casting::equiv, lazynd::casting::safe, lazynd::casting::same_kind, lazynd::casting::unsafe}) {
    if (name(rule) == wanted) return rule;
  }
  throw missing("casting " + wanted);
}

lazynd::axis_argument as_axes(const argument& x) {
  if (is_none(x)) return {};
  return as_integers(x);
}

}  // namespace golden
