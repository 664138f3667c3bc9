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

}  // namespace mockhaus::commands
