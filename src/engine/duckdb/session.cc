#include "engine/duckdb/session.h"

#include "engine/duckdb/backoff.h"
#include "engine/duckdb/errors.h"
#include "engine/duckdb/relation.h"

namespace mockhaus::engine::duckdb {
namespace {

// Array binds kept for a replay; beyond this a transaction is rather lost than memory.
constexpr size_t replayable_cells_max = 5'000'000;

Error engine_restarted() {
  return {"000603",
          "XX000",
          "The storage engine was restarted after a failure. The open transaction was rolled back "
          "and the temporary objects of the session are gone.",
          {}};
}

Error transaction_rolled_back() {
  return {"000603",
          "40001",
          "The transaction was rolled back, because its earlier statements could not be restored "
          "after a statement failed.",
          {}};
}

}  // namespace

Session::Session(std::shared_ptr<InstanceSlot> slot)
    : link_(std::make_shared<Link>(std::move(slot))), state_(std::make_shared<RunState>()) {}

Session::~Session() = default;

void Session::interrupt() {
  link_->interrupt();
}

// Connects where needed, tells once what a restart took away, and restores the transaction.
Result<Link::Use> Session::enter() {
  Link::Use use = TRY(link_->use());
  if (use.generation() != generation_) {
    const bool lost = generation_ != 0 && (work_ != Work::none || !relations_.empty());
    generation_ = use.generation();
    relations_.clear();
    plans_.clear();
    is_watched_ = false;
    optimizes_ = true;
    state_->doubt = false;
    if (work_ != Work::none) forget();
    if (lost) return engine_restarted();
  }
  TRY(repair(use));
  apply_watch(use);
  return use;
}

// A statement that reads from nothing has one way to run, and looking for better ones is most of
// what it costs.
void Session::apply_planning(const Link::Use& use, std::string_view sql) {
  const bool reads =
      sql.find("FROM") != sql.npos || sql.find("from") != sql.npos || sql.starts_with("UPDATE");
  if (reads == optimizes_) return;
  if (!run(use, reads ? "PRAGMA enable_optimizer" : "PRAGMA disable_optimizer")) {
    optimizes_ = reads;
  }
}

void Session::apply_watch(const Link::Use& use) {
  if (watch_ == is_watched_) return;
  is_watched_ = watch_;
  if (!is_watched_) {
    (void)run(use, "PRAGMA disable_progress_bar");
    return;
  }
  (void)run(use, "PRAGMA disable_print_progress_bar");
  (void)run(use, "PRAGMA enable_progress_bar");
}

Result<Done> Session::repair(const Link::Use& use) {
  if (state_->doubt.exchange(false) && work_ == Work::written && run(use, "SELECT 1")) undo(use);
  if (work_ == Work::broken) TRY(replay_log(use));
  return Done{};
}

void Session::undo(const Link::Use& use) {
  (void)run(use, "ROLLBACK");
  work_ = log_.empty() ? Work::none : Work::broken;
}

void Session::forget() {
  open_ = false;
  work_ = Work::none;
  log_.clear();
}

Error Session::give_up_transaction(const Link::Use& use) {
  (void)run(use, "ROLLBACK");
  forget();
  return transaction_rolled_back();
}

Result<Done> Session::replay_log(const Link::Use& use) {
  for (const Entry& entry : log_) {
    if (entry.replay == Replay::changes) return give_up_transaction(use);
  }
  for (Backoff backoff(link_->turn().interrupted());;) {
    bool differs = false;
    const std::optional<std::string> failed = replay_once(use, differs);
    if (differs) return give_up_transaction(use);
    if (!failed) {
      work_ = Work::written;
      return Done{};
    }
    (void)run(use, "ROLLBACK");
    const Failure failure = take_failure(*link_, use, *state_, *failed);
    state_->doubt = false;  // DuckDB has no transaction now
    if (failure.kind == FailureKind::interrupted) return failure.error;
    if (failure.kind != FailureKind::conflict) return give_up_transaction(use);
    if (!backoff.again()) return failure.error;  // stays broken: the next call tries again
  }
}

std::optional<std::string> Session::replay_once(const Link::Use& use, bool& differs) {
  if (auto failed = run(use, "BEGIN")) return failed;
  for (const Entry& entry : log_) {
    int64_t rows = 0;
    const std::optional<std::string> failed =
        entry.sql.empty() ? fill_relation(use.connection(), entry.relation, *entry.bound)
                          : run(use, entry.sql, rows);
    if (failed) return failed;
    differs = differs || rows != entry.rows;
  }
  return std::nullopt;
}

std::optional<std::string> Session::run(const Link::Use& use, const std::string& sql,
                                        int64_t& rows) {
  apply_planning(use, sql);
  EngineResult result;
  auto failed = run_statement(use.connection(), sql, Fetch::whole, link_->turn(), result);
  if (!failed) rows = static_cast<int64_t>(duckdb_rows_changed(&result.get()));
  return failed;
}

std::optional<std::string> Session::run(const Link::Use& use, const char* sql) {
  if (Prepared* kept = use.kept(sql)) {
    EngineResult result;
    return kept->run_short(result);
  }
  duckdb_result result;
  std::optional<std::string> failed;
  if (duckdb_query(use.connection(), sql, &result) != DuckDBSuccess) {
    const char* message = duckdb_result_error(&result);
    failed = message ? message : "no result";
  }
  duckdb_destroy_result(&result);
  return failed;
}

Error Session::fail(const Link::Use& use, const std::string& message) {
  return take_failure(*link_, use, *state_, message).error;
}

std::optional<std::string> Session::read_planned(const Link::Use& use, const std::string& sql,
                                                 uint64_t commits, EngineResult& result) {
  if (Prepared* known = plans_.find(sql, commits)) {
    return known->run(Fetch::streamed, link_->turn(), result);
  }
  apply_planning(use, sql);
  auto plan = std::make_unique<Prepared>();
  if (auto failed = plan->prepare(use.connection(), sql)) return failed;
  auto failed = plan->run(Fetch::streamed, link_->turn(), result);
  if (!failed) plans_.keep(sql, commits, std::move(plan));
  return failed;
}

std::optional<std::string> Session::read(const Link::Use& use, const std::string& sql,
                                         EngineResult& result, StreamEnd& end) {
  if (work_ == Work::written) {
    apply_planning(use, sql);
    return run_statement(use.connection(), sql, Fetch::streamed, link_->turn(), result);
  }
  const std::optional<uint64_t> commits = use.instance().commits();
  std::optional<std::string> failed;
  if (commits) {
    failed = read_planned(use, sql, *commits, result);
    if (use.instance().commits() == commits) return failed;
    // Who asked it to stop wants no second run.
    if (failed && link_->turn().interrupted()) return failed;
    // Planned before a commit and run after it, perhaps: wrong, or a failure for no reason.
    result.clear();
  }
  if ((failed = run(use, "BEGIN"))) {
    (void)run(use, "ROLLBACK");  // an interrupt may come when it has begun
    return failed;
  }
  apply_planning(use, sql);
  failed = run_statement(use.connection(), sql, Fetch::streamed, link_->turn(), result);
  if (failed)
    (void)run(use, "ROLLBACK");
  else
    end = StreamEnd::transaction;
  return failed;
}

Result<std::unique_ptr<Stream>> Session::query(const std::string& sql) {
  link_->turn().begin();
  for (bool first = true;; first = false) {
    Link::Use use = TRY(enter());
    EngineResult result;
    StreamEnd end = StreamEnd::result;
    const std::optional<std::string> failed = read(use, sql, result, end);
    if (!failed) return make_stream(link_, std::move(use), state_, std::move(result), end);
    const Failure failure = take_failure(*link_, use, *state_, *failed);
    const bool restarted = failure.kind == FailureKind::never_started && work_ == Work::none;
    if (!restarted || !first) return failure.error;
  }
}

// Outside of a transaction one is opened around the statement, because only then the number of
// rows is known when the engine reports "COMMIT succeeded" as an error.
Result<int64_t> Session::execute(const std::string& sql, Replay replay) {
  link_->turn().begin();
  if (open_) return write(sql, replay);
  TRY(begin());
  Result<int64_t> rows = write(sql, replay);
  if (rows.ok()) {
    TRY(finish());
  } else {
    TRY(rollback());
  }
  return rows;
}

Result<int64_t> Session::write(const std::string& sql, Replay replay) {
  Backoff backoff(link_->turn().interrupted());
  for (bool restarted = false;;) {
    Link::Use use = TRY(enter());
    int64_t rows = 0;
    std::optional<std::string> failed;
    if (work_ == Work::none) failed = run(use, "BEGIN");
    if (!failed) failed = run(use, sql, rows);
    if (!failed) {
      work_ = Work::written;
      log_.push_back({sql, rows, replay, {}, nullptr});
      return rows;
    }
    const Failure failure = take_failure(*link_, use, *state_, *failed);
    if (work_ == Work::none || failure.kind == FailureKind::conflict) undo(use);
    if (failure.kind == FailureKind::conflict && backoff.again()) continue;
    if (failure.kind == FailureKind::conflict && link_->turn().interrupted()) {
      return explain("INTERRUPT Error: Interrupted!").error;
    }
    if (failure.kind == FailureKind::never_started && work_ == Work::none && !restarted) {
      restarted = true;
      continue;
    }
    return failure.error;
  }
}

Result<Done> Session::begin() {
  open_ = true;
  return Done{};
}

Result<Done> Session::undo_to(size_t mark) {
  if (!open_ || log_.size() <= mark) return Done{};
  Link::Use use = TRY(enter());
  log_.erase(log_.begin() + static_cast<std::ptrdiff_t>(mark), log_.end());
  undo(use);
  return Done{};
}

void Session::step_back() {
  if (work_ != Work::written) return;
  Result<Link::Use> use = link_->use();
  if (!use.ok() || use->generation() != generation_) return;  // the next call finds it lost
  undo(*use);
  state_->doubt = false;
}

Result<Done> Session::commit() {
  link_->turn().begin();
  return finish();
}

std::optional<std::string> Session::commit_noted(const Link::Use& use) {
  TableNames changed;
  for (const Entry& entry : log_) {
    if (!entry.sql.empty()) changed.add_changed_by(entry.sql);
  }
  use.instance().begin_commit(changed);
  auto failed = run(use, "COMMIT");
  use.instance().end_commit(changed);
  return failed;
}

Result<Done> Session::finish() {
  if (work_ == Work::none) {
    forget();
    return Done{};
  }
  for (Backoff backoff(link_->turn().interrupted());;) {
    Link::Use use = TRY(enter());
    const std::optional<std::string> failed = commit_noted(use);
    if (!failed) break;
    const Failure failure = take_failure(*link_, use, *state_, *failed);
    if (failure.kind == FailureKind::durable) break;
    undo(use);
    if (failure.kind != FailureKind::conflict || !backoff.again()) {
      forget();
      return failure.error;
    }
  }
  state_->doubt = false;
  forget();
  return Done{};
}

Result<Done> Session::rollback() {
  if (work_ == Work::written) {
    Result<Link::Use> use = link_->use();
    if (use.ok() && use->generation() == generation_) (void)run(*use, "ROLLBACK");
  }
  state_->doubt = false;
  forget();
  return Done{};
}

std::optional<DataVersion> Session::data_version(const std::string& sql) {
  if (work_ != Work::none) return std::nullopt;
  const Result<Link::Use> use = enter();
  if (!use.ok()) return std::nullopt;
  TableNames read;
  read.add_names_of(sql);
  const std::optional<uint64_t> version = use->instance().tables().version_of(read);
  if (!version) return std::nullopt;
  return DataVersion{use->instance().number(), *version};
}

Result<int64_t> Session::changed_ns(const std::string& sql) {
  const Link::Use use = TRY(enter());
  TableNames read;
  read.add_names_of(sql);
  return use.instance().tables().changed_ns(read);
}

void Session::note_relation(std::string_view name, std::shared_ptr<const TextRows> bound) {
  relations_.emplace(name);
  if (work_ != Work::written) return;
  const Replay replay = bound ? Replay::repeatable : Replay::changes;
  log_.push_back({{}, 0, replay, std::string(name), std::move(bound)});
}

Result<Done> Session::bind_rows(std::string_view name, const TextRows& rows) {
  link_->turn().begin();
  Link::Use use = TRY(enter());
  if (auto failed = fill_relation(use.connection(), name, rows)) return fail(use, *failed);
  size_t cells = rows.columns.empty() ? 0 : rows.columns.size() * rows.columns[0].size();
  for (const Entry& entry : log_) {
    if (entry.bound) cells += entry.bound->columns.size() * entry.bound->columns[0].size();
  }
  const bool keep = work_ == Work::written && cells <= replayable_cells_max;
  note_relation(name, keep ? std::make_shared<const TextRows>(rows) : nullptr);
  return Done{};
}

Result<Done> Session::bind_batches(std::string_view name, std::span<const std::string> column_types,
                                   const ArrowSchema& schema, std::vector<ArrowArray> batches) {
  link_->turn().begin();
  Result<Link::Use> use = enter();
  if (!use.ok()) {
    for (ArrowArray& batch : batches) batch.release(&batch);
    return use.error();
  }
  auto failed = fill_relation(use->connection(), name, column_types, schema, std::move(batches));
  if (failed) return fail(*use, *failed);
  note_relation(name, nullptr);
  return Done{};
}

Result<Done> Session::drop_relation(std::string_view name) {
  const auto found = relations_.find(name);
  if (found == relations_.end()) return Done{};
  relations_.erase(found);
  link_->turn().begin();
  Link::Use use = TRY(enter());
  const std::string sql = drop_relation_statement(name);
  int64_t rows = 0;
  if (auto failed = run(use, sql, rows)) return fail(use, *failed);
  if (work_ == Work::written) log_.push_back({sql, 0, Replay::repeatable, {}, nullptr});
  return Done{};
}

}  // namespace mockhaus::engine::duckdb
