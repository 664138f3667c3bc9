// What all CREATE and DROP statements share: OR REPLACE, IF NOT EXISTS, and finding what is there.
#pragma once

#include "catalog/change.h"
#include "commands/names.h"

namespace mockhaus::commands {

struct CreateMode {
  bool or_replace = false;
  bool if_not_exists = false;
};

enum class Way : uint8_t { clear, already_there };

// Drops what OR REPLACE replaces. 002002: the name is taken, or by an object of another kind.
Result<Way> clear_the_way(catalog::Change& change, const catalog::Object& object,
                          const CreateMode& mode, std::string_view typed_name);

// 001003-like: OR REPLACE and IF NOT EXISTS exclude each other.
Result<Done> check_mode(const CreateMode& mode);

}  // namespace mockhaus::commands
