#include "engine/duckdb/functions/registration.h"

#include <string>
#include <vector>

namespace mockhaus::engine::duckdb {
namespace {

duckdb_logical_type make_type(EngineType type);

duckdb_logical_type make_struct_type(EngineType type) {
  std::vector<duckdb_logical_type> types;
  std::vector<const char*> names;
  for (const StructField& field : std::span(type.fields, type.field_count)) {
    types.push_back(make_type(field.type));
    names.push_back(field.name);
  }
  duckdb_logical_type made = duckdb_create_struct_type(types.data(), names.data(), types.size());
  for (duckdb_logical_type& each : types) duckdb_destroy_logical_type(&each);
  return made;
}

duckdb_logical_type make_type(EngineType type) {
  if (type.id == DUCKDB_TYPE_DECIMAL) return duckdb_create_decimal_type(type.width, type.scale);
  if (type.id == DUCKDB_TYPE_STRUCT) return make_struct_type(type);
  if (type.id != DUCKDB_TYPE_LIST) return duckdb_create_logical_type(type.id);
  duckdb_logical_type element =
      make_type({type.element, type.width, type.scale, DUCKDB_TYPE_INVALID, type.fields,
                 type.field_count});
  duckdb_logical_type list = duckdb_create_list_type(element);
  duckdb_destroy_logical_type(&element);
  return list;
}

duckdb_scalar_function make_function(const NativeFunction& row) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, row.name);
  for (EngineType each : row.parameters.types()) {
    duckdb_logical_type type = make_type(each);
    duckdb_scalar_function_add_parameter(function, type);
    duckdb_destroy_logical_type(&type);
  }
  if (row.parameters.variadic()) {
    duckdb_logical_type type = make_type(row.parameters.rest());
    duckdb_scalar_function_set_varargs(function, type);
    duckdb_destroy_logical_type(&type);
  }
  duckdb_logical_type returns = make_type(row.returns);
  duckdb_scalar_function_set_return_type(function, returns);
  duckdb_destroy_logical_type(&returns);
  if (row.nulls == Nulls::are_values) duckdb_scalar_function_set_special_handling(function);
  if (row.stability == Stability::changes) duckdb_scalar_function_set_volatile(function);
  if (row.extra) {
    duckdb_scalar_function_set_extra_info(function, const_cast<void*>(row.extra), nullptr);
  }
  if (row.init) duckdb_scalar_function_set_init(function, row.init);
  duckdb_scalar_function_set_function(function, row.run);
  return function;
}

bool add_overload(duckdb_scalar_function_set set, const NativeFunction& row) {
  duckdb_scalar_function function = make_function(row);
  duckdb_state state = duckdb_add_scalar_function_to_set(set, function);
  duckdb_destroy_scalar_function(&function);
  return state == DuckDBSuccess;
}

}  // namespace

Result<Done> register_functions(duckdb_connection connection,
                                std::span<const NativeFunction> functions) {
  for (size_t at = 0; at < functions.size();) {
    const std::string_view name = functions[at].name;
    duckdb_scalar_function_set set = duckdb_create_scalar_function_set(functions[at].name);
    bool good = true;
    for (; at < functions.size() && functions[at].name == name; ++at) {
      good = add_overload(set, functions[at]) && good;
    }
    good = good && duckdb_register_scalar_function_set(connection, set) == DuckDBSuccess;
    duckdb_destroy_scalar_function_set(&set);
    if (!good) {
      return Error{"000603", "XX000", "cannot register native function " + std::string(name), {}};
    }
  }
  return Done{};
}

}  // namespace mockhaus::engine::duckdb
