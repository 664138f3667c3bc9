#include "service/result/stored_result.h"

#include <deque>
#include <optional>

#include "service/result/result_file.h"
#include "wire/arrow_stream.h"
#include "wire/batch_builder.h"
#include "wire/engine_rows.h"
#include "wire/json_cells.h"
#include "wire/text_rows.h"

namespace mockhaus::service {
namespace {

// The first partition travels with the answer, so it is small; later ones grow, so that a large
// result has few, but a client never needs more than this memory for one.
constexpr int64_t first_partition_bytes = 128 << 10;
constexpr int64_t largest_partition_bytes = 8 << 20;

// How many rows tell what all rows of a partition take as JSON.
constexpr int64_t sampled_rows = 128;

// A shape of its own: the fields of structured types may live in an arena that ends with the
// statement.
class OwnShape {
 public:
  explicit OwnShape(sql::ResultShape shape) : shape_(std::move(shape)) {
    for (sql::ColumnShape& column : shape_) keep(column.type);
  }
  const sql::ResultShape& get() const { return shape_; }

 private:
  void keep(sql::Type& type) {
    if (type.fields.empty()) return;
    auto& fields = fields_.emplace_back(type.fields.begin(), type.fields.end());
    type.fields = fields;
    for (sql::StructuredField& field : fields) {
      field.name = names_.emplace_back(field.name);
      keep(field.type);
    }
  }

  sql::ResultShape shape_;
  std::deque<std::vector<sql::StructuredField>> fields_;  // elements never move
  std::deque<std::string> names_;
};

// The bytes of a partition: in memory, or in the file.
struct KeptBatch {
  wire::BatchPlaces places;
  std::shared_ptr<const std::string> body;  // shared with readers; null: in the file
  int64_t offset = 0;
};

class Kept final : public StoredResult {
 public:
  Kept(sql::ResultShape shape, ResultSpace& space)
      : shape_(std::move(shape)), space_(space), builder_(shape_.get()) {}
  ~Kept() override { space_.release(memory_); }

  const sql::ResultShape& shape() const override { return shape_.get(); }
  int64_t row_count() const override { return rows_; }
  const std::vector<Partition>& partitions() const override { return partitions_; }

  Result<std::string> json_rows(size_t partition,
                                const wire::JsonOptions& options) const override {
    const std::shared_ptr<const std::string> body = TRY(load(partition));
    const wire::BatchPlaces& places = batches_[partition].places;
    const auto columns = wire::view_columns(shape(), places, *body);
    const int64_t expected = partitions_[partition].json_bytes;
    wire::TextOutput out(static_cast<size_t>(expected + expected / 8));
    TRY(wire::write_json_rows(columns, 0, places.rows, options, out));
    return out.take();
  }

  Result<std::string> arrow_stream(size_t partition) const override {
    const std::shared_ptr<const std::string> body = TRY(load(partition));
    return wire::write_arrow_stream(shape(), batches_[partition].places, *body);
  }

  Result<EngineRows> engine_rows() const override {
    EngineRows rows;
    wire::make_engine_schema(shape(), rows.schema);
    rows.column_types = wire::engine_column_types(shape());
    for (size_t partition = 0; partition < batches_.size(); ++partition) {
      std::shared_ptr<const std::string> body = TRY(load(partition));
      for (ArrowArray& batch : wire::make_engine_batches(
               shape(), batches_[partition].places, std::move(body))) {
        rows.batches.push_back(batch);
      }
    }
    return rows;
  }

  // Building, before anyone else sees it.
  Result<Done> add_stream(engine::Stream& stream, const StoreOptions& options);
  Result<Done> add_rows(std::span<const wire::TextRow> rows);
  Result<Done> finish();

 private:
  Result<std::shared_ptr<const std::string>> load(size_t partition) const;
  Result<Done> close_partition();
  Result<int64_t> estimate_json_bytes(const wire::BatchPlaces& places, std::string_view body);

