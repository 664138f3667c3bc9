#include "values/variant_flatten.h"

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

class Flattener {
 public:
  Flattener(const FlattenOptions& options, const std::function<void(const FlattenRow&)>& take)
      : options_(options), take_(take) {}

  bool opens(VariantView value) const {
    return (value.is_object() && options_.mode != FlattenMode::array) ||
           (value.is_array() && options_.mode != FlattenMode::object);
  }

  // `path` is the path of the container; it is the same again afterwards.
  bool walk(VariantView container, std::string& path, int depth) {
    if (depth > variant_depth_max) return false;
    const VariantParts parts(container);
    const size_t path_size = path.size();
    for (size_t i = 0; i < parts.size(); ++i) {
      FlattenRow row;
      row.container = container;
      if (container.is_object()) {
        row.key = parts.key(i);
        if (options_.paths) append_path_key(*row.key, path);
      } else {
        row.index = static_cast<int64_t>(i);
        if (options_.paths) append_path_index(i, path);
      }
      row.path = path;
      const VariantView value = parts.value(i);
      if (!value.is_undefined()) row.value = value;
      take_(row);
      ++rows_;
      if (options_.recursive && opens(value) && !walk(value, path, depth + 1)) return false;
      path.resize(path_size);
    }
    return true;
  }

  size_t rows() const { return rows_; }

 private:
  const FlattenOptions& options_;
  const std::function<void(const FlattenRow&)>& take_;
  size_t rows_ = 0;
};

}  // namespace

std::optional<FlattenMode> parse_flatten_mode(std::string_view text) {
  if (ascii::equal_ignoring_case(text, "BOTH")) return FlattenMode::both;
  if (ascii::equal_ignoring_case(text, "OBJECT")) return FlattenMode::object;
  if (ascii::equal_ignoring_case(text, "ARRAY")) return FlattenMode::array;
  return std::nullopt;
}

bool flatten(std::optional<VariantView> input, const FlattenOptions& options,
             const std::function<void(const FlattenRow&)>& take) {
  Flattener flattener(options, take);
  std::string path = options.paths ? path_text(options.path) : std::string();
  const auto start = input ? get_path(*input, options.path) : std::nullopt;
  if (start && flattener.opens(*start) && !flattener.walk(*start, path, 1)) return false;
  if (flattener.rows() == 0 && options.outer) {
    FlattenRow row;
    row.path = path;
    row.container = start;
    take(row);
  }
  return true;
}

}  // namespace mockhaus::values
