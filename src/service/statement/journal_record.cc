#include "service/statement/journal_record.h"

#include "service/statement/errors.h"

namespace mockhaus::service {

static void write_map(const sql::ParameterValues& values, JsonWriter& json) {
  json.begin_object();
  for (const auto& [name, value] : values) json.member(name, value);
  json.end_object();
}

static sql::ParameterValues read_map(const Json* json) {
  sql::ParameterValues values;
  if (json == nullptr) return values;
  for (const JsonMember& member : json->members()) {
    values[std::string(member.name)] = std::string(member.value.text);
  }
  return values;
}

// What both kinds of records say.
static void write_request(const Statement& statement, JsonWriter& json) {
  const StatementRequest& request = statement.request;
  json.member("id", statement.id).member("user", statement.session->user());
  json.member("account", statement.session->start().account);
  json.member("request_id", request.request_id);
  json.member("door", static_cast<int>(request.door));
  json.member("asynchronous", request.asynchronous);
  json.member("null_as_text", request.null_as_text);
  json.member("submitted", statement.submitted_wall_ms);
  json.key("own_parameters");
  write_map(request.parameters, json);
}

std::string begun_record(const Statement& statement) {
  JsonWriter json;
  json.begin_object();
  write_request(statement, json);
  json.end_object();
  return json.take() + "\n";
}

Result<std::string> ended_record(const Statement& statement, const StatementOutcome& outcome,
                                 StatementState state) {
  JsonWriter json;
  json.begin_object().member("state", static_cast<int>(state));
  write_request(statement, json);
  json.member("started", statement.started_wall_ms.load());
  json.member("ended", statement.ended_wall_ms.load());
  json.member("type", outcome.statement_type_id);
  const SessionNames& names = statement.names();
  json.member("database", names.database).member("schema", names.schema);
  json.member("role", names.role).member("warehouse", names.warehouse);
  if (outcome.parameters != nullptr) {
    json.key("parameters");
    write_map(*outcome.parameters, json);
  }
  if (outcome.has_counts) {
    json.member("inserted", outcome.counts.inserted).member("updated", outcome.counts.updated);
    json.member("deleted", outcome.counts.deleted);
    json.member("duplicates", outcome.counts.duplicates);
  }
  if (outcome.error) {
    json.member("code", outcome.error->code).member("sql_state", outcome.error->sql_state);
    json.member("message", outcome.error->message);
  }
  json.key("children").begin_array();
  for (const auto& child : outcome.children) json.string(child->id);
  json.end_array();
  std::string bytes;
  if (outcome.result != nullptr && !outcome.error) {
    json.key("result");
    TRY(outcome.result->save(json, bytes));
  }
  json.member("bytes", static_cast<int64_t>(bytes.size())).end_object();
  return json.take() + "\n" + bytes;
}

static int64_t number_of(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value == nullptr ? 0 : value->integer().value_or(0);
}

static void read_request(const Json& json, SavedStatement& saved) {
  saved.id = json.text_of("id");
  saved.session.user = json.text_of("user");
  saved.session.account = json.text_of("account");
  saved.request.request_id = json.text_of("request_id");
  saved.request.door = static_cast<Door>(number_of(json, "door"));
  saved.request.asynchronous = json.truth_of("asynchronous");
  saved.request.null_as_text = json.truth_of("null_as_text");
  saved.request.parameters = read_map(json.find("own_parameters"));
  saved.submitted_wall_ms = number_of(json, "submitted");
}

static void read_outcome(const Json& json, ResultSpace& space,
                         const std::shared_ptr<ResultFile>& source, int64_t begin,
                         SavedStatement& saved) {
  StatementOutcome& outcome = saved.outcome;
  saved.state = static_cast<StatementState>(number_of(json, "state"));
  saved.started_wall_ms = number_of(json, "started");
  saved.ended_wall_ms = number_of(json, "ended");
  outcome.statement_type_id = static_cast<int>(number_of(json, "type"));
  outcome.has_counts = json.find("inserted") != nullptr;
  outcome.counts = {number_of(json, "inserted"), number_of(json, "updated"),
                    number_of(json, "deleted"), number_of(json, "duplicates")};
  if (const Json* children = json.find("children")) {
    for (const Json& child : children->items()) saved.children.emplace_back(child.text);
  }
  outcome.error = std::nullopt;
  if (json.find("code") != nullptr) {
    outcome.error = Error{std::string(json.text_of("code")), std::string(json.text_of("sql_state")),
                          std::string(json.text_of("message")), {}};
    return;
  }
  const Json* result = json.find("result");
  if (result != nullptr) outcome.result = open_saved_result(*result, space, source, begin);
  if (outcome.result == nullptr) {  // its file is gone
    saved.state = StatementState::failed;
    outcome.error = errors::aborted(saved.id);
    return;
  }
  outcome.result_rows = outcome.result->row_count();
  for (const Partition& part : outcome.result->partitions()) {
    outcome.result_bytes += part.arrow_bytes;
  }
}

std::optional<ReadRecord> read_record(std::string_view line, ResultSpace& space,
                                      const std::shared_ptr<ResultFile>& source, int64_t begin) {
  Arena arena;
  const Json* json = parse_json(line, arena);
  if (json == nullptr || !json->is_object()) return std::nullopt;
  ReadRecord record;
  SavedStatement& saved = record.statement;
  read_request(*json, saved);
  saved.outcome.error = errors::aborted(saved.id);
  saved.outcome.names = {
      std::string(json->text_of("database")), std::string(json->text_of("schema")),
      std::string(json->text_of("role")), std::string(json->text_of("warehouse"))};
  saved.outcome.parameters =
      std::make_shared<const sql::ParameterValues>(read_map(json->find("parameters")));
  saved.session.names = saved.outcome.names;
  saved.session.parameters = *saved.outcome.parameters;
  record.is_end = json->find("state") != nullptr;
  if (record.is_end) {
    record.following_bytes = static_cast<size_t>(number_of(*json, "bytes"));
    read_outcome(*json, space, source, begin, saved);
  }
  return record;
}

}  // namespace mockhaus::service
