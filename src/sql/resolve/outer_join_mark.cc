#include "sql/resolve/outer_join_mark.h"

#include <algorithm>

namespace mockhaus::sql {

namespace {

// The name before the dot of a marked column; empty where it cannot be told.
std::string_view marked_table(const Expression& expression);

std::string_view first_of(std::initializer_list<const Expression*> parts) {
  for (const Expression* part : parts) {
    if (part == nullptr) continue;
    const std::string_view found = marked_table(*part);
    if (!found.empty()) return found;
  }
  return {};
}

std::string_view marked_table(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::outer_join_mark: {
      const Expression& column = *as<OuterJoinMark>(expression).column;
      if (column.kind != ExpressionKind::column_reference) return {};
      const auto& parts = as<ColumnReference>(column).parts;
      return parts.size() >= 2 ? parts[parts.size() - 2].text : std::string_view();
    }
    case ExpressionKind::binary:
      return first_of({as<Binary>(expression).left, as<Binary>(expression).right});
    case ExpressionKind::is_test:
      return first_of({as<IsTest>(expression).operand});
    case ExpressionKind::between:
      return first_of({as<Between>(expression).operand, as<Between>(expression).low,
                       as<Between>(expression).high});
    case ExpressionKind::cast:
      return first_of({as<Cast>(expression).operand});
    case ExpressionKind::function_call:
      for (const Expression* argument : as<FunctionCall>(expression).arguments) {
        const std::string_view found = marked_table(*argument);
        if (!found.empty()) return found;
      }
      return {};
    default:
      return {};
  }
}

const Expression* without_marks(Arena& arena, const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::outer_join_mark:
      return as<OuterJoinMark>(expression).column;
    case ExpressionKind::binary: {
      Binary* copy = arena.make<Binary>(as<Binary>(expression));
      copy->left = without_marks(arena, *copy->left);
      copy->right = without_marks(arena, *copy->right);
      return copy;
    }
    case ExpressionKind::is_test: {
      IsTest* copy = arena.make<IsTest>(as<IsTest>(expression));
      copy->operand = without_marks(arena, *copy->operand);
      return copy;
    }
    case ExpressionKind::between: {
      Between* copy = arena.make<Between>(as<Between>(expression));
      copy->operand = without_marks(arena, *copy->operand);
      copy->low = without_marks(arena, *copy->low);
      copy->high = without_marks(arena, *copy->high);
      return copy;
    }
    case ExpressionKind::cast: {
      Cast* copy = arena.make<Cast>(as<Cast>(expression));
      copy->operand = without_marks(arena, *copy->operand);
      return copy;
    }
    case ExpressionKind::function_call: {
      FunctionCall* copy = arena.make<FunctionCall>(as<FunctionCall>(expression));
      std::vector<const Expression*> arguments;
      for (const Expression* argument : copy->arguments) {
        arguments.push_back(without_marks(arena, *argument));
      }
      copy->arguments = arena.list(arguments);
      return copy;
    }
    default:
      return &expression;
  }
}

const Expression* conjoin(Arena& arena, const Expression* left, const Expression* right) {
  if (left == nullptr) return right;
  Binary* both = arena.make<Binary>();
  both->op = BinaryOperator::logical_and;
  both->left = left;
  both->right = right;
  both->span = left->span;
  return both;
}

std::vector<const Expression*> conjuncts(const Expression& where) {
  std::vector<const Expression*> terms;
  const Expression* at = &where;
  while (at->kind == ExpressionKind::binary && as<Binary>(*at).op == BinaryOperator::logical_and) {
    terms.push_back(as<Binary>(*at).right);
    at = as<Binary>(*at).left;
  }
  terms.push_back(at);
  std::reverse(terms.begin(), terms.end());
  return terms;
}

std::string_view name_of(const TableReference& table) {
  if (table.has_alias) return table.alias.text;
  if (table.kind != TableKind::named || as<NamedTable>(table).name.parts.empty()) return {};
  return as<NamedTable>(table).name.parts.back().text;
}

const TableReference* join(Arena& arena, JoinKind kind, const TableReference* left,
                           const TableReference* right, const Expression* on) {
  if (left == nullptr) return right;
  Join* node = arena.make<Join>();
  node->join = kind;
  node->left = left;
  node->right = right;
  node->on = on;
  node->span = right->span;
  return node;
}

}  // namespace

OuterJoinRewrite rewrite_outer_join_marks(Resolver& r, const Select& select) {
  OuterJoinRewrite result{select.from, select.where};
  if (select.where == nullptr || r.text_of(select.where->span).find("(+)") ==
                                     std::string_view::npos) {
    return result;
  }
  std::vector<std::pair<std::string_view, const Expression*>> conditions;
  const Expression* where = nullptr;
  for (const Expression* term : conjuncts(*select.where)) {
    const std::string_view table = marked_table(*term);
    if (table.empty()) {
      where = conjoin(r.arena, where, term);
      continue;
    }
    const Expression* plain = without_marks(r.arena, *term);
    auto found = std::find_if(conditions.begin(), conditions.end(),
                              [&](const auto& entry) { return entry.first == table; });
    if (found == conditions.end()) conditions.emplace_back(table, plain);
    else found->second = conjoin(r.arena, found->second, plain);
  }
  const TableReference* tree = nullptr;
  const auto condition_of = [&](const TableReference& table) -> const Expression* {
    for (const auto& [name, condition] : conditions) {
      if (name == name_of(table)) return condition;
    }
    return nullptr;
  };
  for (const TableReference* table : select.from) {
    if (condition_of(*table) == nullptr) {
      tree = join(r.arena, JoinKind::cross, tree, table, nullptr);
    }
  }
  for (const TableReference* table : select.from) {
    const Expression* on = condition_of(*table);
    if (on != nullptr) tree = join(r.arena, JoinKind::left, tree, table, on);
  }
  const TableReference* const list[] = {tree};
  result.from = r.arena.list(std::span<const TableReference* const>(list));
  result.where = where;
  return result;
}

}  // namespace mockhaus::sql
