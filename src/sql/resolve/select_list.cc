#include "sql/resolve/errors.h"
#include "base/ascii.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Upper-cases ASCII and drops comments; blanks stay as typed.
std::string name_text(std::string_view text) {
  std::string name;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!quoted && text.substr(i, 2) == "/*") {
      const size_t end = text.find("*/", i + 2);
      i = end == std::string_view::npos ? text.size() : end + 1;
      continue;
    }
    if (!quoted && (text.substr(i, 2) == "--" || text.substr(i, 2) == "//")) {
      const size_t end = text.find('\n', i);
      i = end == std::string_view::npos ? text.size() : end;
      continue;
    }
    if (text[i] == '\'') quoted = !quoted;
    name += ascii::upper(text[i]);
  }
  while (!name.empty() && is_space(name.back())) name.pop_back();
  size_t start = 0;
  while (start < name.size() && is_space(name[start])) ++start;
  return name.substr(start);
}

BoundOutput make_output(Resolver& r, const Bound& value, std::string_view name, size_t index) {
  BoundOutput output;
  output.value = &value;
  output.name = name;
  output.column = output_column_name(r, index);
  return output;
}

Result<const Bound*> item_value(Resolver& r, Scope& scope, const SelectItem& item) {
  if (item.has_alias) {
    for (ScopeAlias& alias : scope.aliases) {
      if (alias.expression != item.value) continue;
      if (alias.value == nullptr) {
        alias.resolving = true;
        auto value = resolve_expression(r, scope, *item.value);
        alias.resolving = false;
        if (!value.ok()) return value;
        alias.value = *value;
      }
      return alias.value;
    }
  }
  return resolve_expression(r, scope, *item.value);
}

}  // namespace

std::string_view derived_name(Resolver& r, const Expression& expression, Span item) {
  if (expression.kind == ExpressionKind::column_reference) {
    return as<ColumnReference>(expression).parts.back().text;
  }
  if (expression.kind == ExpressionKind::positional_column) {
    const int64_t position = as<PositionalColumn>(expression).position;
    return r.arena.text("$" + std::to_string(position));
  }
  return r.arena.text(name_text(r.text_of(item)));
}

Result<std::vector<BoundOutput>> resolve_select_list(Resolver& r, Scope& scope,
                                                     const Select& select) {
  std::vector<BoundOutput> outputs;
  for (const SelectItem& item : select.items) {
    if (item.value->kind == ExpressionKind::star) {
      auto expanded = TRY(expand_star(r, scope, as<Star>(*item.value)));
      for (BoundOutput& output : expanded) {
        output.column = output_column_name(r, outputs.size());
        outputs.push_back(output);
      }
      continue;
    }
    const Bound* value = TRY(item_value(r, scope, item));
    std::string_view name =
        item.has_alias ? item.alias.text : derived_name(r, *item.value, item.span);
    // IDENTIFIER('a') is the column's name, written in another way.
    const bool by_text = item.value->kind == ExpressionKind::identifier_call && !item.has_alias;
    if (by_text && value->kind == BoundKind::column) name = as<BoundColumn>(*value).name;
    outputs.push_back(make_output(r, *value, name, outputs.size()));
  }
  if (outputs.empty() && !select.items.empty()) {
    return errors::star_without_from(select.items[0].value->span);
  }
  return outputs;
}

}  // namespace mockhaus::sql
