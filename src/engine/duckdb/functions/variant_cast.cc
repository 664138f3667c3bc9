// VARIANT to SQL types. JSON null gives NULL, what cannot be converted is error 100071.
//
// mh_variant_to_decimal_S and mh_as_decimal_S (value, precision) exist for every scale S.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_settings_argument.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/decimal.h"
#include "values/errors.h"
#include "values/variant_cast.h"
#include "values/variant_temporal.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::VariantCast;
using values::VariantKind;
using values::VariantView;
using Text = std::string_view;

void fail_cast(duckdb_function_info info, VariantView value, Text type) {
  const values::Settings settings;
  const values::SessionTemporalText temporal(settings);
  fail(info, values::variant_cast_failed(value, type, temporal));
}

// `cast(row, value, result)` for each row; Native is what the output holds.
template <class Native, class Cast>
void cast_rows(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output, Text type,
               Cast&& cast) {
  VariantColumn variants(input, 0);
  Output<Native> results(output);
  each_row(input, output, [&](idx_t row) {
    Native result{};
    switch (cast(row, variants[row], result)) {
      case VariantCast::value: results.set(row, result); return true;
      case VariantCast::null: results.set_null(row); return true;
      case VariantCast::failed: break;
    }
    return fail_cast(info, variants[row], type), false;
  }, 1);
}

void run_to_real(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  cast_rows<double>(info, input, output, "REAL", [](idx_t, VariantView value, double& result) {
    return values::cast_to_real(value, result);
  });
}

void run_to_boolean(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  cast_rows<bool>(info, input, output, "BOOLEAN", [](idx_t, VariantView value, bool& result) {
    return values::cast_to_boolean(value, result);
  });
}

void run_to_text(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SettingsArgument settings(input, 1);
  std::string text;
  cast_rows<Text>(info, input, output, "TEXT", [&](idx_t, VariantView value, Text& result) {
    text.clear();
    const VariantCast outcome = values::cast_to_text(value, settings.temporal(), text);
    result = text;
    return outcome;
  });
}

void run_to_binary(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  std::string bytes;
  cast_rows<Text>(info, input, output, "BINARY", [&](idx_t, VariantView value, Text& result) {
    bytes.clear();
    const VariantCast outcome = values::cast_to_binary(value, bytes);
    result = bytes;
    return outcome;
  });
}

template <VariantCast (*cast)(VariantView, values::VariantBuilder&)>
void run_to_container(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                      Text type) {
  values::VariantBuilder builder;
  cast_rows<Text>(info, input, output, type, [&](idx_t, VariantView value, Text& result) {
    builder.clear();
    const VariantCast outcome = cast(value, builder);
    result = builder.bytes();
    return outcome;
  });
}

void run_to_array(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_to_container<values::cast_to_array>(info, input, output, "ARRAY");
}
void run_to_object(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_to_container<values::cast_to_object>(info, input, output, "OBJECT");
}

// A VARIANT that is to become a structured value: the container itself, or the error.
template <bool (VariantView::*is_container)() const>
void run_need(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
              Text type) {
  cast_rows<Text>(info, input, output, type, [](idx_t, VariantView value, Text& result) {
    if (!(value.*is_container)()) {
      return value.is_null() ? VariantCast::null : VariantCast::failed;
    }
    result = value.bytes();
    return VariantCast::value;
  });
}
void run_need_array(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_need<&VariantView::is_array>(info, input, output, "ARRAY");
}
void run_need_object(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_need<&VariantView::is_object>(info, input, output, "OBJECT");
}

void run_need_value(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<Text> results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    if (!variants.valid(row) || variants[row].is_null()) {
      return fail(info, values::errors::null_in_not_null());
    }
    results.set(row, variants[row].bytes());
  }
}

void run_to_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SettingsArgument settings(input, 1);
  values::TemporalCast cast(settings.values());
  cast_rows<int32_t>(info, input, output, "DATE", [&](idx_t, VariantView value, int32_t& days) {
    return cast.to_date(value, days);
  });
}

