// table: queries and what stands in FROM.
//
// Query = WITH + body + ORDER BY + LIMIT. A body is a SELECT block, a set operation over two
// bodies, a VALUES list or a parenthesised query. FROM items are TableReferences.
#pragma once

#include "sql/ast/expression.h"

namespace mockhaus::sql {

enum class BodyKind : uint8_t { select, set_operation, values, nested };
struct QueryBody {
  BodyKind kind;
  Span span;

 protected:
  explicit QueryBody(BodyKind kind) : kind(kind) {}
};

struct CommonTable {  // name [(columns)] AS (query)
  Identifier name;
  List<const Identifier> columns;
  const Query* query = nullptr;
  EACH_FIELD(FIELD(name) FIELD(columns) FIELD(query))
};

struct Query {
  bool recursive = false;
  List<const CommonTable> with;
  const QueryBody* body = nullptr;
  List<const OrderItem> order_by;
  bool order_by_all = false;  // ORDER BY ALL; then order_by holds one item without value
  const Expression* limit = nullptr;
  const Expression* offset = nullptr;
  bool fetch = false;  // written FETCH FIRST n ROWS
  bool for_update = false;
  Span span;
  EACH_FIELD(FIELD(recursive) FIELD(with) FIELD(body) FIELD(order_by) FIELD(order_by_all)
             FIELD(limit) FIELD(offset) FIELD(fetch) FIELD(for_update))
};

struct SelectItem {
  const Expression* value = nullptr;
  Identifier alias;  // empty text when there is none
  bool has_alias = false;
  Span span;
  EACH_FIELD(FIELD(value) FIELD(has_alias) FIELD(alias))
};

enum class GroupingKind : uint8_t { expressions, all, rollup, cube, grouping_sets };
// GROUP BY a, ROLLUP(b, c): one element each. For grouping_sets `sets` holds Row nodes or plain
// expressions; a Row inside rollup/cube groups columns.
struct GroupingElement {
  GroupingKind kind = GroupingKind::expressions;
  List<const Expression* const> items;
  List<const GroupingElement> nested;  // ROLLUP and CUBE inside GROUPING SETS
  EACH_FIELD(FIELD(kind) FIELD(items) FIELD(nested))
};

struct ConnectBy {
  const Expression* start_with = nullptr;
  const Expression* condition = nullptr;
  EACH_FIELD(FIELD(start_with) FIELD(condition))
};

struct Select final : QueryBody {
  Select() : QueryBody(BodyKind::select) {}
  bool distinct = false;
  const Expression* top = nullptr;
  List<const SelectItem> items;
  List<const Expression* const> into;  // SELECT .. INTO :a, :b (scripting)
  List<const TableReference* const> from;  // comma separated
  const Expression* where = nullptr;
  const ConnectBy* connect_by = nullptr;
  List<const GroupingElement> group_by;
  const Expression* having = nullptr;
  const Expression* qualify = nullptr;
  EACH_FIELD(FIELD(distinct) FIELD(top) FIELD(items) FIELD(into) FIELD(from) FIELD(where)
             FIELD(connect_by) FIELD(group_by) FIELD(having) FIELD(qualify))
};

enum class SetOperator : uint8_t { union_distinct, union_all, intersect, except };
struct SetOperation final : QueryBody {
  SetOperation() : QueryBody(BodyKind::set_operation) {}
  SetOperator op = SetOperator::union_all;
  bool by_name = false;
  const QueryBody* left = nullptr;
  const QueryBody* right = nullptr;
  EACH_FIELD(FIELD(left) FIELD(op) FIELD(by_name) FIELD(right))
};

struct ValuesBody final : QueryBody {  // VALUES (1, 'a'), (2, 'b')
  ValuesBody() : QueryBody(BodyKind::values) {}
  List<const Row* const> rows;
  EACH_FIELD(FIELD(rows))
};

struct NestedQuery final : QueryBody {  // ( query ), which may have its own ORDER BY and LIMIT
  NestedQuery() : QueryBody(BodyKind::nested) {}
  const Query* query = nullptr;
  EACH_FIELD(FIELD(query))
};

enum class TableKind : uint8_t {
  named, derived, function, values, join, stage, pivot, unpivot, match_recognize, pipe_result,
};

struct Sample {
  bool block = false;  // SYSTEM or BLOCK, else BERNOULLI
  bool rows = false;   // n ROWS, else percent
  const Expression* size = nullptr;
  const Expression* seed = nullptr;
  EACH_FIELD(FIELD(block) FIELD(rows) FIELD(size) FIELD(seed))
};

struct TableReference {
  TableKind kind;
  Span span;
  Identifier alias;
  bool has_alias = false;
  List<const Identifier> column_aliases;
  const Sample* sample = nullptr;

