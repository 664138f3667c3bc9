// CREATE TABLE and CREATE VIEW.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// What was collected while reading a table or a view.
struct TableParts {
  std::vector<ColumnDefinition> columns;
  std::vector<Constraint> constraints;
  std::vector<IndexDefinition> indexes;
  std::vector<PolicyUse> policies;
  std::vector<TagValue> tags;
  std::vector<Property> properties;
};

// INDEX name ( columns ) [INCLUDE ( columns )]
Result<IndexDefinition> parse_index(Cursor& in) {
  IndexDefinition index;
  in.skip();
  index.name = TRY(in.expect_name(NameUse::column));
  index.columns = TRY(parse_column_names(in));
  if (in.take("INCLUDE")) index.include = TRY(parse_column_names(in));
  return index;
}

bool at_index(const Cursor& in) {
  return in.at("INDEX") && in.at_name(NameUse::column, 1) && in.at(TokenKind::left_paren, 2);
}

// ( {column | constraint | index}, .. )
Result<Done> parse_table_elements(Cursor& in, TableParts& parts) {
  TRY(in.expect(TokenKind::left_paren));
  do {
    if (in.at(TokenKind::right_paren) && !parts.columns.empty()) break;
    if (at_index(in)) {
      const IndexDefinition index = TRY(parse_index(in));
      parts.indexes.push_back(index);
    } else if (at_constraint(in)) {
      const Constraint constraint = TRY(parse_constraint(in, false));
      parts.constraints.push_back(constraint);
    } else {
      const ColumnDefinition column = TRY(parse_column_definition(in));
      parts.columns.push_back(column);
    }
  } while (in.take(TokenKind::comma));
  return in.expect(TokenKind::right_paren);
}

// CLUSTER BY [LINEAR] ( e, .. )
Result<ExpressionList> parse_cluster_by(Cursor& in) {
  in.skip(2);
  in.take("LINEAR");
  return parse_parenthesized_expressions(in);
}

// NAME ( e ) with an expression inside: PARTITION BY ( .. ), FROZEN WHERE ( .. )
Result<Property> parse_expression_clause(Cursor& in, size_t words, std::string_view name) {
  Property property;
  const uint32_t start = in.start();
  in.skip(words);
  property.name = name;
  property.value.kind = PropertyValueKind::list;
  const ExpressionList expressions = TRY(parse_parenthesized_expressions(in));
  std::vector<PropertyValue> items;
  for (const Expression* expression : expressions) {
    PropertyValue item;
    item.kind = PropertyValueKind::expression;
    item.comma = !items.empty();
    item.expression = expression;
    item.span = expression->span;
    items.push_back(item);
  }
  property.value.items = in.list(items);
  property.span = in.span_from(start);
  return property;
}

// Any clause after the columns, but AS and what replaces the columns.
bool has_elements(const TableParts& parts) {
  return !parts.columns.empty() || !parts.constraints.empty() || !parts.indexes.empty();
}

// WITH CONTACT (..), REFRESH USING (..): the list belongs to the words before it.
bool follows_list_word(const TableParts& parts) {
  if (parts.properties.empty()) return false;
  const std::string_view name = parts.properties.back().name;
  return name.ends_with("CONTACT") || name.ends_with("USING");
}

// One clause; a list of columns may follow others: COPY GRANTS (a, b).
Result<Done> parse_table_clause(Cursor& in, TableParts& parts, ExpressionList& cluster_by) {
  if (in.at(Keyword::cluster) && in.at(Keyword::by, 1)) {
    cluster_by = TRY(parse_cluster_by(in));
    return Done{};
  }
  if (at_policy_use(in)) {
    const PolicyUse policy = TRY(parse_policy_use(in));
    parts.policies.push_back(policy);
    return Done{};
  }
  if (at_tags(in)) {
    const List<const TagValue> tags = TRY(parse_tags(in));
    parts.tags.insert(parts.tags.end(), tags.begin(), tags.end());
    return Done{};
  }
  Property property;
  if (in.at("PARTITION") && in.at("BY", 1)) {
    property = TRY(parse_expression_clause(in, 2, "PARTITION BY"));
  } else if (in.at("FROZEN") && in.at("WHERE", 1)) {
    property = TRY(parse_expression_clause(in, 2, "FROZEN WHERE"));
  } else if (in.at("IMMUTABLE") && in.at("WHERE", 1)) {
    property = TRY(parse_expression_clause(in, 2, "IMMUTABLE WHERE"));
  } else if (in.at(Keyword::comment) && in.at_string(1)) {
    const uint32_t start = in.start();
    in.skip();
    property.name = "COMMENT";
    property.equals = true;
    property.value = TRY(parse_property_value(in));
    property.span = in.span_from(start);
  } else {
    const bool listed = in.at(TokenKind::left_paren) && !follows_list_word(parts);
    if (listed && has_elements(parts)) return in.unexpected();
    if (listed) return parse_table_elements(in, parts);
    property = TRY(parse_property(in));
  }
  parts.properties.push_back(property);
  return Done{};
}

