// SPDX-License-Identifier: BSD-3-Clause
// Checks of properties, by plain loops over small matrices.
#include "properties.hpp"

#include <algorithm>
#include <cmath>

#include "binding.hpp"
#include "matrix.hpp"

namespace golden {

namespace {

using lazynd::block_handle;
using problem = std::optional<std::string>;

/// Relative to the greatest element, since cancellation spoils the small ones.
problem apart(const char* what, const matrix& expected, const matrix& got, const tolerance& allowed) {
  double greatest = 0;
  for (const complex x : expected.elements) greatest = std::max(greatest, std::abs(x));
  for (std::size_t i = 0; i < expected.elements.size(); ++i) {
    const double distance = std::abs(expected.elements[i] - got.elements[i]);
    if (!(distance <= allowed.absolute + allowed.relative * greatest)) {
      return std::string(what) + ": an element is off by " + std::to_string(distance);
    }
  }
  return {};
}

problem not_unitary(const char* what, const matrix& columns, const tolerance& allowed) {
  const matrix ones{columns.columns, 1, std::vector<complex>(columns.columns, 1.0)};
  return apart(what, diagonal(ones, columns.columns, columns.columns), product(adjoint(columns), columns), allowed);
}

/// Each expected number has one got number near it.
problem unmatched(const matrix& expected, const matrix& got, const tolerance& allowed) {
  std::vector<complex> left = got.elements;
  for (const complex x : expected.elements) {
    const auto nearest =
        std::min_element(left.begin(), left.end(), [x](complex a, complex b) { return std::abs(a - x) < std::abs(b - x); });
    if (nearest == left.end() || !(std::abs(*nearest - x) <= allowed.absolute + allowed.relative * std::abs(x))) {
      return "no value near (" + std::to_string(x.real()) + ' ' + std::to_string(x.imag()) + "i)";
    }
    left.erase(nearest);
  }
  return {};
}

const block_handle& item(const result& of, std::size_t i) {
  const auto* const items = std::get_if<result_tuple>(&of.form);
  return std::get<block_handle>((items ? items->at(i) : of).form);
}

problem other_kind(const result& expected, const result& got) {
  if (expected.form.index() != got.form.index()) return "another kind of result";
  const auto* const items = std::get_if<result_tuple>(&expected.form);
  const std::size_t count = items ? items->size() : 1;
  if (items && std::get<result_tuple>(got.form).size() != count) return "another number of results";
  for (std::size_t i = 0; i < count; ++i) {
    const lazynd::block &e = *item(expected, i), &g = *item(got, i);
    if (e.type != g.type || !(e.where.shape == g.where.shape)) return "expected " + describe(e) + ", got " + describe(g);
  }
  return {};
}

/// What a case is checked with.
struct checked {
  const call& of;
  const result& expected;
  const result& got;
  const tolerance& allowed;
  [[nodiscard]] std::vector<matrix> argument() const { return matrices(as_array(of.positional.at(0)).storage()); }
};

problem eigenvalues(const checked& x) {
  const auto e = matrices(item(x.expected, 0), 1), g = matrices(item(x.got, 0), 1);
  for (std::size_t i = 0; i < e.size(); ++i) {
    if (auto wrong = unmatched(e[i], g[i], x.allowed)) return wrong;
  }
  return {};
}

problem eigenvectors(const checked& x, bool hermitian) {
  const auto a = x.argument(), w = matrices(item(x.got, 0), 1), v = matrices(item(x.got, 1));
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Of a Hermitian matrix one triangle may be all that is given.
    matrix whole = a[i];
    for (std::size_t row = 0; hermitian && row < whole.rows; ++row) {
      for (std::size_t column = row + 1; column < whole.columns; ++column) whole(row, column) = std::conj(whole(column, row));
    }
    if (auto wrong = apart("a v = v w", product(v[i], diagonal(w[i], w[i].rows, w[i].rows)), product(whole, v[i]), x.allowed)) return wrong;
    matrix norms = product(adjoint(v[i]), v[i]);
    if (!hermitian) norms = only_diagonal(norms);
    const matrix ones{norms.rows, 1, std::vector<complex>(norms.rows, 1.0)};
    if (auto wrong = apart("norms of vectors", diagonal(ones, norms.rows, norms.rows), norms, x.allowed)) return wrong;
  }
  return {};
}

problem eigh(const checked& x) {
  if (auto wrong = difference({item(x.expected, 0)}, {item(x.got, 0)}, x.allowed)) return "eigenvalues: " + *wrong;
  return eigenvectors(x, true);
}

problem eig(const checked& x) {
  if (auto wrong = eigenvalues(x)) return wrong;
  return eigenvectors(x, false);
}

problem svd(const checked& x) {
  if (auto wrong = difference({item(x.expected, 1)}, {item(x.got, 1)}, x.allowed)) return "singular values: " + *wrong;
  const auto a = x.argument(), u = matrices(item(x.got, 0)), s = matrices(item(x.got, 1), 1), vh = matrices(item(x.got, 2));
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (auto wrong = apart("u s vh = a", a[i], product(u[i], product(diagonal(s[i], u[i].columns, vh[i].rows), vh[i])), x.allowed))
      return wrong;
    if (auto wrong = not_unitary("u", u[i], x.allowed)) return wrong;
    if (auto wrong = not_unitary("vh", adjoint(vh[i]), x.allowed)) return wrong;
  }
  return {};
}

