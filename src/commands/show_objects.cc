#include <algorithm>

#include "base/json.h"
#include "catalog/account.h"
#include "catalog/routine.h"
#include "catalog/temporary.h"
#include "commands/file_format.h"
#include "commands/reading.h"
#include "commands/routine.h"
#include "commands/show.h"

namespace mockhaus::commands {
namespace {

using catalog::Database;
using catalog::Object;
using catalog::Schema;
using catalog::Space;
using catalog::Table;

// Children of one space; with HISTORY dropped ones too, by name.
std::vector<const Object*> listed(const ShowInput& input, catalog::Id parent, Space space) {
  std::vector<const Object*> objects = input.snapshot().children(parent, space);
  if (!input.show.history) return objects;
  for (const Object* object : input.snapshot().dropped(parent)) {
    if (catalog::row_of(object->kind).space == space) objects.push_back(object);
  }
  std::ranges::stable_sort(objects, {}, &Object::name);
  return objects;
}

std::string yes_no(bool value) { return value ? "Y" : "N"; }
std::string on_off(bool value) { return value ? "ON" : "OFF"; }

std::string owner_role_type(const Object& object) { return object.owner.empty() ? "" : "ROLE"; }

ShowRow row_for(const Database& database, const Schema& schema, const Object& object,
                std::string kind, TextRow cells) {
  return {database.name, schema.name, object.name, std::move(kind), object.created_ms,
          std::move(cells), object.dropped_ms};
}

std::string table_kind(const Table& table) {
  switch (table.durability) {
    case catalog::Durability::permanent: return "TABLE";
    case catalog::Durability::transient: return "TRANSIENT";
    case catalog::Durability::temporary: return "TEMPORARY";
  }
  return "";
}

std::string retention_text(const Database& database, const Schema& schema, const Table& table) {
  if (table.durability == catalog::Durability::temporary) return "0";
  const int64_t inherited = schema.retention_days.value_or(database.retention_days.value_or(1));
  return std::to_string(table.retention_days.value_or(inherited));
}

std::string cluster_of(const Table& table) {
  return table.cluster_by.empty() ? "" : "LINEAR(" + table.cluster_by + ")";
}

Result<std::map<catalog::Id, int64_t>> counts_of(const ShowInput& input, Space space) {
  std::vector<const Object*> objects;
  if (input.show.terse) return std::map<catalog::Id, int64_t>();
  each_shown(input, space, [&](const Database&, const Schema&, const Object& object) {
    objects.push_back(&object);
  });
  return count_rows(input.context(), objects);
}

std::string count_text(const std::map<catalog::Id, int64_t>& counts, catalog::Id id) {
  const auto place = counts.find(id);
  return place == counts.end() ? "0" : std::to_string(place->second);
}

TextRow view_cells(const Database& database, const Schema& schema, const catalog::View& view) {
  return {time_text(view.created_ms), view.name, "", database.name, schema.name, view.owner,
          view.comment, view.text, view.secure ? "true" : "false",
          view.materialized ? "true" : "false", owner_role_type(view),
          on_off(view.change_tracking)};
}

}  // namespace

Result<Done> show_databases(const ShowInput& input, std::vector<ShowRow>& into) {
  for (const Object* object : listed(input, catalog::account_id, Space::database)) {
    const auto& database = static_cast<const Database&>(*object);
    const bool current =
        database.name == input.context().session.database && !database.dropped_ms;
    into.push_back({"", "", database.name, "STANDARD", database.created_ms,
                    {time_text(database.created_ms), database.name, "N", yes_no(current), "",
                     database.owner, database.comment, database.transient ? "TRANSIENT" : "",
                     std::to_string(database.retention_days.value_or(1)), "STANDARD",
                     owner_role_type(database), "", "", ""},
                    database.dropped_ms});
  }
  return Done{};
}

Result<Done> show_schemas(const ShowInput& input, std::vector<ShowRow>& into) {
  const catalog::Snapshot& snapshot = input.snapshot();
  const sql::SessionContext& session = input.context().session;
  for (const Object* object : snapshot.children(catalog::account_id, Space::database)) {
    const auto& database = static_cast<const Database&>(*object);
    if (!input.place.database.empty() && database.name != input.place.database) continue;
    for (const Object* child : listed(input, database.id, Space::schema)) {
      const auto& schema = static_cast<const Schema&>(*child);
      const bool current = database.name == session.database && schema.name == session.schema &&
                           !schema.dropped_ms;
      const std::string options = schema.transient        ? "TRANSIENT"
                                  : schema.managed_access ? "MANAGED ACCESS"
                                                          : "";
      const int64_t retention = schema.retention_days.value_or(database.retention_days.value_or(1));
      into.push_back({database.name, "", schema.name, "", schema.created_ms,
                      {time_text(schema.created_ms), schema.name, "N", yes_no(current),
                       database.name, schema.owner, schema.comment, options,
                       std::to_string(retention), owner_role_type(schema), "", "", "", "", "N"},
                      schema.dropped_ms});
    }
  }
  return Done{};
}

Result<Done> show_tables(const ShowInput& input, std::vector<ShowRow>& into) {
  const std::map<catalog::Id, int64_t> counts = TRY(counts_of(input, Space::relation));
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto* table = catalog::object_cast<Table>(&object);
    if (table == nullptr) return;
    into.push_back(row_for(
        database, schema, *table, table_kind(*table),
        {time_text(table->created_ms), table->name, database.name, schema.name,
         table_kind(*table), table->comment, cluster_of(*table), count_text(counts, table->id),
         "0", table->owner, retention_text(database, schema, *table),
         on_off(!table->cluster_by.empty()), on_off(table->change_tracking), "N",
         yes_no(table->schema_evolution), owner_role_type(*table), "N",
         yes_no(table->type_word == "HYBRID"), yes_no(table->type_word == "ICEBERG"), "N", "N",
         "N", "OFF", "OFF"}));
  });
  return Done{};
}

