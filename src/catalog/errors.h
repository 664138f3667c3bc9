// What a DDL or a lookup of an object can be told: one function for each of Snowflake's texts.
#pragma once

#include <string_view>

#include "base/error.h"
#include "catalog/kind.h"

namespace mockhaus::catalog::errors {

Error canceled();                                                         // 000604
Error not_executing();                                                    // 000605
Error lock_timeout(std::string_view statement, std::string_view holder);  // 000625
Error deadlock(std::string_view statement, std::string_view holder);
Error object_exists(std::string_view name);                               // 002002
// 002003: Table 'T' does not exist or not authorized. Relations answer SQLSTATE 42S02.
Error does_not_exist(std::string_view title, std::string_view full_name, bool relation = false);
Error not_found_or_not_allowed();                                         // 002043
Error wrong_kind(std::string_view found, std::string_view wanted);        // 002203
Error no_current_database(std::string_view operation);                    // 090105
Error no_current_schema(std::string_view operation);                      // 090106
Error invalid_identifier(std::string_view name);                          // 000904
Error duplicate_column(std::string_view name);                            // 002025
Error invalid_property(std::string_view property, std::string_view kind);  // 001420
Error invalid_property_value(std::string_view value, std::string_view property);  // 001422
Error invalid_parameter(std::string_view name);                           // 002045-like
Error invalid_parameter_type(std::string_view value, std::string_view parameter);   // 001007
Error invalid_parameter_value(std::string_view value, std::string_view parameter);  // 001008
Error insufficient_privileges(std::string_view kind, std::string_view name);        // 003001
Error role_not_granted(std::string_view role);                            // 003013
Error column_holds_nulls(std::string_view column);                        // 001471
Error cannot_change_type(std::string_view column, std::string_view from, std::string_view to,
                         std::string_view reason);                        // 040052
Error not_null_without_default(std::string_view column);                  // 002400-like
Error cannot_drop_only_column(std::string_view table);
Error invalid_default(std::string_view expression);                       // 002263
Error type_mismatch(std::string_view expected, std::string_view found, std::string_view column);
Error view_columns_differ(std::string_view view, size_t declared, size_t produced);  // 002057
Error syntax(std::string_view text);                                      // 001003, without place
// 505028: a reference to something of another kind
Error reference_kind(std::string_view wanted, std::string_view found);
Error not_clustered(std::string_view table);                              // 003321
Error statement_not_found(std::string_view id);                           // 000709
Error variable_too_long();
Error internal(std::string_view what);                                    // 000603

}  // namespace mockhaus::catalog::errors
