// SPDX-License-Identifier: BSD-3-Clause
// Sums of many elements against their exact values: the error stays near the bound of pairwise summation.
#include <cmath>
#include <cstdint>

#include <mpfr.h>
#include <boost/test/unit_test.hpp>

#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

namespace {

constexpr nd::index_t count = 10'000'000;

/// The exact sum of doubles within 2^-200 and 2^200, rounded once at the end.
class exact_sum {
 public:
  exact_sum() {
    mpfr_init2(total_, 600);
    mpfr_set_zero(total_, 1);
  }
  exact_sum(const exact_sum&) = delete;
  exact_sum& operator=(const exact_sum&) = delete;
  ~exact_sum() { mpfr_clear(total_); }
  void add(double x) { mpfr_add_d(total_, total_, x, MPFR_RNDN); }
  /// |total - x|
  [[nodiscard]] double distance(double x) {
    mpfr_sub_d(total_, total_, x, MPFR_RNDN);
    const double away = std::fabs(mpfr_get_d(total_, MPFR_RNDU));
    mpfr_add_d(total_, total_, x, MPFR_RNDN);
    return away;
  }

 private:
  mpfr_t total_;
};

template <class T, class F>
void check_sum(const char* what, F element) {
  nd::array<T> a = nd::empty<T>({count});
  exact_sum exact;
  double magnitude = 0;
  for (nd::index_t i = 0; i < count; ++i) {
    a.data()[i] = static_cast<T>(element(i));
    exact.add(static_cast<double>(a.data()[i]));
    magnitude += std::fabs(static_cast<double>(a.data()[i]));
  }
  const double unit = static_cast<double>(std::numeric_limits<T>::epsilon()) / 2;
  const double pairwise = std::ceil(std::log2(static_cast<double>(count))) * unit * magnitude;
  const T sum = nd::sum(a);
  BOOST_TEST(exact.distance(static_cast<double>(sum)) <= 2 * pairwise, what << ": " << sum << " errs by more than twice " << pairwise);
}

template <class T>
void check_sums() {
  check_sum<T>("equal elements", [](nd::index_t) { return 0.1; });
  check_sum<T>("elements that grow", [](nd::index_t i) { return static_cast<double>(i) * 1e-3; });
  check_sum<T>("elements that alternate",
               [](nd::index_t i) { return (i % 2 == 0 ? 1 : -1) * (1e6 + static_cast<double>(i % 1000) * 1e-3); });
  check_sum<T>("one large element at the start", [](nd::index_t i) { return i == 0 ? 1e8 : 1e-3; });
  check_sum<T>("elements of all magnitudes", [](nd::index_t i) {
    const std::uint64_t bits = static_cast<std::uint64_t>(i) * 6364136223846793005ULL + 1442695040888963407ULL;
    const double fraction = static_cast<double>(bits >> 12) * 0x1p-52 - 0.5;
    return std::ldexp(fraction, static_cast<int>(bits >> 5 & 31) - 16);
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accuracy_sums)

BOOST_AUTO_TEST_CASE(sums_of_doubles_err_like_pairwise_ones) { check_sums<double>(); }
BOOST_AUTO_TEST_CASE(sums_of_floats_err_like_pairwise_ones) { check_sums<float>(); }

BOOST_AUTO_TEST_SUITE_END()
