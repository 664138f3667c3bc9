// FLATTEN: the parts of an array or object as rows, on request those of nested ones as well.
//
// Rows come depth first, a part before its own parts. The views of a row live as long as the
// input; its path only during the call.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "values/variant.h"
#include "values/variant_path.h"

namespace mockhaus::values {

enum class FlattenMode : uint8_t { both, object, array };
std::optional<FlattenMode> parse_flatten_mode(std::string_view text);  // in any case

struct FlattenOptions {
  bool outer = false;      // one row (all but `container` empty) where there would be none
  bool recursive = false;
  FlattenMode mode = FlattenMode::both;  // which containers are opened
  VariantPath path;        // what to open inside the input
  bool paths = true;       // false leaves the path of each row empty, which is faster
};

struct FlattenRow {
  std::optional<std::string_view> key;
  std::string_view path;
  std::optional<int64_t> index;
  std::optional<VariantView> value;      // nothing for an undefined element
  std::optional<VariantView> container;  // THIS
};

// An input that is SQL NULL is passed as nothing. False when the input is nested deeper than
// variant_depth_max and `recursive` is on.
bool flatten(std::optional<VariantView> input, const FlattenOptions& options,
             const std::function<void(const FlattenRow&)>& take);

}  // namespace mockhaus::values
