// Lists as arguments: what the engine's list() aggregate gathered for one group.
//
// An aggregate that the engine lacks is list(x) and a kernel over the list, so that DISTINCT,
// ORDER BY, GROUP BY and OVER are the engine's business:
//
//   MEDIAN(x) OVER (PARTITION BY g)   mh_percentile_cont_5(list(x) OVER (PARTITION BY g), 0.5, ..)
//
// NULLs are elements like others; an aggregate over no rows at all is a NULL list.
#pragma once

#include <vector>

#include "engine/duckdb/functions/vector_reader.h"

namespace mockhaus::engine::duckdb {

// The lists of a column and their elements, which lie in one vector for all rows.
class ListColumn {
 public:
  ListColumn(duckdb_data_chunk input, idx_t index)
      : vector_(duckdb_data_chunk_get_vector(input, index)), entries_(vector_) {}

  bool valid(idx_t row) const { return entries_.valid(row); }
  idx_t begin(idx_t row) const { return entries_[row].offset; }
  idx_t end(idx_t row) const { return entries_[row].offset + entries_[row].length; }
  duckdb_vector elements() const { return duckdb_list_vector_get_child(vector_); }

  // Calls work(index into the elements) for each element of the row's list, NULL or not.
  template <class Work>
  void each(idx_t row, Work&& work) const {
    if (!valid(row)) return;
    for (idx_t i = begin(row); i < end(row); ++i) work(i);
  }

 private:
  duckdb_vector vector_;
  Column<duckdb_list_entry> entries_;
};

// Lists of numbers. gather() fills `out` with those of one row that are not NULL.
class NumberLists {
 public:
  NumberLists(duckdb_data_chunk input, idx_t index)
      : lists_(input, index), numbers_(lists_.elements()) {}

  int scale() const { return numbers_.scale(); }
  void gather(idx_t row, std::vector<int128>& out) const {
    out.clear();
    lists_.each(row, [&](idx_t i) {
      if (numbers_.valid(i)) out.push_back(numbers_[i]);
    });
  }
  void gather(idx_t row, std::vector<double>& out) const {
    out.clear();
    lists_.each(row, [&](idx_t i) {
      if (numbers_.valid(i)) out.push_back(numbers_.as_double(i));
    });
  }

 private:
  ListColumn lists_;
  DecimalColumn numbers_;
};

}  // namespace mockhaus::engine::duckdb
