#include "http/driver/reply.h"

#include "base/base64.h"
#include "http/driver/chunk_url.h"
#include "http/driver/result_format.h"
#include "http/driver/stage_plan.h"
#include "service/result/stored_result.h"
#include "wire/row_type.h"

namespace mockhaus::http::driver {

using service::Partition;
using service::Statement;
using service::StatementOutcome;
using service::StoredResult;

Response success(std::string_view data) {
  Response response;
  response.body = "{\"data\":" + std::string(data) +
                  ",\"code\":null,\"message\":null,\"success\":true}";
  return response;
}

static Response failure_with(const Error& error, std::string_view data) {
  Response response;
  JsonWriter json;
  json.begin_object().key("data").raw(data).member("code", error.code);
  json.member("message", error.message).member("success", false).member_null("headers");
  json.end_object();
  response.body = json.take();
  if (error.code == "390505") {  // overload: the one failure that drivers should retry
    response.status = 429;
    response.headers.emplace_back("Retry-After", "1");
  }
  return response;
}

Response failure(const Error& error) { return failure_with(error, "null"); }

Response statement_failure(const Error& error, std::string_view statement_id) {
  JsonWriter data;
  data.begin_object().member("internalError", false).member("unredactedFromSecureObject", false);
  data.member("errorCode", error.code).member("age", 0).member("sqlState", error.sql_state);
  data.member("queryId", statement_id);
  if (error.message.starts_with("SQL compilation error")) {
    data.member("line", -1).member("pos", -1).member("type", "COMPILATION");
  }
  data.end_object();
  return failure_with(error, data.text());
}

Response in_progress(const Statement& statement) {
  const service::SessionNames names = statement.session->names();
  JsonWriter data;
  data.begin_object().member("queryId", statement.id);
  data.member("getResultUrl", "/queries/" + statement.id + "/result");
  data.member_null("progressDesc").member("queryAbortsAfterSecs", 300);
  write_name("finalDatabaseName", names.database, data);
  write_name("finalSchemaName", names.schema, data);
  write_name("finalWarehouseName", names.warehouse, data);
  write_name("finalRoleName", names.role, data);
  data.end_object();
  const bool asynchronous = statement.request.asynchronous;
  JsonWriter json;
  json.begin_object().key("data").raw(data.text());
  json.member("code", asynchronous ? "333334" : "333333");
  json.member("message", asynchronous
                             ? "Asynchronous execution in progress. Use provided query id to "
                               "perform query monitoring and management."
                             : "Query execution in progress.");
  json.member("success", true).end_object();
  Response response;
  response.body = json.take();
  return response;
}

static void write_typed(const sql::ParameterRow& row, std::string_view value, JsonWriter& json) {
  json.begin_object().member("name", row.name).key("value");
  row.type == sql::ParameterType::text ? json.string(value) : json.raw(value);
  json.end_object();
}

void write_parameters(const sql::ParameterValues& values, JsonWriter& json) {
  json.begin_array();
  for (const sql::ParameterRow& row : sql::parameter_rows()) {
    const auto set = values.find(row.name);
    if (set != values.end()) write_typed(row, set->second, json);
    if (set == values.end() && row.to_drivers) write_typed(row, row.default_value, json);
  }
  json.end_array();
}

void write_name(std::string_view key, const std::string& name, JsonWriter& json) {
  json.key(key);
  name.empty() ? json.null() : json.string(name);
}

static void write_stats(const StatementOutcome& outcome, JsonWriter& json) {
  if (!outcome.has_counts) return;
  json.key("stats").begin_object();
  json.member("numRowsInserted", outcome.counts.inserted);
  json.member("numRowsUpdated", outcome.counts.updated);
  json.member("numRowsDeleted", outcome.counts.deleted);
  json.member("numDmlDuplicates", outcome.counts.duplicates).end_object();
}

static void write_children(const StatementOutcome& outcome, JsonWriter& json) {
  if (outcome.children.empty()) return;
  std::string ids, types;
  for (const auto& child : outcome.children) {
    if (!ids.empty()) ids += ',', types += ',';
    ids += child->id;
    types += std::to_string(child->outcome().statement_type_id);
  }
  json.member("resultIds", ids).member("resultTypes", types);
}

static Result<Done> write_chunks(const Statement& statement, ResultFormat format,
                                 std::string_view host, JsonWriter& json) {
  const std::vector<Partition>& parts = statement.outcome().result->partitions();
  if (parts.size() < 2 || statement.request.describe_only) return Done{};
  json.key("chunks").begin_array();
  for (size_t i = 1; i < parts.size(); ++i) {
    const int64_t size = TRY(chunk_bytes(statement, format, i));
    json.begin_object().member("url", chunk_url(host, statement.id, format, i));
    json.member("rowCount", parts[i].rows).member("uncompressedSize", size);
    json.member("compressedSize", size).end_object();
  }
  json.end_array();
  // Without this member JDBC derives encryption headers from another one.
  json.key("chunkHeaders").begin_object().end_object();
  return Done{};
}

static Result<Done> write_rows(const Statement& statement, ResultFormat format,
                               JsonWriter& json) {
  const StoredResult& result = *statement.outcome().result;
  const bool described = statement.request.describe_only;
  if (format == ResultFormat::arrow) {
    const std::string stream = TRY(result.arrow_stream(0));
    json.key("rowsetBase64").raw("\"");
    if (!described) append_base64(json.buffer(), stream);
    json.buffer() += '"';
    return Done{};
  }
  const std::string rows = TRY(result.json_rows(0, json_options()));
  json.key("rowset").raw("[").buffer() += described ? std::string() : rows;
  json.buffer() += ']';
  return Done{};
}

// The places of the binds: what a driver needs to send them later.
static void write_binds(const StatementOutcome& outcome, JsonWriter& json) {
  json.member("numberOfBinds", int64_t{outcome.bind_count});
  json.member("arrayBindSupported", outcome.takes_array_binds && outcome.bind_count > 0);
  if (outcome.bind_count == 0) return;
  json.key("metaDataOfBinds").begin_array();
  for (uint32_t i = 1; i <= outcome.bind_count; ++i) {
    json.begin_object().member("precision", 0).member("nullable", true).member("scale", 0);
    json.member("byteLength", 16777216).member("length", 16777216);
    json.member("name", std::to_string(i)).member("type", "text").end_object();
  }
  json.end_array();
}

Response finished(const Statement& statement, std::string_view host) {
  const StatementOutcome& outcome = statement.outcome();
  if (outcome.error) return statement_failure(*outcome.error, statement.id);
  const StoredResult& result = *outcome.result;
  const ResultFormat format = format_of(statement);
  const int64_t rows = statement.request.describe_only ? 0 : result.row_count();

  JsonWriter json;
  json.begin_object().key("parameters");
  write_parameters(*outcome.parameters, json);
  json.key("rowtype");
  wire::write_row_type(result.shape(), wire::JsonProtocol::driver, json);
  Result<Done> written = write_rows(statement, format, json);
  if (written) written = write_chunks(statement, format, host, json);
  if (!written) return statement_failure(written.error(), statement.id);
  json.member("total", rows).member("returned", rows).member("queryId", statement.id);
  json.member_null("databaseProvider");
  write_name("finalDatabaseName", outcome.names.database, json);
  write_name("finalSchemaName", outcome.names.schema, json);
  write_name("finalWarehouseName", outcome.names.warehouse, json);
  write_name("finalRoleName", outcome.names.role, json);
  write_binds(outcome, json);
  json.member("statementTypeId", outcome.statement_type_id).member("version", 1);
  json.member("sendResultTime", statement.ended_wall_ms.load());
  json.member("queryResultFormat", format == ResultFormat::arrow ? "arrow" : "json");
  write_children(outcome, json);
  write_stats(outcome, json);
  if (outcome.transfer) {
    write_plan(statement, *outcome.transfer, host, statement.ended_wall_ms.load(), json);
  }
  json.end_object();
  return success(json.text());
}

}  // namespace mockhaus::http::driver