problem qr(const checked& x, const std::string& mode) {
  const auto a = x.argument();
  const bool factors = mode == "reduced" || mode == "complete";
  const auto q = matrices(item(x.got, 0));
  const auto last = factors ? matrices(item(x.got, 1)) : q;
  for (std::size_t i = 0; i < a.size(); ++i) {
    matrix r = last[i];
    if (mode == "raw") {
      // The transposed factor, with reflectors below its diagonal.
      r = zero_matrix(last[i].columns, last[i].rows);
      for (std::size_t row = 0; row < r.rows; ++row) {
        for (std::size_t column = row; column < r.columns; ++column) r(row, column) = last[i](column, row);
      }
    } else if (auto wrong = apart("r is upper triangular", upper(r), r, x.allowed)) {
      return wrong;
    }
    if (auto wrong = apart("r* r = a* a", product(adjoint(a[i]), a[i]), product(adjoint(r), r), x.allowed)) return wrong;
    if (!factors) continue;
    if (auto wrong = apart("q r = a", a[i], product(q[i], r), x.allowed)) return wrong;
    if (auto wrong = not_unitary("q", q[i], x.allowed)) return wrong;
  }
  return {};
}

problem lstsq(const checked& x) { return difference(x.expected, x.got, x.allowed); }

/// NumPy's order: NaN last, complex numbers by real part first.
bool before(complex a, complex b) {
  const auto less = [](double p, double q) { return p < q || (std::isnan(q) && !std::isnan(p)); };
  const auto nan = [](complex z) { return std::isnan(z.real()) || std::isnan(z.imag()); };
  if (nan(a) || nan(b)) return !nan(a);
  return less(a.real(), b.real()) || (!less(b.real(), a.real()) && less(a.imag(), b.imag()));
}

bool same(complex a, complex b) { return !before(a, b) && !before(b, a); }

problem partition(const checked& x, std::size_t kth, bool of_indices) {
  if (x.of.positional.size() > 2 || x.of.keywords.contains("axis")) throw missing("the check of a partition along another axis");
  const block_handle argument = as_array(x.of.positional.at(0)).storage();
  if (argument->where.ndim() == 0) return {};
  const auto rows = matrices(argument, 1), given = matrices(item(x.got, 0), 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<complex> got = given[i].elements, sorted = rows[i].elements;
    if (of_indices) {
      std::vector<bool> seen(got.size());
      for (complex& at : got) {
        const auto place = static_cast<std::size_t>(at.real());
        if (place >= seen.size() || seen[place]) return "the indices are no permutation";
        seen[place] = true;
        at = rows[i].elements[place];
      }
    }
    std::sort(sorted.begin(), sorted.end(), before);
    const auto middle = got.begin() + static_cast<std::ptrdiff_t>(kth);
    if (!same(*middle, sorted[kth])) return "element " + std::to_string(kth) + " is not the one that sorting puts there";
    if (std::any_of(got.begin(), middle, [&](complex z) { return before(*middle, z); })) return "a greater element stands before";
    if (std::any_of(middle, got.end(), [&](complex z) { return before(z, *middle); })) return "a smaller element stands behind";
    std::sort(got.begin(), got.end(), before);
    if (!std::equal(got.begin(), got.end(), sorted.begin(), same)) return "the elements are not those of the argument";
  }
  return {};
}

}  // namespace

std::optional<std::string> property_difference(const std::string& property, const call& of, const result& expected, const result& got,
                                               const tolerance& allowed) {
  if (auto wrong = other_kind(expected, got)) return wrong;
  const std::size_t colon = property.find(':');
  const std::string name = property.substr(0, colon), detail = colon == std::string::npos ? "" : property.substr(colon + 1);
  const checked x{of, expected, got, allowed};
  if (name == "partition") return partition(x, std::stoul(detail), false);
  if (name == "argpartition") return partition(x, std::stoul(detail), true);
  if (name == "eigvals") return eigenvalues(x);
  if (name == "eig") return eig(x);
  if (name == "eigh") return eigh(x);
  if (name == "svd") return svd(x);
  if (name == "qr") return qr(x, detail);
  if (name == "lstsq") return lstsq(x);
  throw missing("the check of property " + property);
}

}  // namespace golden
