#include "engine/duckdb/stream.h"

namespace mockhaus::engine::duckdb {
namespace {

// Takes the text out of a duckdb_error_data; nothing when it holds no error.
std::optional<std::string> message_of(duckdb_error_data data) {
  std::optional<std::string> message;
  if (data && duckdb_error_data_has_error(data)) message = duckdb_error_data_message(data);
  duckdb_destroy_error_data(&data);
  return message;
}

class ResultStream final : public Stream {
 public:
  ResultStream(std::shared_ptr<Link> link, Link::Use use, std::shared_ptr<RunState> state,
               EngineResult result, StreamEnd end)
      : link_(std::move(link)),
        state_(std::move(state)),
        use_(std::move(use)),
        result_(std::move(result)),
        end_(end),
        options_(duckdb_result_get_arrow_options(&result_.get())) {}

  ~ResultStream() override {
    close();
    if (schema_.release) schema_.release(&schema_);
  }

  Result<Done> describe() {
    duckdb_result* result = &result_.get();
    const idx_t columns = duckdb_column_count(result);
    std::vector<duckdb_logical_type> types;
    std::vector<const char*> names;
    for (idx_t column = 0; column < columns; ++column) {
      types.push_back(duckdb_column_logical_type(result, column));
      names.push_back(duckdb_column_name(result, column));
    }
    std::optional<std::string> failed =
        message_of(duckdb_to_arrow_schema(options_, types.data(), names.data(), columns, &schema_));
    for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
    if (failed) return fail(*failed);
    return Done{};
  }

  const ArrowSchema& schema() const override { return schema_; }

  Result<bool> next(ArrowArray& batch) override {
    if (!open_) return false;
    link_->turn().pass();
    if (link_->turn().interrupted().load()) return fail("INTERRUPT Error: Interrupted!");
    duckdb_data_chunk chunk = duckdb_fetch_chunk(result_.get());
    const bool empty = !chunk || duckdb_data_chunk_get_size(chunk) == 0;
    if (empty) {
      if (chunk) duckdb_destroy_data_chunk(&chunk);
      const char* failed = duckdb_result_error(&result_.get());
      if (failed && *failed) return fail(failed);
      close();
      return false;
    }
    std::optional<std::string> failed =
        message_of(duckdb_data_chunk_to_arrow(options_, chunk, &batch));
    duckdb_destroy_data_chunk(&chunk);
    if (failed) return fail(*failed);
    return true;
  }

 private:
  void close() {
    if (!open_) return;
    open_ = false;
    duckdb_destroy_arrow_options(&options_);
    result_.clear();
    // COMMIT, not ROLLBACK: the values that sequences gave out must be kept.
    if (end_ == StreamEnd::transaction) (void)run_plain(use_.connection(), "COMMIT");
    use_ = Link::Use();
  }

  Error fail(const std::string& message) {
    const std::string text = message;  // it may live in the result
    result_.clear();
    Error error = take_failure(*link_, use_, *state_, text).error;
    close();
    return error;
  }

  const std::shared_ptr<Link> link_;
  const std::shared_ptr<RunState> state_;
  Link::Use use_;
  EngineResult result_;
  const StreamEnd end_;
  duckdb_arrow_options options_ = nullptr;
  ArrowSchema schema_{};
  bool open_ = true;
};

}  // namespace

Result<std::unique_ptr<Stream>> make_stream(std::shared_ptr<Link> link, Link::Use use,
                                            std::shared_ptr<RunState> state, EngineResult result,
                                            StreamEnd end) {
  auto stream = std::make_unique<ResultStream>(std::move(link), std::move(use), std::move(state),
                                               std::move(result), end);
  TRY(stream->describe());
  return std::unique_ptr<Stream>(std::move(stream));
}

Failure take_failure(Link& link, const Link::Use& use, RunState& state,
                     const std::string& message) {
  state.doubt = true;
  Failure failure = explain(message);
  if (failure.kind == FailureKind::instance_suspect) link.give_up_if_invalid(use);
  if (failure.kind == FailureKind::never_started || failure.kind == FailureKind::durable) {
    link.give_up(use);
  }
  return failure;
}

}  // namespace mockhaus::engine::duckdb
