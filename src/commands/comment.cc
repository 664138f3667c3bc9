#include "catalog/routine.h"
#include "catalog/temporary.h"
#include "commands/answer.h"
#include "commands/creation.h"
#include "commands/object.h"
#include "commands/rewrite_object.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Kind;

Result<Outcome> comment_on_column(const sql::Comment& comment, const CommandContext& context) {
  std::vector<std::string> parts = TRY(name_parts(comment.name, context));
  if (parts.size() < 2) return catalog::errors::invalid_identifier(parts[0]);
  const std::string column = std::move(parts.back());
  parts.pop_back();
  const FullName name = TRY(full_name(std::move(parts), "COMMENT", context));
  return rewrite_relation(context, name, [&](catalog::Change*, catalog::Object& object)
                                             -> Result<Done> {
    if (auto* table = dynamic_cast<catalog::Table*>(&object)) {
      if (catalog::Column* found = table->find_column(column)) {
        found->comment = comment.text;
        return Done{};
      }
    }
    if (auto* view = dynamic_cast<catalog::View*>(&object)) {
      for (catalog::ViewColumn& found : view->columns) {
        if (found.name != column) continue;
        found.comment = comment.text;
        return Done{};
      }
    }
    return catalog::errors::invalid_identifier(column);
  });
}

Result<Outcome> comment_on_relation(const sql::Comment& comment, Kind kind,
                                    const CommandContext& context) {
  const FullName name = TRY(full_name(comment.name, "COMMENT", context));
  const catalog::SessionView view = session_view(context);
  Result<const catalog::Object*> found = find_object(view, kind, name);
  if (!found.ok() && comment.if_exists) return succeeded();
  if (!found.ok()) return std::move(found).error();
  return rewrite_relation(context, name,
                          [&](catalog::Change*, catalog::Object& object) -> Result<Done> {
                            object.comment = comment.text;
                            return Done{};
                          });
}

// The other kinds: ALTER .. SET COMMENT says the same.
Result<Outcome> comment_on_object(const sql::Comment& comment, const Command& command) {
  sql::PropertyValue value;
  value.kind = sql::PropertyValueKind::string;
  value.text = comment.text;
  const sql::Property property{.name = "COMMENT", .equals = true, .value = value};
  sql::AlterObject alter;
  alter.object_kind = comment.object_kind;
  alter.if_exists = comment.if_exists;
  alter.name = comment.name;
  alter.action = sql::AlterObjectKind::set_properties;
  alter.properties = sql::List<const sql::Property>(&property, 1);
  return run_alter_object({alter, command.text, command.context});
}

}  // namespace

Result<Outcome> run_comment(const Command& command) {
  const auto& comment = command.as<sql::Comment>();
  if (command.context.describe_only) return succeeded();
  if (comment.object_kind == "COLUMN") return comment_on_column(comment, command.context);
  const KindWords words = kind_of(comment.object_kind);
  if (words.row == nullptr) {
    return sql::errors::unsupported("COMMENT ON " + std::string(comment.object_kind));
  }
  if (words.row->space == catalog::Space::relation) {
    return comment_on_relation(comment, words.row->kind, command.context);
  }
  return comment_on_object(comment, command);
}

}  // namespace mockhaus::commands
