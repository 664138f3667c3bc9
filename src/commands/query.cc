#include "catalog/account.h"
#include "commands/command.h"
#include "commands/names.h"
#include "commands/reading.h"

namespace mockhaus::commands {
namespace {

Result<Outcome> try_query(const Command& command, const catalog::SessionView& view) {
  const CommandContext& context = command.context;
  const sql::Query& query = *command.as<sql::QueryStatement>().query;
  sql::Translation translation =
      TRY(sql::translate_query(query, command.text, context.session, view));
  Outcome outcome;
  outcome.shape = std::move(translation.shape);
  outcome.footprint = std::move(translation.footprint);
  if (context.describe_only) return outcome;
  TRY(provide_relations(context, view, translation.result_scans));
  outcome.stream = TRY(context.engine.query(translation.sql));
  return outcome;
}

}  // namespace

Result<Outcome> run_query(const Command& command) {
  catalog::Account& account = command.context.account;
  // A table may be replaced between translation and execution. Then the engine misses it, and the
  // query is right again after a second look at the catalog.
  constexpr int looks = 3;
  for (int look = 1;; ++look) {
    const catalog::SessionView view = session_view(command.context);
    Result<Outcome> outcome = try_query(command, view);
    const bool stale = view.snapshot().version() != account.version();
    if (outcome.ok() || !stale || look == looks) return outcome;
  }
}

}  // namespace mockhaus::commands
