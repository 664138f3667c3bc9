// table: the errors of the analyzer: one function for each text of Snowflake.
//
// Texts start with "SQL compilation error:"; {at} is filled in by locate() (base/error.h).
#pragma once

#include <string_view>

#include "base/error.h"
#include "sql/errors.h"

namespace mockhaus::sql::errors {

// Names.
Error invalid_identifier(std::string_view name, Span at);       // 000904
Error ambiguous_column(std::string_view name, Span at);         // 002028
Error object_not_found(std::string_view kind, std::string_view name, Span at);  // 002003
Error duplicate_column(std::string_view name);                  // 002025
Error no_current_database(std::string_view operation);          // 090105
Error no_current_schema(std::string_view operation);            // 090106
Error unknown_variable(std::string_view name, Span at);         // 002211
Error unset_bind(std::string_view name);                        // 002049
Error invalid_bind_text(std::string_view text, std::string_view type);  // 002086

// Functions and types.
Error unknown_function(std::string_view name, Span at);         // 002140
Error unknown_user_function(std::string_view name, Span at);    // 002141
Error invalid_argument_types(std::string_view function, std::string_view types, Span at);  // 001044
Error not_enough_arguments(std::string_view call, int expected, int found, Span at);  // 000938
Error too_many_arguments(std::string_view call, int expected, int found, Span at);    // 000939
Error unsupported_type(std::string_view type);                  // 002040
Error invalid_search_address(std::string_view text, Span at);  // 000937
Error invalid_vector(std::string_view problem);                 // 002040
Error invalid_precision(int64_t precision, int64_t most);       // 002074
Error invalid_scale(int64_t scale, int64_t most);               // 002075
Error invalid_length(int64_t length, int64_t most);             // 001073
Error invalid_intermediate_type(int precision, int scale);      // 002040
Error incompatible_operand(std::string_view a, std::string_view b);  // 001010
Error needs_within_group(std::string_view function, Span at);   // 002075
Error incompatible_types(std::string_view a, std::string_view b, Span at);  // 001010
Error cannot_convert(std::string_view expression, std::string_view from, std::string_view to,
                     Span at);                                  // 001038
Error cast_not_possible(std::string_view function, std::string_view from, std::string_view to,
                        Span at);                               // 001065
Error invalid_collation(std::string_view specification);         // 002320
Error incompatible_collations(std::string_view a, std::string_view b, Span at);  // 002322
Error needs_constant(std::string_view function, std::string_view argument, Span at);  // 001015
Error needs_constant(std::string_view function, std::string_view argument,
                     std::string_view found);                   // 001015
Error invalid_parameter_value(std::string_view value, std::string_view function, int parameter,
                              std::string_view reason);         // 001015
Error invalid_date_part(std::string_view part, std::string_view function, Span at);  // 001058

// Queries.
Error not_a_group_by_expression(std::string_view expression, Span at);  // 000979
Error not_in_group_by(std::string_view column, Span at);        // 001104
Error aggregate_in_where(std::string_view expression);          // 002035
Error aggregate_not_allowed(std::string_view expression, Span at);  // 002077
Error window_not_allowed(std::string_view expression, Span at);  // 002303
Error qualify_without_window();                                 // 000992
Error branch_column_count(size_t expected, size_t found, size_t branch);  // 001789
Error branch_types(std::string_view a, std::string_view b);     // 001790
Error position_out_of_range(int64_t position, size_t columns, Span at);  // 000967
Error unsupported_subquery(Span at);                            // 002031
Error recursive_union();                                        // 001102
Error frame_unsupported(std::string_view kind, std::string_view function, Span at);  // 002303
Error window_order_unsupported(std::string_view call);          // 002303
Error distinct_in_frame(Span at);                               // 002303
Error within_group_in_frame(Span at);                           // 002303
Error window_needs_order(std::string_view function);            // 002304
Error star_without_from(Span at);                               // 001080
Error invalid_limit(std::string_view text, Span at);            // 001003
Error expression_count(size_t expected, size_t found, Span at); // 001793
Error invalid_sample_size(std::string_view size, int64_t most);  // 001008
Error unpivot_column_type(std::string_view column);             // 001791
Error pivot_needs_aggregate(std::string_view expression, Span at);  // 001105
Error match_condition_operator(Span at);                        // 010402
Error match_condition_sides(Span at);                           // 010402
Error asof_on(std::string_view condition, Span at);             // 010403
Error connect_by_outside(std::string_view word, Span at);       // 001014

// DML.
Error insert_value_count(size_t expected, size_t found);        // 002020
Error column_type_mismatch(std::string_view expected, std::string_view found,
                           std::string_view column);            // 002023
Error view_column_count(std::string_view view, size_t declared, size_t produced);  // 002057
Error view_expansion(std::string_view view, const Error& inner);  // 002037
Error merge_clause_unreachable(Span at);                        // 001417
Error not_insertable(std::string_view name);                    // 002019
Error invalid_in_values(std::string_view expression);           // 002014

}  // namespace mockhaus::sql::errors
