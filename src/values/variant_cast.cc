#include "values/variant_cast.h"

#include "values/decimal.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

bool is_nothing(VariantView value) { return value.is_null() || value.is_undefined(); }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

VariantCast outcome(bool worked) { return worked ? VariantCast::value : VariantCast::failed; }

}  // namespace

VariantCast cast_to_decimal(VariantView value, int precision, int scale, int128& result) {
  if (is_nothing(value)) return VariantCast::null;
  switch (value.kind()) {
    case VariantKind::integer:
    case VariantKind::decimal:
      return outcome(rescale(value.integer(), value.scale(), scale, precision, result));
    case VariantKind::boolean:
      return outcome(rescale(value.boolean() ? 1 : 0, 0, scale, precision, result));
    case VariantKind::real:
      return outcome(decimal_from_double(value.real(), precision, scale, result) ==
                     NumberFault::none);
    case VariantKind::text:
      return outcome(parse_decimal(value.text(), precision, scale, result) == NumberFault::none);
    default: return VariantCast::failed;
  }
}

VariantCast cast_to_real(VariantView value, double& result) {
  if (is_nothing(value)) return VariantCast::null;
  switch (value.kind()) {
    case VariantKind::integer:
    case VariantKind::decimal:
      result = decimal_to_double(value.integer(), value.scale());
      return VariantCast::value;
    case VariantKind::real: result = value.real(); return VariantCast::value;
    case VariantKind::boolean: result = value.boolean() ? 1 : 0; return VariantCast::value;
    case VariantKind::text: return outcome(parse_float(value.text(), result));
    default: return VariantCast::failed;
  }
}

VariantCast cast_to_boolean(VariantView value, bool& result) {
  if (is_nothing(value)) return VariantCast::null;
  switch (value.kind()) {
    case VariantKind::boolean: result = value.boolean(); return VariantCast::value;
    case VariantKind::integer:
    case VariantKind::decimal: result = value.integer() != 0; return VariantCast::value;
    case VariantKind::real: result = value.real() != 0; return VariantCast::value;
    case VariantKind::text: {
      const auto parsed = parse_boolean(value.text());
      if (parsed) result = *parsed;
      return outcome(parsed.has_value());
    }
    default: return VariantCast::failed;
  }
}

VariantCast cast_to_text(VariantView value, const TemporalText& temporal, std::string& appended) {
  if (is_nothing(value)) return VariantCast::null;
  switch (value.kind()) {
    case VariantKind::text: appended += value.text(); return VariantCast::value;
    case VariantKind::binary: print_hex(value.text(), appended); return VariantCast::value;
    case VariantKind::real: {
      char text[float_text_max];
      appended.append(text, write_float(value.real(), text));
      return VariantCast::value;
    }
    case VariantKind::date:
    case VariantKind::time:
    case VariantKind::timestamp_ntz:
    case VariantKind::timestamp_ltz:
    case VariantKind::timestamp_tz: temporal.append(value, appended); return VariantCast::value;
    default: return outcome(print_json(value, {temporal}, appended));
  }
}

VariantCast cast_to_binary(VariantView value, std::string& appended) {
  if (is_nothing(value)) return VariantCast::null;
  if (value.kind() == VariantKind::text) return outcome(parse_hex(value.text(), appended));
  if (value.kind() != VariantKind::binary) return VariantCast::failed;
  appended += value.text();
  return VariantCast::value;
}

VariantCast cast_to_array(VariantView value, VariantBuilder& out) {
  if (is_nothing(value)) return VariantCast::null;
  if (value.is_array()) return out.add(value), VariantCast::value;
  out.begin_array();
  out.add(value);
  out.end_array();
  return VariantCast::value;
}

VariantCast cast_to_object(VariantView value, VariantBuilder& out) {
  if (is_nothing(value)) return VariantCast::null;
  if (!value.is_object()) return VariantCast::failed;
  return out.add(value), VariantCast::value;
}

bool parse_hex(std::string_view text, std::string& appended) {
  if (text.size() % 2 != 0) return false;
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return false;
    appended += static_cast<char>(high * 16 + low);
  }
  return true;
}

Error variant_cast_failed(VariantView value, std::string_view type, const TemporalText& temporal) {
  std::string message = "Failed to cast variant value ";
  print_json(value, {temporal}, message);
  message += " to ";
  message += type;
  return {"100071", "22000", std::move(message), std::nullopt};
}

Error variant_too_deep() {
  return {"100082", "22000",
          "Semi-structured value is nested deeper than " + std::to_string(variant_depth_max) +
              " levels",
          std::nullopt};
}

}  // namespace mockhaus::values
