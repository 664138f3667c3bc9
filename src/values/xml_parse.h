// XML text to a VARIANT: an element is an object with these members
//
//   "@"      its name
//   "@name"  an attribute
//   "$"      its content: a text or a number, an element, or an array when there are several
//
// Namespaces are part of names; comments, processing instructions and the document type are passed
// over; blanks around text do not count. Only the five predefined entities and character
// references are known, so a text cannot grow by being read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "values/variant_builder.h"

namespace mockhaus::values {

// Whether content and attributes that look like numbers or booleans become such.
enum class XmlConversion : uint8_t { numbers_and_booleans, none };

struct XmlProblem {
  std::string_view what;  // a literal
  size_t position = 0;
};

struct XmlOutcome {
  bool blank = false;  // nothing but blanks: no value
  std::optional<XmlProblem> problem;
};

// Clears the builder. When there is a problem what the builder holds means nothing.
XmlOutcome parse_xml(std::string_view text, XmlConversion conversion, VariantBuilder& builder);

std::string describe(const XmlProblem& problem);
Error xml_error(const XmlProblem& problem);

// XMLGET: the child with this name, counted from 0 among its namesakes.
std::optional<VariantView> xml_child(VariantView element, std::string_view name, int64_t instance);

}  // namespace mockhaus::values
