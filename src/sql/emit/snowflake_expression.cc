// Expressions as Snowflake text.
#include "sql/ast/fields.h"
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

namespace {

// The levels of parse/expression.cc, weakest first.
enum Level : int {
  or_level = 1, and_level, not_level, comparison_level, concatenate_level, additive_level,
  multiplicative_level, unary_level, postfix_level,
};

struct OperatorText {
  std::string_view text;
  Level level;
};
// In the order of BinaryOperator.
constexpr OperatorText binary_texts[] = {
    {" + ", additive_level},
    {" - ", additive_level},
    {" * ", multiplicative_level},
    {" / ", multiplicative_level},
    {" % ", multiplicative_level},
    {" || ", concatenate_level},
    {" = ", comparison_level},
    {" <> ", comparison_level},
    {" < ", comparison_level},
    {" <= ", comparison_level},
    {" > ", comparison_level},
    {" >= ", comparison_level},
    {" IS DISTINCT FROM ", comparison_level},
    {" IS NOT DISTINCT FROM ", comparison_level},
    {" AND ", and_level},
    {" OR ", or_level},
};
// In the order of UnaryOperator.
constexpr OperatorText unary_texts[] = {
    {"-", unary_level}, {"+", unary_level}, {"NOT ", not_level},
    {"PRIOR ", unary_level}, {"CONNECT_BY_ROOT ", unary_level},
};

const OperatorText& text_of(BinaryOperator op) { return binary_texts[static_cast<size_t>(op)]; }
const OperatorText& text_of(UnaryOperator op) { return unary_texts[static_cast<size_t>(op)]; }

int level_of(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::unary: return text_of(as<Unary>(expression).op).level;
    case ExpressionKind::binary: return text_of(as<Binary>(expression).op).level;
    case ExpressionKind::is_test:
    case ExpressionKind::between:
    case ExpressionKind::in_list:
    case ExpressionKind::in_subquery:
    case ExpressionKind::like:
    case ExpressionKind::quantified: return comparison_level;
    case ExpressionKind::lambda:
    case ExpressionKind::named_argument: return 0;
    default: return postfix_level;
  }
}

// ENCRYPT(value, 'passphrase') and its like: the texts after the first argument are secrets.
bool takes_passphrase(const FunctionCall& call) {
  if (call.name.parts.size() != 1) return false;
  const std::string_view name = call.name.parts[0].text;
  return name == "ENCRYPT" || name == "DECRYPT" || name == "TRY_DECRYPT" ||
         name == "ENCRYPT_RAW" || name == "DECRYPT_RAW" || name == "TRY_DECRYPT_RAW";
}

}  // namespace

void Printer::put_operand(const Expression& operand, int level) {
  const bool parentheses = level_of(operand) < level;
  put_if(parentheses, "(");
  put(operand);
  put_if(parentheses, ")");
}

// What a path or a cast is applied to. A dot after a cast or a number needs parentheses, and a path
// in parentheses is another node than a longer path.
void Printer::put_base(const Expression& base, bool dot) {
  const bool path = base.kind == ExpressionKind::path;
  const bool before_dot = base.kind == ExpressionKind::cast ||
                          base.kind == ExpressionKind::literal ||
                          base.kind == ExpressionKind::column_reference;
  const bool parentheses = path || (dot && before_dot) || level_of(base) < postfix_level;
  put_if(parentheses, "(");
  put(base);
  put_if(parentheses, ")");
}

void Printer::put(List<const Expression* const> expressions) {
  put_list<const Expression*>(expressions, [&](const Expression* item) { put(*item); });
}

void Printer::put(const OrderItem& item) {
  put(*item.value);
  put_if(item.descending, " DESC");
  put_if(item.nulls == NullsOrder::first, " NULLS FIRST");
  put_if(item.nulls == NullsOrder::last, " NULLS LAST");
}

void Printer::put_expression(const Star& star) {
  put_dotted(star.qualifier);
  put(star.qualifier.empty() ? "*" : ".*");
  if (star.has_ilike) {
    put(" ILIKE ");
    put_text(star.ilike);
  }
  if (!star.exclude.empty()) {
    put(" EXCLUDE (");
    put(star.exclude);
    put(")");
  }
  if (!star.replace.empty()) {
    put(" REPLACE (");
    put_list<StarReplacement>(star.replace, [&](const StarReplacement& replacement) {
      put(*replacement.value);
      put(" AS ");
      put(replacement.name);
    });
    put(")");
  }
  if (!star.rename.empty()) {
    put(" RENAME (");
    put_list<StarRenaming>(star.rename, [&](const StarRenaming& renaming) {
      put(renaming.from);
      put(" AS ");
      put(renaming.to);
    });
    put(")");
  }
}

