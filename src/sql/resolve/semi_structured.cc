#include "sql/resolve/semi_structured.h"

#include <algorithm>

#include "sql/context/script_names.h"
#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/select.h"
#include "sql/resolve/structured.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// One step in the text that mh_get_path reads: .key, ["odd key"], [0].
void append_key(std::string& path, std::string_view key) {
  path += "[\"";
  for (char c : key) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  path += "\"]";
}

// The literal index or key of a step written [..]; false where it is an expression.
bool append_literal(std::string& path, const Expression& index) {
  if (index.kind != ExpressionKind::literal) return false;
  const auto& literal = as<Literal>(index);
  if (literal.literal_kind == LiteralKind::string) {
    append_key(path, literal.text);
    return true;
  }
  if (literal.literal_kind != LiteralKind::number ||
      literal.text.find_first_not_of("0123456789") != std::string_view::npos) {
    return false;
  }
  path.append("[").append(literal.text).append("]");
  return true;
}

const Bound* get_path(Resolver& r, const Bound& base, const std::string& path, Span span) {
  if (path.empty()) return &base;
  const Bound* text = make_constant(r, types::text(), r.arena.text(path), span);
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, "mh_get_path($1, $2)", types::variant(), {&base, text}, span));
  call->nullable = true;
  return call;
}

Result<const Bound*> get_step(Resolver& r, const Bound& base, const Bound& index, Span span) {
  const char* engine = "mh_get($1, $2)";
  const Bound* key = &index;
  if (index.type.is_text()) {
    engine = "mh_get($1, $2)";
  } else if (index.type.is_number()) {
    engine = "mh_get($1, CAST($2 AS BIGINT))";
  } else if (index.type.kind != TypeKind::variant) {
    return errors::invalid_argument_types(
        "GET", describe(base.type) + ", " + describe(index.type), span);
  }
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, engine, types::variant(), {&base, key}, span));
  call->nullable = true;
  return call;
}

}  // namespace

Result<const Bound*> as_variant(Resolver& r, const Bound& value, Span span) {
  if (value.type.is_semi_structured()) return &value;
  return cast(r, value, types::variant(), CastMode::implicit_cast, span);
}

const Bound* without_variant(const Bound& value) {
  if (value.kind != BoundKind::call) return &value;
  const auto& call = as<BoundCall>(value);
  return call.engine == "mh_variant($1)" ? call.arguments[0] : &value;
}

// :row.column inside a block, where the first step belongs to the variable; else null.
static const BindVariable* row_variable(Resolver& r, const Path& node) {
  if (r.context.script == nullptr || node.base->kind != ExpressionKind::bind_variable) {
    return nullptr;
  }
  if (node.steps.empty() || node.steps[0].colon || node.steps[0].kind != PathStep::Kind::key) {
    return nullptr;
  }
  std::string name(as<BindVariable>(*node.base).name);
  name += '.';
  for (const char c : node.steps[0].key) {
    const int upper = std::toupper(static_cast<unsigned char>(c));
    name += node.steps[0].quoted ? c : static_cast<char>(upper);
  }
  if (r.context.script->find_value(name) == nullptr) return nullptr;
  BindVariable* variable = r.arena.make<BindVariable>();
  variable->name = r.arena.text(name);
  variable->span = node.span;
  return variable;
}

Result<const Bound*> resolve_path(Resolver& r, Scope& scope, const Path& node) {
  const BindVariable* row = row_variable(r, node);
  const Expression& start = row != nullptr ? static_cast<const Expression&>(*row) : *node.base;
  const Bound* base = TRY(resolve_expression(r, scope, start));
  const auto steps = node.steps.subspan(row != nullptr ? 1 : 0);
  if (steps.empty()) return base;
  if (!base->type.is_semi_structured() && base->type.kind != TypeKind::null) {
    return errors::invalid_argument_types("GET", describe(base->type) + ", VARCHAR(16777216)",
                                          node.span);
  }
  if (base->type.kind == TypeKind::null) return make_null(r, types::variant(), node.span);
  std::string path;
  for (const PathStep& step : steps) {
    if (base->type.structured) {
      base = TRY(structured_part(r, scope, *base, step, node.span));
      continue;
    }
    if (!base->type.is_semi_structured()) {
      return errors::invalid_argument_types("GET", describe(base->type) + ", VARCHAR(16777216)",
                                            node.span);
    }
    if (step.kind == PathStep::Kind::key) {
      append_key(path, step.key);
    } else if (!append_literal(path, *step.index)) {
      base = get_path(r, *base, path, node.span);
      path.clear();
      const Bound* index = TRY(resolve_expression(r, scope, *step.index));
      base = TRY(get_step(r, *base, *index, node.span));
    }
  }
  return get_path(r, *base, path, node.span);
}

