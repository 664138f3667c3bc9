#include "commands/script/errors.h"

#include <string>

namespace mockhaus::commands::script::errors {
namespace {

Error compilation(std::string_view code, std::string_view state, std::string_view text) {
  return {std::string(code), std::string(state),
          "SQL compilation error:\n" + std::string(text), std::nullopt};
}

Error execution(std::string_view code, std::string_view state, std::string_view text) {
  return {std::string(code), std::string(state), std::string(text), std::nullopt};
}

}  // namespace

Error uncaught(std::string_view type, const Error& inner, std::string_view source, Span at) {
  const Position where = position_of(source, at);
  return {inner.code, inner.sql_state,
          "Uncaught exception of type '" + std::string(type) + "' on line " +
              std::to_string(where.line) + " at position " + std::to_string(where.position) +
              " : " + inner.message,
          std::nullopt};
}

Error unknown_name(std::string_view name) {
  return compilation("000904", "42000", "invalid identifier '" + std::string(name) + "'");
}

Error unknown_procedure(std::string_view name) {
  return compilation("002141", "42601", "Unknown user-defined function " + std::string(name));
}

Error wrong_arguments(std::string_view name, std::string_view types) {
  return compilation("001044", "42P13",
                     "Invalid argument types for function '" + std::string(name) + "': (" +
                         std::string(types) + ")");
}

Error cursor_not_open(std::string_view name) {
  return execution("090232", "55000", "Cursor '" + std::string(name) + "' is not open.");
}

Error fetch_count(size_t columns, size_t targets) {
  return execution("002057", "42601",
                   "Number of INTO variables (" + std::to_string(targets) +
                       ") does not match the number of columns (" + std::to_string(columns) +
                       ").");
}

Error into_rows(size_t rows) {
  return execution("002057", "02000",
                   "A SELECT INTO statement expects exactly 1 returned row, but got " +
                       std::to_string(rows) + ".");
}

Error one_statement(size_t found) {
  return execution("000008", "0A000",
                   "Actual statement count " + std::to_string(found) +
                       " did not match the desired statement count 1.");
}

Error needs_type(std::string_view name) {
  return compilation("092228", "P0000",
                     "variable '" + std::string(name) +
                         "' cannot have its type inferred from initializer");
}

Error incomplete_transaction() {
  return execution("090232", "22000",
                   "Stored procedure execution error: Scoped transaction started in stored "
                   "procedure is incomplete and it was rolled back.");
}

Error result_columns(size_t declared, size_t found) {
  return execution("002057", "21S01",
                   "Declared " + std::to_string(declared) + " result columns, but the result has " +
                       std::to_string(found) + ".");
}

}  // namespace mockhaus::commands::script::errors
