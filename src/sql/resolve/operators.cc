#include "sql/resolve/operators.h"

#include <algorithm>

#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

int leading(const Type& type) { return type.precision - type.scale; }

Type capped(int leading_digits, int scale) {
  scale = std::min(scale, 37);
  return types::number(std::clamp(leading_digits + scale, 1, number_precision_max), scale);
}

Type sum_type(const Type& a, const Type& b) {
  return capped(std::max(leading(a), leading(b)) + 1, std::max<int>(a.scale, b.scale));
}

// The NUMBER that a text beside a number becomes: NUMBER(18,5), a literal keeps its own scale.
Type number_of_text(const Bound& text) {
  if (text.kind == BoundKind::constant && !as<BoundConstant>(text).is_null) {
    const std::string_view digits = as<BoundConstant>(text).text;
    const size_t point = digits.find('.');
    const int scale =
        point == std::string_view::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    if (scale <= 37 && digits.size() <= 38) {
      return types::number(std::max<int>(static_cast<int>(digits.size()) - (scale > 0), 1), scale);
    }
  }
  return types::number(18, 5);
}

const Bound* as_number(Resolver& r, const Bound& value, const Type& type) {
  auto result = cast(r, value, type, CastMode::implicit_cast, value.span);
  return result.ok() ? *result : nullptr;
}

// Makes both operands numbers or both floats; nothing where they are neither.
std::optional<Pair> numeric_pair(Resolver& r, const Bound& left, const Bound& right) {
  const auto wants_float = [](const Bound& a, const Bound& b) {
    return (a.type.is_text() && !b.type.is_number() && b.type.kind != TypeKind::boolean) ||
           a.type.is_float() || a.type.kind == TypeKind::variant;
  };
  const auto is_usable = [](const Type& type) {
    return type.is_numeric() || type.is_text() || type.kind == TypeKind::null ||
           type.kind == TypeKind::variant || type.kind == TypeKind::boolean;
  };
  if (!is_usable(left.type) || !is_usable(right.type)) return std::nullopt;
  if (wants_float(left, right) || wants_float(right, left)) {
    const Bound* a = as_number(r, left, types::floating());
    const Bound* b = as_number(r, right, types::floating());
    if (a == nullptr || b == nullptr) return std::nullopt;
    return Pair{a, b};
  }
  const auto number = [&](const Bound& value) -> const Bound* {
    if (value.type.is_number()) return &value;
    if (value.type.is_text()) return as_number(r, value, number_of_text(value));
    if (value.type.kind == TypeKind::null) return as_number(r, value, types::number(1, 0));
    return as_number(r, value, types::number(38, 0));
  };
  const Bound* a = number(left);
  const Bound* b = number(right);
  if (a == nullptr || b == nullptr) return std::nullopt;
  return Pair{a, b};
}

// Integers of the engine wrap or overflow at 64 bits; as DECIMAL they follow NUMBER's rules.
const Bound* as_decimal(Resolver& r, const Bound& value) {
  return value.carrier == Carrier::integer ? exact(r, value) : &value;
}

bool is_null_constant(const Bound& value) {
  return value.kind == BoundKind::constant && as<BoundConstant>(value).is_null;
}

// True where the engine may find out that a part is NULL, and then makes of the whole a NULL of no
// type.
bool may_fold(const Bound& a, const Bound& b) {
  return (a.nullable && is_constant(a)) || (b.nullable && is_constant(b));
}

std::string_view with_type(Resolver& r, std::string_view engine, const Type& type) {
  return r.arena.text("CAST(" + std::string(engine) + " AS DECIMAL(" +
                      std::to_string(type.precision) + "," + std::to_string(type.scale) + "))");
}

