// CREATE statements that would make an object again, as GET_DDL prints them.
//
// Layout: recorded answers and semantics.md, section 27. Databases and schemas are printed with
// what they hold.
#pragma once

#include <string>

#include "base/result.h"
#include "catalog/session_view.h"

namespace mockhaus::catalog {

enum class NameStyle : uint8_t { plain, qualified };

// `kind` is GET_DDL's first argument as typed. Unknown kinds and objects are errors.
Result<std::string> ddl_of(const SessionView& view, std::string_view kind, std::string_view name,
                           NameStyle style, const sql::SessionContext& session);

}  // namespace mockhaus::catalog
