#include "service/statement/errors.h"

namespace mockhaus::service::errors {

static Error make(std::string_view code, std::string_view state, std::string message) {
  return {std::string(code), std::string(state), std::move(message)};
}

Error canceled() { return make("000604", "57014", "SQL execution canceled"); }

Error not_executing() {
  return make("000605", "01000", "Identified SQL statement is not currently executing.");
}

Error transaction_aborted(std::string_view id) {
  return make("000604", "57014", "Transaction " + std::string(id) + " was aborted.");
}

Error timed_out(int64_t seconds) {
  return make("000630", "57014", "Statement reached its statement or warehouse timeout of " +
                                     std::to_string(seconds) +
                                     " second(s) and was canceled.");
}

Error statement_count(size_t found, int64_t wanted) {
  return make("000008", "0A000", "Actual statement count " + std::to_string(found) +
                                     " did not match the desired statement count " +
                                     std::to_string(wanted) + ".");
}

Error negative_statement_count(int64_t count) {
  return make("000008", "0A000", "Invalid statement count " + std::to_string(count) + ".");
}

Error not_for_sql_api(std::string_view kind) {
  return make("391911", "0A000", "Command not supported by SQL API: " + std::string(kind));
}

Error statement_not_found(std::string_view id) {
  return make("000709", "02000", "Statement " + std::string(id) + " not found");
}

Error bad_partition(std::string_view text, size_t partitions) {
  return make("391922", "22023", "Partition " + std::string(text) +
                                     " is not valid. The valid range is from 0 to " +
                                     std::to_string(partitions == 0 ? 0 : partitions - 1) + ".");
}

Error binds_with_many_statements() {
  return make("000002", "0A000", "Unsupported feature 'bindings with multiple statements'.");
}

Error unknown_database() {
  return make("391918", "22000", "The requested database does not exist or not authorized.");
}

Error array_binds_elsewhere() {
  return make("000002", "0A000", "Unsupported feature 'array binds outside INSERT .. VALUES'.");
}

Error queue_full() { return make("390505", "57P03", "Too many requests."); }

Error internal(std::string_view reference) {
  return make("000603", "XX000", "SQL execution internal error:\nProcessing aborted by error " +
                                     std::string(reference));
}

Error aborted(std::string_view statement_id) {
  return make("000603", "XX000",
              "SQL execution internal error:\nProcessing aborted by a restart of the server; "
              "incident " + std::string(statement_id.substr(0, 8)) + ".");
}

Error too_many_rows(int64_t limit) {
  return make("000001", "54000",
              "The result has more than " + std::to_string(limit) +
                  " rows, the limit result_set_max_rows of this server. Add a LIMIT, or raise the "
                  "limit.");
}

Error shutting_down() { return make("000604", "57014", "SQL execution canceled"); }

Error child_failed(const Error& error, std::string_view text, int line, int position) {
  const std::string message =
      "JavaScript execution error: Uncaught Execution of multiple statements failed on statement "
      "\"" + std::string(text.substr(0, 1000)) + "\" (at line " + std::to_string(line) +
      ", position " + std::to_string(position) + ").\n" + error.message +
      " in SYSTEM$MULTISTMT at '    throw `Execution of multiple statements failed on statement "
      "{0} (at line {1}, position {2}).`.replace('{1}', LINES[i])' position 4\nstackstrace: \n"
      "SYSTEM$MULTISTMT line: 10";
  return make("100132", "P0000", message);
}

}  // namespace mockhaus::service::errors
