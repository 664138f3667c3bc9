// What DuckDB says when something fails, turned into what Snowflake says: a table (errors.cc).
//
// DuckDB's own text never reaches a client. A message without a row becomes an internal error with
// a reference, under which the log (standard error) has the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"

namespace mockhaus::engine::duckdb {

// What the session must do about a failure, besides telling it.
enum class FailureKind : uint8_t {
  statement,         // this statement failed, nothing more
  interrupted,       // interrupt() was called
  conflict,          // another transaction changed the same rows or object: try again
  instance_suspect,  // the database may have become invalid by it
  never_started,     // the database was already invalid before the statement began
  durable,           // told as an error, but the commit has happened
};

struct Failure {
  FailureKind kind = FailureKind::statement;
  Error error;
};

Failure explain(std::string_view engine_message);

// Which row explains the message, for tests: each row must be provoked by one.
std::optional<size_t> row_of(std::string_view engine_message);
size_t row_count();

// How many messages had no row since the process started: each is a gap in the table.
uint64_t unexplained_failures();

}  // namespace mockhaus::engine::duckdb
