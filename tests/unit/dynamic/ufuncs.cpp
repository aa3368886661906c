// SPDX-License-Identifier: BSD-3-Clause
// Ufuncs as objects: options, methods, errors, and loops of users.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

using numbers = nd::array<double>;
using integers = nd::array<std::int64_t>;

void triple(const void* const* operands, void* out, std::size_t n) {
  const auto* const x = static_cast<const double*>(operands[0]);
  for (std::size_t i = 0; i < n; ++i) static_cast<double*>(out)[i] = 3 * x[i];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_ufuncs)

BOOST_AUTO_TEST_CASE(are_found_by_both_names_and_describe_themselves) {
  const nd::ufunc add("add"), modulo("mod"), divmod("divmod");
  BOOST_TEST(add.nin() == 2);
  BOOST_TEST(add.nargs() == 3);
  BOOST_TEST(modulo.name() == "remainder");
  BOOST_TEST(divmod.nout() == 2);
  const std::vector<std::string> types = nd::ufunc("hypot").types();
  const std::vector<std::string> expected = {"ee->e", "EE->E", "ff->f", "dd->d"};
  BOOST_TEST(types == expected, boost::test_tools::per_element());
  BOOST_TEST(add.identity().value() == 0);
  BOOST_TEST(!nd::ufunc("maximum").identity());
  BOOST_TEST(throws<nd::value_error>([] { (void)nd::ufunc("no such function"); }, "ufunc: there is none named 'no such function'"));
}

BOOST_AUTO_TEST_CASE(dtypes_of_a_call_are_known_before_it) {
  using nd::dtype;
  using dtypes = std::vector<dtype>;
  const auto expect = [](const dtypes& found, const dtypes& expected) { BOOST_TEST((found == expected)); };
  expect(nd::ufunc("add").resolve_dtypes({{dtype::float32}, {dtype::int64, true}}), {dtype::float32, dtype::float32, dtype::float32});
  expect(nd::ufunc("divide").resolve_dtypes({{dtype::int8}, {dtype::uint8}}), {dtype::float64, dtype::float64, dtype::float64});
  expect(nd::ufunc("divmod").resolve_dtypes({{dtype::float32}, {dtype::float64}}),
         {dtype::float64, dtype::float64, dtype::float64, dtype::float64});
  expect(nd::ufunc("isnan").resolve_dtypes({{dtype::float16}}), {dtype::float16, dtype::bool_});
  expect(nd::ufunc("multiply").resolve_dtypes({{dtype::float64}, {dtype::float64}}, {.dtype = dtype::float32}),
         {dtype::float32, dtype::float32, dtype::float32});
  expect(nd::ufunc("add").resolve_dtypes({{dtype::int8}}, {.reduction = true}), {dtype::int64, dtype::int64, dtype::int64});
  BOOST_CHECK_THROW((void)nd::ufunc("add").resolve_dtypes({{dtype::int8}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::ufunc("multiply").resolve_dtypes({{dtype::float64}, {dtype::float64}}, {.dtype = dtype::int8}),
                    nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::ufunc("bitwise_and").resolve_dtypes({{dtype::float64}, {dtype::float64}}), nd::dtype_error);
  BOOST_TEST(!nd::ufunc("add").signature());
}

BOOST_AUTO_TEST_CASE(out_takes_results_by_casting_and_where_leaves_the_rest) {
  const numbers a = {1, 4, 9, 16};
  const nd::array<bool> mask = {true, false, true, false};
  nd::array<float> out = {-1, -2, -3, -4};
  const nd::any_operand arguments[] = {a};
  (void)nd::ufunc("sqrt").call(arguments, {.out = {out}, .where = nd::any_view(nd::any_array(mask))});
  BOOST_TEST(is(out, {4}, {1, -2, 3, -4}));
}

BOOST_AUTO_TEST_CASE(out_that_cannot_take_the_result_stays_as_it_was) {
  const numbers a = {1, 4};
  integers out = {7, 8};
  const nd::any_operand arguments[] = {a};
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::ufunc("sqrt").call(arguments, {.out = {out}}); },
                                     "sqrt: the result is float64, which does not become the int64 of 'out' by casting 'same_kind'"));
  numbers small = {7};
  BOOST_CHECK_THROW((void)nd::ufunc("sqrt").call(arguments, {.out = {small}}), nd::shape_error);
  BOOST_TEST(is(out, {2}, {7, 8}));
  BOOST_TEST(is(small, {1}, {7}));
  BOOST_CHECK_THROW((void)nd::ufunc("divmod").call(arguments, {.out = {out}}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(where_must_be_bool) {
  const numbers a = {1, 4};
  const nd::any_operand arguments[] = {a};
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::ufunc("sqrt").call(arguments, {.where = nd::any_view(nd::any_array(a))}); },
                                     "sqrt: 'where' must be bool, not float64"));
}

