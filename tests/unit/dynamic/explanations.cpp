// SPDX-License-Identifier: BSD-3-Clause
// What dynamic expressions will cost, and what the library is.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(dynamic_explanations)

BOOST_AUTO_TEST_CASE(a_dynamic_expression_names_its_kernels_and_the_instruction_set) {
  const nd::any_array a = nd::ones({1000, 1000});
  std::ostringstream out;
  out << nd::explain(nd::sin(a) * 2 + 1);
  const std::string text = out.str();
  for (const char* word : {"sin", "multiply", "add"}) BOOST_TEST(text.find(word) != std::string::npos, text);
  BOOST_TEST(text.find(std::string(nd::name(nd::active_simd_level()))) != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(show_config_tells_version_instruction_set_threads_and_ufuncs) {
  const std::string text = nd::show_config();
  BOOST_TEST(text.find("lazynd " + std::string(nd::version())) == 0U, text);
  BOOST_TEST(text.find(std::string(nd::name(nd::active_simd_level())) + " is in use") != std::string::npos, text);
  BOOST_TEST(text.find("threads: " + std::to_string(nd::get_num_threads()) + " ") != std::string::npos, text);
  BOOST_TEST(text.find(std::to_string(nd::ufunc_names().size()) + " with ") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
