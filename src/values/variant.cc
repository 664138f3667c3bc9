#include "values/variant.h"

#include <cstring>

namespace mockhaus::values {
namespace {

constexpr VariantKind kind_of_tag[] = {
    VariantKind::undefined,     VariantKind::null,          VariantKind::boolean,
    VariantKind::boolean,       VariantKind::integer,       VariantKind::decimal,
    VariantKind::real,          VariantKind::text,          VariantKind::binary,
    VariantKind::date,          VariantKind::time,          VariantKind::timestamp_ntz,
    VariantKind::timestamp_ltz, VariantKind::timestamp_tz,  VariantKind::undefined,
    VariantKind::undefined,     VariantKind::array,         VariantKind::array,
    VariantKind::array,         VariantKind::undefined,     VariantKind::undefined,
    VariantKind::undefined,     VariantKind::undefined,     VariantKind::undefined,
    VariantKind::object,        VariantKind::object,        VariantKind::object,
    VariantKind::undefined,     VariantKind::object,        VariantKind::object,
    VariantKind::object,
};

template <class Number>
Number load_exactly(std::string_view bytes) {
  Number value{};
  if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

int128 load_shortest(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > 16) return 0;
  // The sign fills what the short form leaves out.
  int128 value = static_cast<int8_t>(bytes.back()) < 0 ? -1 : 0;
  std::memcpy(&value, bytes.data(), bytes.size());
  return value;
}

}  // namespace

VariantKind VariantView::kind() const {
  const uint8_t first = tag();
  return first < std::size(kind_of_tag) ? kind_of_tag[first] : VariantKind::undefined;
}

int128 VariantView::integer() const {
  if (tag() == variant_tag::integer) return load_shortest(body());
  if (tag() == variant_tag::decimal && bytes_.size() > 2) return load_shortest(bytes_.substr(2));
  return 0;
}

int VariantView::scale() const {
  if (tag() != variant_tag::decimal || bytes_.size() < 2) return 0;
  const auto scale = static_cast<uint8_t>(bytes_[1]);
  return scale <= variant_scale_max ? scale : variant_scale_max;
}

double VariantView::real() const { return load_exactly<double>(body()); }
int32_t VariantView::date() const { return load_exactly<int32_t>(body()); }
int64_t VariantView::time() const { return load_exactly<int64_t>(body()); }
int128 VariantView::timestamp() const { return load_exactly<int128>(body()); }

size_t VariantView::size() const { return VariantParts(*this).size(); }

VariantView VariantView::at(size_t index) const {
  const VariantParts parts(*this);
  return index < parts.size() ? parts.value(index) : VariantView();
}

std::string_view VariantView::key(size_t index) const {
  const VariantParts parts(*this);
  return is_object() && index < parts.size() ? parts.key(index) : std::string_view();
}

std::optional<VariantView> VariantView::find(std::string_view key) const {
  if (!is_object()) return std::nullopt;
  const VariantParts members(*this);
  size_t low = 0, high = members.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    const int order = members.key(middle).compare(key);
    if (order == 0) return members.value(middle);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return std::nullopt;
}

VariantParts::VariantParts(VariantView container) {
  const std::string_view bytes = container.bytes();
  if (!container.is_array() && !container.is_object()) return;
  const auto tag = static_cast<uint8_t>(bytes[0]);
  const size_t ends_per_part = tag >= variant_tag::object ? 2 : 1;
  width_shift_ = tag & 3;
  const size_t width = size_t{1} << width_shift_;
  if (bytes.size() < 1 + width) return;
  const size_t count = load(bytes.data() + 1);
  const size_t room = bytes.size() - 1 - width;
  const size_t table_bytes = (count * ends_per_part) << width_shift_;
  if (table_bytes > room) return;
  table_ = bytes.data() + 1 + width;
  count_ = count;
  ends_per_part_ = ends_per_part;
  content_ = {table_ + table_bytes, room - table_bytes};
}

std::string_view kind_name(VariantKind kind) {
  constexpr std::string_view names[] = {
      "",        "NULL_VALUE", "BOOLEAN", "INTEGER", "DECIMAL",       "DOUBLE",
      "VARCHAR", "BINARY",     "DATE",    "TIME",    "TIMESTAMP_NTZ", "TIMESTAMP_LTZ",
      "TIMESTAMP_TZ", "ARRAY", "OBJECT",
  };
  return names[static_cast<size_t>(kind)];
}

bool is_number(VariantKind kind) {
  return kind == VariantKind::integer || kind == VariantKind::decimal || kind == VariantKind::real;
}

}  // namespace mockhaus::values