const Bound* wide(Resolver& r, std::string_view engine, Type type, const Pair& operands,
                  Span span) {
  const Bound& a = *operands.left;
  const Bound& b = *operands.right;
  if (is_null_constant(a) || is_null_constant(b)) return make_null(r, type, span);
  const bool folds = may_fold(a, b);
  if (folds) engine = with_type(r, engine, type);
  BoundCall* node = r.arena.make<BoundCall>(*make_call(r, engine, type, {&a, &b}, span));
  node->carrier = folds ? Carrier::exact : Carrier::wide;
  return node;
}

std::string_view numbered(Resolver& r, std::string_view name, int scale) {
  return r.arena.text(std::string(name) + std::to_string(scale) + "($1, $2)");
}

const Bound* number_arithmetic(Resolver& r, BinaryOperator op, Pair sides, Span span) {
  sides = {as_decimal(r, *sides.left), as_decimal(r, *sides.right)};
  const Type& a = sides.left->type;
  const Type& b = sides.right->type;
  switch (op) {
    case BinaryOperator::add:
    case BinaryOperator::subtract:
      return wide(r, op == BinaryOperator::add ? "($1 + $2)" : "($1 - $2)", sum_type(a, b), sides,
                  span);
    case BinaryOperator::multiply: {
      const int sum = a.scale + b.scale;
      const int scale = std::min(sum, std::max({int{a.scale}, int{b.scale}, 12}));
      const Type type = capped(leading(a) + leading(b), scale);
      if (scale == sum) return wide(r, "($1 * $2)", type, sides, span);
      return wide(r, numbered(r, "mh_mul_", scale), type, sides, span);
    }
    case BinaryOperator::divide: {
      const int scale = std::max<int>(a.scale, std::min(a.scale + 6, 12));
      const Type type = capped(leading(a) + b.scale, scale);
      return wide(r, numbered(r, "mh_div_", scale), type, sides, span);
    }
    default: {
      const int scale = std::max(a.scale, b.scale);
      const Type type = capped(std::max(leading(a), leading(b)), scale);
      return wide(r, numbered(r, "mh_mod_", scale), type, sides, span);
    }
  }
}

const Bound* float_arithmetic(Resolver& r, BinaryOperator op, const Pair& sides, Span span) {
  const char* engine = op == BinaryOperator::add        ? "mh_float_add($1, $2)"
                       : op == BinaryOperator::subtract ? "mh_float_sub($1, $2)"
                       : op == BinaryOperator::multiply ? "mh_float_mul($1, $2)"
                       : op == BinaryOperator::divide   ? "mh_float_div($1, $2)"
                                                        : "mh_float_mod($1, $2)";
  return make_call(r, engine, types::floating(), {sides.left, sides.right}, span);
}

// DATE + n, n + DATE, DATE - n, DATE - DATE; null where it is none of these.
Result<const Bound*> date_arithmetic(Resolver& r, BinaryOperator op, const Bound& left,
                                     const Bound& right, Span span) {
  const bool add = op == BinaryOperator::add;
  if (!add && op != BinaryOperator::subtract) return static_cast<const Bound*>(nullptr);
  const bool left_date = left.type.kind == TypeKind::date;
  const bool right_date = right.type.kind == TypeKind::date;
  if (left_date && right_date && !add) {
    const BoundCall* days = make_call(r, "($1 - $2)", types::number(9, 0), {&left, &right}, span);
    BoundCall* node = r.arena.make<BoundCall>(*days);
    node->carrier = Carrier::integer;
    return node;
  }
  const Bound& days = left_date ? right : left;
  if (left_date == right_date || (right_date && !add)) return static_cast<const Bound*>(nullptr);
  if (!days.type.is_numeric() && !days.type.is_text() && days.type.kind != TypeKind::null) {
    return static_cast<const Bound*>(nullptr);
  }
  const Bound* whole = TRY(cast(r, days, types::number(38, 0), CastMode::implicit_cast, span));
  const Bound& date = left_date ? left : right;
  return make_call(r, add ? "($1 + CAST($2 AS INTEGER))" : "($1 - CAST($2 AS INTEGER))",
                   types::date(), {&date, whole}, span);
}

