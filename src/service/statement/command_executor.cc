#include "service/statement/command_executor.h"

#include <algorithm>

#include "base/uuid.h"
#include "catalog/account.h"
#include "commands/statement_type.h"
#include "commands/transaction.h"
#include "service/statement/errors.h"
#include "service/statement/result_reuse.h"
#include "service/statement/sql_api_rules.h"

namespace mockhaus::service {

constexpr int multi_statement_type_id = 0xA000;
constexpr size_t spares_max = 64;  // with their plans some megabytes
constexpr int64_t many_statements_length = 134'217'728;  // of the parent's one column [R]

namespace {

class ResultsOfSession final : public commands::EarlierResults {
 public:
  ResultsOfSession(const Session& session, const CommandExecutor::FindResult& find,
                   ResultSpace& space)
      : session_(session), find_(find), space_(space) {}

  Result<sql::ResultShape> shape(std::string_view query_id) override {
    const auto result = find(query_id);
    if (result == nullptr) return errors::statement_not_found(query_id);
    return result->shape();
  }

  Result<Done> bind(engine::EngineSession& session, std::string_view query_id,
                    std::string_view relation) override {
    const auto result = find(query_id);
    if (result == nullptr) return errors::statement_not_found(query_id);
    EngineRows rows = TRY(result->engine_rows());
    return session.bind_batches(relation, rows.column_types, rows.schema,
                                std::move(rows.batches));
  }

  Result<std::string> keep(commands::Outcome& outcome) override {
    std::string id = random_statement_id();
    kept_[id] = TRY(store_result(outcome, space_, {}));
    return id;
  }

  void forget(std::string_view query_id) override {
    const auto kept = kept_.find(query_id);
    if (kept != kept_.end()) kept_.erase(kept);
  }

 private:
  std::shared_ptr<const StoredResult> find(std::string_view query_id) const {
    const auto kept = kept_.find(query_id);
    return kept != kept_.end() ? kept->second : find_(session_, query_id);
  }

