// SPDX-License-Identifier: BSD-3-Clause
// Structured dtypes: where fields stand, NumPy's spellings, what is refused.
#include "records.hpp"

#include "dtype/structured_text.hpp"

using namespace lazynd_test;

namespace {

std::string offsets_of(const nd::structured_dtype& type) {
  std::string text;
  for (const nd::record_field& field : type.fields()) text += (text.empty() ? "" : ",") + std::to_string(field.offset);
  return text;
}

std::string description_of(const nd::structured_dtype& type) {
  try {
    return nd::detail::describe_record(type);
  } catch (const nd::value_error&) {
    return "";
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(structured_dtype)

BOOST_AUTO_TEST_CASE(numpys_spellings_are_understood_and_written) {
  int known = 0, refused = 0;
  for (const auto& line : read_table("spellings.tsv")) {
    BOOST_TEST_CONTEXT(line[0] << " " << line[1]) {
      const bool align = line[1] == "1";
      if (line[2] == "refused") {
        ++refused;
        BOOST_CHECK_THROW(nd::structured_dtype(line[0], align), nd::error);
        continue;
      }
      ++known;
      const nd::structured_dtype type(line[0], align);
      BOOST_TEST(nd::repr(type) == line[2]);
      BOOST_TEST(nd::to_string(type) == line[3]);
      BOOST_TEST(std::to_string(type.itemsize()) == line[4]);
      BOOST_TEST(std::to_string(type.alignment()) == line[5]);
      BOOST_TEST(offsets_of(type) == line[6]);
      BOOST_TEST(description_of(type) == line[7]);
    }
  }
  BOOST_TEST(known == 28);
  BOOST_TEST(refused == 13);
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  for (const auto& line : read_table("spellings.tsv")) {
    if (line[2] == "refused") continue;
    const nd::structured_dtype type(line[0], line[1] == "1");
    BOOST_TEST_CONTEXT(line[3]) {
      const nd::structured_dtype again(nd::to_string(type));
      BOOST_TEST((again == type));
      BOOST_TEST(again.is_aligned() == type.is_aligned());
    }
  }
}

BOOST_AUTO_TEST_CASE(fields_follow_each_other_unless_they_are_aligned) {
  const std::vector<nd::record_field> fields = {{"a", nd::dtype::uint8}, {"b", nd::dtype::float64}, {"c", nd::dtype::int16, {3}}};
  const nd::structured_dtype packed(fields), aligned(fields, {.align = true});
  BOOST_TEST(packed.itemsize() == 15U);
  BOOST_TEST(packed.alignment() == 1U);
  BOOST_TEST(packed.is_packed());
  BOOST_TEST(aligned.itemsize() == 24U);
  BOOST_TEST(aligned.alignment() == 8U);
  BOOST_TEST(aligned["b"].offset == 8);
  BOOST_TEST(aligned["c"].itemsize() == 6U);
  BOOST_TEST(!aligned.is_packed());
  BOOST_TEST((packed.names() == std::vector<std::string>{"a", "b", "c"}));
  BOOST_TEST(nd::structured_dtype().itemsize() == 0U);
}

BOOST_AUTO_TEST_CASE(offsets_and_itemsize_may_be_given_and_fields_may_overlap) {
  const nd::structured_dtype type({{"whole", nd::dtype::uint32, {}, 4}, {"low", nd::dtype::uint16, {}, 4}, {"high", nd::dtype::uint16}},
                                  {.itemsize = 16});
  BOOST_TEST(type["high"].offset == 6);
  BOOST_TEST(type.itemsize() == 16U);
  BOOST_TEST(!type.is_packed());
}

BOOST_AUTO_TEST_CASE(equal_are_dtypes_whose_records_can_be_taken_for_each_other) {
  const nd::structured_dtype type = nested();
  BOOST_TEST((type == nested()));
  BOOST_TEST((type == nd::structured_dtype(nd::to_string(type))));
  BOOST_TEST((type != nd::structured_dtype("f4, 3i2")));
  BOOST_TEST((nd::structured_dtype("u1, u1") == nd::structured_dtype("u1, u1", true)));
  BOOST_TEST((nd::structured_dtype("u1, f8") != nd::structured_dtype("u1, f8", true)));
  BOOST_TEST((nd::structured_dtype("f8, i8") != nd::structured_dtype("i8, f8")));
  BOOST_TEST((nd::structured_dtype("f8, 2i8") != nd::structured_dtype("f8, (2,1)i8")));
}

BOOST_AUTO_TEST_CASE(some_of_the_fields_stay_where_they_are) {
  const std::string_view names[] = {"ok", "x"};
  const nd::structured_dtype some = simple().select(names);
  BOOST_TEST(nd::repr(some) == "dtype({'names': ['ok', 'x'], 'formats': ['?', '<f8'], 'offsets': [12, 0], 'itemsize': 13})");
  const std::string_view aligned[] = {"f1"};
  BOOST_TEST(nd::repr(nd::structured_dtype("u1, f8", true).select(aligned)) ==
             "dtype({'names': ['f1'], 'formats': ['<f8'], 'offsets': [8], 'itemsize': 16}, align=True)");
}

BOOST_AUTO_TEST_CASE(what_no_records_can_be_is_refused_by_name) {
  using D = nd::dtype;
  BOOST_TEST(throws<nd::value_error>([] { (void)simple()["z"]; }, "structured_dtype: no field 'z' among 'x', 'y', 'ok'"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8}, {"x", D::int8}});
      },
      "structured_dtype: field 'x' comes twice"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"f1", D::int8}, {"", D::int8}});
      },
      "structured_dtype: field 'f1' comes twice"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"\xff", D::int8}});
      },
      "structured_dtype: the name of field 0 is no UTF-8"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8, {-1}}});
      },
      "structured_dtype: field 'x': a negative extent in the shape"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8, {}, -8}});
      },
      "structured_dtype: field 'x': the offset -8 is negative"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int32, {}, 2}}, {.align = true});
      },
      "structured_dtype: field 'x': the offset 2 is not aligned to 4"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8, {}, 2147483647}});
      },
      "structured_dtype: field 'x': it ends beyond 2 GiB"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8, {1 << 20, 1 << 20}}});
      },
      "structured_dtype: field 'x': its sub-array has 2 GiB or more"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int64}}, {.itemsize = 7});
      },
      "structured_dtype: the itemsize 7 does not suit fields of 8 bytes"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int64}}, {.itemsize = -2});
      },
      "structured_dtype: the itemsize -2 does not suit fields of 8 bytes"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int64}}, {.align = true, .itemsize = 12});
      },
      "structured_dtype: the itemsize 12 does not suit fields of 8 bytes that are aligned to 8"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype({{"x", D::int8, nd::dims(65, 1)}});
      },
      "structured_dtype: more than 64 axes"));
  BOOST_TEST(throws<nd::value_error>(
      [] {
        nd::structured_dtype type;
        for (int i = 0; i < 40; ++i) type = nd::structured_dtype({{"in", type}});
      },
      "structured_dtype: records nested deeper than 32"));
  const std::string_view twice[] = {"x", "x"};
  BOOST_TEST(throws<nd::value_error>([&] { (void)simple().select(twice); }, "structured_dtype: field 'x' comes twice"));
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_dtype_are_dtype_errors_that_say_where) {
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("f8"); }, "dtype: 'f8': a dtype without fields (byte 0 of 2)"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("f8, wonder"); }, "dtype: 'wonder' is not known"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("f8, >f8"); },
                                     "dtype: '>f8' is not in this machine's byte order; only files can have another"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("[('x', 'f8')"); },
                                     "dtype: '[('x', 'f8')': it ends where ']' should stand (byte 12 of 12)"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("[('x', 'f8')] x"); },
                                     "dtype: '[('x', 'f8')] x': something follows the dtype (byte 14 of 15)"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("{'name': ['x']}"); },
                                     "dtype: '{'name': ['x']}': unknown key 'name' (byte 8 of 15)"));
  BOOST_TEST(throws<nd::dtype_error>([] { nd::structured_dtype("[('x', 'f8', 2.5)]"); },
                                     "dtype: '[('x', 'f8', 2.5)]': expected an integer (byte 14 of 18)"));
  const std::string deep = std::string(1000, '(');
  BOOST_CHECK_THROW(nd::structured_dtype("[('x', " + deep), nd::dtype_error);
}

BOOST_AUTO_TEST_SUITE_END()
