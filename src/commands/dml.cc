#include "catalog/account.h"
#include "catalog/physical.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/engine_rows.h"
#include "commands/load_history.h"
#include "commands/names.h"
#include "commands/reading.h"
#include "commands/transaction.h"
#include "commands/widen.h"
#include "sql/dml_probe.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using sql::DmlTranslation;
using Count = DmlTranslation::Step::Count;

constexpr std::string_view null_in_column = "100072";

enum class Lock : uint8_t { none, taken };

struct StepCount {
  Count kind;
  int target;
  int64_t rows;
};

// Drops the translation's temporary relations however the statement ends.
class Cleanup {
 public:
  Cleanup(engine::EngineSession& engine, const std::vector<std::string>& statements)
      : engine_(engine), statements_(statements) {}
  Cleanup(const Cleanup&) = delete;
  ~Cleanup() {
    for (const std::string& statement : statements_) (void)engine_.execute(statement);
  }

 private:
  engine::EngineSession& engine_;
  const std::vector<std::string>& statements_;
};

Result<std::vector<StepCount>> run_steps(const CommandContext& context,
                                         const DmlTranslation& translation) {
  const engine::Replay replay =
      translation.deterministic ? engine::Replay::repeatable : engine::Replay::changes;
  std::vector<StepCount> counts;
  for (const DmlTranslation::Step& step : translation.steps) {
    if (step.is_check) {
      const std::vector<TextRow> failures = TRY(query_rows(context.engine, step.sql));
      if (failures.empty()) continue;
      return Error{step.check_code, step.check_state, failures[0][0].value_or(""), std::nullopt};
    }
    int64_t rows = 0;
    if (step.counts == Count::multi_joined) {
      const std::vector<TextRow> counted = TRY(query_rows(context.engine, step.sql));
      if (!counted.empty() && counted[0][0]) rows = std::stoll(*counted[0][0]);
    } else {
      rows = TRY(context.engine.execute(step.sql, replay));
    }
    counts.push_back({step.counts, step.target, rows});
  }
  return counts;
}

int64_t sum(const std::vector<StepCount>& counts, Count kind) {
  int64_t rows = 0;
  for (const StepCount& count : counts) rows += count.kind == kind ? count.rows : 0;
  return rows;
}

int64_t sum_for_target(const std::vector<StepCount>& counts, int target) {
  int64_t rows = 0;
  for (const StepCount& count : counts) {
    if (count.kind == Count::inserted && count.target == target) rows += count.rows;
  }
  return rows;
}

// The one row of counts. Which column is which is told by its name, as drivers do too.
TextRow count_row(const sql::ResultShape& shape, const std::vector<StepCount>& counts) {
  TextRow row;
  int target = 0;
  for (const sql::ColumnShape& column : shape) {
    int64_t rows = 0;
    if (column.name.starts_with("number of rows inserted into ")) {
      rows = sum_for_target(counts, target++);
    } else if (column.name == "number of rows inserted") {
      rows = sum(counts, Count::inserted);
    } else if (column.name == "number of rows updated") {
      rows = sum(counts, Count::updated);
    } else if (column.name == "number of rows deleted") {
      rows = sum(counts, Count::deleted);
    } else if (column.name == "number of multi-joined rows updated") {
      rows = sum(counts, Count::multi_joined);
    }
    row.emplace_back(std::to_string(rows));
  }
  return row;
}

Result<Outcome> run_translated(const CommandContext& context, const catalog::SessionView& view,
                               DmlTranslation translation) {
  TRY(provide_relations(context, view, translation.result_scans));
  if (translation.uses_bind_relation) TRY(provide_binds(context));
  StatementTransaction transaction(context);
  TRY(transaction.begin());
  std::vector<StepCount> counts;
  {
    const Cleanup cleanup(context.engine, translation.cleanup);
    counts = TRY(run_steps(context, translation));
  }
  TRY(transaction.finish());
  Outcome outcome;
  outcome.rows.push_back(count_row(translation.shape, counts));
  outcome.shape = std::move(translation.shape);
  outcome.footprint = std::move(translation.footprint);
  outcome.has_counts = true;
  outcome.counts = {sum(counts, Count::inserted), sum(counts, Count::updated),
                    sum(counts, Count::deleted), sum(counts, Count::multi_joined)};
  return outcome;
}

// Gives up locks that were taken for a statement outside a transaction.
struct LockScope {
  const CommandContext& context;
  ~LockScope() {
    if (context.engine.in_transaction()) return;
    context.account.table_locks().release_all(context.session.session_id);
  }
};

// `translate` is called with a view; again, where the catalog changed while waiting for a lock.
template <class Translate>
Result<Outcome> run_dml(const Command& command, Lock lock, const Translate& translate) {
  const CommandContext& context = command.context;
  constexpr int looks = 3;
  const LockScope scope{context};
  for (int look = 1;; ++look) {
    const catalog::SessionView view = session_view(context);
    DmlTranslation translation = TRY(translate(view));
    if (context.describe_only) {
      Outcome outcome;
      outcome.shape = std::move(translation.shape);
      outcome.footprint = std::move(translation.footprint);
      return outcome;
    }
    if (lock == Lock::taken) TRY(lock_tables(context, translation.footprint.writes));
    const auto stale = [&] { return view.snapshot().version() != context.account.version(); };
    if (stale() && look < looks) continue;
    const std::vector<uint64_t> writes = translation.footprint.writes;
    Result<Outcome> outcome = run_translated(context, view, std::move(translation));
    if (!outcome.ok() && has_no_room(outcome.error()) && look < looks) {
      TRY(widen(context, writes));
      continue;
    }
    const bool again = !outcome.ok() && stale() && !context.engine.in_transaction();
    if (!again || look == looks) return outcome;
  }
}

