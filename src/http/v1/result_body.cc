#include "http/v1/result_body.h"

#include "http/sql_api/reply.h"
#include "service/result/stored_result.h"
#include "service/service.h"
#include "wire/row_type.h"

namespace mockhaus::http::v1 {

using service::Statement;
using service::StoredResult;

constexpr size_t end_of_arrow_bytes = 8;  // of a stream: no more messages

std::optional<ResultForm> form_of(const Request& request) {
  std::string accepted(request.header("accept"));
  for (char& c : accepted) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  struct Row {
    std::string_view word;
    ResultForm form;
  };
  // The first that is named wins, whatever the order in the header; quality values are not read.
  constexpr Row rows[] = {{"application/vnd.apache.arrow.stream", ResultForm::arrow},
                          {"text/csv", ResultForm::csv},
                          {"application/json", ResultForm::json},
                          {"*/*", ResultForm::json},
                          {"application/*", ResultForm::json}};
  if (accepted.empty()) return ResultForm::json;
  for (const Row& row : rows) {
    if (accepted.find(row.word) != accepted.npos) return row.form;
  }
  return std::nullopt;
}

static std::string_view content_type(ResultForm form) {
  switch (form) {
    case ResultForm::json: return "application/json";
    case ResultForm::arrow: return "application/vnd.apache.arrow.stream";
    case ResultForm::csv: return "text/csv; charset=utf-8; header=present";
  }
  return "";
}

// Every cell as the text that the session's output formats give.
static wire::JsonOptions display_options(const Statement& statement) {
  wire::JsonOptions options;
  options.protocol = wire::JsonProtocol::sql_api;
  sql::ParameterValues values = statement.request.parameters;
  if (const auto& of_session = statement.outcome().parameters) {
    values.insert(of_session->begin(), of_session->end());  // keeps what is there already
  }
  const auto format = [&](std::string_view name, std::string_view general = "") {
    std::string_view text = sql::effective_value(values, name);
    if (text.empty() && !general.empty()) text = sql::effective_value(values, general);
    return std::optional<std::string>(text);
  };
  constexpr std::string_view any_timestamp = "TIMESTAMP_OUTPUT_FORMAT";
  wire::OutputFormats& formats = options.formats;
  formats.date = format("DATE_OUTPUT_FORMAT");
  formats.time = format("TIME_OUTPUT_FORMAT");
  formats.timestamp_ntz = format("TIMESTAMP_NTZ_OUTPUT_FORMAT", any_timestamp);
  formats.timestamp_ltz = format("TIMESTAMP_LTZ_OUTPUT_FORMAT", any_timestamp);
  formats.timestamp_tz = format("TIMESTAMP_TZ_OUTPUT_FORMAT", any_timestamp);
  formats.binary = format("BINARY_OUTPUT_FORMAT");
  formats.timezone = *format("TIMEZONE");
  return options;
}

static std::string json_head(const Statement& statement) {
  const service::StatementOutcome& outcome = statement.outcome();
  JsonWriter json;
  json.begin_object().member("handle", statement.id);
  json.member("row_count", outcome.result_rows).member("reused", outcome.is_reused);
  if (outcome.has_counts) {
    json.key("changed").begin_object().member("inserted", outcome.counts.inserted);
    json.member("updated", outcome.counts.updated).member("deleted", outcome.counts.deleted);
    json.end_object();
  }
  json.key("columns");
  wire::write_row_type(outcome.result->shape(), wire::JsonProtocol::sql_api, json);
  return json.take() + ",\"rows\":[";
}

// An empty text is quoted, so that it differs from NULL.
static void add_csv_cell(std::string_view text, std::string& out) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == text.npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

static std::string csv_head(const sql::ResultShape& shape) {
  std::string line;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) line += ',';
    add_csv_cell(shape[i].name, line);
  }
  return line + "\r\n";
}

static std::string csv_of(const std::string& json_rows) {
  Arena arena;
  const std::string text = "[" + json_rows + "]";
  const Json* rows = parse_json(text, arena);
  std::string out;
  for (const Json& row : rows->items()) {
    bool first = true;
    for (const Json& cell : row.items()) {
      if (!first) out += ',';
      first = false;
      if (!cell.is_null()) add_csv_cell(cell.text, out);
    }
    out += "\r\n";
  }
  return out;
}

// Streams of one partition each become one: the first gives the schema, the last the end.
static std::string arrow_part(std::string stream, bool is_first, bool is_last) {
  if (!is_last) stream.resize(stream.size() - end_of_arrow_bytes);
  if (is_first) return stream;
  uint32_t head_bytes = 0;  // of the schema message, after its mark and this length
  std::memcpy(&head_bytes, stream.data() + 4, sizeof head_bytes);
  return stream.substr(8 + head_bytes);
}

static Result<std::string> part(const Statement& statement, ResultForm form, size_t number) {
  const StoredResult& result = *statement.outcome().result;
  const bool is_first = number == 0;
  const bool is_last = number + 1 == result.partitions().size();
  if (form == ResultForm::arrow) {
    std::string stream = TRY(result.arrow_stream(number));
    return arrow_part(std::move(stream), is_first, is_last);
  }
  std::string rows = TRY(result.json_rows(number, display_options(statement)));
  if (form == ResultForm::csv) {
    return (is_first ? csv_head(result.shape()) : std::string()) + csv_of(rows);
  }
  const std::string begin = is_first ? json_head(statement) : ",";
  return begin + rows + (is_last ? "]}" : "");
}

namespace {

// Sends the parts of a large result one after the other. Held by the part on its way.
class PartSender : public std::enable_shared_from_this<PartSender> {
 public:
  PartSender(service::Service& service, StatementPointer statement, ResultForm form,
             std::shared_ptr<BodyStream> stream)
      : service_(service), statement_(std::move(statement)), form_(form),
        stream_(std::move(stream)) {}

  // What cannot be read any more cuts the answer.
  void send(size_t number) {
    Result<std::string> bytes = part(*statement_, form_, number);
    if (!bytes) return;
    stream_->write(std::move(*bytes), [self = shared_from_this(), number](bool taken) {
      if (taken) self->send_later(number + 1);
    });
  }

 private:
  void send_later(size_t number) {
    if (number == statement_->outcome().result->partitions().size()) return stream_->end();
    // An event loop must not encode rows.
    const auto work = [self = shared_from_this(), number] { self->send(number); };
    if (service_.statements().run(work)) return;
    service_.later(100 * ns_per_ms, [self = shared_from_this(), number] {
      self->send_later(number);
    });
  }

  service::Service& service_;
  const StatementPointer statement_;
  const ResultForm form_;
  const std::shared_ptr<BodyStream> stream_;  // shared with the parts on their way
};

}  // namespace

void send_result(service::Service& service, StatementPointer statement, ResultForm form,
                 Responder responder) {
  Response response;
  response.content_type = std::string(content_type(form));
  if (statement->outcome().result->partitions().size() > 1) {
    auto stream = responder.stream(std::move(response));
    auto sender = std::make_shared<PartSender>(service, std::move(statement), form,
                                               std::move(stream));
    return sender->send(0);
  }
  Result<std::string> bytes = part(*statement, form, 0);
  if (!bytes) {
    return responder.send(sql_api::full_error(sql_api::status_of(bytes.error()), bytes.error(),
                                              statement->id));
  }
  response.body = std::move(*bytes);
  responder.send(std::move(response));
}

}  // namespace mockhaus::http::v1
