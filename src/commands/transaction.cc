#include "commands/transaction.h"

#include "commands/stage_place.h"

#include <chrono>

#include "catalog/account.h"
#include "catalog/physical.h"
#include "catalog/temporary.h"
#include "commands/answer.h"
#include "commands/command.h"

namespace mockhaus::commands {
namespace {

std::chrono::milliseconds lock_timeout(const CommandContext& context) {
  static const sql::ParameterValues none;
  const sql::ParameterValues& set = context.parameters ? *context.parameters : none;
  return std::chrono::seconds(sql::number_of(set, "LOCK_TIMEOUT"));
}

}  // namespace

Result<Done> commit_open_transaction(const CommandContext& context) {
  if (!context.engine.in_transaction()) return Done{};
  Result<Done> done = context.engine.commit();
  context.account.table_locks().release_all(context.session.session_id);
  return done;
}

Result<Done> roll_back_open_transaction(const CommandContext& context) {
  if (!context.engine.in_transaction()) return Done{};
  Result<Done> done = context.engine.rollback();
  context.account.table_locks().release_all(context.session.session_id);
  return done;
}

Result<Done> lock_tables(const CommandContext& context, const std::vector<uint64_t>& tables) {
  catalog::TableLocks::Request request;
  request.session = context.session.session_id;
  request.statement = context.session.statement_id;
  request.transaction = context.session.current_transaction;
  request.timeout = lock_timeout(context);
  request.cancelled = context.cancelled;
  request.now_ms = context.account.now_ms();
  for (const uint64_t table : tables) {
    if (context.temporary != nullptr && context.temporary->find_by_id(table) != nullptr) continue;
    TRY(context.account.table_locks().acquire(table, request));
  }
  return Done{};
}

Result<Done> StatementTransaction::begin() {
  if (context_.engine.in_transaction()) {
    inner_ = true;
    mark_ = context_.engine.mark();
    return Done{};
  }
  TRY(context_.engine.begin());
  own_ = true;
  return Done{};
}

Result<Done> StatementTransaction::finish() {
  inner_ = false;
  if (!own_) return Done{};
  own_ = false;
  if (!context_.autocommit) return Done{};
  return commit_open_transaction(context_);
}

Result<Done> StatementTransaction::commit() {
  inner_ = false;
  if (!own_) return Done{};
  own_ = false;
  return commit_open_transaction(context_);
}

StatementTransaction::~StatementTransaction() {
  if (own_) (void)roll_back_open_transaction(context_);
  if (inner_) (void)context_.engine.undo_to(mark_);
}

Result<Outcome> run_begin_transaction(const Command& command) {
  const CommandContext& context = command.context;
  if (!context.describe_only && !context.engine.in_transaction()) TRY(context.engine.begin());
  Outcome outcome = succeeded();
  outcome.change.transaction_name = command.as<sql::BeginTransaction>().name.text;
  return outcome;
}

Result<Outcome> run_commit(const Command& command) {
  if (!command.context.describe_only) TRY(commit_open_transaction(command.context));
  return succeeded();
}

Result<Outcome> run_rollback(const Command& command) {
  if (!command.context.describe_only) TRY(roll_back_open_transaction(command.context));
  return succeeded();
}

void end_session(const CommandContext& context) {
  (void)roll_back_open_transaction(context);
  context.account.table_locks().release_all(context.session.session_id);
  if (context.temporary == nullptr) return;
  for (const catalog::Object* object : context.temporary->all()) {
    const auto* table = catalog::object_cast<catalog::Table>(object);
    if (table != nullptr) (void)context.engine.execute(catalog::physical::drop_table(*table));
    if (context.stage_files != nullptr) {
      context.stage_files->remove_folder(stage_folder(*object, true));
    }
  }
  context.temporary->clear();
}

}  // namespace mockhaus::commands
