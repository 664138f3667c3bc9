#include "engine/duckdb/errors.h"

#include <set>
#include <string>

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus::engine::duckdb;

// One message of DuckDB for each row of the table, as DuckDB 1.5 words it.
struct Sample {
  const char* message;
  FailureKind kind;
  const char* code;
  const char* state;
};

constexpr auto statement = FailureKind::statement;
constexpr auto conflict = FailureKind::conflict;
constexpr auto suspect = FailureKind::instance_suspect;

constexpr Sample samples[] = {
    {"TransactionContext Error: Failed to commit: COMMIT succeeded and is durable, but the "
     "checkpoint failed", FailureKind::durable, "000603", "XX000"},
    {"FATAL Error: Failed: database has been invalidated because of a previous fatal error.",
     FailureKind::never_started, "000603", "XX000"},
    {"INTERRUPT Error: Interrupted!", FailureKind::interrupted, "000604", "57014"},
    {"IO Error: Could not write file \"/x/a.wal\": No space left on device", suspect, "000603",
     "53100"},
    {"IO Error: Could not write file \"/x/a.wal\": File too large", suspect, "000603", "53100"},
    {"IO Error: Could not write file \"/x/a.wal\": Disk quota exceeded", suspect, "000603",
     "53100"},
    {"FATAL Error: Failed to create checkpoint because of error: x", suspect, "000603", "XX000"},
    {"Out of Memory Error: failed to offload data block of size 256.0 KiB (..). This limit was "
     "set by the 'max_temp_directory_size' setting.", statement, "000603", "53100"},
    {"Out of Memory Error: could not allocate block of size 256.0 KiB (..)", statement, "000603",
     "53200"},
    {"TransactionContext Error: Failed to commit: PRIMARY KEY or UNIQUE constraint violation: "
     "duplicate key \"1\"", conflict, "000625", "57014"},
    {"Constraint Error: Duplicate key \"c1: 1\" violates primary key constraint.", statement,
     "200001", "22000"},
    {"Invalid Input Error: No magic bytes found at end of file '/x/a.csv'", statement, "100142",
     "22000"},
    {"Invalid Input Error: File '/x/a.csv' too small to be a Parquet file", statement, "100142",
     "22000"},
    {"TransactionContext Error: Conflict on update!", conflict, "000625", "57014"},
    {"TransactionContext Error: Failed to commit: write-write conflict on key: \"1\"", conflict,
     "000625", "57014"},
    {"TransactionContext Error: Transaction conflict: cannot add a column to table \"t\" that has "
     "been altered!", conflict, "000625", "57014"},
    {"Catalog Error: write-write conflict on create with \"t\"", conflict, "000625", "57014"},
    {"Constraint Error: NOT NULL constraint failed: t.a", statement, "100072", "22000"},
    {"Conversion Error: Could not convert string 'x' to BOOL", statement, "100037", "22018"},
    {"Conversion Error: Could not convert string 'x' to INT32", statement, "100038", "22018"},
    {"Conversion Error: Could not cast value 1000 to DECIMAL(2,0)", statement, "100039", "22003"},
    {"Conversion Error: Type INT32 with value 300 can't be cast because the value is out of range "
     "for the destination type INT8", statement, "100039", "22003"},
    {"Conversion Error: timestamp field value out of range: \"2024-13-01\", expected format is "
     "(YYYY-MM-DD HH:MM:SS[.US][±HH[:MM[:SS]]| ZONE])", statement, "100035", "22007"},
    {"Conversion Error: invalid timestamp field format: \"x\", expected format is (YYYY-MM-DD "
     "HH:MM:SS[.US][±HH[:MM[:SS]]| ZONE])", statement, "100035", "22007"},
    {"Conversion Error: date field value out of range: \"2024-13-01\", expected format is "
     "(YYYY-MM-DD)", statement, "100040", "22007"},
    {"Conversion Error: invalid date field format: \"x\", expected format is (YYYY-MM-DD)",
     statement, "100040", "22007"},
    {"Conversion Error: time field value out of range: \"x\", expected format is "
     "([YYYY-MM-DD ]HH:MM:SS[.MS])", statement, "100108", "22007"},
    {"Out of Range Error: Overflow in multiplication of INT64 (1 * 2)!", statement, "100046",
     "22003"},
    {"Out of Range Error: Sum overflow", statement, "100046", "22003"},
    {"Conversion Error: Casting value \"1e30\" to type DECIMAL(18,3) failed: value is out of range",
     statement, "100046", "22003"},
    {"Conversion Error: Overflow in cast", statement, "100046", "22003"},
    {"Invalid Input Error: More than one row returned by a subquery used as an expression",
     statement, "090150", "22000"},
    {"Invalid Input Error: Argument for ntile must be greater than zero", statement, "001014",
     "22023"},
    {"Parser Error: frame start cannot be UNBOUNDED FOLLOWING", statement, "000002", "0A000"},
    {"Syntax Error: Invalid escape string. Escape string must be empty or one character.",
     statement, "001014", "22023"},
    {"Syntax Error: Like pattern must not end with escape character!", statement, "001014",
     "22023"},
    {"Text Error: the statement is too long", statement, "000002", "0A000"},
    {"TransactionContext Error: Failed to commit: another transaction has dropped this table",
     conflict, "000625", "57014"},
    {"TransactionContext Error: Failed to commit: another transaction has altered this table",
     conflict, "000625", "57014"},
    {"Out of Range Error: cast to X: value is out of range", statement, "100046", "22003"},
    {"Conversion Error: Failed to cast decimal value 10000000000000000000 to type INT64", statement,
     "100039", "22003"},
    {"Conversion Error: Failed to cast decimal value 1.5 to type INT8", statement, "100039",
     "22003"},
    {"Not implemented Error: FULL join on subquery with correlated columns", statement, "002031",
     "42601"},
    {"Permission Error: Cannot access file \"/etc/passwd\" - file system operations are disabled "
     "by configuration", statement, "000603", "XX000"},
    {"IO Error: No files found that match the pattern \"/x/*.csv\"", statement, "100016", "22000"},
};

