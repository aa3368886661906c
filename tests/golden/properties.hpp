// SPDX-License-Identifier: BSD-3-Clause
// Checks of results that are right in more than one way: factors up to signs, roots in any order, partitions.
#pragma once
#include "compare.hpp"

namespace golden {

/// Nothing when `got` has the property, else what is wrong. `property` is what a case names: "partition:k", "argpartition:k", "eig",
/// "eigh", "eigvals", "svd", "qr:mode", "lstsq"; `missing` for another. Dtypes and shapes must always be those expected.
std::optional<std::string> property_difference(const std::string& property, const call& of, const result& expected, const result& got,
                                               const tolerance& allowed);

}  // namespace golden
