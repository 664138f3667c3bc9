#include "service/statement/result_reuse.h"

namespace mockhaus::service {

bool wants_known_result(const Statement& statement) {
  constexpr std::string_view name = "USE_CACHED_RESULT";
  const sql::ParameterValues& own = statement.request.parameters;
  return sql::is_on(own.contains(name) ? own : *statement.session->parameters(), name);
}

ResultCache::Question ResultReuse::question() const {
  return {context_.role, statement_.request.text, sql_, context_.rows_per_resultset};
}

bool ResultReuse::knows(const std::string& sql, const sql::ResultShape& shape) {
  version_ = engine_.data_version(sql);
  sql_ = sql;
  found_ = version_ ? cache_.find(question(), *version_, shape) : nullptr;
  return found_ != nullptr;
}

void ResultReuse::keep(const std::shared_ptr<const StoredResult>& result) {
  // A commit meanwhile: nobody knows whether the query saw it.
  if (!version_ || engine_.data_version(sql_) != version_) return;
  cache_.keep(question(), *version_, result);
}

}  // namespace mockhaus::service
