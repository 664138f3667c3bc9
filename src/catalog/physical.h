// The engine's names and DDL for tables and sequences. The only place that writes either.
//
// Permanent objects live in the engine's schema "data"; temporary tables in the session's own
// temporary schema.
#pragma once

#include <string>

#include "catalog/table.h"

namespace mockhaus::catalog::physical {

std::string table_name(const Table& table);      // "data"."t12", temp.main."t12"
std::string column_name(const Column& column);   // c3, without quotes
std::string sequence_name(Id sequence);          // "data"."s12"

std::string create_schema();                     // of the engine, once for each account
std::string create_load_history();               // likewise: what COPY INTO loaded
std::string load_history_table();
std::string create_table(const Table& table);    // stored columns only
std::string drop_table(const Table& table);
std::string create_sequence(Id sequence, int64_t start, int64_t increment);
std::string drop_sequence(Id sequence);
// One row: the id, and the next value, both as text.
std::string next_value_query(Id sequence);

// ALTER TABLE statements; `column` is as it should be afterwards.
// `value`: what rows of the table get, in the engine's text form; absent: NULL. It becomes the
// engine's default, which drop_default() takes away again: defaults are ours to apply.
std::string add_column(const Table& table, const Column& column,
                       const std::optional<std::string>& value);
std::string drop_default(const Table& table, const Column& column);
std::string drop_column(const Table& table, const Column& column);
// The longest text of digits that always fits into eight bytes.
constexpr int max_digits_of_eight_bytes = 18;
// Whether the values may be stored in eight bytes (Column::narrow) as long as they fit.
bool can_be_narrow(const Column& column);
// Statements that store the rows anew, as the columns are now: of the same types, wide or narrow.
std::vector<std::string> replace_table(const Table& table);
std::string set_type(const Table& table, const Column& column);
std::string set_not_null(const Table& table, const Column& column);
std::string drop_not_null(const Table& table, const Column& column);

// Copies all rows; columns of equal id correspond.
std::string copy_rows(const Table& from, const Table& into);

std::string quote_identifier(std::string_view name);
// "DATABASE"."SCHEMA"."NAME", as Snowflake writes it, too.
std::string quote_full_name(std::string_view database, std::string_view schema,
                            std::string_view name);
std::string quote_literal(std::string_view text);  // in the engine's dialect: only '' is special

}  // namespace mockhaus::catalog::physical
