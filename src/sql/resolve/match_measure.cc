#include "sql/ast/walk.h"
#include "sql/errors.h"
#include "sql/functions/function.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/match_recognize.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

constexpr int64_t every_symbol = -1;

std::string_view name_of(const FunctionCall& call) {
  return call.name.parts.size() == 1 ? call.name.parts[0].text : std::string_view();
}

bool is_edge(std::string_view name) {
  return name == "FIRST" || name == "LAST" || name == "FIRST_VALUE" || name == "LAST_VALUE";
}

// Makes columns of what a measure says of the rows of a match.
struct MeasureWalk {
  Resolver& r;
  MatchStages& rows;
  const PatternSymbols& symbols;
  bool running;  // the rows up to the current one, else the whole match
  Result<Done> result{Done{}};

  bool failed(Error error) {
    if (result.ok()) result = std::move(error);
    return false;
  }
  bool replace(const Expression& node, Result<const Bound*> value) {
    if (!value.ok()) return failed(value.error());
    rows.matched.replacements.push_back({&node, *value});
    return false;
  }

  BoundWindow* window(std::string_view engine, Type type, std::vector<const Bound*> arguments,
                      Span span) {
    BoundWindow* node = r.arena.make<BoundWindow>();
    node->engine = engine;
    node->type = type;
    node->arguments = r.arena.list(arguments);
    node->partition_by =
        r.arena.list(std::vector<const Bound*>{rows.partition_id, rows.match});
    node->order_by = r.arena.list(std::vector<BoundOrder>{{rows.sequence, false, false}});
    node->frame = {BoundFrameUnit::rows, "UNBOUNDED PRECEDING",
                   running ? "CURRENT ROW" : "UNBOUNDED FOLLOWING"};
    node->span = span;
    node->has_window = true;
    return node;
  }

  // Whether the row of `matched` has one of the symbols; the row of an empty match has none.
  const Bound* has_symbol(int64_t bits, Span span) {
    std::string engine = "($1 IS NOT NULL)";
    if (bits != every_symbol) engine = "((1 << $1) & " + std::to_string(bits) + " <> 0)";
    return make_call(r, r.arena.text(engine), types::boolean(), {rows.symbol}, span);
  }

  // The symbols that the columns of an expression name: all together one, or all rows.
  Result<int64_t> symbols_of(const Expression& expression) {
    int64_t bits = every_symbol;
    bool mixed = false;
    const auto meet = [&](int64_t found) {
      if (found == 0) return;
      mixed |= bits != every_symbol && bits != found;
      bits = found;
    };
    walk(expression, [&](const Expression& node) {
      if (node.kind == ExpressionKind::column_reference) {
        const auto& parts = as<ColumnReference>(node).parts;
        if (parts.size() > 1) meet(symbols.find(parts[parts.size() - 2].text));
      } else if (node.kind == ExpressionKind::star && !as<Star>(node).qualifier.empty()) {
        meet(symbols.find(as<Star>(node).qualifier.back().text));
      }
      return true;
    });
    if (mixed) return errors::unsupported("columns of several symbols in one call");
    return bits;
  }

  // Resolves an expression over single rows: X.price is the row's price.
  Result<const Bound*> over_row(Scope& scope, const Expression& expression,
                                std::vector<ScopeReplacement> plain) {
    Result<Done> good{Done{}};
    walk(expression, [&](const Expression& node) {
      if (node.kind != ExpressionKind::column_reference) return true;
      const auto& reference = as<ColumnReference>(node);
      if (reference.parts.size() < 2) return true;
      if (symbols.find(reference.parts[reference.parts.size() - 2].text) == 0) return true;
      ColumnReference* column = r.arena.make<ColumnReference>(reference);
      column->parts = reference.parts.last(1);
      auto value = resolve_expression(r, scope, *column);
      if (value.ok()) plain.push_back({&node, *value});
      else if (good.ok()) good = value.error();
      return true;
    });
    if (!good.ok()) return good.error();
    std::swap(scope.replacements, plain);
    auto value = resolve_expression(r, scope, expression);
    std::swap(scope.replacements, plain);
    return value;
  }

