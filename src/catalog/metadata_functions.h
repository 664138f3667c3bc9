// The table functions of INFORMATION_SCHEMA: their parameters, columns and rows.
//
// Arguments go by name or by place. Functions that tell of things that never happen here
// (replication, serverless work, billing) are always empty.
#pragma once

#include "catalog/information_schema.h"

namespace mockhaus::catalog {

struct MetadataFunction {
  VirtualRelation relation;
  std::span<const std::string_view> parameters;  // in the order of their places
};

const MetadataFunction* find_metadata_function(std::string_view name);  // null: unknown

std::span<const MetadataFunction> automation_functions();  // automation_functions.cc

}  // namespace mockhaus::catalog
