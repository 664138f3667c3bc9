// Trees back to Snowflake SQL, in one canonical form.
//
// What is printed parses back to an equal tree. Keywords are upper case, names are quoted only when
// they need it, one blank separates tokens, there are no line breaks and no comments.
#pragma once

#include <string>

#include "sql/ast/statement.h"

namespace mockhaus::sql {

std::string print_statement(const Statement& statement);
std::string print_query(const Query& query);
std::string print_expression(const Expression& expression);
std::string print_type(const TypeName& type);
std::string print_object_name(const ObjectName& name);
std::string print_identifier(const Identifier& name);  // quoted when it needs to be

// The same with every secret as '***': passwords, credentials, keys, tokens. For logs and history.
std::string print_redacted(const Statement& statement);

}  // namespace mockhaus::sql
