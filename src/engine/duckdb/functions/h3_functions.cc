// H3_...: cells by number or by hexadecimal text. Results of a text are texts: a single one in
// capital letters, those in arrays in small ones.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/h3_cell.h"

namespace mockhaus::engine::duckdb {
namespace {

namespace h3 = values::h3;
using h3::Cell;

// More would not fit into an array of 16 MB.
constexpr size_t cells_max = 1'000'000;

class CellColumn {
 public:
  CellColumn(duckdb_data_chunk input, idx_t index)
      : is_text_(type_of(input, index) == DUCKDB_TYPE_VARCHAR), texts_(input, index),
        numbers_(input, index) {}

  bool is_text() const { return is_text_; }
  std::optional<Cell> get(idx_t row) const {  // nothing: no valid cell
    std::optional<Cell> cell;
    if (is_text_) cell = h3::parse(texts_[row]);
    else cell = static_cast<Cell>(numbers_[row]);
    return cell && h3::is_valid(*cell) ? cell : std::nullopt;
  }
  std::string written(idx_t row) const {
    return is_text_ ? std::string(texts_[row]) : std::to_string(numbers_[row]);
  }
  std::optional<Cell> expect(duckdb_function_info info, idx_t row) const {
    const std::optional<Cell> cell = get(row);
    if (!cell) fail(info, values::errors::invalid_h3_cell(written(row)));
    return cell;
  }

 private:
  bool is_text_;
  Column<std::string_view> texts_;
  IntegerColumn numbers_;
};

bool expect_resolution(duckdb_function_info info, int64_t resolution) {
  if (resolution >= 0 && resolution <= h3::resolution_max) return true;
  fail(info, values::errors::invalid_h3_resolution(resolution));
  return false;
}

void add_cell(Cell cell, bool as_text, values::VariantBuilder& out) {
  if (as_text) out.add_text(h3::print(cell, h3::Letters::lower));
  else out.add_integer(static_cast<int128>(cell));
}

void add_cells(const std::vector<Cell>& cells, bool as_text, values::VariantBuilder& out) {
  out.begin_array(cells.size());
  for (const Cell cell : cells) add_cell(cell, as_text, out);
  out.end_array();
}

// The parent of row, if its arguments are right.
std::optional<Cell> parent_at(duckdb_function_info info, const CellColumn& cells,
                              const IntegerColumn& resolutions, idx_t row) {
  const int64_t at = resolutions[row];
  if (!expect_resolution(info, at)) return std::nullopt;
  const std::optional<Cell> cell = cells.expect(info, row);
  if (!cell) return std::nullopt;
  if (at <= h3::resolution(*cell)) return h3::parent(*cell, static_cast<int>(at));
  fail(info, values::errors::h3_resolution_mismatch(at, h3::resolution(*cell)));
  return std::nullopt;
}

void run_parent(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const CellColumn cells(input, 0);
  const IntegerColumn resolutions(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::optional<Cell> made = parent_at(info, cells, resolutions, row);
    if (made) results.set(row, static_cast<int128>(*made));
    return made.has_value();
  });
}

void run_parent_text(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const CellColumn cells(input, 0);
  const IntegerColumn resolutions(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const std::optional<Cell> made = parent_at(info, cells, resolutions, row);
    if (made) out = h3::print(*made, h3::Letters::upper);
    return made.has_value();
  });
}

void run_children(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const CellColumn cells(input, 0);
  const IntegerColumn resolutions(input, 1);
  VariantOutput results(output);
  std::vector<Cell> made;
  each_row(input, output, [&](idx_t row) {
    const int64_t at = resolutions[row];
    if (!expect_resolution(info, at)) return false;
    const std::optional<Cell> cell = cells.expect(info, row);
    if (!cell) return false;
    if (at < h3::resolution(*cell)) {
      fail(info, values::errors::h3_resolution_mismatch(at, h3::resolution(*cell)));
      return false;
    }
    made.clear();
    if (!h3::children(*cell, static_cast<int>(at), cells_max, made)) {
      return too_large(info, values::text_bytes_max + 1);
    }
    add_cells(made, cells.is_text(), results.start());
    results.finish(row);
    return true;
  });
}

void run_resolution(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const CellColumn cells(input, 0);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::optional<Cell> cell = cells.expect(info, row);
    if (cell) results.set(row, h3::resolution(*cell));
    return cell.has_value();
  });
}

