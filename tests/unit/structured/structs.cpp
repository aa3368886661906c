// SPDX-License-Identifier: BSD-3-Clause
// Structs of C++ as records, and records as structs.
#include "records.hpp"

using namespace lazynd_test;

namespace {

struct spin {
  std::int8_t sign;
  std::complex<float> phase;
};

struct particle {
  double x;
  float velocity[3];
  std::uint16_t charge;
  bool alive;
  std::array<std::array<std::int32_t, 2>, 2> cells;
  spin spins[2];
  void* payload;  // no field
};

const auto spin_type = nd::structured<spin>({{"sign", &spin::sign}, {"phase", &spin::phase}});
const auto particle_type = nd::structured<particle>({{"x", &particle::x},
                                                     {"velocity", &particle::velocity},
                                                     {"charge", &particle::charge},
                                                     {"alive", &particle::alive},
                                                     {"cells", &particle::cells},
                                                     {"spins", &particle::spins, spin_type}});

}  // namespace

BOOST_AUTO_TEST_SUITE(structured_structs)

BOOST_AUTO_TEST_CASE(members_are_fields_at_their_places) {
  BOOST_TEST(particle_type.itemsize() == sizeof(particle));
  BOOST_TEST(particle_type["x"].offset == static_cast<nd::index_t>(offsetof(particle, x)));
  BOOST_TEST(particle_type["alive"].offset == static_cast<nd::index_t>(offsetof(particle, alive)));
  BOOST_TEST(particle_type["spins"].offset == static_cast<nd::index_t>(offsetof(particle, spins)));
  BOOST_TEST((particle_type["cells"].shape == nd::dims{2, 2}));
  BOOST_TEST((particle_type["velocity"].type == nd::dtype::float32));
  BOOST_TEST((*particle_type["spins"].record == spin_type));
  BOOST_TEST(nd::repr(spin_type) == "dtype([('sign', 'i1'), ('phase', '<c8')], align=True)");
}

BOOST_AUTO_TEST_CASE(a_span_of_structs_is_computed_with_in_place) {
  std::vector<particle> particles(5);
  for (std::size_t i = 0; i < particles.size(); ++i) particles[i].velocity[1] = static_cast<float>(i);
  const nd::structured_view records = nd::borrow(std::span(particles), particle_type);
  BOOST_TEST((records.shape() == nd::shape_t{5}));
  records.field<double>("x") = nd::arange<double>(5) * 2;
  records["velocity"](nd::all, 1) += 0.5;
  records["alive"] = records["x"] > 3;
  records["cells"] = nd::array<std::int32_t>{{1, 2}, {3, 4}};
  records["spins"]["phase"](nd::all, 0) = std::complex<double>(0, 1);
  BOOST_TEST(particles[3].x == 6);
  BOOST_TEST(particles[3].velocity[1] == 3.5F);
  BOOST_TEST(!particles[1].alive);
  BOOST_TEST(particles[2].alive);
  BOOST_TEST(particles[4].cells[1][0] == 3);
  BOOST_TEST((particles[4].spins[0].phase == std::complex<float>(0, 1)));
  BOOST_TEST((particles[4].spins[1].phase == std::complex<float>(0, 0)));
  particles[0].x = 100;
  BOOST_TEST(doubles(nd::max(records["x"])) == (std::vector<double>{100}));
}

BOOST_AUTO_TEST_CASE(const_structs_are_only_read) {
  const std::vector<particle> particles(3);
  const nd::structured_view records = nd::borrow(std::span(particles), particle_type);
  BOOST_TEST(doubles(nd::sum(records["x"])) == (std::vector<double>{0}));
  BOOST_TEST(throws<nd::value_error>([&] { records["x"] = 1.0; }, "assign: the destination is read-only"));
}

BOOST_AUTO_TEST_CASE(records_are_looked_at_as_structs) {
  nd::structured_array records = nd::zeros(particle_type, {4});
  records["x"] = nd::arange<double>(4);
  const std::span<particle> structs = particle_type.structs(records);
  BOOST_TEST(structs.size() == 4U);
  BOOST_TEST(structs[2].x == 2);
  structs[2].x = -7;
  BOOST_TEST(doubles(records["x"]) == (std::vector<double>{0, 1, -7, 3}));
  const nd::structured_array fixed = records;
  static_assert(std::is_same_v<decltype(particle_type.structs(fixed)), std::span<const particle>>);
  BOOST_TEST(particle_type.structs(fixed)[2].x == -7);
}

BOOST_AUTO_TEST_CASE(records_that_are_no_such_structs_are_refused) {
  nd::structured_array records = nd::zeros(spin_type, {4});
  nd::structured_array packed = nd::zeros(nd::structured_dtype("[('sign', 'i1'), ('phase', 'c8')]"), {4});
  const nd::structured_array fixed = records;
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)spin_type.structs(packed); },
                                     "structs: records of [('sign', 'i1'), ('phase', '<c8')] and {'names': ['sign', 'phase'], 'formats': "
                                     "['i1', '<c8'], 'offsets': [0, 4], 'itemsize': 12, 'aligned': True} do not have the same fields"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)spin_type.structs(records(nd::slice(nd::none, nd::none, 2))); },
                                     "structs: the records do not follow each other in C order; copy them first"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)spin_type.structs(fixed(nd::all)); }, "structs: the records cannot be written"));
  std::vector<std::byte> bytes(13);
  const nd::structured_view odd(nd::borrow_block(nd::dtype::uint8, bytes.data() + 1, {{1, 12}, {12, 1}}, true), spin_type);
  BOOST_TEST(throws<nd::value_error>([&] { (void)spin_type.structs(odd); }, "structs: the records are not aligned; copy them first"));
}

BOOST_AUTO_TEST_SUITE_END()
