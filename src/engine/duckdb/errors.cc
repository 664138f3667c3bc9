#include "engine/duckdb/errors.h"

#include <algorithm>
#include <atomic>
#include <string>

#include "base/log.h"
#include "base/uuid.h"
#include "engine/duckdb/functions/function_error.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {
namespace {

// One row for each message of DuckDB: both texts must occur in it, in this order; the first row
// that fits counts. In the answer, $1 is the first quoted part of DuckDB's message.
struct Row {
  std::string_view first, second;
  FailureKind kind;
  const char* code;
  const char* state;
  const char* text;
};

constexpr auto statement = FailureKind::statement;
constexpr auto conflict = FailureKind::conflict;
constexpr auto suspect = FailureKind::instance_suspect;

constexpr const char* locked =
    "Statement waited for a lock that another transaction holds and has not yet released.";
constexpr const char* engine_stopped =
    "The storage engine was stopped by a failure and is being restarted; the statement was "
    "rolled back.";
constexpr const char* disk_full =
    "The disk that holds the data is full; the statement was rolled back.";

constexpr Row rows[] = {
    // Whole-instance failures first: their text may quote any other message.
    {"COMMIT succeeded", "", FailureKind::durable, "000603", "XX000", engine_stopped},
    {"database has been invalidated", "", FailureKind::never_started, "000603", "XX000",
     engine_stopped},
    {"INTERRUPT Error", "", FailureKind::interrupted, "000604", "57014", "SQL execution canceled"},
    {"No space left on device", "", suspect, "000603", "53100", disk_full},
    {"File too large", "", suspect, "000603", "53100", disk_full},
    {"Disk quota exceeded", "", suspect, "000603", "53100", disk_full},
    {"FATAL Error", "", suspect, "000603", "XX000", engine_stopped},
    {"Out of Memory Error", "max_temp_directory_size", statement, "000603", "53100",
     "The statement needs more temporary disk space than it may use."},
    {"Out of Memory Error", "", statement, "000603", "53200",
     "The statement needs more memory than it may use."},
    {"Text Error", "too long", statement, "000002", "0A000",
     "Unsupported feature 'a statement whose views, functions and expressions unfold to more than "
     "the compiler holds'."},

    // Two transactions at once.
    {"TransactionContext Error", "Conflict on ", conflict, "000625", "57014", locked},
    {"TransactionContext Error", "onflict", conflict, "000625", "57014", locked},
    {"TransactionContext Error", "altered", conflict, "000625", "57014", locked},
    {"TransactionContext Error", "dropped", conflict, "000625", "57014", locked},
    // Tried again, the statement finds the key that the other transaction brought.
    {"TransactionContext Error", "constraint violat", conflict, "000625", "57014", locked},
    {"Catalog Error", "write-write conflict", conflict, "000625", "57014", locked},

    // Values.
    {"NOT NULL constraint failed", "", statement, "100072", "22000",
     "NULL result in a non-nullable column"},
    {"Constraint Error", "uplicate key", statement, "200001", "22000",
     "A primary key already exists."},
    {"Could not convert string", "to BOOL", statement, "100037", "22018",
     "Boolean value '$1' is not recognized"},
    {"Could not convert string", "to ", statement, "100038", "22018",
     "Numeric value '$1' is not recognized"},
    {"Could not cast value", "to DECIMAL", statement, "100039", "22003",
     "Numeric value is out of range"},
    {"can't be cast because the value is out of range", "", statement, "100039", "22003",
     "Numeric value is out of range"},
    {"timestamp field value out of range", "", statement, "100035", "22007",
     "Timestamp '$1' is not recognized"},
    {"invalid timestamp field format", "", statement, "100035", "22007",
     "Timestamp '$1' is not recognized"},
    {"date field value out of range", "", statement, "100040", "22007",
     "Date '$1' is not recognized"},
    {"invalid date field format", "", statement, "100040", "22007", "Date '$1' is not recognized"},
    {"time field value out of range", "", statement, "100108", "22007",
     "Time '$1' is not recognized"},
    {"Out of Range Error", "Overflow in", statement, "100046", "22003",
     "Number out of representable range"},
    {"Out of Range Error", "verflow", statement, "100046", "22003",
     "Number out of representable range"},
    {"Out of Range Error", "out of range", statement, "100046", "22003",
     "Number out of representable range"},
    {"Failed to cast decimal value", "to type INT64", statement, "100039", "22003",
     no_room_message.data()},
    {"Failed to cast decimal value", "to type", statement, "100039", "22003",
     "Numeric value is out of range"},
    {"Conversion Error", "out of range", statement, "100046", "22003",
     "Number out of representable range"},
    {"Conversion Error", "verflow", statement, "100046", "22003",
     "Number out of representable range"},
    {"Parser Error", "frame ", statement, "000002", "0A000",
     "SQL compilation error:\nUnsupported feature 'a window frame that ends before it begins'."},
    {"Syntax Error", "Invalid escape string", statement, "001014", "22023",
     "Invalid parameter value: ESCAPE. Reason: It must be one character"},
    {"Like pattern must not end with escape character", "", statement, "001014", "22023",
     "Invalid parameter value: LIKE. Reason: The pattern must not end with the escape character"},
    {"Argument for ntile must be greater than zero", "", statement, "001014", "22023",
     "Invalid parameter value: 0. Reason: Bad ntile parameter"},
    {"More than one row returned by a subquery", "", statement, "090150", "22000",
     "Single-row subquery returns more than one row."},

    {"Not implemented Error", "join on subquery", statement, "002031", "42601",
     "SQL compilation error:\nUnsupported subquery type cannot be evaluated"},

    // Files of stages.
    {"Permission Error", "", statement, "000603", "XX000",
     "The statement needs a file or a setting that is not open to it."},
    {"Invalid Input Error", "magic bytes", statement, "100142", "22000",
     "Error parsing the parquet file: the file holds no Parquet magic bytes."},
    {"Invalid Input Error", "too small to be a Parquet file", statement, "100142", "22000",
     "Error parsing the parquet file: the file is too small."},
    {"No files found", "", statement, "100016", "22000", "No file was found."},
};

// The first part of `text` between two equal quotes.
std::string_view quoted_part(std::string_view text) {
  const size_t begin = text.find_first_of("'\"");
  if (begin == std::string_view::npos) return {};
  const size_t end = text.find(text[begin], begin + 1);
  if (end == std::string_view::npos) return {};
  return text.substr(begin + 1, end - begin - 1);
}

bool fits(const Row& row, std::string_view message) {
  const size_t at = message.find(row.first);
  return at != std::string_view::npos &&
         message.find(row.second, at + row.first.size()) != std::string_view::npos;
}

std::string fill(std::string_view text, std::string_view message) {
  std::string filled(text);
  if (const size_t at = filled.find("$1"); at != std::string::npos) {
    filled.replace(at, 2, quoted_part(message));
  }
  return filled;
}

std::atomic<uint64_t> unexplained = 0;  // only ever counted up; read by metrics

// The message without the piece of the statement that DuckDB adds: that may hold a secret.
std::string_view without_statement(std::string_view message) {
  constexpr size_t bytes_max = 2000;
  return message.substr(0, std::min(message.find("\nLINE "), bytes_max));
}

Failure internal_error(std::string_view message) {
  ++unexplained;
  const std::string reference = random_hex(8);
  const SystemClock clock;
  Log(LogLevel::error, clock).error("engine_incident", {{"reference", reference},
                                                        {"what", without_statement(message)}});
  return {FailureKind::instance_suspect,
          {"000603", "XX000",
           "SQL execution internal error:\nProcessing aborted by error 300002; incident " +
               reference + ".",
           {}}};
}

}  // namespace

uint64_t unexplained_failures() { return unexplained.load(); }

size_t row_count() { return std::size(rows); }

std::optional<size_t> row_of(std::string_view engine_message) {
  for (size_t i = 0; i < std::size(rows); ++i) {
    if (fits(rows[i], engine_message)) return i;
  }
  return std::nullopt;
}

Failure explain(std::string_view engine_message) {
  if (!engine_message.starts_with("FATAL")) {
    std::optional<Error> ours = recover_error(engine_message);
    if (ours) return {FailureKind::statement, *std::move(ours)};
  }
  const std::optional<size_t> number = row_of(engine_message);
  if (!number) return internal_error(engine_message);
  const Row& row = rows[*number];
  return {row.kind, {row.code, row.state, fill(row.text, engine_message), {}}};
}

}  // namespace mockhaus::engine::duckdb
