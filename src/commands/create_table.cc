#include "catalog/physical.h"
#include "catalog/temporary.h"
#include "commands/alter_to_definition.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/creation.h"
#include "commands/reading.h"
#include "commands/table_definition.h"
#include "commands/table_template.h"
#include "commands/tag_assignment.h"
#include "commands/transaction.h"
#include "commands/widen.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::Durability;
using catalog::Table;

// What is to be made, before anything is.
struct Plan {
  std::shared_ptr<Table> table;
  std::vector<catalog::Identity> sequences;  // the engine's, to be made first
  std::string fill;                          // INSERT of the first rows; empty: none
  engine::Replay replay = engine::Replay::repeatable;  // of the INSERT
  std::vector<sql::ResultScanNeed> result_scans;
  sql::Footprint footprint;
};

Durability durability_of(const sql::CreateTable& create) {
  switch (create.durability) {
    case sql::TableDurability::permanent: return Durability::permanent;
    case sql::TableDurability::transient: return Durability::transient;
    case sql::TableDurability::temporary: return Durability::temporary;
  }
  return Durability::permanent;
}

Result<Done> check_supported(const sql::CreateTable& create) {
  using enum sql::TableType;
  if (create.clone_at.kind != sql::TimeTravelKind::none) {
    return sql::errors::unsupported("CLONE AT or BEFORE");
  }
  switch (create.type) {
    case ordinary:
    case hybrid:
    case iceberg: break;
    case external: return sql::errors::unsupported("CREATE EXTERNAL TABLE");
    case dynamic: return sql::errors::unsupported("CREATE DYNAMIC TABLE");
    case event: return sql::errors::unsupported("CREATE EVENT TABLE");
    case interactive: return sql::errors::unsupported("CREATE INTERACTIVE TABLE");
  }
  if (!create.policies.empty()) {
    return sql::errors::unsupported(std::string(create.policies[0].kind) + " POLICY");
  }
  return check_mode({create.or_replace, create.if_not_exists});
}

std::string column_list(const Table& table) {
  std::string list;
  for (const Column& column : table.columns) {
    if (!column.computed_text.empty()) continue;
    if (!list.empty()) list += ", ";
    list += catalog::physical::quote_identifier(catalog::physical::column_name(column));
  }
  return list;
}

// SELECT $1::T1, $2, .. FROM (query): the types of a CTAS column list.
const sql::Query* with_types(const sql::CreateTable& create, Arena& arena) {
  std::vector<sql::SelectItem> items;
  for (size_t i = 0; i < create.columns.size(); ++i) {
    auto* column = arena.make<sql::PositionalColumn>();
    column->position = static_cast<int64_t>(i) + 1;
    sql::SelectItem item{.value = column, .alias = create.columns[i].name, .has_alias = true};
    if (create.columns[i].type != nullptr) {
      auto* cast = arena.make<sql::Cast>();
      cast->operand = column;
      cast->type = create.columns[i].type;
      item.value = cast;
    }
    items.push_back(item);
  }
  auto* derived = arena.make<sql::DerivedTable>();
  derived->query = create.query;
  const std::vector<const sql::TableReference*> from = {derived};
  auto* select = arena.make<sql::Select>();
  select->items = arena.list(items);
  select->from = arena.list(from);
  auto* query = arena.make<sql::Query>();
  query->body = select;
  return query;
}

Result<Done> define_from_query(const sql::CreateTable& create, const Command& command,
                               const catalog::SessionView& view, TableDefinition& definition,
                               Plan& plan) {
  Arena arena;
  const sql::Query* query = create.query;
  if (!create.columns.empty()) {
    const sql::Translation plain =
        TRY(sql::translate_query(*query, command.text, command.context.session, view));
    if (plain.shape.size() != create.columns.size()) {
      return Error{"002026", "42601",
                   "SQL compilation error:\nInvalid column definition list", std::nullopt};
    }
    query = with_types(create, arena);
  }
  sql::Translation translation =
      TRY(sql::translate_for_storage(*query, command.text, command.context.session, view));
  for (size_t i = 0; i < translation.shape.size(); ++i) {
    if (create.columns.empty() || create.columns[i].type == nullptr) {
      sql::ColumnShape shape = translation.shape[i];
      if (!create.columns.empty()) shape.name = stored_name(create.columns[i].name,
                                                            command.context);
      TRY(definition.add_column(shape));
    } else {
      TRY(definition.add_column(create.columns[i]));
    }
  }
  plan.fill = "INSERT INTO " + catalog::physical::table_name(definition.table()) + " (" +
              column_list(definition.table()) + ") " + translation.sql;
  plan.result_scans = std::move(translation.result_scans);
  plan.footprint = std::move(translation.footprint);
  if (plan.footprint.volatile_result) plan.replay = engine::Replay::changes;
  return Done{};
}

