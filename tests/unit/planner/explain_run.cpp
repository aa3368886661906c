// SPDX-License-Identifier: BSD-3-Clause
// Explanations: what depends on the run, and the image.
#include <nlohmann/json.hpp>

#include <set>

#include "plans.hpp"

using namespace lazynd_test;
using nlohmann::json;

namespace {

bool gives(const nd::explanation& e, const std::string& reason) {
  const json facts = json::parse(e.to_json());
  for (const json& note : facts["notes"]) {
    if (note["reason"] == reason) return true;
  }
  return false;
}

/// Whether every tag is closed in its order, every attribute quoted, and every `&` begins an entity.
verdict well_formed(const std::string& xml) {
  std::vector<std::string> open;
  std::size_t at = 0;
  while (at < xml.size()) {
    if (xml[at] == '&') {
      const std::string entity = xml.substr(at, xml.find(';', at) + 1 - at);
      if (entity != "&amp;" && entity != "&lt;" && entity != "&gt;" && entity != "&quot;") return refuse("a bare & in '" + entity + "'");
    }
    if (xml[at] == '>') return refuse("a bare > after '" + xml.substr(at < 40 ? 0 : at - 40, 40) + "'");
    if (xml[at] != '<') {
      ++at;
      continue;
    }
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return refuse("a tag is not ended");
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return refuse("a quote is missing in <" + tag + ">");
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /", 1) - (tag[0] == '/' ? 1 : 0));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return refuse("</" + tag.substr(1) + "> closes nothing");
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(name);
    }
    at = end + 1;
  }
  return open.empty() ? verdict(true) : refuse("<" + open.back() + "> is not closed");
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Restores the instruction set.
struct at_level {
  explicit at_level(nd::simd_level level) { nd::set_simd_level(level); }
  ~at_level() { nd::set_simd_level(nd::best_simd_level()); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_run)

BOOST_AUTO_TEST_CASE(reasons_have_different_names_and_sentences) {
  std::set<std::string_view> names, sentences;
  for (int i = 0; i < nd::reason_count; ++i) {
    names.insert(nd::name(static_cast<nd::reason>(i)));
    sentences.insert(nd::describe(static_cast<nd::reason>(i)));
  }
  BOOST_TEST(names.size() == static_cast<std::size_t>(nd::reason_count));
  BOOST_TEST(sentences.size() == static_cast<std::size_t>(nd::reason_count));
  BOOST_TEST(nd::name(nd::reason::gather_strided) == "gather_strided");
}

BOOST_AUTO_TEST_CASE(a_thread_limit_of_one_is_the_reason_for_serial_work) {
  const nd::array<double> a = nd::zeros({2000, 1000});
  nd::set_num_threads(4);
  const auto e = nd::explain(a * 2);
  BOOST_TEST(!gives(e, "serial_limit"));
  const json pass = json::parse(e.to_json())["passes"][0];
  BOOST_TEST(pass["parallel"] == true);
  BOOST_TEST(pass["threads"] == 4);
  const nd::thread_limit one(1);
  const auto limited = nd::explain(a * 2);
  nd::set_num_threads(0);
  BOOST_TEST(gives(limited, "serial_limit"));
  BOOST_TEST(json::parse(limited.to_json())["passes"][0]["threads"] == 1);
}

BOOST_AUTO_TEST_CASE(small_work_is_serial_for_its_size_whatever_the_limit) {
  const nd::array<double> a = nd::zeros({10});
  const nd::thread_limit one(1);
  BOOST_TEST(gives(nd::explain(a * 2), "serial_small"));
  BOOST_TEST(!gives(nd::explain(a * 2), "serial_limit"));
}

BOOST_AUTO_TEST_CASE(the_baseline_instruction_set_is_a_reason) {
  const nd::array<double> a = nd::zeros({10});
  const at_level baseline(nd::simd_level::baseline);
  const auto e = nd::explain(nd::sin(a) * 2);
  BOOST_TEST(gives(e, "baseline_level"));
  const json facts = json::parse(e.to_json());
  BOOST_TEST(facts["settings"]["simd"] == "baseline");
  for (const json& kernel : facts["passes"][0]["kernels"]) BOOST_TEST(kernel["simd"] == "baseline");
}

BOOST_AUTO_TEST_CASE(kernels_name_the_instruction_set_whose_code_runs) {
  const nd::array<double> a = nd::zeros({10});
  const std::string best(nd::name(nd::best_simd_level()));
  const auto e = nd::explain(nd::sin(a) * 2);
  BOOST_TEST(gives(e, "baseline_level") == (best == "baseline"));
  BOOST_TEST(json::parse(e.to_json())["settings"]["simd"] == best);
}

BOOST_AUTO_TEST_CASE(small_expressions_say_that_they_take_the_short_way) {
  if (!nd::detail::optimised_build) return;
  nd::array<double> a = nd::zeros({10}), b = nd::zeros({100, 10}), few = nd::zeros({10, 10}), large = nd::zeros({300, 300}),
                    row = nd::zeros({300});
  BOOST_TEST(gives(nd::explain(a * 2), "short_way"));
  BOOST_TEST(gives(nd::explain(nd::sum(a * a)), "short_way"));
  BOOST_TEST(gives(nd::explain_assign(a, a * 2), "short_way"));
  BOOST_TEST(gives(nd::explain(a * b), "short_way"));
  BOOST_TEST(!gives(nd::explain(b(nd::all, nd::slice(0, 1)) * b), "short_way"));
  BOOST_TEST(gives(nd::explain(a * few), "short_way"));
  BOOST_TEST(gives(nd::explain(a * 2, a * 3), "short_way"));
  BOOST_TEST(gives(nd::explain(nd::min(a), nd::max(a), a - nd::mean(a)), "short_way"));
  BOOST_TEST(!gives(nd::explain(large * 2, large * 3), "short_way"));
  BOOST_TEST(!gives(nd::explain(nd::sin(a), nd::sin(a) * 2), "short_way"));
  BOOST_TEST(gives(nd::explain(large * 2), "short_way"));
  BOOST_TEST(gives(nd::explain(row(nd::slice(nd::none, nd::none, 2)) * 2), "short_way"));
  BOOST_TEST(gives(nd::explain(large(nd::slice(0, 20)) * row), "short_way"));
  BOOST_TEST(!gives(nd::explain(large + nd::transpose(large)), "short_way"));
  BOOST_TEST(!gives(nd::explain(nd::sum(b, {.axis = 0})), "short_way"));
  BOOST_TEST(!gives(nd::explain_assign(a, a(nd::slice(nd::none, nd::none, -1)) * 2), "short_way"));
}

BOOST_AUTO_TEST_CASE(the_image_is_well_formed_and_shows_every_pass_and_kernel) {
  const nd::array<double> x = nd::zeros({40, 30}), row = nd::zeros({30});
  const auto exponentials = nd::exp(x - nd::max(x, {.axis = 1, .keepdims = true}));
  const auto e = nd::explain(exponentials / nd::sum(exponentials, {.axis = 1, .keepdims = true}), nd::where(x < row, x(0, nd::all), x));
  const std::string svg = e.to_svg();
  BOOST_TEST(well_formed(svg));
  const json facts = json::parse(e.to_json());
  std::size_t kernels = 0;
  for (const json& pass : facts["passes"]) kernels += pass["kernels"].size() + pass["folds"].size();
  BOOST_TEST(count_of(svg, "class=\"panel\"") == static_cast<int>(facts["passes"].size()));
  BOOST_TEST(count_of(svg, "<g><title>") == static_cast<int>(kernels));
  BOOST_TEST(count_of(svg, "x &lt; ") + count_of(svg, "a &lt; ") > 0);
  for (const json& note : facts["notes"]) BOOST_TEST(count_of(e.text(), note["text"]) > 0);
}

BOOST_AUTO_TEST_CASE(long_expressions_are_cut_in_the_image_but_whole_in_titles) {
  if (!nd::detail::optimised_build) return;  // else the kernels are single operations, whose texts are short
  const nd::array<double> a = nd::zeros({10});
  const auto two = a * 1.25 + a;
  const auto four = two * two - two;
  const auto eight = four * four + four;
  const auto e = nd::explain(eight * 3.5 - four);
  const std::string whole = json::parse(e.to_json())["passes"][0]["kernels"][0]["text"];
  BOOST_TEST(well_formed(e.to_svg()));
  BOOST_TEST(count_of(e.to_svg(), "...</text>") > 0);
  BOOST_TEST(count_of(e.to_svg(), whole) > 0);
}

BOOST_AUTO_TEST_CASE(scalars_and_empty_arrays_are_explained_too) {
  const nd::array<double> nothing = nd::zeros({0, 3});
  const nd::array<double> number = nd::zeros({});
  for (const auto& e : {nd::explain(nothing * 2), nd::explain(nd::sum(nothing)), nd::explain(number + 1)}) {
    BOOST_TEST(well_formed(e.to_svg()));
    BOOST_TEST(!json::parse(e.to_json())["passes"].empty());
    BOOST_TEST(!e.text().empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
