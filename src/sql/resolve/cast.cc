#include "sql/resolve/cast.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/cast_table.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/literal.h"
#include "sql/resolve/structured.h"

namespace mockhaus::sql {

namespace {

void replace_all(std::string& text, std::string_view name, const std::string& value) {
  for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    text.replace(at, name.size(), value);
    at += value.size();
  }
}

std::string_view filled(Resolver& r, std::string_view engine, const Type& from,
                        const Type& target) {
  const auto has = [&](std::string_view name) { return engine.find(name) != engine.npos; };
  if (!has("{")) return engine;
  std::string text(engine);
  replace_all(text, "{from_scale}", std::to_string(from.scale));
  replace_all(text, "{p}", std::to_string(target.precision));
  replace_all(text, "{s}", std::to_string(target.scale));
  replace_all(text, "{n}", std::to_string(target.length));
  replace_all(text, "{element}", is_float_vector(target) ? "float" : "int");
  replace_all(text, "{from_element}", is_float_vector(from) ? "float" : "int");
  return r.arena.text(text);
}

// VARCHAR(n) refuses what is longer (100078), TRY_CAST gives NULL.
const Bound* check_length(Resolver& r, const Bound& text, const Type& target, bool is_try) {
  if (text.type.is_text() && text.type.length <= target.length && text.type.length > 0) {
    return &text;
  }
  const int64_t free_length = target.is_text() ? text_length_default : binary_length_default;
  if (target.length >= free_length) return &text;
  const std::string kernel = target.is_text() ? "check_length" : "check_bytes";
  const std::string engine =
      (is_try ? "mh_try_" : "mh_") + kernel + "($1, " + std::to_string(target.length) + ")";
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, r.arena.text(engine), target, {&text}, text.span));
  if (is_try) call->nullable = true;
  return call;
}

// TIME(3), TIMESTAMP_NTZ(0): the fraction is cut on conversion.
const Bound* cut_fraction(Resolver& r, const Bound& value, int from_scale, const Type& target) {
  if (target.scale >= from_scale || target.scale >= 9) return &value;
  const char* kind = target.kind == TypeKind::time            ? "time"
                     : target.kind == TypeKind::timestamp_ntz ? "ntz"
                     : target.kind == TypeKind::timestamp_ltz ? "ltz"
                                                              : "tz";
  const std::string engine =
      std::string("mh_truncate_") + kind + "($1, " + std::to_string(target.scale) + ")";
  return make_call(r, r.arena.text(engine), target, {&value}, value.span);
}

const Bound* with_type(Resolver& r, const Bound& value, const Type& type) {
  if (value.type == type) return &value;
  switch (value.kind) {
    case BoundKind::constant: {
      BoundConstant* copy = r.arena.make<BoundConstant>(as<BoundConstant>(value));
      copy->type = type;
      return copy;
    }
    case BoundKind::column: {
      BoundColumn* copy = r.arena.make<BoundColumn>(as<BoundColumn>(value));
      copy->type = type;
      return copy;
    }
    case BoundKind::call: {
      BoundCall* copy = r.arena.make<BoundCall>(as<BoundCall>(value));
      copy->type = type;
      return copy;
    }
    case BoundKind::aggregate:
    case BoundKind::window:
    case BoundKind::subquery:
      return make_call(r, "$1", type, {&value}, value.span);
  }
  return &value;
}

const Bound* refine(Resolver& r, const Bound& converted, const Bound& original, const Type& target,
                    bool is_try) {
  switch (target.kind) {
    case TypeKind::text:
    case TypeKind::binary:
      return with_type(r, *check_length(r, converted, target, is_try), target);
    case TypeKind::time:
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz: {
      const int from = original.type.kind == TypeKind::date ? 0
                       : original.type.is_temporal()        ? original.type.scale
                                                            : 9;
      return with_type(r, *cut_fraction(r, converted, from, target), target);
    }
    default:
      return with_type(r, converted, target);
  }
}

// A number literal takes its new type at once where nothing is lost: 1 as NUMBER(12,2) is 1.00.
const Bound* cast_number_constant(Resolver& r, const Bound& value, const Type& target) {
  if (value.kind != BoundKind::constant || !value.type.is_number() || !target.is_number()) {
    return nullptr;
  }
  if (value.type.precision - value.type.scale > target.precision - target.scale ||
      value.type.scale > target.scale) {
    return nullptr;
  }
  std::string digits(as<BoundConstant>(value).text);
  if (value.type.scale == 0 && target.scale > 0) digits += '.';
  digits.append(static_cast<size_t>(target.scale - value.type.scale), '0');
  BoundConstant* constant = r.arena.make<BoundConstant>(as<BoundConstant>(value));
  constant->type = target;
  constant->text = r.arena.text(digits);
  // The engine takes the precision from the digits: storing it casts.
  constant->carrier = Carrier::wide;
  return constant;
}