// LIKE and CLONE: the columns and constraints of another table under a new identity.
Result<Done> take_over(const Command& command, const Table& source, bool with_rows, Table& table,
                       Plan& plan) {
  for (Column& column : table.columns) {
    if (!column.identity) continue;
    catalog::Identity made = *column.identity;
    column.identity->sequence = command.context.account.new_id();
    if (with_rows) {
      const catalog::Id old = made.sequence;
      made.start = TRY(next_value(command.context, old, made.start));
    }
    made.sequence = column.identity->sequence;
    plan.sequences.push_back(made);
  }
  for (catalog::TableConstraint& constraint : table.constraints) {
    constraint.created_ms = command.context.account.now_ms();
  }
  if (with_rows) plan.fill = catalog::physical::copy_rows(source, table);
  plan.footprint.reads.push_back(source.id);
  return Done{};
}

// Identity of the new table: what LIKE and CLONE must not inherit.
void make_new(Table& table, const sql::CreateTable& create, const FullName& name,
              const catalog::Schema& schema, const CommandContext& context) {
  table.id = context.account.new_id();
  table.parent = schema.id;
  table.name = name.name;
  table.owner = context.session.role;
  table.created_ms = 0;
  table.dropped_ms.reset();
  table.durability = durability_of(create);
  if (table.durability == Durability::permanent && schema.transient) {
    table.durability = Durability::transient;
  }
  if (table.type_word == "HYBRID") table.type_word.clear();
  if (create.type == sql::TableType::iceberg) table.type_word = "ICEBERG";
  if (create.type == sql::TableType::hybrid) table.type_word = "HYBRID";
}

// Keys of a hybrid table are enforced; one of them must be the primary key.
Result<Done> check_hybrid(const Table& table) {
  bool has_key = false;
  for (const catalog::TableConstraint& constraint : table.constraints) {
    has_key = has_key || constraint.type == catalog::ConstraintType::primary_key;
    if (constraint.type == catalog::ConstraintType::foreign_key) {
      return sql::errors::unsupported("FOREIGN KEY of a hybrid table");
    }
  }
  if (table.durability != Durability::permanent) {
    return sql::errors::unsupported("hybrid table that is temporary or transient");
  }
  if (has_key) return Done{};
  return Error{"391411", "0A000",
               "SQL compilation error:\nPrimary key is required for hybrid table '" + table.name +
                   "'.",
               std::nullopt};
}

Result<Plan> make_plan(const sql::CreateTable& create, const Command& command,
                       const FullName& name, const catalog::SessionView& view) {
  const catalog::Schema* schema = TRY(schema_for_new(name, view.snapshot()));
  Plan plan;
  const bool copies = !create.like.empty() || !create.clone.empty();
  const Table* source = nullptr;
  if (copies) {
    const sql::ObjectName& from = create.like.empty() ? create.clone : create.like;
    const FullName source_name = TRY(full_name(from, "CREATE TABLE", command.context));
    source = TRY(find_table(view, source_name));
  }
  TableDefinition definition = source == nullptr ? TableDefinition(command, view)
                                                 : TableDefinition(command, view, *source);
  Table& table = definition.table();
  make_new(table, create, name, *schema, command.context);
  TRY(definition.set_properties(create.properties));  // first: a collation is for the columns
  if (source != nullptr) {
    TRY(take_over(command, *source, !create.clone.empty(), table, plan));
  } else if (create.query != nullptr) {
    TRY(define_from_query(create, command, view, definition, plan));
  } else {
    for (const sql::ColumnDefinition& column : create.columns) TRY(definition.add_column(column));
    if (create.using_template != nullptr) {
      TRY(add_template_columns(*create.using_template, command, definition));
    }
    if (table.columns.empty()) {
      return Error{"002022", "42601", "SQL compilation error:\nMissing column specification",
                   std::nullopt};
    }
  }
  for (const sql::Constraint& constraint : create.constraints) {
    TRY(definition.add_constraint(constraint, nullptr));
  }
  if (!create.cluster_by.empty()) table.cluster_by = cluster_text(create.cluster_by);
  TRY(set_tags(table.tags, create.tags, command.context));
  for (const catalog::Identity& identity : definition.new_sequences()) {
    plan.sequences.push_back(identity);
  }
  plan.table = definition.take();
  // A clone takes the rows as they lie, but where it cannot be made wide later.
  const bool temporary = plan.table->durability == Durability::temporary;
  if (create.type == sql::TableType::hybrid) {
    TRY(check_hybrid(*plan.table));
    for (Column& column : plan.table->columns) column.narrow = false;  // keys cannot be widened
  } else if (create.clone.empty() || temporary) {
    choose_storage(*plan.table);
  }
  return plan;
}

