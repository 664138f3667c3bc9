// Parameters of the account and of users: what a new session starts with.

#include "commands/answer.h"
#include "commands/object.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

// One stored object holds what ALTER ACCOUNT SET gave.
constexpr std::string_view holder_name = "ACCOUNT PARAMETERS";

const catalog::StoredObject* find_holder(const catalog::Snapshot& snapshot) {
  return catalog::object_cast<catalog::StoredObject>(
      snapshot.find(catalog::account_id, catalog::Space::stored, holder_name));
}

void add_all(const catalog::Properties& from, sql::ParameterValues& into) {
  for (const auto& [name, value] : from) into.insert_or_assign(name, value);
}

}  // namespace

Result<Outcome> set_account_parameters(const sql::AlterObject& alter,
                                       const CommandContext& context) {
  if (context.describe_only) return succeeded();
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::StoredObject* before = find_holder(change.current());
  auto holder = before != nullptr ? copy_of(*before)
                                  : std::make_shared<catalog::StoredObject>(catalog::Kind::stored);
  holder->name = holder_name;
  const std::vector<PropertyText> properties = TRY(property_texts(alter.properties, context));
  for (const PropertyText& property : properties) {
    const sql::ParameterRow* row = sql::find_parameter(property.name);
    if (row == nullptr) return catalog::errors::invalid_parameter(property.name);
    std::optional<std::string> value;
    if (alter.action == sql::AlterObjectKind::set_properties) {
      value = TRY(sql::normalize_parameter(*row, property.text));
    }
    catalog::set_property(holder->parameters, row->name, std::move(value));
  }
  TRY(change.put(holder));
  TRY(change.commit());
  return succeeded();
}

sql::ParameterValues account_parameters(const catalog::Snapshot& snapshot) {
  sql::ParameterValues values;
  if (const catalog::StoredObject* holder = find_holder(snapshot)) {
    add_all(holder->parameters, values);
  }
  return values;
}

sql::ParameterValues initial_parameters(const catalog::Account& account, std::string_view user) {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account.snapshot();
  sql::ParameterValues values = account_parameters(*snapshot);
  if (const catalog::User* found = snapshot->find_user(user)) add_all(found->parameters, values);
  return values;
}

}  // namespace mockhaus::commands