Error impossible(const Bound& value, const Type& target, CastMode mode, Span span) {
  if (mode == CastMode::try_cast) {
    return errors::cast_not_possible("TRY_CAST", describe(value.type), describe(target), span);
  }
  if (mode == CastMode::explicit_cast) {
    return errors::cast_not_possible("CAST", describe(value.type), describe(target), span);
  }
  return errors::incompatible_types(describe(value.type), describe(target), span);
}

}  // namespace

Result<const Bound*> cast(Resolver& r, const Bound& value, const Type& target, CastMode mode,
                          Span span) {
  if (value.type == target) return &value;
  if (value.type.is_text() && target.is_text() && target.collation == values::no_collation &&
      value.type.collation != values::no_collation) {
    Type kept = target;
    kept.collation = value.type.collation;
    return cast(r, value, kept, mode, span);
  }
  if (value.type.kind == TypeKind::null) {
    if (value.kind == BoundKind::constant) return make_null(r, target, value.span);
    const std::string engine = "CAST($1 AS " + storage_type(target) + ")";
    return make_call(r, r.arena.text(engine), target, {&value}, span);
  }
  if (mode == CastMode::try_cast && (target.structured || value.type.structured)) {
    return impossible(value, target, mode, span);
  }
  if (target.structured) return cast_to_structured(r, value, target, span);
  if (value.type.structured) return cast(r, *without_structure(r, value), target, mode, span);
  const Bound* constant = cast_number_constant(r, value, target);
  if (constant != nullptr) return constant;
  const CastRow* row = find_cast(value.type.kind, target.kind);
  const bool is_try = mode == CastMode::try_cast;
  if (row == nullptr || (is_try && row->try_engine.empty()) ||
      ((mode == CastMode::implicit_cast || mode == CastMode::assignment) &&
       row->use == CastUse::explicit_only)) {
    return impossible(value, target, mode, span);
  }
  // A NUMBER that may not fit fails with Snowflake's text, which only our kernel has.
  const bool narrows = value.type.is_number() && target.is_number() &&
                       value.type.precision - value.type.scale > target.precision - target.scale &&
                       target.precision < number_precision_max;
  const std::string_view narrowing = "mh_to_decimal_{s}($1, {p})";
  const std::string_view plain_engine = narrows ? narrowing : row->engine;
  const std::string_view engine =
      filled(r, is_try ? row->try_engine : plain_engine, value.type, target);
  const Bound* converted = &value;
  if (engine != "$1") {
    Type plain = target;
    if (target.is_text()) plain = types::text();
    if (target.kind == TypeKind::binary) plain = types::binary();
    BoundCall* call = r.arena.make<BoundCall>(*make_call(r, engine, plain, {&value}, span));
    if (is_try || value.type.kind == TypeKind::variant) call->nullable = true;
    if (target.is_number() && engine.starts_with("mh_")) call->carrier = Carrier::wide;
    converted = call;
  }
  return refine(r, *converted, value, target, is_try);
}

bool can_coerce(const Type& from, const Type& to) {
  if (from.kind == TypeKind::null) return true;
  if (to.kind == TypeKind::map) {
    return from.kind == TypeKind::variant || from.kind == TypeKind::object;
  }
  const CastRow* row = find_cast(from.kind, to.kind);
  return row != nullptr && row->use == CastUse::implicit_too;
}

const Bound* exact(Resolver& r, const Bound& value) {
  if (value.carrier == Carrier::exact || !value.type.is_number()) return &value;
  const std::string engine = "CAST($1 AS " + storage_type(value.type) + ")";
  return make_call(r, r.arena.text(engine), value.type, {&value}, value.span);
}

const Bound* comparable(Resolver& r, const Bound& value) {
  if (value.type.kind == TypeKind::timestamp_tz) {
    return make_call(r, "($1 >> 12)", types::timestamp(TypeKind::timestamp_ltz), {&value},
                     value.span);
  }
  const TypeKind kind = value.type.kind;
  if (kind == TypeKind::variant || kind == TypeKind::array || kind == TypeKind::object) {
    return make_call(r, "mh_variant_key($1)", types::binary(), {&value}, value.span);
  }
  if (value.type.is_text() && !values::compares_bytes(value.type.collation)) {
    const auto engine = collated_engine(r, "mh_collation_key($1", value.type.collation);
    return make_call(r, engine, types::binary(), {&value}, value.span);
  }
  return &value;
}

const Bound* with_collation(Resolver& r, const Bound& value, values::Collation collation) {
  if (value.type.collation == collation) return &value;
  Type type = value.type;
  type.collation = collation;
  return make_call(r, "$1", type, {&value}, value.span);
}

std::string_view collated_engine(Resolver& r, std::string_view call, values::Collation collation) {
  return r.arena.text(std::string(call) + ", '" + values::print_collation(collation) + "')");
}

}  // namespace mockhaus::sql
