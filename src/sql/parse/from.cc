// What stands in FROM: tables, joins, table functions, subqueries, stages.
#include "sql/errors.h"
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

Result<TableReference*> parse_source(Cursor& in);
Result<Done> parse_table_alias(Cursor& in, TableReference& table);

template <class T>
T* finish(Cursor& in, T* node, uint32_t start) {
  node->span = in.span_from(start);
  return node;
}

// ( NAME => e, .. )
Result<List<const StageOption>> parse_stage_options(Cursor& in) {
  return parse_parenthesized_list<StageOption>(in, [](Cursor& at) -> Result<StageOption> {
    StageOption option;
    option.name = TRY(at.expect_name(NameUse::any));
    TRY(at.expect(TokenKind::double_arrow));
    option.value = TRY(parse_expression(at));
    return option;
  });
}

// @stage/path | 'url', [ ( options ) ]
Result<TableReference*> parse_stage_table(Cursor& in) {
  StageTable* table = in.make<StageTable>();
  const uint32_t start = in.start();
  table->quoted = in.at_string();
  table->location = table->quoted ? in.string_text(in.peek()) : in.source(in.peek());
  in.skip();
  if (in.at(TokenKind::left_paren)) table->options = TRY(parse_stage_options(in));
  return finish(in, table, start);
}

// {AT | BEFORE} ( property => e )
bool at_time_travel(const Cursor& in) {
  return (in.at(Keyword::at) || in.at(Keyword::before)) && in.at(TokenKind::left_paren, 1);
}

Result<TimeTravel> parse_time_travel_value(Cursor& in, TimeTravelKind kind) {
  TimeTravel travel;
  travel.kind = kind;
  TRY(in.expect(TokenKind::left_paren));
  travel.property = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(TokenKind::double_arrow));
  travel.value = TRY(parse_expression(in));
  TRY(in.expect(TokenKind::right_paren));
  return travel;
}

// CHANGES ( INFORMATION => name ) {AT | BEFORE} ( .. ) [END ( .. )]
Result<const Changes*> parse_changes(Cursor& in) {
  Changes* changes = in.make<Changes>();
  in.skip();
  TRY(in.expect(TokenKind::left_paren));
  TRY(in.expect("INFORMATION"));
  TRY(in.expect(TokenKind::double_arrow));
  changes->information = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(TokenKind::right_paren));
  changes->start = TRY(parse_time_travel(in));
  if (in.at(Keyword::end) && in.at(TokenKind::left_paren, 1)) {
    in.skip();
    changes->end = TRY(parse_time_travel_value(in, TimeTravelKind::at));
  }
  return changes;
}

// name [AT ( .. ) | BEFORE ( .. )] [CHANGES ..] | function ( .. )
Result<TableReference*> parse_named(Cursor& in) {
  const uint32_t start = in.start();
  const ObjectName name = TRY(parse_object_name(in, NameUse::table));
  if (in.at(TokenKind::left_paren) || in.at(TokenKind::exclamation)) {
    TableFunction* function = in.make<TableFunction>();
    function->call = TRY(parse_call(in, name, start));
    return finish(in, function, start);
  }
  NamedTable* table = in.make<NamedTable>();
  table->name = name;
  table->time_travel = TRY(parse_time_travel(in));
  if (in.at(Keyword::changes) && in.at(TokenKind::left_paren, 1)) {
    table->changes = TRY(parse_changes(in));
  }
  return finish(in, table, start);
}

// TABLE ( call | 'name' | $variable )
Result<TableReference*> parse_table_function(Cursor& in) {
  TableFunction* function = in.make<TableFunction>();
  const uint32_t start = in.start();
  in.skip();
  function->table_keyword = true;
  TRY(in.expect(TokenKind::left_paren));
  function->call = TRY(parse_expression(in));
  TRY(in.expect(TokenKind::right_paren));
  return finish(in, function, start);
}

// LATERAL { ( query ) | [TABLE ( ] call [ ) ] }
Result<TableReference*> parse_lateral(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  TableReference* source = TRY(parse_source(in));
  if (source->kind == TableKind::derived) {
    static_cast<DerivedTable*>(source)->lateral = true;
  } else if (source->kind == TableKind::function) {
    static_cast<TableFunction*>(source)->lateral = true;
  } else {
    return in.unexpected();
  }
  return finish(in, source, start);
}

Result<TableReference*> derived_table(Cursor& in, const Query* query, uint32_t start) {
  DerivedTable* table = in.make<DerivedTable>();
  table->query = query;
  return finish(in, table, start);
}

