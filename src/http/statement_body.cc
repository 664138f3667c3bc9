#include "http/statement_body.h"

#include "http/bindings.h"
#include "http/errors.h"

namespace mockhaus::http {

using service::StatementRequest;

constexpr int64_t longest_timeout_seconds = 604'800;  // what a timeout of 0 asks for

bool is_json_request(const Request& request) {
  std::string type(request.header("content-type"));
  for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::string_view json = "application/json";
  if (!type.starts_with(json)) return false;
  const size_t end = type.find_first_not_of(" \t", json.size());
  return end == type.npos || type[end] == ';';
}

Result<std::string> read_text(const Json* body) {
  const Json* text = body != nullptr ? body->find("statement") : nullptr;
  if (text == nullptr || !text->is_string()) return errors::invalid_payload();
  if (text->text.find_first_not_of(" \t\r\n") == text->text.npos) return errors::empty_statement();
  return std::string(text->text);
}

static Result<Done> read_parameters(const Json* parameters, StatementRequest& statement) {
  if (parameters == nullptr) return Done{};
  if (!parameters->is_object()) return errors::invalid_payload();
  for (const JsonMember& member : parameters->members()) {
    const sql::ParameterRow* row = sql::find_parameter(member.name);
    if (row == nullptr || member.value.is_null()) continue;
    const std::optional<std::string> text = member.value.scalar_text();
    if (!text) return errors::invalid_payload();
    if (row->name == "MULTI_STATEMENT_COUNT") {
      const std::optional<int64_t> count = member.value.integer();
      if (!count) return errors::invalid_payload();
      statement.statement_count = *count;
      continue;
    }
    std::string value = TRY(sql::normalize_parameter(*row, *text));
    statement.parameters[std::string(row->name)] = std::move(value);
  }
  return Done{};
}

static Result<Done> check_names(const Json& body) {
  for (const std::string_view name : {"database", "schema", "warehouse", "role"}) {
    const Json* value = body.find_value(name);
    if (value != nullptr && !value->is_string()) return errors::invalid_payload();
  }
  return Done{};
}

Result<StatementRequest> read_statement(const Json& body) {
  TRY(check_names(body));
  StatementRequest statement;
  statement.text = std::string(body.text_of("statement"));
  statement.statement_count = 1;
  TRY(read_parameters(body.find_value("parameters"), statement));
  statement.binds = TRY(read_bindings(body.find_value("bindings")));
  if (const Json* timeout = body.find_value("timeout")) {
    const std::optional<int64_t> seconds = timeout->integer();
    if (!seconds || *seconds < 0) return errors::invalid_payload();
    statement.timeout_seconds = *seconds == 0 ? longest_timeout_seconds : *seconds;
  }
  return statement;
}

static std::optional<std::string> wish(const Json& body, std::string_view name) {
  const std::string_view text = body.text_of(name);
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

service::Service::Wishes read_wishes(const Json& body) {
  return {wish(body, "database"), wish(body, "schema"), wish(body, "role"),
          wish(body, "warehouse")};
}

}  // namespace mockhaus::http
