#include "commands/copy_load.h"

#include <algorithm>

#include "commands/names.h"
#include "sql/ast/walk.h"
#include "sql/functions/function.h"
#include "sql/parse/parse.h"

namespace mockhaus::commands {
namespace {

using sql::TypeKind;
using storage::FileType;

std::string quoted(std::string_view name, char quote) {
  std::string text(1, quote);
  for (const char c : name) {
    if (c == quote || (quote == '\'' && c == '\\')) text += c;
    text += c;
  }
  return text + quote;
}

std::string call(std::string_view function, const std::string& value, const std::string& format) {
  return std::string(function) + "(" + value + ", " + quoted(format, '\'') + ")";
}

// What of a text field becomes the column, as far as a plain assignment does not say it.
std::string csv_value(const CopyLoad& load, const catalog::Column& column,
                      const std::string& field) {
  const storage::FileFormat& format = load.format;
  switch (column.type.kind) {
    case TypeKind::text:
      if (!load.options.truncate_columns) return field;
      return "LEFT(" + field + ", " + std::to_string(column.type.length) + ")";
    case TypeKind::binary: return call("TO_BINARY", field, format.binary_format);
    case TypeKind::variant: return "PARSE_JSON(" + field + ")";
    case TypeKind::object: return "TO_OBJECT(PARSE_JSON(" + field + "))";
    case TypeKind::array: return "TO_ARRAY(PARSE_JSON(" + field + "))";
    case TypeKind::date:
      return format.date_format == "AUTO" ? field : call("TO_DATE", field, format.date_format);
    case TypeKind::time:
      return format.time_format == "AUTO" ? field : call("TO_TIME", field, format.time_format);
    default: break;
  }
  if (!column.type.is_timestamp() || format.timestamp_format == "AUTO") return field;
  const std::string_view function = column.type.kind == TypeKind::timestamp_ntz ? "TO_TIMESTAMP_NTZ"
                                    : column.type.kind == TypeKind::timestamp_ltz
                                        ? "TO_TIMESTAMP_LTZ"
                                        : "TO_TIMESTAMP_TZ";
  return call(function, field, format.timestamp_format);
}

// What of a member of a document becomes the column.
std::string member_value(const CopyLoad& load, const catalog::Column& column) {
  const std::string member =
      load.options.match == MatchColumns::case_sensitive
          ? "$1:" + quoted(column.name, '"')
          : "GET_IGNORE_CASE($1, " + quoted(column.name, '\'') + ")";
  if (column.type.kind == TypeKind::text && load.options.truncate_columns) {
    return "LEFT(" + member + "::VARCHAR, " + std::to_string(column.type.length) + ")";
  }
  return member;
}

const catalog::Column* find_column(const catalog::Table& table, std::string_view name) {
  for (const catalog::Column& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

bool same_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::toupper(x) == std::toupper(y);
  });
}

// Columns of a CSV file by the names in its header.
Result<std::string> csv_by_name(CopyLoad& load, const storage::ScannedFile& first) {
  if (!load.format.parse_header) {
    return catalog::errors::invalid_parameter_value("MATCH_BY_COLUMN_NAME", "PARSE_HEADER = FALSE");
  }
  const std::unique_ptr<storage::RecordReader> reader =
      TRY(storage::open_records(first.path, first.file.name, load.format, 0));
  const std::vector<std::string>& header = reader->header();
  std::string values;
  const std::vector<std::string> wanted = std::exchange(load.columns, {});
  for (const std::string& name : wanted) {
    for (size_t i = 0; i < header.size(); ++i) {
      const bool same = load.options.match == MatchColumns::case_sensitive
                            ? header[i] == name
                            : same_without_case(header[i], name);
      if (!same) continue;
      load.columns.push_back(name);
      values += (values.empty() ? "" : ", ") +
                csv_value(load, *find_column(*load.table, name), "$" + std::to_string(i + 1));
      break;
    }
  }
  load.scan_columns = header.size();
  load.expected = header.size();
  if (values.empty()) {
    return catalog::errors::syntax("no column of the file has the name of a column of the table.");
  }
  return values;
}

// The select list of a COPY without a query of its own.
Result<std::string> plain_values(CopyLoad& load, const storage::ScannedFile& first) {
  const bool is_csv = load.format.type == FileType::csv;
  const bool by_name = load.options.match != MatchColumns::none;
  if (is_csv && by_name) return csv_by_name(load, first);
  if (!is_csv && !by_name) {
    const catalog::Column* only =
        load.columns.size() == 1 ? find_column(*load.table, load.columns[0]) : nullptr;
    if (only == nullptr || !only->type.is_semi_structured()) {
      return Error{"002210", "0A000",
                   "SQL compilation error:\n" + std::string(name_of(load.format.type)) +
                       " file format can produce one and only one column of data type VARIANT, "
                       "OBJECT, or ARRAY. Load data into separate columns using the "
                       "MATCH_BY_COLUMN_NAME copy option or copy with transformation.",
                   std::nullopt};
    }
    return std::string(only->type.kind == TypeKind::object  ? "$1::OBJECT"
                       : only->type.kind == TypeKind::array ? "$1::ARRAY"
                                                            : "$1");
  }
  std::string values;
  for (size_t i = 0; i < load.columns.size(); ++i) {
    const catalog::Column& column = *find_column(*load.table, load.columns[i]);
    values += values.empty() ? "" : ", ";
    values += is_csv ? csv_value(load, column, "$" + std::to_string(i + 1))
                     : member_value(load, column);
  }
  if (is_csv) load.scan_columns = load.expected = load.columns.size();
  return values;
}

// Whether an expression needs no more than one record: no aggregate, window or subquery.
bool computes_from_one_row(const sql::SelectItem& item) {
  bool alone = true;
  if (item.value == nullptr) return alone;
  sql::walk(*item.value, [&](const sql::Expression& node) {
    using enum sql::ExpressionKind;
    if (node.kind == scalar_subquery || node.kind == exists || node.kind == in_subquery) {
      alone = false;
    } else if (node.kind == function_call) {
      const auto& call = sql::as<sql::FunctionCall>(node);
      const auto rows = sql::find_functions(call.name.parts.back().text);
      const bool scalar = rows.empty() || rows[0].kind == sql::FunctionKind::scalar ||
                          rows[0].kind == sql::FunctionKind::context;
      if (!scalar || call.over != nullptr) alone = false;
    }
    return alone;
  });
  return alone;
}

sql::List<const sql::Identifier> identifiers(const std::vector<std::string>& names, Arena& arena) {
  std::vector<sql::Identifier> list;
  for (const std::string& name : names) list.push_back({arena.text(name), true, {}});
  return arena.list(list);
}

}  // namespace

