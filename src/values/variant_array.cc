#include "values/variant_array.h"

#include <algorithm>
#include <unordered_map>

#include "values/variant_order.h"

namespace mockhaus::values {
namespace {

// Equal values have equal keys: sets of values are sets of keys.
std::string key_of(VariantView value) {
  std::string key;
  append_sort_key(value, key);
  return key;
}

using Counts = std::unordered_map<std::string, size_t>;

Counts count_elements(VariantView array) {
  Counts counts;
  const VariantParts elements(array);
  for (size_t i = 0; i < elements.size(); ++i) ++counts[key_of(elements.value(i))];
  return counts;
}

// Copies the elements for which `wanted(element)` holds.
template <class Wanted>
void copy_if(VariantView array, VariantBuilder& out, Wanted&& wanted) {
  const VariantParts elements(array);
  for (size_t i = 0; i < elements.size(); ++i) {
    const VariantView element = elements.value(i);
    if (wanted(element)) out.add(element);
  }
}

void copy_all(VariantView array, VariantBuilder& out) {
  copy_if(array, out, [](VariantView) { return true; });
}

void copy_range(const VariantParts& elements, size_t from, size_t to, VariantBuilder& out) {
  for (size_t i = from; i < to; ++i) out.add(elements.value(i));
}

OptionalVariant extreme(VariantView array, int wanted_order) {
  OptionalVariant best;
  const VariantParts elements(array);
  for (size_t i = 0; i < elements.size(); ++i) {
    const VariantView element = elements.value(i);
    if (element.is_undefined()) continue;
    if (!best || compare(element, *best) * wanted_order > 0) best = element;
  }
  return best;
}

}  // namespace

void add_element(OptionalVariant value, VariantBuilder& out) {
  if (value) out.add(*value);
  else out.add_undefined();
}

void array_append(VariantView array, OptionalVariant value, VariantBuilder& out) {
  out.begin_array();
  copy_all(array, out);
  add_element(value, out);
  out.end_array();
}

void array_prepend(VariantView array, OptionalVariant value, VariantBuilder& out) {
  out.begin_array();
  add_element(value, out);
  copy_all(array, out);
  out.end_array();
}

void array_cat(VariantView first, VariantView second, VariantBuilder& out) {
  out.begin_array();
  copy_all(first, out);
  copy_all(second, out);
  out.end_array();
}

void array_compact(VariantView array, VariantBuilder& out) {
  out.begin_array();
  copy_if(array, out, [](VariantView v) { return !v.is_undefined() && !v.is_null(); });
  out.end_array();
}

void array_distinct(VariantView array, VariantBuilder& out) {
  Counts seen;
  out.begin_array();
  copy_if(array, out, [&seen](VariantView v) { return seen[key_of(v)]++ == 0; });
  out.end_array();
}

void array_except(VariantView array, VariantView without, VariantBuilder& out) {
  Counts counts = count_elements(without);
  out.begin_array();
  copy_if(array, out, [&counts](VariantView v) {
    const auto found = counts.find(key_of(v));
    if (found == counts.end() || found->second == 0) return true;
    --found->second;
    return false;
  });
  out.end_array();
}

void array_intersection(VariantView first, VariantView second, VariantBuilder& out) {
  Counts counts = count_elements(second);
  out.begin_array();
  copy_if(first, out, [&counts](VariantView v) {
    const auto found = counts.find(key_of(v));
    if (found == counts.end() || found->second == 0) return false;
    --found->second;
    return true;
  });
  out.end_array();
}

void array_union(VariantView first, VariantView second, VariantBuilder& out) {
  Counts counts = count_elements(first);
  out.begin_array();
  copy_all(first, out);
  copy_if(second, out, [&counts](VariantView v) {
    size_t& left = counts[key_of(v)];
    if (left == 0) return true;
    --left;
    return false;
  });
  out.end_array();
}

void array_remove(VariantView array, VariantView value, VariantBuilder& out) {
  out.begin_array();
  copy_if(array, out, [value](VariantView v) { return !equal(v, value); });
  out.end_array();
}

void array_remove_at(VariantView array, int64_t position, VariantBuilder& out) {
  const VariantParts elements(array);
  const auto size = static_cast<int64_t>(elements.size());
  if (position < 0) position += size;
  out.begin_array();
  for (int64_t i = 0; i < size; ++i) {
    if (i != position) out.add(elements.value(static_cast<size_t>(i)));
  }
  out.end_array();
}

void array_reverse(VariantView array, VariantBuilder& out) {
  const VariantParts elements(array);
  out.begin_array();
  for (size_t i = elements.size(); i > 0; --i) out.add(elements.value(i - 1));
  out.end_array();
}

void array_slice(VariantView array, int64_t from, int64_t to, VariantBuilder& out) {
  const VariantParts elements(array);
  const auto size = static_cast<int64_t>(elements.size());
  if (from < 0) from = std::max<int64_t>(0, from + size);
  if (to < 0) to += size;
  to = std::min(to, size);
  out.begin_array();
  if (from < to) copy_range(elements, static_cast<size_t>(from), static_cast<size_t>(to), out);
  out.end_array();
}

bool array_insert(VariantView array, int64_t position, OptionalVariant value,
                  VariantBuilder& out) {
  const VariantParts elements(array);
  const auto size = static_cast<int64_t>(elements.size());
  if (position < 0) position = std::max<int64_t>(0, position + size);
  if (position > array_size_max) return false;
  const auto before = static_cast<size_t>(std::min(position, size));
  out.begin_array();
  copy_range(elements, 0, before, out);
  for (int64_t i = size; i < position; ++i) out.add_undefined();
  add_element(value, out);
  copy_range(elements, before, elements.size(), out);
  out.end_array();
  return true;
}

Flattened array_flatten(VariantView array, VariantBuilder& out, VariantView& offender) {
  const VariantParts elements(array);
  for (size_t i = 0; i < elements.size(); ++i) {
    const VariantView element = elements.value(i);
    if (element.is_undefined()) return Flattened::null;
    if (element.is_array()) continue;
    offender = element;
    return Flattened::not_an_array;
  }
  out.begin_array();
  for (size_t i = 0; i < elements.size(); ++i) copy_all(elements.value(i), out);
  out.end_array();
  return Flattened::array;
}

void array_sort(VariantView array, Direction direction, NullOrder nulls, VariantBuilder& out) {
  const VariantParts elements(array);
  std::vector<VariantView> sorted;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (!elements.value(i).is_undefined()) sorted.push_back(elements.value(i));
  }
  const size_t undefined_count = elements.size() - sorted.size();
  std::stable_sort(sorted.begin(), sorted.end(), [direction](VariantView a, VariantView b) {
    const int order = compare(a, b);
    return direction == Direction::ascending ? order < 0 : order > 0;
  });
  out.begin_array();
  if (nulls == NullOrder::first) {
    for (size_t i = 0; i < undefined_count; ++i) out.add_undefined();
  }
  for (const VariantView element : sorted) out.add(element);
  if (nulls == NullOrder::last) {
    for (size_t i = 0; i < undefined_count; ++i) out.add_undefined();
  }
  out.end_array();
}

