// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 5: asking how an expression will be computed, and why.
#include <iostream>
#include <lazynd/lazynd.hpp>
#include <string>

namespace nd = lazynd;

namespace {

bool all_true = true;

/// Prints a claim about a plan, and whether its JSON form confirms it. A program can ask a plan in the same way.
void claim(const std::string& what, const nd::explanation& plan, const std::string& key_and_value, int times = 1) {
  const std::string json = plan.to_json();
  int found = 0;
  for (std::size_t at = 0; (at = json.find(key_and_value, at)) != std::string::npos; ++at) ++found;
  all_true = all_true && found == times;
  std::cout << (found == times ? "  yes: " : "  NO: ") << what << '\n';
}
/// What the whole plan reads or keeps in memory stands at the end, two blanks in; the same keys further in belong to single passes.
void total(const std::string& what, const nd::explanation& plan, const std::string& key, long bytes) {
  claim(what, plan, "\n  \"" + key + "\": " + std::to_string(bytes) + ',');
}
void one_pass(const nd::explanation& plan) { claim("one pass over memory", plan, "\"walk\":"); }
void no_temporaries(const nd::explanation& plan) { total("no temporary arrays", plan, "temporary_bytes", 0); }

}  // namespace

int main() {
  const nd::array<double> a = nd::ones({1000, 1000}), b = nd::ones({1000, 1000}), row = nd::ones({1000});

  // explain() plans as eval() would, and computes nothing. The text names the leaves a, b, c, ... in order of appearance, and says what is
  // read and written, in which loops, by which kernels, with which instruction set and how many threads.
  std::cout << "1. Simple operations are fused into one loop.\n" << nd::explain(a * b + 1);
  one_pass(nd::explain(a * b + 1));
  no_temporaries(nd::explain(a * b + 1));
  total("two arrays of 8 MB are read", nd::explain(a * b + 1), "bytes_read", 16000000);

  // sin has a kernel of its own in the library. Both work on tiles that stay in the cache (v1), so it is still one pass. The row is
  // broadcast and counts once.
  const auto wave = nd::sin(a) * row + b;
  std::cout << "\n2. Library kernels join in.\n" << nd::explain(wave);
  one_pass(nd::explain(wave));
  no_temporaries(nd::explain(wave));
  total("the row is read once", nd::explain(wave), "bytes_read", 16008000);

  // Several results share a pass. They have no memory in common but what they read.
  const nd::explanation statistics = nd::explain(nd::min(a), nd::max(a), nd::mean(a * a));
  std::cout << "\n3. Three statistics, one reading.\n" << statistics;
  one_pass(statistics);
  total("a is read once", statistics, "bytes_read", 8000000);

  // Softmax along the rows. The largest element of a row is needed before its first exponential: t1 is kept in memory. The exponentials
  // are needed twice and are expensive: they are kept too (t3). The notes say why, for each of them.
  const auto e = nd::exp(a - nd::max(a, {.axis = 1, .keepdims = true}));
  const nd::explanation softmax = nd::explain(e / nd::sum(e, {.axis = 1, .keepdims = true}));
  std::cout << "\n4. A reduction inside an expression makes another pass.\n" << softmax;
  claim("three passes", softmax, "\"walk\":", 3);
  claim("the largest elements and the sums wait for complete reductions", softmax, "a later pass needs the reduction complete", 2);

  // What a layout costs: a transposed operand is not contiguous along the run, and is copied tile by tile on the way.
  const auto symmetric = a + nd::transpose(b);
  std::cout << "\n5. A transposed operand is gathered.\n" << nd::explain(symmetric);
  one_pass(nd::explain(symmetric));
  claim("one operand is gathered", nd::explain(symmetric), "\"access\": \"gather\"");

  // What overlapping memory costs. explain_assign(x, e) stands for x = e, and writes nothing.
  nd::array<double> x = nd::ones({1000});
  const nd::explanation shifted = nd::explain_assign(x(nd::slice(1, nd::none)), x(nd::slice(nd::none, -1)) + 1);
  std::cout << "\n6. Writing into what is still to be read needs a temporary.\n" << shifted;
  total("999 elements are kept aside", shifted, "temporary_bytes", 7992);
  std::cout << "   The same elements at the same positions need none.\n";
  no_temporaries(nd::explain_assign(x, x + 1));

  // .to_svg() draws the plan: write it to a file and open it in a browser.
  std::cout << "\nAs SVG, the plan of the softmax has " << softmax.to_svg().size() / 1000 << " kB.\n";
  return all_true ? 0 : 1;
}
