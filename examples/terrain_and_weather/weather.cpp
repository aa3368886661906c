// SPDX-License-Identifier: BSD-3-Clause
// Four years of daily weather as arrays, and what follows from them.
#include "weather.hpp"

#include <chrono>

namespace weather {

namespace {

/// Position of 29 February among the days of 2012.
constexpr nd::index_t leap_day = 31 + 28;
constexpr nd::index_t days_of_leap_year = 366;

std::chrono::year_month_day calendar(nd::index_t day) {
  const std::chrono::sys_days start = std::chrono::year{first_year} / std::chrono::January / 1;
  return start + std::chrono::days{day};
}

}  // namespace

records load(const std::string& folder) {
  records all;
  all.rain = nd::load<double>(folder + "/seattle_precipitation.npy", {.mmap = true});
  all.high = nd::load<double>(folder + "/seattle_temp_max.npy", {.mmap = true});
  all.low = nd::load<double>(folder + "/seattle_temp_min.npy", {.mmap = true});
  all.year = nd::load<std::int64_t>(folder + "/seattle_year.npy", {.mmap = true});
  all.month = nd::empty_like(all.year);
  for (nd::index_t day = 0; day < all.month.size(); ++day) all.month(day) = static_cast<unsigned>(calendar(day).month()) - 1;
  return all;
}

std::string date_of(nd::index_t day) {
  const auto date = calendar(day);
  const auto two_digits = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

nd::array<double> by_calendar_day(const nd::array<double>& days) {
  nd::array<double> table = nd::empty({years, 365});
  table(0, nd::slice(leap_day)) = days(nd::slice(leap_day));
  table(0, nd::slice(leap_day, nd::none)) = days(nd::slice(leap_day + 1, days_of_leap_year));
  table(nd::slice(1, nd::none), nd::all) = nd::reshape(days(nd::slice(days_of_leap_year, nd::none)), {years - 1, 365});
  return table;
}

nd::index_t day_at(nd::index_t year, nd::index_t column) {
  if (year == 0) return column < leap_day ? column : column + 1;
  return days_of_leap_year + (year - 1) * 365 + column;
}

nd::array<std::int64_t> rain_days(const records& of) {
  const nd::array<std::int64_t> year = nd::arange<std::int64_t>(first_year, first_year + years)(nd::all, nd::newaxis, nd::newaxis);
  const nd::array<std::int64_t> month = nd::arange<std::int64_t>(12)(nd::all, nd::newaxis);
  // (4, 1, 1) with (12, 1) with (1461,) makes (4, 12, 1461): never in memory, only its sums over the days are.
  return nd::sum(of.year == year && of.month == month && of.rain > 0, {.axis = -1});
}

}  // namespace weather
