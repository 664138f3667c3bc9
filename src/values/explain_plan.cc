#include "values/explain_plan.h"

#include <map>

#include "base/json.h"

namespace mockhaus::values {
namespace {

std::optional<std::string> scalar(const Json& operation, std::string_view name) {
  const Json* found = operation.find_value(name);
  return found == nullptr ? std::nullopt : found->scalar_text();
}

// The items of a list, by commas; nothing where there is none.
std::optional<std::string> joined(const Json& operation, std::string_view name) {
  const Json* list = operation.find_value(name);
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::string text;
  for (const Json& item : list->items()) {
    text += (text.empty() ? "" : ", ") + item.scalar_text().value_or("");
  }
  return text;
}

const Json* operations_of(const Json* plan) {
  if (plan == nullptr || plan->find_value("GlobalStats") == nullptr) return nullptr;
  const Json* operations = plan->find_value("Operations");
  return operations != nullptr && operations->is_array() ? operations : nullptr;
}

// How deep each operation lies below the first one.
using Depths = std::map<std::string, size_t>;
size_t depth_of(const Json& operation, Depths& depths) {
  size_t depth = 0;
  const Json* parents = operation.find_value("parentOperators");
  if (parents != nullptr && !parents->items().empty()) {
    const auto above = depths.find(parents->items()[0].scalar_text().value_or(""));
    depth = above == depths.end() ? 1 : above->second + 1;
  }
  depths[scalar(operation, "id").value_or("")] = depth;
  return depth;
}

void print_operation(const Json& operation, size_t step, size_t depth, std::string& out) {
  out += std::to_string(step) + ":" + scalar(operation, "id").value_or("");
  out.append(5 * (depth + 1), ' ');
  out += "->" + scalar(operation, "operation").value_or("");
  for (const std::string_view part : {"objects", "expressions"}) {
    if (const auto text = joined(operation, part)) out += "  " + *text;
  }
  if (const auto total = scalar(operation, "partitionsTotal")) {
    out += "  {partitionsTotal=" + *total + ", partitionsAssigned=" +
           scalar(operation, "partitionsAssigned").value_or("0") + ", bytesAssigned=" +
           scalar(operation, "bytesAssigned").value_or("0") + "}";
  }
  out += '\n';
}

}  // namespace

bool print_plan(std::string_view json, std::string& out) {
  Arena arena;
  const Json* plan = parse_json(json, arena);
  const Json* operations = operations_of(plan);
  if (operations == nullptr) return false;
  out += "GlobalStats:\n";
  for (const std::string_view name : {"bytesAssigned", "partitionsAssigned", "partitionsTotal"}) {
    const Json& stats = *plan->find_value("GlobalStats");
    out.append("\t").append(name).append("=").append(scalar(stats, name).value_or("0")) += '\n';
  }
  out += "Operations:\n";
  size_t step = 0;
  for (const Json& list : operations->items()) {
    ++step;
    Depths depths;
    for (const Json& operation : list.items()) {
      print_operation(operation, step, depth_of(operation, depths), out);
    }
  }
  return true;
}

std::optional<std::vector<PlanRow>> plan_rows(std::string_view json) {
  Arena arena;
  const Json* plan = parse_json(json, arena);
  const Json* operations = operations_of(plan);
  if (operations == nullptr) return std::nullopt;
  const Json& stats = *plan->find_value("GlobalStats");
  std::vector<PlanRow> rows;
  rows.push_back({{}, {}, {}, "GlobalStats", {}, {}, {}, scalar(stats, "partitionsTotal"),
                  scalar(stats, "partitionsAssigned"), scalar(stats, "bytesAssigned")});
  size_t step = 0;
  for (const Json& list : operations->items()) {
    ++step;
    for (const Json& each : list.items()) {
      std::optional<std::string> parents = joined(each, "parentOperators");
      if (parents) parents = "[" + *parents + "]";
      rows.push_back({std::to_string(step), scalar(each, "id"), parents,
                      scalar(each, "operation"), joined(each, "objects"), scalar(each, "alias"),
                      joined(each, "expressions"), scalar(each, "partitionsTotal"),
                      scalar(each, "partitionsAssigned"), scalar(each, "bytesAssigned")});
    }
  }
  return rows;
}

}  // namespace mockhaus::values
