// table: functions of dates and times.
#include "sql/functions/datetime_forms.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"ADD_MONTHS", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_add_months},
    {"CONVERT_TIMEZONE", "tq!", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_convert_timezone_tz($1, $2)"},
    {"CONVERT_TIMEZONE", "tP", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_convert_timezone_ltz($1, $2)"},
    {"CONVERT_TIMEZONE", "ttp!", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_convert_timezone_ntz($1, $2, $3)"},
    {"CONVERT_TIMEZONE", "ttt!", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_convert_timezone_ntz($1, $2, mh_text_to_ntz($3, {timestamp_input_format}, {century}))"},
    {"DATE", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_to_temporal},
    {"DATEADD", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_date_add},
    {"DATEDIFF", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_diff},
    {"DATEFROMPARTS", "iii", returns(types::date()),
     "mh_date_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))"},
    {"DATE_FROM_PARTS", "iii", returns(types::date()),
     "mh_date_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))"},
    {"DATE_PART", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_part},
    {"DATE_TRUNC", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_trunc},
    {"DAY", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"DAYNAME", "d", returns(types::text(3)), "mh_day_name($1)"},
    {"DAYOFMONTH", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"DAYOFWEEK", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"DAYOFWEEKISO", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"DAYOFWEEK_ISO", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"DAYOFYEAR", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"EXTRACT", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_date_part},
    {"HOUR", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"LAST_DAY", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_last_day},
    {"MINUTE", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"MONTH", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"MONTHNAME", "d", returns(types::text(3)), "mh_month_name($1)"},
    {"MONTHS_BETWEEN", "d!d!", returns(types::number(27, 6)), "mh_months_between_date($1, $2)"},
    {"MONTHS_BETWEEN", "pp", returns(types::number(27, 6)), "mh_months_between_ntz($1, $2)"},
    {"NEXT_DAY", "dt", returns(types::date()), "mh_next_day($1, $2)"},
    {"PREVIOUS_DAY", "dt", returns(types::date()), "mh_previous_day($1, $2)"},
    {"QUARTER", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"SECOND", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"TIME", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_to_temporal},
    {"TIMEADD", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_date_add},
    {"TIMEDIFF", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_diff},
    {"TIMEFROMPARTS", "iii", returns(types::time()),
     "mh_time_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), 0)"},
    {"TIMEFROMPARTS", "iiii", returns(types::time()),
     "mh_time_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT))"},
    {"TIMESTAMPADD", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_add},
    {"TIMESTAMPDIFF", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_date_diff},
    {"TIMESTAMPFROMPARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_date_and_time($1, $2)"},
    {"TIMESTAMPFROMPARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0)"},
    {"TIMESTAMPFROMPARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT))"},
    {"TIMESTAMPLTZFROMPARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_date_and_time($1, $2), {timezone})"},
    {"TIMESTAMPLTZFROMPARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0), {timezone})"},
    {"TIMESTAMPLTZFROMPARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), "
     "{timezone})"},
    {"TIMESTAMPNTZFROMPARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_date_and_time($1, $2)"},
    {"TIMESTAMPNTZFROMPARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0)"},
    {"TIMESTAMPNTZFROMPARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT))"},
    {"TIMESTAMPTZFROMPARTS", "dm", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_date_and_time($1, $2), {timezone})"},
    {"TIMESTAMPTZFROMPARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0), {timezone})"},
    {"TIMESTAMPTZFROMPARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), "
     "{timezone})"},
    {"TIMESTAMPTZFROMPARTS", "iiiiiiit", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), $8)"},
    {"TIMESTAMP_FROM_PARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_date_and_time($1, $2)"},
    {"TIMESTAMP_FROM_PARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0)"},
    {"TIMESTAMP_FROM_PARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT))"},
    {"TIMESTAMP_LTZ_FROM_PARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_date_and_time($1, $2), {timezone})"},
    {"TIMESTAMP_LTZ_FROM_PARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0), {timezone})"},
    {"TIMESTAMP_LTZ_FROM_PARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ltz)),
     "mh_ntz_to_ltz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), "
     "{timezone})"},
    {"TIMESTAMP_NTZ_FROM_PARTS", "dm", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_date_and_time($1, $2)"},
    {"TIMESTAMP_NTZ_FROM_PARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0)"},
    {"TIMESTAMP_NTZ_FROM_PARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_ntz)),
     "mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT))"},
    {"TIMESTAMP_TZ_FROM_PARTS", "dm", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_date_and_time($1, $2), {timezone})"},
    {"TIMESTAMP_TZ_FROM_PARTS", "iiiiii", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), 0), {timezone})"},
    {"TIMESTAMP_TZ_FROM_PARTS", "iiiiiii", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), "
     "{timezone})"},
    {"TIMESTAMP_TZ_FROM_PARTS", "iiiiiiit", returns(types::timestamp(TypeKind::timestamp_tz)),
     "mh_ntz_to_tz(mh_ntz_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), "
     "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT)), $8)"},
    {"TIME_FROM_PARTS", "iii", returns(types::time()),
     "mh_time_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), 0)"},
    {"TIME_FROM_PARTS", "iiii", returns(types::time()),
     "mh_time_from_parts(CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS "
     "BIGINT))"},
    {"TIME_SLICE", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_time_slice},
    {"TO_DATE", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_to_temporal},
    {"TO_TIME", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_to_temporal},
    {"TO_TIMESTAMP", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TO_TIMESTAMP_LTZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TO_TIMESTAMP_NTZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TO_TIMESTAMP_TZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_DATE", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_TIME", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_TIMESTAMP", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_TIMESTAMP_LTZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_TIMESTAMP_NTZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"TRY_TO_TIMESTAMP_TZ", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_to_temporal},
    {"WEEK", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"WEEKISO", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"WEEKOFYEAR", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"YEAR", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_named_part},
    {"YEAROFWEEK", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
    {"YEAROFWEEKISO", "*", returns(text_type), "", NullRule::strict, Carrier::exact,
     FunctionKind::scalar, false, resolve_named_part},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> datetime_functions() {
  return rows;
}

}  // namespace mockhaus::sql
