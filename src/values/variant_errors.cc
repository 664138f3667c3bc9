#include "values/variant_errors.h"

#include "values/variant_settings.h"

namespace mockhaus::values::errors {
namespace {

std::string json(VariantView value) {
  const Settings settings;
  const SessionTemporalText temporal(settings);
  std::string text;
  print_json(value, {temporal}, text);
  return text;
}

Error make(const char* code, const char* state, std::string message) {
  return {code, state, std::move(message), std::nullopt};
}

}  // namespace

Error not_an_array(VariantView value) {
  return make("100107", "22000", "Not an array: '" + json(value) + "'");
}

Error not_an_object(VariantView value) {
  return make("100107", "22000", "Not an object: '" + json(value) + "'");
}

Error vector_dimension() {
  return make("100401", "22000",
              "Array-like value being cast to a vector has incorrect dimension");
}

Error vector_element(VariantView array) {
  return make("100402", "22000",
              "Array-like value being cast to a vector has an element of another type: " +
                  json(array));
}

Error vector_element_range() {
  return make("100046", "22003", "Number out of representable range: type INT of a VECTOR");
}

Error array_too_large(int64_t size) {
  return make("100082", "22000", "Array size " + std::to_string(size) + " is too large");
}

Error range_step_is_zero() {
  return make("100064", "22000", "ARRAY_GENERATE_RANGE step must not be zero");
}

Error duplicate_field_key(std::string_view key) {
  return make("100103", "22000", "Duplicate field key '" + std::string(key) + "'");
}

Error array_lengths_differ(size_t keys, size_t values) {
  return make("100064", "22000",
              "Key array of size " + std::to_string(keys) + " and value array of size " +
                  std::to_string(values) + " differ in size");
}

Error object_key_is_no_text(VariantView key) {
  return make("100104", "22000", "Object key must be a string: '" + json(key) + "'");
}

Error invalid_flatten_mode(std::string_view mode) {
  return make("001008", "22023",
              "invalid value ['" + std::string(mode) + "'] for parameter 'MODE'");
}

}  // namespace mockhaus::values::errors
