// Rows as the text of CSV and JSON files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/file_format.h"

namespace mockhaus::storage {

struct WrittenField {
  std::optional<std::string_view> text;
  bool is_text = true;  // of a type whose values are enclosed
};

// Appends one record with its delimiter. Of JSON the first field is the document.
void append_record(const FileFormat& format, const std::vector<WrittenField>& fields,
                   std::string& out);

// .csv.gz, .json, ..; with a dot.
std::string extension_of(const FileFormat& format);

}  // namespace mockhaus::storage
