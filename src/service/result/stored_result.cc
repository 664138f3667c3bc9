#include "service/result/stored_result.h"

#include <deque>
#include <mutex>
#include <optional>

#include "service/result/saved_shape.h"
#include "service/statement/errors.h"
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

// Results up to this size are saved beside the statement, larger ones in a file of their own.
constexpr int64_t small_result_bytes = 64 << 10;

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

  Result<Done> save(JsonWriter& json, std::string& bytes) const override;
  // False: not what save() wrote, or the file is gone.
  bool open_saved(const Json& saved, std::shared_ptr<ResultFile> source, int64_t begin);

  // Building, before anyone else sees it.
  Result<Done> add_stream(engine::Stream& stream, const StoreOptions& options);
  Result<Done> add_rows(std::span<const wire::TextRow> rows);
  Result<Done> finish();

 private:
  Result<std::shared_ptr<const std::string>> load(size_t partition) const;
  bool is_small() const;
  Result<std::string> complete_file() const;
  Result<Done> close_partition();
  void tell_progress(const StoreOptions& options) const;
  Result<int64_t> estimate_json_bytes(const wire::BatchPlaces& places, std::string_view body);

  const OwnShape shape_;
  ResultSpace& space_;
  int64_t rows_ = 0, closed_bytes_ = 0;  // of closed partitions
  int64_t memory_ = 0;  // reserved in the space
  std::vector<Partition> partitions_;
  std::vector<KeptBatch> batches_;
  mutable std::mutex saving_;
  mutable std::string saved_;  // what save() writes for a large result
  // shared_ptr: small results of an earlier process share the journal's file. Mutable: save() only
  // adds a copy to it.
  mutable std::shared_ptr<ResultFile> file_;
  ResultFile& file() const {
    if (!file_) file_ = std::make_shared<ResultFile>(space_.new_file_path(), space_.files_stay());
    return *file_;
  }
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
  closed_bytes_ += size;
  if (space_.reserve(size, memory_)) {
    memory_ += size;
    batch.body = std::make_shared<const std::string>(std::move(body));
  } else {
    batch.offset = TRY(file().append(body));
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
    if (options.rows_limit > 0 && rows_ + builder_.rows() > options.rows_limit) {
      return errors::too_many_rows(options.rows_limit);
    }
    tell_progress(options);
    if (builder_.bytes() >= next_partition_bytes_) TRY(close_partition());
  }
  return Done{};
}

void Kept::tell_progress(const StoreOptions& options) const {
  if (options.rows_so_far != nullptr) *options.rows_so_far = rows_ + builder_.rows();
  if (options.bytes_so_far != nullptr) *options.bytes_so_far = closed_bytes_ + builder_.bytes();
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

// [rows, body bytes, JSON bytes, offset, [[nulls, offset, size, ...], ...]]
static void write_batch(const KeptBatch& batch, const Partition& part, int64_t offset,
                        JsonWriter& json) {
  json.begin_array().number(batch.places.rows).number(batch.places.body_bytes);
  json.number(part.json_bytes).number(offset).begin_array();
  for (const wire::ColumnPlace& place : batch.places.columns) {
    json.begin_array().number(place.nulls);
    for (size_t i = 0; i < wire::column_buffers_max; ++i) {
      json.number(place.offset[i]).number(place.size[i]);
    }
    json.end_array();
  }
  json.end_array().end_array();
}

bool Kept::is_small() const {
  int64_t total = 0;
  for (const KeptBatch& batch : batches_) total += batch.places.body_bytes;
  return file_ == nullptr && total <= small_result_bytes;
}

Result<Done> Kept::save(JsonWriter& json, std::string& bytes) const {
  const std::lock_guard lock(saving_);
  if (is_small()) {
    json.begin_object().key("shape");
    write_shape(shape(), json);
    json.key("batches").begin_array();
    for (size_t i = 0; i < batches_.size(); ++i) {
      const auto offset = static_cast<int64_t>(bytes.size());
      bytes += *batches_[i].body;
      write_batch(batches_[i], partitions_[i], offset, json);
    }
    json.end_array().end_object();
    return Done{};
  }
  if (saved_.empty()) saved_ = TRY(complete_file());
  json.raw(saved_);
  return Done{};
}

// Adds to the file what is only in memory; where everything is, as JSON.
Result<std::string> Kept::complete_file() const {
  JsonWriter json;
  json.begin_object().key("shape");
  write_shape(shape(), json);
  json.key("batches").begin_array();
  for (size_t i = 0; i < batches_.size(); ++i) {
    int64_t offset = batches_[i].offset;
    if (batches_[i].body) offset = TRY(file().append(*batches_[i].body));
    write_batch(batches_[i], partitions_[i], offset, json);
  }
  json.end_array();
  json.member("file", file_->path().substr(file_->path().rfind('/') + 1));
  json.end_object();
  return json.take();
}

static int64_t number_at(std::span<const Json> items, size_t at) {
  return at < items.size() ? items[at].integer().value_or(0) : 0;
}

bool Kept::open_saved(const Json& saved, std::shared_ptr<ResultFile> source, int64_t begin) {
  const Json* batches = saved.find("batches");
  if (batches == nullptr || batches->items().empty()) return false;
  if (const std::string_view name = saved.text_of("file"); !name.empty()) {
    file_ = space_.adopt(name);
    if (file_ == nullptr) return false;
    begin = 0;
  } else {
    file_ = std::move(source);
  }
  for (const Json& item : batches->items()) {
    const auto parts = item.items();
    if (parts.size() != 5) return false;
    KeptBatch& batch = batches_.emplace_back();
    batch.places.rows = number_at(parts, 0);
    batch.places.body_bytes = number_at(parts, 1);
    batch.offset = begin + number_at(parts, 3);
    for (const Json& column : parts[4].items()) {
      wire::ColumnPlace& place = batch.places.columns.emplace_back();
      place.nulls = number_at(column.items(), 0);
      for (size_t i = 0; i < wire::column_buffers_max; ++i) {
        place.offset[i] = number_at(column.items(), 1 + 2 * i);
        place.size[i] = number_at(column.items(), 2 + 2 * i);
      }
    }
    partitions_.push_back({.rows = batch.places.rows, .json_bytes = number_at(parts, 2),
                           .arrow_bytes = batch.places.body_bytes});
    rows_ += batch.places.rows;
  }
  return true;
}

Result<Done> Kept::finish() {
  if (builder_.rows() > 0 || batches_.empty()) TRY(close_partition());
  return Done{};
}

}  // namespace

std::shared_ptr<const StoredResult> open_saved_result(const Json& saved, ResultSpace& space,
                                                      std::shared_ptr<ResultFile> source,
                                                      int64_t begin) {
  const Json* columns = saved.find("shape");
  std::deque<std::vector<sql::StructuredField>> fields;
  sql::ResultShape shape;
  if (columns == nullptr || !read_shape(*columns, fields, shape)) return nullptr;
  const auto result = std::make_shared<Kept>(std::move(shape), space);
  if (!result->open_saved(saved, std::move(source), begin)) return nullptr;
  return result;
}

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
    const auto count = static_cast<int64_t>(rows.size());
    if (options.rows_limit > 0 && count > options.rows_limit) {
      return errors::too_many_rows(options.rows_limit);
    }
    TRY(result->add_rows(rows));
  }
  TRY(result->finish());
  return std::shared_ptr<const StoredResult>(std::move(result));
}

}  // namespace mockhaus::service
