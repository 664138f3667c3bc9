#include "commands/query_history.h"

#include <charconv>

#include "catalog/account.h"
#include "catalog/errors.h"
#include "commands/statement_type.h"
#include "sql/errors.h"
#include "values/temporal_parse.h"
#include "values/timestamp.h"

namespace mockhaus::commands {
namespace {

using Cell = catalog::VirtualCell;

constexpr int64_t rows_usual = 100;
constexpr int64_t rows_max = 10'000;

// What the arguments ask for.
struct Wanted {
  std::optional<int64_t> ended_from_ms, ended_until_ms;
  int64_t rows = rows_usual;
  bool client_generated = false;
  std::optional<std::string> user, warehouse;
  std::optional<uint64_t> session;
};

std::optional<std::string> argument(const catalog::TableArguments& arguments,
                                    std::string_view name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::nullopt : found->second;
}

Result<std::optional<int64_t>> time_argument(const catalog::TableArguments& arguments,
                                             std::string_view name,
                                             const CommandContext& context) {
  const std::optional<std::string> text = argument(arguments, name);
  if (!text) return std::optional<int64_t>();
  values::ParsedText parsed;
  if (!values::detect_timestamp(*text, &parsed)) {
    return catalog::errors::invalid_property_value(*text, name);
  }
  values::Zone zone =
      values::Zone::find(context.session.settings.timezone).value_or(values::Zone());
  constexpr values::int128 nanoseconds_per_ms = 1'000'000;
  return std::optional(
      static_cast<int64_t>(values::ltz_from_text(parsed, zone) / nanoseconds_per_ms));
}

Result<std::optional<int64_t>> number_argument(const catalog::TableArguments& arguments,
                                               std::string_view name) {
  const std::optional<std::string> text = argument(arguments, name);
  if (!text) return std::optional<int64_t>();
  int64_t number = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || stop != text->data() + text->size()) {
    return catalog::errors::invalid_property_value(*text, name);
  }
  return std::optional(number);
}

Result<Wanted> read_wanted(const catalog::SessionView::UsedVirtual& used,
                           const CommandContext& context) {
  const catalog::TableArguments& arguments = used.arguments;
  Wanted wanted;
  wanted.ended_from_ms = TRY(time_argument(arguments, "END_TIME_RANGE_START", context));
  wanted.ended_until_ms = TRY(time_argument(arguments, "END_TIME_RANGE_END", context));
  const std::optional<int64_t> rows = TRY(number_argument(arguments, "RESULT_LIMIT"));
  wanted.rows = rows.value_or(rows_usual);
  if (wanted.rows < 1 || wanted.rows > rows_max) {
    return catalog::errors::invalid_property_value(std::to_string(wanted.rows), "RESULT_LIMIT");
  }
  wanted.client_generated =
      argument(arguments, "INCLUDE_CLIENT_GENERATED_STATEMENT").value_or("") == "true";
  const std::string_view name = used.relation->name;
  if (name == "QUERY_HISTORY_BY_USER") {
    wanted.user = argument(arguments, "USER_NAME").value_or(std::string(context.session.user));
  }
  if (name == "QUERY_HISTORY_BY_WAREHOUSE") {
    wanted.warehouse =
        argument(arguments, "WAREHOUSE_NAME").value_or(std::string(context.session.warehouse));
  }
  if (name == "QUERY_HISTORY_BY_SESSION") {
    const std::optional<int64_t> session = TRY(number_argument(arguments, "SESSION_ID"));
    wanted.session = session ? static_cast<uint64_t>(*session) : context.session.session_id;
  }
  return wanted;
}

// Running ones belong to a range that is open at its end.
bool is_wanted(const PastStatement& one, const Wanted& wanted) {
  if (wanted.user && *wanted.user != one.user) return false;
  if (wanted.warehouse && *wanted.warehouse != one.warehouse) return false;
  if (wanted.session && *wanted.session != one.session_id) return false;
  if (one.is_client_generated && !wanted.client_generated) return false;
  if (one.ended_ms == 0) return !wanted.ended_until_ms;
  return one.ended_ms >= wanted.ended_from_ms.value_or(0) &&
         one.ended_ms <= wanted.ended_until_ms.value_or(INT64_MAX);
}

Cell number(int64_t value) { return std::to_string(value); }
Cell text(const std::string& value) { return value.empty() ? Cell() : Cell(value); }
Cell time(int64_t ms) { return ms == 0 ? Cell() : Cell(std::to_string(ms) + "000000"); }

catalog::VirtualRow row_of(const PastStatement& one, const CommandContext& context) {
  const catalog::Warehouse* warehouse =
      context.account.snapshot()->find_warehouse(one.warehouse);
  const int64_t now = context.account.now_ms();
  const int64_t end = one.ended_ms == 0 ? now : one.ended_ms;
  const int64_t start = one.started_ms == 0 ? end : one.started_ms;
  const Cell none;
  return {
      one.id, one.text, text(one.database), text(one.schema),
      std::string(query_type_of(one.type_id)), number(static_cast<int64_t>(one.session_id)),
      one.user, text(one.role), text(one.warehouse),
      warehouse == nullptr ? none : Cell(warehouse->size),
      warehouse == nullptr ? none : Cell(warehouse->type),
      none, one.tag, one.status, text(one.error_code), text(one.error_message),
      time(one.submitted_ms), time(one.ended_ms), number(end - one.submitted_ms),
      number(one.bytes_scanned), number(one.rows), number(0), number(end - start),
      number(0), number(0), number(start - one.submitted_ms), number(0),
      none, none, number(0), none, none, number(0), number(0), number(0),
      std::string(context.session.server_version), number(0), number(0), number(0), number(0),
      number(0), one.is_client_generated ? "true" : "false"};
}

}  // namespace

Result<std::vector<catalog::VirtualRow>> query_history_rows(
    const catalog::SessionView::UsedVirtual& used, const CommandContext& context) {
  std::vector<catalog::VirtualRow> rows;
  if (context.history == nullptr) return sql::errors::unsupported("QUERY_HISTORY");
  const Wanted wanted = TRY(read_wanted(used, context));
  context.history->each([&](const PastStatement& one) {
    if (is_wanted(one, wanted)) rows.push_back(row_of(one, context));
    return static_cast<int64_t>(rows.size()) < wanted.rows;
  });
  return rows;
}

}  // namespace mockhaus::commands