  const OwnShape shape_;
  ResultSpace& space_;
  int64_t rows_ = 0;
  int64_t memory_ = 0;  // reserved in the space
  std::vector<Partition> partitions_;
  std::vector<KeptBatch> batches_;
  std::optional<ResultFile> file_;
  wire::BatchBuilder builder_;
  int64_t next_partition_bytes_ = first_partition_bytes;
};

Result<std::shared_ptr<const std::string>> Kept::load(size_t partition) const {
  if (partition >= batches_.size()) {
    return Error{"391922", "22023", "Partition " + std::to_string(partition) +
                 " is out of the range 0 to " + std::to_string(batches_.size() - 1) + ".", {}};
  }
  const KeptBatch& batch = batches_[partition];
  if (batch.body) return batch.body;
  std::string body = TRY(file_->read(batch.offset, batch.places.body_bytes));
  return std::make_shared<const std::string>(std::move(body));
}

Result<int64_t> Kept::estimate_json_bytes(const wire::BatchPlaces& places, std::string_view body) {
  if (places.rows == 0) return int64_t{0};
  const int64_t rows = std::min(places.rows, sampled_rows);
  const auto columns = wire::view_columns(shape(), places, body);
  wire::TextOutput sample;
  TRY(wire::write_json_rows(columns, 0, rows, {}, sample));
  return static_cast<int64_t>(sample.size()) * places.rows / rows;
}

Result<Done> Kept::close_partition() {
  std::string body;
  KeptBatch batch{.places = builder_.finish(body), .body = nullptr, .offset = 0};
  const auto size = static_cast<int64_t>(body.size());
  const auto json_bytes = TRY(estimate_json_bytes(batch.places, body));
  partitions_.push_back({.rows = batch.places.rows,
                         .json_bytes = json_bytes,
                         .arrow_bytes = size});
  rows_ += batch.places.rows;
  if (space_.reserve(size, memory_)) {
    memory_ += size;
    batch.body = std::make_shared<const std::string>(std::move(body));
  } else {
    if (!file_) file_.emplace(space_.new_file_path());
    batch.offset = TRY(file_->append(body));
  }
  batches_.push_back(std::move(batch));
  next_partition_bytes_ = std::min(next_partition_bytes_ * 2, largest_partition_bytes);
  return Done{};
}

Result<Done> Kept::add_stream(engine::Stream& stream, const StoreOptions& options) {
  int64_t left = options.rows_max > 0 ? options.rows_max : INT64_MAX;
  for (ArrowArray batch{}; left > 0;) {
    const bool more = TRY(stream.next(batch));
    if (!more) break;
    const int64_t count = std::min(batch.length, left);
    Result<Done> added = builder_.append(stream.schema(), batch, 0, count);
    batch.release(&batch);
    if (!added.ok()) return added;
    left -= count;
    if (builder_.bytes() >= next_partition_bytes_) TRY(close_partition());
  }
  return Done{};
}

Result<Done> Kept::add_rows(std::span<const wire::TextRow> rows) {
  constexpr size_t rows_at_once = 2048;
  while (!rows.empty()) {
    const size_t count = std::min(rows.size(), rows_at_once);
    TRY(wire::append_text_rows(shape(), rows.first(count), builder_));
    rows = rows.subspan(count);
    if (builder_.bytes() >= next_partition_bytes_) TRY(close_partition());
  }
  return Done{};
}

Result<Done> Kept::finish() {
  if (builder_.rows() > 0 || batches_.empty()) TRY(close_partition());
  return Done{};
}

}  // namespace

EngineRows::~EngineRows() {
  if (schema.release) schema.release(&schema);
  for (ArrowArray& batch : batches) {
    if (batch.release) batch.release(&batch);
  }
}

Result<std::shared_ptr<const StoredResult>> store_result(commands::Outcome& outcome,
                                                         ResultSpace& space,
                                                         const StoreOptions& options) {
  auto result = std::make_shared<Kept>(outcome.shape, space);
  if (outcome.stream) {
    Result<Done> added = result->add_stream(*outcome.stream, options);
    outcome.stream.reset();
    if (!added.ok()) return added.error();
  } else {
    std::span<const wire::TextRow> rows = outcome.rows;
    if (options.rows_max > 0 && rows.size() > static_cast<size_t>(options.rows_max)) {
      rows = rows.first(static_cast<size_t>(options.rows_max));
    }
    TRY(result->add_rows(rows));
  }
  TRY(result->finish());
  return std::shared_ptr<const StoredResult>(std::move(result));
}

}  // namespace mockhaus::service
