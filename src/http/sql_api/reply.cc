#include "http/sql_api/reply.h"

#include "base/json.h"
#include "base/uuid.h"
#include "service/result/stored_result.h"
#include "wire/row_type.h"

namespace mockhaus::http::sql_api {

using service::Partition;
using service::Statement;
using service::StatementOutcome;
using service::StoredResult;

int status_of(const Error& error) {
  if (error.code == "000630") return 408;
  if (error.code == "000900") return 400;
  if (error.code == "390505") return 429;
  return 422;
}

static Response json_response(int status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.compression = Response::Compression::when_accepted;
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 429 || status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response short_error(int status, const Error& error) {
  JsonWriter json;
  json.begin_object().member("code", error.code).member("message", error.message).end_object();
  return json_response(status, json.take());
}

Response full_error(int status, const Error& error, std::string_view handle) {
  JsonWriter json;
  json.begin_object().member("code", error.code).member("message", error.message);
  json.member("sqlState", error.sql_state).key("statementHandle");
  handle.empty() ? json.null() : json.string(handle);
  json.end_object();
  return json_response(status, json.take());
}

static std::string status_url(std::string_view handle) {
  return "/api/v2/statements/" + std::string(handle);
}

static std::string traced_url(std::string_view handle) {
  return status_url(handle) + "?requestId=" + random_uuid();
}

Response in_progress(const Statement& statement) {
  JsonWriter json;
  json.begin_object().member("code", "333334");
  json.member("message",
              "Asynchronous execution in progress. Use provided query id to perform query "
              "monitoring and management.");
  json.member("statementHandle", statement.id);
  json.member("statementStatusUrl", status_url(statement.id)).end_object();
  return json_response(202, json.take());
}

Response canceled(const Statement& statement) {
  JsonWriter json;
  json.begin_object().member("code", "000604").member("sqlState", "57014");
  json.member("message", "SQL execution canceled").member("statementHandle", statement.id);
  // Without v2, as recorded from the real service.
  json.member("statementStatusUrl", "/api/statements/" + statement.id).end_object();
  return json_response(200, json.take());
}

// first, prev, next, last: each with a request id of its own.
static std::string link_header(std::string_view handle, size_t number, size_t partitions) {
  std::string header;
  const auto add = [&](std::string_view relation, size_t target) {
    if (!header.empty()) header += ',';
    header += "<" + traced_url(handle) + "&partition=" + std::to_string(target) + ">;rel=\"";
    header += std::string(relation) + "\"";
  };
  add("first", 0);
  if (number > 0) add("prev", number - 1);
  if (number + 1 < partitions) add("next", number + 1);
  add("last", partitions - 1);
  return header;
}

// What AUTO stands for in a format.
constexpr std::string_view automatic_date = "YYYY-MM-DD";
constexpr std::string_view automatic_time = "HH24:MI:SS";
constexpr std::string_view automatic_timestamp = "YYYY-MM-DD HH24:MI:SS.FF3";
constexpr std::string_view automatic_timestamp_with_zone = "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM";

static bool is_automatic(std::string_view format) {
  return format == "AUTO" || format == "auto" || format == "Auto";
}

// Empty ones are as good as not given: the general one holds, or none.
static std::optional<std::string> format_of(const Statement& statement, std::string_view automatic,
                                            std::string_view name,
                                            std::string_view general = {}) {
  const sql::ParameterValues& asked = statement.request.parameters;
  for (const std::string_view one : {name, general}) {
    const auto found = asked.find(one);
    if (found == asked.end() || found->second.empty()) continue;
    if (is_automatic(found->second)) return std::string(automatic);
    return found->second;
  }
  return std::nullopt;
}

// Only the request's own parameters switch a column to formatted text.
static wire::JsonOptions options_of(const Statement& statement) {
  wire::JsonOptions options;
  options.protocol = wire::JsonProtocol::sql_api;
  options.nullable = !statement.request.null_as_text;
  wire::OutputFormats& formats = options.formats;
  constexpr std::string_view any_timestamp = "TIMESTAMP_OUTPUT_FORMAT";
  formats.date = format_of(statement, automatic_date, "DATE_OUTPUT_FORMAT");
  formats.time = format_of(statement, automatic_time, "TIME_OUTPUT_FORMAT");
  formats.timestamp_ntz = format_of(statement, automatic_timestamp, "TIMESTAMP_NTZ_OUTPUT_FORMAT",
                                    any_timestamp);
  formats.timestamp_ltz = format_of(statement, automatic_timestamp_with_zone,
                                    "TIMESTAMP_LTZ_OUTPUT_FORMAT", any_timestamp);
  formats.timestamp_tz = format_of(statement, automatic_timestamp_with_zone,
                                   "TIMESTAMP_TZ_OUTPUT_FORMAT", any_timestamp);
  formats.binary = format_of(statement, "HEX", "BINARY_OUTPUT_FORMAT");
  if (statement.outcome().parameters != nullptr) {
    formats.timezone = sql::effective_value(*statement.outcome().parameters, "TIMEZONE");
  }
  if (const auto zone = format_of(statement, "", "TIMEZONE")) formats.timezone = *zone;
  return options;
}

static void write_partitions(const StoredResult& result, JsonWriter& json) {
  json.key("partitionInfo").begin_array();
  const bool several = result.partitions().size() > 1;
  for (const Partition& part : result.partitions()) {
    json.begin_object().member("rowCount", part.rows);
    json.member("uncompressedSize", part.json_bytes);
    // gzip of JSON rows comes to about a fifth; the exact size is known only once they are sent.
    if (several) json.member("compressedSize", part.json_bytes / 5 + 20);
    json.end_object();
  }
  json.end_array();
}

static void write_stats(const StatementOutcome& outcome, JsonWriter& json) {
  const commands::RowCounts& counts = outcome.counts;
  const int64_t changed =
      counts.inserted + counts.updated + counts.deleted + counts.duplicates;
  if (!outcome.has_counts || changed == 0) return;
  json.key("stats").begin_object();
  json.member("numRowsInserted", counts.inserted).member("numRowsUpdated", counts.updated);
  json.member("numRowsDeleted", counts.deleted).member("numDmlDuplicates", counts.duplicates);
  json.end_object();
}

static Response result_set(const Statement& statement, std::string_view request_id) {
  const StatementOutcome& outcome = statement.outcome();
  const StoredResult& result = *outcome.result;
  const Result<std::string> rows = result.json_rows(0, options_of(statement));
  if (!rows) return full_error(status_of(rows.error()), rows.error(), statement.id);

  JsonWriter json;
  json.begin_object().key("resultSetMetaData").begin_object();
  json.member("numRows", result.row_count()).member("format", "jsonv2");
  write_partitions(result, json);
  json.key("rowType");
  wire::write_row_type(result.shape(), wire::JsonProtocol::sql_api, json);
  json.end_object();
  json.key("data").raw("[" + *rows + "]");
  json.member("code", "090001");
  if (!outcome.children.empty()) {
    json.key("statementHandles").begin_array();
    for (const auto& child : outcome.children) json.string(child->id);
    json.end_array();
  }
  json.member("statementStatusUrl", traced_url(statement.id));
  json.member("requestId", request_id.empty() ? random_uuid() : std::string(request_id));
  json.member("sqlState", "00000").member("statementHandle", statement.id);
  json.member("message", "Statement executed successfully.");
  json.member("createdOn", statement.submitted_wall_ms);
  write_stats(outcome, json);
  json.end_object();
  Response response = json_response(200, json.take());
  response.headers.emplace_back("Link",
                                link_header(statement.id, 0, result.partitions().size()));
  return response;
}

Response finished(const Statement& statement, std::string_view request_id) {
  const StatementOutcome& outcome = statement.outcome();
  if (!outcome.error) return result_set(statement, request_id);
  return full_error(status_of(*outcome.error), *outcome.error, statement.id);
}

Response partition(const Statement& statement, size_t number) {
  const StoredResult& result = *statement.outcome().result;
  Result<std::string> rows = result.json_rows(number, options_of(statement));
  if (!rows) return full_error(status_of(rows.error()), rows.error(), statement.id);
  Response response = json_response(200, "{\"data\":[" + *rows + "]}");
  response.compression = Response::Compression::unless_refused;
  response.headers.emplace_back("Link",
                                link_header(statement.id, number, result.partitions().size()));
  return response;
}

}  // namespace mockhaus::http::sql_api
