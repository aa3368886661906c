// SPDX-License-Identifier: BSD-3-Clause
// The few elements of SVG the picture is made of.
#pragma once
#include <iomanip>
#include <sstream>
#include <string>

/// Collects the elements of a picture. Attributes are given as they stand in the file; text is in UTF-8 and must not need escapes.
class svg {
 public:
  svg(int width, int height, const std::string& style) {
    out_ << std::fixed << std::setprecision(1);
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << ' ' << height << "\" width=\"" << width << "\" height=\""
         << height << "\">\n<style>" << style << "</style>\n";
  }
  void begin_group(double x, double y) { out_ << "<g transform=\"translate(" << x << ' ' << y << ")\">\n"; }
  void end_group() { out_ << "</g>\n"; }
  void rectangle(double x, double y, double width, double height, const std::string& attributes) {
    out_ << "<rect x=\"" << x << "\" y=\"" << y << "\" width=\"" << width << "\" height=\"" << height << "\" " << attributes << "/>\n";
  }
  void path(const std::string& data, const std::string& attributes) { out_ << "<path d=\"" << data << "\" " << attributes << "/>\n"; }
  void image(double x, double y, double width, double height, const std::string& uri) {
    out_ << "<image x=\"" << x << "\" y=\"" << y << "\" width=\"" << width << "\" height=\"" << height
         << "\" preserveAspectRatio=\"none\" href=\"" << uri << "\"/>\n";
  }
  /// `angle` in degrees, clockwise.
  void text(double x, double y, const std::string& content, const std::string& attributes = "", double angle = 0) {
    out_ << "<text transform=\"translate(" << x << ' ' << y << ") rotate(" << angle << ")\" " << attributes << '>' << content
         << "</text>\n";
  }
  [[nodiscard]] std::string finish() const { return out_.str() + "</svg>\n"; }

 private:
  std::ostringstream out_;
};

/// The data of a path, point by point.
class svg_path {
 public:
  svg_path() { out_ << std::fixed << std::setprecision(1); }
  svg_path& move(double x, double y) { return add('M', x, y); }
  svg_path& line(double x, double y) { return add('L', x, y); }
  svg_path& close() {
    out_ << 'Z';
    return *this;
  }
  [[nodiscard]] std::string data() const { return out_.str(); }

 private:
  svg_path& add(char command, double x, double y) {
    out_ << command << x << ' ' << y;
    return *this;
  }
  std::ostringstream out_;
};
