// SPDX-License-Identifier: BSD-3-Clause
// Text of arrays of records.
#pragma once
#include <lazynd/dtype/structured_dtype.hpp>
#include <lazynd/storage/block.hpp>

namespace lazynd::detail {

/// As `str` gives it. The last axis are the bytes of a record.
std::string format_records(const structured_dtype& type, const block& bytes);

/// As `repr` gives it.
std::string repr_records(const structured_dtype& type, const block& bytes);

}  // namespace lazynd::detail