template <bool (*holds)(Cell)>
void run_question(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const CellColumn cells(input, 0);
  Output<bool> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::optional<Cell> cell = cells.get(row);
    results.set(row, cell && holds(*cell));
  });
}

void run_to_text(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn numbers(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    out = h3::print(static_cast<Cell>(numbers[row]), h3::Letters::upper);
    return true;
  });
}

void run_to_number(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> texts(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::optional<Cell> cell = h3::parse(texts[row]);
    if (cell) results.set(row, static_cast<int128>(*cell));
    else fail(info, values::errors::invalid_h3_cell(texts[row]));
    return cell.has_value();
  });
}

// The valid cells of an array: of texts, or of numbers. False after a failure.
bool read_cells(duckdb_function_info info, values::VariantView array, bool texts,
                std::vector<Cell>& into) {
  using values::VariantKind;
  into.clear();
  const values::VariantParts parts(array);
  for (size_t i = 0; i < parts.size(); ++i) {
    const values::VariantView part = parts.value(i);
    std::optional<Cell> cell;
    const bool fits = part.kind() == (texts ? VariantKind::text : VariantKind::integer);
    if (fits) cell = texts ? h3::parse(part.text()) : static_cast<Cell>(part.integer());
    if (!cell || !h3::is_valid(*cell)) {
      const std::string written = fits && texts ? std::string(part.text())
                                  : fits ? std::to_string(static_cast<int64_t>(part.integer()))
                                         : std::string(kind_name(part.kind()));
      fail(info, values::errors::invalid_h3_cell(written));
      return false;
    }
    into.push_back(*cell);
  }
  return true;
}

template <bool texts>
void run_compact(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const VariantColumn arrays(input, 0);
  VariantOutput results(output);
  std::vector<Cell> cells;
  each_row(input, output, [&](idx_t row) {
    if (!read_cells(info, arrays[row], texts, cells)) return false;
    for (const Cell cell : cells) {
      const int first = h3::resolution(cells[0]);
      if (h3::resolution(cell) == first) continue;
      fail(info, values::errors::h3_resolution_mismatch(h3::resolution(cell), first));
      return false;
    }
    const auto made = h3::compact(cells);
    if (!made) {
      fail(info, values::errors::duplicate_h3_cells());
      return false;
    }
    add_cells(*made, texts, results.start());
    results.finish(row);
    return true;
  });
}

template <bool texts>
void run_uncompact(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const VariantColumn arrays(input, 0);
  const IntegerColumn resolutions(input, 1);
  VariantOutput results(output);
  std::vector<Cell> cells, made;
  each_row(input, output, [&](idx_t row) {
    const int64_t at = resolutions[row];
    if (!expect_resolution(info, at) || !read_cells(info, arrays[row], texts, cells)) return false;
    made.clear();
    for (const Cell cell : cells) {
      if (at < h3::resolution(cell)) {
        fail(info, values::errors::h3_resolution_mismatch(at, h3::resolution(cell)));
        return false;
      }
      if (!h3::children(cell, static_cast<int>(at), cells_max, made)) {
        return too_large(info, values::text_bytes_max + 1);
      }
    }
    add_cells(made, texts, results.start());
    results.finish(row);
    return true;
  });
}

constexpr EngineType number = type::any;
constexpr EngineType number38 = type::decimal(38, 0);
constexpr NativeFunction functions[] = {
    {"mh_h3_children", {type::any, number}, type::blob, run_children},
    {"mh_h3_compact", {type::blob}, type::blob, run_compact<false>},
    {"mh_h3_compact_texts", {type::blob}, type::blob, run_compact<true>},
    {"mh_h3_is_pentagon", {type::any}, type::boolean, run_question<h3::is_pentagon>},
    {"mh_h3_is_valid", {type::any}, type::boolean, run_question<h3::is_valid>},
    {"mh_h3_parent", {type::any, number}, number38, run_parent},
    {"mh_h3_parent_text", {type::varchar, number}, type::varchar, run_parent_text},
    {"mh_h3_resolution", {type::any}, type::bigint, run_resolution},
    {"mh_h3_to_number", {type::varchar}, number38, run_to_number},
    {"mh_h3_to_text", {number}, type::varchar, run_to_text},
    {"mh_h3_uncompact", {type::blob, number}, type::blob, run_uncompact<false>},
    {"mh_h3_uncompact_texts", {type::blob, number}, type::blob, run_uncompact<true>},
};

}  // namespace

std::vector<NativeFunction> h3_functions() { return {std::begin(functions), std::end(functions)}; }

}  // namespace mockhaus::engine::duckdb
