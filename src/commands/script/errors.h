// What a block can be told: one function for each of Snowflake's texts.
#pragma once

#include "base/error.h"

namespace mockhaus::commands::script::errors {

// The exception left the outermost block.
Error uncaught(std::string_view type, const Error& inner, std::string_view source, Span at);
Error unknown_name(std::string_view name);                 // 000904
Error unknown_procedure(std::string_view name);            // 002141
Error wrong_arguments(std::string_view name, std::string_view types);  // 001044
Error cursor_not_open(std::string_view name);
Error fetch_count(size_t columns, size_t targets);
Error into_rows(size_t rows);  // SELECT INTO needs exactly one row
Error one_statement(size_t found);  // EXECUTE IMMEDIATE over several
Error needs_type(std::string_view name);
Error incomplete_transaction();  // 090232
Error result_columns(size_t declared, size_t found);

}  // namespace mockhaus::commands::script::errors
