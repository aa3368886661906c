// SPDX-License-Identifier: BSD-3-Clause
// The error state: scopes, actions, threads, and which functions of an expression are named.
#include <thread>

#include "../conditions.hpp"

using namespace lazynd_test;
using enum nd::on_error;

namespace {

using numbers = nd::array<double>;

const numbers& zeros() {
  static const numbers made = {0, 0, 0};
  return made;
}
const numbers& signs() {
  static const numbers made = {1, 0, -1};
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(execution_errstate)

BOOST_AUTO_TEST_CASE(ignores_everything_unless_told_otherwise) {
  BOOST_TEST((nd::geterr() == nd::error_actions{ignore, ignore, ignore, ignore}));
  collected_warnings warnings;
  BOOST_TEST(is(signs() / zeros(), {3}, {infinity, quiet_nan, -infinity}));
  BOOST_TEST(warnings.all.empty());
}

BOOST_AUTO_TEST_CASE(scopes_nest_and_restore_what_was) {
  {
    const nd::errstate outer({.all = warn, .under = ignore});
    BOOST_TEST((nd::geterr() == nd::error_actions{warn, warn, ignore, warn}));
    {
      const nd::errstate inner({.divide = raise});
      BOOST_TEST((nd::geterr() == nd::error_actions{raise, warn, ignore, warn}));
      BOOST_CHECK_THROW((void)nd::eval(nd::log(zeros())), nd::floating_point_error);
    }
    BOOST_TEST((nd::geterr() == nd::error_actions{warn, warn, ignore, warn}));
    try {
      const nd::errstate inner({.all = raise});
      (void)nd::eval(nd::log(zeros()));
      BOOST_TEST(false);
    } catch (const nd::floating_point_error&) {
    }
    BOOST_TEST((nd::geterr() == nd::error_actions{warn, warn, ignore, warn}));
  }
  BOOST_TEST((nd::geterr() == nd::error_actions{}));
}

BOOST_AUTO_TEST_CASE(seterr_changes_what_is_named_and_gives_the_former_state) {
  const nd::errstate restore({});
  BOOST_TEST((nd::seterr({.over = raise}) == nd::error_actions{}));
  BOOST_TEST((nd::seterr({.all = warn}) == nd::error_actions{ignore, raise, ignore, ignore}));
  BOOST_TEST((nd::geterr() == nd::error_actions{warn, warn, warn, warn}));
  BOOST_TEST(!nd::geterrcall());
  BOOST_TEST(!nd::seterrcall([](std::string_view, unsigned) {}));
  BOOST_TEST(!!nd::geterrcall());
}

BOOST_AUTO_TEST_CASE(warns_in_the_words_of_numpy) {
  const sentences expected = {"divide by zero encountered in divide", "invalid value encountered in divide"};
  BOOST_TEST(warnings_of([] { (void)nd::eval(signs() / zeros()); }) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_each_condition_of_a_function_once_in_the_order_of_evaluation) {
  BOOST_TEST(warns(
      [] { (void)nd::eval(nd::sqrt(nd::log(zeros())) + nd::log(signs()) + signs() / zeros()); },
      {"divide by zero in log", "invalid value in log", "invalid value in sqrt", "divide by zero in divide", "invalid value in divide"}));
}

BOOST_AUTO_TEST_CASE(raises_after_the_destination_is_written) {
  numbers out = {7, 7, 7};
  const nd::errstate guard({.divide = raise});
  BOOST_TEST(throws<nd::floating_point_error>([&] { out = 1 + signs() / zeros(); }, "divide by zero encountered in divide"));
  BOOST_TEST(is(out, {3}, {infinity, quiet_nan, -infinity}));
  BOOST_CHECK_NO_THROW(out = nd::sqrt(signs()));  // an invalid value, which is ignored
}

BOOST_AUTO_TEST_CASE(calls_a_function_with_the_condition_and_all_flags) {
  std::vector<std::pair<std::string, unsigned>> calls;
  const nd::errstate guard(
      {.all = call, .call = [&](std::string_view condition, unsigned flags) { calls.emplace_back(condition, flags); }});
  (void)nd::eval(signs() / zeros());
  (void)nd::eval(nd::exp(signs() * 1000));
  const std::vector<std::pair<std::string, unsigned>> expected = {
      {"divide by zero", 9}, {"invalid value", 9}, {"overflow", 6}, {"underflow", 6}};
  BOOST_TEST((calls == expected));
}

BOOST_AUTO_TEST_CASE(a_function_that_is_called_may_evaluate_and_throw) {
  const auto stop = [](std::string_view, unsigned) {
    const numbers one = {1};
    throw std::runtime_error(nd::to_string(nd::eval(one / one)));
  };
  const nd::errstate guard({.divide = call, .call = stop});
  BOOST_TEST(throws<std::runtime_error>([] { (void)nd::eval(1 / zeros()); }, "[1.]"));
}

BOOST_AUTO_TEST_CASE(call_without_a_function_is_an_error) {
  const nd::errstate guard({.divide = call});
  BOOST_TEST(
      throws<nd::value_error>([] { (void)nd::eval(1 / zeros()); },
                              "errstate: divide by zero encountered in divide, and there is no function to call; set one with seterrcall"));
}

BOOST_AUTO_TEST_CASE(belongs_to_a_thread) {
  const nd::errstate guard({.divide = raise});
  bool ignored = false, warned = false;
  std::thread([&] {
    ignored = nd::geterr() == nd::error_actions{};
    (void)nd::eval(1 / zeros());
    warned = warns([] { (void)nd::eval(1 / zeros()); }, {"divide by zero in divide"}).p_predicate_value;
  }).join();
  BOOST_TEST(ignored);
  BOOST_TEST(warned);
  BOOST_CHECK_THROW((void)nd::eval(1 / zeros()), nd::floating_point_error);
}

BOOST_AUTO_TEST_CASE(threads_of_an_evaluation_have_the_state_of_the_one_that_started_it) {
  numbers a = nd::ones<double>({500000});
  a(499999) = 0;
  for (const int threads : {1, 2, 7}) {
    const nd::thread_limit limit(threads);
    BOOST_TEST(warns([&] { (void)nd::eval(nd::sin(1 / a) * 2); }, {"divide by zero in divide", "invalid value in sin"}));
  }
}

BOOST_AUTO_TEST_CASE(covers_reductions_and_what_they_reduce) {
  const numbers large = {1e308, 1e308, 1e308}, small = {1e-200, 1e-200}, none = nd::zeros<double>({0}), both = {infinity, -infinity};
  BOOST_TEST(warns([&] { (void)nd::sum(large).operator double(); }, {"overflow in sum"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum(nd::log(signs()), {.axis = 0})); }, {"divide by zero in log", "invalid value in log"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum(both)); }, {"invalid value in sum"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::prod(small)); }, {"underflow in prod"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::mean(none)); }, {"invalid value in mean"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::var(signs(), {.ddof = 3})); }, {"divide by zero in var"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::std(both)); }, {"invalid value in std"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::max(both), nd::argmin(both), nd::any(both)); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum(signs(), {.initial = infinity})); }, {}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum<std::int8_t>(nd::floor_divide(nd::array<std::int8_t>{1}, nd::array<std::int8_t>{0}))); },
                   {"divide by zero in floor_divide"}));
}

