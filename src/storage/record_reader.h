// Staged files as records: fields of a CSV file, documents of a JSON file.
//
// Reads a file once, from front to back; memory is bounded by the largest record (16 MB). What is
// wrong with one record is told in `fault`, and reading goes on with the next; an error of next()
// ends the file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/file_format.h"

namespace mockhaus::storage {

constexpr size_t record_bytes_max = size_t{16} << 20;

struct RecordFault {
  std::string code, sql_state, message;
  int64_t line = 0, character = 0, byte = 0;  // where it was seen; lines and characters from 1
  size_t column = 0;                          // from 1; 0: none
};

// Views are valid until the next call.
struct Record {
  std::vector<std::optional<std::string_view>> fields;  // JSON: one, the document's text
  std::vector<int64_t> characters;  // where each field begins, from 1
  std::string_view text;            // as in the file, without its end
  int64_t row = 0;                  // from 1
  int64_t line = 0;                 // where it begins, from 1
  int64_t byte = 0;
  std::optional<RecordFault> fault;
};

class RecordReader {
 public:
  virtual ~RecordReader() = default;
  virtual Result<bool> next(Record& record) = 0;
  // Names of the columns, with PARSE_HEADER.
  virtual const std::vector<std::string>& header() const = 0;
};

// `columns`: how many fields a record must have; 0: any.
Result<std::unique_ptr<RecordReader>> open_records(const std::string& path, std::string_view name,
                                                   const FileFormat& format, size_t columns);

}  // namespace mockhaus::storage
