// SPDX-License-Identifier: BSD-3-Clause
// Fifth pass: neighbouring axes that every operand walks as one become one. Kept and reduced axes stay apart.
#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

namespace {

template <dims pass_operand::*Strides>
void coalesce(plan_pass& pass, dims& extents, dims* axes) {
  std::size_t last = 0;  // axes [0, last) are done
  for (std::size_t axis = 0; axis < extents.size(); ++axis) {
    if (extents[axis] == 1) continue;
    bool merges = last > 0;
    for (const pass_operand& operand : pass.operands) {
      const dims& strides = operand.*Strides;
      merges = merges && strides[last - 1] == extents[axis] * strides[axis];
    }
    const std::size_t into = merges ? last - 1 : last++;
    extents[into] = merges ? extents[into] * extents[axis] : extents[axis];
    if (axes && !merges) (*axes)[into] = (*axes)[axis];
    for (pass_operand& operand : pass.operands) (operand.*Strides)[into] = (operand.*Strides)[axis];
  }
  extents.resize(last);
  if (axes) axes->resize(last);
  for (pass_operand& operand : pass.operands) (operand.*Strides).resize(last);
}

}  // namespace

void coalesce_axes(plan_pass& pass) {
  coalesce<&pass_operand::kept_strides>(pass, pass.kept_extents, &pass.kept_axes);
  coalesce<&pass_operand::reduced_strides>(pass, pass.reduced_extents, nullptr);
}

}  // namespace lazynd::planner
