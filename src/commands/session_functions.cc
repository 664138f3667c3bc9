// table: functions about the session, its user, and what runs beside it.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "base/ascii.h"
#include "base/json.h"
#include "catalog/account.h"
#include "catalog/errors.h"
#include "commands/explain.h"
#include "commands/object_function.h"
#include "commands/transaction.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;

FunctionAnswer current_role_type(const FunctionArguments&, const SessionView&,
                                 const CommandContext&) {
  return std::optional<std::string>("ROLE");
}

FunctionAnswer all_user_names(const FunctionArguments&, const SessionView& view,
                              const CommandContext&) {
  JsonWriter json;
  json.begin_array();
  for (const catalog::Object* user :
       view.snapshot().children(catalog::account_id, catalog::Space::user)) {
    json.string(user->name);
  }
  json.end_array();
  return std::optional<std::string>(json.text());
}

FunctionAnswer no_task(const FunctionArguments&, const SessionView&, const CommandContext&) {
  return std::optional<std::string>();
}

// The roles that are granted to the user, not those below them.
std::string granted_roles(const SessionView& view, const std::string& user) {
  std::vector<std::string> names;
  for (const catalog::Object* object :
       view.snapshot().children(catalog::account_id, catalog::Space::grant)) {
    const auto& grant = static_cast<const catalog::Grant&>(*object);
    const bool of_user = grant.grantee_kind == "USER" && grant.grantee == user;
    if (of_user && grant.object_kind == "ROLE") names.push_back(grant.object_name);
  }
  std::ranges::sort(names);
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return list;
}

FunctionAnswer current_secondary_roles(const FunctionArguments&, const SessionView& view,
                                       const CommandContext& context) {
  const sql::SessionContext& session = context.session;
  const catalog::User* user = view.snapshot().find_user(session.user);
  const bool all_by_default =
      user == nullptr || user->default_secondary_roles.find("ALL") != std::string::npos;
  const std::string value = session.secondary_roles.value_or(all_by_default ? "ALL" : "");
  const std::string roles = value == "ALL" ? granted_roles(view, session.user) : value;
  JsonWriter json;
  json.begin_object();
  json.key("roles");
  json.string(roles);
  json.key("value");
  json.string(value);
  json.end_object();
  return std::optional<std::string>(json.text());
}

struct WaitUnit {
  std::string_view word;
  int64_t milliseconds;
};
constexpr WaitUnit wait_units[] = {
    {"DAYS", 86'400'000}, {"HOURS", 3'600'000}, {"MINUTES", 60'000}, {"SECONDS", 1000},
    {"MILLISECONDS", 1},
};

// SYSTEM$WAIT(amount [, unit]): sleeps, and ends early when the statement is cancelled.
FunctionAnswer wait(const FunctionArguments& arguments, const SessionView&,
            const CommandContext& context) {
  std::string unit = "SECONDS";
  if (arguments.size() > 1 && arguments[1]) unit = ascii::upper(*arguments[1]);
  const auto row = std::ranges::find(wait_units, unit, &WaitUnit::word);
  const std::string amount = arguments[0].value_or("");
  const bool digits = !amount.empty() && amount.size() < 9 &&
                      amount.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || row == std::end(wait_units)) {
    return sql::errors::unsupported("SYSTEM$WAIT with " + (digits ? unit : amount));
  }
  int64_t left = context.describe_only ? 0 : std::stoll(amount) * row->milliseconds;
  constexpr int64_t step = 20;  // how long a cancelled statement may still sleep
  while (left > 0) {
    if (context.cancelled != nullptr && *context.cancelled) return catalog::errors::canceled();
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(step, left)));
    left -= step;
  }
  return std::optional<std::string>("waited " + amount + " " + ascii::lower(unit));
}

// Like SYSTEM$WAIT: once for each statement, and not when it is only described.
FunctionAnswer cancel_query(const FunctionArguments& arguments, const SessionView&,
                    const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$CANCEL_QUERY");
  const std::string id = arguments[0].value_or("");
  if (!context.describe_only && !context.running->cancel(id)) {
    return catalog::errors::not_executing();
  }
  return std::optional<std::string>("query [" + id + "] terminated.");
}

