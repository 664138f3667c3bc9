#include "commands/show.h"

#include <algorithm>
#include <charconv>

#include "catalog/account.h"
#include "catalog/temporary.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "sql/errors.h"
#include "values/name_pattern.h"

namespace mockhaus::commands {
namespace {

using catalog::Space;

constexpr size_t rows_max = 10'000;  // error 090201 above it
constexpr AnswerColumn terse_columns[] = {
    {"created_on", AnswerColumn::Type::time}, {"name"}, {"kind"}, {"database_name"},
    {"schema_name"},
};

// SHOW .. IN x for a place that is not there.
Error no_such_place() { return catalog::errors::not_found_or_not_allowed(); }

Result<ShowPlace> schema_place(const sql::Show& show, const CommandContext& context,
                               const catalog::Snapshot& snapshot) {
  ShowPlace place{context.session.database, context.session.schema};
  if (!show.scope_name.empty()) {
    const SchemaName name = TRY(schema_name(show.scope_name, "SHOW", context));
    place = {name.database, name.schema};
  }
  if (place.schema.empty()) return catalog::errors::no_current_schema("SHOW");
  if (snapshot.find_schema(place.database, place.schema) == nullptr) return no_such_place();
  return place;
}

Result<ShowPlace> database_place(const sql::Show& show, const CommandContext& context,
                                 const catalog::Snapshot& snapshot) {
  ShowPlace place{context.session.database, ""};
  if (!show.scope_name.empty()) {
    place.database = TRY(account_name(show.scope_name, context));
  }
  if (place.database.empty()) return catalog::errors::no_current_database("SHOW");
  if (snapshot.find_database(place.database) == nullptr) return no_such_place();
  return place;
}

// IN TABLE t, IN VIEW v, and IN d.s or IN x without a word.
Result<ShowPlace> object_place(const sql::Show& show, const ShowKind& kind,
                               const Command& command, const catalog::SessionView& view) {
  const CommandContext& context = command.context;
  if (show.scope_kind == "TABLE" || show.scope_kind == "VIEW") {
    const FullName name = TRY(full_name(show.scope_name, "SHOW", context));
    const catalog::Object* relation =
        view.find(name.database, name.schema, Space::relation, name.name);
    if (relation == nullptr) {
      return catalog::errors::does_not_exist(show.scope_kind == "VIEW" ? "View" : "Table",
                                             name.typed, true);
    }
    return ShowPlace{name.database, name.schema, relation};
  }
  if (!show.scope_kind.empty()) return ShowPlace{};
  const std::vector<std::string> parts = TRY(name_parts(show.scope_name, context));
  const catalog::Snapshot& snapshot = view.snapshot();
  if (parts.size() == 2 && snapshot.find_schema(parts[0], parts[1]) != nullptr) {
    return ShowPlace{parts[0], parts[1]};
  }
  if (parts.size() == 1 && kind.level == ShowLevel::schema &&
      snapshot.find_schema(context.session.database, parts[0]) != nullptr) {
    return ShowPlace{context.session.database, parts[0]};
  }
  if (parts.size() == 1 && snapshot.find_database(parts[0]) != nullptr) {
    return ShowPlace{parts[0], ""};
  }
  if (parts.size() <= 3 && kind.level == ShowLevel::schema) {
    const FullName name = TRY(full_name(parts, "SHOW", context));
    const catalog::Object* relation =
        view.find(name.database, name.schema, Space::relation, name.name);
    if (relation != nullptr) return ShowPlace{name.database, name.schema, relation};
  }
  return no_such_place();
}

Result<ShowPlace> place_of(const sql::Show& show, const ShowKind& kind, const Command& command,
                           const catalog::SessionView& view) {
  if (kind.level == ShowLevel::account) return ShowPlace{};
  const sql::SessionContext& session = command.context.session;
  switch (show.scope) {
    case sql::ShowScope::account: return ShowPlace{};
    case sql::ShowScope::database: return database_place(show, command.context, view.snapshot());
    case sql::ShowScope::schema: return schema_place(show, command.context, view.snapshot());
    case sql::ShowScope::object: return object_place(show, kind, command, view);
    case sql::ShowScope::unspecified: break;
  }
  if (kind.level == ShowLevel::database) return ShowPlace{session.database, ""};
  return ShowPlace{session.database, session.schema};
}

Result<std::optional<size_t>> limit_of(const sql::Show& show, const Command& command) {
  if (show.limit == nullptr) return std::optional<size_t>();
  const std::optional<std::string> text =
      TRY(evaluate_text(*show.limit, command.context, command.text));
  size_t limit = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), limit).ec !=
                   std::errc()) {
    return catalog::errors::invalid_parameter_value(text.value_or("NULL"), "LIMIT");
  }
  return std::optional(limit);
}

Result<Done> filter(const sql::Show& show, const Command& command, std::vector<ShowRow>& rows) {
  std::erase_if(rows, [&](const ShowRow& row) {
    const bool unlike = show.has_like && !values::matches_name(row.name, show.like,
                                                               values::PatternEscape::backslash);
    return unlike ||
           (show.has_starts_with && !row.name.starts_with(show.starts_with)) ||
           (show.has_from && row.name <= show.from);
  });
  const std::optional<size_t> limit = TRY(limit_of(show, command));
  if (limit && rows.size() > *limit) rows.resize(*limit);
  if (rows.size() > rows_max) {
    return Error{"090153", "22000",
                 "The result set size exceeded the max number of rows(10000) supported for SHOW "
                 "statements. Use LIMIT option to limit result set to a smaller number.",
                 std::nullopt};
  }
  return Done{};
}

