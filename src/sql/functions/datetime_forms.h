// Functions of dates and times whose kernel depends on the part and on the type of the value.
//
// DATEADD, DATEDIFF, DATE_TRUNC, DATE_PART and their kin: the part is a bare word or a text
// constant (values/temporal_part.h); kernels are named mh_add_date, mh_add_ntz, ... by the type.
#pragma once

#include "sql/functions/function.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_date_add(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_date_diff(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_date_trunc(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_date_part(Resolver& r, Scope& scope, const FunctionCall& call);
// YEAR(x), DAYOFWEEK(x), HOUR(x), ...: the part follows from the function's name.
Result<const Bound*> resolve_named_part(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_last_day(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_add_months(Resolver& r, Scope& scope, const FunctionCall& call);
// TIME_SLICE(x, n, part [, 'START' | 'END']).
Result<const Bound*> resolve_time_slice(Resolver& r, Scope& scope, const FunctionCall& call);
// TO_DATE, TO_TIMESTAMP_NTZ, TRY_TO_TIME, ...: (value [, format or scale]).
Result<const Bound*> resolve_to_temporal(Resolver& r, Scope& scope, const FunctionCall& call);

// value + n parts, over bound operands (also what + INTERVAL means).
Result<const Bound*> add_parts(Resolver& r, std::string_view part, const Bound& amount,
                               const Bound& value, std::string_view function, Span span);

}  // namespace mockhaus::sql
