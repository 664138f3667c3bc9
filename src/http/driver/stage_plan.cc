#include "http/driver/stage_plan.h"

#include <charconv>

#include "service/stage_grant.h"

namespace mockhaus::http::driver {
namespace {

using commands::Transfer;

constexpr int64_t grant_ms = 3600 * 1000;         // Snowflake's URLs live as long
constexpr int64_t threshold_bytes = 200 << 20;    // larger files go in parts, where parts exist
constexpr std::string_view bucket = "mockhaus-stages/";

// Version 5 of the Python connector uses one presigned URL for all files, but can be given a token.
bool wants_token(const service::Session& session) {
  if (session.start().client_id != "PythonConnector") return false;
  int major = 0;
  const std::string& version = session.start().client_version;
  std::from_chars(version.data(), version.data() + version.size(), major);
  return major >= 5;
}

std::string base_name(std::string_view path) {
  const size_t slash = path.find_last_of("/\\");
  return std::string(slash == path.npos ? path : path.substr(slash + 1));
}

std::string file_url(std::string_view host, const service::StageGrant& grant) {
  return std::string(host) + "/stage-files/" + service::sign(grant);
}

void write_stage(const Transfer& transfer, std::string_view host, std::string_view token,
                 std::string_view presigned, JsonWriter& json) {
  json.key("stageInfo").begin_object().member("locationType", "GCS");
  const std::string prefix =
      transfer.direction == Transfer::Direction::upload ? transfer.prefix : std::string();
  json.member("location", std::string(bucket) + transfer.folder + "/" + prefix);
  json.member("path", transfer.folder + "/" + prefix).member("region", "local");
  json.member_null("storageAccount").member("isClientSideEncrypted", false);
  json.key("creds").begin_object();
  if (!token.empty()) json.member("GCS_ACCESS_TOKEN", token);
  json.end_object();
  if (token.empty()) {
    json.member_null("endPoint");
  } else {
    json.member("endPoint", host);
  }
  presigned.empty() ? json.member_null("presignedUrl") : json.member("presignedUrl", presigned);
  json.member("useS3RegionalUrl", false).member("useRegionalUrl", false);
  json.member("useVirtualUrl", false).end_object();
}

void write_upload(const Transfer& transfer, JsonWriter& json) {
  json.key("src_locations").begin_array().string(transfer.local).end_array();
  json.member("overwrite", transfer.overwrite).member("autoCompress", transfer.auto_compress);
  // One driver does not know the word `none`.
  const bool none = transfer.source_compression == "none";
  json.member("sourceCompression", none ? "auto_detect" : transfer.source_compression);
  json.member_null("encryptionMaterial");
}

void write_download(const Transfer& transfer, std::string_view host,
                    const service::StageGrant& grant, bool by_token, JsonWriter& json) {
  json.key("src_locations").begin_array();
  for (const Transfer::File& file : transfer.files) json.string(file.name);
  json.end_array().member("localLocation", transfer.local);
  json.member_null("encryptionMaterial");
  if (by_token) {
    json.member_null("presignedUrls");
    return;
  }
  json.key("presignedUrls").begin_array();
  for (const Transfer::File& file : transfer.files) {
    service::StageGrant one = grant;
    one.path = file.name;
    json.string(file_url(host, one));
  }
  json.end_array();
}

}  // namespace

void write_plan(const service::Statement& statement, const Transfer& transfer,
                std::string_view host, int64_t now_ms, JsonWriter& json) {
  const bool upload = transfer.direction == Transfer::Direction::upload;
  const bool by_token = wants_token(*statement.session);
  service::StageGrant grant;
  grant.user = statement.session->user();
  grant.folder = transfer.folder;
  grant.path = transfer.prefix;
  grant.writes = upload;
  grant.overwrites = transfer.overwrite;
  grant.expires_ms = now_ms + grant_ms;
  json.member("command", upload ? "UPLOAD" : "DOWNLOAD").member("parallel", transfer.parallel);
  json.member("threshold", threshold_bytes).member("clientShowEncryptionParameter", false);
  std::string presigned;
  if (upload && !by_token) {
    service::StageGrant one = grant;
    one.path = transfer.prefix + base_name(transfer.local);
    presigned = file_url(host, one);
  }
  upload ? write_upload(transfer, json) : write_download(transfer, host, grant, by_token, json);
  write_stage(transfer, host, by_token ? service::sign(grant) : std::string(), presigned, json);
}

}  // namespace mockhaus::http::driver
