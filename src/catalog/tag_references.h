// The rows of TAG_REFERENCES and TAG_REFERENCES_ALL_COLUMNS: the tags that an object has, its own
// and those of what holds it.
#pragma once

#include "catalog/information_schema.h"

namespace mockhaus::catalog::tag_references {

std::span<const VirtualColumn> columns();

// 002003: there is no such object.
Result<Done> check_object(const VirtualSource& source);

void of_object(const VirtualSource& source, std::vector<VirtualRow>& into);
void of_columns(const VirtualSource& source, std::vector<VirtualRow>& into);

}  // namespace mockhaus::catalog::tag_references
