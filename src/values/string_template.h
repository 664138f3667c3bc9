// FORMAT_STRING_TEMPLATE: a text with {} or {:specification} for each value, as in std::format:
// [[fill] < > ^] [+ - blank] [0] [width] [.precision] [s d f F e E g G x X o b].
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/physical.h"

namespace mockhaus::values {

struct TemplateValue {
  enum class Kind : uint8_t { text, number, real } kind = Kind::text;
  std::string_view text;
  int128 units = 0;  // number = units / 10^scale
  int scale = 0;
  double real = 0;
};

// A template that was read once.
class StringTemplate {
 public:
  explicit StringTemplate(std::string_view text);

  bool is_valid() const { return valid_; }
  size_t places() const { return places_.size(); }
  // As many values as places. False: a specification does not fit its value.
  bool print(const std::vector<TemplateValue>& values, std::string& out) const;

 private:
  struct Place {
    std::string before;  // the text between the place before and this one
    std::string fill = " ";
    char align = 0, sign = '-', type = 0;
    bool zeros = false;
    size_t width = 0;
    std::optional<int> precision;
  };
  bool read_place(std::string_view specification, Place& place);
  static std::optional<std::string> number_body(const Place& place, const TemplateValue& value);
  static std::optional<std::string> text_body(const Place& place, std::string_view text);
  static bool print_value(const Place& place, const TemplateValue& value, std::string& out);

  bool valid_ = false;
  std::vector<Place> places_;
  std::string rest_;
};

}  // namespace mockhaus::values