Result<Done> show_views(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto* view = catalog::object_cast<catalog::View>(&object);
    if (view == nullptr) return;
    into.push_back(row_for(database, schema, *view, "VIEW", view_cells(database, schema, *view)));
  });
  return Done{};
}

Result<Done> show_hybrid_tables(const ShowInput& input, std::vector<ShowRow>& into) {
  const std::map<catalog::Id, int64_t> counts = TRY(counts_of(input, Space::relation));
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto* table = catalog::object_cast<Table>(&object);
    if (table == nullptr || table->type_word != "HYBRID") return;
    into.push_back(row_for(database, schema, *table, "TABLE",
                           {time_text(table->created_ms), table->name, database.name, schema.name,
                            table->owner, count_text(counts, table->id), "0", table->comment,
                            owner_role_type(*table)}));
  });
  return Done{};
}

Result<Done> show_materialized_views(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto* view = catalog::object_cast<catalog::View>(&object);
    if (view == nullptr || !view->materialized) return;
    const std::string cluster = view->cluster_by.empty() ? "" : "LINEAR(" + view->cluster_by + ")";
    const std::string now = time_text(input.context().account.now_ms());
    into.push_back(row_for(
        database, schema, *view, "MATERIALIZED_VIEW",
        {time_text(view->created_ms), view->name, "", database.name, schema.name, cluster, "0",
         "0", {}, {}, {}, now, now, view->owner, "false", "", "0s", view->comment, view->text,
         view->secure ? "true" : "false", on_off(!view->cluster_by.empty()),
         owner_role_type(*view)}));
  });
  return Done{};
}

Result<Done> show_objects(const ShowInput& input, std::vector<ShowRow>& into) {
  const std::map<catalog::Id, int64_t> counts = TRY(counts_of(input, Space::relation));
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const std::string created = time_text(object.created_ms);
    if (const auto* table = catalog::object_cast<Table>(&object)) {
      into.push_back(row_for(
          database, schema, object, "TABLE",  // also for transient ones: dbt relies on it
          {created, object.name, database.name, schema.name, "TABLE", object.comment,
           cluster_of(*table), count_text(counts, table->id), "0", object.owner,
           retention_text(database, schema, *table), owner_role_type(object),
           yes_no(table->type_word == "HYBRID"), "N", yes_no(table->type_word == "ICEBERG"), "N"}));
      return;
    }
    into.push_back(row_for(database, schema, object, "VIEW",
                           {created, object.name, database.name, schema.name, "VIEW",
                            object.comment, "", {}, {}, object.owner, "",
                            owner_role_type(object), "N", "N", "N", "N"}));
  });
  return Done{};
}

