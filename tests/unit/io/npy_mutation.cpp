// SPDX-License-Identifier: BSD-3-Clause
// Thousands of damaged .npy files: each is read, or refused with an error of the library.
#include <boost/test/unit_test.hpp>

#include <random>

#include <lazynd/support/error.hpp>

#include "fixtures.hpp"

namespace nd = lazynd;
using namespace npy_test;

namespace {

/// True when the array is complete: every byte can be read, and a bool is 0 or 1.
bool is_sound(const nd::block& loaded) {
  const nd::index_t bytes = nd::element_count(loaded.where.shape) * static_cast<nd::index_t>(nd::itemsize(loaded.type));
  unsigned seen = 0;
  for (nd::index_t i = 0; i < bytes; ++i) seen |= static_cast<unsigned>(loaded.data[i]);
  return loaded.type != nd::dtype::bool_ || seen <= 1;
}

/// True when the bytes were loaded soundly or refused; every other exception goes through and fails the test.
bool survives(const std::string& bytes) {
  try {
    std::istringstream in(bytes);
    return is_sound(*nd::load_npy(in));
  } catch (const nd::error&) {
    return true;
  }
}

const char* const seeds[] = {"b1_le_c",   "i1_le_f",   "u2_be_c",   "f8_le_c",     "c16_be_f",
                             "version_2", "version_3", "shape_10d", "shape_empty", "refused_structured"};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_npy_mutation)

BOOST_AUTO_TEST_CASE(every_truncation_is_refused) {
  for (const char* name : seeds) {
    const std::string whole = bytes_of(fixture(name));
    if (name == std::string("shape_empty")) continue;  // complete once its header is
    for (std::size_t length = 0; length < whole.size(); ++length) {
      std::istringstream in(whole.substr(0, length));
      BOOST_REQUIRE_THROW((void)nd::load_npy(in), nd::error);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_changed_byte_of_a_header_is_survived) {
  for (const char* name : seeds) {
    const std::string whole = bytes_of(fixture(name));
    for (std::size_t i = 0; i < 128; ++i) {
      for (const char c : {'\0', '\n', '\'', '(', ')', ',', '-', '0', '9', '<', '[', '\\', '{', '}', '\x7f', '\xff'}) {
        std::string damaged = whole;
        damaged[i] = c;
        BOOST_REQUIRE(survives(damaged));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(random_damage_is_survived) {
  std::mt19937 random(20240607);
  const auto below = [&random](std::size_t limit) { return limit ? random() % limit : 0; };
  for (const char* name : seeds) {
    const std::string whole = bytes_of(fixture(name));
    for (int round = 0; round < 3000; ++round) {
      std::string damaged = whole;
      for (std::size_t changes = 1 + below(4); changes-- > 0;) {
        const std::size_t at = below(damaged.size());
        switch (below(5)) {
          case 0: damaged[at] = static_cast<char>(below(256)); break;
          case 1: damaged[at] = static_cast<char>(damaged[at] ^ (1 << below(8))); break;
          case 2: damaged.erase(at, 1 + below(8)); break;
          case 3: damaged.insert(at, damaged.substr(below(damaged.size()), below(12))); break;
          default: damaged.resize(at + 1); break;
        }
        if (damaged.empty()) damaged = "\x93";
      }
      BOOST_REQUIRE(survives(damaged));
    }
  }
}

BOOST_AUTO_TEST_CASE(random_headers_out_of_the_right_words_are_survived) {
  const char* const words[] = {"{",         "}",     "'descr'", "'shape'", "'fortran_order'",
                               ":",         ",",     "(",       ")",       "[",
                               "]",         "'<f8'", "'|b1'",   "'>c16'",  "True",
                               "False",     "0",     "1",       "3",       "9223372036854775807",
                               "-1",        " ",     "\n",      "'",       "\\",
                               "4294967296"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string header = round % 2 ? "{'descr': '<f8', 'fortran_order': False, 'shape': (" : "{";
    for (std::size_t n = random() % 14; n-- > 0;) header += words[random() % std::size(words)];
    if (round % 4 == 1) header += ")}";
    BOOST_REQUIRE(survives(npy_file(header, std::string(24, '\1'), static_cast<char>(1 + round % 3))));
  }
}

BOOST_AUTO_TEST_SUITE_END()
