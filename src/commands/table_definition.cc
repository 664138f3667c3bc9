#include "commands/table_definition.h"

#include <charconv>

#include "base/uuid.h"
#include "commands/property_text.h"
#include "commands/sequence.h"
#include "commands/tag_assignment.h"
#include "sql/ast/walk.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/structured.h"
#include "values/collation.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::ConstraintType;
using catalog::Table;
using catalog::TableConstraint;

std::string constraint_name(const sql::Constraint& constraint, const CommandContext& context) {
  if (!constraint.name.text.empty()) return stored_name(constraint.name, context);
  return "SYS_CONSTRAINT_" + random_uuid();
}

ConstraintType type_of(sql::ConstraintKind kind) {
  switch (kind) {
    case sql::ConstraintKind::primary_key: return ConstraintType::primary_key;
    case sql::ConstraintKind::unique: return ConstraintType::unique;
    case sql::ConstraintKind::foreign_key: return ConstraintType::foreign_key;
    case sql::ConstraintKind::check: return ConstraintType::check;
  }
  return ConstraintType::check;
}

bool is_next_value(const sql::Expression& expression) {
  if (expression.kind != sql::ExpressionKind::column_reference) return false;
  const auto& parts = sql::as<sql::ColumnReference>(expression).parts;
  return parts.size() > 1 && parts.back().text == "NEXTVAL";
}

// DB.SCHEMA.SEQ.NEXTVAL, so that the default means the same in every session.
Result<std::string> next_value_text(const sql::ColumnReference& reference,
                                    const Command& command) {
  std::vector<std::string> parts;
  for (size_t i = 0; i + 1 < reference.parts.size(); ++i) {
    parts.push_back(stored_name(reference.parts[i], command.context));
  }
  const FullName name = TRY(full_name(std::move(parts), "CREATE TABLE", command.context));
  const catalog::SessionView view = session_view(command.context);
  if (view.find_sequence(name.database, name.schema, name.name) == nullptr) {
    return catalog::errors::does_not_exist("Sequence", name.typed);
  }
  return quoted_name({name.database, name.schema, name.name}) + ".NEXTVAL";
}

std::optional<int64_t> whole_number(std::string_view text) {
  int64_t value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<Done> check_collation(std::string_view collation) {
  if (values::parse_collation(collation)) return Done{};
  return sql::errors::invalid_collation(collation);
}

bool has_word(sql::List<const sql::Property> properties, std::string_view word) {
  return find_property(properties, word) != nullptr;
}

}  // namespace

std::string quoted_name(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!text.empty()) text += ".";
    text += sql::print_identifier({.text = part});
  }
  return text;
}

Result<std::string> default_text(const sql::Expression& expression, const Command& command) {
  if (is_next_value(expression)) {
    return next_value_text(sql::as<sql::ColumnReference>(expression), command);
  }
  bool constant = true;
  sql::walk(expression, [&](const sql::Expression& part) {
    using enum sql::ExpressionKind;
    if (part.kind == column_reference || part.kind == scalar_subquery || part.kind == exists ||
        part.kind == in_subquery || part.kind == session_variable || part.kind == bind_variable) {
      constant = false;
    }
    return constant;
  });
  const std::string text = sql::print_expression(expression);
  if (!constant) return catalog::errors::invalid_default(text);
  const catalog::SessionView view = session_view(command.context);
  TRY(sql::translate_expression(expression, command.text, command.context.session, view));
  return text;
}

// A default over columns that stand before it: T.A + 5. Empty: there are none in it.
static Result<std::string> default_over_columns(const sql::Expression& expression,
                                                const Table& table, const Command& command) {
  std::string text;
  uint32_t at = expression.span.begin;
  bool only_columns = true;
  sql::walk(expression, [&](const sql::Expression& part) {
    if (part.kind != sql::ExpressionKind::column_reference || is_next_value(part)) return true;
    const auto& parts = sql::as<sql::ColumnReference>(part).parts;
    const std::string name = stored_name(parts[0], command.context);
    only_columns = only_columns && parts.size() == 1 && table.find_column(name) != nullptr;
    text += command.text.substr(at, part.span.begin - at);
    text += quoted_name({table.name, name});
    at = part.span.end;
    return true;
  });
  if (text.empty() || !only_columns) return std::string();
  text += command.text.substr(at, expression.span.end - at);
  Arena arena;
  const sql::Expression* whole = TRY(sql::parse_expression_text(text, arena));
  return sql::print_expression(*whole);
}

TableDefinition::TableDefinition(const Command& command, const catalog::SessionView& view)
    : command_(command),
      view_(view),
      table_(std::make_shared<Table>()),
      memory_(std::make_shared<Arena>()) {
  table_->owner = command.context.session.role;
}

