// SPDX-License-Identifier: BSD-3-Clause
// Polynomials and constants of the transcendental functions; written by make_coefficients.py.
#pragma once

namespace lazynd::detail {

/// Polynomial coefficients, constant term first, and constants in parts, the largest first.
template <class T>
struct coefficients;

template <>
struct coefficients<float> {
  static constexpr float log2e = 0x1.715476p+0f;
  static constexpr float two_over_pi = 0x1.45f306p-1f;
  static constexpr float third = 0x1.555556p-2f;
  static constexpr float two_thirds[] = {0x1.555556p-1f, -0x1.555556p-26f};
  static constexpr float ln2[] = {0x1.62e4p-1f, 0x1.7f7d1cp-20f};
  static constexpr float log2_of_2[] = {0x1p+0f, 0};
  static constexpr float log10_of_2[] = {0x1.3442p-2f, -0x1.95ec1p-19f};
  static constexpr float log2_of_e[] = {0x1.715476p+0f, 0x1.4ae0cp-26f};
  static constexpr float log10_of_e[] = {0x1.bcb7b2p-2f, -0x1.5b235ep-27f};
  static constexpr float quarter_pi[] = {0x1.921fb8p-1f, -0x1.5dde98p-24f};
  static constexpr float half_pi_fused[] = {0x1.921fb6p+0f, -0x1.777a5cp-25f, -0x1.ee59dap-50f};
  static constexpr float half_pi_exact[] = {0x1.92p+0f, 0x1.fb4p-12f, 0x1.444p-24f, 0x1.68c234p-39f};
  // (exp(r) - 1 - r) / r^2, to 2^-37.4
  static constexpr float exp_tail[] = {0x1p-1f,         0x1.555556p-3f,  0x1.555556p-5f, 0x1.1110b2p-7f,
                                       0x1.6c1638p-10f, 0x1.a16fcep-13f, 0x1.a175dcp-16f};
  // (exp2(r) - 1) / r, to 2^-34.2
  static constexpr float exp2_slope[] = {0x1.62e43p-1f,   0x1.ebfbep-3f,   0x1.c6b08ep-5f, 0x1.3b29f2p-7f,
                                         0x1.5d8724p-10f, 0x1.445e5ap-13f, 0x1.00f178p-16f};
  // (sinh(r) - r) / r^3 in z = r^2, to 2^-37.4
  static constexpr float sinh_tail[] = {0x1.555556p-3f, 0x1.1110b4p-7f, 0x1.a16d88p-13f};
  // (cosh(r) - 1) / r^2 in z = r^2, to 2^-34.2
  static constexpr float cosh_tail[] = {0x1p-1f, 0x1.555482p-5f, 0x1.6d94dap-10f};
  // (log((1+s)/(1-s)) - 2s) / s^3 in z = s^2, to 2^-30.1
  static constexpr float log_tail[] = {0x1.555578p-1f, 0x1.99600ep-2f, 0x1.31c4eap-2f};
  // (log((1+s)/(1-s)) - 2s - 2/3 s^3) / s^5 in z = s^2, to 2^-36.6
  static constexpr float power_log_tail[] = {0x1.9999f8p-2f, 0x1.245578p-2f, 0x1.df254cp-3f};
  // (sin(r) - r) / r^3 in z = r^2, to 2^-27.9
  static constexpr float sin_tail[] = {-0x1.555546p-3f, 0x1.110772p-7f, -0x1.995046p-13f};
  // (cos(r) - 1) / r^2 in z = r^2, to 2^-33.9
  static constexpr float cos_tail[] = {-0x1p-1f, 0x1.55553ep-5f, -0x1.6c08ap-10f, 0x1.9937fap-16f};
  // (atan(t) - t) / t^3 in z = t^2, to 2^-30.4
  static constexpr float atan_tail[] = {-0x1.55554cp-2f, 0x1.99924ap-3f, -0x1.23c06p-3f, 0x1.b27db6p-4f, -0x1.f4828ap-5f};
  // (asin(t) - t) / t^3 in z = t^2, to 2^-27.5
  static constexpr float asin_tail[] = {0x1.5555bap-3f, 0x1.330554p-4f, 0x1.743718p-5f, 0x1.8e85ep-6f, 0x1.57a606p-5f};
  // m^(-1/3), to 2^-14.7: where Newton's iteration starts
  static constexpr float inverse_cbrt[] = {0x1.dfe5a8p+0f, -0x1.dcb49p+0f, 0x1.8fcd04p+0f, -0x1.67c05p-1f, 0x1.070422p-3f};
  // 2^(-j/3) for j = -1, 0, 1
  static constexpr float inverse_cbrt_of_2[] = {0x1.428a3p+0f, 0x1p+0f, 0x1.965feap-1f};
};

template <>
struct coefficients<double> {
  static constexpr double log2e = 0x1.71547652b82fep+0;
  static constexpr double two_over_pi = 0x1.45f306dc9c883p-1;
  static constexpr double third = 0x1.5555555555555p-2;
  static constexpr double two_thirds[] = {0x1.5555555555555p-1, 0x1.5555555555555p-55};
  static constexpr double ln2[] = {0x1.62e42fefa38p-1, 0x1.ef35793c7673p-45};
  static constexpr double log2_of_2[] = {0x1p+0, 0};
  static constexpr double log10_of_2[] = {0x1.34413509f78p-2, 0x1.fef311f12b358p-46};
  static constexpr double log2_of_e[] = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
  static constexpr double log10_of_e[] = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
  static constexpr double quarter_pi[] = {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55};
  static constexpr double half_pi_fused[] = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110};
  static constexpr double half_pi_exact[] = {0x1.921fb548p+0, -0x1.de973dc8p-31, -0x1.9d9cceb8p-62, -0x1.1fc8f8cbb5bf7p-93};
  // (exp(r) - 1 - r) / r^2, to 2^-61.7
  static constexpr double exp_tail[] = {0x1p-1,
                                        0x1.5555555555559p-3,
                                        0x1.555555555555ap-5,
                                        0x1.111111110f6dfp-7,
                                        0x1.6c16c16c14482p-10,
                                        0x1.a01a01afd84b3p-13,
                                        0x1.a01a01b0ad5fep-16,
                                        0x1.71ddf866ee34fp-19,
                                        0x1.27e4c5abae8e4p-22,
                                        0x1.af5eb08bf8032p-26,
                                        0x1.1f955ece73e0bp-29};
  // (exp2(r) - 1) / r, to 2^-58.0
  static constexpr double exp2_slope[] = {0x1.62e42fefa39efp-1,  0x1.ebfbdff82c5a5p-3,  0x1.c6b08d704a0d7p-5,  0x1.3b2ab6fb9ffd7p-7,
                                          0x1.5d87fe78a0e84p-10, 0x1.4309130f20bp-13,   0x1.ffcbfc7c3aafbp-17, 0x1.62bfc6dd99f4dp-20,
                                          0x1.b524cdef2e9f3p-24, 0x1.e61ca70928943p-28, 0x1.ea1858f6e148bp-32};
  // (sinh(r) - r) / r^3 in z = r^2, to 2^-61.6
  static constexpr double sinh_tail[] = {0x1.5555555555558p-3, 0x1.111111110f89cp-7, 0x1.a01a01af3d0c7p-13, 0x1.71ddf9c8b6debp-19,
                                         0x1.af5c78ef329bdp-26};
  // (cosh(r) - 1) / r^2 in z = r^2, to 2^-57.9
  static constexpr double cosh_tail[] = {0x1.000000000000ap-1, 0x1.55555555505d4p-5, 0x1.6c16c184b14a6p-10, 0x1.a01998b57989p-16,
                                         0x1.28ae9ffe95f29p-22};
  // (log((1+s)/(1-s)) - 2s) / s^3 in z = s^2, to 2^-59.3
  static constexpr double log_tail[] = {0x1.5555555555582p-1, 0x1.9999999984283p-2, 0x1.2492493eb71b7p-2, 0x1.c71c5458bf376p-3,
                                        0x1.7465d166366a8p-3, 0x1.39abdbe7b2cb1p-3, 0x1.2ea692bce8d04p-3};
  // (log((1+s)/(1-s)) - 2s - 2/3 s^3) / s^5 in z = s^2, to 2^-72.6
  static constexpr double power_log_tail[] = {0x1.9999999999999p-2, 0x1.24924924927d3p-2, 0x1.c71c71c667849p-3, 0x1.745d17cd504c9p-3,
                                              0x1.3b137b678f274p-3, 0x1.111d490067edbp-3, 0x1.deb46c974d3dfp-4, 0x1.e7278e7c25ab8p-4};
  // (sin(r) - r) / r^3 in z = r^2, to 2^-57.8
  static constexpr double sin_tail[] = {-0x1.555555555554bp-3, 0x1.111111110fa94p-7,   -0x1.a01a019c415c7p-13,
                                        0x1.71de3595bb0ddp-19, -0x1.ae5e772d20c46p-26, 0x1.5d967175d0184p-33};
  // (cos(r) - 1) / r^2 in z = r^2, to 2^-64.5
  static constexpr double cos_tail[] = {-0x1p-1,
                                        0x1.555555555553fp-5,
                                        -0x1.6c16c16c1426cp-10,
                                        0x1.a01a019ba2944p-16,
                                        -0x1.27e4f76c51e5p-22,
                                        0x1.1ee990726643bp-29,
                                        -0x1.8f84aefcdd941p-37};
  // (atan(t) - t) / t^3 in z = t^2, to 2^-59.2
  static constexpr double atan_tail[] = {-0x1.555555555554bp-2, 0x1.9999999997284p-3, -0x1.249249233a166p-3, 0x1.c71c711681e49p-4,
                                         -0x1.745cfdc06f073p-4, 0x1.3b1168655ccf4p-4, -0x1.10eef666901b7p-4, 0x1.df3b1f58c4df6p-5,
                                         -0x1.9d8b6589316bep-5, 0x1.398ec5babe675p-5, -0x1.28fb06e7e0fecp-6};
  // (asin(t) - t) / t^3 in z = t^2, to 2^-59.6
  static constexpr double asin_tail[] = {0x1.555555555556p-3,  0x1.33333333308fdp-4, 0x1.6db6db707b246p-5, 0x1.f1c71b1bc6294p-6,
                                         0x1.6e8bd183ef584p-6, 0x1.1c4acb7b9ebd7p-6, 0x1.ca0c9daa64093p-7, 0x1.7615b8869b103p-7,
                                         0x1.5e474cf5751fap-7, 0x1.080a3fe84c228p-8, 0x1.577a6a0b295a7p-6, -0x1.47a8e10915178p-6,
                                         0x1.0666e6f76e869p-5};
  // m^(-1/3), to 2^-14.7: where Newton's iteration starts
  static constexpr double inverse_cbrt[] = {0x1.dfe5a797b02d8p+0, -0x1.dcb49071e66e2p+0, 0x1.8fcd03f25b593p+0, -0x1.67c05014a6302p-1,
                                            0x1.0704214e14c7fp-3};
  // 2^(-j/3) for j = -1, 0, 1
  static constexpr double inverse_cbrt_of_2[] = {0x1.428a2f98d728bp+0, 0x1p+0, 0x1.965fea53d6e3dp-1};
};

}  // namespace lazynd::detail