constexpr std::string_view comparison_text[] = {
    "($1 = $2)", "($1 <> $2)", "($1 < $2)", "($1 <= $2)", "($1 > $2)", "($1 >= $2)",
    "($1 IS DISTINCT FROM $2)", "($1 IS NOT DISTINCT FROM $2)",
};

}  // namespace

Result<const Bound*> resolve_arithmetic(Resolver& r, BinaryOperator op, const Bound& left,
                                        const Bound& right, Span span) {
  const Bound* date = TRY(date_arithmetic(r, op, left, right, span));
  if (date != nullptr) return date;
  const std::optional<Pair> sides = numeric_pair(r, left, right);
  if (!sides) {
    const char* sign = op == BinaryOperator::add        ? "+"
                       : op == BinaryOperator::subtract ? "-"
                       : op == BinaryOperator::multiply ? "*"
                       : op == BinaryOperator::divide   ? "/"
                                                        : "%";
    return errors::invalid_argument_types(
        sign, describe(left.type) + ", " + describe(right.type), span);
  }
  if (sides->left->type.is_float()) return float_arithmetic(r, op, *sides, span);
  return number_arithmetic(r, op, *sides, span);
}

namespace {

const Bound* concatenated(Resolver& r, const Bound& a, const Bound& b, const Type& type,
                          Span span) {
  if (is_null_constant(a) || is_null_constant(b)) return make_null(r, type, span);
  const char* folded = type.is_text() ? "CAST(($1 || $2) AS VARCHAR)" : "CAST(($1 || $2) AS BLOB)";
  return make_call(r, may_fold(a, b) ? folded : "($1 || $2)", type, {&a, &b}, span);
}

}  // namespace

Result<const Bound*> resolve_concatenation(Resolver& r, const Bound& left, const Bound& right,
                                           Span span) {
  if (left.type.kind == TypeKind::binary && right.type.kind == TypeKind::binary) {
    const Type type = types::binary(std::min(left.type.length + right.type.length,
                                             binary_length_max));
    return concatenated(r, left, right, type, span);
  }
  const auto text = [&](const Bound& value) {
    if (value.type.is_text()) return Result<const Bound*>(&value);
    return cast(r, value, types::text(), CastMode::implicit_cast, span);
  };
  const Bound* a = TRY(text(left));
  const Bound* b = TRY(text(right));
  Type type = types::text(std::min(a->type.length + b->type.length, text_length_max));
  const auto collation = common_collation(a->type.collation, b->type.collation);
  type.collation = collation.value_or(values::no_collation);
  return concatenated(r, *a, *b, type, span);
}

Result<Pair> align(Resolver& r, const Bound& left, const Bound& right, Span span) {
  const Type& a = left.type;
  const Type& b = right.type;
  if (a.is_number() && b.is_number()) return Pair{&left, &right};
  if (a.is_text() && b.is_text()) {
    const auto collation = common_collation(a.collation, b.collation);
    if (!collation) {
      return errors::incompatible_collations(values::print_collation(a.collation),
                                             values::print_collation(b.collation), span);
    }
    return Pair{with_collation(r, left, *collation), with_collation(r, right, *collation)};
  }
  const auto mixed = [](const Type& x, const Type& y) { return x.is_number() && y.is_text(); };
  if (mixed(a, b)) {
    const Bound* number = TRY(cast(r, right, number_of_text(right), CastMode::implicit_cast, span));
    return Pair{&left, number};
  }
  if (mixed(b, a)) {
    const Bound* number = TRY(cast(r, left, number_of_text(left), CastMode::implicit_cast, span));
    return Pair{number, &right};
  }
  const std::optional<Type> type = common_type_of(a, b);
  if (!type) return errors::incompatible_types(describe(a), describe(b), span);
  const Bound* x = TRY(cast(r, left, *type, CastMode::implicit_cast, span));
  const Bound* y = TRY(cast(r, right, *type, CastMode::implicit_cast, span));
  return Pair{x, y};
}

