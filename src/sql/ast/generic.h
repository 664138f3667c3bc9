// statements of Snowflake that Mockhaus reads but does not act on.
//
// What was written is kept as a flat list of clauses, so that it prints back and error 000002 can
// name the feature.
#pragma once

#include "sql/ast/property.h"
#include "sql/ast/statement.h"

namespace mockhaus::sql {

struct Generic final : Statement {
  Generic() : Statement(StatementKind::generic) {}
  std::string_view feature;         // its first words in upper case: EXECUTE DBT PROJECT
  List<const Property> clauses;     // the rest, in order
  EACH_FIELD(FIELD(feature) FIELD(clauses))
};

}  // namespace mockhaus::sql
