// Whose statements and sessions one may see, or end, besides one's own: those on a warehouse of
// which one's role has OPERATE or OWNERSHIP, or (to see them) MONITOR; ACCOUNTADMIN all.
//
// Rows of others' results are nobody's to read. A value: as the grants were when it was made.
#pragma once

#include <set>
#include <span>
#include <string>

#include "service/statement/statement.h"

namespace mockhaus::catalog {
class Snapshot;
}

namespace mockhaus::service {

enum class Right : uint8_t { see, end };

class Oversight {
 public:
  // `roles`: the role that is asked with, and those granted to it.
  Oversight(const catalog::Snapshot& snapshot, std::string user,
            std::span<const std::string> roles, Right right);

  bool covers(const Statement& statement) const;
  bool covers(const Session& session) const;

 private:
  bool covers(const std::string& user, const std::string& warehouse) const;

  std::string user_;
  bool all_ = false;
  std::set<std::string> warehouses_;
};

}  // namespace mockhaus::service
