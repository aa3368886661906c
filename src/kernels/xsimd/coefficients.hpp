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
  // (exp(r) - 1 - r) / r^2, to 2^-26.1
  static constexpr float exp_tail[] = {0x1p-1f, 0x1.5554bp-3f, 0x1.55548ap-5f, 0x1.1227f2p-7f, 0x1.6d97a8p-10f};
  // the same for expm1, whose results are small, to 2^-31.9
  static constexpr float expm1_tail[] = {0x1p-1f, 0x1.555556p-3f, 0x1.5554bp-5f, 0x1.11109p-7f, 0x1.6d73bep-10f, 0x1.a1a0b2p-13f};
  // (exp2(r) - 1) / r, to 2^-28.9
  static constexpr float exp2_slope[] = {0x1.62e43p-1f, 0x1.ebfbep-3f, 0x1.c6aed2p-5f, 0x1.3b29acp-7f, 0x1.5f46c8p-10f, 0x1.448f04p-13f};
  // (sinh(r) - r) / r^3 in z = r^2, to 2^-37.4
  static constexpr float sinh_tail[] = {0x1.555556p-3f, 0x1.1110b4p-7f, 0x1.a16d88p-13f};
  // (cosh(r) - 1) / r^2 in z = r^2, to 2^-34.2
  static constexpr float cosh_tail[] = {0x1p-1f, 0x1.555482p-5f, 0x1.6d94dap-10f};
  // (log((1+s)/(1-s)) - 2s) / s^3 in z = s^2, to 2^-30.1
  static constexpr float log_tail[] = {0x1.555578p-1f, 0x1.99600ep-2f, 0x1.31c4eap-2f};
  // (log((1+s)/(1-s)) - 2s - 2/3 s^3) / s^5 in z = s^2, to 2^-36.6
  static constexpr float power_log_tail[] = {0x1.9999f8p-2f, 0x1.245578p-2f, 0x1.df254cp-3f};
  // (log(1 + r) - r + r^2 / 2) / r^3 beside the table of logarithms, to 2^-42.8
  static constexpr float log1p_tail[] = {0x1.555556p-2f, -0x1p-2f, 0x1.99b6ccp-3f, -0x1.55752ep-3f};
  // (sin(r) - r) / r^3 in z = r^2, to 2^-27.9
  static constexpr float sin_tail[] = {-0x1.555546p-3f, 0x1.110772p-7f, -0x1.995046p-13f};
  // (cos(r) - 1) / r^2 in z = r^2, to 2^-33.9
  static constexpr float cos_tail[] = {-0x1p-1f, 0x1.55553ep-5f, -0x1.6c08ap-10f, 0x1.9937fap-16f};
  // (atan(t) - t) / t^3 in z = t^2, to 2^-30.4
  static constexpr float atan_tail[] = {-0x1.55554cp-2f, 0x1.99924ap-3f, -0x1.23c06p-3f, 0x1.b27db6p-4f, -0x1.f4828ap-5f};
  // (asin(t) - t) / t^3 in z = t^2, to 2^-27.5
  static constexpr float asin_tail[] = {0x1.5555bap-3f, 0x1.330554p-4f, 0x1.743718p-5f, 0x1.8e85ep-6f, 0x1.57a606p-5f};
  // 1 / c for c from 3/4 to 3/2
  static constexpr float table_inverse[] = {
      0x1.555556p+0f, 0x1.4e5e0ap+0f, 0x1.47ae14p+0f, 0x1.414142p+0f, 0x1.3b13b2p+0f, 0x1.3521dp+0f,  0x1.2f684cp+0f, 0x1.29e412p+0f,
      0x1.24924ap+0f, 0x1.1f7048p+0f, 0x1.1a7b96p+0f, 0x1.15b1e6p+0f, 0x1.111112p+0f, 0x1.0c9714p+0f, 0x1.08421p+0f,  0x1.041042p+0f,
      0x1p+0f,        0x1.f07c2p-1f,  0x1.e1e1e2p-1f, 0x1.d41d42p-1f, 0x1.c71c72p-1f, 0x1.bacf92p-1f, 0x1.af286cp-1f, 0x1.a41a42p-1f,
      0x1.99999ap-1f, 0x1.8f9c18p-1f, 0x1.861862p-1f, 0x1.7d05f4p-1f, 0x1.745d18p-1f, 0x1.6c16c2p-1f, 0x1.642c86p-1f, 0x1.5c9882p-1f};
  // log c
  static constexpr float table_log[] = {-0x1.2698p-2f,
                                        -0x1.1178p-2f,
                                        -0x1.f99p-3f,
                                        -0x1.d1p-3f,
                                        -0x1.a94p-3f,
                                        -0x1.824p-3f,
                                        -0x1.5bfp-3f,
                                        -0x1.366p-3f,
                                        -0x1.118p-3f,
                                        -0x1.da8p-4f,
                                        -0x1.934p-4f,
                                        -0x1.4d4p-4f,
                                        -0x1.086p-4f,
                                        -0x1.894p-5f,
                                        -0x1.04p-5f,
                                        -0x1.02p-6f,
                                        0,
                                        0x1.f8p-6f,
                                        0x1.f0cp-5f,
                                        0x1.6fp-4f,
                                        0x1.e28p-4f,
                                        0x1.295p-3f,
                                        0x1.5ffp-3f,
                                        0x1.952p-3f,
                                        0x1.c9p-3f,
                                        0x1.fb9p-3f,
                                        0x1.1678p-2f,
                                        0x1.2e9p-2f,
                                        0x1.4618p-2f,
                                        0x1.5d18p-2f,
                                        0x1.73ap-2f,
                                        0x1.89ap-2f};
  // what is rounded off log c
  static constexpr float table_log_low[] = {0x1.dcecb2p-18f,
                                            -0x1.cd84fcp-19f,
                                            -0x1.c3cb3cp-19f,
                                            -0x1.c1f32ap-18f,
                                            0x1.273752p-19f,
                                            0x1.f3d572p-18f,
                                            -0x1.01ed5p-17f,
                                            0x1.c9f538p-22f,
                                            0x1.c4776p-17f,
                                            0x1.b0f8f8p-17f,
                                            0x1.43654ep-17f,
                                            0x1.dd35cp-17f,
                                            0x1.99a988p-18f,
                                            -0x1.50694p-18f,
                                            -0x1.5c89e8p-17f,
                                            -0x1.68e24ep-20f,
                                            0,
                                            0x1.4c873cp-17f,
                                            -0x1.cf5feep-17f,
                                            0x1.a4e5cap-17f,
                                            -0x1.f163aap-17f,
                                            0x1.4b108p-17f,
                                            0x1.83053cp-18f,
                                            0x1.6a03d2p-17f,
                                            -0x1.0b0cacp-20f,
                                            0x1.8bd5e4p-19f,
                                            -0x1.1b42a2p-17f,
                                            -0x1.d411eep-18f,
                                            0x1.74438cp-19f,
                                            0x1.ed2acp-17f,
                                            -0x1.40ea22p-17f,
                                            0x1.9d460ap-17f};
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
  // (exp(r) - 1 - r) / r^2, to 2^-55.6
  static constexpr double exp_tail[] = {0x1.0000000000005p-1,  0x1.555555555555cp-3,  0x1.55555555521fbp-5,  0x1.111111110e818p-7,
                                        0x1.6c16c17f0976dp-10, 0x1.a01a01b574efep-13, 0x1.a019a6e82289ep-16, 0x1.71ddeacd41b44p-19,
                                        0x1.28a265a2a41dfp-22, 0x1.af758f2a13f84p-26};
  // the same for expm1, whose results are small, to 2^-61.7
  static constexpr double expm1_tail[] = {0x1p-1,
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
  // (log(1 + r) - r + r^2 / 2) / r^3 beside the table of logarithms, to 2^-66.9
  static constexpr double log1p_tail[] = {0x1.5555555555555p-2,  -0x1.ffffffffffe13p-3, 0x1.99999999992aep-3,
                                          -0x1.55555558cca8bp-3, 0x1.2492492b71dd4p-3,  -0x1.ffffbe5560ed8p-4,
                                          0x1.c71c15208a6e6p-4,  -0x1.9a965c56ded36p-4, 0x1.7575c46d700f5p-4};
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
  // 1 / c for c from 3/4 to 3/2
  static constexpr double table_inverse[] = {0x1.5555555555555p+0, 0x1.47ae147ae147bp+0, 0x1.3b13b13b13b14p+0,
                                             0x1.2f684bda12f68p+0, 0x1.2492492492492p+0, 0x1.1a7b9611a7b96p+0,
                                             0x1.1111111111111p+0, 0x1.0842108421084p+0, 0x1p+0,
                                             0x1.e1e1e1e1e1e1ep-1, 0x1.c71c71c71c71cp-1, 0x1.af286bca1af28p-1,
                                             0x1.999999999999ap-1, 0x1.8618618618618p-1, 0x1.745d1745d1746p-1,
                                             0x1.642c8590b2164p-1};
  // log c
  static constexpr double table_log[] = {-0x1.269621134ep-2, -0x1.f991c6cb3cp-3, -0x1.a93ed3c8acp-3,
                                         -0x1.5bf406b544p-3, -0x1.1178e8228p-3,  -0x1.9335e5d598p-4,
                                         -0x1.08598b59ep-4,  -0x1.0415d89e7p-5,  0,
                                         0x1.f0a30c011p-5,   0x1.e27076e2bp-4,   0x1.5ff3070a78p-3,
                                         0x1.c8ff7c79a8p-3,  0x1.1675cababap-2,  0x1.4618bc21c6p-2,
                                         0x1.739d7f6bbep-2};
  // what is rounded off log c
  static constexpr double table_log_low[] = {0x1.1ba1f10522625p-44,  0x1.90b84cd7cc834p-44,  -0x1.9e56f2bea77a6p-43,
                                             0x1.28023eb68981cp-46,  0x1.b8621cc74be04p-43,  0x1.b3c28f150ae0ap-43,
                                             -0x1.d02c451fecdfbp-43, -0x1.1101c05cf1d75p-43, 0,
                                             0x1.8aa185f325c5cp-43,  -0x1.a2c2c2af0003cp-45, 0x1.3d5c873e20a07p-43,
                                             0x1.a1fac25d81ef3p-43,  0x1.83c0e731f55c4p-44,  -0x1.3e02f484c84ccp-46,
                                             -0x1.ff1c63b67580ap-43};
  // m^(-1/3), to 2^-14.7: where Newton's iteration starts
  static constexpr double inverse_cbrt[] = {0x1.dfe5a797b02d8p+0, -0x1.dcb49071e66e2p+0, 0x1.8fcd03f25b593p+0, -0x1.67c05014a6302p-1,
                                            0x1.0704214e14c7fp-3};
  // 2^(-j/3) for j = -1, 0, 1
  static constexpr double inverse_cbrt_of_2[] = {0x1.428a2f98d728bp+0, 0x1p+0, 0x1.965fea53d6e3dp-1};
};

}  // namespace lazynd::detail
