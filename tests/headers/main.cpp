// SPDX-License-Identifier: BSD-3-Clause
// A main function for programs whose test is that they compile and link.
int main() {}
