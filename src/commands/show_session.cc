#include <charconv>

#include "catalog/account.h"
#include "commands/names.h"
#include "commands/object.h"
#include "commands/show.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

// FIXED and REAL as SHOW VARIABLES prints types: number, text, ...
std::string variable_type(const sql::Type& type) { return std::string(sql::wire_name(type)); }

std::string level_of(std::string_view name, const sql::ParameterValues& account,
                     const catalog::User* user, const sql::ParameterValues& session) {
  const auto set = session.find(name);
  if (set == session.end()) return "";
  if (user != nullptr) {
    for (const auto& [key, value] : user->parameters) {
      if (key == name && value == set->second) return "USER";
    }
  }
  const auto inherited = account.find(name);
  if (inherited != account.end() && inherited->second == set->second) return "ACCOUNT";
  return "SESSION";
}

}  // namespace

Result<Done> show_parameters(const ShowInput& input, std::vector<ShowRow>& into) {
  static const sql::ParameterValues none;
  const CommandContext& context = input.context();
  const std::string_view scope = input.show.scope_kind;
  const sql::ParameterValues account = account_parameters(input.snapshot());
  const sql::ParameterValues& session = context.parameters ? *context.parameters : none;
  const catalog::User* user = input.snapshot().find_user(context.session.user);
  const bool of_account = scope == "ACCOUNT";
  const bool of_session = scope.empty() || scope == "SESSION" || scope == "USER";
  if (!of_account && !of_session) return show_object_parameters(input, into);
  const sql::ParameterValues& values = of_account ? account : session;
  for (const sql::ParameterRow& row : sql::parameter_rows()) {
    const std::string level = of_account ? (account.contains(row.name) ? "ACCOUNT" : "")
                                         : level_of(row.name, account, user, session);
    const auto set = values.find(row.name);
    const std::string value(set == values.end() ? row.default_value : set->second);
    const std::string_view type = row.type == sql::ParameterType::boolean  ? "BOOLEAN"
                                  : row.type == sql::ParameterType::number ? "NUMBER"
                                                                           : "STRING";
    into.push_back({"", "", std::string(row.name), "", 0,
                    {std::string(row.name), value, std::string(row.default_value), level,
                     std::string(row.description), std::string(type)}});
  }
  return Done{};
}

Result<Done> show_variables(const ShowInput& input, std::vector<ShowRow>& into) {
  const sql::SessionContext& session = input.context().session;
  const std::string now = time_text(input.context().account.now_ms());
  for (const auto& [name, variable] : session.variables) {
    into.push_back({"", "", name, "", 0,
                    {std::to_string(session.session_id), now, now, name, variable.text,
                     variable_type(variable.type), ""}});
  }
  return Done{};
}

Result<Done> show_transactions(const ShowInput& input, std::vector<ShowRow>& into) {
  RunningStatements* running = input.context().running;
  if (running == nullptr) return sql::errors::unsupported("SHOW TRANSACTIONS");
  const auto open = running->transactions(input.show.scope == sql::ShowScope::account);
  if (!open) {
    return catalog::errors::insufficient_privileges("account", input.context().session.account);
  }
  for (const OpenTransaction& one : *open) {
    int64_t started_ns = 0;
    std::from_chars(one.id.data(), one.id.data() + one.id.size(), started_ns);
    into.push_back({"", "", one.name, "", 0,
                    {one.id, one.user, std::to_string(one.session_id), one.name,
                     time_text(started_ns / 1'000'000), "running", "0"}});
  }
  return Done{};
}

Result<Done> show_locks(const ShowInput& input, std::vector<ShowRow>& into) {
  for (const catalog::TableLocks::Row& row : input.context().account.table_locks().list()) {
    const catalog::Object* table = input.snapshot().find_by_id(row.table);
    if (table == nullptr) continue;
    const std::string name = input.snapshot().full_name(*table);
    into.push_back({"", "", name, "", 0,
                    {name, "PARTITIONS", row.transaction, {}, row.waiting ? "WAITING" : "HOLDING",
                     row.waiting ? std::nullopt : std::optional(time_text(row.since_ms)),
                     row.statement, std::to_string(row.session)}});
  }
  return Done{};
}

Result<Done> show_regions(const ShowInput&, std::vector<ShowRow>& into) {
  into.push_back({"", "", "MOCKHAUS", "", 0,
                  {"PUBLIC", "MOCKHAUS", "local", "local", "This machine"}});
  return Done{};
}

}  // namespace mockhaus::commands
