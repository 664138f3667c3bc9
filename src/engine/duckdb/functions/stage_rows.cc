#include "engine/duckdb/functions/stage_rows.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/vector_reader.h"
#include "storage/record_reader.h"
#include "storage/scan.h"
#include "values/json_parse.h"
#include "values/variant_object.h"

namespace mockhaus::engine::duckdb {
namespace {

using storage::Record;
using storage::Scan;
using Text = std::string_view;

constexpr size_t chunk_bytes_max = size_t{4} << 20;  // wide rows make short chunks

struct MetaColumn {
  const char* name;
  duckdb_type type;
};
// After the values, in this order.
constexpr MetaColumn meta_columns[] = {
    {"mfile", DUCKDB_TYPE_VARCHAR},     {"mrow", DUCKDB_TYPE_BIGINT},
    {"mkey", DUCKDB_TYPE_VARCHAR},      {"mmodified", DUCKDB_TYPE_HUGEINT},
    {"mfault", DUCKDB_TYPE_VARCHAR},
};
enum class Meta : uint8_t { file, row, key, modified, fault };

template <class T>
void destroy(void* data) {
  delete static_cast<T*>(data);
}

// The state of one scan: which file is read, and what of the record goes where.
class Rows {
 public:
  Rows(const Scan& scan, std::vector<idx_t> wanted) : scan_(scan), wanted_(std::move(wanted)) {}

  // Fills the chunk; an error ends the statement.
  Result<Done> fill(duckdb_data_chunk output) {
    const idx_t rows_max = duckdb_vector_size();
    std::vector<duckdb_vector> vectors;
    for (idx_t i = 0; i < wanted_.size(); ++i) {
      vectors.push_back(duckdb_data_chunk_get_vector(output, i));
    }
    idx_t rows = 0;
    size_t bytes = 0;
    while (rows < rows_max && (rows == 0 || bytes < chunk_bytes_max)) {
      const bool more = TRY(read());
      if (!more) break;
      bytes += record_.text.size();
      if (is_skipped()) continue;
      parse();
      if (record_.fault && scan_.faults == storage::Faults::fail) {
        const storage::RecordFault& fault = *record_.fault;
        return Error{fault.code, fault.sql_state, fault.message, std::nullopt};
      }
      if (record_.fault && scan_.faults == storage::Faults::skip) continue;
      for (size_t i = 0; i < wanted_.size(); ++i) write(vectors[i], wanted_[i], rows);
      ++rows;
    }
    duckdb_data_chunk_set_size(output, rows);
    return Done{};
  }

 private:
  bool is_json() const { return scan_.format.type == storage::FileType::json; }

  Result<bool> read() {
    while (file_ < scan_.files.size()) {
      const storage::ScannedFile& file = scan_.files[file_];
      if (reader_ == nullptr) {
        reader_ = TRY(storage::open_records(file.path, file.file.name, scan_.format,
                                            scan_.expected));
      }
      const bool more = TRY(reader_->next(record_));
      if (more) return true;
      reader_.reset();
      ++file_;
    }
    return false;
  }

  bool is_skipped() const {
    return std::binary_search(scan_.skip.begin(), scan_.skip.end(), record_.row);
  }

  // A JSON document becomes a value now, so that what is wrong with it is known.
  void parse() {
    if (!is_json() || record_.fault) return;
    const auto duplicates = scan_.format.allow_duplicate ? values::DuplicateKey::keep_last
                                                         : values::DuplicateKey::refuse;
    const values::JsonOutcome outcome =
        values::parse_json(*record_.fields[0], duplicates, builder_);
    if (outcome.problem) {
      const Error error = values::json_error(*outcome.problem);
      record_.fault = storage::RecordFault{error.code, "22P02", error.message, record_.line, 1,
                                           record_.byte, 1};
      return;
    }
    value_ = builder_.bytes();
    stripped_.clear();
    if (scan_.format.strip_null_values &&
        values::strip_null_members(values::VariantView(value_), stripped_)) {
      value_ = stripped_.bytes();
    }
  }

