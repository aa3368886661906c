// SPDX-License-Identifier: BSD-3-Clause
// libFuzzer target: .npy bytes are loaded, as an array or as records, or refused with an error of the library; what is loaded survives a
// round trip.
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>

#include <lazynd/io/npy.hpp>
#include <lazynd/support/error.hpp>

namespace nd = lazynd;

namespace {

/// Gives its bytes away once and cannot seek.
class pipe_buffer : public std::streambuf {
 public:
  explicit pipe_buffer(std::string& bytes) { setg(bytes.data(), bytes.data(), bytes.data() + bytes.size()); }
};

void require(bool condition) {
  if (!condition) std::abort();
}

void check_round_trip(const nd::block& loaded) {
  std::stringstream stream;
  nd::save_npy(stream, loaded);
  const nd::block_handle again = nd::load_npy(stream);
  require(again->type == loaded.type && again->where.shape == loaded.where.shape);
  const auto bytes = static_cast<std::size_t>(nd::element_count(loaded.where.shape)) * nd::itemsize(loaded.type);
  require(std::memcmp(again->data, loaded.data, bytes) == 0);
}

/// Records whose fields are in order and apart can be written; printing looks at every field.
void check_round_trip(const nd::structured_array& loaded) {
  std::stringstream stream;
  nd::save(stream, loaded);
  const nd::structured_array again = nd::load_structured(stream);
  require(again.dtype() == loaded.dtype() && again.shape() == loaded.shape());
  require(nd::to_string(again) == nd::to_string(loaded));
}

/// Whether the bytes are an array, or records.
bool load_and_check(std::istream& in, bool records) {
  try {
    records ? check_round_trip(nd::load_structured(in)) : check_round_trip(*nd::load_npy(in));
    return true;
  } catch (const nd::error&) {
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const bool records : {false, true}) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    std::istringstream seekable(bytes);
    const bool loaded = load_and_check(seekable, records);
    pipe_buffer buffer(bytes);
    std::istream pipe(&buffer);
    require(load_and_check(pipe, records) == loaded);
  }
  return 0;
}