 protected:
  explicit TableReference(TableKind kind) : kind(kind) {}
};

enum class TimeTravelKind : uint8_t { none, at, before };
struct TimeTravel {
  TimeTravelKind kind = TimeTravelKind::none;
  Identifier property;  // TIMESTAMP, OFFSET, STATEMENT, STREAM
  const Expression* value = nullptr;
  EACH_FIELD(FIELD(kind) FIELD(property) FIELD(value))
};
struct Changes {  // CHANGES (INFORMATION => DEFAULT) AT (..) [END (..)]
  Identifier information;
  TimeTravel start, end;
  EACH_FIELD(FIELD(information) FIELD(start) FIELD(end))
};

struct NamedTable final : TableReference {
  NamedTable() : TableReference(TableKind::named) {}
  ObjectName name;
  TimeTravel time_travel;
  const Changes* changes = nullptr;
  EACH_FIELD(FIELD(name) FIELD(time_travel) FIELD(changes))
};

struct DerivedTable final : TableReference {  // [LATERAL] ( query )
  DerivedTable() : TableReference(TableKind::derived) {}
  bool lateral = false;
  const Query* query = nullptr;
  EACH_FIELD(FIELD(lateral) FIELD(query))
};

// TABLE(f(..)), LATERAL FLATTEN(..), TABLE(RESULT_SCAN(..)), f(..) in FROM. `call` is a
// FunctionCall, or for TABLE('name') / TABLE($v) any other expression.
struct TableFunction final : TableReference {
  TableFunction() : TableReference(TableKind::function) {}
  bool lateral = false;
  bool table_keyword = false;
  const Expression* call = nullptr;
  EACH_FIELD(FIELD(lateral) FIELD(table_keyword) FIELD(call))
};

struct ValuesTable final : TableReference {
  ValuesTable() : TableReference(TableKind::values) {}
  List<const Row* const> rows;
  EACH_FIELD(FIELD(rows))
};

enum class JoinKind : uint8_t { comma, cross, inner, left, right, full, asof };
struct Join final : TableReference {
  Join() : TableReference(TableKind::join) {}
  JoinKind join = JoinKind::inner;
  bool natural = false;
  bool directed = false;
  const TableReference* left = nullptr;
  const TableReference* right = nullptr;
  const Expression* on = nullptr;
  List<const Identifier> using_columns;
  const Expression* match_condition = nullptr;  // ASOF
  EACH_FIELD(FIELD(left) FIELD(join) FIELD(natural) FIELD(directed) FIELD(right)
             FIELD(match_condition) FIELD(on) FIELD(using_columns))
};

struct StageOption {  // FILE_FORMAT => 'f'
  Identifier name;
  const Expression* value = nullptr;
  EACH_FIELD(FIELD(name) FIELD(value))
};
struct StageTable final : TableReference {  // @stage/path (FILE_FORMAT => .., PATTERN => ..)
  StageTable() : TableReference(TableKind::stage) {}
  std::string_view location;  // decoded, with the @ or the URL
  bool quoted = false;
  List<const StageOption> options;
  EACH_FIELD(FIELD(location) FIELD(quoted) FIELD(options))
};

struct PivotAggregate {
  const Expression* call = nullptr;  // FunctionCall
  Identifier alias;
  bool has_alias = false;
  EACH_FIELD(FIELD(call) FIELD(has_alias) FIELD(alias))
};
struct PivotValue {
  const Expression* value = nullptr;
  Identifier alias;
  bool has_alias = false;
  EACH_FIELD(FIELD(value) FIELD(has_alias) FIELD(alias))
};
struct Pivot final : TableReference {
  Pivot() : TableReference(TableKind::pivot) {}
  const TableReference* input = nullptr;
  List<const PivotAggregate> aggregates;
  Identifier column;
  bool any = false;  // IN (ANY [ORDER BY ..])
  List<const OrderItem> any_order;
  const Query* subquery = nullptr;
  List<const PivotValue> values;
  const Expression* default_on_null = nullptr;
  EACH_FIELD(FIELD(input) FIELD(aggregates) FIELD(column) FIELD(any) FIELD(any_order)
             FIELD(subquery) FIELD(values) FIELD(default_on_null))
};

struct UnpivotColumn {
  Identifier column;
  const Expression* label = nullptr;  // AS 'label'
  EACH_FIELD(FIELD(column) FIELD(label))
};
struct Unpivot final : TableReference {
  Unpivot() : TableReference(TableKind::unpivot) {}
  const TableReference* input = nullptr;
  bool include_nulls = false;
  Identifier value_column, name_column;
  List<const UnpivotColumn> columns;
  EACH_FIELD(FIELD(input) FIELD(include_nulls) FIELD(value_column) FIELD(name_column)
             FIELD(columns))
};

enum class PatternKind : uint8_t {
  symbol, sequence, alternation, group, permute, exclusion, start_anchor, end_anchor,
};
struct PatternNode {
  PatternKind kind = PatternKind::symbol;
  Identifier symbol;
  List<const PatternNode* const> children;
  int64_t minimum = 1;
  int64_t maximum = 1;  // -1: no limit
  bool reluctant = false;
  EACH_FIELD(FIELD(kind) FIELD(symbol) FIELD(children) FIELD(minimum) FIELD(maximum)
             FIELD(reluctant))
};
struct NamedExpression {
  Identifier name;
  const Expression* value = nullptr;
  std::string_view semantics;  // FINAL or RUNNING before a measure
  EACH_FIELD(FIELD(name) FIELD(value) FIELD(semantics))
};
struct PatternSubset {
  Identifier name;
  List<const Identifier> symbols;
  EACH_FIELD(FIELD(name) FIELD(symbols))
};
enum class MatchRows : uint8_t { one_row, all_rows, all_rows_show_empty, all_rows_omit_empty,
                                 all_rows_with_unmatched };
enum class AfterMatch : uint8_t { past_last_row, to_next_row, to_first, to_last };
struct MatchRecognize final : TableReference {
  MatchRecognize() : TableReference(TableKind::match_recognize) {}
  const TableReference* input = nullptr;
  List<const Expression* const> partition_by;
  List<const OrderItem> order_by;
  List<const NamedExpression> measures;
  MatchRows rows = MatchRows::one_row;
  AfterMatch after = AfterMatch::past_last_row;
  Identifier after_symbol;
  const PatternNode* pattern = nullptr;
  List<const PatternSubset> subsets;
  List<const NamedExpression> define;
  EACH_FIELD(FIELD(input) FIELD(partition_by) FIELD(order_by) FIELD(measures) FIELD(rows)
             FIELD(after) FIELD(after_symbol) FIELD(pattern) FIELD(subsets) FIELD(define))
};

struct PipeResult final : TableReference {  // FROM $1 after ->>
  PipeResult() : TableReference(TableKind::pipe_result) {}
  int64_t position = 1;
  EACH_FIELD(FIELD(position))
};

template <class T>
const T& as(const QueryBody& body) {
  return static_cast<const T&>(body);
}
template <class T>
const T& as(const TableReference& table) {
  return static_cast<const T&>(table);
}

}  // namespace mockhaus::sql
