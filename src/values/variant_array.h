// The ARRAY_* functions over variant arrays. Each writes one array into the builder.
//
// `array` must be an array. Elements compare by variant_order.h; undefined (SQL NULL) elements
// equal each other. Values that are nothing stand for SQL NULL and become undefined elements.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "values/variant_builder.h"

namespace mockhaus::values {

using OptionalVariant = std::optional<VariantView>;

// Adds the value, or undefined where there is none.
void add_element(OptionalVariant value, VariantBuilder& out);

void array_append(VariantView array, OptionalVariant value, VariantBuilder& out);
void array_prepend(VariantView array, OptionalVariant value, VariantBuilder& out);
void array_cat(VariantView first, VariantView second, VariantBuilder& out);
void array_compact(VariantView array, VariantBuilder& out);  // without undefined and JSON null
void array_distinct(VariantView array, VariantBuilder& out);
void array_except(VariantView array, VariantView without, VariantBuilder& out);
void array_intersection(VariantView first, VariantView second, VariantBuilder& out);
void array_union(VariantView first, VariantView second, VariantBuilder& out);  // larger counts
void array_remove(VariantView array, VariantView value, VariantBuilder& out);
void array_remove_at(VariantView array, int64_t position, VariantBuilder& out);
void array_reverse(VariantView array, VariantBuilder& out);
void array_slice(VariantView array, int64_t from, int64_t to, VariantBuilder& out);

// Negative positions count from the end. False when the array would pass array_size_max.
constexpr int64_t array_size_max = 16'777'216;
bool array_insert(VariantView array, int64_t position, OptionalVariant value, VariantBuilder& out);

// False when an element is neither an array nor undefined: `offender` is that element.
// Nothing is written when an element is undefined: the result is then SQL NULL.
enum class Flattened : uint8_t { array, null, not_an_array };
Flattened array_flatten(VariantView array, VariantBuilder& out, VariantView& offender);

enum class NullOrder : uint8_t { first, last };
enum class Direction : uint8_t { ascending, descending };
void array_sort(VariantView array, Direction direction, NullOrder nulls, VariantBuilder& out);

// Objects {"$1": ..., "$2": ...}; shorter arrays are filled up with JSON null.
void arrays_zip(std::span<const VariantView> arrays, VariantBuilder& out);

bool array_contains(VariantView array, OptionalVariant value);
std::optional<int64_t> array_position(VariantView array, OptionalVariant value);
bool arrays_overlap(VariantView first, VariantView second);
OptionalVariant array_least(VariantView array);     // ARRAY_MIN, undefined elements skipped
OptionalVariant array_greatest(VariantView array);  // ARRAY_MAX

}  // namespace mockhaus::values
