#include "catalog/ddl_text.h"

#include <algorithm>

#include "catalog/access.h"
#include "catalog/errors.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"

namespace mockhaus::catalog {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::toupper(c); });
  return out;
}

bool is_plain(std::string_view name) {
  const auto inner = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '$' &&
         std::ranges::all_of(name, inner);
}

std::string identifier(std::string_view name) {
  if (is_plain(name)) return std::string(name);
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += c == '\'' ? '\'' : '\\';
    out += c;
  }
  return out + "'";
}

class Writer {
 public:
  Writer(const SessionView& view, NameStyle style) : view_(view), style_(style) {}

  std::string database(const Database& object) const {
    std::string text = std::string("create or replace ") + (object.transient ? "transient " : "") +
                       "database " + identifier(object.name) + comment(object) + ";\n";
    for (const Object* child : view_.snapshot().children(object.id, Space::schema)) {
      const auto& schema = static_cast<const Schema&>(*child);
      if (!schema.information_schema) text += "\n" + this->schema(schema);
    }
    return text;
  }

  std::string schema(const Schema& object) const {
    std::string text = std::string("create or replace ") + (object.transient ? "transient " : "") +
                       "schema " + name_of(object) +
                       (object.managed_access ? " with managed access" : "") + comment(object) +
                       ";\n";
    constexpr Space spaces[] = {Space::sequence, Space::relation, Space::file_format,
                                Space::function, Space::procedure};
    for (const Space space : spaces) {
      for (const Object* child : view_.snapshot().children(object.id, space)) {
        text += "\n" + in_schema(*child) + "\n";
      }
    }
    return text;
  }

  std::string in_schema(const Object& object) const {
    if (const auto* one = object_cast<Table>(&object)) return table(*one);
    if (const auto* one = object_cast<View>(&object)) return this->view(*one);
    if (const auto* one = object_cast<Sequence>(&object)) return sequence(*one);
    if (const auto* one = object_cast<Routine>(&object)) return routine(*one);
    return static_cast<const StoredObject&>(object).text + ";";
  }

  static std::string warehouse(const Warehouse& w) {
    const auto parameter = [&](std::string_view name, std::string_view otherwise) {
      return "    " + lower(name) + "=" + find_property(w.parameters, name, otherwise) + "\n";
    };
    const auto flag = [](bool value) { return value ? "TRUE" : "FALSE"; };
    return "create or replace warehouse " + identifier(w.name) + "\n    with\n" +
           "    warehouse_type='" + w.type + "'\n    warehouse_size='" + w.size + "'\n" +
           "    max_cluster_count=" + std::to_string(w.max_clusters) +
           "\n    min_cluster_count=" + std::to_string(w.min_clusters) +
           "\n    scaling_policy=" + w.scaling_policy +
           "\n    auto_suspend=" + std::to_string(w.auto_suspend_seconds) +
           "\n    auto_resume=" + flag(w.auto_resume) +
           "\n    initially_suspended=" + flag(!w.started) +
           "\n    enable_query_acceleration=" + flag(w.query_acceleration) +
           "\n    query_acceleration_max_scale_factor=" +
           std::to_string(w.query_acceleration_scale) + "\n" +
           parameter("MAX_CONCURRENCY_LEVEL", "8") +
           parameter("STATEMENT_QUEUED_TIMEOUT_IN_SECONDS", "0") +
           parameter("STATEMENT_TIMEOUT_IN_SECONDS", "172800") + ";";
  }

 private:
  std::string name_of(const Object& object) const {
    if (style_ == NameStyle::plain) return identifier(object.name);
    std::string text;
    const std::string database = view_.snapshot().database_name(object);
    const std::string schema = view_.snapshot().schema_name(object);
    if (!database.empty()) text += identifier(database) + ".";
    if (!schema.empty() && object.kind != Kind::schema) text += identifier(schema) + ".";
    return text + identifier(object.name);
  }

  static std::string comment(const Object& object) {
    return object.comment.empty() ? "" : " COMMENT=" + literal(object.comment);
  }

  static std::string column_text(const Column& column) {
    std::string text = identifier(column.name) + " " + sql::describe(column.type);
    if (!column.collation.empty()) text += " COLLATE " + literal(column.collation);
    if (!column.nullable) text += " NOT NULL";
    if (!column.default_text.empty()) text += " DEFAULT " + column.default_text;
    if (column.identity) {
      text += " autoincrement start " + std::to_string(column.identity->start) + " increment " +
              std::to_string(column.identity->increment) +
              (column.identity->ordered ? " order" : " noorder");
    }
    if (!column.computed_text.empty()) text += " AS (" + column.computed_text + ")";
    if (!column.comment.empty()) text += " COMMENT " + literal(column.comment);
    return text;
  }

