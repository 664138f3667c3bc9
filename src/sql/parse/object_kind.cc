// The kinds of objects that Snowflake has.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// Sorted; take_object_kind takes the longest that fits.
constexpr std::string_view object_kinds[] = {
    "ACCOUNT", "AGENT", "AGGREGATION POLICY", "ALERT", "API INTEGRATION", "APPLICATION",
    "APPLICATION PACKAGE", "APPLICATION ROLE", "APPLICATION SERVICE", "AUTHENTICATION POLICY",
    "BACKUP POLICY", "BACKUP SET", "BUDGET", "CATALOG INTEGRATION", "COLUMN", "COMPUTE POOL",
    "CONNECTION", "CONTACT", "CORTEX SEARCH SERVICE", "DATA METRIC FUNCTION", "DATABASE",
    "DATABASE ROLE", "DATASET", "DBT PROJECT", "DCM PROJECT", "DYNAMIC ICEBERG TABLE",
    "DYNAMIC TABLE", "EVENT TABLE", "EXPERIMENT", "EXTERNAL ACCESS INTEGRATION",
    "EXTERNAL FUNCTION", "EXTERNAL TABLE", "EXTERNAL VOLUME", "FAILOVER GROUP", "FEATURE POLICY",
    "FILE FORMAT", "FUNCTION", "GATEWAY", "GIT REPOSITORY", "HYBRID TABLE", "ICEBERG TABLE",
    "IMAGE REPOSITORY", "INDEX", "INTEGRATION", "INTERACTIVE TABLE", "JOIN POLICY", "LISTING",
    "MANAGED ACCOUNT", "MASKING POLICY", "MATERIALIZED VIEW", "MCP SERVER", "MODEL",
    "MODEL MONITOR", "NETWORK POLICY", "NETWORK RULE", "NOTEBOOK", "NOTEBOOK PROJECT",
    "NOTIFICATION INTEGRATION", "ONLINE FEATURE TABLE", "ORGANIZATION ACCOUNT",
    "ORGANIZATION LISTING", "ORGANIZATION PROFILE", "ORGANIZATION USER",
    "ORGANIZATION USER GROUP", "PACKAGES POLICY", "PASSWORD POLICY", "PIPE", "POLICY",
    "PRIVACY POLICY", "PROCEDURE", "PROJECTION POLICY", "PROVISIONED THROUGHPUT",
    "REPLICATION GROUP", "RESOURCE MONITOR", "ROLE", "ROW ACCESS POLICY", "SCHEMA", "SECRET",
    "SECURITY INTEGRATION", "SEMANTIC VIEW", "SEQUENCE", "SERVICE", "SESSION", "SESSION POLICY",
    "SHARE", "SNAPSHOT", "SNAPSHOT POLICY", "SNAPSHOT SET", "STAGE", "STORAGE INTEGRATION",
    "STORAGE LIFECYCLE POLICY", "STREAM", "STREAMLIT", "TABLE", "TAG", "TASK", "TYPE", "USER",
    "VIEW", "WAREHOUSE", "WORKSPACE",
};

// How many words of `kind` stand here; 0 if not all of them do.
size_t words_at(const Cursor& in, std::string_view kind) {
  size_t count = 0;
  while (!kind.empty()) {
    const size_t blank = kind.find(' ');
    if (!in.at(kind.substr(0, blank), count)) return 0;
    ++count;
    kind = blank == std::string_view::npos ? std::string_view{} : kind.substr(blank + 1);
  }
  return count;
}

}  // namespace

std::string_view take_object_kind(Cursor& in) {
  std::string_view longest;
  size_t words = 0;
  for (std::string_view kind : object_kinds) {
    const size_t count = words_at(in, kind);
    if (count > words) {
      words = count;
      longest = kind;
    }
  }
  in.skip(words);
  return longest;
}

bool at_object_kind(const Cursor& in) {
  for (std::string_view kind : object_kinds) {
    if (words_at(in, kind) > 0) return true;
  }
  return false;
}

bool take_if_exists(Cursor& in) { return in.take("IF", "EXISTS"); }
bool take_if_not_exists(Cursor& in) { return in.take("IF", "NOT", "EXISTS"); }

}  // namespace mockhaus::sql