  // The value at the first or last row that has one of the symbols.
  const Bound* at_edge(const Bound& value, int64_t bits, bool first, int64_t offset, Span span) {
    const Bound* key =
        make_call(r, "CASE WHEN $1 THEN $2 END", rows.sequence->type,
                  {has_symbol(bits, span), rows.sequence}, span);
    std::string engine = std::string(first ? "arg_min_null" : "arg_max_null") + "($1, $2){over}";
    if (offset > 0) {
      const std::string place = std::to_string(first ? offset + 1 : -offset - 1);
      engine = "list_extract(list($1) FILTER (WHERE $2 IS NOT NULL){over}, " + place + ")";
    }
    BoundWindow* node = window(r.arena.text(engine), value.type, {&value, key}, span);
    node->carrier = value.carrier;
    return node;
  }

  Result<int64_t> offset_of(const FunctionCall& call) {
    if (call.arguments.size() < 2) return int64_t{0};
    const auto text = TRY(constant_text(r, *call.arguments[1]));
    const bool digits = text && !text->empty() && text->size() < 10 &&
                        text->find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return errors::needs_constant(name_of(call), "offset", call.arguments[1]->span);
    return std::stoll(*text);
  }

  Result<const Bound*> edge(const FunctionCall& call) {
    const int64_t bits = TRY(symbols_of(*call.arguments[0]));
    const Bound* value = TRY(over_row(rows.matched, *call.arguments[0], {}));
    const int64_t offset = TRY(offset_of(call));
    return at_edge(*value, bits, name_of(call).starts_with("FIRST"), offset, call.span);
  }

  // PREV(LAST(X.price), 2): the price two rows before the last X, as a column of stage `rows`.
  Result<const Bound*> row_navigation(const FunctionCall& call) {
    const Expression* inner = call.arguments[0];
    bool first = false;
    const bool is_call = inner->kind == ExpressionKind::function_call;
    if (is_call && is_edge(name_of(as<FunctionCall>(*inner)))) {
      const auto& edge_call = as<FunctionCall>(*inner);
      if (edge_call.arguments.size() != 1) {
        return errors::unsupported("FIRST and LAST with offset inside PREV and NEXT");
      }
      first = name_of(edge_call).starts_with("FIRST");
      inner = edge_call.arguments[0];
    }
    const int64_t bits = TRY(symbols_of(*inner));
    const Bound* value = TRY(over_row(rows.input, *inner, {}));
    const Bound* moved = TRY(resolve_row_navigation(r, rows, call, *value));
    const Bound* column = add_match_column(r, rows, *moved, {});
    return at_edge(*column, bits, first, 0, call.span);
  }

  Result<const Bound*> classifier(const FunctionCall& call) {
    std::string names = "list_extract([";
    for (const std::string_view name : symbols.names) {
      if (names.back() != '[') names += ", ";
      names += '\'';
      for (const char c : name) names.append(c == '\'' ? 2 : 1, c);
      names += '\'';
    }
    names += "], $1 + 1)";
    BoundCall* name = r.arena.make<BoundCall>(
        *make_call(r, r.arena.text(names), types::text(), {rows.symbol}, call.span));
    name->nullable = true;
    if (running) return name;
    return at_edge(*name, every_symbol, false, 0, call.span);
  }

  const Expression* hidden(const char* name) {
    Identifier part;
    part.text = name;
    part.quoted = true;
    ColumnReference* reference = r.arena.make<ColumnReference>();
    reference->parts = r.arena.list(std::vector<Identifier>{part});
    return reference;
  }

