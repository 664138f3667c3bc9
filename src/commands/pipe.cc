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
  engine::TextRows texts;  // rows made here ...
  std::string relation;    // ... or of the engine, read before the next step runs
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
  PipeResults(EarlierResults* outer, engine::EngineSession& session)
      : outer_(outer), session_(session) {
    const auto* outer_pipe = dynamic_cast<const PipeResults*>(outer);
    if (outer_pipe != nullptr) depth_ = outer_pipe->depth_ + 1;
  }

  Result<Done> add(Outcome outcome) {
    StepRows step;
    step.shape = outcome.shape;
    if (outcome.stream == nullptr) {
      step.texts = columns_of(outcome);
    } else {
      step.relation =
          "mh_pipe_" + std::to_string(depth_) + "_" + std::to_string(steps_.size() + 1);
      TRY(keep_stream(step, *outcome.stream));
    }
    steps_.push_back(std::move(step));
    return Done{};
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
    const StepRows* step = find(id);
    if (step == nullptr) return outer_->bind(session, id, relation);
    if (step->relation.empty()) return bind_texts(session, *step, relation);
    TRY(session.execute("CREATE OR REPLACE TEMPORARY TABLE " +
                        catalog::physical::quote_identifier(relation) + " AS SELECT * FROM " +
                        step->relation));
    return Done{};
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

  Result<Done> keep_stream(const StepRows& step, engine::Stream& stream) {
    std::vector<std::string> types;
    for (const sql::ColumnShape& column : step.shape) types.push_back(engine_type(column.type));
    std::vector<ArrowArray> batches;
    ArrowArray batch{};
    while (true) {
      Result<bool> more = stream.next(batch);
      if (more.ok() && *more) {
        batches.push_back(batch);
        continue;
      }
      if (more.ok()) break;
      for (ArrowArray& kept : batches) kept.release(&kept);
      return std::move(more).error();
    }
    return session_.bind_batches(step.relation, types, stream.schema(), std::move(batches));
  }

  EarlierResults* outer_;
  engine::EngineSession& session_;
  int depth_ = 0;  // of a pipe in a procedure that a pipe calls
  std::vector<StepRows> steps_;
};

}  // namespace

Result<Outcome> run_pipe(const Command& command) {
  const auto& pipe = command.as<sql::Pipe>();
  if (command.context.describe_only) return sql::errors::unsupported("describing a ->> pipe");
  PipeResults results(command.context.results, command.context.engine);
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
    TRY(results.add(std::move(outcome)));
  }
  return sql::errors::unsupported("an empty ->> pipe");
}

}  // namespace mockhaus::commands
