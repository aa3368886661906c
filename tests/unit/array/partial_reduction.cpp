// SPDX-License-Identifier: BSD-3-Clause
// Reductions in pieces: the bits of the whole, however it is cut; what does not fit together is refused.
#include "partial_cases.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_partial_reduction)

namespace {

template <class T>
void check_every_function() {
  for (const nd::index_t n : {1, 2047, 2048, 2049, 13 * 2048 + 5, 100'000}) {
    for (const char* const function : partial_functions) {
      const nd::array<T> a = rough<T>(n, function);
      const nd::any_array elements(a);
      BOOST_TEST_CONTEXT(function << " of " << n) {
        const nd::any_array expected = whole(function, elements, nd::none);
        for (const nd::index_t piece : {nd::index_t(700), nd::index_t(2048), nd::index_t(50'000)}) {
          const auto piece_of = [&](nd::index_t from, nd::index_t to) { return a(nd::slice(from, to)); };
          check_pieces(nd::partial_reduction(function, elements.dtype()), n, piece, piece_of, expected);
        }
      }
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(pieces_of_any_length_give_the_bits_of_the_whole) {
  for (const int threads : {1, 3}) {
    nd::set_num_threads(threads);
    check_every_function<double>();
    check_every_function<float>();
  }
  nd::set_num_threads(0);
  check_every_function<std::int8_t>();
  check_every_function<std::uint64_t>();
  check_every_function<nd::float16>();
  check_every_function<std::complex<double>>();
}

BOOST_AUTO_TEST_CASE(workers_merge_what_they_have_seen) {
  const nd::index_t block = nd::reduction_block, n = 29 * block + 100;
  for (const char* const function : partial_functions) {
    const nd::array<double> a = rough<double>(n, function);
    const nd::any_array expected = whole(function, nd::any_array(a), nd::none);
    for (const std::vector<nd::index_t>& cuts : {std::vector<nd::index_t>{0, 1, 29}, {0, 5, 6, 7, 16, 28}, {0, 0, 13}}) {
      nd::partial_reduction all(function, nd::dtype::float64);
      for (std::size_t i = 0; i < cuts.size(); ++i) {
        const nd::index_t from = cuts[i] * block, to = i + 1 < cuts.size() ? cuts[i + 1] * block : n;
        nd::partial_reduction part(function, nd::dtype::float64, {.first = from});
        part.accumulate(a(nd::slice(from, to)));
        all.merge(nd::partial_reduction::from_bytes(part.to_bytes()));
      }
      BOOST_TEST_CONTEXT(function) { BOOST_TEST(same_any(all.finalize(), expected)); }
    }
  }
}

BOOST_AUTO_TEST_CASE(pieces_are_views_and_expressions_too) {
  const nd::array<double> a = rough<double>(5000);
  const nd::array<double> twice = a * 2;
  nd::partial_reduction state("sum", nd::dtype::float64);
  state.accumulate(a(nd::slice(0, 1000)) * 2).accumulate(nd::any_array(twice)(nd::slice(1000, 5000)));
  BOOST_TEST(same_any(state.finalize(), nd::sum(nd::any_array(twice))));
  const nd::array<double> backwards = a(nd::slice(nd::none, nd::none, -1));
  nd::partial_reduction strided("sum", nd::dtype::float64);
  strided.accumulate(a(nd::slice(nd::none, nd::none, -1)));
  BOOST_TEST(same_any(strided.finalize(), nd::sum(nd::any_array(backwards))));
}

BOOST_AUTO_TEST_CASE(a_state_goes_on_after_a_result) {
  nd::partial_reduction state("var", nd::dtype::int32);
  state.accumulate(nd::array<int>{1, 2});
  BOOST_TEST(nd::as<double>(state.finalize()).item() == 0.25);
  state.accumulate(nd::array<int>{4, 5});
  BOOST_TEST(nd::as<double>(state.finalize()).item() == 2.5);
  BOOST_TEST(nd::as<double>(state.finalize(2)).item() == 5);
}

BOOST_AUTO_TEST_CASE(nothing_gives_what_the_reduction_of_nothing_gives) {
  BOOST_TEST(nd::as<double>(nd::partial_reduction("sum", nd::dtype::float64).finalize()).item() == 0);
  BOOST_TEST(nd::as<std::int64_t>(nd::partial_reduction("prod", nd::dtype::int8).finalize()).item() == 1);
  BOOST_TEST(std::isnan(nd::as<double>(nd::partial_reduction("mean", nd::dtype::float64).finalize()).item()));
  BOOST_CHECK_THROW((void)nd::partial_reduction("max", nd::dtype::float64).finalize(), nd::value_error);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_together_is_refused) {
  using nd::partial_reduction;
  BOOST_CHECK_THROW(partial_reduction("mode", nd::dtype::float64), nd::dtype_error);
  BOOST_CHECK_THROW(partial_reduction("sum", nd::dtype::float64, {.first = 100}), nd::value_error);
  BOOST_CHECK_THROW(partial_reduction("sum", nd::dtype::float64, {.first = -2048}), nd::value_error);
  partial_reduction sum("sum", nd::dtype::float64);
  BOOST_CHECK_THROW(sum.accumulate(nd::array<float>{1}), nd::dtype_error);
  BOOST_CHECK_THROW(sum.merge(partial_reduction("max", nd::dtype::float64)), nd::value_error);
  BOOST_CHECK_THROW(sum.merge(partial_reduction("sum", nd::dtype::int8)), nd::value_error);
  BOOST_CHECK_THROW(sum.merge(partial_reduction("sum", nd::dtype::float64, {.first = 2048})), nd::value_error);
  BOOST_CHECK_THROW(sum.merge(sum), nd::value_error);
  sum.accumulate(nd::array<double>{1});
  BOOST_CHECK_THROW(sum.merge(partial_reduction("sum", nd::dtype::float64)), nd::value_error);
  BOOST_TEST(nd::as<double>(sum.finalize()).item() == 1);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_state_are_refused) {
  nd::partial_reduction state("var", nd::dtype::float64, {.first = 2048});
  state.accumulate(rough<double>(7000));
  const std::vector<std::byte> good = state.to_bytes();
  for (std::size_t n = 0; n < good.size(); n += 13) {
    BOOST_CHECK_THROW((void)nd::partial_reduction::from_bytes(std::span(good.data(), n)), nd::io_error);
  }
  for (std::size_t at = 0; at < 200 && at < good.size(); ++at) {
    std::vector<std::byte> bad = good;
    bad[at] ^= std::byte{0x55};
    try {
      (void)nd::partial_reduction::from_bytes(bad).finalize();  // a state with other numbers, or refused
    } catch (const nd::io_error&) {
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_reduction_is_made_of_several) {
  nd::array<double> a = rough<double>(30'000);
  for (nd::index_t i = 0; i < a.size(); i += 17) a.data()[i] = quiet_nan;
  const nd::array<double> b = nd::where(nd::isnan(a), 0, a);
  const auto in_pieces = [](const char* function, nd::dtype type, const nd::array<double>& whole, const auto& of_piece) {
    nd::partial_reduction state(function, type);
    for (nd::index_t at = 0; at < whole.size(); at += 7000) {
      state.accumulate(nd::eval(of_piece(whole(nd::slice(at, std::min(at + 7000, whole.size()))))));
    }
    return nd::cast<double>(state.finalize()).item();
  };
  const auto itself = [](const auto& piece) { return piece + 0.; };
  const double count = in_pieces("sum", nd::dtype::bool_, a, [](const auto& piece) { return !nd::isnan(piece); });
  const double mean = in_pieces("nansum", nd::dtype::float64, a, itself) / count;
  const double squares = in_pieces("nansum", nd::dtype::float64, a, [&](const auto& piece) { return nd::square(piece - mean); });
  BOOST_TEST(mean == static_cast<double>(nd::nanmean(a)));
  BOOST_TEST(squares / count == static_cast<double>(nd::nanvar(a)));
  const double largest = in_pieces("max", nd::dtype::float64, b, itself);
  const double total = in_pieces("sum", nd::dtype::float64, b, [&](const auto& piece) { return nd::exp(piece - largest); });
  BOOST_TEST(nd::eval(nd::log(nd::full<double>({}, total)) + largest).item() == static_cast<double>(nd::logsumexp(b)));
}

BOOST_AUTO_TEST_CASE(both_extremes_at_once) {
  const nd::array<double> a = {{3, 1, 2}, {6, quiet_nan, 4}};
  const auto [lowest, highest] = nd::minmax(a, {.axis = 0});
  BOOST_TEST(is(lowest, {3}, {3.0, quiet_nan, 2.0}));
  BOOST_TEST(is(highest, {3}, {6.0, quiet_nan, 4.0}));
  const auto [low, high] = nd::minmax(nd::any_array(nd::array<int>{4, -1, 9}));
  BOOST_TEST(nd::as<int>(low).item() == -1);
  BOOST_TEST(nd::as<int>(high).item() == 9);
  BOOST_CHECK_THROW((void)nd::minmax(nd::zeros<double>({0})), nd::value_error);
}

BOOST_AUTO_TEST_SUITE_END()
