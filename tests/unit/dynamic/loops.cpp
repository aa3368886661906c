// SPDX-License-Identifier: BSD-3-Clause
// The loop chosen at run time is the one chosen at compile time, for every operation and every pair of dtypes.
#include "../../data/promotion/promotions.hpp"
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

namespace op = nd::op;

std::vector<nd::dtype> all_dtypes() {
  std::vector<nd::dtype> all;
  for (int i = 0; i < nd::dtype_count; ++i) all.push_back(static_cast<nd::dtype>(i));
  return all;
}

/// The loop the compiler takes for arguments of these dtypes; nothing where it refuses.
template <class Op>
std::optional<nd::dtype> typed_loop(nd::dtype a, nd::dtype b) {
  const std::size_t found = nd::detail::find_loop(Op::loops, {a, b});
  if (found == Op::loops.size() || (Op::refuses_boolean && a == nd::dtype::bool_ && b == nd::dtype::bool_)) return {};
  return nd::detail::dtype_of_code(Op::loops[found]);
}

std::optional<nd::dtype> dynamic_loop(const char* name, std::vector<nd::loop_argument> arguments) {
  try {
    return nd::resolve_loop(*nd::find_definition(name), arguments).inputs[0];
  } catch (const nd::dtype_error&) {
    return {};
  }
}

bool both_64_bit_integers(nd::dtype a, nd::dtype b) {
  return nd::promote_types(a, b) == nd::dtype::float64 && nd::kind(a) < nd::dtype_kind::floating && nd::kind(b) < nd::dtype_kind::floating;
}

void require(bool same, const char* name, std::initializer_list<nd::dtype> types) {
  std::string text;
  for (const nd::dtype type : types) text += ' ' + std::string(nd::name(type));
  BOOST_CHECK_MESSAGE(same, name << " of" << text);
}

template <class... Op>
void check_unary() {
  for (const nd::dtype type : all_dtypes())
    (require(typed_loop<Op>(type, type) == dynamic_loop(Op::name, {{type}}), Op::name, {type}), ...);
}

template <class Op>
void check_pair(nd::dtype a, nd::dtype b) {
  if (Op::compares_mixed && both_64_bit_integers(a, b)) return;  // its own loop
  require(typed_loop<Op>(a, b) == dynamic_loop(Op::name, {{a}, {b}}), Op::name, {a, b});
}
template <class Op>
void check_beside_weak(nd::dtype a, nd::dtype weak) {
  require(typed_loop<Op>(a, nd::promote_weak(a, nd::kind(weak))) == dynamic_loop(Op::name, {{a}, {weak, true}}), Op::name, {a, weak});
}
template <class... Op>
void check_binary() {
  for (const nd::dtype a : all_dtypes()) {
    for (const nd::dtype b : all_dtypes()) (check_pair<Op>(a, b), ...);
    for (const nd::dtype weak : {nd::dtype::bool_, nd::dtype::int64, nd::dtype::float64, nd::dtype::complex128}) {
      (check_beside_weak<Op>(a, weak), ...);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_loops)

BOOST_AUTO_TEST_CASE(of_one_argument) {
  check_unary<op::negative, op::positive, op::absolute, op::fabs, op::sign, op::square, op::reciprocal, op::sqrt, op::conjugate, op::real,
              op::imag, op::floor, op::ceil, op::trunc, op::rint, op::invert, op::isnan, op::isinf, op::isfinite, op::isposinf,
              op::isneginf, op::signbit, op::spacing, op::deg2rad, op::rad2deg, op::bitwise_count, op::exp, op::exp2, op::expm1, op::log,
              op::log2, op::log10, op::log1p, op::sin, op::cos, op::tan, op::arcsin, op::arccos, op::arctan, op::sinh, op::cosh, op::tanh,
              op::arcsinh, op::arccosh, op::arctanh, op::cbrt, op::i0, op::frexp_mantissa, op::frexp_exponent, op::modf_fraction,
              op::modf_whole>();
}

BOOST_AUTO_TEST_CASE(of_two_arguments) {
  check_binary<op::add, op::subtract, op::multiply, op::divide, op::floor_divide, op::remainder, op::fmod, op::power, op::float_power,
               op::gcd, op::lcm, op::arctan2, op::hypot, op::logaddexp, op::logaddexp2, op::copysign, op::nextafter, op::heaviside,
               op::bitwise_and, op::bitwise_or, op::bitwise_xor, op::left_shift, op::right_shift, op::equal, op::not_equal, op::less,
               op::less_equal, op::greater, op::greater_equal, op::minimum, op::maximum, op::fmin, op::fmax>();
}

BOOST_AUTO_TEST_CASE(results_have_numpys_dtypes_for_all_pairs_and_beside_weak_scalars) {
  const auto promoted = [](const nd::loop_argument& left, const nd::loop_argument& right, std::string_view operation) {
    try {
      return nd::character(nd::promote(left, right, operation));
    } catch (const nd::dtype_error&) {
      return '.';
    }
  };
  const nd::loop_argument weak[] = {
      {nd::dtype::bool_, true}, {nd::dtype::int64, true}, {nd::dtype::float64, true}, {nd::dtype::complex128, true}};
  int operations = 0;
  for (const promotions::table& table : promotions::tables) {
    std::istringstream names{std::string(table.operations)};
    for (std::string name; names >> name; ++operations) {
      for (std::size_t i = 0; i < promotions::dtype_count; ++i) {
        const nd::loop_argument array{nd::detail::dtype_of_code(promotions::dtypes[i])};
        std::string row;
        for (const char code : promotions::dtypes) row += promoted(array, {nd::detail::dtype_of_code(code)}, name);
        row += ' ';
        for (const nd::loop_argument& scalar : weak) row += promoted(array, scalar, name);
        row += ' ';
        for (const nd::loop_argument& scalar : weak) row += promoted(scalar, array, name);
        BOOST_TEST(row == table.rows[i], name << " of " << nd::name(array.type));
      }
    }
  }
  BOOST_TEST(operations == 37);
}

BOOST_AUTO_TEST_CASE(promote_names_what_it_refuses) {
  BOOST_TEST((nd::promote(nd::dtype::int8, nd::dtype::uint8, "add") == nd::dtype::int16));
  BOOST_TEST((nd::promote(nd::array<float>{1}, 2.5, "power") == nd::dtype::float32));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::promote(nd::dtype::float32, nd::dtype::int8, "bitwise_and"); },
                                     "bitwise_and: no loop for float32, int8"));
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::promote(nd::dtype::bool_, true, "subtract"); }, "subtract: no loop for bool, a bool"));
  BOOST_CHECK_THROW((void)nd::promote(nd::dtype::bool_, nd::dtype::bool_, "sin"), nd::value_error);
  BOOST_CHECK_THROW((void)nd::promote(nd::dtype::bool_, nd::dtype::bool_, "sine"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(every_loop_has_a_kernel_for_every_level) {
  for (const std::string_view name : nd::ufunc_names()) {
    const nd::ufunc_definition& of = *nd::find_definition(name);
    BOOST_TEST((!of.loops.empty() || !of.parts.empty()), name);
    for (const nd::kernel_set* loop : of.loops) {
      for (const nd::tile_kernel run : loop->run) BOOST_TEST((run != nullptr), name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
