#include "commands/object_functions.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "base/json.h"
#include "catalog/account.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "commands/object.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;
using FunctionArguments = std::vector<std::optional<std::string>>;
using Answer = Result<std::optional<std::string>>;

struct Row {
  std::string_view name;
  size_t least, most;  // arguments
  Answer (*answer)(const FunctionArguments& arguments, const SessionView& view,
                   const CommandContext& context);
};

Result<std::vector<std::string>> parts_of(const std::string& text, const CommandContext& context) {
  Arena arena;
  const sql::ObjectName name = TRY(sql::parse_object_name_text(text, arena));
  return name_parts(name, context);
}

Answer current_role_type(const FunctionArguments&, const SessionView&, const CommandContext&) {
  return std::optional<std::string>("ROLE");
}

Answer all_user_names(const FunctionArguments&, const SessionView& view, const CommandContext&) {
  JsonWriter json;
  json.begin_array();
  for (const catalog::Object* user :
       view.snapshot().children(catalog::account_id, catalog::Space::user)) {
    json.string(user->name);
  }
  json.end_array();
  return std::optional<std::string>(json.text());
}

Answer no_task(const FunctionArguments&, const SessionView&, const CommandContext&) {
  return std::optional<std::string>();
}

Result<const catalog::Object*> tagged_object(const std::string& domain, const std::string& name,
                                             const SessionView& view,
                                             const CommandContext& context) {
  const catalog::KindRow* row = catalog::find_kind(domain);
  if (row == nullptr) return sql::errors::unsupported("SYSTEM$GET_TAG of " + domain);
  const std::vector<std::string> parts = TRY(parts_of(name, context));
  const catalog::Snapshot& snapshot = view.snapshot();
  const catalog::Object* object = nullptr;
  if (row->level == catalog::Level::account) {
    object = snapshot.find(catalog::account_id, row->space, parts.back());
  } else if (row->kind == catalog::Kind::schema) {
    object = snapshot.find_schema(parts.size() > 1 ? parts[0] : context.session.database,
                                  parts.back());
  } else if (row->level == catalog::Level::schema) {
    const FullName full = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
    object = view.find(full.database, full.schema, row->space, full.name);
  }
  if (object == nullptr) return catalog::errors::does_not_exist(row->title, name);
  return object;
}

// The value of a column's own tag; none: the table's counts.
Result<std::optional<std::string>> column_tag(std::vector<std::string>& parts,
                                              const std::string& tag, const SessionView& view,
                                              const CommandContext& context) {
  const std::string column = parts.back();
  parts.pop_back();
  const FullName name = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
  const catalog::Table* table = TRY(find_table(view, name));
  const catalog::Column* found = table->find_column(column);
  if (found == nullptr) return catalog::errors::invalid_identifier(column);
  for (const auto& [known, value] : found->tags) {
    if (known == tag) return std::optional<std::string>(value);
  }
  return std::optional<std::string>();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "\"" : ".\"") + part + "\"";
  }
  return text;
}

// The value of the object's own tag, else of the schema's and the database's.
Answer get_tag(const FunctionArguments& arguments, const SessionView& view,
               const CommandContext& context) {
  if (!arguments[0] || !arguments[1] || !arguments[2]) return std::optional<std::string>();
  std::string domain = *arguments[2];
  std::ranges::transform(domain, domain.begin(), [](unsigned char c) { return std::toupper(c); });
  const std::vector<std::string> parts = TRY(parts_of(*arguments[0], context));
  const FullName tag = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
  const std::string wanted = tag.database + "." + tag.schema + "." + tag.name;
  std::string object_name = *arguments[1];
  if (domain == "COLUMN") {
    std::vector<std::string> column = TRY(parts_of(object_name, context));
    const std::optional<std::string> own = TRY(column_tag(column, wanted, view, context));
    if (own) return own;
    object_name = joined(column);
    domain = "TABLE";
  }
  const catalog::Object* object = TRY(tagged_object(domain, object_name, view, context));
  while (object != nullptr) {
    for (const auto& [name, value] : object->tags) {
      if (name == wanted) return std::optional<std::string>(value);
    }
    object = view.snapshot().container(object->parent);
  }
  return std::optional<std::string>();
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
Answer wait(const FunctionArguments& arguments, const SessionView&,
            const CommandContext& context) {
  std::string unit = "SECONDS";
  if (arguments.size() > 1 && arguments[1]) unit = *arguments[1];
  std::ranges::transform(unit, unit.begin(), [](unsigned char c) { return std::toupper(c); });
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
  std::ranges::transform(unit, unit.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::optional<std::string>("waited " + amount + " " + unit);
}

// Like SYSTEM$WAIT: once for each statement, and not when it is only described.
Answer cancel_query(const FunctionArguments& arguments, const SessionView&,
                    const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$CANCEL_QUERY");
  const std::string id = arguments[0].value_or("");
  if (!context.describe_only && !context.running->cancel(id)) {
    return catalog::errors::not_executing();
  }
  return std::optional<std::string>("query [" + id + "] terminated.");
}

Answer cancel_all_queries(const FunctionArguments& arguments, const SessionView&,
                          const CommandContext& context) {
  if (context.running == nullptr) return sql::errors::unsupported("SYSTEM$CANCEL_ALL_QUERIES");
  uint64_t session = context.session.session_id;
  if (!arguments.empty()) {
    const std::string text = arguments[0].value_or("");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), session);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
      return catalog::errors::invalid_identifier(text);
    }
  }
  const size_t count = context.describe_only ? 0 : context.running->cancel_session(session);
  return std::optional<std::string>(std::to_string(count) + " statements cancelled");
}

// Sorted by name; functions/metadata.cc has the same names.
constexpr Row rows[] = {
    {"ALL_USER_NAMES", 0, 0, all_user_names},
    {"CURRENT_ROLE_TYPE", 0, 0, current_role_type},
    {"SYSTEM$CANCEL_ALL_QUERIES", 0, 1, cancel_all_queries},
    {"SYSTEM$CANCEL_QUERY", 1, 1, cancel_query},
    {"SYSTEM$CURRENT_USER_TASK_NAME", 0, 0, no_task},
    {"SYSTEM$GET_TAG", 3, 3, get_tag},
    {"SYSTEM$WAIT", 1, 2, wait},
};

}  // namespace

Result<std::optional<std::string>> call_object_function(const sql::FunctionCall& call,
                                                        std::string_view source,
                                                        const SessionView& view,
                                                        const CommandContext& context) {
  const std::string_view name = call.name.parts.back().text;
  const auto row = std::ranges::find(rows, name, &Row::name);
  if (row == std::end(rows)) return sql::errors::unsupported(name);
  const size_t count = call.arguments.size();
  if (count < row->least) {
    return sql::errors::not_enough_arguments(name, static_cast<int>(row->least),
                                             static_cast<int>(count), call.span);
  }
  if (count > row->most) {
    return sql::errors::too_many_arguments(name, static_cast<int>(row->most),
                                           static_cast<int>(count), call.span);
  }
  FunctionArguments arguments;
  for (const sql::Expression* argument : call.arguments) {
    std::optional<std::string> value = TRY(evaluate_text(*argument, context, source));
    arguments.push_back(std::move(value));
  }
  return row->answer(arguments, view, context);
}

}  // namespace mockhaus::commands