  const WindowSpecification* match_window(Span span) {
    WindowSpecification* over = r.arena.make<WindowSpecification>();
    over->partition_by = r.arena.list(
        std::vector<const Expression*>{hidden(hidden_partition), hidden(hidden_match)});
    OrderItem order;
    order.value = hidden(hidden_sequence);
    over->order_by = r.arena.list(std::vector<OrderItem>{order});
    over->unit = FrameUnit::rows;
    over->end.kind =
        running ? FrameBoundKind::current_row : FrameBoundKind::unbounded_following;
    over->span = span;
    return over;
  }

  // COUNT(X.*), SUM(X.price): a window over the match, in which the rows of other symbols are NULL.
  Result<const Bound*> aggregate(const FunctionCall& call) {
    Literal* one = r.arena.make<Literal>();
    one->literal_kind = LiteralKind::number;
    one->text = "1";
    const Expression* first = call.arguments.empty() ? one : call.arguments[0];
    const int64_t bits = TRY(symbols_of(*first));
    FunctionCall* condition = r.arena.make<FunctionCall>();  // stands for has_symbol() below
    WhenBranch branch;
    branch.condition = condition;
    branch.result = first->kind == ExpressionKind::star ? one : first;
    CaseWhen* chosen = r.arena.make<CaseWhen>();
    chosen->branches = r.arena.list(std::vector<WhenBranch>{branch});
    chosen->span = call.span;
    std::vector<const Expression*> arguments(call.arguments.begin(), call.arguments.end());
    if (arguments.empty()) arguments.push_back(chosen);
    else arguments[0] = chosen;
    FunctionCall* windowed = r.arena.make<FunctionCall>(call);
    windowed->arguments = r.arena.list(arguments);
    windowed->over = match_window(call.span);
    return over_row(rows.matched, *windowed, {{condition, has_symbol(bits, call.span)}});
  }

  bool column(const ColumnReference& reference) {
    int64_t bits = 0;
    if (reference.parts.size() > 1) {
      bits = symbols.find(reference.parts[reference.parts.size() - 2].text);
    }
    auto value = over_row(rows.matched, reference, {});
    if (!value.ok()) return failed(value.error());
    if (bits == 0 && running) {
      BoundCall* guarded = r.arena.make<BoundCall>(
          *make_call(r, "CASE WHEN $1 THEN $2 END", (*value)->type,
                     {has_symbol(every_symbol, reference.span), *value}, reference.span));
      guarded->carrier = (*value)->carrier;
      guarded->nullable = true;
      return replace(reference, static_cast<const Bound*>(guarded));
    }
    return replace(reference, at_edge(**value, bits == 0 ? every_symbol : bits, false, 0,
                                      reference.span));
  }

  bool call(const FunctionCall& call) {
    const std::string_view name = name_of(call);
    if (call.over != nullptr) return failed(errors::unsupported("OVER in MEASURES"));
    if (name == "MATCH_NUMBER") return replace(call, rows.match);
    if (name == "CLASSIFIER" && call.arguments.empty()) return replace(call, classifier(call));
    if (name == "MATCH_SEQUENCE_NUMBER") {
      if (running) return replace(call, rows.sequence);
      return replace(call, at_edge(*rows.sequence, every_symbol, false, 0, call.span));
    }
    if (is_edge(name) && !call.arguments.empty()) return replace(call, edge(call));
    if (is_row_navigation(call) && !call.arguments.empty()) {
      return replace(call, row_navigation(call));
    }
    const auto overloads = find_functions(name);
    if (!overloads.empty() && overloads.front().kind == FunctionKind::aggregate) {
      return replace(call, aggregate(call));
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

Result<const Bound*> resolve_measure(Resolver& r, MatchStages& rows, const PatternSymbols& symbols,
                                     const MatchRecognize& match, const NamedExpression& measure) {
  const bool running = match.rows != MatchRows::one_row && measure.semantics != "FINAL";
  MeasureWalk walk{r, rows, symbols, running};
  walk.enter(*measure.value);
  if (!walk.result.ok()) return walk.result.error();
  return resolve_expression(r, rows.matched, *measure.value);
}

}  // namespace mockhaus::sql
