#include "sql/resolve/query_columns.h"

#include <algorithm>

namespace mockhaus::sql {

namespace {

struct Reader {
  const std::function<bool(const BoundColumn&)>& is_meant;

  bool value(const Bound* node) const {
    if (node == nullptr) return false;
    switch (node->kind) {
      case BoundKind::constant:
        return false;
      case BoundKind::column:
        return is_meant(as<BoundColumn>(*node));
      case BoundKind::call:
        return list(as<BoundCall>(*node).arguments);
      case BoundKind::aggregate:
        return list(as<BoundAggregate>(*node).arguments) ||
               order(as<BoundAggregate>(*node).order);
      case BoundKind::window: {
        const auto& window = as<BoundWindow>(*node);
        return list(window.arguments) || list(window.partition_by) || order(window.order_by) ||
               order(window.inner_order);
      }
      case BoundKind::subquery:
        return list(as<BoundSubquery>(*node).operands) ||
               query(*as<BoundSubquery>(*node).query);
    }
    return false;
  }

  bool list(BoundList values) const {
    return std::ranges::any_of(values, [this](const Bound* one) { return value(one); });
  }
  bool order(std::span<const BoundOrder> items) const {
    return std::ranges::any_of(items, [this](const BoundOrder& item) { return value(item.value); });
  }

  bool relation(const BoundRelation* node) const {
    if (node == nullptr) return false;
    switch (node->kind) {
      case BoundRelationKind::table:
      case BoundRelationKind::cte:
        return false;
      case BoundRelationKind::derived:
        return query(*as<BoundDerived>(*node).query);
      case BoundRelationKind::values:
        return std::ranges::any_of(as<BoundValues>(*node).rows,
                                   [this](BoundList row) { return list(row); });
      case BoundRelationKind::function:
        return list(as<BoundTableFunction>(*node).arguments);
      case BoundRelationKind::join: {
        const auto& join = as<BoundJoin>(*node);
        return relation(join.left) || relation(join.right) || value(join.on);
      }
    }
    return false;
  }

  bool body(const BoundBody& node) const {
    if (node.kind == BoundBodyKind::set_operation) {
      return std::ranges::any_of(as<BoundSetOperation>(node).branches,
                                 [this](const BoundQuery* branch) { return query(*branch); });
    }
    const auto& select = as<BoundSelect>(node);
    const auto of_output = [this](const BoundOutput& output) { return value(output.value); };
    return std::ranges::any_of(select.outputs, of_output) || relation(select.from) ||
           value(select.where) || list(select.group_keys) || value(select.having) ||
           value(select.qualify);
  }

  bool query(const BoundQuery& node) const {
    const auto of_cte = [this](const BoundCte& cte) { return query(*cte.query); };
    const auto of_order = [this](const BoundQueryOrder& item) { return value(item.by.value); };
    return std::ranges::any_of(node.ctes, of_cte) || body(*node.body) ||
           std::ranges::any_of(node.order_by, of_order);
  }
};

}  // namespace

bool reads_column(const BoundQuery& query,
                  const std::function<bool(const BoundColumn&)>& is_meant) {
  return Reader{is_meant}.query(query);
}

bool reads_column(const Bound& value, const std::function<bool(const BoundColumn&)>& is_meant) {
  return Reader{is_meant}.value(&value);
}

}  // namespace mockhaus::sql