TableDefinition::TableDefinition(const Command& command, const catalog::SessionView& view,
                                 const Table& from)
    : command_(command),
      view_(view),
      table_(catalog::copy_of(from)),
      memory_(std::make_shared<Arena>()) {
  for (Column& column : table_->columns) column.type = catalog::keep_type(column.type, *memory_);
}

std::shared_ptr<Table> TableDefinition::take() {
  table_->type_memory = memory_;
  return std::move(table_);
}

Result<Column*> TableDefinition::add_column(const sql::ColumnDefinition& definition) {
  const CommandContext& context = command_.context;
  const std::string name = stored_name(definition.name, context);
  if (table_->find_column(name) != nullptr) return catalog::errors::duplicate_column(name);
  if (!definition.policies.empty()) {
    return sql::errors::unsupported(std::string(definition.policies[0].kind) + " POLICY");
  }
  Column column;
  column.id = table_->next_column++;
  column.name = name;
  if (definition.type != nullptr) {
    const sql::Type type = TRY(sql::resolve_any_type(*definition.type, context.session, *memory_,
                                                     command_.text));
    column.type = catalog::keep_type(type, *memory_);
  }
  column.nullable = !definition.not_null;
  column.comment = definition.comment;
  TRY(set_tags(column.tags, definition.tags, context));
  if (definition.has_collation) {
    column.collation = definition.collation;
  } else if (column.type.is_text()) {
    column.collation = default_collation();
  }
  TRY(check_collation(column.collation));
  if (definition.default_value != nullptr) {
    const sql::Expression& value = *definition.default_value;
    column.default_text = TRY(default_over_columns(value, *table_, command_));
    if (column.default_text.empty()) column.default_text = TRY(default_text(value, command_));
  }
  if (definition.generated != nullptr) {
    column.computed_text = sql::print_expression(*definition.generated);
  }
  if (definition.autoincrement != nullptr) {
    if (!column.type.is_numeric()) {
      return catalog::errors::syntax("Autoincrement/identity column '" + name +
                                     "' must be of a numeric type.");
    }
    column.identity = TRY(make_identity(*definition.autoincrement));
  }
  table_->columns.push_back(std::move(column));
  for (const sql::Constraint& constraint : definition.constraints) {
    const Column place = table_->columns.back();
    TRY(add_constraint(constraint, &place));
  }
  return &table_->columns.back();
}

// DEFAULT_DDL_COLLATION of the table, its schema, its database, the session.
std::string TableDefinition::default_collation() const {
  if (!table_->collation.empty()) return table_->collation;
  const catalog::Snapshot& snapshot = view_.snapshot();
  const catalog::Object* schema = snapshot.find_by_id(table_->parent);
  const catalog::Object* database =
      schema == nullptr ? nullptr : snapshot.find_by_id(schema->parent);
  for (const catalog::Object* holder : {schema, database}) {
    if (holder == nullptr) continue;
    const std::string value = catalog::find_property(holder->parameters, "DEFAULT_DDL_COLLATION");
    if (!value.empty()) return value;
  }
  return command_.context.session.default_ddl_collation;
}

Result<catalog::Identity> TableDefinition::make_identity(const sql::Autoincrement& written) {
  catalog::Identity identity;
  if (!written.start.empty()) {
    const std::optional<int64_t> start = whole_number(written.start);
    if (!start) return catalog::errors::invalid_parameter_value(written.start, "START");
    identity.start = *start;
  }
  if (!written.increment.empty()) {
    const std::optional<int64_t> increment = whole_number(written.increment);
    if (!increment || *increment == 0) {
      return catalog::errors::invalid_parameter_value(written.increment, "INCREMENT");
    }
    identity.increment = *increment;
  }
  identity.ordered = is_ordered(written.order, command_.context);
  identity.sequence = command_.context.account.new_id();
  new_sequences_.push_back(identity);
  return identity;
}

Result<Column*> TableDefinition::add_column(const sql::ColumnShape& shape) {
  if (table_->find_column(shape.name) != nullptr) {
    return catalog::errors::duplicate_column(shape.name);
  }
  Column column;
  column.id = table_->next_column++;
  column.name = shape.name;
  column.type = catalog::keep_type(shape.type, *memory_);
  if (column.type.kind == sql::TypeKind::null) column.type = sql::types::text();
  column.collation = values::print_collation(shape.type.collation);
  table_->columns.push_back(std::move(column));
  return &table_->columns.back();
}