// The words between the head and TABLE: EXTERNAL, HYBRID, DYNAMIC [ICEBERG], ..
struct TableWord {
  std::string_view word;
  TableType type;
};
constexpr TableWord table_words[] = {
    {"HYBRID", TableType::hybrid},   {"EXTERNAL", TableType::external},
    {"DYNAMIC", TableType::dynamic}, {"ICEBERG", TableType::iceberg},
    {"EVENT", TableType::event},     {"INTERACTIVE", TableType::interactive},
};

void take_table_type(Cursor& in, CreateTable& table) {
  while (!in.at(Keyword::table)) {
    for (const TableWord& row : table_words) {
      if (!in.take(row.word)) continue;
      // DYNAMIC ICEBERG TABLE is dynamic, EXTERNAL ICEBERG TABLE is Iceberg; a mark keeps the rest.
      table.external_mark = table.type != TableType::ordinary;
      if (table.type != TableType::dynamic) table.type = row.type;
    }
  }
  in.skip();
}

// [CLONE s [AT ..]] | [LIKE s] | [USING TEMPLATE query], which may stand before or after columns
Result<bool> take_table_source(Cursor& in, CreateTable& table) {
  if (in.take(Keyword::like)) {
    table.like = TRY(parse_object_name(in));
  } else if (in.take(Keyword::clone)) {
    table.clone = TRY(parse_object_name(in));
    table.clone_at = TRY(parse_time_travel(in));
  } else if (in.take("USING", "TEMPLATE")) {
    if (in.at(TokenKind::left_paren)) {
      table.using_template = TRY(parse_parenthesized_query(in));
    } else {
      table.using_template = TRY(parse_query(in));
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace

// CREATE .. [type] TABLE [IF NOT EXISTS] name [( elements )] { clause } [AS query]
StatementResult parse_create_table(Cursor& in, const CreateHead& head) {
  CreateTable* table = in.make<CreateTable>();
  table->or_replace = head.or_replace;
  table->or_alter = head.or_alter;
  if (head.temporary) table->durability = TableDurability::temporary;
  if (head.transient) table->durability = TableDurability::transient;
  take_table_type(in, *table);
  table->if_not_exists = take_if_not_exists(in);
  table->name = TRY(parse_object_name(in));
  if (take_if_not_exists(in)) table->if_not_exists = true;
  TableParts parts;
  if (in.at(TokenKind::left_paren)) TRY(parse_table_elements(in, parts));
  while (!at_statement_end(in)) {
    if (in.take(Keyword::as)) {
      const uint32_t query_start = in.start();
      table->query = TRY(parse_query(in));
      table->query_span = in.span_from(query_start);
      break;
    }
    const bool source = TRY(take_table_source(in, *table));
    if (!source) TRY(parse_table_clause(in, parts, table->cluster_by));
  }
  table->columns = in.list(parts.columns);
  table->constraints = in.list(parts.constraints);
  table->indexes = in.list(parts.indexes);
  table->policies = in.list(parts.policies);
  table->tags = in.list(parts.tags);
  table->properties = in.list(parts.properties);
  return table;
}

// CREATE .. [MATERIALIZED] VIEW [IF NOT EXISTS] name [( columns )] { clause } AS query
StatementResult parse_create_view(Cursor& in, const CreateHead& head) {
  CreateView* view = in.make<CreateView>();
  view->or_replace = head.or_replace;
  view->or_alter = head.or_alter;
  view->secure = head.secure;
  view->temporary = head.temporary;
  view->recursive = head.recursive;
  view->materialized = in.take("MATERIALIZED");
  TRY(in.expect(Keyword::view));
  view->if_not_exists = take_if_not_exists(in);
  view->name = TRY(parse_object_name(in));
  TableParts parts;
  if (in.at(TokenKind::left_paren)) TRY(parse_table_elements(in, parts));
  while (!in.at(Keyword::as)) {
    if (at_statement_end(in)) return in.unexpected();
    TRY(parse_table_clause(in, parts, view->cluster_by));
  }
  in.skip();
  const uint32_t query_start = in.start();
  view->query = TRY(parse_query(in));
  view->query_span = in.span_from(query_start);
  if (!parts.constraints.empty() || !parts.indexes.empty()) return in.unexpected();
  view->columns = in.list(parts.columns);
  view->policies = in.list(parts.policies);
  view->tags = in.list(parts.tags);
  view->properties = in.list(parts.properties);
  return view;
}

}  // namespace mockhaus::sql
