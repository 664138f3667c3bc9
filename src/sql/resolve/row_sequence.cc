#include "sql/resolve/row_sequence.h"

#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

constexpr std::string_view window_text = "row_number() OVER () - 1";

// The number column where the block reads one GENERATOR and nothing else.
const Bound* generator_column(const Scope& scope) {
  if (scope.items.size() != 1) return nullptr;
  for (const ScopeColumn& column : scope.items[0].columns) {
    if (column.name == generator_row) return column.value;
  }
  return nullptr;
}

}  // namespace

bool counts_rows(const Bound& call) {
  return call.kind == BoundKind::call &&
         as<BoundCall>(call).engine.find(window_text) != std::string_view::npos;
}

Result<const Bound*> resolve_row_sequence(Resolver& r, Scope& scope, const Bound& call) {
  const auto& counted = as<BoundCall>(call);
  for (const Bound* sign : counted.arguments) {
    if (!sign->type.is_number()) {
      return errors::invalid_argument_types("SEQ", describe(sign->type), call.span);
    }
  }
  const Bound* column = generator_column(scope);
  if (column == nullptr) {
    if (scope.windows_allowed && scope.clause != Clause::where) return &call;
    return errors::unsupported("SEQ1() to SEQ8() in this place over other tables than GENERATOR");
  }
  std::vector<const Bound*> arguments(counted.arguments.begin(), counted.arguments.end());
  arguments.push_back(column);
  std::string engine(counted.engine);
  engine.replace(engine.find(window_text), window_text.size(),
                 "$" + std::to_string(arguments.size()));
  BoundCall* replaced = r.arena.make<BoundCall>(counted);
  replaced->engine = r.arena.text(engine);
  replaced->arguments = r.arena.list(arguments);
  return replaced;
}

const Bound* row_order(Resolver& r, const Expression& item) {
  if (item.kind != ExpressionKind::function_call) return nullptr;
  const auto& name = as<FunctionCall>(item).name;
  if (name.parts.size() != 1) return nullptr;
  for (const std::string_view sequence : {"SEQ1", "SEQ2", "SEQ4", "SEQ8"}) {
    if (name.parts[0].text == sequence) {
      return make_constant(r, types::number(1, 0), "0", item.span);
    }
  }
  return nullptr;
}

}  // namespace mockhaus::sql
