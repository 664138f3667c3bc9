// What a VARIANT gives when it is cast to a SQL type, without dates and times.
//
// JSON null and undefined give SQL NULL for every target. Text is read as the target type reads
// text; a boolean as a number is 1 or 0; a container as text is compact JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "values/json_print.h"
#include "values/variant_builder.h"

namespace mockhaus::values {

enum class VariantCast : uint8_t { value, null, failed };

VariantCast cast_to_decimal(VariantView value, int precision, int scale, int128& result);
VariantCast cast_to_real(VariantView value, double& result);
VariantCast cast_to_boolean(VariantView value, bool& result);
VariantCast cast_to_text(VariantView value, const TemporalText& temporal, std::string& appended);
VariantCast cast_to_binary(VariantView value, std::string& appended);  // text is hexadecimal
VariantCast cast_to_array(VariantView value, VariantBuilder& out);  // wraps what is no array
VariantCast cast_to_object(VariantView value, VariantBuilder& out);

bool parse_hex(std::string_view text, std::string& appended);

// Failed to cast variant value <compact JSON> to <FIXED, REAL, DATE, ...>
Error variant_cast_failed(VariantView value, std::string_view type, const TemporalText& temporal);
Error variant_too_deep();

}  // namespace mockhaus::values
