#include "catalog/change.h"

#include "base/check.h"
#include "catalog/errors.h"
#include "catalog/physical.h"
#include "catalog/record.h"

namespace mockhaus::catalog {
namespace {

bool can_come_back(const Object& object) {
  return object.kind == Kind::database || object.kind == Kind::schema ||
         object.kind == Kind::table;
}

}  // namespace

Change::Change(Account& account, engine::EngineSession& session)
    : account_(&account), session_(&session) {}

Change::Change(Change&& other) noexcept
    : account_(other.account_),
      session_(other.session_),
      open_(std::exchange(other.open_, false)),
      lock_(std::move(other.lock_)),
      next_(std::move(other.next_)) {}

Change::~Change() {
  if (open_) (void)session_->rollback();
}

Result<Change> Change::begin(Account& account, engine::EngineSession& session) {
  CHECK(!session.in_transaction());
  TRY(session.begin());
  Change change(account, session);
  change.open_ = true;
  return change;
}

Result<Done> Change::enter() {
  CHECK(open_ && !lock_.owns_lock());
  lock_ = std::unique_lock(account_->write_lock_);
  next_ = std::make_shared<Snapshot>(*account_->snapshot());
  next_->set_version(next_->version() + 1);
  return Done{};
}

Result<Done> Change::execute(const std::string& sql) {
  TRY(session_->execute(sql));
  return Done{};
}

Result<ObjectPointer> Change::put(std::shared_ptr<Object> object) {
  CHECK(lock_.owns_lock());
  if (object->id == 0) object->id = new_id();
  if (object->created_ms == 0) object->created_ms = now_ms();
  object->altered_ms = now_ms();
  const Key key = key_of(*object);
  const Object* previous = next_->find(object->parent, key.space, key.name, key.signature);
  if (previous == nullptr || previous->id != object->id) previous = next_->find_by_id(object->id);
  TRY(account_->records().put(*session_, to_record(*object)));
  ObjectPointer stored = std::move(object);
  next_->put(stored, previous);
  return stored;
}

Result<Done> Change::drop(const Object& object) {
  if (!can_come_back(object)) return remove(object);
  const std::shared_ptr<Object> copy = copy_of_object(object);
  copy->dropped_ms = now_ms();
  TRY(put(copy));
  return Done{};
}

Result<Done> Change::restore(const Object& dropped) {
  const std::shared_ptr<Object> copy = copy_of_object(dropped);
  copy->dropped_ms.reset();
  TRY(put(copy));
  return Done{};
}

Result<Done> Change::swap_names(const Object& first, const Object& second) {
  const std::shared_ptr<Object> a = copy_of_object(first);
  const std::shared_ptr<Object> b = copy_of_object(second);
  if (a->id == b->id) return Done{};
  std::swap(a->name, b->name);
  std::swap(a->parent, b->parent);
  // One of them steps aside, so that no name is taken twice.
  next_->take_out(second);
  TRY(put(a));
  b->altered_ms = now_ms();
  TRY(account_->records().put(*session_, to_record(*b)));
  next_->put(b, nullptr);
  return Done{};
}

Result<Done> Change::remove(const Object& object) {
  CHECK(lock_.owns_lock());
  if (object.kind == Kind::database || object.kind == Kind::schema) TRY(remove_contents(object));
  TRY(remove_physical(object));
  TRY(account_->records().remove(*session_, object.id));
  next_->remove(object);
  return Done{};
}

Result<Done> Change::remove_contents(const Object& object) {
  for (const KindRow& row : kind_rows()) {
    const bool inside = row.level == (object.kind == Kind::database ? Level::database
                                                                    : Level::schema);
    if (!inside) continue;
    for (const Object* child : next_->children(object.id, row.space)) {
      if (child->kind == row.kind) TRY(remove(*child));
    }
  }
  for (const Object* child : next_->dropped(object.id)) TRY(remove(*child));
  return Done{};
}

Result<Done> Change::remove_physical(const Object& object) {
  if (const auto* table = object_cast<Table>(&object)) {
    TRY(execute(physical::drop_table(*table)));
    for (const Column& column : table->columns) {
      if (column.identity) TRY(execute(physical::drop_sequence(column.identity->sequence)));
    }
  }
  if (object.kind == Kind::sequence) TRY(execute(physical::drop_sequence(object.id)));
  return Done{};
}

Result<Done> Change::commit() {
  CHECK(lock_.owns_lock());
  open_ = false;
  Result<Done> committed = session_->commit();
  if (!committed.ok()) return std::move(committed).error();
  account_->publish(std::move(next_));
  lock_.unlock();
  return Done{};
}

}  // namespace mockhaus::catalog
