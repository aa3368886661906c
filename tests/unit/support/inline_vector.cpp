// SPDX-License-Identifier: BSD-3-Clause
// Elements of a vector with room in place are made and destroyed once, however it grows, is copied and is moved.
#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

#include <lazynd/support/inline_vector.hpp>

namespace {

namespace nd = lazynd;

/// Counts what is alive, and throws when copied too often.
struct counted {
  static inline int alive = 0;
  static inline int copies_left = 1000;
  std::string text;

  counted() : counted("") {}
  explicit counted(const char* value) : text(value) { ++alive; }
  counted(const counted& other) : text(other.text) {
    if (copies_left == 0) throw std::runtime_error("no more copies");
    --copies_left;
    ++alive;
  }
  counted(counted&& other) noexcept : text(std::move(other.text)) { ++alive; }
  counted& operator=(const counted&) = default;
  counted& operator=(counted&&) = default;
  ~counted() { --alive; }
};

using vector = nd::inline_vector<counted, 2>;

vector numbered(std::size_t count) {
  vector made;
  for (std::size_t i = 0; i < count; ++i)
    made.emplace_back(("a text that is longer than any place in a string " + std::to_string(i)).c_str());
  return made;
}

std::string all_of(const vector& of) {
  std::string text;
  for (const counted& each : of) text += each.text.empty() ? '-' : each.text.back();
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(support_inline_vector)

BOOST_AUTO_TEST_CASE(growing_keeps_the_elements) {
  {
    const vector made = numbered(7);
    BOOST_TEST(made.size() == 7U);
    BOOST_TEST(all_of(made) == "0123456");
    BOOST_TEST(made.back().text == made[6].text);
    BOOST_TEST(counted::alive == 7);
  }
  BOOST_TEST(counted::alive == 0);
}

BOOST_AUTO_TEST_CASE(copies_are_apart_and_moves_leave_nothing) {
  for (const std::size_t from : {0U, 1U, 2U, 3U, 9U}) {
    for (const std::size_t to : {0U, 2U, 5U}) {
      vector source = numbered(from), target = numbered(to);
      target = source;
      BOOST_TEST(all_of(target) == all_of(source));
      if (from > 0) target[0].text = "x";
      BOOST_TEST((from == 0 || all_of(source)[0] == '0'));
      const std::string before = all_of(source);
      target = std::move(source);
      BOOST_TEST(all_of(target) == before);
      BOOST_TEST(source.empty());
      const vector moved(std::move(target));
      BOOST_TEST(all_of(moved) == before);
      BOOST_TEST(target.empty());
      target.emplace_back("7");
      BOOST_TEST(all_of(target) == "7");
    }
  }
  BOOST_TEST(counted::alive == 0);
}

BOOST_AUTO_TEST_CASE(resizing_makes_and_destroys) {
  {
    vector made = numbered(3);
    made.resize(5);
    BOOST_TEST(all_of(made) == "012--");
    made.resize(1);
    BOOST_TEST(all_of(made) == "0");
    BOOST_TEST(counted::alive == 1);
    made.clear();
    BOOST_TEST(made.empty());
  }
  BOOST_TEST(counted::alive == 0);
}

BOOST_AUTO_TEST_CASE(a_copy_that_throws_leaves_nothing_behind) {
  {
    const vector source = numbered(5);
    counted::copies_left = 3;
    BOOST_CHECK_THROW(vector{source}, std::runtime_error);
    BOOST_TEST(counted::alive == 5);
    counted::copies_left = 1000;
  }
  BOOST_TEST(counted::alive == 0);
}

BOOST_AUTO_TEST_SUITE_END()
