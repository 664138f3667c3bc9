#include "service/session/sessions.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;
using namespace mockhaus::service;

namespace {

struct NoEngine final : engine::Engine {
  Result<std::unique_ptr<engine::EngineSession>> open_session() override {
    return Error{"000603", "XX000", "no engine here"};
  }
  engine::RecordStore& records() override { std::abort(); }
  Result<Done> checkpoint() override { return Done{}; }
};

struct World {
  NoEngine engine;
  ManualClock clock{1'800'000'000 * ns_per_second};
  Metrics metrics;
  int expired = 0;
  bool busy = false;
  Sessions sessions{engine, clock, metrics,
                    {.sessions_max = 3, .idle_seconds = 1800,
                     .is_busy = [this](const Session&) { return busy; }},
                    [this](std::shared_ptr<Session>) { ++expired; }};

  OpenedSession open() {
    SessionStart start;
    start.user = "U";
    return *sessions.open(std::move(start));
  }
};

}  // namespace

TEST_CASE("sessions: tokens live for an hour, sessions for four") {
  World world;
  const OpenedSession opened = world.open();
  CHECK(*world.sessions.find(opened.session_token) == opened.session);
  CHECK(world.sessions.find(opened.master_token).error().code == "390104");
  CHECK(world.sessions.find("nonsense").error().code == "390104");
  world.clock.advance_seconds(3600);
  CHECK(world.sessions.find(opened.session_token).error().code == "390112");
  const OpenedSession renewed = *world.sessions.renew(opened.master_token);
  CHECK(renewed.session == opened.session);
  CHECK(*world.sessions.find(renewed.session_token) == opened.session);
  CHECK(world.sessions.find(opened.session_token).error().code == "390112");
  world.clock.advance_seconds(14400);
  CHECK(world.sessions.renew(renewed.master_token).error().code == "390114");
  CHECK(world.sessions.renew(renewed.session_token).error().code == "390115");
}

TEST_CASE("sessions: the old token stays valid after renewal") {
  World world;
  const OpenedSession opened = world.open();
  world.clock.advance_seconds(1800);
  const OpenedSession renewed = *world.sessions.renew(opened.master_token);
  CHECK(*world.sessions.find(opened.session_token) == opened.session);
  CHECK(*world.sessions.find(renewed.session_token) == opened.session);
}

TEST_CASE("sessions: logged out is logged out") {
  World world;
  const OpenedSession opened = world.open();
  CHECK(world.sessions.close(opened.session_token).ok());
  CHECK(world.sessions.find(opened.session_token).error().code == "390111");
  CHECK(world.sessions.renew(opened.master_token).error().code == "390111");
  CHECK(world.sessions.close(opened.session_token).error().code == "390111");
  CHECK_FALSE(world.sessions.has_token(opened.session_token));
}

TEST_CASE("sessions: their number is bounded, expired ones make room") {
  World world;
  for (int i = 0; i < 3; ++i) world.open();
  SessionStart start;
  CHECK(world.sessions.open(start).error().code == "390505");
  world.clock.advance_seconds(14401);
  CHECK(world.sessions.open(start).ok());
  CHECK(world.expired == 3);
}

TEST_CASE("session: changes apply on top of the defaults") {
  World world;
  const OpenedSession opened = world.open();
  Session& session = *opened.session;
  commands::SessionChange change;
  change.database = "D";
  change.parameters["TIMEZONE"] = "UTC";
  change.parameters["AUTOCOMMIT"] = "false";
  change.variables["V"] = sql::SessionVariableValue{sql::types::text(), "x"};
  session.apply(change);
  CHECK(session.names().database == "D");
  CHECK_FALSE(session.autocommit());
  CHECK(session.context({}).settings.timezone == "UTC");
  CHECK(session.context({{"TIMEZONE", "Asia/Tokyo"}}).settings.timezone == "Asia/Tokyo");
  CHECK(session.context({}).variables.at("V").text == "x");
  change = {};
  change.parameters["TIMEZONE"] = std::nullopt;
  change.variables["V"] = std::nullopt;
  session.apply(change);
  CHECK(session.context({}).settings.timezone == "America/Los_Angeles");
  CHECK(session.context({}).variables.empty());
}

TEST_CASE("sessions: one that was not used for long ends, unless it works") {
  World world;
  const OpenedSession opened = world.open();
  SessionStart start;
  start.user = "V";
  const auto named = *world.sessions.open_without_token(std::move(start));
  CHECK(world.sessions.find_by_id(named->id()) == named);
  world.clock.advance_seconds(1000);
  CHECK(world.sessions.use(named->id()) == named);
  world.clock.advance_seconds(900);
  world.busy = true;
  world.sessions.sweep();
  CHECK(world.expired == 0);
  world.busy = false;
  world.sessions.sweep();
  CHECK(world.expired == 1);
  CHECK(opened.session->is_closed());
  CHECK(world.sessions.find(opened.session_token).error().code == "390111");
  CHECK(!named->is_closed());
  CHECK(world.sessions.close_by_id(named->id()) == named);
  CHECK(named->is_closed());
  CHECK(world.sessions.close_by_id(named->id()) == nullptr);
  CHECK(world.sessions.all().empty());
}
