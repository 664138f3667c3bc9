// What the files of the DuckDB emitter share: the growing text and the recursion.
#pragma once

#include <string>

#include "sql/context/session_context.h"
#include "sql/limits.h"
#include "sql/resolve/bound.h"

namespace mockhaus::sql {

struct Emitter {
  const SessionContext& context;
  std::string out;
  // The keys of the block being written whose groups hold texts that differ in their bytes: outside
  // of aggregates each means one text of its group.
  BoundList collated_keys = {};
  // Narrow columns and whole numbers are written as integers.
  bool bare = false;

  void query(const BoundQuery& query);                   // duckdb_query.cc
  void select(const BoundSelect& select);
  void relation(const BoundRelation& relation);          // duckdb_relation.cc
  void expression(const Bound& value);                   // duckdb_expression.cc
  void constant(const BoundConstant& constant);          // duckdb_constant.cc
  void column(const BoundColumn& column);
  void order_list(std::span<const BoundOrder> order);
  void collation_keys(BoundList values);  // as list(), collated texts by their keys
  void list(BoundList values, const char* separator = ", ");
  // `engine` with its $n and {words} filled; `node` gives {distinct} and its kin.
  void call(std::string_view engine, BoundList arguments, const Bound* node);

  // As expression(), a narrow column as the integer that it is.
  void key(const Bound& value);
  void keys(BoundList values);

  // Nothing more is written then; the text is refused as too large before it is run.
  bool full() const { return out.size() > Limits{}.engine_text_bytes; }
  void number(uint64_t value) { out += std::to_string(value); }
  void alias(uint32_t relation) {
    out += 't';
    number(relation);
  }
};

// The literal for {name}; false where the word is not a value of the session.
bool append_session_value(std::string& out, std::string_view name, const SessionContext& context);

}  // namespace mockhaus::sql
