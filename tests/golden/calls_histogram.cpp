// SPDX-License-Identifier: BSD-3-Clause
// Histograms and counts.
#include <lazynd/statistics/histogramdd.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_view;

lazynd::bin_argument as_bins(const argument& given) {
  if (const auto* const plain = std::get_if<literal>(&given.form)) {
    if (plain->data.is_string()) return lazynd::parse_bin_rule(as_text(given));
    return as_integer(given);
  }
  return as_array(given);
}

lazynd::bin_range as_range(const argument& given) {
  const auto* const plain = std::get_if<literal>(&given.form);
  if (!plain || !plain->data.is_array() || plain->data.size() != 2) throw missing("a range");
  return {as_real({literal{plain->data[0]}}), as_real({literal{plain->data[1]}})};
}

lazynd::any_histogram_options read_options(parameters& given) {
  lazynd::any_histogram_options options;
  if (const argument* bins = given.given("bins")) options.bins = as_bins(*bins);
  if (const argument* range = given.given("range")) options.range = as_range(*range);
  if (const argument* weights = given.given("weights")) options.weights.emplace(as_operand(*weights));
  if (const argument* density = given.given("density")) options.density = as_flag(*density);
  given.finish();
  return options;
}

result histogram(const call& of) {
  parameters given(of);
  const any_view a = as_array(given.need("a"));
  const lazynd::any_histogram found = lazynd::histogram(a, read_options(given));
  return {result_tuple{of_array(found.counts), of_array(found.edges)}};
}

result histogram_bin_edges(const call& of) {
  parameters given(of);
  const any_view a = as_array(given.need("a"));
  return of_array(lazynd::histogram_bin_edges(a, read_options(given)));
}

result histogram2d(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("x")), y = as_array(given.need("y"));
  lazynd::histogramdd_options options;
  if (const argument* bins = given.given("bins")) options.bins = {as_bins(*bins)};
  if (const argument* density = given.given("density")) options.density = as_flag(*density);
  given.finish();
  const auto [counts, x_edges, y_edges] = lazynd::histogram2d(x, y, options);
  return {result_tuple{of_array(counts), of_array(x_edges), of_array(y_edges)}};
}

result histogramdd(const call& of) {
  parameters given(of);
  const any_view sample = as_array(given.need("sample"));
  lazynd::histogramdd_options options;
  if (const argument* bins = given.given("bins")) options.bins = {as_bins(*bins)};
  if (const argument* density = given.given("density")) options.density = as_flag(*density);
  given.finish();
  const lazynd::any_histogramdd found = lazynd::histogramdd(sample, options);
  result_tuple edges;
  for (const lazynd::any_array& each : found.edges) edges.push_back(of_array(each));
  return {result_tuple{of_array(found.counts), result{std::move(edges)}}};
}

result bincount(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("x"));
  const argument* const weights = given.given("weights");
  const argument* const minlength = given.given("minlength");
  given.finish();
  const lazynd::index_t least = minlength ? as_integer(*minlength) : 0;
  return weights ? of_array(lazynd::bincount(x, as_array(*weights), least)) : of_array(lazynd::bincount(x, least));
}

result digitize(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("x")), bins = as_array(given.need("bins"));
  const argument* const right = given.given("right");
  given.finish();
  return of_array(lazynd::digitize(x, bins, right && as_flag(*right)));
}

}  // namespace

void add_histogram_calls(bindings& to) {
  to["bincount"] = bincount;
  to["digitize"] = digitize;
  to["histogram"] = histogram;
  to["histogram2d"] = histogram2d;
  to["histogram_bin_edges"] = histogram_bin_edges;
  to["histogramdd"] = histogramdd;
}

}  // namespace golden
