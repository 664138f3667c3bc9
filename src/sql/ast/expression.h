// table: one struct for each kind of expression (expressions.def).
//
// each_field lists the fields once; printing, comparing and walking follow from it. Fields are
// visited in the order of the source text.
#pragma once

#include "sql/ast/node.h"

namespace mockhaus::sql {

enum class ExpressionKind : uint8_t {
#define EXPRESSION(kind, type) kind,
#include "sql/ast/expressions.def"
#undef EXPRESSION
};

struct Expression {
  ExpressionKind kind;
  Span span;

 protected:
  explicit Expression(ExpressionKind kind) : kind(kind) {}
};

template <class T>
const T& as(const Expression& expression) {
  return static_cast<const T&>(expression);
}

enum class LiteralKind : uint8_t { null, boolean, number, string, binary };

// NULL, TRUE, 12.50, 'text', $$text$$, X'0AFF'. `text`: TRUE or FALSE; the digits as written;
// the decoded string; the hexadecimal digits.
struct Literal final : Expression {
  Literal() : Expression(ExpressionKind::literal) {}
  LiteralKind literal_kind = LiteralKind::null;
  std::string_view text;
  EACH_FIELD(visit("kind", node.literal_kind...); visit("text", node.text...);)
};

// DATE '2024-01-01', TIME '..', TIMESTAMP '..', DECFLOAT '1e400'.
struct TypedLiteral final : Expression {
  TypedLiteral() : Expression(ExpressionKind::typed_literal) {}
  std::string_view type;  // upper case
  std::string_view text;
  EACH_FIELD(visit("type", node.type...); visit("text", node.text...);)
};

// INTERVAL '1 day, 2 hours'; INTERVAL '1' DAY has unit DAY.
struct IntervalLiteral final : Expression {
  IntervalLiteral() : Expression(ExpressionKind::interval_literal) {}
  std::string_view text;
  std::string_view unit;
  EACH_FIELD(visit("text", node.text...); visit("unit", node.unit...);)
};

// column, table.column, schema.table.column, db.schema.table.column; also sequence.NEXTVAL.
struct ColumnReference final : Expression {
  ColumnReference() : Expression(ExpressionKind::column_reference) {}
  List<const Identifier> parts;
  EACH_FIELD(visit("parts", node.parts...);)
};

// $1, t.$1: the n-th column of a FROM item.
struct PositionalColumn final : Expression {
  PositionalColumn() : Expression(ExpressionKind::positional_column) {}
  List<const Identifier> qualifier;
  int64_t position = 0;  // from 1
  EACH_FIELD(visit("qualifier", node.qualifier...); visit("position", node.position...);)
};

struct StarReplacement {
  const Expression* value = nullptr;
  Identifier name;
  EACH_FIELD(FIELD(value) FIELD(name))
};
struct StarRenaming {
  Identifier from, to;
  EACH_FIELD(FIELD(from) FIELD(to))
};

// *, t.*, with ILIKE or EXCLUDE, then REPLACE, then RENAME.
struct Star final : Expression {
  Star() : Expression(ExpressionKind::star) {}
  List<const Identifier> qualifier;
  bool has_ilike = false;
  std::string_view ilike;
  List<const Identifier> exclude;
  List<const StarReplacement> replace;
  List<const StarRenaming> rename;
  EACH_FIELD(visit("qualifier", node.qualifier...); visit("has_ilike", node.has_ilike...);
             visit("ilike", node.ilike...); visit("exclude", node.exclude...);
             visit("replace", node.replace...); visit("rename", node.rename...);)
};

struct SessionVariable final : Expression {  // $name; `name` is folded, without the $
  SessionVariable() : Expression(ExpressionKind::session_variable) {}
  std::string_view name;
  EACH_FIELD(visit("name", node.name...);)
};

// ?, :1, :name. `name` is "" for ?, then `ordinal` counts the ?s of the statement from 1.
struct BindVariable final : Expression {
  BindVariable() : Expression(ExpressionKind::bind_variable) {}
  std::string_view name;
  int64_t ordinal = 0;
  EACH_FIELD(visit("name", node.name...); visit("ordinal", node.ordinal...);)
};

enum class UnaryOperator : uint8_t { minus, plus, logical_not, prior, connect_by_root };

struct Unary final : Expression {
  Unary() : Expression(ExpressionKind::unary) {}
  UnaryOperator op = UnaryOperator::minus;
  const Expression* operand = nullptr;
  EACH_FIELD(visit("op", node.op...); visit("operand", node.operand...);)
};

enum class BinaryOperator : uint8_t {
  add, subtract, multiply, divide, modulo, concatenate,
  equal, not_equal, less, less_equal, greater, greater_equal,
  is_distinct_from, is_not_distinct_from,
  logical_and, logical_or,
};

struct Binary final : Expression {
  Binary() : Expression(ExpressionKind::binary) {}
  BinaryOperator op = BinaryOperator::add;
  const Expression* left = nullptr;
  const Expression* right = nullptr;
  Span operator_span;
  EACH_FIELD(visit("op", node.op...); visit("left", node.left...); visit("right", node.right...);)
};

enum class IsTestKind : uint8_t { null, boolean_true, boolean_false };

struct IsTest final : Expression {  // x IS [NOT] NULL | TRUE | FALSE
  IsTest() : Expression(ExpressionKind::is_test) {}
  const Expression* operand = nullptr;
  IsTestKind test = IsTestKind::null;
  bool negated = false;
  EACH_FIELD(visit("operand", node.operand...); visit("test", node.test...);
             visit("negated", node.negated...);)
};

struct Between final : Expression {
  Between() : Expression(ExpressionKind::between) {}
  const Expression* operand = nullptr;
  const Expression* low = nullptr;
  const Expression* high = nullptr;
  bool negated = false;
  EACH_FIELD(visit("operand", node.operand...); visit("negated", node.negated...);
             visit("low", node.low...); visit("high", node.high...);)
};

struct InList final : Expression {  // x [NOT] IN (a, b, ...)
  InList() : Expression(ExpressionKind::in_list) {}
  const Expression* operand = nullptr;
  List<const Expression* const> items;
  bool negated = false;
  EACH_FIELD(visit("operand", node.operand...); visit("negated", node.negated...);
             visit("items", node.items...);)
};

struct InSubquery final : Expression {
  InSubquery() : Expression(ExpressionKind::in_subquery) {}
  const Expression* operand = nullptr;
  const Query* query = nullptr;
  bool negated = false;
  EACH_FIELD(visit("operand", node.operand...); visit("negated", node.negated...);
             visit("query", node.query...);)
};

enum class LikeKind : uint8_t { like, ilike, rlike };  // REGEXP is rlike
enum class LikeQuantifier : uint8_t { one, any, all };

// x [NOT] LIKE p [ESCAPE e]; x LIKE ANY (p1, p2), x LIKE ALL (..).
struct Like final : Expression {
  Like() : Expression(ExpressionKind::like) {}
  const Expression* operand = nullptr;
  LikeKind like_kind = LikeKind::like;
  LikeQuantifier quantifier = LikeQuantifier::one;
  List<const Expression* const> patterns;  // one, unless quantified
  const Expression* escape = nullptr;
  bool negated = false;
  EACH_FIELD(visit("operand", node.operand...); visit("negated", node.negated...);
             visit("like", node.like_kind...); visit("quantifier", node.quantifier...);
             visit("patterns", node.patterns...); visit("escape", node.escape...);)
};

struct WhenBranch {
  const Expression* condition = nullptr;
  const Expression* result = nullptr;
  EACH_FIELD(FIELD(condition) FIELD(result))
};

struct CaseWhen final : Expression {  // CASE [operand] WHEN .. THEN .. [ELSE ..] END
  CaseWhen() : Expression(ExpressionKind::case_when) {}
  const Expression* operand = nullptr;
  List<const WhenBranch> branches;
  const Expression* otherwise = nullptr;
  EACH_FIELD(visit("operand", node.operand...); visit("branches", node.branches...);
             visit("otherwise", node.otherwise...);)
};

enum class CastStyle : uint8_t { cast, try_cast, double_colon };

struct Cast final : Expression {
  Cast() : Expression(ExpressionKind::cast) {}
  CastStyle style = CastStyle::cast;
  const Expression* operand = nullptr;
  const TypeName* type = nullptr;
  bool rename_fields = false;
  bool add_fields = false;
  EACH_FIELD(visit("style", node.style...); visit("operand", node.operand...);
             visit("type", node.type...); visit("rename_fields", node.rename_fields...);
             visit("add_fields", node.add_fields...);)
};

enum class NullsOrder : uint8_t { unspecified, first, last };

struct OrderItem {
  const Expression* value = nullptr;
  bool descending = false;
  NullsOrder nulls = NullsOrder::unspecified;
  Span span;
  EACH_FIELD(FIELD(value) FIELD(descending) FIELD(nulls))
};

enum class FrameUnit : uint8_t { none, rows, range };
enum class FrameBoundKind : uint8_t {
  unbounded_preceding, preceding, current_row, following, unbounded_following,
};
struct FrameBound {
  FrameBoundKind kind = FrameBoundKind::unbounded_preceding;
  const Expression* offset = nullptr;  // for preceding and following
  EACH_FIELD(FIELD(kind) FIELD(offset))
};

struct WindowSpecification {  // OVER ( ... )
  List<const Expression* const> partition_by;
  List<const OrderItem> order_by;
  FrameUnit unit = FrameUnit::none;
  FrameBound start, end;
  Span span;
  EACH_FIELD(FIELD(partition_by) FIELD(order_by) FIELD(unit) FIELD(start) FIELD(end))
};

enum class NullTreatment : uint8_t { unspecified, ignore_nulls, respect_nulls };

// f(a, DISTINCT b, name => c), COUNT(*), LISTAGG(..) WITHIN GROUP (ORDER BY ..), f(..) OVER (..).
// EXTRACT(part FROM x) and POSITION(a IN b) are calls with two arguments.
struct FunctionCall final : Expression {
  FunctionCall() : Expression(ExpressionKind::function_call) {}
  ObjectName name;  // DATE_TRUNC, schema.udf, IDENTIFIER('f')
  bool distinct = false;
  List<const Expression* const> arguments;
  NullTreatment nulls = NullTreatment::unspecified;
  bool nulls_inside = false;  // FIRST_VALUE(x IGNORE NULLS)
  bool from_last = false;     // NTH_VALUE(x, 2) FROM LAST
  Identifier method;          // model!PREDICT(..): PREDICT; empty text for ordinary calls
  List<const OrderItem> within_group;
  const WindowSpecification* over = nullptr;
  bool parenthesized = true;  // false for CURRENT_DATE and its like written without ()
  EACH_FIELD(visit("name", node.name...); visit("distinct", node.distinct...);
             visit("arguments", node.arguments...); visit("nulls", node.nulls...);
             visit("nulls_inside", node.nulls_inside...);
             visit("from_last", node.from_last...); visit("method", node.method...);
             visit("within_group", node.within_group...); visit("over", node.over...);
             visit("parenthesized", node.parenthesized...);)
};

struct NamedArgument final : Expression {  // name => value
  NamedArgument() : Expression(ExpressionKind::named_argument) {}
  Identifier name;
  const Expression* value = nullptr;
  EACH_FIELD(visit("name", node.name...); visit("value", node.value...);)
};

struct LambdaParameter {
  Identifier name;
  const TypeName* type = nullptr;
  EACH_FIELD(FIELD(name) FIELD(type))
};

struct Lambda final : Expression {  // x -> x + 1, (acc INT, x INT) -> acc + x
  Lambda() : Expression(ExpressionKind::lambda) {}
  List<const LambdaParameter> parameters;
  const Expression* body = nullptr;
  EACH_FIELD(visit("parameters", node.parameters...); visit("body", node.body...);)
};

struct ScalarSubquery final : Expression {
  ScalarSubquery() : Expression(ExpressionKind::scalar_subquery) {}
  const Query* query = nullptr;
  EACH_FIELD(visit("query", node.query...);)
};

struct Exists final : Expression {  // NOT EXISTS is Unary logical_not over it
  Exists() : Expression(ExpressionKind::exists) {}
  const Query* query = nullptr;
  EACH_FIELD(visit("query", node.query...);)
};

struct Quantified final : Expression {  // x = ANY (query), x > ALL (query)
  Quantified() : Expression(ExpressionKind::quantified) {}
  const Expression* operand = nullptr;
  BinaryOperator op = BinaryOperator::equal;
  bool all = false;
  const Query* query = nullptr;
  EACH_FIELD(visit("operand", node.operand...); visit("op", node.op...); visit("all", node.all...);
             visit("query", node.query...);)
};

struct ArrayLiteral final : Expression {  // [1, 2]
  ArrayLiteral() : Expression(ExpressionKind::array_literal) {}
  List<const Expression* const> items;
  EACH_FIELD(visit("items", node.items...);)
};

struct ObjectMember {
  const Expression* key = nullptr;  // a string literal; null where value is a Star
  const Expression* value = nullptr;
  EACH_FIELD(FIELD(key) FIELD(value))
};

struct ObjectLiteral final : Expression {  // {'k': v, ..}, {*}, {t.* EXCLUDE a}
  ObjectLiteral() : Expression(ExpressionKind::object_literal) {}
  List<const ObjectMember> members;
  EACH_FIELD(visit("members", node.members...);)
};

struct PathStep {
  enum class Kind : uint8_t { key, index } kind = Kind::key;
  std::string_view key;               // for :a and .a, case as written
  bool quoted = false;                // :"a b"
  const Expression* index = nullptr;  // for [ .. ]: an index or a key
  bool colon = false;                 // written with ':' (the first step) rather than '.'
  EACH_FIELD(FIELD(kind) FIELD(key) FIELD(quoted) FIELD(index) FIELD(colon))
};

struct Path final : Expression {  // col:a.b[0], col['k']
  Path() : Expression(ExpressionKind::path) {}
  const Expression* base = nullptr;
  List<const PathStep> steps;
  EACH_FIELD(visit("base", node.base...); visit("steps", node.steps...);)
};

struct Row final : Expression {  // (a, b)
  Row() : Expression(ExpressionKind::row) {}
  List<const Expression* const> items;
  EACH_FIELD(visit("items", node.items...);)
};

struct IdentifierCall final : Expression {  // IDENTIFIER(..) where a column is expected
  IdentifierCall() : Expression(ExpressionKind::identifier_call) {}
  const Expression* argument = nullptr;
  EACH_FIELD(visit("argument", node.argument...);)
};

struct OuterJoinMark final : Expression {  // t.a (+)
  OuterJoinMark() : Expression(ExpressionKind::outer_join_mark) {}
  const Expression* column = nullptr;
  EACH_FIELD(visit("column", node.column...);)
};

struct Spread final : Expression {  // ** array
  Spread() : Expression(ExpressionKind::spread) {}
  const Expression* operand = nullptr;
  EACH_FIELD(visit("operand", node.operand...);)
};

struct DefaultValue final : Expression {  // DEFAULT in VALUES and SET
  DefaultValue() : Expression(ExpressionKind::default_value) {}
  EACH_NO_FIELD
};

struct StageReference final : Expression {  // @stage/path as an argument
  StageReference() : Expression(ExpressionKind::stage_reference) {}
  std::string_view text;  // decoded, with the @
  EACH_FIELD(visit("text", node.text...);)
};

}  // namespace mockhaus::sql