// Whether this column alone fails in the same way.
bool fails_alike(const CommandContext& context, const sql::ColumnProbe& probe,
                 const Error& error) {
  const Result<std::vector<TextRow>> values = query_rows(context.engine, probe.values);
  return !values.ok() && values.error().message == error.message;
}

// An error of the data names the table and the column, where the column can be found.
template <class FindProbes>
Result<Outcome> with_column_named(const Command& command, Result<Outcome> outcome,
                                  const FindProbes& find_probes) {
  if (outcome.ok() || !outcome.error().code.starts_with("100")) return outcome;
  if (outcome.error().code == null_in_column) return outcome;
  const catalog::SessionView view = session_view(command.context);
  const Result<std::vector<sql::ColumnProbe>> probes = find_probes(view);
  if (!probes.ok()) return outcome;
  for (const sql::ColumnProbe& probe : *probes) {
    if (!fails_alike(command.context, probe, outcome.error())) continue;
    Error named = outcome.error();
    named.message = "DML operation to table " + probe.table + " failed on column " + probe.column +
                    " with error: " + named.message;
    return named;
  }
  return outcome;
}

}  // namespace

Result<Outcome> run_insert(const Command& command) {
  const auto& insert = command.as<sql::Insert>();
  const sql::SessionContext& session = command.context.session;
  const Lock lock = insert.overwrite ? Lock::taken : Lock::none;
  Result<Outcome> outcome = run_dml(command, lock, [&](const sql::CatalogView& view) {
    return sql::translate_insert(insert, command.text, session, view);
  });
  return with_column_named(command, std::move(outcome), [&](const sql::CatalogView& view) {
    return sql::probe_insert(insert, command.text, session, view);
  });
}

Result<Outcome> run_multi_insert(const Command& command) {
  const auto& insert = command.as<sql::MultiInsert>();
  const Lock lock = insert.overwrite ? Lock::taken : Lock::none;
  return run_dml(command, lock, [&](const sql::CatalogView& view) {
    return sql::translate_multi_insert(insert, command.text, command.context.session, view);
  });
}

Result<Outcome> run_update(const Command& command) {
  const auto& update = command.as<sql::Update>();
  const sql::SessionContext& session = command.context.session;
  Result<Outcome> outcome = run_dml(command, Lock::taken, [&](const sql::CatalogView& view) {
    return sql::translate_update(update, command.text, session, view);
  });
  return with_column_named(command, std::move(outcome), [&](const sql::CatalogView& view) {
    return sql::probe_update(update, command.text, session, view);
  });
}

Result<Outcome> run_delete(const Command& command) {
  return run_dml(command, Lock::taken, [&](const sql::CatalogView& view) {
    return sql::translate_delete(command.as<sql::Delete>(), command.text, command.context.session,
                                 view);
  });
}

Result<Outcome> run_merge(const Command& command) {
  return run_dml(command, Lock::taken, [&](const sql::CatalogView& view) {
    return sql::translate_merge(command.as<sql::Merge>(), command.text, command.context.session,
                                view);
  });
}

// A NOORDER identity hands out values from reserved blocks; TRUNCATE gives up the rest of the block
// that was begun (recorded: the value after 1, 2 and a TRUNCATE is 101).
static Result<Done> leave_block(const CommandContext& context, const catalog::Identity& identity) {
  constexpr int64_t block = 100;
  if (identity.ordered || identity.increment == 0) return Done{};
  const int64_t next = TRY(next_value(context, identity.sequence, identity.start));
  const int64_t begun = ((next - identity.start) / identity.increment) % block;
  if (begun <= 0) return Done{};
  const std::string sequence = catalog::physical::sequence_name(identity.sequence);
  TRY(query_rows(context.engine, "SELECT CAST(count(nextval(" +
                                     catalog::physical::quote_literal(sequence) +
                                     ")) AS VARCHAR) FROM range(" +
                                     std::to_string(block - begun) + ")"));
  return Done{};
}

Result<Outcome> run_truncate(const Command& command) {
  const auto& truncate = command.as<sql::Truncate>();
  const CommandContext& context = command.context;
  const FullName name = TRY(full_name(truncate.name, "TRUNCATE TABLE", context));
  const catalog::SessionView view = session_view(context);
  if (truncate.object_kind == "MATERIALIZED VIEW") {  // its rows come back by themselves
    TRY(find_object(view, catalog::Kind::view, name));
    return succeeded();
  }
  Result<const catalog::Table*> table = find_table(view, name);
  if (!table.ok() && truncate.if_exists) return succeeded();
  if (!table.ok()) return std::move(table).error();
  if (context.describe_only) return succeeded();
  const LockScope scope{context};
  TRY(lock_tables(context, {(*table)->id}));
  StatementTransaction transaction(context);
  TRY(transaction.begin());
  const int64_t rows =
      TRY(context.engine.execute("DELETE FROM " + catalog::physical::table_name(**table)));
  TRY(forget_loads(context, (*table)->id));
  for (const catalog::Column& column : (*table)->columns) {
    if (column.identity) TRY(leave_block(context, *column.identity));
  }
  TRY(transaction.finish());
  Outcome outcome = succeeded();
  outcome.has_counts = true;
  outcome.counts.deleted = rows;
  return outcome;
}

}  // namespace mockhaus::commands
