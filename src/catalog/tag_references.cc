#include "catalog/tag_references.h"

#include <algorithm>
#include <set>

#include "catalog/errors.h"
#include "catalog/table.h"
#include "sql/context/session_context.h"
#include "sql/parse/parse.h"

namespace mockhaus::catalog::tag_references {
namespace {

constexpr VirtualColumn reference_columns[] = {
    {"TAG_DATABASE"}, {"TAG_SCHEMA"}, {"TAG_NAME"}, {"TAG_VALUE"}, {"LEVEL"},
    {"OBJECT_DATABASE"}, {"OBJECT_SCHEMA"}, {"OBJECT_NAME"}, {"DOMAIN"}, {"COLUMN_NAME"},
};

using Tags = std::vector<std::pair<std::string, std::string>>;  // DATABASE.SCHEMA.NAME, value

// What the rows are about, and the objects whose tags it has, from itself outward.
struct Subject {
  VirtualCell database, schema, name, column;
  std::string domain;
  std::vector<std::pair<std::string, const Tags*>> levels;
};

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

std::optional<std::string> argument(const VirtualSource& source, std::string_view name) {
  const auto found = source.arguments->find(name);
  return found == source.arguments->end() ? std::nullopt : found->second;
}

std::vector<std::string> name_parts(const std::string& text) {
  Arena arena;
  std::vector<std::string> parts;
  const auto name = sql::parse_object_name_text(text, arena);
  if (!name.ok()) return parts;
  for (const sql::Identifier& part : name->parts) parts.emplace_back(part.text);
  return parts;
}

// The nearest level of a tag counts.
void add_rows(const Subject& subject, std::vector<VirtualRow>& into) {
  std::set<std::string> seen;
  for (const auto& [level, tags] : subject.levels) {
    for (const auto& [tag, value] : *tags) {
      if (!seen.insert(tag).second) continue;
      const size_t first = tag.find('.'), last = tag.rfind('.');
      into.push_back({tag.substr(0, first), tag.substr(first + 1, last - first - 1),
                      tag.substr(last + 1), value, level, subject.database, subject.schema,
                      subject.name, subject.domain, subject.column});
    }
  }
}

void add_containers(const VirtualSource& source, const Object* from, Subject& subject) {
  for (const Object* at = from; at != nullptr; at = source.snapshot->container(at->parent)) {
    subject.levels.emplace_back(std::string(row_of(at->kind).word), &at->tags);
  }
}

const Object* find_relation(const VirtualSource& source, const std::vector<std::string>& parts,
                            Subject& subject) {
  const size_t count = parts.size();
  if (count == 0 || count > 3) return nullptr;
  subject.database = count > 2 ? parts[0] : source.session->database;
  subject.schema = count > 1 ? parts[count - 2] : source.session->schema;
  subject.name = parts.back();
  const Schema* schema = source.snapshot->find_schema(*subject.database, *subject.schema);
  if (schema == nullptr) return nullptr;
  for (const Object* temporary : source.temporary) {
    if (temporary->parent == schema->id && temporary->name == *subject.name &&
        row_of(temporary->kind).space == Space::relation) {
      return temporary;
    }
  }
  return source.snapshot->find(schema->id, Space::relation, *subject.name);
}

// A table or view; with `column`, that column of it.
void add_relation(const VirtualSource& source, std::vector<std::string> parts,
                  const std::optional<std::string>& column, Subject subject,
                  std::vector<VirtualRow>& into) {
  const Object* object = find_relation(source, parts, subject);
  if (object == nullptr) return;
  if (column) {
    const auto* table = object_cast<Table>(object);
    const Column* found = table == nullptr ? nullptr : table->find_column(*column);
    if (found == nullptr) return;
    subject.column = *column;
    subject.levels.emplace_back("COLUMN", &found->tags);
  }
  add_containers(source, object, subject);
  add_rows(subject, into);
}

// What OBJECT_NAME and OBJECT_DOMAIN name, other than a column of a table; null: there is none.
const Object* find_subject(const VirtualSource& source, const KindRow& kind,
                           const std::vector<std::string>& parts) {
  Subject subject;
  if (kind.space == Space::relation) return find_relation(source, parts, subject);
  if (kind.level == Level::account) {
    return source.snapshot->find(account_id, kind.space, parts.back());
  }
  if (kind.kind != Kind::schema) return nullptr;
  const std::string& database = parts.size() > 1 ? parts[0] : source.session->database;
  return source.snapshot->find_schema(database, parts.back());
}

}  // namespace

Result<Done> check_object(const VirtualSource& source) {
  const auto text = argument(source, "OBJECT_NAME");
  const auto domain = argument(source, "OBJECT_DOMAIN");
  if (!text || !domain) return Done{};
  std::vector<std::string> parts = name_parts(*text);
  const bool is_column = upper(*domain) == "COLUMN";
  const KindRow* kind = find_kind(is_column ? "TABLE" : upper(*domain));
  if (kind == nullptr || parts.empty()) return Done{};
  std::optional<std::string> column;
  if (is_column) {
    column = parts.back();
    parts.pop_back();
  }
  const Object* object = parts.empty() ? nullptr : find_subject(source, *kind, parts);
  const auto* table = object_cast<Table>(object);
  const bool lacks_column = column && table != nullptr && table->find_column(*column) == nullptr;
  const bool is_known = kind->space == Space::relation || kind->level == Level::account ||
                        kind->kind == Kind::schema;
  if (!is_known || (object != nullptr && !lacks_column)) return Done{};
  return errors::does_not_exist(is_column ? "Column" : kind->title, upper(*text),
                                kind->space == Space::relation && !is_column);
}

std::span<const VirtualColumn> columns() { return reference_columns; }

void of_object(const VirtualSource& source, std::vector<VirtualRow>& into) {
  const auto text = argument(source, "OBJECT_NAME");
  const auto domain = argument(source, "OBJECT_DOMAIN");
  if (!text || !domain) return;
  std::vector<std::string> parts = name_parts(*text);
  Subject subject;
  subject.domain = upper(*domain);
  if (parts.empty()) return;
  if (subject.domain == "COLUMN") {
    const std::string column = parts.back();
    parts.pop_back();
    return add_relation(source, parts, column, subject, into);
  }
  const KindRow* kind = find_kind(subject.domain);
  if (kind == nullptr) return;
  if (kind->space == Space::relation) return add_relation(source, parts, {}, subject, into);
  const Object* object = nullptr;
  if (kind->level == Level::account) {
    object = source.snapshot->find(account_id, kind->space, parts.back());
  } else if (kind->kind == Kind::schema) {
    subject.database = parts.size() > 1 ? parts[0] : source.session->database;
    object = source.snapshot->find_schema(*subject.database, parts.back());
  }
  if (object == nullptr) return;
  subject.name = parts.back();
  add_containers(source, object, subject);
  add_rows(subject, into);
}

void of_columns(const VirtualSource& source, std::vector<VirtualRow>& into) {
  const auto text = argument(source, "OBJECT_NAME");
  if (!text) return;
  const std::vector<std::string> parts = name_parts(*text);
  Subject subject;
  const auto* table = object_cast<Table>(find_relation(source, parts, subject));
  if (table == nullptr) return;
  subject.domain = "COLUMN";
  for (const Column& column : table->columns) {
    add_relation(source, parts, column.name, subject, into);
  }
}

}  // namespace mockhaus::catalog::tag_references