void arrays_zip(std::span<const VariantView> arrays, VariantBuilder& out) {
  size_t longest = 0;
  for (const VariantView array : arrays) longest = std::max(longest, array.size());
  std::string key;
  out.begin_array();
  for (size_t row = 0; row < longest; ++row) {
    out.begin_object();
    for (size_t i = 0; i < arrays.size(); ++i) {
      key = '$';
      key += std::to_string(i + 1);
      out.add_key(key);
      const VariantView element = arrays[i].at(row);
      if (element.is_undefined()) out.add_null();
      else out.add(element);
    }
    out.end_object(DuplicateKey::keep_last);
  }
  out.end_array();
}

std::optional<int64_t> array_position(VariantView array, OptionalVariant value) {
  const VariantView wanted = value.value_or(VariantView());
  const VariantParts elements(array);
  for (size_t i = 0; i < elements.size(); ++i) {
    if (equal(elements.value(i), wanted)) return static_cast<int64_t>(i);
  }
  return std::nullopt;
}

bool array_contains(VariantView array, OptionalVariant value) {
  return array_position(array, value).has_value();
}

bool arrays_overlap(VariantView first, VariantView second) {
  const Counts counts = count_elements(second);
  const VariantParts elements(first);
  for (size_t i = 0; i < elements.size(); ++i) {
    if (counts.count(key_of(elements.value(i)))) return true;
  }
  return false;
}

OptionalVariant array_least(VariantView array) { return extreme(array, -1); }
OptionalVariant array_greatest(VariantView array) { return extreme(array, 1); }

}  // namespace mockhaus::values
