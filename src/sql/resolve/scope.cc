#include "sql/resolve/scope.h"

#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

// Whether db.schema.table (any suffix of it) names the item.
bool names_item(const ScopeItem& item, List<const Identifier> qualifier) {
  const size_t count = qualifier.size();
  if (count == 0) return true;
  if (count > 3 || item.alias != qualifier[count - 1].text) return false;
  if (count >= 2 && item.schema != qualifier[count - 2].text) return false;
  return count < 3 || item.database == qualifier[0].text;
}

struct Found {
  const Bound* value = nullptr;
  bool ambiguous = false;
};

Found find_column(const Scope& scope, List<const Identifier> qualifier, std::string_view name) {
  Found found;
  if (qualifier.empty()) {
    for (const ScopeColumn& column : scope.merged) {
      if (column.name == name) return {column.value, false};
    }
  }
  for (size_t i = scope.first_visible; i < scope.items.size(); ++i) {
    const ScopeItem& item = scope.items[i];
    if (!names_item(item, qualifier)) continue;
    for (const ScopeColumn& column : item.columns) {
      if (column.name != name) continue;
      if (found.value != nullptr) found.ambiguous = true;
      found.value = column.value;
    }
  }
  return found;
}

Result<const Bound*> resolve_alias(Resolver& r, Scope& scope, ScopeAlias& alias,
                                   const ColumnReference& reference) {
  if (alias.value != nullptr) return alias.value;
  if (alias.resolving) {
    return errors::invalid_identifier(dotted(reference.parts), reference.span);
  }
  alias.resolving = true;
  const bool first = std::exchange(scope.aliases_first, false);
  auto value = resolve_expression(r, scope, *alias.expression);
  scope.aliases_first = first;
  alias.resolving = false;
  if (!value.ok()) return value;
  alias.value = *value;
  return alias.value;
}

// The alias that a bare name means, or null. Two different items of one name are ambiguous.
Result<ScopeAlias*> find_alias(Scope& scope, std::string_view name, Span span) {
  if (!scope.aliases_allowed) return static_cast<ScopeAlias*>(nullptr);
  ScopeAlias* found = nullptr;
  for (ScopeAlias& alias : scope.aliases) {
    if (alias.name != name || alias.resolving) continue;
    if (found != nullptr) return errors::ambiguous_column(name, span);
    found = &alias;
  }
  return found;
}

// The column as it stands here: errors about it point to this place.
const Bound* at_reference(Resolver& r, const Bound& value, Span span) {
  if (value.kind != BoundKind::column) return &value;
  BoundColumn* copy = r.arena.make<BoundColumn>(as<BoundColumn>(value));
  copy->span = span;
  return copy;
}

// What the name means in this scope alone; null when nothing.
Result<const Bound*> resolve_here(Resolver& r, Scope& scope, const ColumnReference& reference) {
  const Identifier& last = reference.parts.back();
  const auto qualifier = reference.parts.first(reference.parts.size() - 1);
  if (qualifier.empty()) {
    for (const ScopeParameter& parameter : scope.parameters) {
      if (parameter.name == last.text) return parameter.value;
    }
    if (scope.aliases_first) {
      ScopeAlias* alias = TRY(find_alias(scope, last.text, reference.span));
      if (alias != nullptr) return resolve_alias(r, scope, *alias, reference);
    }
  }
  const Found found = find_column(scope, qualifier, last.text);
  if (found.ambiguous) return errors::ambiguous_column(last.text, reference.span);
  if (found.value != nullptr) return at_reference(r, *found.value, reference.span);
  if (!qualifier.empty()) return static_cast<const Bound*>(nullptr);
  ScopeAlias* alias = TRY(find_alias(scope, last.text, reference.span));
  if (alias != nullptr) return resolve_alias(r, scope, *alias, reference);
  return static_cast<const Bound*>(nullptr);
}

}  // namespace

Result<const Bound*> resolve_column(Resolver& r, Scope& scope, const ColumnReference& reference) {
  for (Scope* at = &scope; at != nullptr; at = at->outer) {
    const Bound* value = TRY(resolve_here(r, *at, reference));
    if (value != nullptr) return value;
  }
  return errors::invalid_identifier(dotted(reference.parts), reference.span);
}

const Bound* find_replacement(const Scope& scope, const Expression& expression) {
  for (const ScopeReplacement& replacement : scope.replacements) {
    if (replacement.expression == &expression) return replacement.value;
  }
  return nullptr;
}

Result<std::vector<const ScopeItem*>> find_items(Resolver&, Scope& scope,
                                                 List<const Identifier> qualifier, Span span) {
  std::vector<const ScopeItem*> found;
  for (const ScopeItem& item : scope.items) {
    if (names_item(item, qualifier)) found.push_back(&item);
  }
  if (found.empty() && !qualifier.empty()) {
    return errors::invalid_identifier(dotted(qualifier), span);
  }
  return found;
}

}  // namespace mockhaus::sql
