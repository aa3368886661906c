// SPDX-License-Identifier: BSD-3-Clause
// The charts: temperature anomalies day by day, and days with rain.
#pragma once
#include "svg.hpp"
#include "weather.hpp"

/// Draws a row of 365 bars for each year, warm ones up and cold ones down, 700 by 630 units from the origin.
void draw_anomalies(svg& page, const lazynd::array<double>& anomalies);

/// Draws the number of days with rain in each month of each year as a table, 700 by 150 units from the origin.
void draw_rain_days(svg& page, const lazynd::array<std::int64_t>& days);
