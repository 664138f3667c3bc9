#include "sql/resolve/resolver.h"

#include <charconv>

namespace mockhaus::sql {

std::string dotted(List<const Identifier> parts) {
  std::string text;
  for (const Identifier& part : parts) {
    if (!text.empty()) text += '.';
    text += part.text;
  }
  return text;
}

std::optional<int64_t> position_of(const Expression& expression) {
  if (expression.kind != ExpressionKind::literal) return std::nullopt;
  const auto& literal = as<Literal>(expression);
  if (literal.literal_kind != LiteralKind::number) return std::nullopt;
  int64_t position = 0;
  const char* end = literal.text.data() + literal.text.size();
  const auto parsed = std::from_chars(literal.text.data(), end, position);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return position;
}

InsideObject::InsideObject(Resolver& r, std::string_view text, std::string_view database,
                           std::string_view schema)
    : r_(r), text_(r, text) {
  database_ = std::exchange(r.view_database, std::string(database));
  schema_ = std::exchange(r.view_schema, std::string(schema));
  ctes_.swap(r.ctes);
  ++r.view_depth;
}

InsideObject::~InsideObject() {
  --r_.view_depth;
  r_.view_database = std::move(database_);
  r_.view_schema = std::move(schema_);
  r_.ctes.swap(ctes_);
}

}  // namespace mockhaus::sql
