#include "sql/resolve/bind.h"

#include <algorithm>
#include <charconv>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/literal.h"
#include "values/binary_text.h"
#include "values/physical.h"

namespace mockhaus::sql {

namespace {

using values::int128;

std::string digits_of(int128 value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string text;
  while (value != 0) {
    const int digit = static_cast<int>(value % 10);
    text += static_cast<char>('0' + (negative ? -digit : digit));
    value /= 10;
  }
  if (negative) text += '-';
  std::reverse(text.begin(), text.end());
  return text;
}

std::optional<int128> whole_number(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 37) return std::nullopt;
  int128 value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

bool is_decimal(std::string_view text) {
  size_t i = !text.empty() && (text[0] == '-' || text[0] == '+');
  bool digit = false;
  bool point = false;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.' && !point) point = true;
    else if (text[i] >= '0' && text[i] <= '9') digit = true;
    else return false;
  }
  if (i < text.size()) {
    i += 1 + (i + 1 < text.size() && (text[i + 1] == '-' || text[i + 1] == '+'));
    if (i >= text.size()) return false;
    for (; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') return false;
    }
  }
  return digit;
}

Result<const Bound*> number_bind(Resolver& r, std::string_view text, std::string_view type,
                                 Span span) {
  if (!is_decimal(text)) return errors::invalid_bind_text(text, type);
  const bool negative = text[0] == '-';
  std::string digits;
  const Type number = type_of_digits(text.substr(negative || text[0] == '+'), digits);
  if (negative) digits.insert(digits.begin(), '-');
  return make_constant(r, number, r.arena.text(digits), span);
}

bool is_float(std::string_view text) {
  return text == "NaN" || text == "Infinity" || text == "-Infinity" || is_decimal(text);
}

Result<const Bound*> float_bind(Resolver& r, std::string_view text, Span span) {
  if (!is_float(text)) return errors::invalid_bind_text(text, "REAL");
  return make_constant(r, types::floating(), r.arena.text(text), span);
}

constexpr int128 nanoseconds_of_day = int128{86'400} * 1'000'000'000;
// From year 1 to year 9999, the days that dates and timestamps have.
bool is_instant(int128 nanoseconds) {
  constexpr int64_t first_day = -719'162, end_day = 2'932'897;
  return nanoseconds >= first_day * nanoseconds_of_day &&
         nanoseconds < end_day * nanoseconds_of_day;
}

bool is_true(std::string_view text) { return text == "true" || text == "TRUE" || text == "1"; }
bool is_false(std::string_view text) { return text == "false" || text == "FALSE" || text == "0"; }

bool is_counted(std::string_view type) {
  return type == "DATE" || type == "TIME" || type.starts_with("TIMESTAMP_");
}

// A whole number in the unit of the type, and the offset of TIMESTAMP_TZ; nothing: no such text.
struct Counted {
  int128 value = 0, offset = 1440;
};
std::optional<Counted> read_counted(std::string_view type, std::string_view text) {
  Counted counted;
  const size_t blank = type == "TIMESTAMP_TZ" ? text.find(' ') : text.npos;
  if (blank != text.npos) {
    const auto offset = whole_number(text.substr(blank + 1));
    if (!offset || *offset < 0 || *offset > 2880) return std::nullopt;
    counted.offset = *offset;
  }
  const auto value = whole_number(text.substr(0, blank));
  if (!value) return std::nullopt;
  counted.value = *value;
  const bool in_range = type == "TIME"   ? *value >= 0 && *value < nanoseconds_of_day
                        : type == "DATE" ? is_instant(*value * 1'000'000)
                                         : is_instant(*value);
  return in_range ? std::optional(counted) : std::nullopt;
}

// Types whose text is a whole number in some unit.
Result<const Bound*> counted_bind(Resolver& r, std::string_view type, std::string_view text,
                                  Span span) {
  const std::optional<Counted> counted = read_counted(type, text);
  if (!counted) return errors::invalid_bind_text(text, type);
  const int128 value = counted->value;
  if (type == "TIMESTAMP_TZ") {
    return make_constant(r, types::timestamp(TypeKind::timestamp_tz),
                         r.arena.text(digits_of(value * 4096 + counted->offset)), span);
  }
  if (type == "DATE") {
    const int128 day = 86'400'000;
    const int128 days = value >= 0 ? value / day : -((-value + day - 1) / day);
    return make_call(r, "(DATE '1970-01-01' + CAST($1 AS INTEGER))", types::date(),
                     {make_constant(r, types::number(18, 0), r.arena.text(digits_of(days)), span)},
                     span);
  }
  const Type target = type == "TIME"            ? types::time()
                      : type == "TIMESTAMP_LTZ" ? types::timestamp(TypeKind::timestamp_ltz)
                                                : types::timestamp(TypeKind::timestamp_ntz);
  return make_constant(r, target, r.arena.text(digits_of(value)), span);
}

// The values of a column, as bind_constant() sees one of them.
Result<Done> check_column(const BindValue& bind) {
  for (const auto& value : bind.values) {
    if (!value) continue;
    std::string bytes;
    const bool is_of_type =
        is_counted(bind.type)     ? read_counted(bind.type, *value).has_value()
        : bind.type == "BOOLEAN"  ? is_true(*value) || is_false(*value)
        : bind.type == "BINARY"   ? values::decode_hex(*value, bytes)
                                  : is_float(*value);
    if (!is_of_type) return errors::invalid_bind_text(*value, bind.type);
  }
  return Done{};
}

// What the engine makes of a text column of the bind relation.
struct ColumnForm {
  std::string_view type;
  Type result;
  std::string_view engine;
};
constexpr ColumnForm column_forms[] = {
    {"BINARY", types::binary(), "from_hex($1)"},
    {"BOOLEAN", types::boolean(), "CAST($1 AS BOOLEAN)"},
    {"DATE", types::date(),
     "(DATE '1970-01-01' + CAST(floor(CAST($1 AS BIGINT) / 86400000) AS INTEGER))"},
    {"DECFLOAT", types::floating(), "CAST($1 AS DOUBLE)"},
    {"REAL", types::floating(), "CAST($1 AS DOUBLE)"},
    {"TIME", types::time(), "CAST($1 AS BIGINT)"},
    {"TIMESTAMP_LTZ", types::timestamp(TypeKind::timestamp_ltz), "CAST($1 AS HUGEINT)"},
    {"TIMESTAMP_NTZ", types::timestamp(TypeKind::timestamp_ntz), "CAST($1 AS HUGEINT)"},
    {"TIMESTAMP_TZ", types::timestamp(TypeKind::timestamp_tz),
     "(CAST(split_part($1, ' ', 1) AS HUGEINT) * 4096 + CAST(CASE WHEN contains($1, ' ') THEN "
     "split_part($1, ' ', 2) ELSE '1440' END AS HUGEINT))"},
};

// The narrowest NUMBER that holds every value of a FIXED column.
Result<Type> number_of_column(const BindValue& bind) {
  int leading = 1;
  int scale = 0;
  for (const auto& value : bind.values) {
    if (!value) continue;
    if (!is_decimal(*value)) return errors::invalid_bind_text(*value, bind.type);
    std::string_view text = *value;
    std::string digits;
    const Type type = type_of_digits(text.substr(text[0] == '-' || text[0] == '+'), digits);
    if (!type.is_number()) return types::floating();
    leading = std::max(leading, type.precision - type.scale);
    scale = std::max<int>(scale, type.scale);
  }
  return types::number(std::min(leading + scale, number_precision_max), std::min(scale, 37));
}

}  // namespace

Result<const Bound*> bind_constant(Resolver& r, std::string_view type,
                                   const std::optional<std::string>& text, Span span) {
  if (!text) return make_null(r, types::null(), span);
  if (type == "FIXED") return number_bind(r, *text, type, span);
  if (type == "REAL" || type == "DECFLOAT") return float_bind(r, *text, span);
  if (type == "BOOLEAN") {
    if (!is_true(*text) && !is_false(*text)) return errors::invalid_bind_text(*text, type);
    return make_constant(r, types::boolean(), is_true(*text) ? "true" : "false", span);
  }
  if (type == "BINARY") {
    std::string bytes;
    if (!values::decode_hex(*text, bytes)) return errors::invalid_bind_text(*text, type);
    return make_constant(r, types::binary(static_cast<int64_t>(text->size() / 2)),
                         r.arena.text(*text), span);
  }
  if (is_counted(type)) return counted_bind(r, type, *text, span);
  if (type == "TEXT" || type == "ANY") {
    const std::string_view kept = r.arena.text(*text);
    return make_constant(r, types::text(text_length(kept)), kept, span);
  }
  return errors::unsupported_type(type);
}

const Bound* text_of_bytes(Resolver& r, const Bound& bytes) {
  return make_call(r, "mh_binary_to_text($1, 'UTF-8')", types::text(), {&bytes}, bytes.span);
}

Result<const Bound*> bind_column(Resolver& r, const std::string& name, const BindValue& bind,
                                 Span span) {
  // The bind relation has a column for each of 1, 2, .. as many as there are binds.
  const std::optional<int128> number = whole_number(name);
  if (!number || *number < 1 || *number > static_cast<int128>(r.context.binds->size())) {
    return errors::unsupported("array binds by name, or with gaps between their numbers");
  }
  r.uses_bind_relation = true;
  if (r.bind_relation_id == 0) r.bind_relation_id = r.next_relation++;
  const std::string_view column = r.arena.text(name);
  const Bound* text =
      make_column(r, r.bind_relation_id, column, types::text(), true, column, span);
  if (bind.type == "TEXT" || bind.type == "ANY") return text;
  if (bind.type == "FIXED") {
    const Type type = TRY(number_of_column(bind));
    const std::string engine = "CAST($1 AS " + storage_type(type) + ")";
    return make_call(r, r.arena.text(engine), type, {text}, span);
  }
  for (const ColumnForm& form : column_forms) {
    if (form.type != bind.type) continue;
    TRY(check_column(bind));
    return make_call(r, form.engine, form.result, {text}, span);
  }
  return errors::unsupported_type(bind.type);
}

}  // namespace mockhaus::sql
