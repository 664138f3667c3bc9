#include "commands/clone.h"

#include "catalog/physical.h"
#include "catalog/routine.h"
#include "commands/reading.h"

namespace mockhaus::commands {
namespace {

namespace physical = catalog::physical;

template <class T>
std::shared_ptr<T> fresh_copy(const T& object, catalog::Id id, catalog::Id parent) {
  std::shared_ptr<T> copy = copy_of(object);
  copy->id = id;
  copy->parent = parent;
  copy->created_ms = 0;
  return copy;
}

Result<Done> clone_table(catalog::Change& change, const catalog::Table& from, catalog::Id into,
                         const CommandContext& context) {
  std::shared_ptr<catalog::Table> table = fresh_copy(from, change.new_id(), into);
  for (catalog::Column& column : table->columns) {
    if (!column.identity) continue;
    const int64_t next =
        TRY(next_value(context, column.identity->sequence, column.identity->start));
    column.identity->sequence = change.new_id();
    TRY(change.execute(physical::create_sequence(column.identity->sequence, next,
                                                 column.identity->increment)));
  }
  TRY(change.execute(physical::create_table(*table)));
  TRY(change.execute(physical::copy_rows(from, *table)));
  TRY(change.put(std::move(table)));
  return Done{};
}

Result<Done> clone_sequence(catalog::Change& change, const catalog::Sequence& from,
                            catalog::Id into, const CommandContext& context) {
  std::shared_ptr<catalog::Sequence> sequence = fresh_copy(from, change.new_id(), into);
  sequence->start = TRY(next_value(context, from.id, from.start));
  TRY(change.execute(
      physical::create_sequence(sequence->id, sequence->start, sequence->increment)));
  TRY(change.put(std::move(sequence)));
  return Done{};
}

Result<Done> clone_object(catalog::Change& change, const catalog::Object& from, catalog::Id into,
                          const CommandContext& context) {
  if (const auto* table = catalog::object_cast<catalog::Table>(&from)) {
    return clone_table(change, *table, into, context);
  }
  if (const auto* sequence = catalog::object_cast<catalog::Sequence>(&from)) {
    return clone_sequence(change, *sequence, into, context);
  }
  std::shared_ptr<catalog::Object> copy;
  if (const auto* view = catalog::object_cast<catalog::View>(&from)) {
    copy = fresh_copy(*view, change.new_id(), into);
  } else if (const auto* routine = catalog::object_cast<catalog::Routine>(&from)) {
    copy = fresh_copy(*routine, change.new_id(), into);
  } else if (const auto* stored = catalog::object_cast<catalog::StoredObject>(&from)) {
    copy = fresh_copy(*stored, change.new_id(), into);
  }
  if (copy != nullptr) TRY(change.put(std::move(copy)));
  return Done{};
}

}  // namespace

Result<Done> clone_schema(catalog::Change& change, const catalog::Schema& from, catalog::Id into,
                          const CommandContext& context) {
  for (const catalog::KindRow& row : catalog::kind_rows()) {
    if (row.level != catalog::Level::schema) continue;
    for (const catalog::Object* object : change.current().children(from.id, row.space)) {
      if (object->kind == row.kind) TRY(clone_object(change, *object, into, context));
    }
  }
  return Done{};
}

Result<Done> clone_database(catalog::Change& change, const catalog::Database& from,
                            catalog::Id into, const CommandContext& context) {
  const auto schemas = change.current().children(from.id, catalog::Space::schema);
  for (const catalog::Object* object : schemas) {
    const auto& schema = static_cast<const catalog::Schema&>(*object);
    const catalog::ObjectPointer made =
        TRY(change.put(fresh_copy(schema, change.new_id(), into)));
    TRY(clone_schema(change, schema, made->id, context));
  }
  return Done{};
}

}  // namespace mockhaus::commands
