#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/select.h"
#include "values/name_pattern.h"

namespace mockhaus::sql {

namespace {

BoundOutput output_of(const ScopeColumn& column) {
  BoundOutput output;
  output.value = column.value;
  output.name = column.name;
  return output;
}

// What describes the file of a record is found by its name only.
bool is_metadata(const ScopeColumn& column) { return column.name.starts_with("METADATA$"); }

std::vector<BoundOutput> all_columns(const Scope& scope, const std::vector<const ScopeItem*>& items,
                                     bool qualified) {
  std::vector<BoundOutput> outputs;
  if (!qualified) {
    for (const ScopeColumn& column : scope.merged) outputs.push_back(output_of(column));
  }
  for (const ScopeItem* item : items) {
    for (const ScopeColumn& column : item->columns) {
      if (is_metadata(column)) continue;
      if (qualified || column.in_star) outputs.push_back(output_of(column));
    }
  }
  return outputs;
}

// The places of a name; an unknown one is an error, as Snowflake's.
Result<std::vector<size_t>> places_of(const std::vector<BoundOutput>& outputs,
                                      const Identifier& name) {
  std::vector<size_t> places;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].name == name.text) places.push_back(i);
  }
  if (places.empty()) return errors::invalid_identifier(name.text, name.span);
  return places;
}

Result<Done> exclude(std::vector<BoundOutput>& outputs, List<const Identifier> names) {
  for (const Identifier& name : names) {
    const auto places = TRY(places_of(outputs, name));
    for (size_t i = places.size(); i-- > 0;) {
      outputs.erase(outputs.begin() + static_cast<std::ptrdiff_t>(places[i]));
    }
  }
  return Done{};
}

}  // namespace

Result<std::vector<BoundOutput>> expand_star(Resolver& r, Scope& scope, const Star& star) {
  auto items = TRY(find_items(r, scope, star.qualifier, star.span));
  auto outputs = all_columns(scope, items, !star.qualifier.empty());
  if (items.empty()) return errors::star_without_from(star.span);
  if (star.has_ilike) {
    std::erase_if(outputs, [&](const BoundOutput& output) {
      return !values::matches_name(output.name, star.ilike, values::PatternEscape::none);
    });
    if (outputs.empty()) return errors::star_without_from(star.span);
  }
  TRY(exclude(outputs, star.exclude));
  for (const StarReplacement& replacement : star.replace) {
    const Bound* value = TRY(resolve_expression(r, scope, *replacement.value));
    const auto places = TRY(places_of(outputs, replacement.name));
    for (size_t place : places) {
      outputs[place].value = value;
    }
  }
  std::vector<std::pair<size_t, std::string_view>> renamed;
  for (const StarRenaming& renaming : star.rename) {
    const auto places = TRY(places_of(outputs, renaming.from));
    for (size_t place : places) {
      renamed.emplace_back(place, renaming.to.text);
    }
  }
  for (const auto& [place, name] : renamed) outputs[place].name = name;
  return outputs;
}

}  // namespace mockhaus::sql
