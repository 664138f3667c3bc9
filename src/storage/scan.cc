#include "storage/scan.h"

#include "base/arena.h"
#include "storage/errors.h"

namespace mockhaus::storage {

constexpr std::string_view fault_words[] = {"fail", "skip", "show"};

std::string scan_text(const Scan& scan) {
  JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const ScannedFile& one : scan.files) {
    json.begin_object().member("path", one.path).member("name", one.file.name);
    json.member("md5", one.file.md5).member("modified", one.file.modified_ms).end_object();
  }
  json.end_array().key("format");
  write_format(scan.format, json);
  json.member("columns", static_cast<int64_t>(scan.columns));
  json.member("expected", static_cast<int64_t>(scan.expected));
  json.member("faults", fault_words[static_cast<size_t>(scan.faults)]);
  json.key("skip").begin_array();
  for (const int64_t row : scan.skip) json.number(row);
  json.end_array().end_object();
  return json.take();
}

static int64_t number_in(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value == nullptr ? 0 : value->integer().value_or(0);
}

Result<Scan> read_scan(std::string_view text) {
  Arena arena;
  const Json* json = parse_json(text, arena);
  const Json* files = json == nullptr ? nullptr : json->find("files");
  const Json* format = json == nullptr ? nullptr : json->find("format");
  const Json* skip = json == nullptr ? nullptr : json->find("skip");
  if (files == nullptr || format == nullptr || skip == nullptr) {
    return errors::disk_failed("read a scan", text);
  }
  Scan scan;
  for (const Json& one : files->items()) {
    ScannedFile& file = scan.files.emplace_back();
    file.path = one.text_of("path");
    file.file.name = one.text_of("name");
    file.file.md5 = one.text_of("md5");
    file.file.modified_ms = number_in(one, "modified");
  }
  scan.format = TRY(read_format(*format));
  scan.columns = static_cast<size_t>(number_in(*json, "columns"));
  scan.expected = static_cast<size_t>(number_in(*json, "expected"));
  for (size_t i = 0; i < std::size(fault_words); ++i) {
    if (json->text_of("faults") == fault_words[i]) scan.faults = static_cast<Faults>(i);
  }
  for (const Json& row : skip->items()) scan.skip.push_back(row.integer().value_or(0));
  return scan;
}

}  // namespace mockhaus::storage