void Printer::put_expression(const Path& path) {
  const bool dot = path.steps[0].kind == PathStep::Kind::key && !path.steps[0].colon;
  put_base(*path.base, dot);
  for (const PathStep& step : path.steps) {
    if (step.kind == PathStep::Kind::index) {
      put("[");
      put(*step.index);
      put("]");
      continue;
    }
    put(step.colon ? ":" : ".");
    if (step.quoted) {
      put(Identifier{step.key, true, {}});
    } else {
      put(step.key);
    }
  }
}

void Printer::put_window(const WindowSpecification& window) {
  const auto put_bound = [&](const FrameBound& bound) {
    switch (bound.kind) {
      case FrameBoundKind::unbounded_preceding: return put("UNBOUNDED PRECEDING");
      case FrameBoundKind::current_row: return put("CURRENT ROW");
      case FrameBoundKind::unbounded_following: return put("UNBOUNDED FOLLOWING");
      case FrameBoundKind::preceding:
      case FrameBoundKind::following:
        put_operand(*bound.offset, concatenate_level);
        put(bound.kind == FrameBoundKind::preceding ? " PRECEDING" : " FOLLOWING");
    }
  };
  put(" OVER (");
  std::string_view blank = "";
  if (!window.partition_by.empty()) {
    put("PARTITION BY ");
    put(window.partition_by);
    blank = " ";
  }
  if (!window.order_by.empty()) {
    put(blank);
    put("ORDER BY ");
    put_list<OrderItem>(window.order_by);
    blank = " ";
  }
  if (window.unit != FrameUnit::none) {
    put(blank);
    put(window.unit == FrameUnit::rows ? "ROWS BETWEEN " : "RANGE BETWEEN ");
    put_bound(window.start);
    put(" AND ");
    put_bound(window.end);
  }
  put(")");
}

void Printer::put_call_arguments(const FunctionCall& call) {
  const bool passphrase = redacts_ && takes_passphrase(call);
  const bool extract = call.name.parts.size() == 1 && call.name.parts[0].text == "EXTRACT" &&
                       call.arguments.size() == 2;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    if (i > 0) put(extract ? " FROM " : ", ");
    hides_texts_ = passphrase && i > 0;
    put(*call.arguments[i]);
  }
  if (passphrase) hides_texts_ = false;
}

void Printer::put_expression(const FunctionCall& call) {
  const std::string_view nulls = call.nulls == NullTreatment::ignore_nulls    ? " IGNORE NULLS"
                                 : call.nulls == NullTreatment::respect_nulls ? " RESPECT NULLS"
                                                                              : "";
  put(call.name);
  if (!call.method.text.empty()) {
    put("!");
    put(call.method);
  }
  if (!call.parenthesized) return;
  put("(");
  put_if(call.distinct, "DISTINCT ");
  put_call_arguments(call);
  put_if(call.nulls_inside, nulls);
  put(")");
  put_if(call.from_last, " FROM LAST");
  put_if(!call.nulls_inside, nulls);
  if (!call.within_group.empty()) {
    put(" WITHIN GROUP (ORDER BY ");
    put_list<OrderItem>(call.within_group);
    put(")");
  }
  if (call.over != nullptr) put_window(*call.over);
}

void Printer::put_expression(const Like& like) {
  constexpr std::string_view words[] = {" LIKE ", " ILIKE ", " RLIKE "};
  put_operand(*like.operand, comparison_level);
  put_if(like.negated, " NOT");
  put(words[static_cast<size_t>(like.like_kind)]);
  if (like.quantifier == LikeQuantifier::one) {
    put_operand(*like.patterns[0], concatenate_level);
  } else {
    put(like.quantifier == LikeQuantifier::any ? "ANY " : "ALL ");
    const bool subquery = like.patterns[0]->kind == ExpressionKind::scalar_subquery &&
                          like.patterns.size() == 1;
    put_if(!subquery, "(");
    put(like.patterns);
    put_if(!subquery, ")");
  }
  if (like.escape == nullptr) return;
  put(" ESCAPE ");
  put_operand(*like.escape, concatenate_level);
}

void Printer::put_expression(const CaseWhen& node) {
  put("CASE");
  if (node.operand != nullptr) {
    put(" ");
    put(*node.operand);
  }
  for (const WhenBranch& branch : node.branches) {
    put(" WHEN ");
    put(*branch.condition);
    put(" THEN ");
    put(*branch.result);
  }
  if (node.otherwise != nullptr) {
    put(" ELSE ");
    put(*node.otherwise);
  }
  put(" END");
}

void Printer::put_expression(const Cast& node) {
  if (node.style == CastStyle::double_colon) {
    put_operand(*node.operand, postfix_level);
    put("::");
    put(*node.type);
    return;
  }
  put(node.style == CastStyle::cast ? "CAST(" : "TRY_CAST(");
  put(*node.operand);
  put(" AS ");
  put(*node.type);
  put_if(node.rename_fields, " RENAME FIELDS");
  put_if(node.add_fields, " ADD FIELDS");
  put(")");
}

