// What can be wrong with one record, in Snowflake's words.
#pragma once

#include <string>

#include "storage/record_reader.h"

namespace mockhaus::storage {

RecordFault make_fault(std::string_view code, std::string message);
RecordFault column_count_fault(const Record& record, size_t columns);
RecordFault invalid_utf8_fault(const Record& record, size_t field, std::string_view text);
// Invalid bytes as U+FFFD.
std::string repair_utf8(std::string_view text);

}  // namespace mockhaus::storage
