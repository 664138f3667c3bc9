#include "sql/resolve/case.h"

#include "sql/resolve/bind_once.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"

namespace mockhaus::sql {

namespace {

// What the branches of one CASE come down to.
struct Parts {
  std::vector<const Bound*> conditions;
  std::vector<const Bound*> results;  // one more than conditions where there is an ELSE
};

// All branches in their common type.
Result<Done> unify(Resolver& r, std::vector<const Bound*>& branches, Span span) {
  Type type;
  for (const Bound* branch : branches) {
    const auto common = common_type_of(type, branch->type);
    if (!common) {
      return errors::incompatible_types(describe(type), describe(branch->type), span);
    }
    type = *common;
  }
  for (const Bound*& branch : branches) {
    branch = TRY(cast(r, *branch, type, CastMode::implicit_cast, span));
  }
  return Done{};
}

Result<const Bound*> make_case(Resolver& r, Parts parts, Span span) {
  TRY(unify(r, parts.results, span));
  std::string engine = "CASE";
  std::vector<const Bound*> arguments;
  for (size_t i = 0; i < parts.conditions.size(); ++i) {
    engine += " WHEN $" + std::to_string(arguments.size() + 1) + " THEN $" +
              std::to_string(arguments.size() + 2);
    arguments.push_back(parts.conditions[i]);
    arguments.push_back(parts.results[i]);
  }
  const bool has_else = parts.results.size() > parts.conditions.size();
  if (has_else) {
    arguments.push_back(parts.results.back());
    engine += " ELSE $" + std::to_string(arguments.size());
  }
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(engine + " END"), parts.results[0]->type,
                 BoundList(r.arena.list(arguments)), span));
  call->carrier = call->type.is_number() ? Carrier::wide : Carrier::exact;
  call->nullable = !has_else;
  for (const Bound* result : parts.results) call->nullable |= result->nullable;
  return call;
}

// WHEN values compared with one operand.
struct Choice {
  BinaryOperator op = BinaryOperator::equal;
  List<const WhenBranch> branches;
  const Expression* otherwise = nullptr;
  Span span;
};

Result<const Bound*> resolve_choice(Resolver& r, Scope& scope, const Bound& operand,
                                    const Choice& choice) {
  Parts parts;
  for (const WhenBranch& branch : choice.branches) {
    const Bound* value = TRY(resolve_expression(r, scope, *branch.condition));
    parts.conditions.push_back(
        TRY(resolve_comparison(r, choice.op, operand, *value, branch.condition->span)));
    parts.results.push_back(TRY(resolve_expression(r, scope, *branch.result)));
  }
  if (choice.otherwise != nullptr) {
    parts.results.push_back(TRY(resolve_expression(r, scope, *choice.otherwise)));
  }
  return make_case(r, std::move(parts), choice.span);
}

Result<const Bound*> resolve_chosen(Resolver& r, Scope& scope, const Expression& operand,
                                    const Choice& choice) {
  const Bound* value = TRY(resolve_expression(r, scope, operand));
  return bind_once(r, *value, choice.span, [&](const Bound& once) {
    return resolve_choice(r, scope, once, choice);
  });
}

}  // namespace

Result<const Bound*> resolve_case(Resolver& r, Scope& scope, const CaseWhen& node) {
  if (node.operand != nullptr) {
    const Choice choice{BinaryOperator::equal, node.branches, node.otherwise, node.span};
    return resolve_chosen(r, scope, *node.operand, choice);
  }
  Parts parts;
  for (const WhenBranch& branch : node.branches) {
    parts.conditions.push_back(TRY(resolve_condition(r, scope, *branch.condition)));
    parts.results.push_back(TRY(resolve_expression(r, scope, *branch.result)));
  }
  if (node.otherwise != nullptr) {
    parts.results.push_back(TRY(resolve_expression(r, scope, *node.otherwise)));
  }
  return make_case(r, std::move(parts), node.span);
}

Result<const Bound*> resolve_decode(Resolver& r, Scope& scope, const FunctionCall& call) {
  const size_t count = call.arguments.size();
  if (count < 3) {
    return errors::not_enough_arguments(r.text_of(call.span), 3, static_cast<int>(count),
                                        call.span);
  }
  std::vector<WhenBranch> branches;
  for (size_t i = 1; i + 1 < count; i += 2) {
    branches.push_back({call.arguments[i], call.arguments[i + 1]});
  }
  const Expression* otherwise = count % 2 == 0 ? call.arguments[count - 1] : nullptr;
  const Choice choice{BinaryOperator::is_not_distinct_from, r.arena.list(branches), otherwise,
                      call.span};
  return resolve_chosen(r, scope, *call.arguments[0], choice);
}

}  // namespace mockhaus::sql
