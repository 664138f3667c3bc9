#include <algorithm>

#include "sql/functions/families.h"
#include "sql/functions/function.h"

namespace mockhaus::sql {

namespace {

using Family = std::span<const Function>;

std::span<const Family> families() {
  static const Family list[] = {
      aggregate_functions(), collection_functions(), conditional_functions(), context_functions(),
      conversion_functions(), data_generation_functions(), datetime_functions(),
      embedding_functions(), encryption_functions(), estimation_functions(),
      geospatial_functions(), metadata_functions(), numeric_functions(),
      semi_structured_functions(), statistics_functions(), string_functions(), window_functions(),
  };
  return list;
}

}  // namespace

std::span<const std::span<const Function>> all_function_families() { return families(); }

std::span<const Function> find_functions(std::string_view name) {
  for (const Family& family : families()) {
    const auto first =
        std::lower_bound(family.begin(), family.end(), name,
                         [](const Function& row, std::string_view wanted) {
                           return row.name < wanted;
                         });
    if (first == family.end() || first->name != name) continue;
    auto last = first;
    while (last != family.end() && last->name == name) ++last;
    return Family(first, last);
  }
  return {};
}

bool is_known_unsupported(std::string_view name) {
  const auto names = unsupported_functions();
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace mockhaus::sql
