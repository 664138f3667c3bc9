#include "sql/resolve/literal.h"

#include <charconv>

#include "sql/resolve/cast.h"

namespace mockhaus::sql {

namespace {

// "12.5e-3" as its digits without the point, and how many stand after it.
struct Digits {
  std::string digits;
  int64_t scale = 0;
};

Digits read_digits(std::string_view text) {
  Digits result;
  bool after_point = false;
  size_t i = 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.') {
      after_point = true;
    } else {
      result.digits += text[i];
      result.scale += after_point;
    }
  }
  if (i < text.size()) {
    int64_t exponent = 0;
    const size_t start = text[i + 1] == '+' ? i + 2 : i + 1;
    std::from_chars(text.data() + start, text.data() + text.size(), exponent);
    result.scale -= exponent;
  }
  return result;
}

}  // namespace

Type type_of_digits(std::string_view text, std::string& digits) {
  Digits read = read_digits(text);
  const bool has_exponent = text.find_first_of("eE") != std::string_view::npos;
  const size_t first = std::min(read.digits.find_first_not_of('0'), read.digits.size());
  read.digits.erase(0, first);
  const auto too_long = [&] {
    return read.scale > 37 || static_cast<int64_t>(read.digits.size()) - read.scale > 38 ||
           read.digits.size() > 38;
  };
  if (too_long() || read.scale < -38) {
    digits = std::string(text);
    return types::floating();
  }
  while (read.scale < 0) {
    read.digits += '0';
    ++read.scale;
  }
  // 1.500e0 keeps no more digits than it needs; 1.50 keeps what was written.
  while (has_exponent && read.scale > 0 && !read.digits.empty() && read.digits.back() == '0') {
    read.digits.pop_back();
    --read.scale;
  }
  if (too_long()) {
    digits = std::string(text);
    return types::floating();
  }
  const size_t scale = static_cast<size_t>(read.scale);
  const int precision = static_cast<int>(std::max({read.digits.size(), scale, size_t{1}}));
  while (read.digits.size() <= scale) read.digits.insert(read.digits.begin(), '0');
  digits = read.digits.substr(0, read.digits.size() - scale);
  if (scale > 0) digits += '.' + read.digits.substr(read.digits.size() - scale);
  return types::number(precision, static_cast<int>(scale));
}

int64_t text_length(std::string_view text) {
  int64_t count = 0;
  for (char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

const Bound* resolve_literal(Resolver& r, const Literal& literal) {
  switch (literal.literal_kind) {
    case LiteralKind::null:
      return make_null(r, types::null(), literal.span);
    case LiteralKind::boolean:
      return make_constant(r, types::boolean(), literal.text == "TRUE" ? "true" : "false",
                           literal.span);
    case LiteralKind::string:
      return make_constant(r, types::text(text_length(literal.text)), literal.text, literal.span);
    case LiteralKind::binary:
      return make_constant(r, types::binary(static_cast<int64_t>(literal.text.size() / 2)),
                           literal.text, literal.span);
    case LiteralKind::number: {
      std::string digits;
      const Type type = type_of_digits(literal.text, digits);
      return make_constant(r, type, r.arena.text(digits), literal.span);
    }
  }
  return nullptr;
}

Result<const Bound*> resolve_typed_literal(Resolver& r, const TypedLiteral& literal) {
  const Bound* text =
      make_constant(r, types::text(text_length(literal.text)), literal.text, literal.span);
  TypeName name;
  name.name = literal.type;
  name.span = literal.span;
  const Type type = TRY(resolve_type(name, r.context));
  return cast(r, *text, type, CastMode::explicit_cast, literal.span);
}

}  // namespace mockhaus::sql