Outcome terse(std::vector<ShowRow>& rows) {
  Outcome outcome;
  outcome.shape = shape_of(terse_columns);
  for (ShowRow& row : rows) {
    outcome.rows.push_back({time_text(row.created_ms), std::move(row.name), std::move(row.kind),
                            std::move(row.database), std::move(row.schema)});
  }
  return outcome;
}

bool has_history(const ShowKind& kind) {
  return kind.plural == "TABLES" || kind.plural == "SCHEMAS" || kind.plural == "DATABASES";
}

// dropped_on comes after retention_time.
size_t place_of_dropped(const ShowKind& kind) {
  const auto at = std::ranges::find_if(
      kind.columns, [](const AnswerColumn& column) { return column.name == "retention_time"; });
  return static_cast<size_t>(at - kind.columns.begin()) + 1;
}

Outcome with_history(const ShowKind& kind, std::vector<ShowRow>& rows) {
  std::vector<AnswerColumn> columns(kind.columns.begin(), kind.columns.end());
  const auto place = static_cast<std::ptrdiff_t>(place_of_dropped(kind));
  columns.insert(columns.begin() + place, {"dropped_on", AnswerColumn::Type::time});
  Outcome outcome;
  outcome.shape = shape_of(columns);
  for (ShowRow& row : rows) {
    std::optional<std::string> dropped;
    if (row.dropped_ms) dropped = time_text(*row.dropped_ms);
    row.cells.insert(row.cells.begin() + place, std::move(dropped));
    outcome.rows.push_back(std::move(row.cells));
  }
  return outcome;
}

// TERSE is about objects; other lists keep their columns.
bool has_terse_form(const ShowKind& kind) {
  return std::ranges::any_of(kind.columns,
                             [](const AnswerColumn& c) { return c.name == "created_on"; }) &&
         !kind.plural.ends_with("KEYS") && kind.plural != "GRANTS" &&
         !kind.plural.starts_with("USER P");
}

}  // namespace

void each_shown(const ShowInput& input, Space space, const ShowVisit& visit) {
  const catalog::Snapshot& snapshot = input.snapshot();
  const catalog::TemporaryObjects* temporary = input.context().temporary;
  for (const catalog::Object* database : snapshot.children(catalog::account_id, Space::database)) {
    if (!input.place.database.empty() && database->name != input.place.database) continue;
    for (const catalog::Object* schema : snapshot.children(database->id, Space::schema)) {
      if (!input.place.schema.empty() && schema->name != input.place.schema) continue;
      std::vector<const catalog::Object*> objects = snapshot.children(schema->id, space);
      if (temporary != nullptr) {
        for (const catalog::Object* object : temporary->in_schema(schema->id, space)) {
          std::erase_if(objects, [&](const auto* other) { return other->name == object->name; });
          objects.push_back(object);
        }
      }
      if (input.show.history) {
        for (const catalog::Object* object : snapshot.dropped(schema->id)) {
          if (catalog::row_of(object->kind).space == space) objects.push_back(object);
        }
      }
      std::ranges::stable_sort(objects, {}, &catalog::Object::name);
      for (const catalog::Object* object : objects) {
        if (input.place.relation != nullptr && object != input.place.relation) continue;
        visit(static_cast<const catalog::Database&>(*database),
              static_cast<const catalog::Schema&>(*schema), *object);
      }
    }
  }
}

Result<Outcome> run_show(const Command& command) {
  const auto& show = command.as<sql::Show>();
  const catalog::SessionView view = session_view(command.context);
  if (show.object_kind == "GRANTS" || show.object_kind == "FUTURE GRANTS") {
    return run_show_grants({show, command, view, {}});
  }
  const ShowKind* kind = find_show_kind(show.object_kind);
  if (kind == nullptr) return sql::errors::unsupported("SHOW " + std::string(show.object_kind));
  if (show.history && !has_history(*kind)) {
    return sql::errors::unsupported("SHOW " + std::string(show.object_kind) + " HISTORY");
  }
  ShowInput input{show, command, view, {}};
  input.place = TRY(place_of(show, *kind, command, view));
  const bool is_terse = show.terse && has_terse_form(*kind);
  Outcome outcome;
  outcome.shape = shape_of(is_terse ? std::span<const AnswerColumn>(terse_columns)
                                    : kind->columns);
  std::vector<ShowRow> rows;
  if (command.context.describe_only) {
    if (show.history && !is_terse) return with_history(*kind, rows);
    return outcome;
  }
  if (kind->rows != nullptr) TRY(kind->rows(input, rows));
  TRY(filter(show, command, rows));
  if (is_terse) return terse(rows);
  if (show.history) return with_history(*kind, rows);
  for (ShowRow& row : rows) outcome.rows.push_back(std::move(row.cells));
  return outcome;
}

}  // namespace mockhaus::commands