Result<uint64_t> session_id(const std::string& text) {
  uint64_t id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    return catalog::errors::invalid_identifier(text);
  }
  return id;
}

FunctionAnswer cancel_all_queries(const FunctionArguments& arguments, const SessionView&,
                          const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$CANCEL_ALL_QUERIES");
  uint64_t session = context.session.session_id;
  if (!arguments.empty()) session = TRY(session_id(arguments[0].value_or("")));
  const size_t count = context.describe_only ? 0 : context.running->cancel_session(session);
  return std::optional<std::string>(std::to_string(count) + " statements cancelled");
}

// SYSTEM$ABORT_SESSION(id): what the session runs ends, and nothing more can be run in it.
FunctionAnswer abort_session(const FunctionArguments& arguments, const SessionView&,
                             const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$ABORT_SESSION");
  const std::string text = arguments[0].value_or("");
  const uint64_t session = TRY(session_id(text));
  if (!context.describe_only && !context.running->end_session(session)) {
    return catalog::errors::does_not_exist("Session", text);
  }
  return std::optional<std::string>("session [" + text + "] terminated.");
}

FunctionAnswer abort_transaction(const FunctionArguments& arguments, const SessionView&,
                                 const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$ABORT_TRANSACTION");
  const std::string id = arguments[0].value_or("");
  const std::string done = "Aborted transaction id: " + id;
  if (context.describe_only) return std::optional(done);
  if (!id.empty() && id == context.session.current_transaction) {
    TRY(roll_back_open_transaction(context));
    return std::optional(done);
  }
  if (!context.running->abort_transaction(id)) {
    return catalog::errors::does_not_exist("Transaction", id);
  }
  return std::optional(done);
}

constexpr std::string_view log_levels[] = {"TRACE", "DEBUG", "INFO", "WARN", "WARNING", "ERROR",
                                           "FATAL"};

// There is no event table that could take the message.
FunctionAnswer no_event(const FunctionArguments&, const SessionView&, const CommandContext&) {
  return std::optional<std::string>();
}

// SYSTEM$LOG(level, message)
FunctionAnswer log_message(const FunctionArguments& arguments, const SessionView&,
                           const CommandContext&) {
  const std::string level = ascii::upper(arguments[0].value_or(""));
  if (std::ranges::find(log_levels, level) == std::end(log_levels)) {
    return sql::errors::invalid_parameter_value(arguments[0].value_or("NULL"), "SYSTEM$LOG", 1,
                                                "unknown level");
  }
  return std::optional<std::string>();
}

struct ClientVersions {
  std::string_view id, name, least, least_soon, recommended;
};
constexpr ClientVersions client_versions[] = {
    {"DOTNETDriver", ".NET", "2.0.9", "2.0.11", "2.1.5"},
    {"GO", "Go", "1.6.6", "1.6.9", "1.7.1"},
    {"JDBC", "JDBC", "3.13.14", "3.13.18", "3.14.4"},
    {"JSDriver", "JavaScript", "1.6.6", "1.6.9", "1.9.2"},
    {"ODBC", "ODBC", "2.24.5", "2.24.7", "3.1.4"},
    {"PHP_PDO", "PDO", "1.2.0", "1.2.1", "2.0.1"},
    {"PythonConnector", "PythonConnector", "2.7.3", "2.7.7", "3.6.0"},
    {"SnowSQL", "SnowSQL", "1.2.21", "1.2.21", "1.2.31"},
    {"SQLAPI", "SQLAPI", "1.0.0", "", ""},
};

FunctionAnswer client_version_info(const FunctionArguments&, const SessionView&,
                                   const CommandContext&) {
  JsonWriter json;
  json.begin_array();
  for (const ClientVersions& client : client_versions) {
    json.begin_object().key("clientId").string(client.id);
    json.key("clientAppId").string(client.name);
    json.key("minimumSupportedVersion").string(client.least);
    json.key("minimumNearingEndOfSupportVersion").string(client.least_soon);
    json.key("recommendedVersion").string(client.recommended);
    json.key("deprecatedVersions").begin_array().end_array();
    json.key("_customSupportedVersions_").begin_array().end_array().end_object();
  }
  json.end_array();
  return std::optional<std::string>(json.text());
}