BOOST_AUTO_TEST_CASE(covers_running_sums) {
  const numbers large = {1e308, 1e308, -infinity}, small = {1e-200, 1e-200, 2};
  BOOST_TEST(warns([&] { (void)nd::cumsum(large); }, {"overflow in cumsum", "invalid value in cumsum"}));
  BOOST_TEST(warns([&] { (void)nd::cumprod(small); }, {"underflow in cumprod"}));
  BOOST_TEST(warns([&] { (void)nd::cumsum(nd::log(signs())); }, {"divide by zero in log", "invalid value in log"}));
}

BOOST_AUTO_TEST_CASE(covers_conversions) {
  const numbers a = {quiet_nan, 1e300, 1e-300};
  BOOST_TEST(warns([&] { (void)nd::eval(nd::cast<std::int32_t>(a)); }, {"invalid value in cast"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::cast<float>(a)); }, {"overflow in cast", "underflow in cast"}));
  nd::array<float> narrow = {0, 0, 0};
  BOOST_TEST(warns([&] { narrow = a * 2; }, {"overflow in cast", "underflow in cast"}));
  BOOST_TEST(warns([&] { (void)nd::astype(nd::any_array(a), nd::dtype::uint8); }, {"invalid value in cast"}));
}

BOOST_AUTO_TEST_CASE(sees_arguments_that_are_overwritten) {
  numbers a = {0, quiet_nan, -1};
  BOOST_TEST(warns([&] { a = nd::sqrt(a); }, {"invalid value in sqrt"}));
  BOOST_TEST(warns([&] { a = nd::sqrt(a); }, {}));
  numbers b = {0, 1};
  BOOST_TEST(warns([&] { b /= b; }, {"invalid value in divide"}));
}

