// SPDX-License-Identifier: BSD-3-Clause
// Explanations: the facts of the plan as text and JSON, with the reason for every fallback.
#include <nlohmann/json.hpp>

#include "plans.hpp"

using namespace lazynd_test;
using nlohmann::json;

namespace {

json facts_of(const nd::explanation& e) { return json::parse(e.to_json()); }

bool says(const nd::explanation& e, const std::string& part) { return e.text().find(part) != std::string::npos; }

/// Identifiers of the reasons given for a buffer (or for none).
std::vector<std::string> reasons_for(const json& facts, const json& buffer) {
  std::vector<std::string> all;
  for (const json& note : facts["notes"]) {
    if (note["buffer"] == buffer) all.push_back(note["reason"]);
  }
  return all;
}
bool gives(const json& facts, const json& buffer, const std::string& reason) {
  for (const std::string& found : reasons_for(facts, buffer)) {
    if (found == reason) return true;
  }
  return false;
}

json buffer_named(const json& facts, const std::string& name) {
  for (const json& buffer : facts["buffers"]) {
    if (buffer["name"] == name) return buffer;
  }
  return nullptr;
}

std::string expression_of(const nd::explanation& e) { return facts_of(e)["expressions"][0]["text"]; }

}  // namespace

BOOST_AUTO_TEST_SUITE(explain)

BOOST_AUTO_TEST_CASE(expressions_are_written_with_operators_and_as_few_parentheses_as_they_need) {
  const nd::array<double> a = nd::zeros({4}), b = nd::zeros({4}), c = nd::zeros({4});
  BOOST_TEST(expression_of(nd::explain(nd::where(a > 1, a, b * c))) == "where(a > 1, a, b * c)");
  BOOST_TEST(expression_of(nd::explain((a + b) * c - a / (b * c))) == "(a + b) * c - a / (b * c)");
  BOOST_TEST(expression_of(nd::explain(a - (b - c))) == "a - (b - c)");
  BOOST_TEST(expression_of(nd::explain(a - b - c)) == "a - b - c");
  BOOST_TEST(expression_of(nd::explain(-(a + b) * 2.5)) == "-(a + b) * 2.5");
  BOOST_TEST(expression_of(nd::explain((a < b) && !(b == c))) == "a < b && !(b == c)");
  BOOST_TEST(expression_of(nd::explain(nd::sin(a) * nd::exp(b) - nd::sqrt(c) / 2)) == "sin(a) * exp(b) - sqrt(c) / 2");
}

BOOST_AUTO_TEST_CASE(reductions_are_written_with_their_axes) {
  const nd::array<double> a = nd::zeros({4, 5, 6});
  BOOST_TEST(expression_of(nd::explain(nd::sum(a * a))) == "sum(a * a)");
  BOOST_TEST(expression_of(nd::explain(nd::max(a, {.axis = -1, .keepdims = true}))) == "max(a, axis=-1, keepdims)");
  BOOST_TEST(expression_of(nd::explain(nd::mean(a, {.axis = {0, 2}}))) == "mean(a, axis=(0,2))");
}

BOOST_AUTO_TEST_CASE(numbers_equal_those_of_the_plan) {
  const nd::array<double> a = nd::zeros({500, 1000}), row = nd::zeros({1000});
  const auto e = nd::sum(nd::exp(a) * row, {.axis = 0});
  const auto plan = plan_of(e, a(nd::all, nd::slice(0, nd::none, 2)) * 2);
  const json facts = facts_of(nd::explain(e, a(nd::all, nd::slice(0, nd::none, 2)) * 2));
  BOOST_REQUIRE(facts["passes"].size() == plan.passes.size());
  BOOST_TEST(facts["buffers"].size() == plan.buffers.size());
  for (std::size_t i = 0; i < plan.passes.size(); ++i) {
    const nd::plan_pass& pass = plan.passes[i];
    const json& told = facts["passes"][i];
    BOOST_TEST(told["run"] == pass.run_length);
    BOOST_TEST(told["tile"] == pass.tile);
    BOOST_TEST(told["units"] == pass.units);
    BOOST_TEST(told["grain"] == pass.grain);
    BOOST_TEST(told["parallel"] == pass.parallel);
    BOOST_TEST(told["nanoseconds"] == pass.nanoseconds);
    BOOST_TEST(told["walk"] == (pass.how == nd::walk::rows ? "rows" : "folds"));
    BOOST_TEST(told["kept_loops"] == std::vector<nd::index_t>(pass.kept_extents.begin(), pass.kept_extents.end()));
    BOOST_TEST(told["reduced_loops"] == std::vector<nd::index_t>(pass.reduced_extents.begin(), pass.reduced_extents.end()));
    BOOST_TEST(told["kernels"].size() == pass.steps.size());
    BOOST_TEST(told["folds"].size() == pass.folds.size());
    BOOST_TEST(told["operands"].size() == pass.operands.size());
  }
}

