// JSON: reading what clients send (within limits), writing what they get.
//
// JsonValue is a view into a JsonDocument; a member that is missing, or of another kind than asked
// for, reads as "nothing". Writing is plain appending to a string.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mockhaus::wire {

class JsonValue {
 public:
  JsonValue() = default;  // nothing

  explicit operator bool() const { return value_ != nullptr; }
  bool is_null() const;  // a written null, not "nothing"
  bool is_object() const;
  bool is_array() const;
  bool is_string() const;
  bool is_number() const;

  JsonValue operator[](std::string_view member) const;  // of an object
  size_t size() const;                                  // members or elements; else 0
  JsonValue at(size_t index) const;                     // element, or member's value
  std::string_view key_at(size_t index) const;          // of an object

  std::optional<std::string_view> text() const;    // a string
  std::optional<int64_t> integer() const;          // a number without fraction
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  // Strings as they are, numbers and booleans as written by us; nothing for null and the rest.
  std::optional<std::string> scalar_text() const;
  std::string serialize() const;

 private:
  friend class JsonDocument;
  explicit JsonValue(const void* value) : value_(value) {}
  const void* value_ = nullptr;
};

class JsonDocument {
 public:
  struct Limits {
    size_t bytes_max = 64u << 20;
    size_t depth_max = 64;
  };
  // 390142 "Incoming request does not contain a valid payload." when it is not JSON.
  static Result<JsonDocument> parse(std::string_view text, const Limits& limits);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonValue root() const;

 private:
  JsonDocument();
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

// Appends "text" with what JSON and clients need escaped: quote, backslash, control characters
// (never as \b and \f, which JDBC misreads). Bytes that are no UTF-8 become U+FFFD.
void write_json_string(std::string_view text, std::string& out);

// Writes objects and arrays and sets the commas.
//
//   JsonWriter json(out);
//   json.begin_object().member("code", "090001").member("total", 5).end_object();
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();

  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(int64_t number);
  JsonWriter& value(int number) { return value(static_cast<int64_t>(number)); }
  JsonWriter& value(uint64_t number);
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // already JSON

  template <class Value>
  JsonWriter& member(std::string_view name, const Value& content) {
    return key(name).value(content);
  }
  JsonWriter& null_member(std::string_view name) { return key(name).null(); }
  JsonWriter& raw_member(std::string_view name, std::string_view json) {
    return key(name).raw(json);
  }

 private:
  void comma();
  std::string& out_;
  bool first_ = true;  // nothing stands before in this object or array
};

}  // namespace mockhaus::wire
