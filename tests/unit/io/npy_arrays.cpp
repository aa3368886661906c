// SPDX-License-Identifier: BSD-3-Clause
// save and load of arrays, views and expressions, typed or not.
#include "../expect.hpp"
#include "fixtures.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(io_npy_arrays)

BOOST_AUTO_TEST_CASE(arrays_views_and_expressions_are_saved_and_loaded) {
  const npy_test::temporary_folder folder;
  const std::string file = folder / "a.npy";
  const nd::array<float> a = {{1, 2, 3}, {4, 5, 6}};
  nd::save(file, a);
  BOOST_TEST(same(nd::load<float>(file), a));
  nd::save(file, a(nd::all, nd::slice(nd::none, nd::none, -2)));
  BOOST_TEST(is(nd::load<float>(file, {.mmap = true}), {2, 2}, {3, 1, 6, 4}));
  nd::save(file, a * 2 + 1);
  BOOST_TEST(is(nd::load<float>(file), {2, 3}, {3, 5, 7, 9, 11, 13}));
  nd::save(file, nd::sum(a > 2));
  BOOST_TEST(is(nd::load<std::int64_t>(file), {}, {4}));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::load<double>(file); },
                                     "load: " + file + " holds int64, not float64; load it as what it is and cast"));
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_are_saved_and_loaded) {
  const npy_test::temporary_folder folder;
  const std::string file = folder / "a.npy";
  nd::any_array a = nd::array<float>{{1, 2, 3}, {4, 5, 6}};
  nd::save(file, a);
  BOOST_TEST(same(nd::load<float>(file), nd::as<float>(a)));
  BOOST_TEST((nd::load(file).dtype() == nd::dtype::float32));
  nd::save(file, a(nd::all, nd::slice(nd::none, nd::none, -2)));
  BOOST_TEST(is(nd::cast<float>(nd::load(file, {.mmap = true})), {2, 2}, {3, 1, 6, 4}));
  nd::save(file, a * 2 + 1);
  BOOST_TEST(is(nd::load<float>(file), {2, 3}, {3, 5, 7, 9, 11, 13}));
  nd::save(file, nd::argmax(a, {.axis = 1}));
  BOOST_TEST(is(nd::cast<std::int64_t>(nd::load(file)), {2}, {2, 2}));
}

BOOST_AUTO_TEST_CASE(a_field_of_records_is_saved_as_an_array) {
  const npy_test::temporary_folder folder;
  const std::string file = folder / "a.npy";
  nd::structured_array records = nd::zeros(nd::structured_dtype("f8, i4"), {3});
  records["f1"] = nd::arange<std::int32_t>(3);
  nd::save(file, records["f1"]);
  BOOST_TEST(is(nd::load<std::int32_t>(file), {3}, {0, 1, 2}));
}

BOOST_AUTO_TEST_SUITE_END()