  std::string constraint_text(const Table& table, const TableConstraint& constraint) const {
    constexpr std::string_view words[] = {"primary key", "unique", "foreign key", "check"};
    std::string text;
    if (constraint.named) text = "constraint " + identifier(constraint.name) + " ";
    text += words[static_cast<size_t>(constraint.type)];
    if (constraint.type == ConstraintType::check) return text + " (" + constraint.check_text + ")";
    std::string list;
    for (const uint32_t id : constraint.columns) {
      const Column* column = table.find_column_by_id(id);
      if (column == nullptr) continue;
      list += (list.empty() ? "" : ", ") + identifier(column->name);
    }
    text += " (" + list + ")";
    if (constraint.type != ConstraintType::foreign_key) return text;
    const Object* target = view_.snapshot().find_by_id(constraint.referenced_table);
    std::string columns;
    for (const std::string& column : constraint.referenced_columns) {
      columns += (columns.empty() ? "" : ",") + identifier(column);
    }
    return text + " references " + (target ? view_.snapshot().full_name(*target) : "") + "(" +
           columns + ")";
  }

  static std::string_view durability_word(const Table& table) {
    switch (table.durability) {
      case Durability::permanent: return "";
      case Durability::transient: return "TRANSIENT ";
      case Durability::temporary: return "TEMPORARY ";
    }
    return "";
  }

  std::string table(const Table& object) const {
    std::string text = "create or replace ";
    text += durability_word(object);
    if (!object.type_word.empty()) text += object.type_word + " ";
    text += "TABLE " + name_of(object);
    if (!object.cluster_by.empty()) text += " cluster by (" + object.cluster_by + ")";
    text += " (\n";
    std::vector<std::string> members;
    for (const Column& column : object.columns) members.push_back(column_text(column));
    for (const TableConstraint& constraint : object.constraints) {
      members.push_back(constraint_text(object, constraint));
    }
    for (size_t i = 0; i < members.size(); ++i) {
      text += "\t" + members[i] + (i + 1 < members.size() ? ",\n" : "\n");
    }
    if (object.comment.empty()) return text + ");";
    return text + ")COMMENT=" + literal(object.comment) + "\n;";
  }

  std::string view(const View& object) const {
    std::string text = "create or replace ";
    if (object.secure) text += "secure ";
    if (object.materialized) text += "materialized ";
    if (object.temporary) text += "temporary ";
    if (object.recursive) text += "recursive ";
    text += "view " + name_of(object) + "(\n";
    for (size_t i = 0; i < object.columns.size(); ++i) {
      const ViewColumn& column = object.columns[i];
      text += "\t" + identifier(column.name);
      if (!column.comment.empty()) text += " COMMENT " + literal(column.comment);
      text += i + 1 < object.columns.size() ? ",\n" : "\n";
    }
    text += ")" + comment(object) + " as\n" + object.query;
    return text + ";";
  }

  std::string sequence(const Sequence& object) const {
    return "create or replace sequence " + name_of(object) + " start with " +
           std::to_string(object.start) + " increment by " + std::to_string(object.increment) +
           (object.ordered ? " order" : " noorder") + comment(object) + ";";
  }

  std::string routine(const Routine& object) const {
    const bool is_function = object.kind == Kind::function;
    std::string text = "CREATE OR REPLACE ";
    if (object.secure) text += "SECURE ";
    text += is_function ? "FUNCTION " : "PROCEDURE ";
    text += style_ == NameStyle::plain ? "\"" + object.name + "\"" : name_of(object);
    std::string parameters;
    for (const RoutineParameter& parameter : object.parameters) {
      parameters += (parameters.empty() ? "\"" : ", \"") + parameter.name + "\" " +
                    sql::describe(parameter.type);
      if (!parameter.default_text.empty()) parameters += " DEFAULT " + parameter.default_text;
    }
    text += "(" + parameters + ")\nRETURNS " + object.result_text + "\nLANGUAGE " +
            object.language + "\n";
    if (object.strict) text += "STRICT\n";
    if (object.immutable) text += "IMMUTABLE\n";
    if (!object.comment.empty()) text += "COMMENT=" + literal(object.comment) + "\n";
    if (!is_function) {
      text += std::string("EXECUTE AS ") + (object.caller_rights ? "CALLER" : "OWNER") + "\n";
    }
    return text + "AS " + literal(object.body) + ";";
  }

  const SessionView& view_;
  const NameStyle style_;
};