Result<const Bound*> resolve_array_literal(Resolver& r, Scope& scope, const ArrayLiteral& node) {
  std::vector<const Bound*> items;
  for (const Expression* item : node.items) {
    const Bound* value = TRY(resolve_expression(r, scope, *item));
    value = TRY(as_variant(r, *value, item->span));
    items.push_back(without_variant(*value));
  }
  BoundCall* call = r.arena.make<BoundCall>(*make_call(
      r, "mh_array_construct($*)", types::array(), BoundList(r.arena.list(items)), node.span));
  call->nullable = false;
  return call;
}

Result<const Bound*> resolve_object_literal(Resolver& r, Scope& scope, const ObjectLiteral& node) {
  std::vector<const Bound*> arguments;
  const auto add = [&](const Bound& key, const Bound& value, Span span) -> Result<Done> {
    arguments.push_back(&key);
    const Bound* variant = TRY(as_variant(r, value, span));
    arguments.push_back(without_variant(*variant));
    return Done{};
  };
  for (const ObjectMember& member : node.members) {
    if (member.key == nullptr) {
      if (member.value->kind != ExpressionKind::star) {
        return errors::unsupported("** in an object constant");
      }
      const auto columns = TRY(expand_star(r, scope, as<Star>(*member.value)));
      for (const BoundOutput& output : columns) {
        const Bound* key = make_constant(r, types::text(), output.name, node.span);
        TRY(add(*key, *output.value, node.span));
      }
      continue;
    }
    const Bound* key = TRY(resolve_expression(r, scope, *member.key));
    const Bound* value = TRY(resolve_expression(r, scope, *member.value));
    TRY(add(*key, *value, node.span));
  }
  BoundCall* call = r.arena.make<BoundCall>(*make_call(r, "mh_object_construct($*)",
                                                       types::object(),
                                                       BoundList(r.arena.list(arguments)),
                                                       node.span));
  call->nullable = false;
  return call;
}

// AS_DECIMAL(v [, precision [, scale]]): constants, 38 and 0 where they are missing.
Result<const Bound*> resolve_as_decimal(Resolver& r, Scope& scope, const FunctionCall& call) {
  const int count = static_cast<int>(call.arguments.size());
  if (count < 1) return errors::not_enough_arguments(r.text_of(call.span), 1, 0, call.span);
  if (count > 3) return errors::too_many_arguments(r.text_of(call.span), 3, count, call.span);
  int numbers[] = {0, number_precision_max, 0};
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const auto text = TRY(constant_text(r, *call.arguments[i]));
    const int least = i == 1 ? 1 : 0;
    const int most = i == 1 ? number_precision_max : std::min(numbers[1], 37);
    const bool digits = text && !text->empty() && text->size() < 3 &&
                        text->find_first_not_of("0123456789") == std::string::npos;
    if (digits) numbers[i] = std::stoi(*text);
    if (!digits || numbers[i] < least || numbers[i] > most) {
      return errors::needs_constant(call.name.parts.back().text, i == 1 ? "precision" : "scale",
                                    call.arguments[i]->span);
    }
  }
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  value = TRY(as_variant(r, *value, call.span));
  const std::string engine = "mh_as_decimal_" + std::to_string(numbers[2]) + "($1, " +
                             std::to_string(numbers[1]) + ")";
  BoundCall* made = r.arena.make<BoundCall>(*make_call(
      r, r.arena.text(engine), types::number(numbers[1], numbers[2]), {value}, call.span));
  made->nullable = true;
  made->carrier = Carrier::wide;
  return made;
}

Result<const Bound*> resolve_object_construct(Resolver& r, Scope& scope,
                                              const FunctionCall& call) {
  std::vector<const Bound*> arguments;
  const bool is_star =
      call.arguments.size() == 1 && call.arguments[0]->kind == ExpressionKind::star;
  if (is_star) {
    const auto columns = TRY(expand_star(r, scope, as<Star>(*call.arguments[0])));
    for (const BoundOutput& output : columns) {
      arguments.push_back(make_constant(r, types::text(), output.name, call.span));
      const Bound* variant = TRY(as_variant(r, *output.value, call.span));
      arguments.push_back(without_variant(*variant));
    }
  }
  for (size_t i = 0; i < call.arguments.size() && !is_star; ++i) {
    const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[i]));
    if (i % 2 == 0) {
      if (!value->type.is_text()) {
        value = TRY(cast(r, *value, types::text(), CastMode::implicit_cast, call.span));
      }
    } else {
      value = TRY(as_variant(r, *value, call.span));
      value = without_variant(*value);
    }
    arguments.push_back(value);
  }
  if (arguments.size() % 2 != 0) {
    const int count = static_cast<int>(arguments.size());
    return errors::not_enough_arguments(r.text_of(call.span), count + 1, count, call.span);
  }
  const bool keeps = call.name.parts.back().text == "OBJECT_CONSTRUCT_KEEP_NULL";
  BoundCall* made = r.arena.make<BoundCall>(
      *make_call(r, keeps ? "mh_object_construct_keep_null($*)" : "mh_object_construct($*)",
                 types::object(), BoundList(r.arena.list(arguments)), call.span));
  made->nullable = false;
  return made;
}

}  // namespace mockhaus::sql
