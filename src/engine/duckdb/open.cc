#include "engine/duckdb/open.h"

#include "engine/duckdb/catalog_store.h"
#include "engine/duckdb/session.h"

namespace mockhaus::engine {
namespace {

using duckdb::CatalogStore;
using duckdb::InstanceSlot;
using duckdb::Link;
using duckdb::Session;

class DuckdbEngine final : public Engine {
 public:
  explicit DuckdbEngine(std::shared_ptr<InstanceSlot> slot)
      : slot_(std::move(slot)), records_(slot_) {}

  Result<std::unique_ptr<EngineSession>> open_session() override {
    return std::unique_ptr<EngineSession>(std::make_unique<Session>(slot_));
  }
  RecordStore& records() override { return records_; }
  bool is_ready() const override { return slot_->is_open(); }
  Result<Done> make_ready() override {
    TRY(slot_->current());
    return Done{};
  }
  Result<Done> checkpoint() override {
    Link link(slot_);
    Link::Use use = TRY(link.use());
    return duckdb::run_plain(use.connection(), "CHECKPOINT");
  }

 private:
  const std::shared_ptr<InstanceSlot> slot_;  // shared with all sessions' links
  CatalogStore records_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_duckdb(const EngineOptions& options) {
  std::shared_ptr<InstanceSlot> slot = TRY(InstanceSlot::open(options));
  return std::unique_ptr<Engine>(std::make_unique<DuckdbEngine>(std::move(slot)));
}

}  // namespace mockhaus::engine