void Printer::put_expression(const Lambda& node) {
  const bool list = node.parameters.size() != 1 || node.parameters[0].type != nullptr;
  put_if(list, "(");
  put_list<LambdaParameter>(node.parameters, [&](const LambdaParameter& parameter) {
    put(parameter.name);
    if (parameter.type == nullptr) return;
    put(" ");
    put(*parameter.type);
  });
  put_if(list, ")");
  put(" -> ");
  put(*node.body);
}

void Printer::put(const Expression& expression) {
  dispatch(expression, [&](const auto& node) { put_expression(node); });
}

void Printer::put_expression(const Literal& node) {
  switch (node.literal_kind) {
    case LiteralKind::null: return put("NULL");
    case LiteralKind::boolean:
    case LiteralKind::number: return put(node.text);
    case LiteralKind::string: return put_text(node.text);
    case LiteralKind::binary:
      put("X'");
      put(node.text);
      put("'");
  }
}

void Printer::put_expression(const TypedLiteral& node) {
  put(node.type);
  put(" ");
  put_text(node.text);
}

void Printer::put_expression(const IntervalLiteral& node) {
  put("INTERVAL ");
  put_text(node.text);
  if (node.unit.empty()) return;
  put(" ");
  put(node.unit);
}

void Printer::put_expression(const ColumnReference& node) { put_dotted(node.parts); }

void Printer::put_expression(const PositionalColumn& node) {
  put_dotted(node.qualifier);
  put(node.qualifier.empty() ? "$" : ".$");
  put(std::to_string(node.position));
}

void Printer::put_expression(const SessionVariable& node) {
  put("$");
  put(node.name);
}

void Printer::put_expression(const BindVariable& node) {
  if (node.name.empty()) return put("?");
  put(":");
  put(Identifier{node.name, false, {}});
}

void Printer::put_expression(const Unary& node) {
  const OperatorText& text = text_of(node.op);
  put(text.text);
  const size_t before = out_.size();
  put_operand(*node.operand, text.level);
  // Two minus signs in a row would start a comment.
  if (out_[before] == '-' && node.op == UnaryOperator::minus) out_.insert(before, " ");
}

void Printer::put_expression(const Binary& node) {
  const OperatorText& text = text_of(node.op);
  const bool associative = text.level <= and_level;
  put_operand(*node.left, text.level);
  put(text.text);
  put_operand(*node.right, associative ? text.level : text.level + 1);
}

void Printer::put_expression(const IsTest& node) {
  constexpr std::string_view words[] = {"NULL", "TRUE", "FALSE"};
  put_operand(*node.operand, comparison_level);
  put(node.negated ? " IS NOT " : " IS ");
  put(words[static_cast<size_t>(node.test)]);
}

void Printer::put_expression(const Between& node) {
  put_operand(*node.operand, comparison_level);
  put(node.negated ? " NOT BETWEEN " : " BETWEEN ");
  put_operand(*node.low, concatenate_level);
  put(" AND ");
  put_operand(*node.high, concatenate_level);
}

void Printer::put_expression(const InList& node) {
  put_operand(*node.operand, comparison_level);
  put(node.negated ? " NOT IN (" : " IN (");
  put(node.items);
  put(")");
}

void Printer::put_expression(const InSubquery& node) {
  put_operand(*node.operand, comparison_level);
  put(node.negated ? " NOT IN (" : " IN (");
  put(*node.query);
  put(")");
}

void Printer::put_expression(const NamedArgument& node) {
  put(node.name);
  put(" => ");
  put(*node.value);
}

void Printer::put_expression(const ScalarSubquery& node) {
  put("(");
  put(*node.query);
  put(")");
}

void Printer::put_expression(const Exists& node) {
  put("EXISTS (");
  put(*node.query);
  put(")");
}

void Printer::put_expression(const Quantified& node) {
  put_operand(*node.operand, comparison_level);
  put(text_of(node.op).text);
  put(node.all ? "ALL (" : "ANY (");
  put(*node.query);
  put(")");
}

void Printer::put_expression(const ArrayLiteral& node) {
  put("[");
  put(node.items);
  put("]");
}

void Printer::put_expression(const ObjectLiteral& node) {
  put("{");
  put_list<ObjectMember>(node.members, [&](const ObjectMember& member) {
    if (member.key != nullptr) {
      put(*member.key);
      put(": ");
    }
    put(*member.value);
  });
  put("}");
}

void Printer::put_expression(const Row& node) {
  put("(");
  put(node.items);
  put(")");
}

void Printer::put_expression(const IdentifierCall& node) {
  put("IDENTIFIER(");
  put(*node.argument);
  put(")");
}

void Printer::put_expression(const OuterJoinMark& node) {
  put_operand(*node.column, postfix_level);
  put(" (+)");
}

void Printer::put_expression(const Spread& node) {
  put("**");
  put_operand(*node.operand, concatenate_level);
}

void Printer::put_expression(const DefaultValue&) { put("DEFAULT"); }

void Printer::put_expression(const StageReference& node) { put(node.text); }

}  // namespace mockhaus::sql
