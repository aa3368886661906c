// SPDX-License-Identifier: BSD-3-Clause
// Arguments as text.
#include <lazynd/layout/layout.hpp>

#include "value.hpp"

namespace golden {

namespace {

template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

std::string describe(const argument& of);

void append(std::string& list, const std::string& item) {
  if (!list.empty()) list += ", ";
  list += item;
}

std::string describe(const array_argument& of) {
  std::string text = golden::describe(*of.elements);
  if (!is_c_contiguous(of.elements->where, itemsize(of.elements->type))) text += " strides " + to_string(of.elements->where.strides);
  return of.numpy_scalar ? text + " scalar" : text;
}

std::string describe(const lazynd::slice_bound& of) { return of.given ? std::to_string(of.value) : ""; }

std::string describe(const lazynd::index_item& of) {
  using kind = lazynd::index_item::kind;
  switch (of.is) {
    case kind::integer: return std::to_string(of.start);
    case kind::rest: return "...";
    case kind::added: return "newaxis";
    case kind::whole: return ":";
    case kind::slice: break;
  }
  return (of.has_start ? std::to_string(of.start) : "") + ":" + (of.has_stop ? std::to_string(of.stop) : "") + ":" +
         std::to_string(of.step);
}

std::string describe(const index_argument& of) {
  std::string list;
  for (const index_entry& entry : of.entries) {
    append(list, std::visit(overloaded{[](mask_argument mask) { return std::string(mask.value ? "True" : "False"); },
                                       [](const auto& other) { return describe(other); }},
                            entry));
  }
  return '[' + list + ']';
}

std::string describe(const sequence_argument& of) {
  std::string list;
  for (const argument& item : of.items) append(list, describe(item));
  return '(' + list + ')';
}

std::string describe(const weak_argument& of) {
  return "weak " + std::visit(overloaded{[](std::complex<double> x) {
                                           return json{x.real(), x.imag()}.dump();
                                         },
                                         [](double x) { return std::to_string(x); }, [](auto x) { return std::to_string(x); }},
                              of.number);
}

std::string describe(const argument& of) {
  return std::visit(overloaded{
                        [](const literal& x) { return x.data.dump(); },
                        [](lazynd::dtype x) { return "dtype " + std::string(name(x)); },
                        [](const lazynd::slice& x) { return describe(x.start) + ":" + describe(x.stop) + ":" + describe(x.step); },
                        [](const auto& x) { return describe(x); },
                    },
                    of.form);
}

}  // namespace

std::string describe(const lazynd::block& elements) { return std::string(name(elements.type)) + to_string(elements.where.shape); }

std::string describe(const call& of) {
  std::string list;
  for (const argument& x : of.positional) append(list, describe(x));
  for (const auto& [key, x] : of.keywords) append(list, key + '=' + describe(x));
  return list;
}

}  // namespace golden