Result<Done> show_sequences(const ShowInput& input, std::vector<ShowRow>& into) {
  const std::map<catalog::Id, int64_t> next = TRY(counts_of(input, Space::sequence));
  each_shown(input, Space::sequence,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& sequence = static_cast<const catalog::Sequence&>(object);
    into.push_back(row_for(database, schema, object, "SEQUENCE",
                           {object.name, database.name, schema.name,
                            count_text(next, object.id), std::to_string(sequence.increment),
                            time_text(object.created_ms), object.owner, object.comment,
                            owner_role_type(object), yes_no(sequence.ordered)}));
  });
  return Done{};
}

// The columns that SHOW PROCEDURES and SHOW FUNCTIONS share: all of the first.
TextRow routine_cells(const Database& database, const Schema& schema,
                      const catalog::Routine& routine, const char* usual_description) {
  const std::string count = std::to_string(routine.parameters.size());
  const std::string result =
      routine.returns_table ? routine.result_text : bare_type_name(routine.result);
  const std::string arguments = routine.name + routine.signature + " RETURN " + result;
  return {time_text(routine.created_ms), routine.name, schema.name, "N", "N", "N", count, count,
          arguments, routine.comment.empty() ? usual_description : routine.comment, database.name,
          yes_no(routine.returns_table), "N", yes_no(routine.secure), "", ""};
}

Result<Done> show_procedures(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::procedure,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& routine = static_cast<const catalog::Routine&>(object);
    into.push_back(row_for(database, schema, object, "PROCEDURE",
                           routine_cells(database, schema, routine, "user-defined procedure")));
  });
  return Done{};
}

Result<Done> show_functions(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::function,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& routine = static_cast<const catalog::Routine&>(object);
    TextRow cells = routine_cells(database, schema, routine, "user-defined function");
    cells.insert(cells.end(), {"N", routine.language, yes_no(routine.memoizable), "N"});
    into.push_back(row_for(database, schema, object, "FUNCTION", std::move(cells)));
  });
  return Done{};
}

Result<Done> show_stages(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::stage,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& stage = static_cast<const catalog::StoredObject&>(object);
    const std::string url = catalog::find_property(stage.properties, "URL");
    into.push_back(row_for(
        database, schema, object, "STAGE",
        {time_text(object.created_ms), object.name, database.name, schema.name, url,
         yes_no(!catalog::find_property(stage.properties, "CREDENTIALS").empty()),
         "N", object.owner,
         object.comment, {}, url.empty() ? "INTERNAL" : "EXTERNAL", {}, {}, {}, {},
         owner_role_type(object), "N"}));
  });
  return Done{};
}

Result<Done> show_file_formats(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::file_format,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& format = static_cast<const catalog::StoredObject&>(object);
    const auto known = storage::read_file_format(format.properties);
    into.push_back(row_for(
        database, schema, object, "FILE FORMAT",
        {time_text(object.created_ms), object.name, database.name, schema.name,
         catalog::find_property(format.properties, "TYPE", "CSV"), object.owner, object.comment,
         known.ok() ? storage::options_json(*known) : "{}", owner_role_type(object)}));
  });
  return Done{};
}

Result<Done> show_tags(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::tag,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto& tag = static_cast<const catalog::StoredObject&>(object);
    const std::string allowed = catalog::find_property(tag.properties, "ALLOWED_VALUES");
    into.push_back(row_for(database, schema, object, "TAG",
                           {time_text(object.created_ms), object.name, database.name, schema.name,
                            object.owner, object.comment,
                            allowed.empty() ? std::nullopt : std::optional(allowed),
                            owner_role_type(object), {}, {}, {}}));
  });
  return Done{};
}

}  // namespace mockhaus::commands