// Kinds that GET_DDL takes, and where their objects are.
struct DdlKind {
  std::string_view word;
  Space space;
};
constexpr DdlKind kinds_in_schemas[] = {
    {"TABLE", Space::relation},       {"VIEW", Space::relation},
    {"DYNAMIC_TABLE", Space::relation}, {"DYNAMIC TABLE", Space::relation},
    {"EVENT_TABLE", Space::relation}, {"ICEBERG_TABLE", Space::relation},
    {"SEQUENCE", Space::sequence},    {"FILE_FORMAT", Space::file_format},
    {"FILE FORMAT", Space::file_format}, {"FUNCTION", Space::function},
    {"PROCEDURE", Space::procedure},  {"STREAM", Space::stream},
    {"TASK", Space::task},            {"PIPE", Space::pipe},
    {"ALERT", Space::alert},          {"TAG", Space::tag},
    {"POLICY", Space::policy},
};

// The types of "f(number, varchar)"; nothing where there are no parentheses.
Result<std::vector<sql::TypeKind>> argument_kinds(std::string_view name, size_t open,
                                                  const sql::SessionContext& session) {
  std::vector<sql::TypeKind> kinds;
  if (open == std::string_view::npos || !name.ends_with(')')) return kinds;
  std::string_view list = name.substr(open + 1, name.size() - open - 2);
  Arena arena;
  while (!list.empty()) {
    size_t end = 0;
    for (int depth = 0; end < list.size() && (depth > 0 || list[end] != ','); ++end) {
      depth += list[end] == '(' ? 1 : list[end] == ')' ? -1 : 0;
    }
    const sql::TypeName* parsed = TRY(sql::parse_type_text(list.substr(0, end), arena));
    const sql::Type type = TRY(sql::resolve_type(*parsed, session));
    kinds.push_back(type.kind);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return kinds;
}

const Object* find_routine(const SessionView& view, const sql::QualifiedName& name, Space space,
                           const std::vector<sql::TypeKind>& kinds) {
  const Schema* schema = view.snapshot().find_schema(name.database, name.schema);
  if (schema == nullptr) return nullptr;
  for (const Object* object : view.snapshot().children(schema->id, space)) {
    const auto& parameters = static_cast<const Routine&>(*object).parameters;
    const bool same = std::ranges::equal(parameters, kinds, {}, [](const RoutineParameter& one) {
      return one.type.kind;
    });
    if (object->name == name.name && same) return object;
  }
  return nullptr;
}

Error missing(std::string_view kind, const std::string& name, bool relation) {
  const KindRow* row = find_kind(kind);
  return errors::does_not_exist(row ? row->title : "Object", name, relation);
}

Result<std::string> ddl_in_schema(const SessionView& view, const DdlKind& kind,
                                  std::string_view typed, NameStyle style,
                                  const sql::SessionContext& session) {
  const bool is_routine = kind.space == Space::function || kind.space == Space::procedure;
  const size_t open = is_routine ? typed.find('(') : std::string_view::npos;
  Arena arena;
  const sql::ObjectName parsed = TRY(sql::parse_object_name_text(typed.substr(0, open), arena));
  const auto name = TRY(sql::qualify(parsed, "GET_DDL", session, view));
  const auto arguments = TRY(argument_kinds(typed, open, session));
  const Object* object = is_routine
                             ? find_routine(view, name, kind.space, arguments)
                             : view.find(name.database, name.schema, kind.space, name.name);
  if (object == nullptr) return missing(kind.word, name.name, kind.space == Space::relation);
  return Writer(view, style).in_schema(*object);
}

}  // namespace

Result<std::string> ddl_of(const SessionView& view, std::string_view kind, std::string_view name,
                           NameStyle style, const sql::SessionContext& session) {
  const std::string word = upper(kind);
  const Snapshot& snapshot = view.snapshot();
  const Writer writer(view, style);
  const auto* in_schemas = std::ranges::find(kinds_in_schemas, word, &DdlKind::word);
  if (in_schemas != std::end(kinds_in_schemas)) {
    return ddl_in_schema(view, *in_schemas, name, style, session);
  }
  Arena arena;
  const sql::ObjectName parsed = TRY(sql::parse_object_name_text(name, arena));
  const std::string last(parsed.parts.back().text);
  if (word == "DATABASE") {
    const Database* database = snapshot.find_database(last);
    if (database == nullptr) return missing(word, last, false);
    return writer.database(*database);
  }
  if (word == "SCHEMA") {
    const std::string of =
        parsed.parts.size() > 1 ? std::string(parsed.parts[0].text) : session.database;
    const Schema* schema = snapshot.find_schema(of, last);
    if (schema == nullptr) return missing(word, last, false);
    return writer.schema(*schema);
  }
  if (word == "WAREHOUSE") {
    const Warehouse* warehouse = snapshot.find_warehouse(last);
    if (warehouse == nullptr) return missing(word, last, false);
    return Writer::warehouse(*warehouse);
  }
  return sql::errors::unsupported("GET_DDL of " + word);
}

}  // namespace mockhaus::catalog
