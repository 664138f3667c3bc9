#include "wire/json.h"

#include <boost/json.hpp>
#include <charconv>
#include <cmath>

namespace mockhaus::wire {
namespace {

using boost::json::value;

const value& as_value(const void* pointer) {
  return *static_cast<const value*>(pointer);
}

Error invalid_payload() {
  return {"390142", "08001", "Incoming request does not contain a valid payload.", {}};
}

template <class Number>
void append_number(Number number, std::string& out) {
  char text[32];
  out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

}  // namespace

struct JsonDocument::Storage {
  Storage() : root(boost::json::storage_ptr(&memory)) {}
  boost::json::monotonic_resource memory;
  value root;
};

JsonDocument::JsonDocument() : storage_(std::make_unique<Storage>()) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes_max) return invalid_payload();
  JsonDocument document;
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  boost::json::error_code error;
  try {
    value parsed =
        boost::json::parse({text.data(), text.size()}, error,
                           boost::json::storage_ptr(&document.storage_->memory), options);
    if (error) return invalid_payload();
    document.storage_->root = std::move(parsed);
  } catch (const std::exception&) {  // no memory, or a length beyond the library's limits
    return invalid_payload();
  }
  return document;
}

JsonValue JsonDocument::root() const {
  return JsonValue(&storage_->root);
}

bool JsonValue::is_null() const {
  return value_ && as_value(value_).is_null();
}
bool JsonValue::is_object() const {
  return value_ && as_value(value_).is_object();
}
bool JsonValue::is_array() const {
  return value_ && as_value(value_).is_array();
}
bool JsonValue::is_string() const {
  return value_ && as_value(value_).is_string();
}
bool JsonValue::is_number() const {
  return value_ && as_value(value_).is_number();
}

JsonValue JsonValue::operator[](std::string_view member) const {
  if (!is_object()) return {};
  return JsonValue(as_value(value_).get_object().if_contains({member.data(), member.size()}));
}

size_t JsonValue::size() const {
  if (is_object()) return as_value(value_).get_object().size();
  return is_array() ? as_value(value_).get_array().size() : 0;
}

JsonValue JsonValue::at(size_t index) const {
  if (index >= size()) return {};
  if (is_array()) return JsonValue(&as_value(value_).get_array()[index]);
  return JsonValue(&(as_value(value_).get_object().begin() + index)->value());
}

std::string_view JsonValue::key_at(size_t index) const {
  if (!is_object() || index >= size()) return {};
  const auto key = (as_value(value_).get_object().begin() + index)->key();
  return {key.data(), key.size()};
}

std::optional<std::string_view> JsonValue::text() const {
  if (!is_string()) return std::nullopt;
  const boost::json::string& text = as_value(value_).get_string();
  return std::string_view(text.data(), text.size());
}

std::optional<int64_t> JsonValue::integer() const {
  if (!value_) return std::nullopt;
  const value& from = as_value(value_);
  if (from.is_int64()) return from.get_int64();
  if (from.is_uint64() && from.get_uint64() <= INT64_MAX) {
    return static_cast<int64_t>(from.get_uint64());
  }
  if (!from.is_double()) return std::nullopt;
  const double number = from.get_double();
  if (number != std::floor(number) || std::fabs(number) > 9e15) return std::nullopt;
  return static_cast<int64_t>(number);
}

std::optional<double> JsonValue::number() const {
  if (!is_number()) return std::nullopt;
  return as_value(value_).to_number<double>();
}

std::optional<bool> JsonValue::boolean() const {
  if (!value_ || !as_value(value_).is_bool()) return std::nullopt;
  return as_value(value_).get_bool();
}

std::optional<std::string> JsonValue::scalar_text() const {
  if (std::optional<std::string_view> own = text()) return std::string(*own);
  if (is_number() || boolean()) return serialize();
  return std::nullopt;
}

std::string JsonValue::serialize() const {
  return value_ ? boost::json::serialize(as_value(value_)) : std::string();
}

JsonWriter& JsonWriter::begin_object() {
  comma();
  out_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  comma();
  out_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  comma();
  write_json_string(name, out_);
  out_ += ':';
  first_ = true;  // the value follows without a comma
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  comma();
  write_json_string(text, out_);
  return *this;
}

JsonWriter& JsonWriter::value(int64_t number) {
  comma();
  append_number(number, out_);
  return *this;
}

JsonWriter& JsonWriter::value(uint64_t number) {
  comma();
  append_number(number, out_);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  comma();
  append_number(number, out_);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  return raw(truth ? "true" : "false");
}
JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  comma();
  out_ += json;
  return *this;
}

void JsonWriter::comma() {
  if (!first_) out_ += ',';
  first_ = false;
}

}  // namespace mockhaus::wire
