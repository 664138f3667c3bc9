// What can befall a statement besides its own mistakes.
#pragma once

#include "base/error.h"

namespace mockhaus::service::errors {

Error canceled();                          // 000604
Error not_executing();                     // 000605
Error transaction_aborted(std::string_view id);  // 000604
Error timed_out(int64_t seconds);          // 000630
Error statement_count(size_t found, int64_t wanted);  // 000008
Error negative_statement_count(int64_t count);        // 000008
Error not_for_sql_api(std::string_view kind);         // 391911
Error statement_not_found(std::string_view id);       // 000709
Error bad_partition(std::string_view text, size_t partitions);  // 391922
Error binds_with_many_statements();
Error unknown_database();                  // 391918
Error array_binds_elsewhere();             // 000002: not in INSERT .. VALUES
Error queue_full();                        // 390505
Error internal(std::string_view reference);  // 000603
Error shutting_down();
Error aborted(std::string_view statement_id);  // 000603: the process ended while it ran
Error too_many_rows(int64_t limit);            // 000001: result_set_max_rows
// 100132: wraps the error of one of several statements; line and position of that statement.
Error child_failed(const Error& error, std::string_view text, int line, int position);

}  // namespace mockhaus::service::errors