// VALUES ( .. ), .. [[AS] alias ( columns )] ), where the alias stands inside the parentheses
Result<TableReference*> parse_parenthesized_values(Cursor& in, uint32_t start) {
  const uint32_t values_start = in.start();
  const ValuesBody* values = TRY(parse_values_body(in));
  if (in.at(Keyword::as) || at_alias(in, NameUse::table)) {
    ValuesTable* table = in.make<ValuesTable>();
    table->rows = values->rows;
    TRY(parse_table_alias(in, *table));
    TRY(in.expect(TokenKind::right_paren));
    return finish(in, table, start);
  }
  const Query* query = TRY(finish_query(in, values, values_start));
  TRY(in.expect(TokenKind::right_paren));
  return derived_table(in, query, start);
}

// ( query ) | ( from item )
Result<TableReference*> parse_parenthesized_source(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  if (in.at(Keyword::values)) return parse_parenthesized_values(in, start);
  if (at_query(in)) {
    const Query* query = TRY(parse_query(in));
    TRY(in.expect(TokenKind::right_paren));
    return derived_table(in, query, start);
  }
  const uint32_t inner_start = in.start();
  const TableReference* inner = TRY(parse_from_item(in));
  if (inner->kind == TableKind::derived && !inner->has_alias && at_query_tail(in)) {
    const Query* first = as<DerivedTable>(*inner).query;
    const Query* query = TRY(continue_query(in, first, inner_start));
    TRY(in.expect(TokenKind::right_paren));
    return derived_table(in, query, start);
  }
  TRY(in.expect(TokenKind::right_paren));
  TableReference* source = const_cast<TableReference*>(inner);  // still ours: nobody saw it yet
  return finish(in, source, start);
}

Result<TableReference*> parse_values_table(Cursor& in) {
  ValuesTable* table = in.make<ValuesTable>();
  const uint32_t start = in.start();
  const ValuesBody* values = TRY(parse_values_body(in));
  table->rows = values->rows;
  return finish(in, table, start);
}

Result<TableReference*> parse_source(Cursor& in) {
  switch (in.peek().kind) {
    case TokenKind::left_paren: return parse_parenthesized_source(in);
    case TokenKind::stage:
    case TokenKind::string: return parse_stage_table(in);
    case TokenKind::positional: {
      const uint32_t start = in.start();
      const Expression* column = TRY(parse_primary(in));
      PipeResult* result = in.make<PipeResult>();
      result->position = as<PositionalColumn>(*column).position;
      return finish(in, result, start);
    }
    default: break;
  }
  const bool call = in.at(TokenKind::left_paren, 1);
  if (in.at(Keyword::values) && call) return parse_values_table(in);
  if (in.at(Keyword::table) && call) return parse_table_function(in);
  if (in.at(Keyword::lateral)) return parse_lateral(in);
  return parse_named(in);
}

// {SAMPLE | TABLESAMPLE} [BERNOULLI | ROW | SYSTEM | BLOCK] ( n [ROWS] ) [SEED ( k )]
Result<const Sample*> parse_sample(Cursor& in) {
  Sample* sample = in.make<Sample>();
  in.skip();
  sample->block = in.take("SYSTEM") || in.take("BLOCK");
  if (!sample->block && !in.take("BERNOULLI")) in.take(Keyword::row);
  TRY(in.expect(TokenKind::left_paren));
  sample->size = TRY(parse_expression(in));
  sample->rows = in.take(Keyword::rows);
  TRY(in.expect(TokenKind::right_paren));
  if (in.take("REPEATABLE") || in.take("SEED")) {
    TRY(in.expect(TokenKind::left_paren));
    sample->seed = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_paren));
  }
  return sample;
}

// [[AS] alias [( columns )]]
Result<Done> parse_table_alias(Cursor& in, TableReference& table) {
  if (in.take(Keyword::as)) {
    table.alias = TRY(in.expect_name(NameUse::table));
  } else if (at_alias(in, NameUse::table)) {
    table.alias = TRY(in.expect_name(NameUse::table));
  } else {
    return Done{};
  }
  table.has_alias = true;
  if (in.at(TokenKind::left_paren)) table.column_aliases = TRY(parse_column_names(in));
  return Done{};
}

