#include "catalog/temporary.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/creation.h"
#include "commands/property_text.h"
#include "commands/table_definition.h"
#include "commands/tag_assignment.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"

namespace mockhaus::commands {
namespace {

using catalog::View;
using catalog::ViewColumn;

Error invalid_materialized_view(std::string_view reason) {
  return Error{"002202", "42601",
               "SQL compilation error:\nInvalid materialized view definition. " +
                   std::string(reason),
               std::nullopt};
}

// What a materialized view may be made of: one table, no subquery, no window, no order.
Result<Done> check_materialized(const sql::CreateView& create) {
  const sql::Query& query = *create.query;
  if (query.body->kind != sql::BodyKind::select) {
    return invalid_materialized_view("Set operators are not allowed.");
  }
  const auto& select = sql::as<sql::Select>(*query.body);
  if (select.from.size() != 1 || select.from[0]->kind != sql::TableKind::named) {
    return invalid_materialized_view("More than one table referenced in the view definition");
  }
  if (!query.order_by.empty()) return invalid_materialized_view("ORDER BY is not allowed.");
  if (query.limit != nullptr || query.offset != nullptr || select.top != nullptr) {
    return invalid_materialized_view("LIMIT is not allowed.");
  }
  if (select.having != nullptr) return invalid_materialized_view("HAVING is not allowed.");
  if (select.qualify != nullptr) return invalid_materialized_view("QUALIFY is not allowed.");
  return Done{};
}

Result<Done> check_supported(const sql::CreateView& create) {
  if (create.materialized) TRY(check_materialized(create));
  if (!create.policies.empty()) {
    return sql::errors::unsupported(std::string(create.policies[0].kind) + " POLICY");
  }
  return check_mode({create.or_replace, create.if_not_exists});
}

// The columns as the query gives them now, under the names of the column list.
Result<std::vector<ViewColumn>> view_columns(const sql::CreateView& create, const FullName& name,
                                             const sql::ResultShape& shape, Arena& memory,
                                             const CommandContext& context) {
  if (!create.columns.empty() && create.columns.size() != shape.size()) {
    return catalog::errors::view_columns_differ(name.name, create.columns.size(), shape.size());
  }
  std::vector<ViewColumn> columns;
  for (size_t i = 0; i < shape.size(); ++i) {
    ViewColumn column{shape[i].name, catalog::keep_type(shape[i].type, memory),
                      shape[i].nullable, ""};
    if (column.type.kind == sql::TypeKind::null) column.type = sql::types::text();
    if (!create.columns.empty()) {
      column.name = stored_name(create.columns[i].name, context);
      column.comment = create.columns[i].comment;
      if (!create.columns[i].policies.empty()) {
        return sql::errors::unsupported(std::string(create.columns[i].policies[0].kind) +
                                        " POLICY");
      }
    }
    for (const ViewColumn& other : columns) {
      if (other.name == column.name) return catalog::errors::duplicate_column(column.name);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

Result<Done> set_properties(const sql::CreateView& create, const CommandContext& context,
                            View& view) {
  const std::vector<PropertyText> properties = TRY(property_texts(create.properties, context));
  for (const PropertyText& property : properties) {
    if (property.name == "COMMENT") {
      view.comment = property.text;
    } else if (property.name == "CHANGE_TRACKING") {
      view.change_tracking = TRY(boolean_of(property));
    } else if (property.name != "COPY GRANTS") {
      return catalog::errors::invalid_property(property.name, "VIEW");
    }
  }
  return Done{};
}

// A recursive view reads itself by its name.
Result<sql::Translation> translated_query(const sql::CreateView& create, const Command& command,
                                          const sql::SessionContext& inside,
                                          const catalog::SessionView& catalog) {
  if (!create.recursive) {
    return sql::translate_query(*create.query, command.text, inside, catalog);
  }
  View view;
  view.recursive = true;
  view.name = stored_name(create.name.parts.back(), command.context);
  view.query = command.text.substr(create.query_span.begin,
                                   create.query_span.end - create.query_span.begin);
  for (const sql::ColumnDefinition& column : create.columns) {
    view.columns.push_back({stored_name(column.name, command.context), {}, true, ""});
  }
  const std::string text = query_of(view);
  Arena arena;
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  return sql::translate_query(*query, text, inside, catalog);
}

Result<std::shared_ptr<View>> define_view(const sql::CreateView& create, const Command& command,
                                          const FullName& name,
                                          const catalog::SessionView& catalog) {
  const CommandContext& context = command.context;
  const catalog::Schema* schema = TRY(schema_for_new(name, catalog.snapshot()));
  // Names in the body mean the view's own schema, now and whenever it is read.
  sql::SessionContext inside = context.session;
  inside.database = name.database;
  inside.schema = name.schema;
  auto view = std::make_shared<View>();
  auto memory = std::make_shared<Arena>();
  const sql::Translation translation = TRY(translated_query(create, command, inside, catalog));
  view->columns = TRY(view_columns(create, name, translation.shape, *memory, context));
  view->type_memory = std::move(memory);
  view->parent = schema->id;
  view->name = name.name;
  view->owner = context.session.role;
  view->secure = create.secure;
  view->temporary = create.temporary;
  view->recursive = create.recursive;
  view->materialized = create.materialized;
  if (!create.cluster_by.empty()) view->cluster_by = cluster_text(create.cluster_by);
  view->has_column_list = !create.columns.empty();
  const Span query = create.query_span;
  view->query = command.text.substr(query.begin, query.end - query.begin);
  view->text = command.text;
  TRY(set_properties(create, context, *view));
  TRY(set_tags(view->tags, create.tags, context));
  return view;
}

Result<Outcome> create_temporary(const sql::CreateView& create, const CommandContext& context,
                                 const FullName& name, std::shared_ptr<View> view) {
  if (context.temporary == nullptr) {
    return sql::errors::unsupported("temporary views without a session");
  }
  const catalog::Object* existing =
      context.temporary->find(view->parent, catalog::Space::relation, name.name);
  if (existing != nullptr && create.if_not_exists) return already_exists(name.name);
  const bool or_replace = create.or_replace || create.or_alter;
  if (existing != nullptr && (!or_replace || existing->kind != catalog::Kind::view)) {
    return catalog::errors::object_exists(name.typed);
  }
  if (existing != nullptr) context.temporary->remove(existing->id);
  view->id = context.account.new_id();
  view->created_ms = view->altered_ms = context.account.now_ms();
  context.temporary->put(std::move(view));
  return created("View", name.name);
}

}  // namespace

Result<Outcome> run_create_view(const Command& command) {
  const auto& create = command.as<sql::CreateView>();
  const CommandContext& context = command.context;
  // Nothing of a view is kept when it is altered to another definition.
  const bool or_replace = create.or_replace || create.or_alter;
  TRY(check_supported(create));
  const FullName name = TRY(full_name(create.name, "CREATE VIEW", context));
  const catalog::SessionView catalog = session_view(context);
  const bool there = catalog.find(name.database, name.schema, catalog::Space::relation,
                                  name.name) != nullptr;
  if (create.if_not_exists && there) return already_exists(name.name);
  std::shared_ptr<View> view = TRY(define_view(create, command, name, catalog));
  if (context.describe_only) return created("View", name.name);
  if (create.temporary) return create_temporary(create, context, name, std::move(view));
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  TRY(schema_for_new(name, change.current()));
  const Way way =
      TRY(clear_the_way(change, *view, {or_replace, create.if_not_exists}, name.typed));
  if (way == Way::already_there) return already_exists(name.name);
  TRY(change.put(std::move(view)));
  TRY(change.commit());
  return created("View", name.name);
}

}  // namespace mockhaus::commands
