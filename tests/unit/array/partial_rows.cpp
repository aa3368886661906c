// SPDX-License-Identifier: BSD-3-Clause
// Reductions along an axis in pieces: an array of states, and the bits of the whole.
#include "partial_cases.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_partial_rows)

namespace {

/// The elements from `from` to `to` along the axis.
nd::any_view piece_of(const nd::any_view& a, int axis, nd::index_t from, nd::index_t to) {
  if (axis == 0) return a(nd::slice(from, to));
  return axis == 1 ? a(nd::all, nd::slice(from, to)) : a(nd::all, nd::all, nd::slice(from, to));
}

template <class T>
void check_axis(const nd::shape_t& shape, int axis, std::initializer_list<nd::index_t> lengths) {
  const nd::index_t n = shape[static_cast<std::size_t>(axis)];
  for (const char* const function : partial_functions) {
    const nd::any_array a(rough<T>(shape, function));
    const nd::any_array expected = whole(function, a, axis);
    for (const nd::index_t length : lengths) {
      BOOST_TEST_CONTEXT(function << " of " << nd::to_string(shape) << " along " << axis << ", pieces of " << length) {
        const auto piece = [&](nd::index_t from, nd::index_t to) { return piece_of(a, axis, from, to); };
        check_pieces(nd::partial_reduction(function, a.dtype(), {.axis = axis}), n, length, piece, expected);
      }
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(rows_in_pieces_give_the_bits_of_the_whole) {
  for (const int threads : {1, 3}) {
    nd::set_num_threads(threads);
    check_axis<double>({5000, 7}, 0, {1, 100, 2048, 5000});
    check_axis<double>({4100, 70}, 0, {999, 4096});
    check_axis<float>({3, 700}, 0, {2});
    check_axis<double>({1, 1100}, 0, {1});
  }
  nd::set_num_threads(0);
  check_axis<std::int8_t>({2100, 20}, 0, {500, 2050});
  check_axis<std::complex<double>>({2100, 5}, 0, {50});
  check_axis<nd::float16>({2100, 17}, 0, {700});
  check_axis<bool>({300, 17}, 0, {7});
}

BOOST_AUTO_TEST_CASE(pieces_follow_each_other_along_any_axis) {
  check_axis<double>({6, 4500, 5}, 1, {1000});
  check_axis<float>({6, 5, 2100}, 2, {500});
  check_axis<double>({30, 4500}, 1, {2000});
}

BOOST_AUTO_TEST_CASE(workers_merge_arrays_of_states) {
  const nd::index_t block = nd::reduction_block, n = 5 * block + 100;
  for (const char* const function : partial_functions) {
    const nd::any_array a(rough<double>({n, 9}, function));
    nd::partial_reduction all(function, nd::dtype::float64, {.axis = 0});
    for (nd::index_t from : {nd::index_t{0}, block, 4 * block}) {
      const nd::index_t to = from == 0 ? block : from == block ? 4 * block : n;
      nd::partial_reduction part(function, nd::dtype::float64, {.axis = 0, .first = from});
      part.accumulate(a(nd::slice(from, to)));
      all.merge(nd::partial_reduction::from_bytes(part.to_bytes()));
    }
    BOOST_TEST_CONTEXT(function) { BOOST_TEST(same_any(all.finalize(), whole(function, a, 0))); }
  }
}

BOOST_AUTO_TEST_CASE(pieces_of_rows_are_views_and_expressions_too) {
  const nd::array<double> a = rough<double>({3000, 8});
  nd::partial_reduction state("sum", nd::dtype::float64, {.axis = 0});
  state.accumulate(a(nd::slice(0, 1000), nd::slice(nd::none, nd::none, -1)) * 2);
  const nd::array<double> turned = nd::transpose(a(nd::slice(1000, 3000), nd::slice(nd::none, nd::none, -1))), twice = turned * 2;
  state.accumulate(nd::transpose(twice));
  BOOST_TEST(same_any(state.finalize(), nd::any_array(nd::sum(a(nd::all, nd::slice(nd::none, nd::none, -1)) * 2, {.axis = 0}))));
}

BOOST_AUTO_TEST_CASE(nothing_along_an_axis) {
  nd::partial_reduction sum("sum", nd::dtype::float64, {.axis = 0}), largest("max", nd::dtype::float64, {.axis = 0});
  BOOST_TEST(throws<nd::value_error>([&] { (void)sum.finalize(); }, "partial_reduction: no piece has told the shape of the results"));
  sum.accumulate(nd::zeros<double>({0, 2}));
  BOOST_TEST(is(nd::as<double>(sum.finalize()), {2}, {0.0, 0.0}));
  largest.accumulate(nd::zeros<double>({0, 2}));
  BOOST_CHECK_THROW((void)largest.finalize(), nd::value_error);
  nd::partial_reduction columns("max", nd::dtype::float64, {.axis = 0});
  columns.accumulate(nd::zeros<double>({5000, 0}));
  BOOST_TEST(columns.count() == 5000);
  BOOST_TEST(columns.finalize().shape() == nd::shape_t({0}));
  BOOST_TEST(nd::partial_reduction::from_bytes(columns.to_bytes()).count() == 5000);
}

BOOST_AUTO_TEST_CASE(pieces_that_do_not_follow_each_other_are_refused) {
  using nd::partial_reduction;
  partial_reduction rows("sum", nd::dtype::float64, {.axis = 1});
  BOOST_TEST(throws<nd::index_error>([&] { rows.accumulate(nd::zeros<double>({3})); },
                                     "partial_reduction: axis 1 is out of range for 1 dimensions"));
  rows.accumulate(nd::zeros<double>({3, 2048}));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        rows.accumulate(nd::zeros<double>({4, 5}));
      },
      "partial_reduction: a piece for results of shape (4,) after pieces for (3,)"));
  BOOST_CHECK_THROW(rows.merge(partial_reduction("sum", nd::dtype::float64, {.first = 2048})), nd::value_error);
  partial_reduction other("sum", nd::dtype::float64, {.axis = 1, .first = 2048});
  other.accumulate(nd::zeros<double>({4, 5}));
  BOOST_CHECK_THROW(rows.merge(other), nd::shape_error);
  BOOST_TEST(rows.count() == 2048);
  BOOST_TEST(is(nd::as<double>(rows.finalize()), {3}, {0.0, 0.0, 0.0}));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_array_of_states_are_refused) {
  nd::partial_reduction state("var", nd::dtype::float64, {.axis = 0});
  state.accumulate(rough<double>({3000, 3}));
  const std::vector<std::byte> good = state.to_bytes();
  for (std::size_t n = 0; n < good.size(); n += 13) {
    BOOST_CHECK_THROW((void)nd::partial_reduction::from_bytes(std::span(good.data(), n)), nd::io_error);
  }
  for (std::size_t at = 0; at < 200 && at < good.size(); ++at) {
    std::vector<std::byte> bad = good;
    bad[at] ^= std::byte{0x55};
    try {
      (void)nd::partial_reduction::from_bytes(bad).finalize();  // a state with other numbers, or refused
    } catch (const nd::error&) {
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