template <class Execute>
Result<Done> make_physical(const Plan& plan, const Execute& execute) {
  for (const catalog::Identity& identity : plan.sequences) {
    TRY(execute(catalog::physical::create_sequence(identity.sequence, identity.start,
                                                   identity.increment)));
  }
  TRY(execute(catalog::physical::create_table(*plan.table)));
  return Done{};
}

Outcome answer(const FullName& name, const Plan& plan, int64_t rows, bool filled_by_query) {
  Outcome outcome = created("Table", name.name);
  outcome.footprint = plan.footprint;
  if (filled_by_query) {
    outcome.has_counts = true;
    outcome.counts.inserted = rows;
  }
  return outcome;
}

Result<Outcome> create_permanent(const sql::CreateTable& create, const CommandContext& context,
                                 const FullName& name, const Plan& plan) {
  const CreateMode mode{create.or_replace, create.if_not_exists};
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  int64_t rows = 0;
  // The rows come first: a long query must not keep other sessions from their DDL.
  TRY(make_physical(plan, [&](const std::string& sql) { return change.execute(sql); }));
  if (!plan.fill.empty()) rows = TRY(context.engine.execute(plan.fill, plan.replay));
  TRY(change.enter());
  TRY(schema_for_new(name, change.current()));
  const Way way = TRY(clear_the_way(change, *plan.table, mode, name.typed));
  if (way == Way::already_there) return already_exists(name.name);
  TRY(change.put(plan.table));
  TRY(change.commit());
  if (mode.or_replace) (void)context.account.purge(context.engine);
  return answer(name, plan, rows, create.query != nullptr);
}

Result<Outcome> create_temporary(const sql::CreateTable& create, const CommandContext& context,
                                 const FullName& name, const Plan& plan) {
  if (context.temporary == nullptr) {
    return sql::errors::unsupported("temporary tables without a session");
  }
  const catalog::Object* existing =
      context.temporary->find(plan.table->parent, catalog::Space::relation, name.name);
  if (existing != nullptr && create.if_not_exists) return already_exists(name.name);
  if (existing != nullptr && (!create.or_replace || existing->kind != catalog::Kind::table)) {
    return catalog::errors::object_exists(name.typed);
  }
  StatementTransaction transaction(context);
  TRY(transaction.begin());
  const auto execute = [&](const std::string& sql) { return context.engine.execute(sql); };
  TRY(make_physical(plan, execute));
  int64_t rows = 0;
  if (!plan.fill.empty()) rows = TRY(context.engine.execute(plan.fill, plan.replay));
  if (existing != nullptr) {
    const auto& old = static_cast<const Table&>(*existing);
    TRY(execute(catalog::physical::drop_table(old)));
    context.temporary->remove(old.id);
  }
  TRY(transaction.commit());
  plan.table->created_ms = plan.table->altered_ms = context.account.now_ms();
  context.temporary->put(plan.table);
  return answer(name, plan, rows, create.query != nullptr);
}

// True where the statement has nothing to do, without looking at what the table would be.
bool exists_already(const sql::CreateTable& create, const FullName& name,
                    const catalog::SessionView& view) {
  return create.if_not_exists && view.find(name.database, name.schema, catalog::Space::relation,
                                           name.name) != nullptr;
}

}  // namespace

std::string cluster_text(sql::List<const sql::Expression* const> expressions) {
  std::string text;
  for (const sql::Expression* expression : expressions) {
    if (!text.empty()) text += ", ";
    text += sql::print_expression(*expression);
  }
  return text;
}

Result<Outcome> run_create_table(const Command& command) {
  const auto& create = command.as<sql::CreateTable>();
  const CommandContext& context = command.context;
  TRY(check_supported(create));
  const FullName name = TRY(full_name(create.name, "CREATE TABLE", context));
  const catalog::SessionView view = session_view(context);
  if (exists_already(create, name, view)) return already_exists(name.name);
  if (create.or_alter) {
    const catalog::Object* there =
        view.find(name.database, name.schema, catalog::Space::relation, name.name);
    if (there != nullptr) return alter_to_definition(command, name, view);
  }
  const Plan plan = TRY(make_plan(create, command, name, view));
  if (context.describe_only) return created("Table", name.name);
  TRY(provide_relations(context, view, plan.result_scans));
  if (plan.table->durability == Durability::temporary) {
    return create_temporary(create, context, name, plan);
  }
  Result<Outcome> outcome = create_permanent(create, context, name, plan);
  if (outcome.ok() || !has_no_room(outcome.error())) return outcome;
  for (Column& column : plan.table->columns) column.narrow = false;
  return create_permanent(create, context, name, plan);
}

}  // namespace mockhaus::commands
