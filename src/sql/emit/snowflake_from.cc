// What stands in FROM as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

namespace {

constexpr std::string_view join_words[] = {", ",          " CROSS ", " INNER ", " LEFT ",
                                           " RIGHT ",     " FULL ",  " ASOF "};

}  // namespace

void Printer::put(const TimeTravel& travel) {
  if (travel.kind == TimeTravelKind::none) return;
  put(travel.kind == TimeTravelKind::at ? " AT (" : " BEFORE (");
  put(travel.property);
  put(" => ");
  put(*travel.value);
  put(")");
}

void Printer::put(List<const TableReference* const> tables) {
  put_list<const TableReference*>(tables, [&](const TableReference* table) { put(*table); });
}

// What PIVOT is applied to and what stands right of JOIN: a join needs parentheses there.
void Printer::put_input(const TableReference& input) {
  const bool parentheses =
      input.kind == TableKind::join && !input.has_alias && input.sample == nullptr;
  put_if(parentheses, "(");
  put(input);
  put_if(parentheses, ")");
}

void Printer::put_join(const Join& join) {
  put(*join.left);
  put_if(join.natural, " NATURAL");
  put(join_words[static_cast<size_t>(join.join)]);
  put_if(join.directed, "DIRECTED ");
  put("JOIN ");
  put_input(*join.right);
  if (join.match_condition != nullptr) {
    put(" MATCH_CONDITION (");
    put(*join.match_condition);
    put(")");
  }
  if (join.on != nullptr) {
    put(" ON ");
    put(*join.on);
  }
  if (!join.using_columns.empty()) {
    put(" USING (");
    put(join.using_columns);
    put(")");
  }
}

void Printer::put_pivot(const Pivot& pivot) {
  const auto put_alias = [&](const auto& item) {
    if (!item.has_alias) return;
    put(" AS ");
    put(item.alias);
  };
  put_input(*pivot.input);
  put(" PIVOT (");
  put_list<PivotAggregate>(pivot.aggregates, [&](const PivotAggregate& aggregate) {
    put(*aggregate.call);
    put_alias(aggregate);
  });
  put(" FOR ");
  put(pivot.column);
  put(" IN (");
  if (pivot.any) {
    put("ANY");
    put_if(!pivot.any_order.empty(), " ORDER BY ");
    put_list<OrderItem>(pivot.any_order);
  } else if (pivot.subquery != nullptr) {
    put(*pivot.subquery);
  } else {
    put_list<PivotValue>(pivot.values, [&](const PivotValue& value) {
      put(*value.value);
      put_alias(value);
    });
  }
  put(")");
  if (pivot.default_on_null != nullptr) {
    put(" DEFAULT ON NULL (");
    put(*pivot.default_on_null);
    put(")");
  }
  put(")");
}

void Printer::put_unpivot(const Unpivot& unpivot) {
  put_input(*unpivot.input);
  put(unpivot.include_nulls ? " UNPIVOT INCLUDE NULLS (" : " UNPIVOT (");
  put(unpivot.value_column);
  put(" FOR ");
  put(unpivot.name_column);
  put(" IN (");
  put_list<UnpivotColumn>(unpivot.columns, [&](const UnpivotColumn& column) {
    put(column.column);
    if (column.label == nullptr) return;
    put(" AS ");
    put(*column.label);
  });
  put("))");
}

void Printer::put_pattern(const PatternNode& node) {
  const auto put_children = [&](std::string_view separator) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) put(separator);
      put_pattern(*node.children[i]);
    }
  };
  switch (node.kind) {
    case PatternKind::symbol: put(node.symbol); break;
    case PatternKind::sequence: put_children(" "); break;
    case PatternKind::alternation: put_children(" | "); break;
    case PatternKind::group: put("("); put_children(""); put(")"); break;
    case PatternKind::permute: put("PERMUTE("); put_children(", "); put(")"); break;
    case PatternKind::exclusion: put("{- "); put_children(""); put(" -}"); break;
    case PatternKind::start_anchor: put("^"); break;
    case PatternKind::end_anchor: put("$"); break;
  }
  if (node.minimum == 0 && node.maximum == -1) {
    put("*");
  } else if (node.minimum == 1 && node.maximum == -1) {
    put("+");
  } else if (node.minimum == 0 && node.maximum == 1) {
    put("?");
  } else if (node.minimum != 1 || node.maximum != 1) {
    put("{" + std::to_string(node.minimum) + ",");
    if (node.maximum >= 0) put(std::to_string(node.maximum));
    put("}");
  }
  put_if(node.reluctant, "?");
}