TEST_CASE("errors: each message of the engine has Snowflake's code and state") {
  const uint64_t before = unexplained_failures();
  for (const Sample& sample : samples) {
    CAPTURE(sample.message);
    const Failure failure = explain(sample.message);
    CHECK(failure.error.code == sample.code);
    CHECK(failure.error.sql_state == sample.state);
    CHECK(failure.kind == sample.kind);
    CHECK(failure.error.message.find("DuckDB") == std::string::npos);
    CHECK(failure.error.message.find("/x/") == std::string::npos);
  }
  CHECK(unexplained_failures() == before);
}

TEST_CASE("errors: each row has a sample") {
  std::set<size_t> missing;
  for (size_t i = 0; i < row_count(); ++i) missing.insert(i);
  for (const Sample& sample : samples) {
    const std::optional<size_t> row = row_of(sample.message);
    REQUIRE_MESSAGE(row.has_value(), sample.message);
    missing.erase(*row);
  }
  for (const size_t row : missing) FAIL_CHECK("no sample for row " << row);
}

TEST_CASE("errors: what is quoted is told, what no row explains is an incident") {
  CHECK(explain("Conversion Error: Could not convert string 'x1' to INT32").error.message ==
        "Numeric value 'x1' is not recognized");
  const uint64_t before = unexplained_failures();
  const Failure unknown = explain("Strange Error: something\nof /secret/path");
  const Failure again = explain("Strange Error: something\nof /secret/path");
  CHECK(unexplained_failures() == before + 2);
  CHECK(unknown.error.code == "000603");
  CHECK(unknown.error.message.find("incident ") != std::string::npos);
  CHECK(unknown.error.message != again.error.message);
  CHECK(unknown.error.message.find("secret") == std::string::npos);
}
