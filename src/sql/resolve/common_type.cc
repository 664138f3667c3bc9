#include <algorithm>
#include <optional>

#include "sql/resolve/cast.h"

namespace mockhaus::sql {

namespace {

Type widest_number(const Type& a, const Type& b) {
  const int scale = std::max(a.scale, b.scale);
  const int leading = std::max(a.precision - a.scale, b.precision - b.scale);
  return types::number(std::min(leading + scale, number_precision_max), scale);
}

Type widest(Type a, const Type& b) {
  if (a.is_number()) return widest_number(a, b);
  a.length = std::max(a.length, b.length);
  a.scale = std::max(a.scale, b.scale);
  a.collation = common_collation(a.collation, b.collation).value_or(a.collation);
  return a;
}

// The kind that wins where two kinds meet, from strongest to weakest partner.
struct Meeting {
  TypeKind winner;
  TypeKind loser;
};
constexpr Meeting meetings[] = {
    {TypeKind::floating, TypeKind::number},
    {TypeKind::floating, TypeKind::text},
    {TypeKind::floating, TypeKind::decfloat},
    {TypeKind::boolean, TypeKind::text},
    {TypeKind::number, TypeKind::boolean},
    {TypeKind::date, TypeKind::text},
    {TypeKind::time, TypeKind::text},
    {TypeKind::timestamp_ntz, TypeKind::text},
    {TypeKind::timestamp_ltz, TypeKind::text},
    {TypeKind::timestamp_tz, TypeKind::text},
    {TypeKind::timestamp_ntz, TypeKind::date},
    {TypeKind::timestamp_ltz, TypeKind::date},
    {TypeKind::timestamp_tz, TypeKind::date},
    {TypeKind::timestamp_ltz, TypeKind::timestamp_ntz},
    {TypeKind::timestamp_tz, TypeKind::timestamp_ntz},
    {TypeKind::timestamp_tz, TypeKind::timestamp_ltz},
};

}  // namespace

std::optional<values::Collation> common_collation(values::Collation a, values::Collation b) {
  if (a == b || b == values::no_collation) return a;
  if (a == values::no_collation) return b;
  if (values::is_explicit(a) != values::is_explicit(b)) return values::is_explicit(a) ? a : b;
  return values::same_collation(a, b) ? std::optional(a) : std::nullopt;
}

std::optional<Type> common_type_of(const Type& a, const Type& b) {
  if (a.kind == TypeKind::null) return b;
  if (b.kind == TypeKind::null) return a;
  if (a.kind == b.kind) {
    if (!common_collation(a.collation, b.collation)) return std::nullopt;
    if (a.structured || b.structured) {
      return a == b ? std::optional<Type>(a) : std::nullopt;
    }
    return widest(a, b);
  }
  if (a.kind == TypeKind::variant || b.kind == TypeKind::variant) return types::variant();
  if ((a.is_number() && b.is_text()) || (a.is_text() && b.is_number())) {
    return widest_number(a.is_number() ? a : b, types::number(18, 5));
  }
  for (const Meeting& meeting : meetings) {
    const bool forward = a.kind == meeting.winner && b.kind == meeting.loser;
    const bool backward = b.kind == meeting.winner && a.kind == meeting.loser;
    if (!forward && !backward) continue;
    Type winner = forward ? a : b;
    const Type& loser = forward ? b : a;
    if (loser.is_timestamp()) winner.scale = std::max(winner.scale, loser.scale);
    return winner;
  }
  return std::nullopt;
}

}  // namespace mockhaus::sql
