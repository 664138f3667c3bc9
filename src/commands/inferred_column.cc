#include "commands/inferred_column.h"

#include <algorithm>
#include <optional>

namespace mockhaus::commands {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the text is made like the pattern, where 0 is a digit and others are themselves.
bool looks_like(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char c, char p) { return p == '0' ? is_digit(c) : c == p; });
}

bool is_date(std::string_view text) { return looks_like(text, "0000-00-00"); }

bool is_time(std::string_view text) {
  if (looks_like(text, "00:00")) return true;
  return looks_like(text.substr(0, 8), "00:00:00") &&
         (text.size() == 8 || (text[8] == '.' && text.size() > 9 &&
                               std::all_of(text.begin() + 9, text.end(), is_digit)));
}

bool is_timestamp(std::string_view text) {
  return text.size() > 11 && is_date(text.substr(0, 10)) && (text[10] == ' ' || text[10] == 'T') &&
         is_time(text.substr(11));
}

bool is_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

struct Digits {
  int integer = 0, fraction = 0;
  bool exponent = false;
};

// The parts of a number; nothing where the text is none.
std::optional<Digits> digits_of(std::string_view text) {
  Digits digits;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto take = [&text] {
    int count = 0;
    while (!text.empty() && is_digit(text[0])) {
      text.remove_prefix(1);
      ++count;
    }
    return count;
  };
  digits.integer = take();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits.fraction = take();
  }
  if (digits.integer + digits.fraction == 0) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    digits.exponent = true;
    if (take() == 0) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return digits;
}

}  // namespace

void InferredColumn::see_text(std::string_view text) {
  any_value = true;
  const std::optional<Digits> digits = digits_of(text);
  can_be_number = can_be_number && digits && !digits->exponent &&
                  digits->integer + digits->fraction <= 38;
  can_be_real = can_be_real && digits;
  if (digits) {
    integer_digits = std::max(integer_digits, digits->integer);
    scale = std::max(scale, digits->fraction);
  }
  can_be_boolean = can_be_boolean && (is_word(text, "true") || is_word(text, "false"));
  can_be_date = can_be_date && is_date(text);
  can_be_time = can_be_time && is_time(text);
  can_be_timestamp = can_be_timestamp && is_timestamp(text);
}

void InferredColumn::see_variant(values::VariantView value) {
  using values::VariantKind;
  switch (value.kind()) {
    case VariantKind::undefined:
    case VariantKind::null: any_null = true; return;
    case VariantKind::boolean: return see_text("true");
    case VariantKind::integer:
    case VariantKind::decimal: {
      std::string digits;
      for (values::int128 rest = value.integer(); rest != 0; rest /= 10) digits += '0';
      const auto scaled = static_cast<size_t>(value.scale());
      if (digits.size() <= scaled) digits.resize(scaled + 1, '0');
      if (scaled > 0) digits.insert(digits.size() - scaled, ".");
      return see_text(digits);
    }
    case VariantKind::real: return see_text("1e0");
    case VariantKind::array:
      any_value = array = true;
      return;
    case VariantKind::object:
      any_value = object = true;
      return;
    default: return see_text(value.kind() == VariantKind::text ? value.text() : "x");
  }
}

std::string InferredColumn::type() const {
  if (!fixed_type.empty()) return fixed_type;
  if (array || object) {
    const bool plain = can_be_number && can_be_boolean;  // no scalar was seen
    return !plain || (array && object) ? "VARIANT" : array ? "ARRAY" : "OBJECT";
  }
  if (!any_value) return "TEXT";
  if (can_be_number && integer_digits + scale <= 38) {
    return "NUMBER(" + std::to_string(integer_digits + scale) + ", " + std::to_string(scale) + ")";
  }
  if (can_be_real) return "REAL";
  if (can_be_boolean) return "BOOLEAN";
  if (can_be_date) return "DATE";
  if (can_be_time) return "TIME";
  if (can_be_timestamp) return "TIMESTAMP_NTZ";
  return "TEXT";
}

}  // namespace mockhaus::commands
