// SPDX-License-Identifier: BSD-3-Clause
// Norms that are reductions: orders, axes, dtypes, what is refused.
#include "../expect.hpp"

using namespace lazynd_test;
namespace linalg = nd::linalg;
using complex = std::complex<double>;

namespace {
nd::array<double> matrix() { return {{1, -2, 3}, {-4, 5, -6}}; }
nd::array<double> cube() { return nd::arange<double>(12).reshape({2, 2, 3}); }
}  // namespace

BOOST_AUTO_TEST_SUITE(norms)

BOOST_AUTO_TEST_CASE(vectors_have_norms_of_every_order) {
  const nd::array<double> v = {3, -4, 0};
  BOOST_TEST(is(linalg::norm(v), {}, {5.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = 2}), {}, {5.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = 1}), {}, {7.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = 0}), {}, {2.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = nd::inf}), {}, {4.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = -nd::inf}), {}, {0.0}));
  BOOST_TEST(is(linalg::norm(v, {.ord = -1}), {}, {0.0}));
  BOOST_TEST(nd::allclose(linalg::norm(v, {.ord = 3}), nd::full<double>({}, 4.497941445275415)));
  BOOST_TEST(nd::allclose(linalg::norm(v, {.ord = 0.5}), nd::full<double>({}, 13.92820323027551)));
  BOOST_TEST(is(linalg::vector_norm(matrix(), {.ord = 1}), {}, {21.0}));
  BOOST_TEST(is(linalg::vector_norm(cube(), {.axis = {0, 2}, .keepdims = true, .ord = 1}), {1, 2, 1}, {24.0, 42.0}));
  BOOST_TEST(static_cast<double>(linalg::norm(nd::full<double>({}, -3))) == 3);
}

BOOST_AUTO_TEST_CASE(norms_are_taken_along_axes) {
  BOOST_TEST(is(linalg::norm(matrix(), {.ord = 1, .axis = 1, .keepdims = true}), {2, 1}, {6.0, 15.0}));
  BOOST_TEST(is(linalg::norm(matrix(), {.axis = 0}), {3}, {std::sqrt(17.0), std::sqrt(29.0), std::sqrt(45.0)}));
  BOOST_TEST(is(linalg::norm(cube()), {}, {std::sqrt(506.0)}));
}

BOOST_AUTO_TEST_CASE(matrices_have_norms_of_sums) {
  const nd::array<double> a = matrix();
  for (const linalg::norm_order& order : {linalg::norm_order(), linalg::norm_order("fro"), linalg::norm_order("f")}) {
    BOOST_TEST(is(linalg::norm(a, {.ord = order}), {}, {std::sqrt(91.0)}));
  }
  BOOST_TEST(is(linalg::matrix_norm(a), {}, {std::sqrt(91.0)}));
  BOOST_TEST(is(linalg::norm(a, {.ord = 1}), {}, {9.0}));
  BOOST_TEST(is(linalg::norm(a, {.ord = -1}), {}, {5.0}));
  BOOST_TEST(is(linalg::norm(a, {.ord = nd::inf}), {}, {15.0}));
  BOOST_TEST(is(linalg::norm(a, {.ord = -nd::inf}), {}, {6.0}));
  BOOST_TEST(is(linalg::norm(a, {.ord = nd::inf, .axis = {1, 0}}), {}, {9.0}));
  BOOST_TEST(is(linalg::norm(cube(), {.ord = "fro", .axis = {0, 2}}), {2}, {std::sqrt(154.0), std::sqrt(352.0)}));
  BOOST_TEST(is(linalg::norm(cube(), {.ord = 1, .axis = {0, 2}, .keepdims = true}), {1, 2, 1}, {10.0, 16.0}));
  BOOST_TEST(is(linalg::norm(cube(), {.ord = nd::inf, .axis = {-1, 0}}), {2}, {10.0, 16.0}));
  BOOST_TEST(is(linalg::norm(cube(), {.ord = -nd::inf, .axis = {2, 0}}), {2}, {6.0, 12.0}));
  BOOST_TEST(is(linalg::matrix_norm(cube(), {.keepdims = true, .ord = -1}), {2, 1, 1}, {3.0, 15.0}));
}

