// Writes nodes as Snowflake text; one put() for each kind of node.
//
// Every put() writes its tokens with the blanks between them, but none before or after. Operands
// get parentheses where precedence needs them, so the text parses back to an equal tree.
#pragma once

#include <string>
#include <string_view>

#include "sql/ast/statements.h"

namespace mockhaus::sql {

class Printer {
 public:
  explicit Printer(bool redacts) : redacts_(redacts) {}
  std::string take() { return std::move(out_); }

  // snowflake.cc: pieces
  void put(std::string_view token) { out_ += token; }
  void put(const Identifier& name);
  void put(const ObjectName& name);
  void put(const TypeName& type);
  void put(List<const Identifier> names);  // a, b
  void put_text(std::string_view text);    // 'text'
  void put_dotted(List<const Identifier> parts);
  void put_types(List<const TypeName* const> types);  // (INT, VARCHAR)
  template <class T, class PutItem>
  void put_list(List<const T> items, PutItem&& put_item) {
    for (size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += ", ";
      put_item(items[i]);
    }
  }
  template <class T>
  void put_list(List<const T> items) {
    put_list<T>(items, [&](const T& item) { put(item); });
  }

  // expression.cc
  void put(const Expression& expression);
  void put(const Expression* expression) { put(*expression); }
  void put(List<const Expression* const> expressions);  // a, b
  void put(const OrderItem& item);

  // query.cc, from.cc
  void put(const Query& query);
  void put(const QueryBody& body);
  void put(const TableReference& table);
  void put(List<const TableReference* const> tables);
  void put(const TimeTravel& travel);  // " AT (..)"; nothing for none

  // properties.cc
  void put(const Property& property);
  void put(const PropertyValue& value);
  void put_properties(List<const Property> properties, std::string_view separator);
  void put_clauses(List<const Property> properties);  // each with a blank before it
  void put_tags(List<const TagValue> tags);           // TAG (n = 'v')
  void put_tag_values(List<const TagValue> tags);

  // statement.cc, ddl.cc, script.cc, ..
  void put(const Statement& statement);

 private:
  // Expressions: parentheses around an operand that binds weaker than `level`.
  void put_operand(const Expression& operand, int level);
  void put_base(const Expression& base, bool dot);
  void put_call_arguments(const FunctionCall& call);
  void put_window(const WindowSpecification& window);
#define EXPRESSION(kind, type) void put_expression(const type& node);
#include "sql/ast/expressions.def"
#undef EXPRESSION

  void put_select(const Select& select);
  void put_grouping(const GroupingElement& element);
  void put_source(const TableReference& table);
  void put_join(const Join& join);
  void put_pivot(const Pivot& pivot);
  void put_unpivot(const Unpivot& unpivot);
  void put_match(const MatchRecognize& match);
  void put_pattern(const PatternNode& node);
  void put_input(const TableReference& input);

#define STATEMENT(kind, type) void put_statement(const type& node);
#include "sql/ast/statements.def"
#undef STATEMENT
  void put_create(bool or_replace, bool or_alter);
  void put_if(bool condition, std::string_view text) {
    if (condition) out_ += text;
  }
  void put_column(const ColumnDefinition& column);
  void put_constraint(const Constraint& constraint);
  void put_policy(const PolicyUse& policy);
  void put_autoincrement(const Autoincrement& numbers, bool sequence);
  void put_table_elements(const CreateTable& table);
  void put_table_clauses(List<const Expression* const> cluster_by, List<const PolicyUse> policies,
                         List<const TagValue> tags, List<const Property> properties);
  void put_action(const AlterTableAction& action, bool repeated);
  void put_table_action(const AlterTableAction& action);
  void put_column_action(const AlterTableAction& action, bool repeated);
  void put_actions(List<const AlterTableAction> actions);
  void put_insert_targets(const InsertBranch& branch);
  void put_merge_clause(const MergeClause& clause);
  void put_set_items(List<const SetItem> items);
  void put_returns(const CreateRoutine& routine);
  void put_routine_rest(const CreateRoutine& routine);
  void put_parameters(List<const RoutineParameter> parameters);
  void put_grant_body(const GrantBody& body);
  void put_location(const Location& location);
  void put_assigned(const Expression* value, const Statement* statement, bool async);
  void put_declaration(const VariableDeclaration& variable);
  void put_statements(List<const Statement* const> statements);
  void put_label(const Identifier& label);
  bool is_secret(std::string_view property_name) const;

  std::string out_;
  bool redacts_;
  bool hides_texts_ = false;  // inside a secret property: every text is '***'
};

}  // namespace mockhaus::sql
