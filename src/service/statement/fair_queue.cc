#include "service/statement/fair_queue.h"

namespace mockhaus::service {

constexpr unsigned asynchronous_turn = 8;  // each eighth place

static size_t kind_of(const Statement& statement) { return statement.request.asynchronous ? 1 : 0; }

void FairQueue::push(std::shared_ptr<Statement> statement) {
  Lanes& lanes = kinds_[kind_of(*statement)];
  ++size_;
  for (Lane& lane : lanes) {
    if (lane.user != statement->session->user()) continue;
    lane.statements.push_back(std::move(statement));
    return;
  }
  Lane& lane = lanes.emplace_back();
  lane.user = statement->session->user();
  lane.statements.push_back(std::move(statement));
}

std::shared_ptr<Statement> FairQueue::pop_from(
    Lanes& lanes, const std::function<bool(const std::string& user)>& may_run) {
  for (auto lane = lanes.begin(); lane != lanes.end(); ++lane) {
    if (!may_run(lane->user)) continue;
    std::shared_ptr<Statement> next = std::move(lane->statements.front());
    lane->statements.pop_front();
    --size_;
    if (lane->statements.empty()) {
      lanes.erase(lane);
    } else {
      lanes.splice(lanes.end(), lanes, lane);
    }
    return next;
  }
  return nullptr;
}

std::shared_ptr<Statement> FairQueue::pop(
    const std::function<bool(const std::string& user)>& may_run) {
  const size_t first = ++turn_ % asynchronous_turn == 0 ? 1 : 0;
  if (auto next = pop_from(kinds_[first], may_run)) return next;
  return pop_from(kinds_[1 - first], may_run);
}

bool FairQueue::remove(const Statement& statement) {
  Lanes& lanes = kinds_[kind_of(statement)];
  for (auto lane = lanes.begin(); lane != lanes.end(); ++lane) {
    if (lane->user != statement.session->user()) continue;
    const auto found = std::ranges::find_if(
        lane->statements, [&](const auto& one) { return one.get() == &statement; });
    if (found == lane->statements.end()) return false;
    lane->statements.erase(found);
    --size_;
    if (lane->statements.empty()) lanes.erase(lane);
    return true;
  }
  return false;
}

size_t FairQueue::position(const Statement& statement) const {
  const size_t kind = kind_of(statement);
  size_t own = 0;  // in the user's lane
  for (const Lane& lane : kinds_[kind]) {
    if (lane.user != statement.session->user()) continue;
    for (size_t i = 0; i < lane.statements.size() && own == 0; ++i) {
      if (lane.statements[i].get() == &statement) own = i + 1;
    }
  }
  if (own == 0) return 0;
  size_t position = own;
  for (const Lane& lane : kinds_[kind]) {
    const bool is_own = lane.user == statement.session->user();
    if (!is_own) position += std::min(lane.statements.size(), own);
  }
  if (kind == 1) {
    for (const Lane& lane : kinds_[0]) position += lane.statements.size();
  }
  return position;
}

}  // namespace mockhaus::service
