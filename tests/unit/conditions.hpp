// SPDX-License-Identifier: BSD-3-Clause
// Which floating-point conditions evaluations report.
#pragma once
#include <lazynd/lazynd.hpp>

#include "expect.hpp"

namespace lazynd_test {

using sentences = std::vector<std::string>;

/// Collects warnings instead of writing them, while it lives.
class collected_warnings {
 public:
  collected_warnings()
      : before_(nd::set_warning_handler([this](std::string_view category, std::string_view message) {
          BOOST_TEST(category == "RuntimeWarning");
          all.emplace_back(message);
        })) {}
  ~collected_warnings() { nd::set_warning_handler(before_); }
  collected_warnings(const collected_warnings&) = delete;
  collected_warnings& operator=(const collected_warnings&) = delete;
  sentences all;

 private:
  nd::warning_handler before_;
};

/// What an evaluation warns of, in order, when every condition is a warning.
template <class F>
sentences warnings_of(F&& evaluate) {
  collected_warnings warnings;
  const nd::errstate watch({.all = nd::on_error::warn});
  evaluate();
  return warnings.all;
}

/// Whether f warns of that and nothing else: "divide by zero in divide".
template <class F>
verdict warns(F&& evaluate, const sentences& expected) {
  sentences found = warnings_of(std::forward<F>(evaluate));
  for (std::string& sentence : found) sentence.erase(sentence.find(" encountered"), sizeof(" encountered") - 1);
  if (found == expected) return verdict(true);
  std::string text = "the warnings are";
  for (const std::string& sentence : found) text += " [" + sentence + "]";
  return refuse(text);
}

}  // namespace lazynd_test
