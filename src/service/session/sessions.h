// All open sessions: of the driver protocol, by token; of /api/v1, by number.
//
// A session of a driver has a session token (one hour) and a master token (four hours); renewal
// gives new ones and the old session token stays valid for its hour. Only keyed hashes of tokens
// are kept. sweep() ends sessions whose tokens are over, and those that were not used for long.
// Times are those of the steady clock. Thread-safe.
#pragma once

#include <functional>
#include <unordered_map>

#include "base/metrics.h"
#include "service/session/session.h"

namespace mockhaus::service {

constexpr int64_t session_token_seconds = 3600;
constexpr int64_t master_token_seconds = 14400;

struct OpenedSession {
  std::shared_ptr<Session> session;  // shared with requests and statements that use it
  std::string session_token, master_token;
};

class Sessions {
 public:
  struct Options {
    size_t sessions_max = 10'000;
    size_t sessions_per_user = SIZE_MAX;
    int64_t idle_seconds = master_token_seconds;  // unused for so long: it ends
    // Whether a statement of the session runs or waits. Called with a lock held.
    std::function<bool(const Session&)> is_busy = nullptr;
  };
  // `on_expired`: called, without locks, with sessions that sweep() ended.
  using OnExpired = std::function<void(std::shared_ptr<Session>)>;
  Sessions(engine::Engine& engine, const Clock& clock, Metrics& metrics, Options options,
           OnExpired on_expired);

  Result<OpenedSession> open(SessionStart start);
  // One that is found by its number alone, by users that proved who they are.
  Result<std::shared_ptr<Session>> open_without_token(SessionStart start);
  // A session for one request; no token leads to it.
  std::shared_ptr<Session> open_for_request(SessionStart start);

  // 390112: expired, renew it. 390104: unknown. 390111: logged out.
  Result<std::shared_ptr<Session>> find(std::string_view session_token);
  // By the master token. 390114: expired. 390115: none of ours.
  Result<OpenedSession> renew(std::string_view master_token);
  Result<std::shared_ptr<Session>> close(std::string_view session_token);
  std::shared_ptr<Session> close_by_id(uint64_t id);  // null: there is none
  std::shared_ptr<Session> find_by_id(uint64_t id);
  std::shared_ptr<Session> use(uint64_t id);  // as find_by_id(), and it is used now

  // Ends what is over. To be called now and then.
  void sweep();

  bool has_token(std::string_view session_token) const;  // whether it leads to an open session
  std::vector<std::shared_ptr<Session>> all() const;

 private:
  struct Token {
    std::shared_ptr<Session> session;
    bool is_master = false;
    int64_t expires_ns = 0;
    int64_t forgotten_ns = 0;  // when even "expired" is no longer the answer
  };
  Result<Done> admit(const std::shared_ptr<Session>& session);
  void forget(const Session& session);
  std::string add_token(const std::shared_ptr<Session>& session, bool is_master, int64_t now);
  std::vector<std::shared_ptr<Session>> end_expired(int64_t now);

  engine::Engine& engine_;
  const Clock& clock_;
  Metrics& metrics_;
  const Options options_;
  const OnExpired on_expired_;
  std::atomic<uint64_t> next_id_;

  mutable std::mutex mutex_;
  std::unordered_map<std::string, Token> tokens_;  // by fingerprint_of_secret
  std::unordered_map<uint64_t, std::shared_ptr<Session>> sessions_;
  std::atomic<int64_t> next_sweep_ns_{0};
};

}  // namespace mockhaus::service