Result<const Bound*> resolve_comparison(Resolver& r, BinaryOperator op, const Bound& left,
                                        const Bound& right, Span span) {
  const Pair sides = TRY(align(r, left, right, span));
  const size_t index = static_cast<size_t>(op) - static_cast<size_t>(BinaryOperator::equal);
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, comparison_text[index], types::boolean(),
                 {comparable(r, *sides.left), comparable(r, *sides.right)}, span));
  if (op == BinaryOperator::is_distinct_from || op == BinaryOperator::is_not_distinct_from) {
    call->nullable = false;
  }
  return call;
}

bool is_number_sum(std::span<const Summand> summands) {
  return std::ranges::all_of(summands,
                             [](const Summand& one) { return one.value->type.is_number(); });
}

namespace {

const Bound* balanced_sum(Resolver& r, std::vector<const Bound*> parts, Span span) {
  while (parts.size() > 1) {
    std::vector<const Bound*> pairs;
    for (size_t i = 0; i + 1 < parts.size(); i += 2) {
      const Type type = sum_type(parts[i]->type, parts[i + 1]->type);
      pairs.push_back(wide(r, "($1 + $2)", type, {parts[i], parts[i + 1]}, span));
    }
    if (parts.size() % 2 == 1) pairs.push_back(parts.back());
    parts = std::move(pairs);
  }
  return parts[0];
}

}  // namespace

// All that is added less all that is subtracted: the same value, as NUMBER arithmetic is exact.
const Bound* make_number_sum(Resolver& r, std::span<const Summand> summands, Span span) {
  std::vector<const Bound*> added, subtracted;
  Type type;
  for (const Summand& one : summands) {
    const Bound* value = as_decimal(r, *one.value);
    (one.op == BinaryOperator::add ? added : subtracted).push_back(value);
    type = &one == summands.data() ? value->type : sum_type(type, value->type);
  }
  const Bound* sum = balanced_sum(r, std::move(added), span);
  if (subtracted.empty()) {
    if (is_null_constant(*sum)) return make_null(r, type, span);
    BoundCall* whole = r.arena.make<BoundCall>(as<BoundCall>(*sum));
    whole->type = type;
    whole->carrier = Carrier::wide;
    return whole;
  }
  return wide(r, "($1 - $2)", type, {sum, balanced_sum(r, std::move(subtracted), span)}, span);
}

Result<const Bound*> resolve_negation(Resolver& r, const Bound& operand, Span span) {
  if (operand.kind == BoundKind::constant && operand.type.is_numeric() &&
      !as<BoundConstant>(operand).is_null) {
    const std::string_view digits = as<BoundConstant>(operand).text;
    const std::string_view text = digits.starts_with('-')
                                      ? digits.substr(1)
                                      : r.arena.text("-" + std::string(digits));
    return make_constant(r, operand.type, text, span);
  }
  if (is_null_constant(operand) && operand.type.is_numeric()) return &operand;
  if (operand.type.is_number()) {
    const Bound* value = as_decimal(r, operand);
    const std::string_view engine =
        may_fold(*value, *value) ? with_type(r, "(- $1)", value->type) : "(- $1)";
    BoundCall* call = r.arena.make<BoundCall>(*make_call(r, engine, value->type, {value}, span));
    call->carrier = Carrier::wide;
    return call;
  }
  const Bound* value = TRY(cast(r, operand, types::floating(), CastMode::implicit_cast, span));
  return make_call(r, "(- $1)", types::floating(), {value}, span);
}

const Bound* make_junction(Resolver& r, bool conjunction, std::span<const Bound* const> terms,
                           Span span) {
  if (terms.size() == 1) return terms[0];
  return make_call(r, conjunction ? "$&" : "$|", types::boolean(), r.arena.list(terms), span);
}

}  // namespace mockhaus::sql
