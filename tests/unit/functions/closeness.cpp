// SPDX-License-Identifier: BSD-3-Clause
// isclose of arrays and numbers beside what NumPy 2 gives: tests/data/closeness.
#include <cstdlib>
#include <fstream>

#include "../conditions.hpp"

using namespace lazynd_test;

namespace {

/// A number as Python writes it.
nd::any_operand number_of(const std::string& text) {
  if (text.find_first_of(".einf") == std::string::npos) return nd::any_operand(std::stoll(text));
  return nd::any_operand(std::stod(text));
}

std::vector<bool> truths_of(const std::string& digits) {
  std::vector<bool> all;
  for (const char digit : digits) all.push_back(digit == '1');
  return all;
}

template <class X, class Y>
void check(const X& x, const Y& y, bool equal_nan, const std::string& expected) {
  const auto close = nd::isclose(x, y, {.equal_nan = equal_nan});
  const nd::array<bool> found = nd::cast<bool>(nd::any_array(close));
  BOOST_TEST(same_elements(elements(found), truths_of(expected)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(functions_closeness)

BOOST_AUTO_TEST_CASE(numbers_beyond_the_dtype_are_as_close_as_in_numpy) {
  std::ifstream file(std::string(std::getenv("LAZYND_TEST_DATA")) + "/closeness/closeness.tsv");
  int lines = 0;
  for (std::string type, hex, equal_nan, number, second, first; file >> type >> hex >> equal_nan >> number >> second >> first; ++lines) {
    const nd::dtype dtype = nd::parse_dtype(type);
    const nd::block_handle made = nd::allocate_block(dtype, {static_cast<nd::index_t>(hex.size() / 2 / nd::itemsize(dtype))});
    for (std::size_t i = 0; 2 * i < hex.size(); ++i) made->data[i] = static_cast<std::byte>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
    const nd::any_array x(made);
    const bool nan_too = equal_nan == "1";
    const auto compare = [&](auto y) {
      BOOST_TEST_CONTEXT(type << " beside " << number) {
        check(x, y, nan_too, second);
        check(y, x, nan_too, first);
        const auto typed = [&]<class T>(std::type_identity<T>) {
          if (dtype != nd::dtype_of<T>) return;
          check(nd::as<T>(x), y, nan_too, second);
          check(y, nd::as<T>(x), nan_too, first);
        };
        typed(std::type_identity<nd::float16>());
        typed(std::type_identity<float>());
        typed(std::type_identity<std::int8_t>());
        typed(std::type_identity<std::complex<float>>());
      }
    };
    if (number_of(number).dtype() == nd::dtype::int64) {
      compare(std::stoll(number));
    } else {
      compare(std::stod(number));
    }
  }
  BOOST_TEST(lines == 240);
}

BOOST_AUTO_TEST_CASE(comparing_infinities_reports_no_condition) {
  const nd::array<double> a = {infinity, -infinity, 1, quiet_nan}, b = {infinity, infinity, infinity, quiet_nan};
  BOOST_TEST(warns([&] { (void)nd::eval(nd::isclose(a, b)); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::isclose(a, infinity, {.equal_nan = true})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::isclose(infinity, a)); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::isclose(nd::any_array(a), nd::any_array(b))); }, {}));
  BOOST_TEST(warns([&] { (void)nd::allclose(a, b); }, {}));
  // Overflow is not silenced, there as here.
  const nd::array<double> large = {1e308}, small = {-1e308};
  BOOST_TEST(warns([&] { (void)nd::eval(nd::isclose(large, small)); }, {"overflow in subtract"}));
}

BOOST_AUTO_TEST_CASE(means_of_nothing_report_no_condition) {
  const nd::array<double> a = {{quiet_nan, quiet_nan}, {1, quiet_nan}};
  const nd::any_array b(a);
  BOOST_TEST(warns([&] { BOOST_TEST(is(nd::nanmean(a, {.axis = 1}), {2}, {quiet_nan, 1.0})); }, {}));
  BOOST_TEST(warns([&] { BOOST_TEST(is(nd::nanvar(a, {.axis = 1}), {2}, {quiet_nan, 0.0})); }, {}));
  BOOST_TEST(warns([&] { BOOST_TEST(is(nd::nanstd(a, {.axis = 1, .ddof = 1}), {2}, {quiet_nan, quiet_nan})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::nanmean(b, {.axis = 1})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::nanvar(b, {.axis = 1})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::nanmedian(a, {.axis = 1}); }, {}));
  BOOST_TEST(warns([&] { (void)nd::nanquantile(a, 0.25, {.axis = 1}); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::nanmax(a, {.axis = 1})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::nansum(a, {.axis = 1})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::mean(nd::zeros<double>({0}))); }, {"invalid value in mean"}));
}

BOOST_AUTO_TEST_SUITE_END()
