// SPDX-License-Identifier: BSD-3-Clause
// Lines of equal height through a grid: the crossings of the edges of the grid are found, then joined cell by cell, then followed.
#include "contours.hpp"

#include <array>
#include <map>

namespace contours {

namespace {

using lazynd::index_t;

/// Two crossings are neighbours when a line runs between them through a cell; one at the border of the grid has a single neighbour.
struct crossing {
  point at;
  std::array<index_t, 2> neighbours{-1, -1};
};

class tracer {
 public:
  tracer(const lazynd::view<const double>& z, double level) : z_(z), level_(level), columns_(z.shape(1)) {
    for (index_t row = 0; row + 1 < z.shape(0); ++row) {
      for (index_t column = 0; column + 1 < columns_; ++column) visit_cell(row, column);
    }
  }

  std::vector<line> follow_all() {
    std::vector<line> lines;
    for (const bool open : {true, false}) {  // lines that end at the border first: the rest are closed
      for (const auto& [edge, crossed] : crossings_) {
        if (!visited_[edge] && (!open || crossed.neighbours[1] < 0)) lines.push_back(follow(edge));
      }
    }
    return lines;
  }

 private:
  [[nodiscard]] bool above(index_t row, index_t column) const { return z_(row, column) >= level_; }

  /// Edges are numbered: to the right of a point 2n, below it 2n + 1.
  [[nodiscard]] index_t edge_right(index_t row, index_t column) const { return 2 * (row * columns_ + column); }
  [[nodiscard]] index_t edge_below(index_t row, index_t column) const { return edge_right(row, column) + 1; }

  void visit_cell(index_t row, index_t column) {
    const bool corners[] = {above(row, column), above(row, column + 1), above(row + 1, column + 1), above(row + 1, column)};
    const index_t edges[] = {edge_right(row, column), edge_below(row, column + 1), edge_right(row + 1, column), edge_below(row, column)};
    index_t crossed[4];
    int count = 0;
    for (int i = 0; i < 4; ++i) {
      if (corners[i] != corners[(i + 1) % 4]) crossed[count++] = edges[i];
    }
    if (count == 2) join(crossed[0], crossed[1]);
    if (count == 4) {  // a saddle: its middle says which corners belong together
      const double middle = (z_(row, column) + z_(row, column + 1) + z_(row + 1, column + 1) + z_(row + 1, column)) / 4;
      const int shift = (middle >= level_) == corners[0] ? 0 : 1;
      join(crossed[shift], crossed[shift + 1]);
      join(crossed[(shift + 2) % 4], crossed[(shift + 3) % 4]);
    }
  }

  void join(index_t a, index_t b) {
    add_neighbour(a, b);
    add_neighbour(b, a);
  }
  void add_neighbour(index_t edge, index_t neighbour) {
    crossing& crossed = crossings_.try_emplace(edge, crossing{place(edge)}).first->second;
    crossed.neighbours[crossed.neighbours[0] < 0 ? 0 : 1] = neighbour;
  }
  [[nodiscard]] point place(index_t edge) const {
    const index_t row = edge / 2 / columns_, column = edge / 2 % columns_;
    const bool down = edge % 2 == 1;
    const double here = z_(row, column), there = down ? z_(row + 1, column) : z_(row, column + 1);
    const double part = (level_ - here) / (there - here);
    return {static_cast<double>(column) + (down ? 0 : part), static_cast<double>(row) + (down ? part : 0)};
  }

  line follow(index_t start) {
    line points;
    for (index_t edge = start; edge >= 0;) {
      const crossing& crossed = crossings_.at(edge);
      points.push_back(crossed.at);
      visited_[edge] = true;
      edge = -1;
      for (const index_t next : crossed.neighbours) {
        if (next >= 0 && !visited_[next]) edge = next;
      }
    }
    if (crossings_.at(start).neighbours[1] >= 0) points.push_back(points.front());
    return points;
  }

  const lazynd::view<const double> z_;
  double level_;
  index_t columns_;
  std::map<index_t, crossing> crossings_;
  std::map<index_t, bool> visited_;
};

}  // namespace

std::vector<line> find(const lazynd::view<const double>& z, double level) { return tracer(z, level).follow_all(); }

}  // namespace contours
