#include "sql/emit/duckdb.h"
#include "sql/emit/emitter.h"

namespace mockhaus::sql {

namespace {

void append_number(std::string& out, std::string_view digits, bool bare) {
  const bool negative = digits.starts_with('-');
  if (negative) out += '(';
  out += digits;
  // "24." is DECIMAL(2,0); "24" would be an INTEGER, whose arithmetic follows other rules.
  if (!bare && digits.find('.') == std::string_view::npos) out += '.';
  if (negative) out += ')';
}

void append_float(std::string& out, std::string_view text) {
  out += "CAST(";
  append_quoted(out, text, '\'');
  out += " AS DOUBLE)";
}

void append_cast(std::string& out, std::string_view text, const char* type) {
  out += "CAST(";
  append_quoted(out, text, '\'');
  out.append(" AS ").append(type).append(")");
}

}  // namespace

// The engine's SQL ends at a character 0, so a literal with one is put together.
void append_quoted(std::string& out, std::string_view text, char quote) {
  const bool joined = quote == '\'' && text.find('\0') != std::string_view::npos;
  if (joined) out += '(';
  out += quote;
  for (char c : text) {
    if (c == '\0' && joined) {
      out += "' || chr(0) || '";
      continue;
    }
    if (c == quote) out += quote;
    out += c;
  }
  out += quote;
  if (joined) out += ')';
}

void Emitter::constant(const BoundConstant& constant) {
  if (constant.is_null) {
    if (constant.type.kind == TypeKind::null) out += "NULL";
    else out.append("CAST(NULL AS ").append(storage_type(constant.type)).append(")");
    return;
  }
  switch (constant.type.kind) {
    case TypeKind::number: return append_number(out, constant.text, bare);
    case TypeKind::floating: return append_float(out, constant.text);
    case TypeKind::boolean: out += constant.text; return;
    case TypeKind::binary:
      out += "from_hex(";
      append_quoted(out, constant.text, '\'');
      out += ')';
      return;
    case TypeKind::date: return append_cast(out, constant.text, "DATE");
    case TypeKind::time: return append_cast(out, constant.text, "BIGINT");
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz: return append_cast(out, constant.text, "HUGEINT");
    default: return append_quoted(out, constant.text, '\'');
  }
}

}  // namespace mockhaus::sql
