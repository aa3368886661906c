// SPDX-License-Identifier: BSD-3-Clause
// Printing gives NumPy's text, for the cases generate_format_cases.py wrote and for what files cannot hold.
#include <boost/test/unit_test.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>
#include <vector>

#include <lazynd/array/format.hpp>
#include <lazynd/array/format_float.hpp>
#include <lazynd/support/error.hpp>

using namespace lazynd;

namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

std::string unescape(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\';
    const char c = text[escaped ? ++i : i];
    plain += escaped && c == 'n' ? '\n' : escaped && c == 't' ? '\t' : c;
  }
  return plain;
}

template <class T>
T number(std::string_view text, int base = 10) {
  T value{};
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value, base).ptr;
  BOOST_REQUIRE_MESSAGE(end == text.data() + text.size(), "not a number: " << text);
  return value;
}

dims axes(const std::string& text) {
  dims values;
  for (const std::string& part : split(text, ',')) values.push_back(number<index_t>(part));
  return values;
}

std::vector<std::byte> bytes(const std::string& hexadecimal) {
  std::vector<std::byte> values;
  for (std::size_t i = 0; i < hexadecimal.size(); i += 2) values.push_back(std::byte{number<std::uint8_t>(hexadecimal.substr(i, 2), 16)});
  return values;
}

dtype dtype_named(const std::string& wanted) {
  for (int i = 0; i < dtype_count; ++i) {
    if (name(static_cast<dtype>(i)) == wanted) return static_cast<dtype>(i);
  }
  throw std::runtime_error("no dtype " + wanted);
}

/// Calls `use(name, value)` for each setting of "name=value;name=value".
void for_each_setting(const std::string& text, const std::function<void(const std::string&, const std::string&)>& use) {
  for (const std::string& setting : split(text, ';')) use(setting.substr(0, setting.find('=')), setting.substr(setting.find('=') + 1));
}

print_options options_from(const std::string& text) {
  print_options options;
  for_each_setting(text, [&](const std::string& key, const std::string& value) {
    if (key == "precision") options.precision = number<int>(value);
    if (key == "threshold") options.threshold = number<index_t>(value);
    if (key == "edgeitems") options.edgeitems = number<int>(value);
    if (key == "linewidth") options.linewidth = number<int>(value);
    if (key == "suppress") options.suppress = value == "1";
    if (key == "nanstr") options.nanstr = value;
    if (key == "infstr") options.infstr = value;
    if (key == "sign") options.sign = value.at(0);
    if (key != "floatmode") return;
    options.floatmode = value == "fixed"     ? float_mode::fixed
                        : value == "unique"  ? float_mode::unique
                        : value == "maxprec" ? float_mode::maxprec
                                             : float_mode::maxprec_equal;
  });
  return options;
}

/// The fields of each line of a data file; there are at least `fewest` lines.
std::vector<std::vector<std::string>> lines_of(const std::string& file, std::size_t fewest) {
  const char* const data = std::getenv("LAZYND_TEST_DATA");
  const std::filesystem::path folder = data ? data : std::filesystem::path(__FILE__).parent_path() / "../../data";
  std::ifstream stream(folder / "format" / (file + ".tsv"));
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(split(line, '\t'));
    for (std::string& field : lines.back()) field = unescape(field);
  }
  BOOST_REQUIRE_GE(lines.size(), fewest);
  return lines;
}

void check_arrays(const std::string& file, std::size_t fewest) {
  for (const auto& line : lines_of(file, fewest)) {
    BOOST_REQUIRE_EQUAL(line.size(), 12U);
    const dtype type = dtype_named(line[0]);
    const layout of{axes(line[1]), axes(line[2])};
    const std::vector<std::byte> buffer = bytes(line[4]);
    const std::byte* data = buffer.data() + number<std::ptrdiff_t>(line[3]);
    const print_options options = options_from(line[5]);
    BOOST_TEST_CONTEXT(line[0] << " of shape " << line[1] << ", options " << line[5]) {
      BOOST_TEST(format_array(type, data, of, options) == line[9]);
      BOOST_TEST(repr_array(type, data, of, options) == line[10]);
      BOOST_TEST(array2string(type, data, of, {.separator = line[6], .prefix = line[7], .suffix = line[8]}, options) == line[11]);
    }
  }
}

template <class Format>
Format format_from(const std::string& text) {
  Format how;
  for_each_setting(text, [&](const std::string& key, const std::string& value) {
    if (key == "precision") how.precision = number<int>(value);
    if (key == "min_digits") how.min_digits = number<int>(value);
    if (key == "pad_left") how.pad_left = number<int>(value);
    if (key == "unique") how.unique = value == "1";
    if (key == "sign") how.sign = value == "1";
    if (key == "trim") how.trim = value.at(0);
    if constexpr (requires { how.exp_digits; }) {
      if (key == "exp_digits") how.exp_digits = number<int>(value);
    } else if (key == "pad_right") {
      how.pad_right = number<int>(value);
    }
  });
  return how;
}

std::string number_text(const std::vector<std::string>& line, auto x) {
  return line[0] == "positional" ? format_float_positional(x, format_from<positional_format>(line[2]))
                                 : format_float_scientific(x, format_from<scientific_format>(line[2]));
}

