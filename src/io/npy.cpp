// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/io/npy.hpp>

#include <string>

namespace lazynd::detail {

void throw_file_dtype(const std::string& file, dtype has, dtype wanted) {
  throw dtype_error("load: " + file + " holds " + std::string(name(has)) + ", not " + std::string(name(wanted)) +
                    "; load it as what it is and cast");
}

}  // namespace lazynd::detail
