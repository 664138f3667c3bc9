// The rows of GET_OBJECT_REFERENCES: the tables and views that a view reads, also through others.
#pragma once

#include "catalog/information_schema.h"

namespace mockhaus::catalog::object_references {

std::span<const VirtualColumn> columns();
void of_view(const VirtualSource& source, std::vector<VirtualRow>& into);
Result<Done> check_view(const VirtualSource& source);  // whether there is such a view

}  // namespace mockhaus::catalog::object_references
