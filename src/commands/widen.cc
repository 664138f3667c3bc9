#include "commands/widen.h"

#include <algorithm>

#include "catalog/change.h"
#include "catalog/physical.h"
#include "engine/engine.h"

namespace mockhaus::commands {
namespace {

bool is_narrow(const catalog::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const catalog::Column& column) { return column.narrow; });
}

void make_wide(catalog::Table& table) {
  for (catalog::Column& column : table.columns) column.narrow = false;
}

}  // namespace

bool has_no_room(const Error& error) { return error.message == engine::no_room_message; }

void choose_storage(catalog::Table& table) {
  const bool temporary = table.durability == catalog::Durability::temporary;
  for (catalog::Column& column : table.columns) {
    column.narrow = !temporary && catalog::physical::can_be_narrow(column);
  }
}

Result<Done> widen(const CommandContext& context, std::span<const uint64_t> tables) {
  context.engine.step_back();
  const std::unique_ptr<engine::EngineSession> session = TRY(context.account.open_session());
  catalog::Change change = TRY(catalog::Change::begin(context.account, *session));
  TRY(change.enter());
  for (const uint64_t id : tables) {
    const auto* found = catalog::object_cast<catalog::Table>(change.current().find_by_id(id));
    if (found == nullptr || !is_narrow(*found)) continue;  // temporary, or widened meanwhile
    std::shared_ptr<catalog::Table> table = catalog::copy_of(*found);
    make_wide(*table);
    for (const std::string& sql : catalog::physical::replace_table(*table)) {
      TRY(change.execute(sql));
    }
    TRY(change.put(std::move(table)));
  }
  return change.commit();
}

}  // namespace mockhaus::commands
