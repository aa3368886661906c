// SPDX-License-Identifier: BSD-3-Clause
// Records as the plain elements they are made of.
#pragma once
#include <vector>

#include <lazynd/dtype/structured_dtype.hpp>

namespace lazynd::detail {

/// Elements of one dtype in each record, at fixed places: a field, or what a field of nested records is made of.
struct record_leaf {
  dtype type;
  index_t offset;
  small_vector<index_t, 8> shape;    ///< the axes of all sub-arrays around it, outermost first
  small_vector<index_t, 8> strides;  ///< bytes
};

/// All leaves, in the order of the fields; nested records in their place.
std::vector<record_leaf> leaves_of(const structured_dtype& type);

/// Bytes of a field whose shape nobody has looked at yet. `value_error` for a shape no field can have.
index_t checked_size(const record_field& field);

}  // namespace lazynd::detail
