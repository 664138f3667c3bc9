// Snowflake SQL in, the engine's SQL out: the public interface of the language library.
//
// parse: text to trees (sql/parse/parse.h). translate_*: one tree to the engine's SQL text, the
// shape of the result in Snowflake's types, and the footprint. Pure functions: the same tree,
// context and catalog give the same text; no input or output, no clock, no engine.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "sql/ast/query.h"
#include "sql/ast/dml.h"
#include "sql/context/session_context.h"
#include "sql/resolve/catalog_view.h"

namespace mockhaus::sql {

// One column of a result, as the protocols describe it.
struct ColumnShape {
  std::string name;
  Type type;
  bool nullable = true;
  std::string database, schema, table;  // set only for plain columns of a table
};
using ResultShape = std::vector<ColumnShape>;

// What a statement touches. Privileges, table locks and the result cache look here.
struct Footprint {
  std::vector<uint64_t> reads;     // ids of tables and views
  std::vector<uint64_t> writes;
  std::vector<uint64_t> sequences;
  bool volatile_result = false;    // RANDOM(), CURRENT_TIMESTAMP(), sequences: never cached
};

// RESULT_SCAN('id'): the engine must find the rows of an earlier result under `relation`.
struct ResultScanNeed {
  std::string query_id;
  std::string relation;  // the engine's name for the rows, chosen by the translator
};

struct Translation {
  std::string sql;
  ResultShape shape;
  Footprint footprint;
  std::vector<ResultScanNeed> result_scans;
};

// A query as a client fetches it: every column in the physical form of values/physical.h, except
// VARIANT, OBJECT, ARRAY, MAP (display JSON as VARCHAR), GEOGRAPHY, VECTOR (text).
// Column names in `sql` are c0, c1, ...; the shape has the real ones.
Result<Translation> translate_query(const Query& query, std::string_view source,
                                    const SessionContext& context, const CatalogView& catalog);

// A query whose rows go into a table (CTAS, INSERT .. SELECT): storage form for every column.
Result<Translation> translate_for_storage(const Query& query, std::string_view source,
                                          const SessionContext& context,
                                          const CatalogView& catalog);

// One scalar expression without FROM (SET x = .., DEFAULT, LIMIT $x): a query with one column.
Result<Translation> translate_expression(const Expression& expression, std::string_view source,
                                         const SessionContext& context,
                                         const CatalogView& catalog);

// Where array binds (a list of values for each bind) are read from: the engine must hold a
// relation with this name and the VARCHAR columns "1", "2", ... before the statement runs.
constexpr std::string_view bind_relation = "mh_binds";

struct DmlTranslation {
  // Statements in order, run in one transaction; each gives one row of counts in `counts` order.
  struct Step {
    std::string sql;
    // multi_joined: the step is a query: the count, and how many rows are updated in all.
    enum class Count : uint8_t { none, inserted, updated, deleted, multi_joined };
    Count counts = Count::none;
    int target = 0;              // INSERT ALL: which target's column it adds to
    bool is_check = false;       // its rows are failures: the first row's text is the error
    std::string check_code, check_state;
  };
  std::vector<Step> steps;
  std::vector<std::string> cleanup;  // run after the steps whatever happens (temporary tables)
  ResultShape shape;             // number of rows inserted, ...
  Footprint footprint;
  std::vector<ResultScanNeed> result_scans;
  bool uses_bind_relation = false;
  bool deterministic = true;     // running it again gives the same (needed for replays)
};

Result<DmlTranslation> translate_insert(const Insert& insert, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog);
Result<DmlTranslation> translate_multi_insert(const MultiInsert& insert, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog);
Result<DmlTranslation> translate_update(const Update& update, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog);
Result<DmlTranslation> translate_delete(const Delete& statement, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog);
Result<DmlTranslation> translate_merge(const Merge& merge, std::string_view source,
                                       const SessionContext& context, const CatalogView& catalog);

// A type as written in DDL or a cast; an unknown one is error 002040.
Result<Type> resolve_type(const TypeName& name, const SessionContext& context);

// db.schema.table completed from the session; 090105 / 090106 where it has none.
struct QualifiedName {
  std::string database, schema, name;
};
Result<QualifiedName> qualify(const ObjectName& name, std::string_view operation,
                              const SessionContext& context, const CatalogView& catalog);

}  // namespace mockhaus::sql
