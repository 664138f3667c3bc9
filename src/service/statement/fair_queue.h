// Statements that wait for a place to run.
//
// Interactive ones go before asynchronous ones (but for every eighth place, so that a stream of
// short ones cannot hold the others for ever), and among each kind users take turns: whoever sends
// a thousand does not delay another user's first. Not thread-safe.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <list>

#include "service/statement/statement.h"

namespace mockhaus::service {

class FairQueue {
 public:
  void push(std::shared_ptr<Statement> statement);
  // The next one of a user who may run one more; null: none.
  std::shared_ptr<Statement> pop(const std::function<bool(const std::string& user)>& may_run);
  // Takes one out of its place; false: it does not wait here.
  bool remove(const Statement& statement);
  // 1: the next but for those who may not run yet; 0: it does not wait here.
  size_t position(const Statement& statement) const;
  size_t size() const { return size_; }

 private:
  struct Lane {
    std::string user;
    std::deque<std::shared_ptr<Statement>> statements;  // never empty
  };
  using Lanes = std::list<Lane>;  // the user whose turn it is first
  std::shared_ptr<Statement> pop_from(
      Lanes& lanes, const std::function<bool(const std::string& user)>& may_run);

  std::array<Lanes, 2> kinds_;  // interactive, asynchronous
  size_t size_ = 0;
  unsigned turn_ = 0;
};

}  // namespace mockhaus::service
