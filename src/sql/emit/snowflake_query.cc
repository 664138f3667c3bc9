// Queries as Snowflake text.
#include "sql/ast/fields.h"
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put(const Query& query) {
  if (!query.with.empty()) {
    put(query.recursive ? "WITH RECURSIVE " : "WITH ");
    put_list<CommonTable>(query.with, [&](const CommonTable& table) {
      put(table.name);
      if (!table.columns.empty()) {
        put(" (");
        put(table.columns);
        put(")");
      }
      put(" AS (");
      put(*table.query);
      put(")");
    });
    put(" ");
  }
  put(*query.body);
  if (query.order_by_all) {
    const OrderItem& item = query.order_by[0];
    put(" ORDER BY ALL");
    put_if(item.descending, " DESC");
    put_if(item.nulls == NullsOrder::first, " NULLS FIRST");
    put_if(item.nulls == NullsOrder::last, " NULLS LAST");
  } else if (!query.order_by.empty()) {
    put(" ORDER BY ");
    put_list<OrderItem>(query.order_by);
  }
  if (query.limit != nullptr && !query.fetch) {
    put(" LIMIT ");
    put(*query.limit);
  }
  if (query.offset != nullptr) {
    put(" OFFSET ");
    put(*query.offset);
  }
  if (query.limit != nullptr && query.fetch) {
    put(" FETCH FIRST ");
    put(*query.limit);
    put(" ROWS ONLY");
  }
  put_if(query.for_update, " FOR UPDATE");
}

void Printer::put(const QueryBody& body) {
  switch (body.kind) {
    case BodyKind::select: return put_select(as<Select>(body));
    case BodyKind::nested:
      put("(");
      put(*as<NestedQuery>(body).query);
      return put(")");
    case BodyKind::values:
      put("VALUES ");
      return put_list<const Row*>(as<ValuesBody>(body).rows, [&](const Row* row) { put(*row); });
    case BodyKind::set_operation: {
      constexpr std::string_view words[] = {" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "};
      const SetOperation& operation = as<SetOperation>(body);
      put(*operation.left);
      put(words[static_cast<size_t>(operation.op)]);
      put_if(operation.by_name, "BY NAME ");
      put(*operation.right);
    }
  }
}

void Printer::put_grouping(const GroupingElement& element) {
  switch (element.kind) {
    case GroupingKind::all: return put("ALL");
    case GroupingKind::expressions: return put(element.items);
    case GroupingKind::rollup:
    case GroupingKind::cube:
      put(element.kind == GroupingKind::rollup ? "ROLLUP (" : "CUBE (");
      put(element.items);
      return put(")");
    case GroupingKind::grouping_sets:
      put("GROUPING SETS (");
      put_list<GroupingElement>(element.nested,
                                [&](const GroupingElement& nested) { put_grouping(nested); });
      put(")");
  }
}

void Printer::put_select(const Select& select) {
  put("SELECT ");
  put_if(select.distinct, "DISTINCT ");
  if (select.top != nullptr) {
    put("TOP ");
    put(*select.top);
    put(" ");
  }
  put_list<SelectItem>(select.items, [&](const SelectItem& item) {
    put(*item.value);
    if (!item.has_alias) return;
    put(" AS ");
    put(item.alias);
  });
  if (!select.into.empty()) {
    put(" INTO ");
    put(select.into);
  }
  if (!select.from.empty()) {
    put(" FROM ");
    put(select.from);
  }
  const auto put_clause = [&](std::string_view words, const Expression* condition) {
    if (condition == nullptr) return;
    put(words);
    put(*condition);
  };
  put_clause(" WHERE ", select.where);
  if (select.connect_by != nullptr) {
    put_clause(" START WITH ", select.connect_by->start_with);
    put_clause(" CONNECT BY ", select.connect_by->condition);
  }
  if (!select.group_by.empty()) {
    put(" GROUP BY ");
    put_list<GroupingElement>(select.group_by,
                              [&](const GroupingElement& element) { put_grouping(element); });
  }
  put_clause(" HAVING ", select.having);
  put_clause(" QUALIFY ", select.qualify);
}

}  // namespace mockhaus::sql
