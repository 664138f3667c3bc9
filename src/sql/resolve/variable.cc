#include "sql/resolve/variable.h"

#include "sql/context/script_names.h"
#include "sql/errors.h"
#include "sql/lex/lexer.h"
#include "sql/parse/parse.h"
#include "sql/resolve/bind.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/literal.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> next_value(Resolver& r, const SequenceInfo& sequence, Span span) {
  r.footprint.sequences.push_back(sequence.id);
  r.footprint.volatile_result = true;
  return make_next_value(r, sequence.physical_name, types::number(19, 0), span);
}

const SequenceInfo* find_sequence(Resolver& r, List<const Identifier> parts) {
  const std::string_view database =
      parts.size() > 2 ? parts[0].text
      : !r.view_database.empty() ? std::string_view(r.view_database)
                                 : std::string_view(r.context.database);
  const std::string_view schema =
      parts.size() > 1 ? parts[parts.size() - 2].text
      : !r.view_schema.empty() ? std::string_view(r.view_schema)
                               : std::string_view(r.context.schema);
  return r.catalog.find_sequence(database, schema, parts.back().text);
}

// The value of a variable is kept as text; a typed constant is made of it again.
Result<const Bound*> variable_constant(Resolver& r, const SessionVariableValue& value, Span span) {
  if (!value.text) return make_null(r, value.type, span);
  const std::string_view text = r.arena.text(*value.text);
  if (value.type.is_number()) {
    std::string digits;
    Type type = type_of_digits(text.starts_with('-') ? text.substr(1) : text, digits);
    if (text.starts_with('-')) digits.insert(digits.begin(), '-');
    return make_constant(r, type, r.arena.text(digits), span);
  }
  if (value.type.is_text()) return make_constant(r, types::text(text_length(text)), text, span);
  if (value.type.kind == TypeKind::boolean || value.type.kind == TypeKind::floating ||
      value.type.kind == TypeKind::binary) {
    return make_constant(r, value.type, text, span);
  }
  const Bound* as_text = make_constant(r, types::text(text_length(text)), text, span);
  return cast(r, *as_text, value.type, CastMode::explicit_cast, span);
}

// A variable of the block around, as a constant. Its text is a constant's already.
Result<const Bound*> script_constant(Resolver& r, const ScriptValue& value, Span span) {
  const Type& type = value.type;
  if (!value.text) return make_null(r, type, span);
  const std::string_view text = r.arena.text(*value.text);
  if (type.is_semi_structured()) {
    const Bound* json[] = {make_constant(r, types::text(text_length(text)), text, span)};
    const Bound* parsed = TRY(call_function(r, "PARSE_JSON", json, span));
    if (type.kind == TypeKind::variant) return parsed;
    return cast(r, *parsed, type, CastMode::explicit_cast, span);
  }
  if (type.is_text()) return make_constant(r, type, text, span);
  if (!type.is_number()) return make_constant(r, type, text, span);
  const Bound* number = TRY(variable_constant(r, value, span));
  if (number->type.kind == type.kind && number->type.scale == type.scale) return number;
  return cast(r, *number, type, CastMode::explicit_cast, span);
}

const ScriptValue* script_value(const Resolver& r, const ColumnReference& node) {
  if (r.context.script == nullptr || !r.context.script_expression || r.view_depth > 0) {
    return nullptr;
  }
  return r.context.script->find_value(dotted(node.parts));
}

}  // namespace

Result<const Bound*> resolve_name(Resolver& r, Scope& scope, const ColumnReference& node) {
  if (const Bound* known = find_replacement(scope, node)) return known;
  auto column = resolve_column(r, scope, node);
  if (column.ok()) return column;
  if (const ScriptValue* value = script_value(r, node)) {
    return script_constant(r, *value, node.span);
  }
  if (column.ok() || node.parts.size() < 2 || node.parts.back().text != "NEXTVAL") return column;
  const auto name = node.parts.first(node.parts.size() - 1);
  const SequenceInfo* sequence = find_sequence(r, name);
  if (sequence == nullptr) return column;
  return next_value(r, *sequence, node.span);
}

Result<const Bound*> resolve_session_variable(Resolver& r, const SessionVariable& node) {
  const auto found = r.context.variables.find(node.name);
  if (found == r.context.variables.end()) return errors::unknown_variable(node.name, node.span);
  return variable_constant(r, found->second, node.span);
}

// Clients write a name as they like; in the statement it stands in upper case.
static BindValues::const_iterator find_bind(const BindValues& binds, std::string_view name) {
  const auto found = binds.find(name);
  if (found != binds.end()) return found;
  return std::ranges::find_if(
      binds, [&](const auto& bind) { return equal_ignoring_case(bind.first, name); });
}

Result<const Bound*> resolve_bind_variable(Resolver& r, const BindVariable& node) {
  const std::string name =
      node.name.empty() ? std::to_string(node.ordinal) : std::string(node.name);
  if (r.context.script != nullptr) {
    const ScriptValue* value = r.context.script->find_value(name);
    if (value != nullptr) return script_constant(r, *value, node.span);
    const bool numbered = name.find_first_not_of("0123456789") == std::string::npos;
    if (!numbered) return errors::invalid_identifier(name, node.span);
  }
  if (r.context.binds == nullptr) return make_null(r, types::null(), node.span);
  const auto found = find_bind(*r.context.binds, name);
  if (found == r.context.binds->end()) {
    return errors::unset_bind(node.name.empty() ? "?" : ":" + name);
  }
  if (found->second.is_array) return bind_column(r, found->first, found->second, node.span);
  const auto& values = found->second.values;
  return bind_constant(r, found->second.type, values.empty() ? std::nullopt : values[0],
                       node.span);
}

Result<std::optional<std::string>> constant_text(Resolver& r, const Expression& expression) {
  const Bound* value = nullptr;
  switch (expression.kind) {
    case ExpressionKind::literal:
      value = resolve_literal(r, as<Literal>(expression));
      break;
    case ExpressionKind::session_variable:
      value = TRY(resolve_session_variable(r, as<SessionVariable>(expression)));
      break;
    case ExpressionKind::bind_variable:
      value = TRY(resolve_bind_variable(r, as<BindVariable>(expression)));
      break;
    case ExpressionKind::column_reference: {
      const ScriptValue* variable = script_value(r, as<ColumnReference>(expression));
      return variable != nullptr ? variable->text : std::optional<std::string>();
    }
    default:
      return std::optional<std::string>();
  }
  if (value->kind != BoundKind::constant || as<BoundConstant>(*value).is_null) {
    return std::optional<std::string>();
  }
  return std::optional<std::string>(as<BoundConstant>(*value).text);
}

Result<const Bound*> resolve_identifier_call(Resolver& r, Scope& scope,
                                             const IdentifierCall& node) {
  const auto text = TRY(constant_text(r, *node.argument));
  if (!text) return errors::unsupported("IDENTIFIER() over an expression");
  const ObjectName name = TRY(parse_object_name_text(*text, r.arena));
  ColumnReference* reference = r.arena.make<ColumnReference>();
  reference->parts = name.parts;
  reference->span = node.span;
  return resolve_column(r, scope, *reference);
}

}  // namespace mockhaus::sql
