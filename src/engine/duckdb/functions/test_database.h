// An in-memory database for the unit tests of native functions.
#pragma once

#include <string>

#include "duckdb.h"
#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/registration.h"

namespace mockhaus::engine::duckdb {

class TestDatabase {
 public:
  explicit TestDatabase(std::span<const NativeFunction> functions) {
    duckdb_open(nullptr, &database_);
    duckdb_connect(database_, &connection_);
    const auto registered = register_functions(connection_, functions);
    if (!registered.ok()) problem_ = registered.error().message;
  }
  ~TestDatabase() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  TestDatabase(const TestDatabase&) = delete;

  duckdb_connection connection() const { return connection_; }
  const std::string& problem() const { return problem_; }

  // The first value of the first row as text; NULL; or "code: message" of a kernel's error.
  std::string run(const std::string& sql) {
    duckdb_result result;
    std::string text;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
      text = duckdb_result_error(&result);
      if (const auto error = recover_error(text)) text = error->code + ": " + error->message;
    } else {
      char* value = duckdb_value_varchar(&result, 0, 0);
      text = value ? value : "NULL";
      duckdb_free(value);
    }
    duckdb_destroy_result(&result);
    return text;
  }
  // Of one expression.
  std::string operator()(const std::string& expression) { return run("select " + expression); }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  std::string problem_;
};

}  // namespace mockhaus::engine::duckdb
