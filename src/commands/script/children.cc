// Child jobs: ASYNC (..), AWAIT and CANCEL.
//
// A child runs to its end when it is started, and what went wrong is raised where it is awaited: a
// block cannot tell that from children that run beside it.
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"

namespace mockhaus::commands::script {

Result<KeptPointer> Interpreter::start_child(const sql::Statement& statement,
                                             std::string_view resultset) {
  Result<KeptPointer> result = run_kept(statement);
  if (result.ok() || !raised_ || !is_catchable()) return result;
  failed_children_.push_back({std::string(resultset), *std::exchange(raised_, std::nullopt)});
  return KeptPointer();
}

Result<Done> Interpreter::await(const sql::Await& node) {
  if (!node.all) TRY(find_cursor(node.resultset));
  for (auto child = failed_children_.begin(); child != failed_children_.end(); ++child) {
    if (!node.all && child->resultset != node.resultset.text) continue;
    raised_ = std::move(child->failure);
    failed_children_.erase(child);
    return raised_->error;
  }
  return Done{};
}

// It has ended already.
Result<Done> Interpreter::cancel(const sql::Cancel& node) {
  TRY(find_cursor(node.resultset));
  std::erase_if(failed_children_, [&](const FailedChild& child) {
    return child.resultset == node.resultset.text;
  });
  return Done{};
}

}  // namespace mockhaus::commands::script