BOOST_AUTO_TEST_CASE(bytes_count_every_element_once) {
  const nd::array<double> a = nd::zeros({1000, 3, 4}), row = nd::zeros({4});
  const auto e = nd::explain(a + nd::broadcast_to(row, {1000, 3, 4}));
  const json facts = facts_of(e);
  BOOST_TEST(facts["bytes_read"] == 1000 * 3 * 4 * 8 + 4 * 8);
  BOOST_TEST(facts["bytes_written"] == 1000 * 3 * 4 * 8);
  BOOST_TEST(facts["temporary_bytes"] == 0);
  BOOST_TEST(says(e, "no temporaries"));
}

BOOST_AUTO_TEST_CASE(a_short_inner_axis_gives_its_reason) {
  const nd::array<double> a = nd::zeros({1000, 3, 4}), row = nd::zeros({4});
  const auto e = nd::explain(a + row);
  const json facts = facts_of(e);
  BOOST_TEST(gives(facts, "b", "gather_repeated"));
  BOOST_TEST(gives(facts, nullptr, "serial_small"));
  BOOST_TEST(says(e, "12000 elements over 2 loops"));
  BOOST_TEST(says(e, "pass 1, b: " + std::string(nd::describe(nd::reason::gather_repeated))));
}

BOOST_AUTO_TEST_CASE(temporaries_have_names_bytes_and_reasons) {
  const nd::array<double> x = nd::zeros({40, 30});
  const auto exponentials = nd::exp(x - nd::max(x, {.axis = 1, .keepdims = true}));
  const auto e = nd::explain(exponentials / nd::sum(exponentials, {.axis = 1, .keepdims = true}));
  const json facts = facts_of(e);
  BOOST_TEST(facts["temporary_bytes"] == 40 * 30 * 8 + 2 * 40 * 8);
  int shared = 0;
  for (const json& value : facts["values"]) {
    const std::string text = value["text"];
    if (!text.starts_with("exp(")) continue;
    ++shared;
    BOOST_TEST(gives(facts, value["name"], "temporary_shared"));
    BOOST_TEST(buffer_named(facts, value["name"])["role"] == "temporary");
    BOOST_TEST(says(e, std::string(value["name"]) + " = " + text));
  }
  BOOST_TEST(shared == 1);
}

BOOST_AUTO_TEST_CASE(assignments_show_what_overlap_costs) {
  nd::array<double> a = nd::zeros({100});
  const auto e = nd::explain_assign(a(nd::slice(1, nd::none)), a(nd::slice(nd::none, -1)) + 1);
  const json facts = facts_of(e);
  BOOST_TEST(facts["passes"].size() == 2U);
  BOOST_TEST(facts["passes"][1]["kind"] == "copy");
  BOOST_TEST(buffer_named(facts, "t1")["copied_to"] == "out");
  BOOST_TEST(gives(facts, "out", "temporary_overlap"));
  BOOST_TEST(facts["settings"]["short_way"] == false);
}

BOOST_AUTO_TEST_CASE(assignments_in_place_say_so) {
  nd::array<double> a = nd::zeros({200, 200});
  const auto e = nd::explain_assign(a, a * 2);
  BOOST_TEST(buffer_named(facts_of(e), "out")["in_place_of"] == "a");
  BOOST_TEST(says(e, "overwrites a in place"));
}

BOOST_AUTO_TEST_CASE(explaining_writes_nothing_and_replaces_nothing) {
  nd::array<double> a = nd::ones({3}), b = nd::ones({5});
  const double* const data = a.data();
  (void)nd::explain_assign(a, b * 2);
  (void)nd::explain_assign(a, a * 2, b, b * 3);
  BOOST_TEST(is(a, {3}, {1, 1, 1}));
  BOOST_TEST(is(b, {5}, {1, 1, 1, 1, 1}));
  BOOST_TEST(a.data() == data);
}

BOOST_AUTO_TEST_CASE(explanations_outlive_what_they_explain) {
  auto e = [] {
    const nd::array<double> local = nd::ones({30});
    return nd::explain(nd::map([k = 3.0](double x) { return k * x; }, local) + 1);
  }();
  BOOST_TEST(says(e, "map(a) + 1"));
  BOOST_TEST(facts_of(e)["passes"].size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
