// An XML element (xml_parse.h) as XML text.
#pragma once

#include <string>

#include "values/variant.h"

namespace mockhaus::values {

// Appends. With an indent each child stands on its own line; 0 prints one line without blanks.
// False (and half a text) when elements are nested deeper than variant_depth_max.
bool print_xml(VariantView element, int indent, std::string& out);

// Appends objects, arrays and texts that are no XML: <SnowflakeData type="OBJECT"><key type=..>.
// False (and half a text) for values and keys whose XML is not known.
bool print_as_xml(VariantView value, std::string& out);

}  // namespace mockhaus::values
