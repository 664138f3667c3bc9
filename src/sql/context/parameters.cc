#include "sql/context/parameters.h"

#include <algorithm>
#include <charconv>

#include "sql/errors.h"
#include "values/zone_names.h"

namespace mockhaus::sql {

namespace {

constexpr auto boolean = ParameterType::boolean;
constexpr auto number = ParameterType::number;
constexpr auto text = ParameterType::text;

// Descriptions are Snowflake's own, shortened.
constexpr ParameterRow rows[] = {
    {"ABORT_DETACHED_QUERY", boolean, "false", false,
     "If true, queries whose client is gone are aborted after five minutes."},
    {"AUTOCOMMIT", boolean, "true", true, "Whether each statement commits by itself."},
    {"BINARY_INPUT_FORMAT", text, "HEX", false, "input format for binary"},
    {"BINARY_OUTPUT_FORMAT", text, "HEX", true, "display format for binary"},
    {"CLIENT_DISABLE_INCIDENTS", boolean, "true", true, ""},
    {"CLIENT_ENABLE_LOG_INFO_STATEMENT_PARAMETERS", boolean, "false", true, ""},
    {"CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", boolean, "true", true, ""},
    {"CLIENT_MEMORY_LIMIT", number, "1536", true, "Memory of a client for results, in MB."},
    {"CLIENT_METADATA_REQUEST_USE_CONNECTION_CTX", boolean, "false", true, ""},
    {"CLIENT_METADATA_USE_SESSION_DATABASE", boolean, "false", true, ""},
    {"CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", boolean, "false", true, ""},
    {"CLIENT_PREFETCH_THREADS", number, "4", true, "Threads of a client that fetch chunks."},
    {"CLIENT_RESULT_CHUNK_SIZE", number, "160", true, "Largest chunk of a result, in MB."},
    {"CLIENT_RESULT_COLUMN_CASE_INSENSITIVE", boolean, "false", true, ""},
    {"CLIENT_RESULT_PREFETCH_SLOTS", number, "2", true, ""},
    {"CLIENT_RESULT_PREFETCH_THREADS", number, "1", true, ""},
    {"CLIENT_SESSION_CLONE", boolean, "false", true, ""},
    {"CLIENT_SESSION_KEEP_ALIVE", boolean, "false", true, ""},
    {"CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY", number, "3600", true, ""},
    // Never reached, so that array binds come inline: drivers of all languages can do that.
    {"CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", number, "2147483647", true, ""},
    {"CLIENT_TELEMETRY_ENABLED", boolean, "false", true, ""},
    {"CLIENT_TELEMETRY_SESSIONLESS_ENABLED", boolean, "false", true, ""},
    {"CLIENT_TIMESTAMP_TYPE_MAPPING", text, "TIMESTAMP_LTZ", true, ""},
    {"CLIENT_USE_V1_QUERY_API", boolean, "true", true, ""},
    {"CSV_TIMESTAMP_FORMAT", text, "", true, ""},
    {"C_API_QUERY_RESULT_FORMAT", text, "ARROW", false, ""},
    {"DATE_INPUT_FORMAT", text, "AUTO", false, "input format for date"},
    {"DATE_OUTPUT_FORMAT", text, "YYYY-MM-DD", true, "display format for date"},
    {"DEFAULT_DDL_COLLATION", text, "", false, "Collation of new columns."},
    {"DEFAULT_NULL_ORDERING", text, "LAST", false, "Where NULL stands in an ascending order."},
    {"DOTNET_QUERY_RESULT_FORMAT", text, "ARROW", false, ""},
    {"ENABLE_STAGE_S3_PRIVATELINK_FOR_US_EAST_1", boolean, "false", true, ""},
    {"ENABLE_UNLOAD_PHYSICAL_TYPE_OPTIMIZATION", boolean, "true", false, ""},
    {"ENABLE_UNREDACTED_QUERY_SYNTAX_ERROR", boolean, "false", false, ""},
    {"ENABLE_UNREDACTED_SECURE_OBJECT_ERROR", boolean, "false", false, ""},
    {"ERROR_ON_NONDETERMINISTIC_MERGE", boolean, "true", false,
     "raise an error when attempting to merge-update a row that joins many rows"},
    {"ERROR_ON_NONDETERMINISTIC_UPDATE", boolean, "false", false,
     "raise an error when attempting to update a row that joins many rows"},
    {"GEOGRAPHY_OUTPUT_FORMAT", text, "GeoJSON", false, "display format for geography"},
    {"GEOMETRY_OUTPUT_FORMAT", text, "GeoJSON", false, "display format for geometry"},
    {"GO_QUERY_RESULT_FORMAT", text, "ARROW", false, ""},
    {"HYBRID_TABLE_LOCK_TIMEOUT", number, "3600", false, "Seconds to wait for a row lock."},
    {"JDBC_ENABLE_PUT_GET", boolean, "true", false, ""},
    {"JDBC_QUERY_RESULT_FORMAT", text, "JSON", false, ""},
    {"JDBC_TREAT_DECIMAL_AS_INT", boolean, "true", false, ""},
    {"JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", boolean, "false", false, ""},
    {"JDBC_USE_SESSION_TIMEZONE", boolean, "true", false, ""},
    {"JSON_INDENT", number, "2", false, "Width of indentation in JSON output (0 for compact)"},
    {"JS_TREAT_INTEGER_AS_BIGINT", boolean, "false", false, ""},
    {"LOCK_TIMEOUT", number, "43200", false, "Seconds to wait for a lock."},
    {"LOG_LEVEL", text, "OFF", false, "LOG_LEVEL to use when filtering events"},
    {"METRIC_LEVEL", text, "NONE", false, "METRIC_LEVEL value to control metrics"},
    {"MULTI_STATEMENT_COUNT", number, "1", false,
     "Number of statements in one request; 0 for any number."},
    {"NOORDER_SEQUENCE_AS_DEFAULT", boolean, "true", false,
     "If true, new sequences and identity columns are NOORDER"},
    {"ODBC_QUERY_RESULT_FORMAT", text, "ARROW", false, ""},
    {"ODBC_TREAT_DECIMAL_AS_INT", boolean, "false", false, ""},
    {"PYTHON_CONNECTOR_QUERY_RESULT_FORMAT", text, "ARROW", false, ""},
    {"PYTHON_CONNECTOR_USE_NANOARROW", boolean, "true", true, ""},
    {"PYTHON_PROFILER_MODULES", text, "", false, ""},
    {"PYTHON_PROFILER_TARGET_STAGE", text, "", false, ""},
    {"PYTHON_SNOWPARK_USE_SCOPED_TEMP_OBJECTS", boolean, "false", true, ""},
    {"PYTHON_SNOWPARK_USE_SQL_SIMPLIFIER", boolean, "true", true, ""},
    {"QUERY_CONTEXT_CACHE_SIZE", number, "5", true, ""},
    {"QUERY_RESULT_FORMAT", text, "JSON", false, ""},
    {"QUERY_TAG", text, "", false, "String (up to 2000 characters) used to tag statements"},
    {"QUOTED_IDENTIFIERS_IGNORE_CASE", boolean, "false", false,
     "If true, the case of quoted identifiers is ignored"},
    {"ROWS_PER_RESULTSET", number, "0", false, "maximum number of rows in a result set"},
    {"S3_STAGE_VPCE_DNS_NAME", text, "", false, ""},
    {"SEARCH_PATH", text, "$current, $public, ", false, "Search path for unqualified references"},
    {"SERVICE_NAME", text, "", true, ""},
    {"SIMULATED_DATA_SHARING_CONSUMER", text, "", false, ""},
    {"SNOWPARK_SKIP_TXN_COMMIT_IN_DDL", boolean, "false", false, ""},
    {"STATEMENT_QUEUED_TIMEOUT_IN_SECONDS", number, "0", false,
     "Timeout in seconds for queued statements (0 for none)"},
    {"STATEMENT_TIMEOUT_IN_SECONDS", number, "172800", false,
     "Timeout in seconds for statements (0 for the maximum)"},
    {"STRICT_JSON_OUTPUT", boolean, "false", false, "JSON output is strictly compliant"},
    {"TIMESTAMP_DAY_IS_ALWAYS_24H", boolean, "false", false, ""},
    {"TIMESTAMP_INPUT_FORMAT", text, "AUTO", false, "input format for timestamp"},
    {"TIMESTAMP_LTZ_OUTPUT_FORMAT", text, "", true, "Display format for TIMESTAMP_LTZ values"},
    {"TIMESTAMP_NTZ_OUTPUT_FORMAT", text, "YYYY-MM-DD HH24:MI:SS.FF3", true,
     "Display format for TIMESTAMP_NTZ values"},
    {"TIMESTAMP_OUTPUT_FORMAT", text, "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM", true,
     "Default display format for all timestamp types."},
    {"TIMESTAMP_TYPE_MAPPING", text, "TIMESTAMP_NTZ", false,
     "The type that TIMESTAMP stands for."},
    {"TIMESTAMP_TZ_OUTPUT_FORMAT", text, "", true, "Display format for TIMESTAMP_TZ values"},
    {"TIMEZONE", text, "America/Los_Angeles", true, "time zone"},
    {"TIME_INPUT_FORMAT", text, "AUTO", false, "input format for time"},
    {"TIME_OUTPUT_FORMAT", text, "HH24:MI:SS", true, "display format for time"},
    {"TRACE_LEVEL", text, "OFF", false, "Trace level value to use when generating traces"},
    {"TRANSACTION_ABORT_ON_ERROR", boolean, "false", false,
     "If true, an error in a transaction aborts the transaction"},
    {"TRANSACTION_DEFAULT_ISOLATION_LEVEL", text, "READ COMMITTED", false, ""},
    {"TWO_DIGIT_CENTURY_START", number, "1970", false,
     "For 2-digit dates, the century in which years start"},
    {"UNSUPPORTED_DDL_ACTION", text, "ignore", false, ""},
    {"USE_CACHED_RESULT", boolean, "true", false,
     "If enabled, results of earlier equal queries may be used again"},
    {"VARCHAR_AND_BINARY_MAX_SIZE_IN_RESULT", number, "16777216", true, ""},
    {"WEEK_OF_YEAR_POLICY", number, "0", false, "Defines the policy of assigning weeks to years"},
    {"WEEK_START", number, "0", false, "Defines the first day of the week"},
};
static_assert(std::ranges::is_sorted(rows, {}, &ParameterRow::name));

// Parameters that take only some words or numbers.
struct Choice {
  std::string_view name;
  std::string_view values;  // separated by |
};
constexpr Choice choices[] = {
    {"BINARY_INPUT_FORMAT", "|HEX|BASE64|UTF8|UTF-8|"},
    {"BINARY_OUTPUT_FORMAT", "|HEX|BASE64|UTF8|UTF-8|"},
    {"DEFAULT_NULL_ORDERING", "|FIRST|LAST|"},
    {"TIMESTAMP_TYPE_MAPPING", "|TIMESTAMP_NTZ|TIMESTAMP_LTZ|TIMESTAMP_TZ|"},
    {"LOG_LEVEL", "|TRACE|DEBUG|INFO|WARN|ERROR|FATAL|OFF|"},
    {"METRIC_LEVEL", "|ALL|NONE|"},
    {"TRACE_LEVEL", "|ALWAYS|ON_EVENT|PROPAGATE|OFF|"},
    {"TRANSACTION_DEFAULT_ISOLATION_LEVEL", "|READ COMMITTED|"},
    {"WEEK_OF_YEAR_POLICY", "|0|1|"},
    {"WEEK_START", "|0|1|2|3|4|5|6|7|"},
};

struct Range {
  std::string_view name;
  int64_t least, most;
};
constexpr Range ranges[] = {
    {"CLIENT_PREFETCH_THREADS", 1, 10},
    {"CLIENT_RESULT_CHUNK_SIZE", 16, 160},
    {"CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY", 900, 3600},
    {"JSON_INDENT", 0, 16},
    {"STATEMENT_TIMEOUT_IN_SECONDS", 0, 604800},
    {"TWO_DIGIT_CENTURY_START", 1900, 2100},
};

// Values that would change what statements do, in ways that Mockhaus does not know.
struct Refused {
  std::string_view name, value;  // upper case; "*": every other than the default
};
constexpr Refused refused[] = {
    {"SEARCH_PATH", "*"},
    {"SIMULATED_DATA_SHARING_CONSUMER", "*"},
    {"TIMESTAMP_DAY_IS_ALWAYS_24H", "TRUE"},
    {"TRANSACTION_ABORT_ON_ERROR", "TRUE"},
    {"UNSUPPORTED_DDL_ACTION", "FAIL"},
};

std::string to_upper(std::string_view word) {
  std::string upper(word);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

Error invalid_value(const ParameterRow& row, std::string_view value) {
  return {"001008", "22023", "SQL compilation error:\ninvalid value [" + std::string(value) +
                                 "] for parameter '" + std::string(row.name) + "'"};
}

std::optional<int64_t> read_number(std::string_view value) {
  int64_t result = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, result);
  if (value.empty() || error != std::errc() || stop != end) return std::nullopt;
  return result;
}

}  // namespace

std::span<const ParameterRow> parameter_rows() { return rows; }

const ParameterRow* find_parameter(std::string_view name) {
  const std::string upper = to_upper(name);
  const auto found = std::ranges::lower_bound(rows, std::string_view(upper), {},
                                              &ParameterRow::name);
  return found != std::end(rows) && found->name == upper ? found : nullptr;
}

static Result<std::string> normalized(const ParameterRow& row, std::string_view value) {
  const std::string upper = to_upper(value);
  for (const Choice& choice : choices) {
    if (choice.name != row.name) continue;
    if (choice.values.find("|" + upper + "|") == std::string_view::npos) {
      return invalid_value(row, value);
    }
    return upper;
  }
  if (row.name == "TIMEZONE") {
    const auto zone = values::official_zone_name(value);
    if (!zone) return invalid_value(row, value);
    return std::string(*zone);
  }
  if (row.type == ParameterType::boolean) {
    if (upper == "TRUE" || upper == "ON" || upper == "1") return std::string("true");
    if (upper == "FALSE" || upper == "OFF" || upper == "0") return std::string("false");
    return invalid_value(row, value);
  }
  if (row.type == ParameterType::number) {
    const std::optional<int64_t> parsed = read_number(value);
    if (!parsed || *parsed < 0) return invalid_value(row, value);
    for (const Range& range : ranges) {
      const bool fits = *parsed >= range.least && *parsed <= range.most;
      if (range.name == row.name && !fits) return invalid_value(row, value);
    }
    return std::to_string(*parsed);
  }
  return std::string(value);
}

Result<std::string> normalize_parameter(const ParameterRow& row, std::string_view value) {
  std::string kept = TRY(normalized(row, value));
  for (const Refused& one : refused) {
    const bool other = one.value == "*" && kept != row.default_value;
    if (one.name != row.name || (to_upper(kept) != one.value && !other)) continue;
    return errors::unsupported(std::string(row.name) + " = " + kept);
  }
  return kept;
}

std::string_view effective_value(const ParameterValues& values, std::string_view name) {
  if (const auto found = values.find(name); found != values.end()) return found->second;
  const auto row = std::ranges::lower_bound(rows, name, {}, &ParameterRow::name);
  const bool is_row = row != std::end(rows) && row->name == name;
  return is_row ? row->default_value : std::string_view();
}

bool is_on(const ParameterValues& values, std::string_view name) {
  return effective_value(values, name) == "true";
}

int64_t number_of(const ParameterValues& values, std::string_view name) {
  return read_number(effective_value(values, name)).value_or(0);
}

static values::TimestampKind timestamp_kind(std::string_view name) {
  if (name == "TIMESTAMP_LTZ") return values::TimestampKind::ltz;
  if (name == "TIMESTAMP_TZ") return values::TimestampKind::tz;
  return values::TimestampKind::ntz;
}

void apply_parameters(const ParameterValues& values, SessionContext& context) {
  const auto word = [&](std::string_view name) {
    return std::string(effective_value(values, name));
  };
  values::Settings& settings = context.settings;
  settings.timezone = word("TIMEZONE");
  settings.timestamp_type_mapping = timestamp_kind(word("TIMESTAMP_TYPE_MAPPING"));
  settings.date_input_format = word("DATE_INPUT_FORMAT");
  settings.date_output_format = word("DATE_OUTPUT_FORMAT");
  settings.time_input_format = word("TIME_INPUT_FORMAT");
  settings.time_output_format = word("TIME_OUTPUT_FORMAT");
  settings.timestamp_input_format = word("TIMESTAMP_INPUT_FORMAT");
  settings.timestamp_output_format = word("TIMESTAMP_OUTPUT_FORMAT");
  settings.timestamp_ntz_output_format = word("TIMESTAMP_NTZ_OUTPUT_FORMAT");
  settings.timestamp_ltz_output_format = word("TIMESTAMP_LTZ_OUTPUT_FORMAT");
  settings.timestamp_tz_output_format = word("TIMESTAMP_TZ_OUTPUT_FORMAT");
  settings.week.week_start = static_cast<int>(number_of(values, "WEEK_START"));
  settings.week.week_of_year_policy = static_cast<int>(number_of(values, "WEEK_OF_YEAR_POLICY"));
  settings.two_digit_century_start =
      static_cast<int>(number_of(values, "TWO_DIGIT_CENTURY_START"));
  settings.binary_input_format = word("BINARY_INPUT_FORMAT");
  settings.binary_output_format = word("BINARY_OUTPUT_FORMAT");
  settings.json_indent = static_cast<int>(number_of(values, "JSON_INDENT"));
  settings.strict_json_output = is_on(values, "STRICT_JSON_OUTPUT");
  settings.geography_output_format = word("GEOGRAPHY_OUTPUT_FORMAT");
  settings.geometry_output_format = word("GEOMETRY_OUTPUT_FORMAT");
  context.quoted_identifiers_ignore_case = is_on(values, "QUOTED_IDENTIFIERS_IGNORE_CASE");
  context.error_on_nondeterministic_merge = is_on(values, "ERROR_ON_NONDETERMINISTIC_MERGE");
  context.error_on_nondeterministic_update = is_on(values, "ERROR_ON_NONDETERMINISTIC_UPDATE");
  context.nulls_first_by_default = word("DEFAULT_NULL_ORDERING") == "FIRST";
  context.default_ddl_collation = word("DEFAULT_DDL_COLLATION");
  context.rows_per_resultset = number_of(values, "ROWS_PER_RESULTSET");
}

}  // namespace mockhaus::sql