// source { alias | sample | PIVOT .. | UNPIVOT .. | MATCH_RECOGNIZE .. }
Result<const TableReference*> parse_table(Cursor& in) {
  const uint32_t start = in.start();
  TableReference* table = TRY(parse_source(in));
  for (;;) {
    if (at_table_modifier(in)) {
      TRY(in.grow_chain());
      const TableReference* modified = TRY(parse_table_modifier(in, table, start));
      table = const_cast<TableReference*>(modified);
    } else if (table->sample == nullptr &&
               (in.at(Keyword::sample) || in.at(Keyword::tablesample))) {
      table->sample = TRY(parse_sample(in));
    } else if (!table->has_alias && (in.at(Keyword::as) || at_alias(in, NameUse::table))) {
      TRY(parse_table_alias(in, *table));
    } else {
      break;
    }
    table->span = in.span_from(start);
  }
  return table;
}

// Takes [NATURAL] [INNER | LEFT [OUTER] | .. | CROSS | ASOF] [DIRECTED] JOIN into `join`; false,
// with nothing taken, if no join starts here.
bool take_join_words(Cursor& in, Join& join) {
  const size_t before = in.position();
  join.natural = in.take(Keyword::natural);
  if (in.take(Keyword::left)) {
    join.join = JoinKind::left;
  } else if (in.take(Keyword::right)) {
    join.join = JoinKind::right;
  } else if (in.take(Keyword::full)) {
    join.join = JoinKind::full;
  } else if (in.take(Keyword::cross)) {
    join.join = JoinKind::cross;
  } else if (in.at(Keyword::asof) && in.at(Keyword::join, 1)) {
    in.skip();
    join.join = JoinKind::asof;
  } else {
    in.take(Keyword::inner);
  }
  in.take(Keyword::outer);
  join.directed = in.take(Keyword::directed);
  if (in.take(Keyword::join)) return true;
  in.rewind(before);
  return false;
}

// [MATCH_CONDITION ( e )] [ON e | USING ( columns )]
Result<Done> parse_join_condition(Cursor& in, Join& join) {
  if (join.join == JoinKind::asof) {
    TRY(in.expect(Keyword::match_condition));
    TRY(in.expect(TokenKind::left_paren));
    join.match_condition = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_paren));
  }
  if (in.take(Keyword::on)) {
    join.on = TRY(parse_expression(in));
  } else if (in.take(Keyword::using_)) {
    join.using_columns = TRY(parse_column_names(in));
  }
  return Done{};
}

bool is_ordered(JoinKind kind) { return kind == JoinKind::inner || kind == JoinKind::cross; }

// What the joins of one FROM item count against (limits.h).
class JoinCount {
 public:
  explicit JoinCount(const Cursor& in) : in_(in) {}
  Result<Done> add(const Join& join) {
    const Limits& limits = in_.limits();
    if (++all_ > limits.joins) return errors::too_many_joins(limits.joins, in_.peek().span());
    if (is_ordered(join.join) && ++ordered_ > limits.ordered_joins) {
      return errors::too_many_joins(limits.ordered_joins, in_.peek().span());
    }
    return Done{};
  }

 private:
  const Cursor& in_;
  int all_ = 0, ordered_ = 0;
};

}  // namespace

Result<TimeTravel> parse_time_travel(Cursor& in) {
  if (!at_time_travel(in)) return TimeTravel{};
  const TimeTravelKind kind = in.at(Keyword::at) ? TimeTravelKind::at : TimeTravelKind::before;
  in.skip();
  return parse_time_travel_value(in, kind);
}

// table { join table condition }
Result<const TableReference*> parse_from_item(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  const uint32_t start = in.start();
  const TableReference* left = TRY(parse_table(in));
  JoinCount count(in);
  while (true) {
    Join words;
    if (!take_join_words(in, words)) return left;
    TRY(count.add(words));
    TRY(in.grow_chain());
    Join* join = in.make<Join>();
    *join = words;
    join->left = left;
    join->right = TRY(parse_table(in));
    TRY(parse_join_condition(in, *join));
    join->span = in.span_from(start);
    left = join;
  }
}

Result<List<const TableReference* const>> parse_from_items(Cursor& in) {
  std::vector<const TableReference*> items;
  do {
    const TableReference* item = TRY(parse_from_item(in));
    items.push_back(item);
    if (items.size() > static_cast<size_t>(in.limits().ordered_joins)) {
      return errors::too_many_joins(in.limits().ordered_joins, item->span);
    }
  } while (in.take(TokenKind::comma));
  return List<const TableReference* const>(in.list(items));
}

Result<const TableReference*> parse_table_target(Cursor& in) {
  const uint32_t start = in.start();
  NamedTable* table = in.make<NamedTable>();
  table->name = TRY(parse_object_name(in, NameUse::table));
  TRY(parse_table_alias(in, *table));
  return finish(in, table, start);
}

}  // namespace mockhaus::sql
