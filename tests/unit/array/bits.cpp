// SPDX-License-Identifier: BSD-3-Clause
// Truth values as bits of bytes and back; expected values are those of NumPy's packbits and unpackbits, or follow from the definition.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

using bytes = nd::array<std::uint8_t>;
constexpr nd::bit_order both[] = {nd::bit_order::big, nd::bit_order::little};

}  // namespace

BOOST_AUTO_TEST_SUITE(array_bits)

BOOST_AUTO_TEST_CASE(eight_elements_go_into_a_byte) {
  const nd::array<int> line = {1, 0, 1, 1, 0, 0, 0, 1, 1, 1};
  BOOST_TEST(is(nd::packbits(line), {2}, {177, 192}));
  BOOST_TEST(is(nd::packbits(line, {.bitorder = nd::bit_order::little}), {2}, {141, 3}));
  BOOST_TEST(is(nd::packbits(nd::any_array(line) != 0), {2}, {177, 192}));
  const nd::array<std::int64_t> m = {{1, 0, 2}, {0, -1, 256}};
  BOOST_TEST(is(nd::packbits(m), {1}, {172}));
  BOOST_TEST(is(nd::packbits(m, {.axis = 0}), {1, 3}, {128, 64, 192}));
  BOOST_TEST(is(nd::packbits(m, {.axis = 0, .bitorder = nd::bit_order::little}), {1, 3}, {1, 2, 3}));
  BOOST_TEST(is(nd::packbits(m, {.axis = -1}), {2, 1}, {160, 96}));
  BOOST_TEST(is(nd::packbits(m, {.axis = 1, .bitorder = nd::bit_order::little}), {2, 1}, {5, 6}));
  BOOST_TEST(is(nd::packbits(nd::transpose(m), {.axis = 1}), {3, 1}, {128, 64, 192}));
}

BOOST_AUTO_TEST_CASE(bytes_become_bits) {
  const bytes u = {{2, 23}, {7, 255}};
  BOOST_TEST(is(nd::unpackbits(u, {.axis = 1}), {2, 16}, {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1,  //
                                                          0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
  BOOST_TEST(is(nd::unpackbits(u, {.axis = 0, .count = -3}), {13, 2},
                {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
  BOOST_TEST(is(nd::unpackbits(u, {.count = 20, .bitorder = nd::bit_order::little}), {20},
                {0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0}));
  BOOST_TEST(
      is(nd::unpackbits(u, {.axis = 1, .count = -10, .bitorder = nd::bit_order::little}), {2, 6}, {0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0}));
  BOOST_TEST(is(nd::unpackbits(nd::any_array(u)(0), {.count = 18}), {18}, {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0}));
  BOOST_TEST(is(nd::unpackbits(u, {.count = -32}), {0}, {}));
}

BOOST_AUTO_TEST_CASE(packing_and_unpacking_are_inverses_for_every_byte_and_length) {
  const bytes all = nd::arange<std::uint8_t>(255);
  for (const nd::bit_order order : both) {
    BOOST_TEST(is(nd::packbits(nd::unpackbits(all, {.bitorder = order}), {.bitorder = order}), {255}, elements(all)));
    for (nd::index_t n = 0; n < 40; ++n) {
      const bytes bits = nd::cast<std::uint8_t>((nd::arange<std::int64_t>(3 * n) * 7 % 5 < 2).reshape({3, n}));
      const bytes packed = nd::packbits(bits, {.axis = 1, .bitorder = order});
      BOOST_TEST(packed.shape(1) == (n + 7) / 8);
      BOOST_TEST(is(nd::unpackbits(packed, {.axis = 1, .count = n, .bitorder = order}), {3, n}, elements(bits)));
      BOOST_TEST(
          is(nd::unpackbits(nd::packbits(nd::transpose(bits), {.axis = 0, .bitorder = order}), {.axis = 0, .count = n, .bitorder = order}),
             {n, 3}, elements(nd::eval(nd::transpose(bits)))));
    }
  }
}

BOOST_AUTO_TEST_CASE(arrays_without_axes_or_elements_are_taken) {
  BOOST_TEST(is(nd::packbits(nd::full<bool>({}, true)), {1}, {128}));
  BOOST_TEST(is(nd::packbits(nd::full<int>({}, 3), {.axis = -1, .bitorder = nd::bit_order::little}), {1}, {1}));
  BOOST_TEST(is(nd::unpackbits(nd::full<std::uint8_t>({}, 5)), {8}, {0, 0, 0, 0, 0, 1, 0, 1}));
  BOOST_TEST(is(nd::packbits(nd::zeros<bool>({0, 3})), {0}, {}));
  BOOST_TEST(is(nd::packbits(nd::zeros<bool>({0, 3}), {.axis = 0}), {0, 3}, {}));
  BOOST_TEST(is(nd::packbits(nd::zeros<bool>({0, 3}), {.axis = 1}), {0, 1}, {}));
  BOOST_TEST(is(nd::unpackbits(nd::zeros<std::uint8_t>({0})), {0}, {}));
  BOOST_TEST(is(nd::unpackbits(nd::zeros<std::uint8_t>({2, 0}), {.axis = 1, .count = 3}), {2, 3}, {0, 0, 0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(what_is_no_bit_or_byte_is_refused) {
  const bytes u = {1, 2};
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::packbits(nd::array<double>{1}); }, "packbits: takes bool and integers, not float64"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::unpackbits(nd::array<bool>{true}); }, "unpackbits: takes uint8, not bool"));
  BOOST_TEST(
      throws<nd::value_error>([&] { (void)nd::unpackbits(u, {.count = -17}); }, "unpackbits: count -17 takes away more than 16 bits"));
  BOOST_CHECK_THROW((void)nd::packbits(u, {.axis = 1}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::unpackbits(u, {.axis = -2}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::packbits(nd::full<int>({}, 3), {.axis = 1}), nd::index_error);
}

BOOST_AUTO_TEST_SUITE_END()