  const Session& session_;
  const CommandExecutor::FindResult& find_;
  ResultSpace& space_;
  // Results of statements inside a block; shared as answers are.
  std::map<std::string, std::shared_ptr<const StoredResult>, std::less<>> kept_;
};

// LAST_QUERY_ID(n) alone needs the list; copying it for every statement would be waste.
bool mentions_query_ids(std::string_view text) {
  constexpr std::string_view word = "LAST_QUERY_ID";
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

void fill_after(const Session& session, StatementOutcome& outcome) {
  outcome.names = session.names();
  outcome.parameters = session.parameters();
}

StatementOutcome failure(Error error) {
  StatementOutcome outcome;
  outcome.error = std::move(error);
  return outcome;
}

int64_t statement_count_of(const Statement& statement) {
  constexpr std::string_view name = "MULTI_STATEMENT_COUNT";
  if (statement.request.statement_count) return *statement.request.statement_count;
  if (statement.request.parameters.contains(name)) {
    return sql::number_of(statement.request.parameters, name);
  }
  return sql::number_of(*statement.session->parameters(), name);
}

bool has_arrays(const sql::BindValues& binds) {
  return std::ranges::any_of(binds, [](const auto& bind) { return bind.second.is_array; });
}

// What SYSTEM$CANCEL_* may end.
class OthersOfUser final : public commands::RunningStatements {
 public:
  OthersOfUser(const Statement& own, const CommandExecutor::CancelOthers& cancel,
               const CommandExecutor::EndSession& end,
               const CommandExecutor::AbortTransaction& abort,
               const CommandExecutor::ListTransactions& list)
      : own_(own), cancel_(cancel), end_(end), abort_(abort), list_(list) {}

  bool cancel(std::string_view query_id) override {
    return cancel_(*own_.session, [&](const Statement& one) { return one.id == query_id; }) > 0;
  }
  size_t cancel_session(uint64_t session_id) override {
    return cancel_(*own_.session, [&](const Statement& one) {
      return one.session->id() == session_id && one.id != own_.id;
    });
  }
  size_t cancel_warehouse(std::string_view name) override {
    return cancel_(*own_.session, [&](const Statement& one) {
      return one.session->names().warehouse == name && one.id != own_.id;
    });
  }
  size_t cancel_user(std::string_view name) override {
    return cancel_(*own_.session, [&](const Statement& one) {
      return one.session->user() == name && one.id != own_.id;
    });
  }
  bool end_session(uint64_t session_id) override {
    return end_ && end_(*own_.session, session_id);
  }
  bool abort_transaction(std::string_view id) override {
    return abort_ && abort_(*own_.session, id);
  }
  std::optional<std::vector<commands::OpenTransaction>> transactions(bool of_account) override {
    if (!list_) return std::nullopt;
    return list_(*own_.session, of_account);
  }

 private:
  const Statement& own_;
  const CommandExecutor::CancelOthers& cancel_;
  const CommandExecutor::EndSession& end_;
  const CommandExecutor::AbortTransaction& abort_;
  const CommandExecutor::ListTransactions& list_;
};

// COMMIT must not claim to have kept what somebody else has rolled back.
Result<Done> check_transaction(Session& session, sql::StatementKind kind) {
  using enum sql::StatementKind;
  if (kind != commit && kind != rollback && kind != begin_transaction) return Done{};
  const std::string lost = session.take_lost_transaction();
  if (!lost.empty() && kind == commit) return errors::transaction_aborted(lost);
  return Done{};
}

class HistoryOfSession final : public commands::StatementHistory {
 public:
  HistoryOfSession(const Session& session, const CommandExecutor::VisitPast& visit)
      : session_(session), visit_(visit) {}
  void each(const Visit& visit) override { visit_(session_, visit); }

 private:
  const Session& session_;
  const CommandExecutor::VisitPast& visit_;
};

}  // namespace

CommandExecutor::CommandExecutor(catalog::Account& account, ResultSpace& space,
                                 FindResult find_result, const Clock& clock, const Log& log,
                                 Metrics& metrics)
    : account_(account), space_(space), find_result_(std::move(find_result)), clock_(clock),
      log_(log), metrics_(metrics) {}

Error CommandExecutor::internal_error(const Statement& statement, std::string_view what) {
  const std::string reference = random_hex(8);
  ++metrics_.internal_errors;
  log_.error("internal_error",
             {{"reference", reference}, {"statement", statement.id}, {"what", what}});
  return errors::internal(reference);
}

StatementOutcome CommandExecutor::run(Statement& statement, const AddChild& add) {
  StatementOutcome outcome;
  try {
    Result<StatementOutcome> result = run_text(statement, add);
    outcome = result ? std::move(result).value() : failure(std::move(result).error());
  } catch (const std::exception& thrown) {
    outcome = failure(internal_error(statement, thrown.what()));
  }
  if (statement.session->abort_is_asked()) roll_back_aborted(*statement.session);
  note_transaction(*statement.session);
  fill_after(*statement.session, outcome);
  return outcome;
}

Result<StatementOutcome> CommandExecutor::run_text(Statement& statement, const AddChild& add) {
  const StatementRequest& request = statement.request;
  sql::Limits limits;
  limits.fold_quoted_names =
      sql::is_on(*statement.session->parameters(), "QUOTED_IDENTIFIERS_IGNORE_CASE");
  const Parsed parsed = TRY(sql::parse_statements(request.text, limits));
  const int64_t wanted = statement_count_of(statement);
  if (wanted < 0) return errors::negative_statement_count(wanted);
  if (wanted != 0 && static_cast<int64_t>(parsed.size()) != wanted) {
    return errors::statement_count(parsed.size(), wanted);
  }
  if (parsed.size() > 1) return run_many(statement, parsed, add);
  if (request.door == Door::sql_api) TRY(check_alone_in_sql_api(*parsed[0].statement));
  if (has_arrays(request.binds) && !takes_array_binds(*parsed[0].statement)) {
    return errors::array_binds_elsewhere();
  }
  Result<StatementOutcome> outcome = run_one(statement, parsed[0]);
  const bool lacks_database = !outcome && outcome.error().code == "090105";
  if (lacks_database && request.database_is_unknown) return errors::unknown_database();
  return outcome;
}

Result<StatementOutcome> CommandExecutor::run_one(Statement& statement,
                                                  const sql::ParsedStatement& parsed) {
  const StatementRequest& request = statement.request;
  Session& session = *statement.session;
  if (request.door == Door::sql_api && !session.has_engine_session()) {
    session.give_engine_session(take_spare());
  }
  engine::EngineSession* engine = TRY(session.engine_session());
  if (session.abort_is_asked()) roll_back_aborted(session);
  TRY(check_transaction(session, parsed.statement->kind));
  sql::SessionContext names = session.context(request.parameters);
  names.statement_id = statement.id;
  names.now = clock_.wall_ns();
  names.current_transaction =
      session.transaction_id(engine->in_transaction(), static_cast<int64_t>(names.now));
  names.last_transaction = session.last_transaction();
  const bool describes_unset_binds = request.describe_only && request.binds.empty();
  names.binds = describes_unset_binds ? nullptr : &request.binds;
  if (mentions_query_ids(request.text)) names.query_ids = session.query_ids();

  ResultsOfSession results(session, find_result_, space_);
  const auto parameters = session.parameters();
  commands::CommandContext context{names, *engine, account_};
  context.describe_only = request.describe_only;
  context.autocommit = request.door == Door::sql_api || session.autocommit();
  context.temporary = &session.temporary();
  context.parameters = parameters.get();
  context.cancelled = &statement.stop_flag();
  context.results = &results;
  context.stage_files = stage_files_;
  OthersOfUser others(statement, cancel_others_, end_session_by_, abort_transaction_,
                      list_transactions_);
  if (cancel_others_) context.running = &others;
  HistoryOfSession history(session, visit_past_);
  if (visit_past_) context.history = &history;
  if (statement.stop_requested()) return errors::canceled();
  engine->watch_progress(request.asynchronous);

  ResultReuse reuse(known_results_, statement, names, *engine);
  if (wants_known_result(statement)) context.known = &reuse;
  Result<commands::Outcome> ran = request.translate_only ? commands::translate(parsed, context)
                                                         : commands::run(parsed, context);
  if (!ran) return locate(std::move(ran).error(), parsed.text);
  commands::Outcome& done = *ran;
  StatementOutcome outcome;
  Result<Done> taken = take_result(statement, names.rows_per_resultset, done, reuse, outcome);
  if (!taken.ok()) return locate(std::move(taken).error(), parsed.text);
  outcome.statement_type_id = done.statement_type_id;
  outcome.counts = done.counts;
  outcome.has_counts = done.has_counts;
  outcome.transfer = std::move(done.transfer);
  outcome.bind_count = parsed.bind_count;
  outcome.takes_array_binds = takes_array_binds(*parsed.statement);
  if (!request.describe_only) session.apply(done.change);
  const bool was_transaction = done.has_counts && names.current_transaction.empty();
  if (was_transaction && !engine->in_transaction()) {
    session.note_transaction(static_cast<int64_t>(names.now));
  }
  return outcome;
}

// The rows of the command, or those of an earlier one that reuse found.
Result<Done> CommandExecutor::take_result(Statement& statement, int64_t rows_max,
                                          commands::Outcome& done, ResultReuse& reuse,
                                          StatementOutcome& outcome) {
  outcome.is_reused = done.is_known;
  outcome.reads_tables = !done.footprint.reads.empty();
  if (done.is_known) {
    outcome.result = reuse.found();
    ++metrics_.results_reused;
  } else {
    const StoreOptions options{rows_max, rows_max_, &statement.rows_so_far,
                               &statement.bytes_so_far};
    outcome.result = TRY(store_result(done, space_, options));
    reuse.keep(outcome.result);
  }
  outcome.result_rows = outcome.result->row_count();
  for (const Partition& part : outcome.result->partitions()) {
    outcome.result_bytes += part.arrow_bytes;
  }
  return Done{};
}

std::unique_ptr<engine::EngineSession> CommandExecutor::take_spare() {
  const std::lock_guard lock(spares_mutex_);
  if (spares_.empty()) return nullptr;
  std::unique_ptr<engine::EngineSession> spare = std::move(spares_.back());
  spares_.pop_back();
  return spare;
}

void CommandExecutor::keep_spare(std::unique_ptr<engine::EngineSession> spare) {
  const std::lock_guard lock(spares_mutex_);
  if (spares_.size() < spares_max) spares_.push_back(std::move(spare));
}

static bool is_query_or_dml(int type) {
  namespace id = commands::statement_type;
  return type == id::select || (type >= id::insert && type <= id::merge);
}

// Whether the next session may have the engine session: nothing can be left of a single query or
// DML that succeeded and was not asked to stop, in a session without temporary objects.
static bool is_clean(Session& session, const Statement* last) {
  return last != nullptr && last->request.door == Door::sql_api && !last->outcome().error &&
         !last->stop_requested() && last->outcome().children.empty() &&
         is_query_or_dml(last->outcome().statement_type_id) && last->outcome().bind_count == 0 &&
         session.temporary().empty();
}

void CommandExecutor::end_session(Session& session, const Statement* last) {
  if (!session.has_engine_session()) return;
  try {
    const Result<engine::EngineSession*> engine = session.engine_session();
    if (is_clean(session, last) && !(*engine)->in_transaction()) {
      keep_spare(session.take_engine_session());
      return;
    }
    const sql::SessionContext names = session.context({});
    commands::CommandContext context{names, **engine, account_};
    context.temporary = &session.temporary();
    context.stage_files = stage_files_;
    commands::end_session(context);
  } catch (const std::exception& thrown) {
    log_.error("end_session", {{"session", static_cast<int64_t>(session.id())},
                               {"what", thrown.what()}});
  }
  session.take_engine_session().reset();
}

void CommandExecutor::roll_back_aborted(Session& session) {
  if (!session.has_engine_session()) return;
  const Result<engine::EngineSession*> engine = session.engine_session();
  if (!session.take_abort((*engine)->in_transaction())) return;
  const sql::SessionContext names = session.context({});
  const commands::CommandContext context{names, **engine, account_};
  const Result<Done> done = commands::roll_back_open_transaction(context);
  if (!done.ok()) log_.error("roll_back_aborted", {{"message", done.error().message}});
  note_transaction(session);
}

// Others see what the statement leaves open or has ended.
void CommandExecutor::note_transaction(Session& session) const {
  if (!session.has_engine_session()) return;
  const Result<engine::EngineSession*> engine = session.engine_session();
  session.transaction_id((*engine)->in_transaction(), clock_.wall_ns());
}

StatementOutcome CommandExecutor::run_child(Statement& child, const sql::ParsedStatement& parsed) {
  Result<StatementOutcome> result = run_one(child, parsed);
  StatementOutcome outcome =
      result ? std::move(result).value() : failure(std::move(result).error());
  note_transaction(*child.session);
  fill_after(*child.session, outcome);
  return outcome;
}

Result<StatementOutcome> CommandExecutor::run_many(Statement& parent, const Parsed& parsed,
                                                   const AddChild& add) {
  const StatementRequest& request = parent.request;
  if (!request.binds.empty()) return errors::binds_with_many_statements();
  StatementOutcome outcome;
  outcome.statement_type_id = multi_statement_type_id;
  size_t begin = 0;  // of the child in the whole text
  for (const sql::ParsedStatement& one : parsed) {
    begin = std::min(request.text.find(one.text, begin), request.text.size());
    StatementRequest asked;
    asked.text = std::string(one.text);
    asked.door = request.door;
    asked.describe_only = request.describe_only;
    asked.null_as_text = request.null_as_text;
    asked.parameters = request.parameters;
    const auto child = std::make_shared<Statement>(random_statement_id(), parent.session,
                                                   std::move(asked), clock_.wall_ns(),
                                                   clock_.steady_ns());
    child->parent = parent.weak_from_this();
    child->started_wall_ms = child->submitted_wall_ms;
    add(child);
    outcome.children.push_back(child);
    child->begin();
    StatementOutcome done =
        parent.stop_requested() ? failure(errors::canceled()) : run_child(*child, one);
    const std::optional<Error> error = done.error;
    child->ended_wall_ms = clock_.wall_ms();
    parent.session->add_query(child->id);
    child->finish(std::move(done));
    begin += error ? 0 : one.text.size();
    if (!error) continue;
    const Position where = position_of(request.text, Span{static_cast<uint32_t>(begin), 0});
    outcome.error = errors::child_failed(*error, one.text, where.line, where.position);
    return outcome;
  }
  commands::Outcome answer;
  answer.shape.push_back({"multiple statement execution", sql::types::text(many_statements_length),
                          false, "", "", ""});
  answer.rows.push_back({std::string("Multiple statements executed successfully.")});
  outcome.result = TRY(store_result(answer, space_, {}));
  outcome.result_rows = 1;
  return outcome;
}

}  // namespace mockhaus::service
