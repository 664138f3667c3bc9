#include <array>

#include "sql/ast/walk.h"
#include "sql/errors.h"
#include "sql/functions/function.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/match_recognize.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

std::string_view name_of(const FunctionCall& call) {
  return call.name.parts.size() == 1 ? call.name.parts[0].text : std::string_view();
}

const ColumnReference* last_part(Resolver& r, const ColumnReference& reference) {
  ColumnReference* column = r.arena.make<ColumnReference>(reference);
  column->parts = reference.parts.last(1);
  return column;
}

// Makes columns of what DEFINE says of rows: its own row, and those before and after it.
struct DefinitionWalk {
  Resolver& r;
  MatchStages& rows;
  const PatternSymbols& symbols;
  std::string_view own;
  Result<Done> result{Done{}};

  bool failed(Error error) {
    if (result.ok()) result = std::move(error);
    return false;
  }

  bool column(const ColumnReference& reference) {
    if (reference.parts.size() < 2) return true;
    const int64_t bits = symbols.find(reference.parts[reference.parts.size() - 2].text);
    if (bits == 0) return true;
    if (bits != symbols.find(own)) {
      return failed(errors::unsupported("DEFINE over the rows of another symbol"));
    }
    auto value = resolve_expression(r, rows.input, *last_part(r, reference));
    if (!value.ok()) return failed(value.error());
    rows.input.replacements.push_back({&reference, *value});
    return true;
  }

  bool navigation(const FunctionCall& call) {
    if (call.arguments.empty()) return true;
    enter(*call.arguments[0]);
    if (!result.ok()) return false;
    auto value = resolve_expression(r, rows.input, *call.arguments[0]);
    if (!value.ok()) return failed(value.error());
    auto moved = resolve_row_navigation(r, rows, call, **value);
    if (!moved.ok()) return failed(moved.error());
    rows.input.replacements.push_back({&call, *moved});
    return false;
  }

  bool call(const FunctionCall& call) {
    const std::string_view name = name_of(call);
    if (call.over != nullptr) return true;
    if (is_row_navigation(call)) return navigation(call);
    constexpr std::array refused = {"FIRST",      "LAST",         "FIRST_VALUE",
                                    "LAST_VALUE", "MATCH_NUMBER", "MATCH_SEQUENCE_NUMBER",
                                    "CLASSIFIER"};
    for (const std::string_view word : refused) {
      if (name == word) return failed(errors::unsupported(std::string(name) + " in DEFINE"));
    }
    const auto overloads = find_functions(name);
    if (!overloads.empty() && overloads.front().kind == FunctionKind::aggregate) {
      return failed(errors::unsupported("aggregates in DEFINE"));
    }
    return true;
  }

  void enter(const Expression& expression) {
    walk(expression, [this](const Expression& node) {
      if (!result.ok()) return false;
      if (node.kind == ExpressionKind::column_reference) return column(as<ColumnReference>(node));
      if (node.kind == ExpressionKind::function_call) return call(as<FunctionCall>(node));
      return true;
    });
  }
};

}  // namespace

bool is_row_navigation(const FunctionCall& call) {
  const std::string_view name = name_of(call);
  return call.over == nullptr &&
         (name == "PREV" || name == "NEXT" || name == "LAG" || name == "LEAD");
}

Result<const Bound*> resolve_row_navigation(Resolver& r, MatchStages& rows,
                                            const FunctionCall& call, const Bound& value) {
  const std::string_view name = name_of(call);
  const bool back = name == "PREV" || name == "LAG";
  if (call.arguments.size() > 2) return errors::unsupported("default of " + std::string(name));
  std::string offset = "1";
  if (call.arguments.size() == 2) {
    const auto text = TRY(constant_text(r, *call.arguments[1]));
    if (!text || text->find_first_not_of("0123456789") != std::string::npos) {
      return errors::needs_constant(name, "offset", call.arguments[1]->span);
    }
    offset = *text;
  }
  if (value.has_window) return errors::unsupported("nested PREV and NEXT");
  BoundWindow* window = r.arena.make<BoundWindow>();
  window->engine = r.arena.text(std::string(back ? "lag" : "lead") + "($1, " + offset + "){over}");
  window->type = value.type;
  window->carrier = value.carrier;
  window->arguments = r.arena.list(std::vector<const Bound*>{&value});
  window->partition_by = rows.partition;
  window->order_by = rows.order;
  window->span = call.span;
  window->has_window = true;
  return window;
}

Result<const Bound*> resolve_definition(Resolver& r, MatchStages& rows,
                                        const PatternSymbols& symbols,
                                        const NamedExpression& definition) {
  DefinitionWalk walk{r, rows, symbols, definition.name.text};
  walk.enter(*definition.value);
  if (!walk.result.ok()) return walk.result.error();
  rows.input.clause = Clause::select;
  return resolve_condition(r, rows.input, *definition.value);
}

}  // namespace mockhaus::sql
