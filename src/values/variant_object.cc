#include "values/variant_object.h"

#include <algorithm>

namespace mockhaus::values {
namespace {

bool is_among(std::string_view key, std::span<const std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

template <class Wanted>
void copy_members(VariantView object, VariantBuilder& out, Wanted&& wanted) {
  const VariantParts members(object);
  for (size_t i = 0; i < members.size(); ++i) {
    if (!wanted(members.key(i))) continue;
    out.add_key(members.key(i));
    out.add(members.value(i));
  }
}

bool strip(VariantView value, VariantBuilder& out, int depth) {
  if (!value.is_array() && !value.is_object()) return out.add(value), true;
  if (depth > variant_depth_max) return false;
  const VariantParts parts(value);
  if (value.is_array()) out.begin_array();
  else out.begin_object();
  for (size_t i = 0; i < parts.size(); ++i) {
    const VariantView part = parts.value(i);
    if (value.is_object()) {
      if (part.is_null()) continue;
      out.add_key(parts.key(i));
    }
    if (!strip(part, out, depth + 1)) return false;
  }
  if (value.is_array()) out.end_array();
  else out.end_object(DuplicateKey::keep_last);
  return true;
}

}  // namespace

void object_keys(VariantView object, VariantBuilder& out) {
  const VariantParts members(object);
  out.begin_array();
  for (size_t i = 0; i < members.size(); ++i) out.add_text(members.key(i));
  out.end_array();
}

void object_entries(VariantView object, VariantBuilder& out) {
  const VariantParts members(object);
  out.begin_array();
  for (size_t i = 0; i < members.size(); ++i) {
    out.begin_object();
    out.add_key("key");
    out.add_text(members.key(i));
    out.add_key("value");
    out.add(members.value(i));
    out.end_object(DuplicateKey::keep_last);
  }
  out.end_array();
}

void object_delete(VariantView object, std::span<const std::string_view> keys,
                   VariantBuilder& out) {
  out.begin_object();
  copy_members(object, out, [keys](std::string_view key) { return !is_among(key, keys); });
  out.end_object(DuplicateKey::keep_last);
}

void object_pick(VariantView object, std::span<const std::string_view> keys, VariantBuilder& out) {
  out.begin_object();
  copy_members(object, out, [keys](std::string_view key) { return is_among(key, keys); });
  out.end_object(DuplicateKey::keep_last);
}

bool object_insert(VariantView object, std::string_view key, OptionalVariant value,
                   DuplicateKey duplicates, VariantBuilder& out) {
  if (duplicates == DuplicateKey::refuse && object.find(key)) return false;
  out.begin_object();
  copy_members(object, out, [key](std::string_view name) { return name != key; });
  if (value) {
    out.add_key(key);
    out.add(*value);
  }
  out.end_object(DuplicateKey::keep_last);
  return true;
}

bool strip_null_members(VariantView value, VariantBuilder& out) { return strip(value, out, 1); }

}  // namespace mockhaus::values