// Nothing can be enabled or disabled here.
FunctionAnswer no_bundles(const FunctionArguments&, const SessionView&, const CommandContext&) {
  return std::optional<std::string>("[]");
}

std::optional<PastStatement> find_past(const std::string& id, const CommandContext& context) {
  std::optional<PastStatement> found;
  if (context.history == nullptr) return found;
  context.history->each([&](const PastStatement& one) {
    if (one.id == id) found = one;
    return one.id != id;
  });
  return found;
}

// SYSTEM$ESTIMATE_QUERY_ACCELERATION(id): nothing accelerates queries here.
FunctionAnswer estimate_acceleration(const FunctionArguments& arguments, const SessionView&,
                                     const CommandContext& context) {
  const std::string id = arguments[0].value_or("");
  const std::optional<PastStatement> past = find_past(id, context);
  JsonWriter json;
  json.begin_object().key("estimatedQueryTimes").begin_object().end_object();
  if (past) {
    const int64_t taken_ms = std::max<int64_t>(past->ended_ms - past->submitted_ms, 0);
    json.key("originalQueryTime").real(static_cast<double>(taken_ms) / 1000);
  }
  json.key("queryUUID").string(id);
  json.key("status").string(past ? "ineligible" : "invalid");
  json.key("upperLimitScaleFactor").number(0).end_object();
  return std::optional<std::string>(json.text());
}

// SYSTEM$EXPLAIN_PLAN_JSON(statement, or the id of one that ran)
FunctionAnswer explain_plan(const FunctionArguments& arguments, const SessionView&,
                            const CommandContext& context) {
  std::string text = arguments[0].value_or("");
  const bool is_id = text.size() == 36 && text.find_first_of(" \n") == std::string::npos;
  if (is_id && context.history != nullptr) {
    const std::optional<PastStatement> past = find_past(text, context);
    if (!past) return catalog::errors::statement_not_found(text);
    text = past->text;
  }
  std::string plan = TRY(plan_json(text, context));
  return std::optional(std::move(plan));
}

constexpr ObjectFunction rows[] = {
    {"ALL_USER_NAMES", 0, 0, all_user_names},
    {"CURRENT_ROLE_TYPE", 0, 0, current_role_type},
    {"CURRENT_SECONDARY_ROLES", 0, 0, current_secondary_roles},
    {"SYSTEM$ABORT_SESSION", 1, 1, abort_session},
    {"SYSTEM$ABORT_TRANSACTION", 1, 1, abort_transaction},
    {"SYSTEM$ADD_EVENT", 1, 2, no_event},
    {"SYSTEM$CANCEL_ALL_QUERIES", 0, 1, cancel_all_queries},
    {"SYSTEM$CANCEL_QUERY", 1, 1, cancel_query},
    {"SYSTEM$CLIENT_VERSION_INFO", 0, 0, client_version_info},
    {"SYSTEM$CURRENT_USER_TASK_NAME", 0, 0, no_task},
    {"SYSTEM$ESTIMATE_QUERY_ACCELERATION", 1, 1, estimate_acceleration},
    {"SYSTEM$EXPLAIN_PLAN_JSON", 1, 1, explain_plan},
    {"SYSTEM$LOG", 2, 2, log_message},
    {"SYSTEM$LOG_DEBUG", 1, 1, no_event},
    {"SYSTEM$LOG_ERROR", 1, 1, no_event},
    {"SYSTEM$LOG_FATAL", 1, 1, no_event},
    {"SYSTEM$LOG_INFO", 1, 1, no_event},
    {"SYSTEM$LOG_TRACE", 1, 1, no_event},
    {"SYSTEM$LOG_WARN", 1, 1, no_event},
    {"SYSTEM$SET_SPAN_ATTRIBUTES", 1, 1, no_event},
    {"SYSTEM$SHOW_ACTIVE_BEHAVIOR_CHANGE_BUNDLES", 0, 0, no_bundles},
    {"SYSTEM$WAIT", 1, 2, wait},
};

}  // namespace

std::span<const ObjectFunction> session_functions() { return rows; }

}  // namespace mockhaus::commands
