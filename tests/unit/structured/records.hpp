// SPDX-License-Identifier: BSD-3-Clause
// What NumPy wrote about records, and records whose numbers tell their place.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../expect.hpp"

namespace lazynd_test {

/// A file of tests/data/structured.
inline std::filesystem::path structured_data(const std::string& name) {
  const char* const data = std::getenv("LAZYND_TEST_DATA");
  const std::filesystem::path folder = data ? data : std::filesystem::path(__FILE__).parent_path() / "../../data";
  return folder / "structured" / name;
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The lines of a table, cut at tabs; "\\n", "\\t" and "\\\\" stand for what would break a line.
inline std::vector<std::vector<std::string>> read_table(const std::string& name) {
  std::ifstream in(structured_data(name));
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\t') {
        fields.emplace_back();
      } else if (line[i] == '\\') {
        const char c = line[++i];
        fields.back() += c == 'n' ? '\n' : c == 't' ? '\t' : c;
      } else {
        fields.back() += line[i];
      }
    }
    lines.push_back(std::move(fields));
  }
  return lines;
}

/// "2,3" as extents.
inline nd::dims extents_of(const std::string& text) {
  nd::dims extents;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    extents.push_back(std::stol(text.substr(at, end - at)));
    at = end + 1;
  }
  return extents;
}

/// The same numbers as `fill` of tests/data/structured/make.py.
inline void fill_records(const nd::structured_view& records, int& leaf) {
  for (const nd::record_field& field : records.dtype().fields()) {
    if (field.record) {
      fill_records(records[field.name], leaf);
      continue;
    }
    ++leaf;
    nd::any_view elements = records[field.name];
    nd::array<std::int64_t> numbers = nd::arange<std::int64_t>(elements.size()) % 50 + leaf;
    const nd::any_array shaped = numbers.reshape(elements.shape());
    if (elements.dtype() == nd::dtype::bool_) {
      elements = shaped % 3 == 0;
    } else if (nd::kind(elements.dtype()) == nd::dtype_kind::complex) {
      elements = shaped + std::complex<double>(0, 0.5);
    } else {
      nd::detail::assign_any(elements.storage(), shaped, nd::casting::unsafe);
    }
  }
}
inline nd::structured_array filled(const nd::structured_dtype& type, const nd::shape_t& shape) {
  nd::structured_array records = nd::zeros(type, shape);
  int leaf = 0;
  fill_records(records, leaf);
  return records;
}

inline nd::structured_dtype simple() {
  return nd::structured_dtype({{"x", nd::dtype::float64}, {"y", nd::dtype::int32}, {"ok", nd::dtype::bool_}});
}
inline nd::structured_dtype nested() {
  const nd::structured_dtype deep({{"ok", nd::dtype::bool_}, {"h", nd::dtype::float16}});
  const nd::structured_dtype inner({{"a", nd::dtype::uint8}, {"z", nd::dtype::complex128, {2}}, {"deep", deep}});
  return nd::structured_dtype({{"x", nd::dtype::float32}, {"pos", nd::dtype::int16, {3}}, {"in", inner, {2}}});
}

/// Elements of a field in C order, as doubles.
inline std::vector<double> doubles(const nd::any_operand& x) { return elements(nd::cast<double>(nd::any_array(nd::cast(x, x.dtype())))); }

}  // namespace lazynd_test
