#include "values/variant_settings.h"

#include <charconv>

#include "values/timestamp.h"

namespace mockhaus::values {
namespace {

// A character that no format needs.
constexpr char separator = '\x1f';

// The packed fields in their order. A new field goes to the end.
template <class Use, class AnySettings>
void each_text(AnySettings& settings, Use&& use) {
  use(settings.timezone);
  use(settings.date_output_format);
  use(settings.time_output_format);
  use(settings.timestamp_output_format);
  use(settings.timestamp_ntz_output_format);
  use(settings.timestamp_ltz_output_format);
  use(settings.timestamp_tz_output_format);
  use(settings.date_input_format);
  use(settings.time_input_format);
  use(settings.timestamp_input_format);
  use(settings.binary_input_format);
  use(settings.binary_output_format);
}

int number_of(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Stands for an empty text, because no text at all stands for the default.
constexpr std::string_view empty_mark = "\x1e";

}  // namespace

std::string pack_settings(const Settings& settings) {
  std::vector<std::string> defaults;
  const Settings initial;
  each_text(initial, [&](const std::string& text) { defaults.push_back(text); });
  std::string packed;
  size_t field = 0;
  each_text(settings, [&](const std::string& text) {
    if (text != defaults[field++]) packed += text.empty() ? empty_mark : std::string_view(text);
    packed += separator;
  });
  packed += std::to_string(settings.two_digit_century_start) + separator;
  packed += std::to_string(settings.json_indent) + separator;
  packed += settings.strict_json_output ? "1" : "0";
  return packed;
}

Settings unpack_settings(std::string_view packed) {
  Settings settings;
  const auto next = [&packed] {
    const size_t end = packed.find(separator);
    const std::string_view field = packed.substr(0, end);
    packed.remove_prefix(end == std::string_view::npos ? packed.size() : end + 1);
    return field;
  };
  each_text(settings, [&](std::string& text) {
    const std::string_view field = next();
    if (!field.empty()) text = field == empty_mark ? std::string_view() : field;
  });
  settings.two_digit_century_start = number_of(next(), settings.two_digit_century_start);
  settings.json_indent = number_of(next(), settings.json_indent);
  settings.strict_json_output = next() == "1";
  return settings;
}

TimestampKind timestamp_kind(VariantKind kind) {
  if (kind == VariantKind::timestamp_ntz) return TimestampKind::ntz;
  return kind == VariantKind::timestamp_ltz ? TimestampKind::ltz : TimestampKind::tz;
}

const TemporalFormat& SessionTemporalText::format_for(VariantKind kind) const {
  const size_t place = static_cast<size_t>(kind) - static_cast<size_t>(VariantKind::date);
  std::optional<TemporalFormat>& format = formats_[place];
  if (format) return *format;
  if (kind == VariantKind::date) return format.emplace(settings_.date_output_format);
  if (kind == VariantKind::time) return format.emplace(settings_.time_output_format);
  return format.emplace(timestamp_format(settings_, timestamp_kind(kind)));
}

void SessionTemporalText::append(VariantView value, std::string& out) const {
  Displayed shown;
  switch (value.kind()) {
    case VariantKind::date: shown = display_date(value.date()); break;
    case VariantKind::time: shown = display_time(value.time(), 9); break;
    case VariantKind::timestamp_ntz:
    case VariantKind::timestamp_ltz:
    case VariantKind::timestamp_tz:
      if (!zone_) zone_ = Zone::find(settings_.timezone).value_or(Zone());
      shown = display_timestamp(timestamp_kind(value.kind()), value.timestamp(), 9, *zone_);
      break;
    default: return;
  }
  format_for(value.kind()).print(shown, out);
}

}  // namespace mockhaus::values
