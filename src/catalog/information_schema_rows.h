// The functions that make the rows of INFORMATION_SCHEMA, one for each relation that is built.
//
// Cells follow the order of the relation's columns in information_schema.cc. Timestamps are
// nanoseconds since 1970 as digits.
#pragma once

#include "catalog/information_schema.h"

namespace mockhaus::catalog::information_schema {

void tables(const VirtualSource& source, std::vector<VirtualRow>& into);
void columns(const VirtualSource& source, std::vector<VirtualRow>& into);
void schemata(const VirtualSource& source, std::vector<VirtualRow>& into);
void views(const VirtualSource& source, std::vector<VirtualRow>& into);
void databases(const VirtualSource& source, std::vector<VirtualRow>& into);
void catalog_name(const VirtualSource& source, std::vector<VirtualRow>& into);
void sequences(const VirtualSource& source, std::vector<VirtualRow>& into);
void hybrid_tables(const VirtualSource& source, std::vector<VirtualRow>& into);
void table_storage_metrics(const VirtualSource& source, std::vector<VirtualRow>& into);
void table_constraints(const VirtualSource& source, std::vector<VirtualRow>& into);
void referential_constraints(const VirtualSource& source, std::vector<VirtualRow>& into);
void table_privileges(const VirtualSource& source, std::vector<VirtualRow>& into);
void object_privileges(const VirtualSource& source, std::vector<VirtualRow>& into);
void usage_privileges(const VirtualSource& source, std::vector<VirtualRow>& into);
void procedures(const VirtualSource& source, std::vector<VirtualRow>& into);
void file_formats(const VirtualSource& source, std::vector<VirtualRow>& into);
void functions(const VirtualSource& source, std::vector<VirtualRow>& into);
void applicable_roles(const VirtualSource& source, std::vector<VirtualRow>& into);
void enabled_roles(const VirtualSource& source, std::vector<VirtualRow>& into);
void stages(const VirtualSource& source, std::vector<VirtualRow>& into);

}  // namespace mockhaus::catalog::information_schema
