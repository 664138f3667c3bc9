// How VARIANT values compare: =, ORDER BY, GROUP BY, ARRAY_SORT and the array functions.
//
// Kinds in order: boolean, numbers, text, binary, date, time, timestamps (ntz, ltz, tz), object,
// array, JSON null, undefined. Numbers compare by value whatever their kind; a double stands for
// the shortest decimal that reads as it, so 0.1 as a double equals 0.1 as a decimal; NaN is the
// largest number. Timestamps with a zone compare by instant. Arrays compare element by element,
// objects member by member.
#pragma once

#include <string>

#include "values/variant.h"

namespace mockhaus::values {

int compare(VariantView left, VariantView right);  // negative, 0, positive
bool equal(VariantView left, VariantView right);

// Appends bytes that compare (as by memcmp, shorter first) exactly as the values do: equal values
// have equal keys. For sorting, grouping and hashing in the engine.
void append_sort_key(VariantView value, std::string& out);

}  // namespace mockhaus::values
