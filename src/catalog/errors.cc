#include "catalog/errors.h"

#include <initializer_list>
#include <string>

namespace mockhaus::catalog::errors {
namespace {

constexpr std::string_view compilation = "SQL compilation error:\n";

Error make(const char* code, const char* sql_state, std::initializer_list<std::string_view> parts) {
  std::string message;
  for (const std::string_view part : parts) message += part;
  return {code, sql_state, std::move(message), std::nullopt};
}

}  // namespace

Error not_executing() {
  return make("000605", "01000", {"Identified SQL statement is not currently executing."});
}
Error canceled() { return make("000604", "57014", {"SQL execution canceled"}); }

Error lock_timeout(std::string_view statement, std::string_view holder) {
  return make("000625", "57014",
              {"Statement '", statement, "' has locked table in transaction ", holder,
               " and this lock has not yet been released. Your statement waited for its lock "
               "longer than LOCK_TIMEOUT and was aborted."});
}

Error deadlock(std::string_view statement, std::string_view holder) {
  return make("000625", "57014",
              {"Statement '", statement, "' was aborted to resolve a deadlock with transaction ",
               holder, "."});
}

Error object_exists(std::string_view name) {
  return make("002002", "42710", {compilation, "Object '", name, "' already exists."});
}

Error does_not_exist(std::string_view title, std::string_view full_name, bool relation) {
  return make("002003", relation ? "42S02" : "02000",
              {compilation, title, " '", full_name, "' does not exist or not authorized."});
}

Error not_found_or_not_allowed() {
  return make("002043", "02000",
              {compilation, "Object does not exist, or operation cannot be performed."});
}

Error wrong_kind(std::string_view found, std::string_view wanted) {
  return make("002203", "42601",
              {compilation, "Object found is of type '", found, "', not specified type '", wanted,
               "'."});
}

Error no_current_database(std::string_view operation) {
  return make("090105", "22000",
              {"Cannot perform ", operation,
               ". This session does not have a current database. Call 'USE DATABASE', or use a "
               "qualified name."});
}

Error no_current_schema(std::string_view operation) {
  return make("090106", "22000",
              {"Cannot perform ", operation,
               ". This session does not have a current schema. Call 'USE SCHEMA', or use a "
               "qualified name."});
}

Error invalid_identifier(std::string_view name) {
  return make("000904", "42000", {compilation, "invalid identifier '", name, "'"});
}

Error duplicate_column(std::string_view name) {
  return make("002025", "42S21", {compilation, "duplicate column name '", name, "'"});
}

Error invalid_property(std::string_view property, std::string_view kind) {
  return make("001420", "22023",
              {compilation, "invalid property '", property, "' for '", kind, "'"});
}

Error invalid_property_value(std::string_view value, std::string_view property) {
  return make("001422", "22023",
              {compilation, "invalid value '", value, "' for property '", property, "'"});
}

Error invalid_parameter(std::string_view name) {
  return make("001006", "22023", {compilation, "invalid parameter '", name, "'"});
}

Error invalid_parameter_type(std::string_view value, std::string_view parameter) {
  return make("001007", "22023",
              {compilation, "invalid type [", value, "] for parameter '", parameter, "'"});
}

Error invalid_parameter_value(std::string_view value, std::string_view parameter) {
  return make("001008", "22023",
              {compilation, "invalid value [", value, "] for parameter '", parameter, "'"});
}

Error insufficient_privileges(std::string_view kind, std::string_view name) {
  return make("003001", "42501",
              {"SQL access control error:\nInsufficient privileges to operate on ", kind, " '",
               name, "'."});
}

Error role_not_granted(std::string_view role) {
  return make("003013", "42501",
              {"SQL access control error:\nRequested role '", role,
               "' is not assigned to the executing user. Specify another role to activate."});
}

Error column_holds_nulls(std::string_view column) {
  return make("001471", "42601",
              {compilation, "column '", column,
               "' contains null values. Not null constraint cannot be added."});
}

Error cannot_change_type(std::string_view column, std::string_view from, std::string_view to,
                         std::string_view reason) {
  return make("040052", "22000",
              {compilation, "cannot change column ", column, " from type ", from, " to ", to,
               reason.empty() ? "" : " because ", reason});
}

Error not_null_without_default(std::string_view column) {
  return make("002259", "22000",
              {compilation, "Non-nullable column '", column,
               "' cannot be added to non-empty table without a default value."});
}

Error cannot_drop_only_column(std::string_view table) {
  return make("002269", "22000",
              {compilation, "Cannot drop the only column of table '", table, "'."});
}

Error invalid_default(std::string_view expression) {
  return make("002263", "22000",
              {compilation, "Invalid column default expression [", expression, "]"});
}

Error type_mismatch(std::string_view expected, std::string_view found, std::string_view column) {
  return make("002023", "22000",
              {compilation, "Expression type does not match column data type, expecting ",
               expected, " but got ", found, " for column ", column});
}

Error view_columns_differ(std::string_view view, size_t declared, size_t produced) {
  return make("002057", "42601",
              {compilation, "View definition for '", view, "' declared ",
               std::to_string(declared), " column(s), but view query produces ",
               std::to_string(produced), " column(s)."});
}

Error syntax(std::string_view text) { return make("001003", "42000", {compilation, text}); }

Error reference_kind(std::string_view wanted, std::string_view found) {
  return {"505028", "42601",
          "Object type " + std::string(wanted) + " does not match the specified type " +
              std::string(found) + " for reference creation",
          std::nullopt};
}

Error not_clustered(std::string_view table) {
  return {"003321", "42601",
          "SQL compilation error:\nInvalid clustering keys or table " + std::string(table) +
              " is not clustered.",
          std::nullopt};
}

Error statement_not_found(std::string_view id) {
  return make("000709", "02000", {"Statement ", id, " not found"});
}

Error variable_too_long() {
  return make("001491", "22000",
              {compilation, "Assignment to session variable not done because value exceeds size "
                            "limit for variables. Its size limit is 256 characters."});
}

Error internal(std::string_view what) {
  return make("000603", "XX000", {"SQL execution internal error:\n", what});
}

}  // namespace mockhaus::catalog::errors
