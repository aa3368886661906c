// SPDX-License-Identifier: BSD-3-Clause
// Explanations for programs. The keys are documented with `explanation::to_json`.
#include <nlohmann/json.hpp>

#include "planner/description.hpp"

namespace lazynd::detail {

namespace {

using json = nlohmann::ordered_json;

json numbers(const dims& values) { return std::vector<index_t>(values.begin(), values.end()); }

json buffer_name(const description& of, int buffer) {
  if (buffer < 0) return nullptr;
  return of.buffers[static_cast<std::size_t>(buffer)].name;
}

json values_json(const std::vector<described_value>& values) {
  json all = json::array();
  for (const described_value& value : values) {
    all.push_back({{"name", value.name}, {"text", value.text}, {"dtype", name(value.type)}, {"shape", numbers(value.shape)}});
  }
  return all;
}

json buffers_json(const description& of) {
  json all = json::array();
  for (std::size_t i = 0; i < of.buffers.size(); ++i) {
    const plan_buffer& buffer = of.plan.buffers[i];
    all.push_back({{"name", of.buffers[i].name},
                   {"role", name(buffer.is)},
                   {"dtype", name(buffer.type)},
                   {"shape", numbers(buffer.where.shape)},
                   {"strides", numbers(buffer.where.strides)},
                   {"order", of.buffers[i].order},
                   {"bytes", of.buffers[i].bytes},
                   {"allocated", buffer.storage == nullptr},
                   {"copied_to", buffer_name(of, buffer.copy_to)},
                   {"in_pieces", buffer.in_pieces},
                   {"in_place_of", buffer_name(of, buffer.in_place_of)}});
  }
  return all;
}

json kernel_json(const described_kernel& kernel) {
  return {{"result", kernel.result},
          {"text", kernel.text},
          {"operations", kernel.operations},
          {"library", kernel.library},
          {"simd", kernel.level}};
}

json pass_json(const description& of, std::size_t index) {
  const plan_pass& pass = of.plan.passes[index];
  const described_pass& about = of.passes[index];
  json operands = json::array(), kernels = json::array(), folds = json::array();
  for (const pass_operand& operand : pass.operands) {
    operands.push_back({{"buffer", buffer_name(of, operand.buffer)},
                        {"direction", is_written(operand) ? "write" : "read"},
                        {"access", access_of(operand)},
                        {"panel_rows", operand.panel ? pass.panel_rows : 1},
                        {"bytes", of.buffers[static_cast<std::size_t>(operand.buffer)].bytes}});
  }
  for (const described_kernel& kernel : about.kernels) kernels.push_back(kernel_json(kernel));
  for (std::size_t f = 0; f < about.folds.size(); ++f) {
    json fold = kernel_json(about.folds[f]);
    fold["axes"] = numbers(about.reduced_axes);
    fold["count"] = pass.reduced_count;
    fold["lanes"] = about.folds[f].lanes;
    fold["block"] = pass.block;
    fold["blocks"] = pass.reduced_blocks;
    folds.push_back(std::move(fold));
  }
  return {{"kind", about.kind},
          {"shape", numbers(pass.shape)},
          {"reduced_axes", numbers(about.reduced_axes)},
          {"kept_loops", numbers(pass.kept_extents)},
          {"reduced_loops", numbers(pass.reduced_extents)},
          {"walk", name(pass.how)},
          {"run", pass.run_length},
          {"tile", pass.tile},
          {"units", pass.units},
          {"grain", pass.grain},
          {"parallel", pass.parallel},
          {"threads", about.threads},
          {"nanoseconds", pass.nanoseconds},
          {"operands", std::move(operands)},
          {"kernels", std::move(kernels)},
          {"folds", std::move(folds)},
          {"bytes_read", about.bytes_read},
          {"bytes_written", about.bytes_written}};
}

}  // namespace

std::string write_json(const description& of) {
  json passes = json::array(), notes = json::array();
  for (std::size_t i = 0; i < of.passes.size(); ++i) passes.push_back(pass_json(of, i));
  for (const described_note& note : of.notes) {
    notes.push_back({{"pass", note.pass < 0 ? json(nullptr) : json(note.pass + 1)},
                     {"buffer", buffer_name(of, note.buffer)},
                     {"reason", name(note.why)},
                     {"text", describe(note.why)}});
  }
  const json all = {{"expressions", values_json(of.expressions)},
                    {"values", values_json(of.values)},
                    {"settings", {{"simd", of.level}, {"threads", of.threads}, {"short_way", of.short_way}}},
                    {"buffers", buffers_json(of)},
                    {"passes", std::move(passes)},
                    {"walks", of.plan.sweeps.size()},
                    {"temporary_bytes", of.temporary_bytes},
                    {"bytes_read", of.bytes_read},
                    {"bytes_written", of.bytes_written},
                    {"notes", std::move(notes)}};
  return all.dump(2);
}

}  // namespace lazynd::detail
