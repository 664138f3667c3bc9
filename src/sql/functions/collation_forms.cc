#include "sql/functions/collation_forms.h"

#include <algorithm>
#include <iterator>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// What a function becomes: `engine` with the specification for {c}; empty: refused. Functions that
// do not stand here never compare texts, or compare through comparable().
struct Collated {
  std::string_view name;
  std::string_view engine;
};
constexpr Collated collated[] = {
    {"ARRAY_AGG", "same unless distinct"},
    {"ARRAY_UNIQUE_AGG", ""},
    {"CHARINDEX", ""},
    {"CONTAINS", "mh_collation_contains($1, $2, {c})"},
    {"EDITDISTANCE", ""},
    {"ENDSWITH", "mh_collation_endswith($1, $2, {c})"},
    {"EQUAL_NULL", "(mh_collation_key($1, {c}) IS NOT DISTINCT FROM mh_collation_key($2, {c}))"},
    {"GREATEST", ""},
    {"GREATEST_IGNORE_NULLS", ""},
    {"INITCAP", ""},
    {"INSTR", ""},
    {"JAROWINKLER_SIMILARITY", ""},
    {"LEAST", ""},
    {"LEAST_IGNORE_NULLS", ""},
    {"LISTAGG", "same unless distinct"},
    {"LOWER", "mh_collation_lower($1, {c})"},
    {"MODE", ""},
    {"NULLIF",
     "CASE WHEN mh_collation_key($1, {c}) = mh_collation_key($2, {c}) THEN NULL ELSE $1 END"},
    {"POSITION", ""},
    {"REGEXP_COUNT", ""},
    {"REGEXP_EXTRACT_ALL", ""},
    {"REGEXP_INSTR", ""},
    {"REGEXP_LIKE", ""},
    {"REGEXP_REPLACE", ""},
    {"REGEXP_SUBSTR", ""},
    {"REGEXP_SUBSTR_ALL", ""},
    {"REPLACE", ""},
    {"RLIKE", ""},
    {"SPLIT", ""},
    {"SPLIT_PART", ""},
    {"STARTSWITH", "mh_collation_startswith($1, $2, {c})"},
    {"STRTOK", ""},
    {"STRTOK_TO_ARRAY", ""},
    {"TRANSLATE", ""},
    {"UPPER", "mh_collation_upper($1, {c})"},
};
constexpr bool names_are_sorted() {
  for (size_t i = 1; i < std::size(collated); ++i) {
    if (collated[i].name < collated[i - 1].name) return false;
  }
  return true;
}
static_assert(names_are_sorted());

const Collated* find_collated(std::string_view name) {
  const auto* row = std::lower_bound(
      std::begin(collated), std::end(collated), name,
      [](const Collated& each, std::string_view wanted) { return each.name < wanted; });
  return row != std::end(collated) && row->name == name ? row : nullptr;
}

std::string with_specification(std::string_view engine, const std::string& specification) {
  std::string text;
  for (size_t at = engine.find("{c}"); at != std::string_view::npos; at = engine.find("{c}")) {
    text.append(engine.substr(0, at)).append("'").append(specification).append("'");
    engine.remove_prefix(at + 3);
  }
  return text.append(engine);
}

Error wrong_count(Resolver& r, const FunctionCall& call, int expected) {
  const int found = static_cast<int>(call.arguments.size());
  const std::string_view text = r.text_of(call.span);
  if (found < expected) return errors::not_enough_arguments(text, expected, found, call.span);
  return errors::too_many_arguments(text, expected, found, call.span);
}

Result<values::Collation> collation_of(std::span<const Bound* const> arguments, Span span) {
  values::Collation collation = values::no_collation;
  for (const Bound* argument : arguments) {
    const auto both = common_collation(collation, argument->type.collation);
    if (!both) {
      return errors::incompatible_collations(
          values::print_collation(collation), values::print_collation(argument->type.collation),
          span);
    }
    collation = *both;
  }
  return collation;
}

}  // namespace

Result<const Bound*> resolve_collate(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.arguments.size() != 2) return wrong_count(r, call, 2);
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  if (!value->type.is_text()) {
    value = TRY(cast(r, *value, types::text(), CastMode::implicit_cast, call.span));
  }
  const auto specification = TRY(constant_text(r, *call.arguments[1]));
  if (!specification) {
    return errors::needs_constant("COLLATE", r.text_of(call.arguments[1]->span), call.span);
  }
  const auto collation = values::parse_collation(*specification);
  if (!collation) return errors::invalid_collation(*specification);
  return with_collation(r, *value, values::as_explicit(*collation));
}

Result<const Bound*> resolve_collation(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.arguments.size() != 1) return wrong_count(r, call, 1);
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  const std::string text = values::print_collation(value->type.collation);
  if (text.empty()) return make_null(r, types::text(), call.span);
  return make_constant(r, types::text(), r.arena.text(text), call.span);
}

Result<const Function*> collated_function(Resolver& r, const Function& function,
                                          std::span<const Bound* const> arguments, Span span) {
  const bool plain = std::all_of(arguments.begin(), arguments.end(), [](const Bound* argument) {
    return values::compares_bytes(argument->type.collation);
  });
  const Collated* row = plain ? nullptr : find_collated(function.name);
  if (row == nullptr || row->engine == "same unless distinct") return &function;
  const bool of_second = function.name.ends_with("_BY");
  const values::Collation collation =
      TRY(collation_of(of_second ? arguments.subspan(1) : arguments, span));
  if (values::compares_bytes(collation)) return &function;
  const bool searches = function.name == "CONTAINS" || function.name.ends_with("SWITH");
  if (row->engine.empty() || (searches && !values::can_search(collation))) {
    return errors::unsupported(std::string(function.name) + " of text with collation '" +
                               values::print_collation(collation) + "'");
  }
  Function* changed = r.arena.make<Function>(function);
  changed->engine =
      r.arena.text(with_specification(row->engine, values::print_collation(collation)));
  return changed;
}

}  // namespace mockhaus::sql