BOOST_AUTO_TEST_CASE(out_may_overlap_the_arguments) {
  numbers a = {1, 2, 3, 4};
  const nd::any_view whole(a);
  const nd::any_operand arguments[] = {whole(nd::slice(0, 3)), 10};
  (void)nd::ufunc("add").call(arguments, {.out = {whole(nd::slice(1, 4))}});
  BOOST_TEST(is(a, {4}, {1, 11, 12, 13}));
}

BOOST_AUTO_TEST_CASE(dtype_chooses_the_loop) {
  const nd::array<float> a = {1, 2};
  const nd::any_operand arguments[] = {a, a};
  BOOST_TEST((nd::ufunc("add").call(arguments, {.dtype = nd::dtype::float64})[0].dtype() == nd::dtype::float64));
  BOOST_CHECK_THROW((void)nd::ufunc("add").call(arguments, {.dtype = nd::dtype::int32}), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(of_two_results_give_both) {
  const integers a = {7, -7}, b = {2, 2};
  const nd::any_operand arguments[] = {a, b};
  const std::vector<nd::any_array> results = nd::ufunc("divmod").call(arguments);
  BOOST_TEST(is(nd::as<std::int64_t>(results[0]), {2}, {3, -4}));
  BOOST_TEST(is(nd::as<std::int64_t>(results[1]), {2}, {1, 1}));
  const nd::any_operand number[] = {numbers{-2.5, infinity}};
  const std::vector<nd::any_array> parts = nd::ufunc("modf").call(number);
  BOOST_TEST(is(nd::as<double>(parts[0]), {2}, {-0.5, 0}));
  BOOST_TEST(is(nd::as<double>(parts[1]), {2}, {-2, infinity}));
}

BOOST_AUTO_TEST_CASE(reduce_folds_from_the_left) {
  const numbers a = {{10, 1, 2}, {20, 3, 4}};
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("subtract").reduce(a, {.axis = 1})), {2}, {7, 13}));
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("add").reduce(a, {.axis = nd::none})), {}, {40}));
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("hypot").reduce(numbers{3, 4, 12}, {.keepdims = true})), {1}, {13}));
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("add").reduce(a, {.axis = 0, .initial = 100})), {3}, {130, 104, 106}));
  const nd::array<bool> mask = {true, false, true};
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("multiply").reduce(a, {.axis = 1, .where = nd::any_view(nd::any_array(mask))})), {2}, {20, 80}));
}

BOOST_AUTO_TEST_CASE(reduce_passes_over_masked_elements) {
  const nd::array<bool> mask = {{true, false, true}, {false, true, true}};
  const numbers a = {{1, 2, 3}, {4, 5, 6}};
  const nd::any_view where{nd::any_array(mask)};
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("subtract").reduce(a, {.axis = 1, .initial = 100, .where = where})), {2}, {96, 89}));
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("subtract").reduce(a, {.axis = 0, .initial = 100, .where = where})), {3}, {99, 95, 91}));
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("maximum").reduce(a, {.axis = 1, .initial = 2.5, .where = where})), {2}, {3, 6}));
}

