// The OBJECT_* functions over variant objects. `object` must be an object.
#pragma once

#include <span>
#include <string_view>

#include "values/variant_array.h"
#include "values/variant_builder.h"

namespace mockhaus::values {

void object_keys(VariantView object, VariantBuilder& out);
void object_entries(VariantView object, VariantBuilder& out);  // [{"key": ..., "value": ...}]

// Without, or only with, these keys; keys that the object has not are ignored.
void object_delete(VariantView object, std::span<const std::string_view> keys, VariantBuilder& out);
void object_pick(VariantView object, std::span<const std::string_view> keys, VariantBuilder& out);

// Adds or (with keep_last) replaces a member; a value that is nothing removes the key instead.
// False when the key is there and `duplicates` refuses it.
bool object_insert(VariantView object, std::string_view key, OptionalVariant value,
                   DuplicateKey duplicates, VariantBuilder& out);

// The value without members that are JSON null, at every level (STRIP_NULL_VALUES, file loads).
// False when the value is nested deeper than variant_depth_max.
bool strip_null_members(VariantView value, VariantBuilder& out);

}  // namespace mockhaus::values
