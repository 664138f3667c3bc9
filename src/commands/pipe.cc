// statement ->> statement ->> ..: each reads the rows of those before it as $1, $2, ..

#include <charconv>

#include "catalog/physical.h"
#include "commands/command.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

// One earlier step: its rows, as the engine can hold them.
struct StepRows {
  sql::ResultShape shape;
  engine::TextRows texts;                // rows made here ...
  std::unique_ptr<engine::Stream> stream;  // ... or of the engine, read when first asked for
  bool bound = false;
};

// seconds.fraction with up to nine digits, as nanoseconds.
std::string nanoseconds(const std::string& seconds) {
  const size_t point = std::min(seconds.find('.'), seconds.size());
  std::string digits = seconds.substr(0, point);
  std::string fraction = point < seconds.size() ? seconds.substr(point + 1) : "";
  fraction.resize(9, '0');
  return digits + fraction;
}

engine::TextRows columns_of(const Outcome& outcome) {
  engine::TextRows texts;
  texts.columns.resize(outcome.shape.size());
  for (const TextRow& row : outcome.rows) {
    for (size_t i = 0; i < texts.columns.size(); ++i) {
      const bool time = outcome.shape[i].type.is_timestamp();
      texts.columns[i].push_back(time && row[i] ? std::optional(nanoseconds(*row[i])) : row[i]);
    }
  }
  return texts;
}

std::string engine_type(const sql::Type& type) {
  return type.is_semi_structured() ? "VARCHAR" : sql::storage_type(type);
}

class PipeResults final : public EarlierResults {
 public:
  explicit PipeResults(EarlierResults* outer) : outer_(outer) {}

  void add(Outcome outcome) {
    StepRows step;
    if (outcome.stream == nullptr) step.texts = columns_of(outcome);
    step.stream = std::move(outcome.stream);
    step.shape = std::move(outcome.shape);
    steps_.push_back(std::move(step));
  }

  Result<std::string> keep(Outcome& outcome) override {
    if (outer_ == nullptr) return sql::errors::unsupported("block in a pipe");
    return outer_->keep(outcome);
  }
  void forget(std::string_view id) override {
    if (outer_ != nullptr) outer_->forget(id);
  }

  Result<sql::ResultShape> shape(std::string_view id) override {
    if (const StepRows* step = find(id)) return step->shape;
    if (outer_ != nullptr && !id.starts_with('$')) return outer_->shape(id);
    return Error{"000709", "02000", "Statement " + std::string(id) + " not found", std::nullopt};
  }

  Result<Done> bind(engine::EngineSession& session, std::string_view id,
                    std::string_view relation) override {
    StepRows* step = find(id);
    if (step == nullptr) return outer_->bind(session, id, relation);
    if (step->stream != nullptr) return bind_stream(session, *step, relation);
    return bind_texts(session, *step, relation);
  }

 private:
  // "$1" is the step before the one that runs.
  StepRows* find(std::string_view id) {
    if (!id.starts_with('$')) return nullptr;
    size_t back = 0;
    std::from_chars(id.data() + 1, id.data() + id.size(), back);
    return back >= 1 && back <= steps_.size() ? &steps_[steps_.size() - back] : nullptr;
  }

  static Result<Done> bind_texts(engine::EngineSession& session, const StepRows& step,
                                 std::string_view relation) {
    const std::string texts = "mh_pipe_texts";
    TRY(session.bind_rows(texts, step.texts));
    std::string columns;
    for (size_t i = 0; i < step.shape.size(); ++i) {
      if (i > 0) columns += ", ";
      columns += "CAST(\"" + std::to_string(i + 1) + "\" AS " +
                 engine_type(step.shape[i].type) + ") AS c" + std::to_string(i);
    }
    TRY(session.execute("CREATE OR REPLACE TEMPORARY TABLE " +
                        catalog::physical::quote_identifier(relation) + " AS SELECT " + columns +
                        " FROM " + texts));
    return Done{};
  }

  static Result<Done> bind_stream(engine::EngineSession& session, StepRows& step,
                                  std::string_view relation) {
    if (step.bound) return Done{};
    step.bound = true;
    std::vector<std::string> types;
    for (const sql::ColumnShape& column : step.shape) types.push_back(engine_type(column.type));
    std::vector<ArrowArray> batches;
    ArrowArray batch{};
    while (true) {
      Result<bool> more = step.stream->next(batch);
      if (more.ok() && *more) {
        batches.push_back(batch);
        continue;
      }
      if (more.ok()) break;
      for (ArrowArray& kept : batches) kept.release(&kept);
      return std::move(more).error();
    }
    return session.bind_batches(relation, types, step.stream->schema(), std::move(batches));
  }

  EarlierResults* outer_;
  std::vector<StepRows> steps_;
};

}  // namespace

Result<Outcome> run_pipe(const Command& command) {
  const auto& pipe = command.as<sql::Pipe>();
  if (command.context.describe_only) return sql::errors::unsupported("describing a ->> pipe");
  PipeResults results(command.context.results);
  CommandContext context = command.context;
  context.results = &results;
  context.known = nullptr;  // a step's rows are read here
  for (size_t i = 0; i < pipe.statements.size(); ++i) {
    sql::ParsedStatement step;
    step.text = command.text;
    step.statement = pipe.statements[i];
    Outcome outcome = TRY(run(step, context));
    if (i + 1 == pipe.statements.size()) return outcome;
    const SessionChange& change = outcome.change;
    if (change.database || change.schema || change.role || change.warehouse ||
        change.autocommit || !change.parameters.empty() || !change.variables.empty()) {
      return sql::errors::unsupported("a ->> pipe over a statement that changes the session");
    }
    results.add(std::move(outcome));
  }
  return sql::errors::unsupported("an empty ->> pipe");
}

}  // namespace mockhaus::commands