BOOST_AUTO_TEST_CASE(logical_functions_take_every_kind_of_number) {
  const nd::any_array a = numbers{0, 2};
  BOOST_TEST(is(nd::cast<bool>(nd::logical_and(a, std::complex<double>(0, 1))), {2}, {false, true}));
}

BOOST_AUTO_TEST_CASE(reduce_of_nothing_is_the_identity_or_an_error) {
  const nd::array<std::uint8_t> none = nd::zeros<std::uint8_t>({0, 2});
  BOOST_TEST(is(nd::cast<std::uint8_t>(nd::ufunc("bitwise_and").reduce(none)), {2}, {255, 255}));
  BOOST_CHECK_THROW((void)nd::ufunc("fmax").reduce(none), nd::value_error);
  BOOST_CHECK_THROW((void)nd::ufunc("maximum").reduce(none), nd::value_error);
  BOOST_CHECK_THROW((void)nd::ufunc("subtract").reduce(nd::zeros({2, 2}), {.axis = {0, 1}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::ufunc("sin").reduce(none), nd::value_error);
}

BOOST_AUTO_TEST_CASE(accumulate_keeps_every_step) {
  const integers a = {{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::ufunc("add").accumulate(a, 1)), {2, 3}, {1, 3, 6, 4, 9, 15}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::ufunc("multiply").accumulate(a)), {2, 3}, {1, 2, 3, 4, 10, 18}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::ufunc("power").accumulate(integers{2, 3, 2})), {3}, {2, 8, 64}));
  BOOST_CHECK_THROW((void)nd::ufunc("add").accumulate(a, 2), nd::index_error);
}

BOOST_AUTO_TEST_CASE(reduceat_reduces_between_indices) {
  const integers a = nd::arange<std::int64_t>(8);
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::ufunc("add").reduceat(a, integers{0, 4, 1, 5})), {4}, {6, 4, 10, 18}));
  BOOST_CHECK_THROW((void)nd::ufunc("add").reduceat(a, integers{0, 8}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(outer_pairs_all_with_all) {
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::ufunc("multiply").outer(integers{1, 2}, integers{3, 4, 5})), {2, 3}, {3, 4, 5, 6, 8, 10}));
}

BOOST_AUTO_TEST_CASE(at_counts_repeated_indices) {
  integers a = {0, 0, 0};
  nd::ufunc("add").at(a, integers{0, 2, 0, -1}, 1);
  BOOST_TEST(is(a, {3}, {2, 0, 2}));
  nd::ufunc("negative").at(a, integers{0});
  BOOST_TEST(is(a, {3}, {-2, 0, 2}));
  BOOST_CHECK_THROW(nd::ufunc("add").at(a, integers{3}, 1), nd::index_error);
  BOOST_TEST(is(a, {3}, {-2, 0, 2}));
  nd::ufunc("logical_and").at(a, integers{2}, 7);
  BOOST_TEST(is(a, {3}, {-2, 0, 1}));
  nd::ufunc("add").at(a, integers{1}, 1.75);
  BOOST_TEST(is(a, {3}, {-2, 1, 1}));
}

BOOST_AUTO_TEST_CASE(of_users_run_like_those_of_the_library) {
  const nd::user_loop loops[] = {{{nd::dtype::float64}, nd::dtype::float64, triple}};
  nd::register_ufunc("triple", loops);
  const nd::any_array i = integers{1, 2};
  BOOST_TEST(is(nd::cast<double>(nd::ufunc("triple")(i + 1)), {2}, {6, 9}));
  BOOST_TEST(throws<nd::value_error>([&] { nd::register_ufunc("triple", loops); }, "register_ufunc: the name 'triple' is taken"));
  BOOST_CHECK_THROW(nd::register_ufunc("add", loops), nd::value_error);
  BOOST_CHECK_THROW(nd::register_ufunc("nothing", {}), nd::value_error);
  BOOST_TEST(throws<nd::dtype_error>(
      [&] { (void)nd::ufunc("triple")(nd::any_array(nd::array<std::complex<double>>(nd::zeros<std::complex<double>>({2})))); },
      "triple: no loop for complex128"));
}

BOOST_AUTO_TEST_SUITE_END()
