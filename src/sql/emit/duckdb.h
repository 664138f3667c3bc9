// The bound tree as text of the engine (DuckDB's dialect).
//
// Relations are t1, t2, ..., their columns c1, c2, ... or the physical names of tables; WITH names
// are w1, w2, .... Texts of functions hold $1 .. $9 for arguments and these words:
//   $*  all arguments by commas      $2*  those from the second on
//   $&  joined by AND                $|   joined by OR
//   {distinct} {order} {nulls} {over}     where an aggregate or window takes them
//   {timezone} {date_input_format} {date_output_format} {time_input_format} {time_output_format}
//   {timestamp_input_format} {ntz_output_format} {ltz_output_format} {tz_output_format}
//   {binary_input_format} {binary_output_format} {century} {week_start} {week_policy} {settings}
//                                    values of the session, as literals
#pragma once

#include <string>

#include "sql/context/session_context.h"
#include "sql/resolve/bound.h"

namespace mockhaus::sql {

std::string emit_query(const BoundQuery& query, const SessionContext& context);
std::string emit_expression(const Bound& value, const SessionContext& context);
std::string emit_relation(const BoundRelation& relation, const SessionContext& context);

// "it's" as 'it''s', a name as "na""me".
void append_quoted(std::string& out, std::string_view text, char quote);

}  // namespace mockhaus::sql