// Small evaluations go another way than big ones, and both see results that a later step hides.
BOOST_AUTO_TEST_CASE(does_not_depend_on_size_layout_and_overlap) {
  for (const nd::index_t n : {3, 700, 40000}) {
    numbers a = nd::full<double>({n}, 2), spread = nd::zeros<double>({2 * n});
    a(n - 1) = 0;
    nd::view<double> every_other = spread(nd::slice(nd::none, nd::none, 2));
    BOOST_TEST(warns([&] { every_other = 3 / (1 / a) - 1; }, {"divide by zero in divide"}), n);
    BOOST_TEST((spread(0) == 5 && spread(1) == 0 && spread(2 * n - 2) == -1), n);
    BOOST_TEST(warns([&] { (void)nd::eval(nd::exp(a * 1000) + nd::sqrt(nd::expand_dims(a, 1)(nd::slice(2), nd::all) - 3)); },
                     {"overflow in exp", "invalid value in sqrt"}),
               n);
    BOOST_TEST(warns([&] { a(nd::slice(1, nd::none)) = nd::log(a(nd::slice(nd::none, -1))) / 0; }, {"divide by zero in divide"}), n);
    BOOST_TEST(warns([&] { (void)nd::any_array(nd::any_array(a) * 0.5 - a); }, {"invalid value in subtract"}), n);
    BOOST_TEST(a(1) == infinity, n);
  }
}

BOOST_AUTO_TEST_CASE(covers_functions_of_users) {
  const auto inverse = [](double x) { return 1 / x; };
  BOOST_TEST(warns([&] { (void)nd::eval(nd::map(inverse, signs() * 2) + nd::round(signs() * 1e308, 2)); },
                   {"overflow in map", "overflow in round"}));
  const auto root = [](double x, double y) { return std::sqrt(x) + y; };
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum(nd::map(root, signs(), zeros()))); }, {"invalid value in map"}));
}

BOOST_AUTO_TEST_CASE(computes_both_sides_of_a_selection_as_numpy_does) {
  BOOST_TEST(warns([] { (void)nd::eval(nd::where(signs() > 0, nd::log(signs()), 0)); }, {"divide by zero in log", "invalid value in log"}));
}

BOOST_AUTO_TEST_CASE(the_same_bits_and_calls_of_a_user_s_function_as_without) {
  const numbers a = nd::linspace(-3.0, 3.0, 1001);
  std::atomic<int> calls = 0;
  const auto counted = [&](double x) {
    ++calls;
    return x * x;
  };
  const auto expression = nd::exp(a) * nd::map(counted, a + 1) - nd::sqrt(a) / a;
  const numbers plain = expression;
  const nd::errstate watch({.all = call, .call = [](std::string_view, unsigned) {}});
  calls = 0;
  BOOST_TEST(same(numbers(expression), plain));
  BOOST_TEST(calls == 1001);
}

BOOST_AUTO_TEST_SUITE_END()
