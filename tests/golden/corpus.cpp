// SPDX-License-Identifier: BSD-3-Clause
// Reading of cases.
#include "corpus.hpp"

#include <cmath>
#include <sstream>

#include <lazynd/array/array_base.hpp>
#include <lazynd/io/npy_format.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/transform.hpp>

namespace golden {

namespace {

std::ifstream opened(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return in;
}

lazynd::dims read_dims(const json& from) {
  lazynd::dims read;
  for (const json& extent : from) read.push_back(extent.get<lazynd::index_t>());
  return read;
}

lazynd::slice_bound read_bound(const json& from) {
  return from.is_null() ? lazynd::slice_bound() : lazynd::slice_bound(from.get<lazynd::index_t>());
}

lazynd::slice read_slice(const json& from) { return {read_bound(from.at(0)), read_bound(from.at(1)), read_bound(from.at(2))}; }

std::vector<lazynd::index_item> read_items(const json& from) {
  std::vector<lazynd::index_item> items;
  for (const json& item : from) {
    items.push_back(item.is_array() ? lazynd::index_item(read_slice(item)) : lazynd::index_item(item.get<lazynd::index_t>()));
  }
  return items;
}

/// A text of bytes, one of NumPy's dtypes that the library does not have, as an array of uint8.
lazynd::block_handle read_bytes(std::istream& in, std::size_t count) {
  std::string header;
  std::getline(in, header);
  const lazynd::block_handle made = lazynd::allocate_block(lazynd::dtype::uint8, {static_cast<lazynd::index_t>(count)});
  in.read(reinterpret_cast<char*>(made->data), static_cast<std::streamsize>(count));
  if (!in) throw std::runtime_error("the bytes of an array are not there");
  return made;
}

lazynd::block_handle in_fortran_order(const lazynd::block_handle& from) {
  const lazynd::layout reversed = transposed(from->where);
  const lazynd::block_handle copy = lazynd::allocate_block(from->type, from->where.shape, lazynd::order::f);
  const auto size = static_cast<lazynd::index_t>(itemsize(from->type));
  // A C-ordered walk over the reversed axes is the order in which the copy lies in memory.
  std::byte* to = copy->data;
  lazynd::dims at(reversed.shape);
  std::fill(at.begin(), at.end(), 0);
  for (lazynd::index_t i = 0; i < element_count(reversed.shape); ++i, to += size) {
    std::copy_n(from->data + element_offset(reversed, std::span<const lazynd::index_t>(at.begin(), at.size())), size, to);
    for (std::size_t axis = at.size(); axis-- > 0;) {
      if (++at[axis] < reversed.shape[axis]) break;
      at[axis] = 0;
    }
  }
  return copy;
}

lazynd::block_handle looked_at(const lazynd::block_handle& base, const json& operation) {
  const auto kind = operation.at(0).get<std::string>();
  const lazynd::layout& where = base->where;
  if (kind == "transpose") {
    const bool all_reversed = operation.size() < 2 || operation[1].is_null();
    return view_block(base, base->data, all_reversed ? transposed(where) : transposed(where, read_dims(operation[1])));
  }
  if (kind == "slice") return lazynd::detail::index_block(base, read_items(operation.at(1)));
  if (kind == "broadcast_to") return view_block(base, base->data, broadcast_to(where, read_dims(operation.at(1)), "corpus"));
  if (kind == "reshape") return lazynd::detail::reshape_block(base, read_dims(operation.at(1)));
  if (kind == "fortran") return in_fortran_order(base);
  throw std::runtime_error("unknown view '" + kind + "'");
}

double read_special_float(const std::string& text) {
  if (text == "nan") return std::nan("");
  const double infinity = std::numeric_limits<double>::infinity();
  if (text == "inf") return infinity;
  if (text == "-inf") return -infinity;
  throw std::runtime_error("unknown float '" + text + "'");
}

weak_argument read_weak(const json& from) {
  if (from.is_number_unsigned() && from.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return {from.get<std::uint64_t>()};
  }
  if (from.is_number_integer()) return {from.get<std::int64_t>()};
  return {from.get<double>()};
}

}  // namespace

lazynd::dtype dtype_named(std::string_view wanted) {
  for (int i = 0; i < lazynd::dtype_count; ++i) {
    const auto type = static_cast<lazynd::dtype>(i);
    if (name(type) == wanted) return type;
  }
  throw missing("dtype " + std::string(wanted));
}

corpus::corpus(const std::filesystem::path& folder) : elements_(opened(folder / "arrays.npybin")) {
  std::ifstream places = opened(folder / "arrays.tsv");
  std::string line;
  std::getline(places, line);
  while (std::getline(places, line)) {
    std::istringstream fields(line);
    std::string index, offset, length;
    array_place place;
    std::getline(fields, index, '\t');
    std::getline(fields, offset, '\t');
    std::getline(fields, length, '\t');
    std::getline(fields, place.type, '\t');
    std::getline(fields, place.shape, '\t');
    if (std::stoull(index) != places_.size()) throw std::runtime_error("arrays.tsv: array " + index + " is not in its place");
    place.offset = std::stoll(offset);
    places_.push_back(std::move(place));
  }
  std::ifstream index = opened(folder / "index.jsonl");
  while (std::getline(index, line)) {
    if (line.empty()) continue;
    json read = json::parse(line);
    test_case made{read.at("id").get<std::int64_t>(), read.at("group").get<std::string>(), read.at("fn").get<std::string>(), {}};
    made.line = std::move(read);
    cases_.push_back(std::move(made));
  }
}

lazynd::block_handle corpus::read_array(std::size_t index) {
  const array_place& place = places_.at(index);
  elements_.clear();
  elements_.seekg(place.offset);
  constexpr std::string_view bytes = "bytes";
  if (place.type.starts_with(bytes)) return read_bytes(elements_, std::stoull(place.type.substr(bytes.size())) / 8);
  const lazynd::dtype type = dtype_named(place.type);
  lazynd::block_handle read = lazynd::load_npy(elements_);
  std::string shape;
  for (const lazynd::index_t extent : read->where.shape) {
    if (!shape.empty()) shape += ',';
    shape += std::to_string(extent);
  }
  // A reader that errs alike in arguments and results would let wrong cases pass.
  if (read->type != type || shape != place.shape) {
    throw std::runtime_error("array " + std::to_string(index) + " was read as " + describe(*read) + " and is " + place.type + "(" +
                             place.shape + ")");
  }
  return read;
}

lazynd::block_handle corpus::read_viewed_array(const json& from) {
  lazynd::block_handle read = read_array(from.at("a").get<std::size_t>());
  if (const auto views = from.find("view"); views != from.end()) {
    for (const json& operation : *views) read = looked_at(read, operation);
  }
  return read;
}

index_entry corpus::read_index_entry(const json& from) {
  if (from.contains("sl")) return lazynd::index_item(read_slice(from["sl"]));
  if (from.contains("i")) return lazynd::index_item(from["i"].get<lazynd::index_t>());
  if (from.contains("el")) return lazynd::index_item(lazynd::ellipsis);
  if (from.contains("na")) return lazynd::index_item(lazynd::newaxis);
  if (from.contains("b")) return mask_argument{from["b"].get<bool>()};
  return array_argument{read_viewed_array(from), from.contains("sc")};
}

argument corpus::read_argument(const json& from) {
  if (from.contains("a")) return {array_argument{read_viewed_array(from), from.contains("sc")}};
  if (from.contains("py")) return {read_weak(from["py"])};
  if (from.contains("f")) return {weak_argument{read_special_float(from["f"].get<std::string>())}};
  if (from.contains("pyc")) return {weak_argument{std::complex<double>(from["pyc"].at(0).get<double>(), from["pyc"].at(1).get<double>())}};
  if (from.contains("lit")) return {literal{from["lit"]}};
  if (from.contains("dt")) return {dtype_named(from["dt"].get<std::string>())};
  if (from.contains("sl")) return {read_slice(from["sl"])};
  if (from.contains("ix")) {
    index_argument read;
    for (const json& entry : from["ix"]) read.entries.push_back(read_index_entry(entry));
    return {std::move(read)};
  }
  const auto items = from.contains("tuple") ? from.find("tuple") : from.find("list");
  if (items == from.end()) throw std::runtime_error("unknown argument " + from.dump());
  sequence_argument read;
  for (const json& item : *items) read.items.push_back(read_argument(item));
  return {std::move(read)};
}

result corpus::read_result(const json& from) {
  if (from.contains("a")) return {read_viewed_array(from)};
  if (from.contains("dt")) return {dtype_named(from["dt"].get<std::string>())};
  if (from.contains("lit")) return {literal{from["lit"]}};
  if (!from.contains("tuple") && !from.contains("list")) throw std::runtime_error("unknown result " + from.dump());
  result_tuple items;
  for (const json& item : from.contains("tuple") ? from["tuple"] : from["list"]) items.push_back(read_result(item));
  return {std::move(items)};
}

call corpus::read_call(const test_case& of) {
  call read{of.function, {}, {}};
  for (const json& x : of.line.at("args")) read.positional.push_back(read_argument(x));
  if (const auto keywords = of.line.find("kwargs"); keywords != of.line.end()) {
    for (const auto& [key, x] : keywords->items()) read.keywords.emplace(key, read_argument(x));
  }
  return read;
}

expectation corpus::read_expectation(const test_case& of) {
  if (const auto raises = of.line.find("raises"); raises != of.line.end()) return {{}, raises->get<std::string>()};
  return {read_result(of.line.at("out")), ""};
}

}  // namespace golden