void Printer::put_match(const MatchRecognize& match) {
  constexpr std::string_view rows[] = {"ONE ROW PER MATCH ", "ALL ROWS PER MATCH ",
                                       "ALL ROWS PER MATCH SHOW EMPTY MATCHES ",
                                       "ALL ROWS PER MATCH OMIT EMPTY MATCHES ",
                                       "ALL ROWS PER MATCH WITH UNMATCHED ROWS "};
  constexpr std::string_view after[] = {"PAST LAST ROW ", "TO NEXT ROW ", "TO FIRST ", "TO LAST "};
  const auto put_named = [&](const NamedExpression& item) {
    put(item.semantics);
    put_if(!item.semantics.empty(), " ");
    put(*item.value);
    put(" AS ");
    put(item.name);
  };
  put_input(*match.input);
  put(" MATCH_RECOGNIZE (");
  if (!match.partition_by.empty()) {
    put("PARTITION BY ");
    put(match.partition_by);
    put(" ");
  }
  if (!match.order_by.empty()) {
    put("ORDER BY ");
    put_list<OrderItem>(match.order_by);
    put(" ");
  }
  if (!match.measures.empty()) {
    put("MEASURES ");
    put_list<NamedExpression>(match.measures, put_named);
    put(" ");
  }
  put(rows[static_cast<size_t>(match.rows)]);
  put("AFTER MATCH SKIP ");
  put(after[static_cast<size_t>(match.after)]);
  put(match.after_symbol);
  put_if(!match.after_symbol.text.empty(), " ");
  put("PATTERN (");
  put_pattern(*match.pattern);
  put(") ");
  if (!match.subsets.empty()) {
    put("SUBSET ");
    put_list<PatternSubset>(match.subsets, [&](const PatternSubset& subset) {
      put(subset.name);
      put(" = (");
      put(subset.symbols);
      put(")");
    });
    put(" ");
  }
  put("DEFINE ");
  put_list<NamedExpression>(match.define, [&](const NamedExpression& definition) {
    put(definition.name);
    put(" AS ");
    put(*definition.value);
  });
  put(")");
}

void Printer::put_source(const TableReference& table) {
  switch (table.kind) {
    case TableKind::named: {
      const NamedTable& named = as<NamedTable>(table);
      put(named.name);
      put(named.time_travel);
      if (named.changes == nullptr) return;
      put(" CHANGES (INFORMATION => ");
      put(named.changes->information);
      put(")");
      put(named.changes->start);
      if (named.changes->end.kind == TimeTravelKind::none) return;
      put(" END (");
      put(named.changes->end.property);
      put(" => ");
      put(*named.changes->end.value);
      return put(")");
    }
    case TableKind::derived:
      put_if(as<DerivedTable>(table).lateral, "LATERAL ");
      put("(");
      put(*as<DerivedTable>(table).query);
      return put(")");
    case TableKind::function: {
      const TableFunction& function = as<TableFunction>(table);
      put_if(function.lateral, "LATERAL ");
      put_if(function.table_keyword, "TABLE(");
      put(*function.call);
      return put_if(function.table_keyword, ")");
    }
    case TableKind::values:
      put("VALUES ");
      return put_list<const Row*>(as<ValuesTable>(table).rows, [&](const Row* row) { put(*row); });
    case TableKind::stage: {
      const StageTable& stage = as<StageTable>(table);
      stage.quoted ? put_text(stage.location) : put(stage.location);
      if (stage.options.empty()) return;
      put(" (");
      put_list<StageOption>(stage.options, [&](const StageOption& option) {
        put(option.name);
        put(" => ");
        put(*option.value);
      });
      return put(")");
    }
    case TableKind::join: return put_join(as<Join>(table));
    case TableKind::pivot: return put_pivot(as<Pivot>(table));
    case TableKind::unpivot: return put_unpivot(as<Unpivot>(table));
    case TableKind::match_recognize: return put_match(as<MatchRecognize>(table));
    case TableKind::pipe_result: return put("$" + std::to_string(as<PipeResult>(table).position));
  }
}

void Printer::put(const TableReference& table) {
  const bool parentheses =
      table.kind == TableKind::join && (table.has_alias || table.sample != nullptr);
  put_if(parentheses, "(");
  put_source(table);
  put_if(parentheses, ")");
  if (table.has_alias) {
    put(" AS ");
    put(table.alias);
    if (!table.column_aliases.empty()) {
      put(" (");
      put(table.column_aliases);
      put(")");
    }
  }
  if (table.sample == nullptr) return;
  put(table.sample->block ? " SAMPLE SYSTEM (" : " SAMPLE (");
  put(*table.sample->size);
  put_if(table.sample->rows, " ROWS");
  put(")");
  if (table.sample->seed == nullptr) return;
  put(" SEED (");
  put(*table.sample->seed);
  put(")");
}

}  // namespace mockhaus::sql
