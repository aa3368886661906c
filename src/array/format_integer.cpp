// SPDX-License-Identifier: BSD-3-Clause
// Text of bools and integers in an array.
#include <algorithm>

#include <lazynd/dtype/element.hpp>

#include "array/format_element.hpp"
#include "array/format_text.hpp"

namespace lazynd::detail {

element_text bool_text(bool is_0d) {
  return [is_0d](const std::byte* at) -> std::string { return *at == std::byte{0} ? "False" : is_0d ? "True" : " True"; };
}

element_text integer_text(dtype type, shown_elements shown) {
  return visit_dtype(type, [&]<class T>(std::type_identity<T>) -> element_text {
    if constexpr (std::is_integral_v<T>) {
      std::size_t width = 0;
      for (const std::byte* at : shown) width = std::max(width, std::to_string(load<T>(at)).size());
      return [width](const std::byte* at) {
        const std::string digits = std::to_string(load<T>(at));
        return blanks(static_cast<index_t>(width) - static_cast<index_t>(digits.size())) + digits;
      };
    } else {
      return {};
    }
  });
}

}  // namespace lazynd::detail
