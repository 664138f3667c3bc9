#include <algorithm>

#include "sql/errors.h"
#include "sql/limits.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/case.h"
#include "sql/resolve/bind.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/literal.h"
#include "sql/resolve/operators.h"
#include "sql/resolve/predicate.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/structured.h"
#include "sql/resolve/subquery.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

bool is_chain_of(const Expression& expression, BinaryOperator op) {
  return expression.kind == ExpressionKind::binary && as<Binary>(expression).op == op;
}

// A chain a AND b AND c leans to the left; walking it in a loop keeps the stack flat.
Result<const Bound*> resolve_logical(Resolver& r, Scope& scope, const Binary& binary) {
  std::vector<const Expression*> chain;
  const Expression* at = &binary;
  while (is_chain_of(*at, binary.op)) {
    chain.push_back(as<Binary>(*at).right);
    at = as<Binary>(*at).left;
  }
  chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  std::vector<const Bound*> terms;
  for (const Expression* term : chain) {
    terms.push_back(TRY(resolve_condition(r, scope, *term)));
  }
  return make_junction(r, binary.op == BinaryOperator::logical_and, terms, binary.span);
}

// x + INTERVAL '..', INTERVAL '..' + x, x - INTERVAL '..'; null for anything else.
Result<const Bound*> resolve_interval(Resolver& r, Scope& scope, const Binary& binary) {
  const bool add = binary.op == BinaryOperator::add;
  if (!add && binary.op != BinaryOperator::subtract) return static_cast<const Bound*>(nullptr);
  const bool right = binary.right->kind == ExpressionKind::interval_literal;
  const bool left = binary.left->kind == ExpressionKind::interval_literal;
  if (left == right || (left && !add)) return static_cast<const Bound*>(nullptr);
  const Bound* value = TRY(resolve_expression(r, scope, left ? *binary.right : *binary.left));
  const auto& interval = as<IntervalLiteral>(left ? *binary.left : *binary.right);
  return resolve_interval_sum(r, *value, interval, add ? 1 : -1, binary.span);
}

// a || b || c ..: the engine gets a long chain as a tree of little height, as its time grows with
// the cube of the height. Concatenation does not mind where the parentheses are.
Result<const Bound*> resolve_concatenations(Resolver& r, Scope& scope, const Binary& binary) {
  std::vector<const Expression*> chain;
  const Expression* at = &binary;
  while (is_chain_of(*at, BinaryOperator::concatenate)) {
    chain.push_back(as<Binary>(*at).right);
    at = as<Binary>(*at).left;
  }
  chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  std::vector<const Bound*> parts;
  for (const Expression* part : chain) parts.push_back(TRY(resolve_expression(r, scope, *part)));
  constexpr size_t short_chain = 16;
  if (parts.size() <= short_chain) {
    const Bound* whole = parts[0];
    for (size_t i = 1; i < parts.size(); ++i) {
      whole = TRY(resolve_concatenation(r, *whole, *parts[i], binary.span));
    }
    return whole;
  }
  while (parts.size() > 1) {
    std::vector<const Bound*> pairs;
    for (size_t i = 0; i + 1 < parts.size(); i += 2) {
      pairs.push_back(TRY(resolve_concatenation(r, *parts[i], *parts[i + 1], binary.span)));
    }
    if (parts.size() % 2 == 1) pairs.push_back(parts.back());
    parts = std::move(pairs);
  }
  return parts[0];
}

// The engine's time for a * b * c .. grows with the cube of its length: seconds at this one. It
// computes constants while it plans, for each link anew, and cannot be interrupted there.
constexpr size_t arithmetic_chain_max = 600;
constexpr size_t constant_chain_max = 150;
constexpr size_t short_sum = 16;

size_t chain_length(const Expression& expression, BinaryOperator last) {
  size_t length = 1;
  const Expression* at = &expression;
  for (; at->kind == ExpressionKind::binary && as<Binary>(*at).op <= last; ++length) {
    at = as<Binary>(*at).left;
  }
  return length;
}

