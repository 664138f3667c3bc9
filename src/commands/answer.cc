#include "commands/answer.h"

#include <cstdio>

namespace mockhaus::commands {
namespace {

sql::Type type_of(AnswerColumn::Type type) {
  using enum AnswerColumn::Type;
  switch (type) {
    case text: return sql::types::text(0);  // as long as a text may be, in bytes too
    case number: return sql::types::number(38, 0);
    case boolean: return sql::types::boolean();
    case time: return sql::types::timestamp(sql::TypeKind::timestamp_ltz, 3);
  }
  return sql::types::text();
}

}  // namespace

sql::ResultShape shape_of(std::span<const AnswerColumn> columns) {
  sql::ResultShape shape;
  for (const AnswerColumn& column : columns) {
    sql::ColumnShape& out = shape.emplace_back();
    out.name = column.name;
    out.type = type_of(column.type);
  }
  return shape;
}

Outcome status(std::string text) {
  constexpr AnswerColumn columns[] = {{"status"}};
  Outcome outcome;
  outcome.shape = shape_of(columns);
  outcome.rows.push_back({std::move(text)});
  return outcome;
}

Outcome succeeded() { return status("Statement executed successfully."); }

Outcome created(std::string_view title, std::string_view name) {
  return status(std::string(title) + " " + std::string(name) + " successfully created.");
}

Outcome already_exists(std::string_view name) {
  return status(std::string(name) + " already exists, statement succeeded.");
}

Outcome dropped(std::string_view name) {
  return status(std::string(name) + " successfully dropped.");
}

Outcome already_dropped(std::string_view name) {
  return status("Drop statement executed successfully (" + std::string(name) +
                " already dropped).");
}

Outcome restored(std::string_view title, std::string_view name) {
  return status(std::string(title) + " " + std::string(name) + " successfully restored.");
}

std::string time_text(int64_t ms) {
  const bool negative = ms < 0;
  const int64_t size = negative ? -ms : ms;
  char text[32];
  std::snprintf(text, sizeof text, "%s%lld.%03lld", negative ? "-" : "",
                static_cast<long long>(size / 1000), static_cast<long long>(size % 1000));
  return text;
}

}  // namespace mockhaus::commands
