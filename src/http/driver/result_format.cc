#include "http/driver/result_format.h"

namespace mockhaus::http::driver {

namespace {

constexpr int query_type_id = 0x1000;

// The clients that read Arrow, and the parameter by which each asks for a format. Node.js is not
// among them: it must never get Arrow.
struct Client {
  std::string_view id;
  std::string_view parameter;
};
constexpr Client clients[] = {
    {".NET", "DOTNET_QUERY_RESULT_FORMAT"},
    {"C API", "C_API_QUERY_RESULT_FORMAT"},
    {"Go", "GO_QUERY_RESULT_FORMAT"},
    {"JDBC", "JDBC_QUERY_RESULT_FORMAT"},  // JSON by default
    {"ODBC", "ODBC_QUERY_RESULT_FORMAT"},
    {"PythonConnector", "PYTHON_CONNECTOR_QUERY_RESULT_FORMAT"},
};

}  // namespace

ResultFormat format_of(const service::Statement& statement) {
  const service::StatementOutcome& outcome = statement.outcome();
  if (outcome.statement_type_id != query_type_id) return ResultFormat::json;
  const std::string& client = statement.session->start().client_id;
  for (const Client& row : clients) {
    if (row.id != client) continue;
    const sql::ParameterValues& own = statement.request.parameters;
    const bool is_own = own.contains(row.parameter);
    const std::string_view wish =
        sql::effective_value(is_own ? own : *outcome.parameters, row.parameter);
    return wish.starts_with("ARROW") || wish.starts_with("arrow") ? ResultFormat::arrow
                                                                  : ResultFormat::json;
  }
  return ResultFormat::json;
}

wire::JsonOptions json_options() {
  wire::JsonOptions options;
  options.protocol = wire::JsonProtocol::driver;
  return options;
}

Result<int64_t> chunk_bytes(const service::Statement& statement, ResultFormat format,
                            size_t partition) {
  const service::StoredResult& result = *statement.outcome().result;
  const service::Partition& part = result.partitions()[partition];
  if (format == ResultFormat::arrow) return part.arrow_bytes;
  if (statement.session->start().client_id != "JDBC") return part.json_bytes;
  const std::string rows = TRY(result.json_rows(partition, json_options()));
  return static_cast<int64_t>(rows.size()) + 4 * part.rows;
}

}  // namespace mockhaus::http::driver
