#include "app/config.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus::app;

static std::string problem_of(std::string_view text) {
  Config config;
  const auto read = read_config_text(text, config);
  return read ? "" : read.error().message;
}

TEST_CASE("config: what is printed can be read back") {
  Config config;
  config.port = 7;
  config.mode = Mode::production;
  Config again;
  REQUIRE(read_config_text(print_config(config), again).ok());
  CHECK(again.port == 7);
  CHECK(again.mode == Mode::production);
  CHECK(print_config(again) == print_config(config));
  CHECK(print_config(Config()).find("\"result_set_max_rows\":100000") != std::string::npos);
}

TEST_CASE("config: mistakes name their key") {
  CHECK(problem_of(R"({"log":{"level":"loud"}})") ==
        "configuration key 'log.level' must be debug, info, warning, error or off");
  CHECK(problem_of("{") == "the configuration is not valid JSON");
  CHECK(problem_of("[]") == "the configuration must be a JSON object");
  CHECK(problem_of(R"({"serverr":{}})") == "unknown configuration key 'serverr'");
  CHECK(problem_of(R"({"server":{"hots":"x"}})") == "unknown configuration key 'server.hots'");
  CHECK(problem_of(R"({"server":7})") == "configuration key 'server' must be an object");
  CHECK(problem_of(R"({"server":{"port":"8084"}})") ==
        "configuration key 'server.port' must be a whole number");
  CHECK(problem_of(R"({"server":{"port":80840}})") ==
        "configuration key 'server.port' must be from 0 to 65535");
  CHECK(problem_of(R"({"mode":"test"})") ==
        "configuration key 'mode' must be \"dev\" or \"production\"");
}
