// SPDX-License-Identifier: BSD-3-Clause
// A picture as text that an SVG file can hold.
#pragma once
#include <lazynd/lazynd.hpp>
#include <string>

/// Red, green and blue of each point, shape (rows, columns, 3), as the URI of a PNG image (lossless, not compressed).
std::string png_uri(const lazynd::array<std::uint8_t>& pixels);