BOOST_AUTO_TEST_CASE(norms_are_real_and_floats) {
  const nd::array<complex> z = {complex(3, 4), 0.0, complex(0, 5)};
  static_assert(std::is_same_v<nd::value_t<decltype(linalg::norm(z))>, double>);
  static_assert(std::is_same_v<nd::value_t<decltype(linalg::norm(nd::array<float>{1}))>, float>);
  BOOST_TEST(is(linalg::norm(z), {}, {std::sqrt(50.0)}));
  BOOST_TEST(is(linalg::norm(z, {.ord = 1}), {}, {10.0}));
  BOOST_TEST(is(linalg::norm(z, {.ord = 0}), {}, {2.0}));
  BOOST_TEST(is(linalg::norm(nd::array<int>{3, 4}), {}, {5.0}));
  BOOST_TEST(is(linalg::norm(nd::array<bool>{true, true, true, true}), {}, {2.0}));
  BOOST_TEST(is(linalg::norm(nd::array<float>{3e20F, 4e20F}), {}, {std::numeric_limits<float>::infinity()}));
  BOOST_TEST(is(linalg::norm(nd::array<double>{1, quiet_nan}, {.ord = nd::inf}), {}, {quiet_nan}));
  const nd::any_array any(nd::array<float>{3, -4});
  BOOST_TEST(is(nd::as<float>(nd::any_array(linalg::norm(any, {.ord = nd::inf}))), {}, {4.0F}));
}

BOOST_AUTO_TEST_CASE(nothing_has_norm_0) {
  const nd::array<double> nothing = nd::zeros<double>({0});
  for (const double order : {0.0, 1.0, 2.0, 3.0, infinity}) BOOST_TEST(is(linalg::norm(nothing, {.ord = order}), {}, {0.0}));
  BOOST_CHECK_THROW((void)linalg::norm(nothing, {.ord = -nd::inf}), nd::value_error);
  BOOST_TEST(is(linalg::norm(nd::zeros<double>({0, 3}), {.ord = 1}), {}, {0.0}));
}

BOOST_AUTO_TEST_CASE(norms_are_lazy_and_fuse) {
  const nd::array<double> a = matrix(), b = nd::ones<double>({2, 3});
  const auto distance = linalg::norm(a - b, {.axis = 1});
  BOOST_TEST(is(distance, {2}, {std::sqrt(13.0), std::sqrt(90.0)}));
  BOOST_TEST(nd::explain(distance).to_json().find("\"temporary_bytes\": 16") != std::string::npos);
  BOOST_TEST(
      is(a / linalg::norm(a, {.ord = nd::inf, .axis = 1, .keepdims = true}), {2, 3}, {1.0 / 3, -2.0 / 3, 1.0, -4.0 / 6, 5.0 / 6, -1.0}));
  const auto [norm, total] = nd::eval(linalg::norm(a), nd::sum(a));
  BOOST_TEST(norm.item() == std::sqrt(91.0));
  BOOST_TEST(total.item() == -3);
}

BOOST_AUTO_TEST_CASE(what_is_no_norm_is_refused) {
  const nd::array<double> a = matrix(), v = {1, 2};
  BOOST_TEST(throws<nd::linalg_error>([&] { (void)linalg::norm(a, {.ord = 2}); },
                                      "norm: the order 2 of matrices needs singular values, which are not there yet"));
  BOOST_TEST(throws<nd::linalg_error>([&] { (void)linalg::matrix_norm(a, {.ord = "nuc"}); },
                                      "matrix_norm: the order 'nuc' of matrices needs singular values, which are not there yet"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)linalg::norm(a, {.ord = 3}); }, "norm: 3 is no order of the norm of matrices"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)linalg::norm(v, {.ord = "fro"}); }, "norm: 'fro' is no order of the norm of vectors"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)linalg::norm(cube(), {.ord = 1}); }, "norm: an order is for one or two axes, not 3"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)linalg::norm(a, {.axis = {0, -2}}); }, "norm: axis -2 is given twice"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)linalg::norm(a, {.axis = 2}); }, "norm: axis 2 is out of range for 2 dimensions"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)linalg::vector_norm(nd::any_array(a), {.axis = -3}); },
                                     "vector_norm: axis -3 is out of range for 2 dimensions"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)linalg::matrix_norm(v); }, "matrix_norm: of shape (2,), which has no two axes"));
}

BOOST_AUTO_TEST_SUITE_END()