// A long a + b - c ..: null where it holds an INTERVAL, which is no value of its own.
Result<const Bound*> resolve_long_sum(Resolver& r, Scope& scope, const Binary& binary) {
  std::vector<const Binary*> chain;
  const Expression* at = &binary;
  while (at->kind == ExpressionKind::binary && as<Binary>(*at).op <= BinaryOperator::subtract) {
    chain.push_back(&as<Binary>(*at));
    if (chain.back()->right->kind == ExpressionKind::interval_literal) {
      return static_cast<const Bound*>(nullptr);
    }
    at = chain.back()->left;
  }
  if (at->kind == ExpressionKind::interval_literal) return static_cast<const Bound*>(nullptr);
  std::vector<Summand> summands;
  const Bound* first = TRY(resolve_expression(r, scope, *at));
  summands.push_back({BinaryOperator::add, first, at->span});
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    const Bound* value = TRY(resolve_expression(r, scope, *(*link)->right));
    summands.push_back({(*link)->op, value, (*link)->operator_span});
  }
  if (is_number_sum(summands)) return make_number_sum(r, summands, binary.span);
  if (summands.size() > arithmetic_chain_max) {
    return errors::tree_too_high(static_cast<int>(arithmetic_chain_max), binary.span);
  }
  const auto constants = std::ranges::count_if(
      summands, [](const Summand& one) { return is_constant(*one.value); });
  if (static_cast<size_t>(constants) > constant_chain_max) {
    return errors::tree_too_high(static_cast<int>(constant_chain_max), binary.span);
  }
  const Bound* sum = summands[0].value;
  for (size_t i = 1; i < summands.size(); ++i) {
    const Summand& next = summands[i];
    sum = TRY(resolve_arithmetic(r, next.op, *sum, *next.value, next.span));
  }
  return sum;
}

Result<const Bound*> resolve_binary(Resolver& r, Scope& scope, const Binary& binary) {
  if (binary.op == BinaryOperator::logical_and || binary.op == BinaryOperator::logical_or) {
    return resolve_logical(r, scope, binary);
  }
  if (binary.op == BinaryOperator::concatenate) return resolve_concatenations(r, scope, binary);
  const Bound* interval = TRY(resolve_interval(r, scope, binary));
  if (interval != nullptr) return interval;
  if (binary.op >= BinaryOperator::equal &&
      (binary.left->kind == ExpressionKind::row || binary.right->kind == ExpressionKind::row)) {
    return resolve_row_comparison(r, scope, binary);
  }
  const bool may_be_long = binary.span.end - binary.span.begin > short_sum;
  if (may_be_long && chain_length(binary, BinaryOperator::subtract) > short_sum) {
    const Bound* sum = TRY(resolve_long_sum(r, scope, binary));
    if (sum != nullptr) return sum;
  }
  const size_t length = may_be_long ? chain_length(binary, BinaryOperator::modulo) : 0;
  if (length > arithmetic_chain_max) {
    return errors::tree_too_high(static_cast<int>(arithmetic_chain_max), binary.span);
  }
  const Bound* left = TRY(resolve_expression(r, scope, *binary.left));
  const Bound* right = TRY(resolve_expression(r, scope, *binary.right));
  if (length > constant_chain_max && is_constant(*left)) {
    return errors::tree_too_high(static_cast<int>(constant_chain_max), binary.span);
  }
  if (binary.op >= BinaryOperator::equal) {
    return resolve_comparison(r, binary.op, *left, *right, binary.operator_span);
  }
  return resolve_arithmetic(r, binary.op, *left, *right, binary.operator_span);
}

// PRIOR x and CONNECT_BY_ROOT x: columns of the hierarchy's rows (connect_by.cc).
Result<const Bound*> resolve_hierarchy_operator(Resolver& r, Scope& scope, const Unary& unary) {
  for (Scope* at = &scope; at != nullptr; at = at->outer) {
    if (const Bound* known = find_replacement(*at, unary)) return known;
    if (unary.op == UnaryOperator::prior && at->prior != nullptr) {
      return resolve_expression(r, *at->prior, *unary.operand);
    }
  }
  const bool prior = unary.op == UnaryOperator::prior;
  return errors::connect_by_outside(prior ? "PRIOR" : "CONNECT_BY_ROOT", unary.span);
}

Result<const Bound*> resolve_unary(Resolver& r, Scope& scope, const Unary& unary) {
  switch (unary.op) {
    case UnaryOperator::logical_not: {
      const Bound* operand = TRY(resolve_condition(r, scope, *unary.operand));
      return make_call(r, "(NOT $1)", types::boolean(), {operand}, unary.span);
    }
    case UnaryOperator::plus:
      return resolve_expression(r, scope, *unary.operand);
    case UnaryOperator::minus: {
      const Bound* operand = TRY(resolve_expression(r, scope, *unary.operand));
      return resolve_negation(r, *operand, unary.span);
    }
    case UnaryOperator::prior:
    case UnaryOperator::connect_by_root:
      return resolve_hierarchy_operator(r, scope, unary);
  }
  return errors::unsupported("operator");
}

Result<const Bound*> resolve_cast(Resolver& r, Scope& scope, const Cast& node) {
  const Type type = TRY(resolve_any_type(*node.type, r.context, r.arena, r.source));
  const Bound* operand = TRY(resolve_expression(r, scope, *node.operand));
  const CastMode mode =
      node.style == CastStyle::try_cast ? CastMode::try_cast : CastMode::explicit_cast;
  const bool binds_bytes = node.operand->kind == ExpressionKind::bind_variable &&
                           operand->type.kind == TypeKind::binary && type.is_text();
  if (binds_bytes) operand = text_of_bytes(r, *operand);
  if (node.rename_fields || node.add_fields) {
    return cast_fields(r, *operand, type, {node.rename_fields, node.add_fields}, node.span);
  }
  return cast(r, *operand, type, mode, node.span);
}

