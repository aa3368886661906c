// SPDX-License-Identifier: BSD-3-Clause
// Every loop of every ufunc, over all dtypes: an element's bits do not depend on its position, the layout, fusion with a cast, or threads;
// and, for all but transcendental functions, not on the instruction set.
#include <cmath>
#include <cstring>
#include <random>
#include <set>

#include "../unit/expect.hpp"

namespace {

namespace nd = lazynd;

constexpr nd::index_t rows = 5, columns = 67;

const std::set<std::string_view>& transcendental() {
  static const std::set<std::string_view> names = {
      "exp",  "exp2", "expm1", "log",     "log2",    "log10",   "log1p", "sin",     "cos",   "tan",   "arcsin",      "arccos", "arctan",
      "sinh", "cosh", "tanh",  "arcsinh", "arccosh", "arctanh", "cbrt",  "arctan2", "hypot", "power", "float_power", "sqrt",   "absolute"};
  return names;
}

/// Ordinary values, and where things go wrong: zeros of both signs, infinities, NaN, subnormal and extreme numbers.
template <class T>
T any_value(std::mt19937_64& random) {
  if constexpr (nd::is_complex_v<T>) {
    const auto real = any_value<typename T::value_type>(random);
    return T(real, any_value<typename T::value_type>(random));
  } else if constexpr (nd::is_floating_v<T>) {
    using limits = std::numeric_limits<T>;
    const T special[] = {T(0.0f),
                         T(-0.0f),
                         limits::infinity(),
                         T(-static_cast<float>(limits::infinity())),
                         limits::quiet_NaN(),
                         limits::denorm_min(),
                         limits::max(),
                         limits::min()};
    const auto draw = random() % 40;
    return draw < std::size(special) ? special[draw] : static_cast<T>(std::ldexp(static_cast<double>(random() % 20001) - 10000, -11));
  } else if constexpr (std::is_same_v<T, bool>) {
    return random() % 2 == 0;
  } else {
    return random() % 3 == 0 ? static_cast<T>(random()) : static_cast<T>(random() % 9);
  }
}

nd::any_array values_of(nd::dtype type, bool small, unsigned seed) {
  std::mt19937_64 random(seed);
  return nd::visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    nd::array<T> made = nd::empty<T>({rows, columns});
    for (nd::index_t i = 0; i < made.size(); ++i) {
      made.data()[i] = small && std::is_integral_v<T> ? nd::cast_element<T>(static_cast<std::int32_t>(random() % 7)) : any_value<T>(random);
    }
    return nd::any_array(std::move(made));
  });
}

/// What the kernel of one instruction set gives for each element alone.
nd::any_array one_by_one(const nd::kernel_set& loop, nd::simd_level level, const std::vector<nd::any_array>& inputs) {
  nd::any_array made(nd::allocate_block(loop.result, {rows, columns}));
  for (nd::index_t i = 0; i < rows * columns; ++i) {
    const void* operands[3];
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      operands[k] = inputs[k].storage()->data + i * static_cast<nd::index_t>(nd::itemsize(inputs[k].dtype()));
    }
    loop.run[static_cast<int>(level)](operands, made.storage()->data + i * static_cast<nd::index_t>(nd::itemsize(loop.result)), 1);
  }
  return made;
}

bool same_bits(const nd::any_array& found, const nd::any_array& b) {
  if (found.dtype() != b.dtype() || found.shape() != b.shape()) return false;
  nd::any_array a(nd::allocate_block(found.dtype(), found.shape()));  // results have the order of their operands
  nd::any_view rows_of_a(a);
  rows_of_a = found;
  return nd::visit_dtype(a.dtype(), [&]<class T>(std::type_identity<T>) {
    const auto* const x = reinterpret_cast<const T*>(a.storage()->data);
    const auto* const y = reinterpret_cast<const T*>(b.storage()->data);
    for (nd::index_t i = 0; i < a.size(); ++i) {
      if (!lazynd_test::same_element<T>(x[i], y[i])) return false;
    }
    return true;
  });
}

/// The same elements in other memory: every second one of a bigger array, backwards; and transposed.
nd::any_view scattered(const nd::any_array& a) {
  nd::any_array room(nd::allocate_block(a.dtype(), {rows, 2 * columns}));
  nd::any_view view = nd::any_view(room)(nd::all, nd::slice(nd::none, nd::none, -2));
  view = a;
  return view;
}
nd::any_view transposed(const nd::any_array& a) {
  nd::any_array room(nd::allocate_block(a.dtype(), {rows, columns}, nd::order::f));
  nd::any_view view(room);
  view = a;
  return view;
}

void check_loop(std::string_view name, const nd::kernel_set& loop) {
  std::vector<nd::any_array> inputs;
  std::vector<nd::any_operand> plain, spread, turned;
  std::string text(name);
  for (int k = 0; k < loop.arity; ++k) {
    inputs.push_back(values_of(loop.inputs[k], name == "power", static_cast<unsigned>(7 * k + 1)));
    text += ' ' + std::string(nd::name(loop.inputs[k]));
  }
  for (const nd::any_array& input : inputs) {
    plain.emplace_back(input);
    spread.emplace_back(scattered(input));
    turned.emplace_back(transposed(input));
  }
  const nd::ufunc function(name);
  const nd::any_array baseline = one_by_one(loop, nd::simd_level::baseline, inputs);
  for (int i = 0; i <= static_cast<int>(nd::best_simd_level()); ++i) {
    const auto level = static_cast<nd::simd_level>(i);
    nd::set_simd_level(level);
    const nd::any_array expected = one_by_one(loop, level, inputs);
    if (!transcendental().contains(name)) BOOST_CHECK_MESSAGE(same_bits(expected, baseline), text << " baseline and " << nd::name(level));
    for (const auto& [operands, how] : {std::pair(&plain, "contiguous"), std::pair(&spread, "strided"), std::pair(&turned, "Fortran")}) {
      for (const int threads : {1, 2}) {
        const nd::thread_limit limit(threads);
        BOOST_CHECK_MESSAGE(same_bits(function.call(*operands)[0], expected), text << ' ' << how << ' ' << nd::name(level));
      }
    }
  }
  nd::set_simd_level(nd::best_simd_level());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_loop)

BOOST_AUTO_TEST_CASE(gives_an_element_the_same_bits_however_it_is_reached) {
  for (const std::string_view name : nd::ufunc_names()) {
    for (const nd::kernel_set* loop : nd::find_definition(name)->loops) check_loop(name, *loop);
  }
}

BOOST_AUTO_TEST_SUITE_END()
