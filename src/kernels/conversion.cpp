// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/conversion.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

namespace {

template <class To>
void add_casts_to(registrar& to) {
  [&]<int... D>(std::integer_sequence<int, D...>) { (add_loop_of<op::cast<To>, element_t<static_cast<dtype>(D)>>(to), ...); }
  (std::make_integer_sequence<int, dtype_count>{});
}

}  // namespace

void register_conversion(registrar& to) {
  add_loops<op::identity>(to);
  [&]<int... D>(std::integer_sequence<int, D...>) { (add_casts_to<element_t<static_cast<dtype>(D)>>(to), ...); }
  (std::make_integer_sequence<int, dtype_count>{});
}

}  // namespace lazynd::detail
