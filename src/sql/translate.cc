#include "sql/emit/duckdb.h"
#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/resolver.h"
#include "sql/sql.h"

namespace mockhaus::sql {

namespace {

// The fields of a structured type end with the translation: the result is the plain type, which is
// also what Snowflake tells clients that know no structured types.
Type lasting(const Type& type) {
  if (type.kind == TypeKind::null) return types::text();
  if (!type.structured) return type;
  return type.kind == TypeKind::array ? types::array() : types::object();
}

const BoundTable* find_table(const BoundRelation* from, uint32_t id) {
  if (from == nullptr) return nullptr;
  if (from->kind == BoundRelationKind::table) {
    return from->id == id ? &as<BoundTable>(*from) : nullptr;
  }
  if (from->kind != BoundRelationKind::join) return nullptr;
  const auto& join = as<BoundJoin>(*from);
  const BoundTable* left = find_table(join.left, id);
  return left != nullptr ? left : find_table(join.right, id);
}

// Clients are told where a plain column of a table comes from.
void name_origin(const BoundQuery& query, const Bound& value, ColumnShape& column) {
  if (value.kind != BoundKind::column || query.body->kind != BoundBodyKind::select) return;
  const auto& select = as<BoundSelect>(*query.body);
  const BoundTable* table = find_table(select.from, as<BoundColumn>(value).relation);
  if (table == nullptr) return;
  column.database = std::string(table->database);
  column.schema = std::string(table->schema);
  column.table = std::string(table->name);
}

ResultShape shape_of(const BoundQuery& query) {
  ResultShape shape;
  shape.reserve(query.outputs.size());
  for (const BoundOutput& output : query.outputs) {
    ColumnShape column;
    column.name = std::string(output.name);
    name_origin(query, *output.value, column);
    column.type = lasting(output.value->type);
    column.nullable = output.value->nullable;
    shape.push_back(std::move(column));
  }
  return shape;
}

Result<const BoundQuery*> converted(Resolver& r, const BoundQuery& query, OutputForm form) {
  std::vector<Type> wanted;
  for (const BoundOutput& output : query.outputs) {
    const Type& type = output.value->type;
    wanted.push_back(type.kind == TypeKind::null ? types::text() : type);
  }
  return convert_outputs(r, query, wanted, form);
}

Result<Translation> finish(Resolver& r, const BoundQuery& query, OutputForm form) {
  Translation translation;
  translation.shape = shape_of(query);
  const BoundQuery* final_query = TRY(converted(r, query, form));
  translation.sql = emit_query(*final_query, r.context);
  translation.footprint = std::move(r.footprint);
  translation.result_scans = std::move(r.result_scans);
  return translation;
}

Result<Translation> translate(const Query& query, std::string_view source,
                              const SessionContext& context, const CatalogView& catalog,
                              OutputForm form) {
  Arena arena;
  Resolver r(arena, source, context, catalog);
  auto bound = resolve_query(r, query, nullptr);
  if (!bound.ok()) return locate(bound.error(), source);
  auto result = finish(r, **bound, form);
  if (!result.ok()) return locate(result.error(), source);
  return result;
}

}  // namespace

Result<Translation> translate_query(const Query& query, std::string_view source,
                                    const SessionContext& context, const CatalogView& catalog) {
  return translate(query, source, context, catalog, OutputForm::fetched);
}

Result<Translation> translate_for_storage(const Query& query, std::string_view source,
                                          const SessionContext& context,
                                          const CatalogView& catalog) {
  return translate(query, source, context, catalog, OutputForm::stored);
}

Result<Translation> translate_expression(const Expression& expression, std::string_view source,
                                         const SessionContext& context,
                                         const CatalogView& catalog) {
  const SelectItem items[] = {{&expression, {}, false, expression.span}};
  Select select;
  select.items = items;
  Query query;
  query.body = &select;
  return translate(query, source, context, catalog, OutputForm::fetched);
}

}  // namespace mockhaus::sql
