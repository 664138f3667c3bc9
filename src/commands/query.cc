#include "catalog/account.h"
#include "commands/command.h"
#include "commands/names.h"
#include "commands/reading.h"

namespace mockhaus::commands {
namespace {

// Whether it gives the same again as long as no table changes.
bool gives_the_same(const catalog::SessionView& view, const sql::Translation& query) {
  const sql::Footprint& footprint = query.footprint;
  return !footprint.reads.empty() && !footprint.volatile_result &&
         footprint.sequences.empty() && query.result_scans.empty() && view.used_virtual().empty();
}

Result<Outcome> try_query(const Command& command, const catalog::SessionView& view) {
  const CommandContext& context = command.context;
  const sql::Query& query = *command.as<sql::QueryStatement>().query;
  sql::Translation translation =
      TRY(sql::translate_query(query, command.text, context.session, view));
  const bool may_be_known = gives_the_same(view, translation);
  Outcome outcome;
  outcome.shape = std::move(translation.shape);
  outcome.footprint = std::move(translation.footprint);
  if (context.describe_only) return outcome;
  if (may_be_known && context.known != nullptr) {
    outcome.is_known = context.known->knows(translation.sql, outcome.shape);
    if (outcome.is_known) return outcome;
  }
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