Result<Done> TableDefinition::add_constraint(const sql::Constraint& constraint,
                                             const Column* column) {
  TableConstraint made;
  made.type = type_of(constraint.kind);
  made.named = !constraint.name.text.empty();
  made.name = constraint_name(constraint, command_.context);
  made.created_ms = command_.context.account.now_ms();
  made.rely = has_word(constraint.properties, "RELY");
  if (const sql::Property* comment = find_property(constraint.properties, "COMMENT")) {
    made.comment = comment->value.text;
  }
  if (column != nullptr && constraint.columns.empty()) made.columns.push_back(column->id);
  for (const sql::Identifier& name : constraint.columns) {
    const Column* found = table_->find_column(stored_name(name, command_.context));
    if (found == nullptr) return catalog::errors::invalid_identifier(name.text);
    made.columns.push_back(found->id);
  }
  // Snowflake always enforces it, unlike the others.
  if (constraint.kind == sql::ConstraintKind::check) {
    return sql::errors::unsupported("CHECK constraint");
  }
  if (constraint.kind == sql::ConstraintKind::foreign_key) TRY(add_foreign_key(constraint, made));
  if (constraint.kind == sql::ConstraintKind::primary_key) {
    for (const TableConstraint& other : table_->constraints) {
      if (other.type == ConstraintType::primary_key) {
        return catalog::errors::syntax("primary key already exists for table '" + table_->name +
                                       "'");
      }
    }
    for (Column& key : table_->columns) {
      if (std::find(made.columns.begin(), made.columns.end(), key.id) != made.columns.end()) {
        key.nullable = false;  // enforced, unlike the key itself
      }
    }
  }
  table_->constraints.push_back(std::move(made));
  return Done{};
}

Result<Done> TableDefinition::add_foreign_key(const sql::Constraint& constraint,
                                              TableConstraint& made) {
  const FullName name = TRY(full_name(constraint.references, "CREATE TABLE", command_.context));
  const catalog::Object* own_schema = view_.snapshot().container(table_->parent);
  const bool itself = own_schema != nullptr && name.name == table_->name &&
                      view_.snapshot().find_schema(name.database, name.schema) == own_schema;
  const Table* parent = table_.get();
  if (!itself) parent = TRY(find_table(view_, name));
  made.referenced_table = parent->id;
  std::vector<uint32_t> ids;
  for (const sql::Identifier& column : constraint.referenced_columns) {
    const Column* found = parent->find_column(stored_name(column, command_.context));
    if (found == nullptr) return catalog::errors::invalid_identifier(column.text);
    ids.push_back(found->id);
  }
  for (const TableConstraint& key : parent->constraints) {
    const bool fits = ids.empty() ? key.type == ConstraintType::primary_key
                                  : key.type != ConstraintType::foreign_key &&
                                        std::is_permutation(ids.begin(), ids.end(),
                                                            key.columns.begin(),
                                                            key.columns.end());
    if (!fits || key.type == ConstraintType::check) continue;
    if (ids.empty()) ids = key.columns;
    for (const uint32_t id : ids) {
      made.referenced_columns.push_back(parent->find_column_by_id(id)->name);
    }
    return Done{};
  }
  return Error{"002270", "42601",
               "SQL compilation error:\nTable '" + name.typed +
                   "' has no primary or unique key that the foreign key matches.",
               std::nullopt};
}

Result<Done> TableDefinition::set_properties(sql::List<const sql::Property> properties) {
  for (const sql::Property& property : properties) TRY(set_property(property));
  return Done{};
}

Result<Done> TableDefinition::set_property(const sql::Property& property) {
  PropertyText text{std::string(property.name), {}, property.span};
  text.text = TRY(property_text(property.value, command_.context));
  if (text.name == "COMMENT") {
    table_->comment = text.text;
  } else if (text.name == "DATA_RETENTION_TIME_IN_DAYS") {
    const int64_t days = TRY(integer_of(text));
    const int64_t most = table_->durability == catalog::Durability::permanent ? 90 : 1;
    if (days < 0 || days > most) {
      return catalog::errors::invalid_parameter_value(text.text, text.name);
    }
    table_->retention_days = days;
  } else if (text.name == "CHANGE_TRACKING") {
    table_->change_tracking = TRY(boolean_of(text));
  } else if (text.name == "ENABLE_SCHEMA_EVOLUTION") {
    table_->schema_evolution = TRY(boolean_of(text));
  } else if (text.name == "DEFAULT_DDL_COLLATION") {
    table_->collation = text.text;
  } else if (text.name == "MAX_DATA_EXTENSION_TIME_IN_DAYS" || text.name == "ERROR_LOGGING" ||
             text.name == "STAGE_FILE_FORMAT" || text.name == "STAGE_COPY_OPTIONS") {
    catalog::set_property(table_->properties, text.name, text.text);
  } else if (text.name != "COPY GRANTS" && text.name != "COPY TAGS") {
    return catalog::errors::invalid_property(text.name, "TABLE");
  }
  return Done{};
}

}  // namespace mockhaus::commands
