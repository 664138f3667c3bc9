#include "storage/record_writer.h"

namespace mockhaus::storage {
namespace {

void append_enclosed(const FileFormat& format, std::string_view text, std::string& out) {
  const char quote = format.enclosed_by[0];
  const char escape = format.escape.empty() ? quote : format.escape[0];
  out += quote;
  for (const char c : text) {
    if (c == quote || (!format.escape.empty() && c == escape)) out += escape;
    out += c;
  }
  out += quote;
}

// What would end the field is escaped, where there is an escape.
void append_plain(const FileFormat& format, std::string_view text, std::string& out) {
  const std::string& escape = format.escape.empty() ? format.escape_unenclosed : format.escape;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const bool special =
        !escape.empty() &&
        ((!format.field_delimiter.empty() && rest.starts_with(format.field_delimiter)) ||
         (!format.record_delimiter.empty() && rest.starts_with(format.record_delimiter)) ||
         rest[0] == escape[0]);
    if (special) out += escape;
    out += rest[0];
  }
}

std::string_view packed_extension(std::string_view compression) {
  if (compression == "AUTO" || compression == "GZIP") return ".gz";
  if (compression == "DEFLATE") return ".deflate";
  if (compression == "RAW_DEFLATE") return ".raw_deflate";
  return "";
}

}  // namespace

void append_record(const FileFormat& format, const std::vector<WrittenField>& fields,
                   std::string& out) {
  if (format.type == FileType::json) {
    out.append(fields[0].text.value_or("null")).append("\n");
    return;
  }
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += format.field_delimiter;
    const WrittenField& field = fields[i];
    if (!field.text) {
      if (!format.null_if.empty()) out += format.null_if[0];
    } else if (field.is_text && !format.enclosed_by.empty()) {
      append_enclosed(format, *field.text, out);
    } else {
      append_plain(format, *field.text, out);
    }
  }
  out += format.record_delimiter;
}

std::string extension_of(const FileFormat& format) {
  if (!format.file_extension.empty()) {
    return format.file_extension[0] == '.' ? format.file_extension : "." + format.file_extension;
  }
  switch (format.type) {
    case FileType::csv: return ".csv" + std::string(packed_extension(format.compression));
    case FileType::json: return ".json" + std::string(packed_extension(format.compression));
    default: return ".snappy.parquet";
  }
}

}  // namespace mockhaus::storage