  void write(duckdb_vector vector, idx_t column, idx_t row) {
    if (column >= scan_.columns) return write_meta(vector, Meta(column - scan_.columns), row);
    Output<Text> texts(vector);
    if (record_.fault) return texts.set_null(row);
    if (is_json()) return texts.set(row, value_);
    if (column < record_.fields.size() && record_.fields[column]) {
      texts.set(row, *record_.fields[column]);
    } else {
      texts.set_null(row);
    }
  }

  void write_meta(duckdb_vector vector, Meta meta, idx_t row) {
    const storage::StagedFile& file = scan_.files[file_].file;
    switch (meta) {
      case Meta::file: return Output<Text>(vector).set(row, file.name);
      case Meta::row: return Output<int64_t>(vector).set(row, record_.row);
      case Meta::key: return Output<Text>(vector).set(row, file.md5);
      case Meta::modified:
        return Output<int128>(vector).set(row, int128{file.modified_ms} * 1'000'000);
      case Meta::fault:
        if (record_.fault) return Output<Text>(vector).set(row, record_.fault->message);
        return Output<Text>(vector).set_null(row);
    }
  }

  const Scan& scan_;
  const std::vector<idx_t> wanted_;
  size_t file_ = 0;
  std::unique_ptr<storage::RecordReader> reader_;
  Record record_;
  values::VariantBuilder builder_, stripped_;
  std::string_view value_;
};

void add_column(duckdb_bind_info info, const std::string& name, duckdb_type id) {
  duckdb_logical_type type = duckdb_create_logical_type(id);
  duckdb_bind_add_result_column(info, name.c_str(), type);
  duckdb_destroy_logical_type(&type);
}

void bind(duckdb_bind_info info) {
  duckdb_value argument = duckdb_bind_get_parameter(info, 0);
  char* text = duckdb_get_varchar(argument);
  Result<Scan> scan = storage::read_scan(text == nullptr ? "" : text);
  duckdb_free(text);
  duckdb_destroy_value(&argument);
  if (!scan.ok()) return duckdb_bind_set_error(info, mark_error(scan.error()).c_str());
  const bool json = scan->format.type == storage::FileType::json;
  for (size_t i = 1; i <= scan->columns; ++i) {
    add_column(info, "c" + std::to_string(i), json ? DUCKDB_TYPE_BLOB : DUCKDB_TYPE_VARCHAR);
  }
  for (const MetaColumn& column : meta_columns) add_column(info, column.name, column.type);
  duckdb_bind_set_bind_data(info, new Scan(std::move(*scan)), destroy<Scan>);
}

void init(duckdb_init_info info) {
  const auto* scan = static_cast<const Scan*>(duckdb_init_get_bind_data(info));
  std::vector<idx_t> wanted;
  for (idx_t i = 0; i < duckdb_init_get_column_count(info); ++i) {
    wanted.push_back(duckdb_init_get_column_index(info, i));
  }
  duckdb_init_set_max_threads(info, 1);
  duckdb_init_set_init_data(info, new Rows(*scan, std::move(wanted)), destroy<Rows>);
}

void run(duckdb_function_info info, duckdb_data_chunk output) {
  auto* rows = static_cast<Rows*>(duckdb_function_get_init_data(info));
  const Result<Done> filled = rows->fill(output);
  if (!filled.ok()) duckdb_function_set_error(info, mark_error(filled.error()).c_str());
}

}  // namespace

Result<Done> register_stage_functions(duckdb_connection connection) {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, "mh_stage_rows");
  duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_table_function_add_parameter(function, text);
  duckdb_destroy_logical_type(&text);
  duckdb_table_function_set_bind(function, bind);
  duckdb_table_function_set_init(function, init);
  duckdb_table_function_set_function(function, run);
  duckdb_table_function_supports_projection_pushdown(function, true);
  const bool good = duckdb_register_table_function(connection, function) == DuckDBSuccess;
  duckdb_destroy_table_function(&function);
  if (!good) return Error{"000603", "XX000", "cannot register mh_stage_rows", {}};
  return Done{};
}

}  // namespace mockhaus::engine::duckdb
