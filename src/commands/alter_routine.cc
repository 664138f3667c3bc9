// ALTER FUNCTION and ALTER PROCEDURE.
#include "catalog/account.h"
#include "catalog/change.h"
#include "catalog/routine.h"
#include "commands/answer.h"
#include "commands/names.h"
#include "commands/property_text.h"
#include "commands/routine.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Routine;
using sql::AlterObjectKind;

Result<Done> set_property(Routine& routine, const PropertyText& property, bool set) {
  if (property.name == "COMMENT") {
    routine.comment = set ? property.text : "";
  } else if (property.name == "SECURE") {
    routine.secure = set;
  } else {
    const bool is_function = routine.kind == catalog::Kind::function;
    return catalog::errors::invalid_property(property.name,
                                             is_function ? "FUNCTION" : "PROCEDURE");
  }
  return Done{};
}

// EXECUTE AS OWNER, EXECUTE AS CALLER.
Result<Done> run_clause(Routine& routine, const sql::AlterObject& alter) {
  const auto words = alter.properties;
  const bool rights = words.size() == 2 && words[0].name == "EXECUTE AS" &&
                      routine.kind == catalog::Kind::procedure &&
                      (words[1].name == "CALLER" || words[1].name == "OWNER");
  if (!rights) {
    return sql::errors::unsupported("this clause of ALTER " + std::string(alter.object_kind));
  }
  routine.caller_rights = words[1].name == "CALLER";
  return Done{};
}

Result<Done> rename(catalog::Change& change, Routine& routine, const sql::AlterObject& alter,
                    const CommandContext& context) {
  const FullName name = TRY(full_name(alter.new_name, "ALTER", context));
  const catalog::Schema* schema = TRY(schema_for_new(name, change.current()));
  const catalog::Object* other = change.current().find(
      schema->id, catalog::row_of(routine.kind).space, name.name, routine.signature);
  if (other != nullptr && other->id != routine.id) {
    return catalog::errors::object_exists(name.typed);
  }
  routine.parent = schema->id;
  routine.name = name.name;
  return Done{};
}

Result<Done> apply(catalog::Change& change, Routine& routine, const sql::AlterObject& alter,
                   const CommandContext& context) {
  switch (alter.action) {
    case AlterObjectKind::rename_to: return rename(change, routine, alter, context);
    case AlterObjectKind::set_properties:
    case AlterObjectKind::unset_properties: {
      const bool set = alter.action == AlterObjectKind::set_properties;
      const std::vector<PropertyText> properties =
          TRY(property_texts(alter.properties, context));
      for (const PropertyText& property : properties) {
        TRY(set_property(routine, property, set));
      }
      return Done{};
    }
    default: return run_clause(routine, alter);
  }
}

}  // namespace

Result<Outcome> alter_routine(const sql::AlterObject& alter, catalog::Kind kind,
                              const CommandContext& context) {
  const catalog::KindRow& row = catalog::row_of(kind);
  const FullName name =
      TRY(full_name(alter.name, "ALTER " + std::string(alter.object_kind), context));
  const std::string signature = TRY(signature_of(alter.argument_types, context));
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::Schema* schema = change.current().find_schema(name.database, name.schema);
  const catalog::Object* object =
      schema == nullptr ? nullptr
                        : change.current().find(schema->id, row.space, name.name, signature);
  if (object == nullptr && alter.if_exists) return succeeded();
  if (object == nullptr) {
    return catalog::errors::does_not_exist(row.title, name.typed + signature);
  }
  const auto copy = catalog::copy_of(static_cast<const Routine&>(*object));
  TRY(apply(change, *copy, alter, context));
  TRY(change.put(copy));
  TRY(change.commit());
  return succeeded();
}

}  // namespace mockhaus::commands
