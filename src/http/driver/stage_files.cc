// Where drivers send and fetch the files of stages: by signed URLs, or by a token and a path.
#include <filesystem>

#include "http/driver/reply.h"
#include "http/handlers.h"
#include "service/service.h"
#include "service/stage_grant.h"
#include "service/statement/errors.h"
#include "storage/stage_files.h"

namespace mockhaus::http {

namespace {

using service::StageGrant;

struct Target {
  StageGrant grant;
  std::string name;  // of the file in the stage
};

std::string_view token_of_upload(const Request& request) {
  constexpr std::string_view bearer = "Bearer ";
  const std::string_view value = request.header("authorization");
  return value.starts_with(bearer) ? value.substr(bearer.size()) : std::string_view();
}

// What the request may do, or nothing. Both kinds of URLs begin with a fixed folder.
std::optional<Target> find_target(const Context& context, const Request& request) {
  constexpr std::string_view signed_urls = "/stage-files/", by_path = "/mockhaus-stages/";
  const int64_t now_ms = context.service.clock().wall_ms();
  const std::string_view path = request.path;
  if (path.starts_with(signed_urls)) {
    auto grant = service::read_grant(path.substr(signed_urls.size()), now_ms);
    if (!grant || !grant->covers(grant->folder, grant->path)) return std::nullopt;
    return Target{*grant, grant->path};
  }
  if (!path.starts_with(by_path)) return std::nullopt;
  const auto grant = service::read_grant(token_of_upload(request), now_ms);
  const std::string_view rest = path.substr(by_path.size());
  const size_t slash = rest.find('/');
  if (!grant || slash == rest.npos) return std::nullopt;
  const std::string name(rest.substr(slash + 1));
  if (!grant->covers(rest.substr(0, slash), name)) return std::nullopt;
  return Target{*grant, name};
}

Response plain(int status) {
  Response response;
  response.status = status;
  return response;
}

void forget_body(const Request& request) {
  std::error_code ignored;
  if (!request.body_file.empty()) std::filesystem::remove(request.body_file, ignored);
}

Response keep_file(const storage::StageFiles& files, const Target& target,
                   const Request& request) {
  const bool is_there = files.find(target.grant.folder, target.name).ok();
  if (is_there && !target.grant.overwrites) {
    forget_body(request);
    return plain(200);  // as if: the client did not ask for it to be replaced
  }
  const Result<Done> kept =
      files.keep(request.body_file, target.grant.folder, target.name,
                 request.header("x-goog-meta-sfc-digest"));
  if (kept.ok()) return plain(200);
  forget_body(request);
  return plain(507);
}

}  // namespace

std::string upload_file(const Context& context, const Request& request) {
  const storage::StageFiles* files = context.service.stage_files();
  const std::optional<Target> target = find_target(context, request);
  if (files == nullptr || !target || !target->grant.writes) return {};
  const std::string_view length = request.header("content-length");
  const Result<std::string> path = files->incoming(std::atoll(std::string(length).c_str()));
  return path.ok() ? *path : std::string();
}

namespace driver {

void put_file(const Context& context, Request request, Responder responder) {
  const storage::StageFiles* files = context.service.stage_files();
  const std::optional<Target> target = find_target(context, request);
  if (!target || files == nullptr || !target->grant.writes) {
    forget_body(request);
    return responder.send(plain(403));
  }
  if (request.body_file.empty()) return responder.send(plain(507));  // no place for it
  auto held = std::make_shared<std::pair<Request, Responder>>(std::move(request),
                                                              std::move(responder));
  const bool taken = context.service.statements().run([files, target, held] {
    held->second.send(keep_file(*files, *target, held->first));
  });
  if (taken) return;
  forget_body(held->first);
  held->second.send(plain(503));
}

// Clients look whether a file is there by reading what they want to write.
void get_file(const Context& context, Request request, Responder responder) {
  const storage::StageFiles* files = context.service.stage_files();
  const std::optional<Target> target = find_target(context, request);
  if (!target || files == nullptr) return responder.send(plain(403));
  const bool by_url = request.path.starts_with("/stage-files/");
  if (target->grant.writes && (by_url || request.method != "HEAD")) {
    return responder.send(plain(404));
  }
  const Result<storage::StagedFile> file = files->find(target->grant.folder, target->name);
  const Result<std::string> path = files->path_of(target->grant.folder, target->name);
  if (!file.ok() || !path.ok()) return responder.send(plain(404));
  Response response;
  response.file = *path;
  response.file_bytes = file->size;
  response.content_type = "application/octet-stream";
  response.compression = Response::Compression::never;
  if (!file->digest.empty()) response.headers.emplace_back("x-goog-meta-sfc-digest", file->digest);
  responder.send(std::move(response));
}

}  // namespace driver

}  // namespace mockhaus::http
