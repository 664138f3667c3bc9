// The right to write or read files of one stage for a while, as a text that cannot be forged.
//
// Drivers move files with it, without their session's token. Keyed with a random key of the
// process: a restart ends all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::service {

struct StageGrant {
  std::string user;
  std::string folder;    // of the stage
  std::string path;      // one file, or with a slash at its end (or empty) all below it
  bool writes = false;   // else: reads
  bool overwrites = true;
  int64_t expires_ms = 0;

  bool covers(std::string_view folder, std::string_view name) const;
};

std::string sign(const StageGrant& grant);
// Nothing: forged, broken, or its time is over.
std::optional<StageGrant> read_grant(std::string_view text, int64_t now_ms);

}  // namespace mockhaus::service
