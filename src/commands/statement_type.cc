#include "commands/statement_type.h"

namespace mockhaus::commands {

std::string_view name_of_type(int type_id) {
  namespace id = statement_type;
  switch (type_id) {
    case 0: return "none";
    case id::select: return "select";
    case id::explain: return "explain";
    case id::insert:
    case id::multi_insert: return "insert";
    case id::update: return "update";
    case id::delete_from: return "delete";
    case id::merge: return "merge";
    case id::copy: return "copy";
    case id::unload: return "unload";
    case id::show: return "show";
    case id::describe: return "describe";
    case id::call: return "call";
    case id::grant: return "grant";
    case id::truncate: return "truncate";
    case id::put: return "put";
    case id::get: return "get";
    default: break;
  }
  constexpr int family = 0xF000;
  switch (type_id & family) {
    case 0x4000: return "session";
    case 0x5000: return "transaction";
    case 0x6000: return "ddl";
    case 0xA000: return "multi";
    default: return "other";
  }
}

namespace {

struct QueryType {
  int type_id;
  std::string_view word;
};
namespace id = statement_type;
constexpr QueryType query_types[] = {
    {id::select, "SELECT"}, {id::explain, "EXPLAIN"}, {id::insert, "INSERT"},
    {id::update, "UPDATE"}, {id::delete_from, "DELETE"}, {id::merge, "MERGE"},
    {id::multi_insert, "MULTI_TABLE_INSERT"}, {id::copy, "COPY"}, {id::unload, "UNLOAD"},
    {id::set, "SET"}, {id::alter_session, "ALTER_SESSION"}, {id::use, "USE"},
    {id::use_database, "USE"}, {id::use_schema, "USE"}, {id::use_warehouse, "USE"},
    {id::use_role, "USE"}, {id::show, "SHOW"}, {id::describe, "DESCRIBE"},
    {id::list, "LIST_FILES"}, {id::begin, "BEGIN_TRANSACTION"}, {id::commit, "COMMIT"},
    {id::rollback, "ROLLBACK"}, {id::create, "CREATE"}, {id::create_table, "CREATE_TABLE"},
    {id::create_view, "CREATE_VIEW"}, {id::alter, "ALTER"}, {id::alter_table, "ALTER_TABLE"},
    {id::drop, "DROP"}, {id::grant, "GRANT"}, {id::truncate, "TRUNCATE_TABLE"},
    {id::get, "GET_FILES"}, {id::put, "PUT_FILES"}, {id::remove, "REMOVE_FILES"},
    {id::call, "CALL"}, {0xA000, "MULTI_STATEMENT"},
};

}  // namespace

std::string_view query_type_of(int type_id) {
  for (const QueryType& row : query_types) {
    if (row.type_id == type_id) return row.word;
  }
  return "UNKNOWN";
}

}  // namespace mockhaus::commands
