#include "sql/dml_target.h"

#include "sql/dml_probe.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/emit/duckdb.h"
#include "sql/resolve/bind.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"

namespace mockhaus::sql {

Result<DmlTarget> find_target(Resolver& r, const ObjectName& name) {
  DmlTarget target;
  target.relation = TRY(find_relation(r, name));
  r.footprint.reads.pop_back();
  r.footprint.writes.push_back(target.relation->id);
  target.name = target.relation->name;
  if (target.relation->kind != RelationKind::table) {
    return errors::unsupported("DML on a view");
  }
  if (target.relation->id == 0) {  // made of the catalog: INFORMATION_SCHEMA
    return errors::unsupported("DML on a view of INFORMATION_SCHEMA");
  }
  return target;
}

Result<const RelationColumn*> find_target_column(const DmlTarget& target, const Identifier& name) {
  for (const RelationColumn& column : target.relation->columns) {
    if (column.name != name.text) continue;
    if (!column.computed_text.empty()) return errors::not_insertable(name.text);
    return &column;
  }
  return errors::invalid_identifier(name.text, name.span);
}

Result<const Bound*> default_value(Resolver& r, const RelationColumn& column) {
  if (column.identity) {
    const Type type = types::number(38, 0);
    return assigned_value(r, *make_next_value(r, column.identity_sequence, type, Span{}), column);
  }
  if (column.default_text.empty()) return make_null(r, column.type, Span{});
  const InsideText inside(r, column.default_text);
  const Expression* expression = TRY(parse_expression_text(column.default_text, r.arena));
  Scope scope(nullptr);
  const Bound* result = TRY(resolve_expression(r, scope, *expression));
  return assigned_value(r, *result, column);
}

Result<const Bound*> assigned_value(Resolver& r, const Bound& value, const RelationColumn& column) {
  if (value.type.kind != TypeKind::null && value.type.kind != column.type.kind &&
      !can_coerce(value.type, column.type)) {
    return errors::column_type_mismatch(describe(column.type), describe(value.type), column.name);
  }
  const Bound* converted = TRY(cast(r, value, column.type, CastMode::assignment, value.span));
  return exact(r, *converted);
}

// Where binds fit or not though values of their type in a column would not, or would.
static Result<const Bound*> fitting_bind(Resolver& r, const Bound& value,
                                         const RelationColumn& column) {
  const TypeKind from = value.type.kind;
  const TypeKind to = column.type.kind;
  if (from == TypeKind::binary && to == TypeKind::text) return text_of_bytes(r, value);
  const bool reads_text = from == TypeKind::text && to == TypeKind::binary;
  const bool tests_number = from == TypeKind::floating && to == TypeKind::boolean;
  if (reads_text || tests_number) {
    return cast(r, value, column.type, CastMode::explicit_cast, value.span);
  }
  if (from == TypeKind::timestamp_tz &&
      (to == TypeKind::timestamp_ltz || to == TypeKind::timestamp_ntz)) {
    return errors::column_type_mismatch(describe(column.type), describe(value.type), column.name);
  }
  return &value;
}

Result<const Bound*> assigned_expression(Resolver& r, Scope& scope, const Expression& expression,
                                         const RelationColumn& column) {
  const Bound* value = TRY(resolve_expression(r, scope, expression));
  if (expression.kind == ExpressionKind::bind_variable && r.context.script == nullptr) {
    value = TRY(fitting_bind(r, *value, column));
  }
  return assigned_value(r, *value, column);
}

ColumnProbe make_probe(std::string_view table, const RelationColumn& column,
                       const std::string& relation) {
  return {std::string(table), column.name,
          "SELECT CAST(max(hash(c)) AS VARCHAR) FROM " + relation, {}};
}

Result<std::string> duplicate_row_text(Resolver& r, const DmlTarget& target, uint32_t relation) {
  std::string text = "'Duplicate row detected during DML action' || chr(10) || 'Row Values: ['";
  bool first = true;
  for (const RelationColumn& column : target.relation->columns) {
    if (!column.computed_text.empty()) continue;
    auto* value = r.arena.make<BoundColumn>(*make_column(
        r, relation, column.physical_name, column.type, true, column.name, Span{}));
    if (column.narrow) value->narrow = Narrow::cast;
    auto printed = cast(r, *value, types::text(), CastMode::explicit_cast, Span{});
    const std::string shown =
        printed.ok() ? emit_expression(**printed, r.context) : std::string("NULL");
    const std::string quote = column.type.is_text() ? " || '\"' || " : " || ";
    text += (first ? "" : " || ', '") + std::string(" || coalesce(''") + quote + shown + quote +
            "'', 'NULL')";
    first = false;
  }
  return text + " || ']'";
}

ResultShape count_shape(std::initializer_list<const char*> names) {
  ResultShape shape;
  for (const char* name : names) {
    ColumnShape column;
    column.name = name;
    column.type = types::number(19, 0);
    column.nullable = false;
    shape.push_back(std::move(column));
  }
  return shape;
}

void finish_dml(Resolver& r, DmlTranslation& translation) {
  translation.footprint = std::move(r.footprint);
  translation.result_scans = std::move(r.result_scans);
  translation.uses_bind_relation = r.uses_bind_relation;
  translation.deterministic = !translation.footprint.volatile_result;
}

}  // namespace mockhaus::sql
