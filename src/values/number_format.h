// Numeric format models of TO_CHAR and TO_NUMBER ('999,999.00', '$9,999.0', 'TM9', '0XXX').
//
// A model is compiled once and used for many values; a compiled model never changes, so threads
// may share it. Models separated by '|' are alternatives: printing uses the first, reading takes
// the first that matches. Reading is lax (blanks around, group separators optional) unless the
// model says FX: then only what the same model prints is accepted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/decimal.h"

namespace mockhaus::values {

// One element of a model; runs of digits stay single elements, because each place matters.
struct FormatElement {
  enum class Kind : uint8_t {
    literal, optional_blank, fill_mode, exact_mode,
    zero_digit, nine_digit, hex_digit, point, group, exponent,
    dollar, percent, blank_zero, sign, minus,
    text_minimal,  // TM
    text_positional,  // TM9
    text_scientific,  // TME
  };
  Kind kind;
  bool lower = false;  // x, e, t: print small letters
  int width = 0;       // exponent: characters; text_positional: most fraction digits or -1
  int group_size = 0;  // text_positional only
  std::string literal;
};

// What a model asks for as a whole, counted once.
struct FormatModel {
  std::vector<FormatElement> elements;
  int integer_places = 0;
  int fraction_places = 0;
  size_t first_digit = 0;  // index of the first place or point; elements.size() when there is none
  bool hex = false;
  bool lower_hex = false;
  bool blank_zero = false;
  bool percent = false;
  bool exact = false;
  bool explicit_sign = false;
  bool text_minimal = false;
  bool automatic = false;  // AUTO
  int exponent_width = 0;  // 0: no exponent
};

class NumberFormat {
 public:
  // Nothing when the text is no model.
  static std::optional<NumberFormat> compile(std::string_view text);

  void print(int128 units, int scale, std::string& out) const;
  void print(double value, std::string& out) const;

  // not_recognized: the text does not match the model.
  NumberFault parse(std::string_view text, int precision, int scale, int128& result) const;
  NumberFault parse(std::string_view text, double& result) const;

 private:
  explicit NumberFormat(std::vector<FormatModel> models) : models_(std::move(models)) {}

  std::vector<FormatModel> models_;
};

// The steps of parse() and print(), one model at a time.
bool match_number(const FormatModel& model, std::string_view text, std::string& plain);
void print_number(const FormatModel& model, int128 units, int scale, std::string& out);
void print_number(const FormatModel& model, double value, std::string& out);

}  // namespace mockhaus::values
