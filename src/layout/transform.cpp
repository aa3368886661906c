// SPDX-License-Identifier: BSD-3-Clause
// Other layouts of the same elements: axes moved, added, dropped, split and merged.
#include <lazynd/layout/transform.hpp>

#include <algorithm>
#include <numeric>
#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

layout permuted(const layout& of, const dims& axes) {
  layout result;
  for (const index_t axis : axes) {
    result.shape.push_back(of.shape[static_cast<std::size_t>(axis)]);
    result.strides.push_back(of.strides[static_cast<std::size_t>(axis)]);
  }
  return result;
}

dims all_axes(const layout& of) {
  dims axes(of.shape.size(), 0);
  std::iota(axes.begin(), axes.end(), index_t{0});
  return axes;
}

}  // namespace

layout transposed(const layout& of) {
  dims axes = all_axes(of);
  std::reverse(axes.begin(), axes.end());
  return permuted(of, axes);
}

layout transposed(const layout& of, const dims& axes) {
  if (axes.size() != of.shape.size()) {
    throw value_error("transpose: " + std::to_string(axes.size()) + " axes for an array with " + std::to_string(of.ndim()) + " dimensions");
  }
  return permuted(of, normalize_axes(axes, of.ndim(), "transpose"));
}

layout swapaxes(const layout& of, index_t first, index_t second) {
  dims axes = all_axes(of);
  const int a = normalize_axis(first, of.ndim(), "swapaxes"), b = normalize_axis(second, of.ndim(), "swapaxes");
  std::swap(axes[static_cast<std::size_t>(a)], axes[static_cast<std::size_t>(b)]);
  return permuted(of, axes);
}

layout moveaxis(const layout& of, const dims& sources, const dims& destinations) {
  if (sources.size() != destinations.size()) {
    throw value_error("moveaxis: " + std::to_string(sources.size()) + " sources for " + std::to_string(destinations.size()) +
                      " destinations");
  }
  const dims from = normalize_axes(sources, of.ndim(), "moveaxis"), to = normalize_axes(destinations, of.ndim(), "moveaxis");
  dims axes(of.shape.size(), -1);
  for (std::size_t i = 0; i < from.size(); ++i) axes[static_cast<std::size_t>(to[i])] = from[i];
  index_t next = 0;
  for (index_t& axis : axes) {
    if (axis >= 0) continue;
    while (std::find(from.begin(), from.end(), next) != from.end()) ++next;
    axis = next++;
  }
  return permuted(of, axes);
}

layout squeeze(const layout& of) {
  dims axes;
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] == 1) axes.push_back(static_cast<index_t>(axis));
  }
  return squeeze(of, axes);
}

layout squeeze(const layout& of, const dims& axes) {
  const dims gone = normalize_axes(axes, of.ndim(), "squeeze");
  layout result;
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    const bool goes = std::find(gone.begin(), gone.end(), static_cast<index_t>(axis)) != gone.end();
    if (goes && of.shape[axis] != 1) {
      throw shape_error("squeeze: axis " + std::to_string(axis) + " of shape " + to_string(of.shape) + " has not extent 1");
    }
    if (goes) continue;
    result.shape.push_back(of.shape[axis]);
    result.strides.push_back(of.strides[axis]);
  }
  return result;
}

layout expand_dims(const layout& of, const dims& axes) {
  const std::size_t ndim = of.shape.size() + axes.size();
  if (ndim > static_cast<std::size_t>(max_ndim)) throw value_error("expand_dims: " + std::to_string(ndim) + " dimensions; the most is 64");
  const dims added = normalize_axes(axes, static_cast<int>(ndim), "expand_dims");
  layout result;
  std::size_t next = 0;
  for (std::size_t axis = 0; axis < ndim; ++axis) {
    const bool is_new = std::find(added.begin(), added.end(), static_cast<index_t>(axis)) != added.end();
    result.shape.push_back(is_new ? 1 : of.shape[next]);
    result.strides.push_back(is_new ? 0 : of.strides[next]);
    if (!is_new) ++next;
  }
  return result;
}

dims resolve_reshape(index_t count, const dims& new_shape, const dims& old_shape) {
  dims result = new_shape;
  auto refuse = [&] {
    throw shape_error("reshape: cannot turn " + std::to_string(count) + " elements of shape " + to_string(old_shape) + " into shape " +
                      to_string(new_shape));
  };
  if (new_shape.size() > static_cast<std::size_t>(max_ndim)) {
    throw value_error("reshape: " + std::to_string(new_shape.size()) + " dimensions; the most is 64");
  }
  index_t known = 1, unknown = -1;
  for (std::size_t axis = 0; axis < new_shape.size(); ++axis) {
    if (new_shape[axis] == -1) {
      if (unknown >= 0) throw value_error("reshape: only one extent can be -1, not two in " + to_string(new_shape));
      unknown = static_cast<index_t>(axis);
    } else if (new_shape[axis] < 0) {
      throw value_error("reshape: negative extent in shape " + to_string(new_shape));
    } else if (__builtin_mul_overflow(known, new_shape[axis], &known)) {
      refuse();
    }
  }
  if (unknown >= 0) {
    if (known == 0 || count % known != 0) refuse();
    result[static_cast<std::size_t>(unknown)] = count / known;
  } else if (known != count) {
    refuse();
  }
  return result;
}

std::optional<layout> reshape_view(const layout& of, const dims& new_shape, std::size_t itemsize) {
  if (element_count(of.shape) == 0) {
    check_shape(new_shape, itemsize, "reshape");
    return layout{new_shape, contiguous_strides(new_shape, itemsize)};
  }
  layout result{new_shape, dims(new_shape.size(), 0)};
  index_t stride = static_cast<index_t>(itemsize);
  layout old;
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] == 1) continue;
    old.shape.push_back(of.shape[axis]);
    old.strides.push_back(of.strides[axis]);
  }
  // Groups of old axes and of new axes with equal counts; within a group the old axes must be walkable as one.
  std::size_t old_end = old.shape.size(), new_end = new_shape.size();
  while (old_end > 0) {
    std::size_t old_begin = old_end - 1, new_begin = new_end;
    index_t old_count = old.shape[old_begin], new_count = 1;
    while (new_begin > 0 && new_count < old_count) new_count *= new_shape[--new_begin];
    while (old_count != new_count) {
      if (old_count < new_count) {
        --old_begin;
        if (old.strides[old_begin] != old.shape[old_begin + 1] * old.strides[old_begin + 1]) return std::nullopt;
        old_count *= old.shape[old_begin];
      } else {
        new_count *= new_shape[--new_begin];
      }
    }
    stride = old.strides[old_end - 1];
    for (std::size_t axis = new_end; axis-- > new_begin;) {
      result.strides[axis] = stride;
      stride *= new_shape[axis];
    }
    old_end = old_begin;
    new_end = new_begin;
  }
  // What is left are axes of extent 1.
  std::fill_n(result.strides.begin(), new_end, stride);
  return result;
}

}  // namespace lazynd