storage::Scan CopyLoad::scan_of(const storage::ScannedFile& file, storage::Faults faults) const {
  storage::Scan scan;
  scan.files = {file};
  scan.format = format;
  scan.columns = scan_columns;
  scan.expected = expected;
  scan.faults = faults;
  return scan;
}

Result<Done> check_load_query(const sql::Query& query) {
  const bool is_select = query.body->kind == sql::BodyKind::select && query.with.empty() &&
                         query.order_by.empty() && query.limit == nullptr &&
                         query.offset == nullptr;
  if (is_select) {
    const auto& select = sql::as<sql::Select>(*query.body);
    const bool plain = select.from.size() == 1 &&
                       select.from[0]->kind == sql::TableKind::stage &&
                       select.where == nullptr && select.group_by.empty() &&
                       select.having == nullptr && select.qualify == nullptr &&
                       select.connect_by == nullptr && select.top == nullptr &&
                       !select.distinct && select.from[0]->sample == nullptr &&
                       std::ranges::all_of(select.items, computes_from_one_row);
    if (plain) return Done{};
  }
  return Error{"002098", "0A000",
               "SQL compilation error:\nCOPY statement only supports simple SELECT from stage "
               "statements for import.",
               std::nullopt};
}

Result<Done> plan_load(CopyLoad& load, const sql::CopyIntoTable& copy, std::string_view text,
                       const storage::ScannedFile& first, Arena& arena) {
  const FullName name = TRY(full_name(copy.table, "COPY INTO", load.context));
  for (const sql::Identifier& column : copy.columns) {
    std::string stored = stored_name(column, load.context);
    if (find_column(*load.table, stored) == nullptr) {
      return catalog::errors::invalid_identifier(stored);
    }
    load.columns.push_back(std::move(stored));
  }
  for (const catalog::Column& column : load.table->columns) {
    if (copy.columns.empty() && column.computed_text.empty()) load.columns.push_back(column.name);
  }
  sql::Insert* insert = arena.make<sql::Insert>();
  insert->table.parts = identifiers({name.database, name.schema, name.name}, arena);
  if (copy.query != nullptr) {
    insert->source = copy.query;
    load.source = text;
    if (load.format.type == FileType::csv) load.scan_columns = positional_columns(text);
  } else {
    const std::string values = TRY(plain_values(load, first));
    const std::string query = "SELECT " + values + " FROM @mockhaus";
    load.source = arena.text(query);
    insert->source = TRY(sql::parse_query_text(load.source, arena));
  }
  insert->columns = identifiers(load.columns, arena);
  load.insert = insert;
  return Done{};
}

static catalog::SessionView load_view(const CopyLoad& load, const storage::Scan& scan,
                                      const std::string& rows) {
  return session_view(load.context, [&load, &scan, rows](const catalog::SessionView&,
                                                         const sql::StageTable&,
                                                         std::string_view) {
    return stage_relation(scan, load.context, rows);
  });
}

Result<sql::DmlTranslation> translate_load(const CopyLoad& load, const storage::Scan& scan) {
  const catalog::SessionView view = load_view(load, scan, {});
  return sql::translate_insert(*load.insert, load.source, load.context.session, view);
}

Result<std::vector<sql::ColumnProbe>> probe_load(const CopyLoad& load, const storage::Scan& scan,
                                                 const std::string& rows) {
  const catalog::SessionView view = load_view(load, scan, rows);
  return sql::probe_insert(*load.insert, load.source, load.context.session, view);
}

}  // namespace mockhaus::commands