void run_to_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SettingsArgument settings(input, 1);
  values::TemporalCast cast(settings.values());
  cast_rows<int64_t>(info, input, output, "TIME", [&](idx_t, VariantView value, int64_t& time) {
    return cast.to_time(value, time);
  });
}

template <VariantKind kind>
void run_to_timestamp(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SettingsArgument settings(input, 1);
  values::TemporalCast cast(settings.values());
  cast_rows<int128>(info, input, output, values::kind_name(kind),
                    [&](idx_t, VariantView value, int128& timestamp) {
                      return cast.to_timestamp(value, values::timestamp_kind(kind), timestamp);
                    });
}

constexpr NativeFunction functions[] = {
    {"mh_need_array", {type::blob}, type::blob, run_need_array},
    {"mh_need_object", {type::blob}, type::blob, run_need_object},
    {"mh_need_value", {type::blob}, type::blob, run_need_value, Nulls::are_values},
    {"mh_to_array", {type::blob}, type::blob, run_to_array},
    {"mh_to_object", {type::blob}, type::blob, run_to_object},
    {"mh_variant_to_binary", {type::blob}, type::blob, run_to_binary},
    {"mh_variant_to_boolean", {type::blob}, type::boolean, run_to_boolean},
    {"mh_variant_to_date", {type::blob}, type::date, run_to_date},
    {"mh_variant_to_date", {type::blob, type::varchar}, type::date, run_to_date},
    {"mh_variant_to_double", {type::blob}, type::floating, run_to_real},
    {"mh_variant_to_time", {type::blob}, type::bigint, run_to_time},
    {"mh_variant_to_time", {type::blob, type::varchar}, type::bigint, run_to_time},
    {"mh_variant_to_timestamp_ltz", {type::blob}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_ltz>},
    {"mh_variant_to_timestamp_ltz", {type::blob, type::varchar}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_ltz>},
    {"mh_variant_to_timestamp_ntz", {type::blob}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_ntz>},
    {"mh_variant_to_timestamp_ntz", {type::blob, type::varchar}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_ntz>},
    {"mh_variant_to_timestamp_tz", {type::blob}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_tz>},
    {"mh_variant_to_timestamp_tz", {type::blob, type::varchar}, type::hugeint,
     run_to_timestamp<VariantKind::timestamp_tz>},
    {"mh_variant_to_varchar", {type::blob}, type::varchar, run_to_text},
    {"mh_variant_to_varchar", {type::blob, type::varchar}, type::varchar, run_to_text},
};

void run_to_decimal(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const int scale = result_scale(info);
  const IntegerColumn precisions(input, 1);
  cast_rows<int128>(info, input, output, "FIXED", [&](idx_t row, VariantView value, int128& to) {
    return values::cast_to_decimal(value, static_cast<int>(precisions[row]), scale, to);
  });
}

void run_as_decimal(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const int scale = result_scale(info);
  const IntegerColumn precisions(input, 1);
  cast_rows<int128>(info, input, output, "FIXED", [&](idx_t row, VariantView value, int128& to) {
    const VariantKind kind = value.kind();
    const bool exact = kind == VariantKind::integer || kind == VariantKind::decimal;
    if (!exact) return VariantCast::null;
    return values::cast_to_decimal(value, static_cast<int>(precisions[row]), scale, to);
  });
}

}  // namespace

std::span<const NativeFunction> variant_cast_functions() { return functions; }

std::vector<NativeFunction> variant_decimal_functions() {
  constexpr ScaledFunction families[] = {
      {"mh_as_decimal", {type::blob, type::any}, run_as_decimal},
      {"mh_variant_to_decimal", {type::blob, type::any}, run_to_decimal},
  };
  return for_each_scale(families);
}

}  // namespace mockhaus::engine::duckdb
