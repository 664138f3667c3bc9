// A Snowflake session's view of DuckDB: statements, streams, and Snowflake's transactions.
//
// DuckDB aborts a whole transaction when one of its statements fails at run time, and reads a
// snapshot taken when it begins. Snowflake undoes only the failed statement, and every statement
// sees the latest commits. Therefore:
// - DuckDB's transaction begins with the first write, so reads before it are plain reads.
// - The successful writes of a transaction are kept in a log. After a failure that aborted it,
//   a new DuckDB transaction begins and the log runs again, before the next statement. The same
//   happens when another session's commit is in the way: then the statement is tried again on
//   top of that commit.
// - A plan is only right for the data that it was made with (plan_cache.h). A plain read looks
//   whether there were commits between planning and running, and repeats itself inside of a
//   transaction if so; what reads and writes in DuckDB's transaction has one snapshot for both.
// - A replay must change as many rows as before. If it does not, or a write cannot be repeated
//   (random values), the transaction is rolled back and the client is told.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/duckdb/plan_cache.h"
#include "engine/duckdb/stream.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {

class Session final : public EngineSession {
 public:
  explicit Session(std::shared_ptr<InstanceSlot> slot);
  ~Session() override;

  Result<std::unique_ptr<Stream>> query(const std::string& sql) override;
  using EngineSession::execute;
  Result<int64_t> execute(const std::string& sql, Replay replay) override;

  Result<Done> begin() override;
  Result<Done> commit() override;
  Result<Done> rollback() override;
  bool in_transaction() const override { return open_; }
  size_t mark() const override { return log_.size(); }
  Result<Done> undo_to(size_t mark) override;
  void step_back() override;

  std::optional<DataVersion> data_version(const std::string& sql) override;
  Result<int64_t> changed_ns(const std::string& sql) override;

  Result<Done> bind_rows(std::string_view name, const TextRows& rows) override;
  Result<Done> bind_batches(std::string_view name, std::span<const std::string> column_types,
                            const ArrowSchema& schema, std::vector<ArrowArray> batches) override;
  Result<Done> drop_relation(std::string_view name) override;

  // One pool of threads serves all sessions, so this is a wish that changes nothing.
  Result<Done> set_threads(int) override { return Done{}; }

  void interrupt() override;
  // DuckDB's progress bar costs 6 % of a large query, as it is computed after every task.
  void watch_progress(bool watch) override { watch_ = watch; }
  double progress() const override { return watch_ ? link_->progress() : -1; }

 private:
  // Where the writes of the open transaction are.
  enum class Work : uint8_t {
    none,     // nothing written yet: DuckDB has no transaction
    written,  // in DuckDB's open transaction, and in the log
    broken,   // in the log only: DuckDB has no transaction
  };
  struct Entry {
    std::string sql;  // empty: fills a relation
    int64_t rows = 0;
    Replay replay = Replay::repeatable;
    std::string relation;
    std::shared_ptr<const TextRows> bound;  // shared with nobody; only not copied with the entry
  };

  Result<Link::Use> enter();
  Result<Done> repair(const Link::Use& use);
  void apply_watch(const Link::Use& use);
  void apply_planning(const Link::Use& use, std::string_view sql);
  Result<Done> replay_log(const Link::Use& use);
  std::optional<std::string> replay_once(const Link::Use& use, bool& differs);
  std::optional<std::string> run(const Link::Use& use, const std::string& sql, int64_t& rows);
  std::optional<std::string> run(const Link::Use& use, const char* sql);
  Result<int64_t> write(const std::string& sql, Replay replay);
  std::optional<std::string> commit_noted(const Link::Use& use);
  std::optional<std::string> read(const Link::Use& use, const std::string& sql,
                                  EngineResult& result, StreamEnd& end);
  std::optional<std::string> read_planned(const Link::Use& use, const std::string& sql,
                                          uint64_t commits, EngineResult& result);
  Result<Done> finish();
  void undo(const Link::Use& use);  // rolls DuckDB back; what the log holds is broken then
  void forget();                    // the transaction is over
  Error fail(const Link::Use& use, const std::string& message);
  Error give_up_transaction(const Link::Use& use);
  void note_relation(std::string_view name, std::shared_ptr<const TextRows> bound);

  const std::shared_ptr<Link> link_;       // shared with the session's streams
  const std::shared_ptr<RunState> state_;  // shared with the session's streams
  std::atomic<bool> watch_ = false;        // as it was asked for
  bool is_watched_ = false;                // as the connection has it
  bool optimizes_ = true;                  // likewise
  bool open_ = false;
  Work work_ = Work::none;
  std::vector<Entry> log_;
  std::set<std::string, std::less<>> relations_;
  uint64_t generation_ = 0;  // of the connection that this state is about
  PlanCache plans_;          // of that connection
};

}  // namespace mockhaus::engine::duckdb
