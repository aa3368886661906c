// SPDX-License-Identifier: BSD-3-Clause
// Four years of daily weather as arrays, and what follows from them.
#pragma once
#include <lazynd/lazynd.hpp>
#include <string>

namespace weather {

namespace nd = lazynd;

inline constexpr int years = 4;
inline constexpr int first_year = 2012;

/// One element for each day from 2012-01-01 to 2015-12-31.
struct records {
  nd::array<double> rain;         ///< mm
  nd::array<double> high;         ///< highest temperature, degrees Celsius
  nd::array<double> low;          ///< lowest temperature
  nd::array<std::int64_t> year;   ///< 2012 to 2015
  nd::array<std::int64_t> month;  ///< 0 to 11
};

/// Maps the files of the folder.
records load(const std::string& folder);

/// `2012-02-29`, for the day at that position of the records.
std::string date_of(nd::index_t day);

/// Days as a table (year, day of the year) of 4 by 365. A leap year does not fit into 365 columns: 29 February 2012 is left out, so that a
/// column is the same calendar day in each year.
nd::array<double> by_calendar_day(const nd::array<double>& days);

/// The position in the records of an element of such a table.
nd::index_t day_at(nd::index_t year, nd::index_t column);

/// How much each day of a table differs from the mean of that calendar day over the years. An expression.
inline auto anomalies(const nd::array<double>& table) { return table - nd::mean(table, {.axis = 0, .keepdims = true}); }

/// Days with rain (or snow) in each month, (year, month): 4 by 12. No day is left out.
nd::array<std::int64_t> rain_days(const records& of);

}  // namespace weather