template <class T>
std::string text_of(const std::vector<T>& values, const print_options& options = {}) {
  const layout of{{static_cast<index_t>(values.size())}, {sizeof(T)}};
  return format_array(dtype::float64, reinterpret_cast<const std::byte*>(values.data()), of, options);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format)

BOOST_AUTO_TEST_CASE(every_dtype_prints_as_in_numpy) { check_arrays("dtypes", 143); }
BOOST_AUTO_TEST_CASE(zero_dimensional_arrays_print_as_in_numpy) { check_arrays("scalars", 138); }
BOOST_AUTO_TEST_CASE(floats_choose_numpys_notation_and_digits) { check_arrays("floats", 188); }
BOOST_AUTO_TEST_CASE(options_act_as_in_numpy) { check_arrays("options", 141); }
BOOST_AUTO_TEST_CASE(views_print_in_their_own_order) { check_arrays("views", 60); }
BOOST_AUTO_TEST_CASE(large_arrays_are_summarised_as_in_numpy) { check_arrays("summaries", 62); }
BOOST_AUTO_TEST_CASE(random_arrays_print_as_in_numpy) { check_arrays("random", 150); }

BOOST_AUTO_TEST_CASE(single_floats_print_as_in_numpy) {
  for (const auto& line : lines_of("numbers", 480)) {
    BOOST_REQUIRE_EQUAL(line.size(), 4U);
    const bool is_double = line[1].size() == 16;
    const auto bits = number<std::uint64_t>(line[1], 16);
    const std::string text = is_double ? number_text(line, std::bit_cast<double>(bits))
                                       : number_text(line, std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    BOOST_TEST(text == line[3], line[0] << " of " << line[1] << ", options " << line[2] << ": " << text << " in place of " << line[3]);
  }
}

BOOST_AUTO_TEST_CASE(only_the_edges_of_an_array_too_large_to_exist_are_read) {
  const std::array<std::int64_t, 2> values{1, 42};
  const layout of{{index_t{1} << 62, index_t{1} << 62}, {0, 0}};
  const std::string row = "[42 42 42 ... 42 42 42]";
  const std::string three = row + "\n " + row + "\n " + row;
  BOOST_TEST(format_array(dtype::int64, reinterpret_cast<const std::byte*>(&values[1]), of) == "[" + three + "\n ...\n " + three + "]");
}

BOOST_AUTO_TEST_CASE(elements_need_no_alignment) {
  std::array<std::byte, 17> buffer{};
  const std::array<double, 2> values{1.5, -2};
  std::memcpy(buffer.data() + 1, values.data(), sizeof values);
  BOOST_TEST(format_array(dtype::float64, buffer.data() + 1, {{2}, {8}}) == "[ 1.5 -2. ]");
}

BOOST_AUTO_TEST_CASE(a_scope_changes_the_options_of_its_thread_only) {
  const print_options before = get_print_options();
  {
    print_options outer = before;
    outer.precision = 3;
    const print_options_scope scope(outer);
    {
      print_options inner = before;
      inner.precision = 1;
      const print_options_scope nested(inner);
      inner.precision = 2;
      set_print_options(inner);
      BOOST_TEST(get_print_options().precision == 2);
    }
    BOOST_TEST(get_print_options().precision == 3);
    int elsewhere = 0;
    std::thread([&] { elsewhere = get_print_options().precision; }).join();
    BOOST_TEST(elsewhere == before.precision);
  }
  BOOST_TEST(get_print_options().precision == before.precision);
}

BOOST_AUTO_TEST_CASE(defaults_hold_for_every_thread) {
  const print_options before = get_print_options();
  print_options changed = before;
  changed.precision = 2;
  set_print_options(changed);
  std::string text;
  const std::vector<double> values{2.0 / 3};
  std::thread([&] { text = text_of(values, get_print_options()); }).join();
  set_print_options(before);
  BOOST_TEST(text == "[0.67]");
  BOOST_TEST(text_of(values, get_print_options()) == "[0.66666667]");
}

BOOST_AUTO_TEST_CASE(options_that_make_no_sense_are_refused_by_name) {
  const auto says = [](const std::string& text) { return [text](const value_error& e) { return e.what() == text; }; };
  print_options options;
  options.precision = -1;
  BOOST_CHECK_EXCEPTION(set_print_options(options), value_error, says("set_print_options: precision -1 is negative"));
  BOOST_CHECK_EXCEPTION(text_of<double>({1}, options), value_error, says("array2string: precision -1 is negative"));
  options = {.edgeitems = -2};
  BOOST_CHECK_EXCEPTION(print_options_scope{options}, value_error, says("print_options_scope: edgeitems -2 is negative"));
  options = {.sign = '*'};
  BOOST_CHECK_EXCEPTION(set_print_options(options), value_error, says("set_print_options: sign '*' is none of '-', '+', ' '"));
  BOOST_CHECK_THROW(format_float_positional(1.0, {.unique = false}), value_error);
  BOOST_CHECK_THROW(format_float_positional(1.0, {.precision = 2, .min_digits = 3}), value_error);
  BOOST_CHECK_THROW(format_float_scientific(1.0, {.trim = 'x'}), value_error);
}

BOOST_AUTO_TEST_SUITE_END()
