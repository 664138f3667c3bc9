#include "storage/record_faults.h"

#include "base/utf8.h"

namespace mockhaus::storage {

RecordFault make_fault(std::string_view code, std::string message) {
  RecordFault fault;
  fault.code = code;
  fault.sql_state = "22000";
  fault.message = std::move(message);
  return fault;
}

static RecordFault fault_at(const Record& record, size_t field, std::string_view code,
                            std::string message) {
  RecordFault fault = make_fault(code, std::move(message));
  fault.line = record.line;
  fault.character = field < record.characters.size() ? record.characters[field] : 1;
  fault.byte = record.byte + fault.character - 1;
  fault.column = field + 1;
  return fault;
}

RecordFault column_count_fault(const Record& record, size_t columns) {
  const size_t found = record.fields.size();
  RecordFault fault = fault_at(
      record, 0, "100080",
      "Number of columns in file (" + std::to_string(found) +
          ") does not match that of the corresponding table (" + std::to_string(columns) +
          "), use file format option error_on_column_count_mismatch=false to ignore this error");
  fault.column = std::min(found, columns) + 1;
  return fault;
}

std::string repair_utf8(std::string_view text) {
  std::string made;
  for (size_t i = 0; i < text.size();) {
    size_t size = 1;
    while (size <= 4 && i + size <= text.size() && !is_utf8(text.substr(i, size))) ++size;
    if (size <= 4 && i + size <= text.size()) {
      made.append(text.substr(i, size));
      i += size;
    } else {
      append_utf8(made, 0xFFFD);
      ++i;
    }
  }
  return made;
}

RecordFault invalid_utf8_fault(const Record& record, size_t field, std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string shown;
  for (const unsigned char c : text.substr(0, 100)) {
    if (c < 0x80) {
      shown += static_cast<char>(c);
    } else {
      shown += std::string("0x") + digits[c >> 4] + digits[c & 15];
    }
  }
  return fault_at(record, field, "100144", "Invalid UTF8 detected in string '" + shown + "'");
}

}  // namespace mockhaus::storage
