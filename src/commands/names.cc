#include "commands/names.h"

#include <algorithm>

#include "catalog/account.h"
#include "commands/engine_rows.h"
#include "commands/evaluate.h"
#include "commands/infer_schema.h"
#include "commands/object_functions.h"
#include "commands/procedure_table.h"
#include "commands/reading.h"
#include "commands/stage_rows.h"
#include "commands/validate_load.h"

namespace mockhaus::commands {
namespace {

std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::toupper(c); });
  return out;
}

std::vector<std::string> stored_parts(const sql::ObjectName& name, const CommandContext& context) {
  std::vector<std::string> parts;
  for (const sql::Identifier& part : name.parts) parts.push_back(stored_name(part, context));
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ".";
    text += part;
  }
  return text;
}

}  // namespace

std::string stored_name(const sql::Identifier& name, const CommandContext& context) {
  if (name.quoted && context.session.quoted_identifiers_ignore_case) return folded(name.text);
  return std::string(name.text);
}

Result<std::vector<std::string>> name_parts(const sql::ObjectName& name,
                                            const CommandContext& context) {
  if (name.dynamic == nullptr) return stored_parts(name, context);
  const std::optional<std::string> text = TRY(evaluate_text(*name.dynamic, context));
  Arena arena;
  const sql::ObjectName parsed = TRY(sql::parse_object_name_text(text.value_or(""), arena));
  return stored_parts(parsed, context);
}

Result<std::string> account_name(const sql::ObjectName& name, const CommandContext& context) {
  const std::vector<std::string> parts = TRY(name_parts(name, context));
  if (parts.size() != 1) return catalog::errors::invalid_identifier(joined(parts));
  return parts[0];
}

Result<SchemaName> schema_name(const sql::ObjectName& name, std::string_view operation,
                               const CommandContext& context) {
  const std::vector<std::string> parts = TRY(name_parts(name, context));
  if (parts.size() == 2) return SchemaName{parts[0], parts[1]};
  if (parts.size() != 1) return catalog::errors::invalid_identifier(joined(parts));
  if (context.session.database.empty()) return catalog::errors::no_current_database(operation);
  return SchemaName{context.session.database, parts[0]};
}

Result<FullName> full_name(std::vector<std::string> parts, std::string_view operation,
                           const CommandContext& context) {
  FullName name;
  name.typed = joined(parts);
  if (parts.empty() || parts.size() > 3) return catalog::errors::invalid_identifier(name.typed);
  name.name = parts.back();
  name.schema = context.session.schema;
  name.database = context.session.database;
  if (parts.size() >= 2) name.schema = parts[parts.size() - 2];
  if (parts.size() == 3) {
    name.database = parts[0];
    if (name.schema.empty()) name.schema = "PUBLIC";  // db..name
  }
  if (name.database.empty()) return catalog::errors::no_current_database(operation);
  if (name.schema.empty()) return catalog::errors::no_current_schema(operation);
  return name;
}

Result<FullName> full_name(const sql::ObjectName& name, std::string_view operation,
                           const CommandContext& context) {
  std::vector<std::string> parts = TRY(name_parts(name, context));
  return full_name(std::move(parts), operation, context);
}

Result<const catalog::Schema*> schema_for_new(const FullName& name,
                                              const catalog::Snapshot& snapshot) {
  if (snapshot.find_database(name.database) == nullptr) {
    return catalog::errors::does_not_exist("Database", name.database);
  }
  const catalog::Schema* schema = snapshot.find_schema(name.database, name.schema);
  if (schema == nullptr) {
    return catalog::errors::does_not_exist("Schema", name.database + "." + name.schema);
  }
  if (schema->information_schema) {
    return catalog::errors::insufficient_privileges("schema", name.schema);
  }
  return schema;
}

Result<const catalog::Object*> find_object(const catalog::SessionView& view, catalog::Kind kind,
                                           const FullName& name) {
  const catalog::KindRow& row = row_of(kind);
  const catalog::Object* object = view.find(name.database, name.schema, row.space, name.name);
  const bool relation = row.space == catalog::Space::relation;
  if (object == nullptr) return catalog::errors::does_not_exist(row.title, name.typed, relation);
  if (object->kind != kind) {
    return catalog::errors::wrong_kind(row_of(object->kind).word, row.word);
  }
  return object;
}

Result<const catalog::Table*> find_table(const catalog::SessionView& view, const FullName& name) {
  const catalog::Object* object = TRY(find_object(view, catalog::Kind::table, name));
  return static_cast<const catalog::Table*>(object);
}

catalog::SessionView session_view(const CommandContext& context) {
  return session_view(context, [&context](const catalog::SessionView& view,
                                          const sql::StageTable& table, std::string_view source) {
    return resolve_stage(table, source, view, context);
  });
}

catalog::SessionView session_view(const CommandContext& context,
                                  catalog::SessionView::FindStage find_stage) {
  EarlierResults* results = context.results;
  const auto find_shape = [results](std::string_view id) -> std::optional<sql::ResultShape> {
    if (results == nullptr) return std::nullopt;
    Result<sql::ResultShape> shape = results->shape(id);
    return shape.ok() ? std::optional(std::move(*shape)) : std::nullopt;
  };
  const auto read_values = [&context](const catalog::SessionView& view,
                                      const sql::Translation& query)
      -> Result<std::vector<std::optional<std::string>>> {
    TRY(provide_relations(context, view, query.result_scans));
    std::vector<TextRow> rows = TRY(query_rows(context.engine, query.sql));
    std::vector<std::optional<std::string>> values;
    for (TextRow& row : rows) values.push_back(std::move(row[0]));
    return values;
  };
  const auto call = [&context](const catalog::SessionView& view, const sql::FunctionCall& call,
                               std::string_view source) {
    return call_object_function(call, source, view, context);
  };
  const auto evaluate = [&context](const sql::Expression& expression, std::string_view source) {
    return evaluate_text(expression, context, source);
  };
  const auto find_function = [&context](const catalog::SessionView& view,
                                        const sql::FunctionCall& call, std::string_view source)
      -> Result<std::unique_ptr<sql::Relation>> {
    std::unique_ptr<sql::Relation> made = TRY(resolve_validate(call, source, context));
    if (made != nullptr) return made;
    made = TRY(resolve_infer_schema(call, source, view, context));
    if (made != nullptr) return made;
    return resolve_procedure_table(call, source, view, context);
  };
  return catalog::SessionView(context.account.snapshot(), context.temporary, find_shape,
                              read_values, call, evaluate, std::move(find_stage), find_function);
}

}  // namespace mockhaus::commands
