// The settings of a session that variants need, as one text: kernels get it as a constant argument
// and so two statements with equal text and equal settings are equal to the engine.
//
// Also how the temporal values inside a VARIANT print under these settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "values/json_print.h"
#include "values/settings.h"
#include "values/temporal_format.h"
#include "values/zone.h"

namespace mockhaus::values {

// Formats, zone, century, JSON style; fields that have their default take one byte.
std::string pack_settings(const Settings& settings);
Settings unpack_settings(std::string_view packed);  // what is missing keeps its default

TimestampKind timestamp_kind(VariantKind kind);  // of one of the three timestamp kinds

// Formats are compiled when the first value needs them. For one thread.
class SessionTemporalText final : public TemporalText {
 public:
  explicit SessionTemporalText(const Settings& settings) : settings_(settings) {}

  void append(VariantView value, std::string& out) const override;

 private:
  const TemporalFormat& format_for(VariantKind kind) const;

  const Settings& settings_;
  mutable std::optional<TemporalFormat> formats_[5];  // date, time, ntz, ltz, tz
  mutable std::optional<Zone> zone_;
};

}  // namespace mockhaus::values
