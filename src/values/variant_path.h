// The path text of GET_PATH and of the colon operator, and what lies at its end.
//
//   path = step { step }
//   step = [ "." ] name | [ "." ] '"' name '"' | "[" number "]" | "[" quoted name "]"
//
// Names are case sensitive. A path is parsed once and applied to many values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "values/variant.h"

namespace mockhaus::values {

struct PathStep {
  std::string key;     // for objects, when index is empty
  std::optional<int64_t> index;

  bool operator==(const PathStep&) const = default;
};
using VariantPath = std::vector<PathStep>;

Result<VariantPath> parse_variant_path(std::string_view text);

// The text that parse_variant_path reads back: a.b[0]['a b'], as FLATTEN shows it.
void append_path_key(std::string_view key, std::string& path);
void append_path_index(size_t index, std::string& path);
std::string path_text(const VariantPath& path);

// Nothing when the key is missing, the index out of range or the kind another one; an undefined
// element is nothing as well, because reading it gives SQL NULL.
std::optional<VariantView> get_path(VariantView value, const VariantPath& path);
std::optional<VariantView> get_key(VariantView value, std::string_view key);
std::optional<VariantView> get_index(VariantView value, int64_t index);

// An exact match first, else the first member in key order that differs in case only.
std::optional<VariantView> get_ignoring_case(VariantView value, std::string_view key);

}  // namespace mockhaus::values
