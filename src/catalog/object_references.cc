#include "catalog/object_references.h"

#include <set>

#include "catalog/errors.h"
#include "catalog/physical.h"
#include "catalog/session_view.h"
#include "catalog/table.h"
#include "sql/context/session_context.h"
#include "sql/parse/parse.h"
#include "sql/resolve/errors.h"

namespace mockhaus::catalog::object_references {
namespace {

constexpr VirtualColumn reference_columns[] = {
    {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"OBJECT_NAME"}, {"REFERENCED_DATABASE_NAME"},
    {"REFERENCED_SCHEMA_NAME"}, {"REFERENCED_OBJECT_NAME"}, {"REFERENCED_OBJECT_TYPE"},
};

// An argument that is a name: as stored; empty: not given, or no name.
std::string name_argument(const VirtualSource& source, std::string_view parameter) {
  const auto found = source.arguments->find(parameter);
  if (found == source.arguments->end() || !found->second) return {};
  Arena arena;
  const auto name = sql::parse_object_name_text(*found->second, arena);
  return name.ok() && name->parts.size() == 1 ? std::string(name->parts[0].text) : std::string();
}

const View* find_view(const VirtualSource& source) {
  const Schema* schema = source.snapshot->find_schema(name_argument(source, "DATABASE_NAME"),
                                                      name_argument(source, "SCHEMA_NAME"));
  if (schema == nullptr) return nullptr;
  return object_cast<View>(source.snapshot->find(schema->id, Space::relation,
                                                 name_argument(source, "OBJECT_NAME")));
}

Result<sql::Translation> translate(const VirtualSource& source, const View& view) {
  const Snapshot& snapshot = *source.snapshot;
  const std::string text =
      "SELECT * FROM " + physical::quote_full_name(snapshot.database_name(view),
                                                   snapshot.schema_name(view), view.name);
  Arena arena;
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  // The snapshot outlives this call; nobody shares it from here.
  const std::shared_ptr<const Snapshot> held(std::shared_ptr<const Snapshot>(), &snapshot);
  const SessionView seen(held, nullptr);
  return sql::translate_query(*query, text, *source.session, seen);
}

}  // namespace

std::span<const VirtualColumn> columns() { return reference_columns; }

Result<Done> check_view(const VirtualSource& source) {
  for (const std::string_view parameter : {"DATABASE_NAME", "SCHEMA_NAME", "OBJECT_NAME"}) {
    if (!source.arguments->contains(parameter)) {
      const int given = static_cast<int>(source.arguments->size());
      return sql::errors::not_enough_arguments("GET_OBJECT_REFERENCES", 3, given, {});
    }
  }
  const View* view = find_view(source);
  if (view == nullptr) {
    return errors::does_not_exist("View", name_argument(source, "DATABASE_NAME") + "." +
                                              name_argument(source, "SCHEMA_NAME") + "." +
                                              name_argument(source, "OBJECT_NAME"));
  }
  TRY(translate(source, *view));
  return Done{};
}

void of_view(const VirtualSource& source, std::vector<VirtualRow>& into) {
  const View* view = find_view(source);
  if (view == nullptr) return;
  const Result<sql::Translation> all = translate(source, *view);
  if (!all.ok()) return;  // check_view() has told
  const Snapshot& snapshot = *source.snapshot;
  std::set<uint64_t> seen = {view->id};
  for (const uint64_t id : all->footprint.reads) {
    const Object* object = snapshot.find_by_id(id);
    if (object == nullptr || !seen.insert(id).second) continue;
    into.push_back({snapshot.database_name(*view), snapshot.schema_name(*view), view->name,
                    snapshot.database_name(*object), snapshot.schema_name(*object), object->name,
                    std::string(row_of(object->kind).word)});
  }
}

}  // namespace mockhaus::catalog::object_references