Result<const Bound*> resolve_positional(Resolver& r, Scope& scope, const PositionalColumn& node) {
  const auto items = TRY(find_items(r, scope, node.qualifier, node.span));
  int64_t left = node.position;
  for (const ScopeItem* item : items) {
    if (left <= static_cast<int64_t>(item->columns.size())) {
      if (left >= 1) return item->columns[static_cast<size_t>(left - 1)].value;
      break;
    }
    left -= static_cast<int64_t>(item->columns.size());
  }
  return errors::invalid_identifier("$" + std::to_string(node.position), node.span);
}

}  // namespace

Result<const Bound*> resolve_condition(Resolver& r, Scope& scope, const Expression& expression) {
  const Bound* value = TRY(resolve_expression(r, scope, expression));
  if (value->type.kind == TypeKind::boolean) return value;
  return cast(r, *value, types::boolean(), CastMode::implicit_cast, expression.span);
}

Result<const Bound*> resolve_expression(Resolver& r, Scope& scope, const Expression& expression) {
  if (r.arena.bytes() > Limits{}.tree_bytes) return errors::statement_too_complex();
  switch (expression.kind) {
    case ExpressionKind::literal:
      return resolve_literal(r, as<Literal>(expression));
    case ExpressionKind::typed_literal:
      return resolve_typed_literal(r, as<TypedLiteral>(expression));
    case ExpressionKind::interval_literal:
      return errors::unsupported("INTERVAL outside + and -");
    case ExpressionKind::column_reference:
      return resolve_name(r, scope, as<ColumnReference>(expression));
    case ExpressionKind::positional_column:
      return resolve_positional(r, scope, as<PositionalColumn>(expression));
    case ExpressionKind::star:
      return errors::unexpected_token("*", expression.span);
    case ExpressionKind::session_variable:
      return resolve_session_variable(r, as<SessionVariable>(expression));
    case ExpressionKind::bind_variable:
      return resolve_bind_variable(r, as<BindVariable>(expression));
    case ExpressionKind::unary:
      return resolve_unary(r, scope, as<Unary>(expression));
    case ExpressionKind::binary:
      return resolve_binary(r, scope, as<Binary>(expression));
    case ExpressionKind::is_test:
      return resolve_is_test(r, scope, as<IsTest>(expression));
    case ExpressionKind::between:
      return resolve_between(r, scope, as<Between>(expression));
    case ExpressionKind::in_list:
      return resolve_in_list(r, scope, as<InList>(expression));
    case ExpressionKind::in_subquery:
      return resolve_in_subquery(r, scope, as<InSubquery>(expression));
    case ExpressionKind::like:
      return resolve_like(r, scope, as<Like>(expression));
    case ExpressionKind::case_when:
      return resolve_case(r, scope, as<CaseWhen>(expression));
    case ExpressionKind::cast:
      return resolve_cast(r, scope, as<Cast>(expression));
    case ExpressionKind::function_call:
      return resolve_call(r, scope, as<FunctionCall>(expression));
    case ExpressionKind::scalar_subquery:
      return resolve_scalar_subquery(r, scope, as<ScalarSubquery>(expression));
    case ExpressionKind::exists:
      return resolve_exists(r, scope, as<Exists>(expression));
    case ExpressionKind::quantified:
      return resolve_quantified(r, scope, as<Quantified>(expression));
    case ExpressionKind::array_literal:
      return resolve_array_literal(r, scope, as<ArrayLiteral>(expression));
    case ExpressionKind::object_literal:
      return resolve_object_literal(r, scope, as<ObjectLiteral>(expression));
    case ExpressionKind::path:
      return resolve_path(r, scope, as<Path>(expression));
    case ExpressionKind::identifier_call:
      return resolve_identifier_call(r, scope, as<IdentifierCall>(expression));
    case ExpressionKind::row:
      return errors::unsupported("row value outside a comparison");
    case ExpressionKind::named_argument:
    case ExpressionKind::lambda:
    case ExpressionKind::spread:
      return errors::unsupported("this argument form");
    case ExpressionKind::outer_join_mark:
      return errors::unsupported("(+) outside a join condition in WHERE");
    case ExpressionKind::default_value:
      return errors::unexpected_token("DEFAULT", expression.span);
    case ExpressionKind::stage_reference:
      return errors::unsupported("stage location as a value");
  }
  return errors::unsupported("expression");
}

}  // namespace mockhaus::sql
