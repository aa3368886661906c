// SPDX-License-Identifier: BSD-3-Clause
// The axes of a new result lie in memory as those of its operands do, whichever way it is computed.
#include "../expect.hpp"
#include "../layout/reference.hpp"

using namespace lazynd_test;
using layout_test::strides_that_count;
using layout_test::text;

namespace {

/// Views with those layouts of different numbers around the middle of one array.
std::vector<nd::view<double>> operands_of(const layout_test::ordered_result& row) {
  static nd::array<double> memory = nd::sin(nd::arange<double>(1 << 12));
  std::vector<nd::view<double>> made;
  for (const nd::layout& where : row.operands) {
    std::byte* const middle = memory.storage()->data + memory.size() * 4 + static_cast<nd::index_t>(made.size()) * 8;
    made.emplace_back(nd::view_block(memory.storage(), middle, where));
  }
  return made;
}

template <nd::ArrayLike A>
verdict has_order(const A& result, const layout_test::ordered_result& row) {
  const std::string found = text(strides_that_count(result.storage()->where));
  if (result.shape() == row.shape && found == text(row.strides)) return verdict(true);
  std::string about;
  for (const nd::layout& operand : row.operands) about += text(operand.shape) + "@" + text(operand.strides) + " ";
  return refuse(about + "give " + found + " and not " + text(row.strides));
}

/// An expression by the short way, by a plan, as run-time dtype; the elements as those written into an array in C order.
template <class E>
void check(const E& e, const layout_test::ordered_result& row) {
  nd::array<double> in_c_order = nd::zeros(row.shape);
  in_c_order(nd::ellipsis) = e;
  const nd::array<double> made = e;
  BOOST_TEST(has_order(made, row));
  BOOST_TEST((elements(made) == elements(in_c_order)));
  nd::array<double> planned;  // several targets at once always have a plan
  nd::array<bool> other;
  nd::assign(planned, e, other, e < 0);
  BOOST_TEST(has_order(planned, row));
  BOOST_TEST((elements(planned) == elements(in_c_order)));
  nd::array<double> replaced;
  replaced = e;
  BOOST_TEST(has_order(replaced, row));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(array_result_order)

BOOST_AUTO_TEST_CASE(results_of_any_layouts_have_the_order_that_numpy_gives_them) {
  for (const layout_test::ordered_result& row : layout_test::ordered_results()) {
    const auto x = operands_of(row);
    if (x.size() == 1) check(-x[0], row);
    if (x.size() == 2) check(x[0] + x[1], row);
    if (x.size() == 3) check(nd::clip(x[0], x[1], x[2]), row);
  }
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_do_as_typed_arrays) {
  for (const layout_test::ordered_result& row : layout_test::ordered_results()) {
    const auto x = operands_of(row);
    if (x.size() != 2) continue;
    const nd::any_array made = nd::any_view(x[0]) + nd::any_view(x[1]);
    BOOST_TEST(text(strides_that_count(made.storage()->where)) == text(row.strides));
    BOOST_TEST((elements(nd::as<double>(made)) == elements(nd::eval(x[0] + x[1]))));
  }
}

BOOST_AUTO_TEST_CASE(results_of_many_elements_do_too) {
  const nd::array<double> a = nd::arange<double>(24000).reshape({20, 30, 40});
  const auto turned = nd::transpose(a, {2, 0, 1});
  const nd::array<double> r = nd::exp(turned * 1e-5) + 1;
  BOOST_TEST(text(r.strides()) == "(8,9600,320)");
  nd::array<double> in_c_order = nd::zeros({40, 20, 30});
  in_c_order = nd::exp(turned * 1e-5) + 1;
  BOOST_TEST((elements(r) == elements(in_c_order)));
  const nd::array<float> narrow = nd::cast<float>(turned);
  BOOST_TEST(text(narrow.strides()) == "(4,4800,160)");
}

BOOST_AUTO_TEST_CASE(operands_in_different_orders_give_c_order) {
  const nd::array<double> a = nd::ones({3, 4}), b = nd::ones({4, 3});
  BOOST_TEST(text(nd::eval(nd::transpose(a) + b).strides()) == "(24,8)");
  BOOST_TEST(text(nd::eval(nd::transpose(a) * 2 + nd::transpose(a)).strides()) == "(8,32)");
}

BOOST_AUTO_TEST_CASE(results_of_reductions_are_in_c_order_and_do_not_decide) {
  const nd::array<double> a = nd::arange<double>(24).reshape({2, 3, 4});
  const auto turned = nd::transpose(a);
  BOOST_TEST(text(nd::eval(nd::sum(turned, {.axis = 0})).strides()) == "(16,8)");
  BOOST_TEST(text(nd::eval(turned - nd::mean(turned, {.axis = 0})).strides()) == "(8,32,96)");
}

BOOST_AUTO_TEST_CASE(arrays_like_another_have_its_order) {
  const nd::array<double> a = nd::zeros({2, 3, 4});
  const auto turned = nd::transpose(a, {1, 0, 2});
  BOOST_TEST(text(nd::empty_like(turned).strides()) == "(32,96,8)");
  BOOST_TEST(text(nd::zeros_like(nd::transpose(a)).strides()) == "(8,32,96)");
  BOOST_TEST(text(nd::zeros_like<std::int8_t>(turned).strides()) == "(4,12,1)");
  BOOST_TEST(text(nd::zeros_like(turned, {.shape = nd::shape_t{5, 6, 7}}).strides()) == "(56,280,8)");
  BOOST_TEST(text(nd::zeros_like(turned, {.shape = nd::shape_t{5, 6}}).strides()) == "(48,8)");
  BOOST_TEST(is(nd::ones_like(nd::transpose(a)(0, nd::all, nd::all)), {3, 2}, {1, 1, 1, 1, 1, 1}));
  BOOST_TEST(is(nd::full_like(a(0, nd::slice(nd::none, nd::none, -1), 0), 7), {3}, {7, 7, 7}));
}

BOOST_AUTO_TEST_CASE(a_destination_keeps_its_own_order) {
  nd::array<double> c = nd::zeros({4, 3});
  c = nd::transpose(nd::ones({3, 4})) + 1;
  BOOST_TEST(text(c.strides()) == "(24,8)");
}

BOOST_AUTO_TEST_SUITE_END()
