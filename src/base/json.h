// JSON for requests and configuration: a small strict reader and a writer.
//
// Values are views into the source and the arena; both must outlive them. Numbers keep their text,
// so nothing is lost. The reader refuses what RFC 8259 does not allow, invalid UTF-8, and nesting
// deeper than json_depth_max.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace mockhaus {

constexpr int json_depth_max = 100;  // requests of real clients need about ten levels

enum class JsonKind : uint8_t { null, boolean, number, string, array, object };

struct JsonMember;

struct Json {
  JsonKind kind = JsonKind::null;
  bool truth = false;     // of a boolean
  uint32_t count = 0;     // of items or members
  std::string_view text;  // string: decoded; number: as written
  const Json* first_item = nullptr;
  const JsonMember* first_member = nullptr;

  bool is_null() const { return kind == JsonKind::null; }
  bool is_string() const { return kind == JsonKind::string; }
  bool is_number() const { return kind == JsonKind::number; }
  bool is_boolean() const { return kind == JsonKind::boolean; }
  bool is_array() const { return kind == JsonKind::array; }
  bool is_object() const { return kind == JsonKind::object; }

  std::span<const Json> items() const { return {first_item, is_array() ? count : 0}; }
  std::span<const JsonMember> members() const;
  // Null when there is no such member, or this is no object. Of equal names the last one counts.
  const Json* find(std::string_view name) const;
  // As find(), and an explicit null counts as absent.
  const Json* find_value(std::string_view name) const;
  // The member's text if it is a string, otherwise empty.
  std::string_view text_of(std::string_view name) const;
  bool truth_of(std::string_view name) const;   // true only for a member that is true
  std::optional<int64_t> integer() const;       // a number without fraction, or a text of one
  // A scalar as text: string as is, number as written, true/false; nothing for others.
  std::optional<std::string> scalar_text() const;
};

struct JsonMember {
  std::string_view name;
  Json value;
};

// Null: the text is not JSON.
const Json* parse_json(std::string_view text, Arena& arena);

// Appends a JSON string literal with its quotes. Control characters become \u00XX, because one
// driver reads \b wrongly.
void append_json_string(std::string& out, std::string_view text);

// Writes JSON piece by piece and puts the commas itself.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  JsonWriter& string_or_null(const std::optional<std::string>& value);
  JsonWriter& number(int64_t value);
  JsonWriter& real(double value);
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }
  JsonWriter& raw(std::string_view json);  // text that is one JSON value already

  // key(name) and the value in one call.
  JsonWriter& member(std::string_view name, std::string_view value);
  JsonWriter& member(std::string_view name, const char* value);
  JsonWriter& member(std::string_view name, int64_t value);
  JsonWriter& member(std::string_view name, int value) { return member(name, int64_t{value}); }
  JsonWriter& member(std::string_view name, bool value);
  JsonWriter& member_null(std::string_view name);

  std::string take() { return std::move(text_); }
  const std::string& text() const { return text_; }
  std::string& buffer() { return text_; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace mockhaus
