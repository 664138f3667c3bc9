#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>

#include "app/commands.h"
#include "app/config.h"
#include "app/indent_json.h"

namespace mockhaus::app {

constexpr const char* version = "0.1.0";

// What the flags of `serve` say; absent ones leave the configuration file's word.
struct ServeFlags {
  std::string config_file;
  std::optional<std::string> host, data, mode;
  std::optional<int> port;
  bool in_memory = false;
  bool print_config = false;
};

static void add_serve(CLI::App& program, ServeFlags& flags) {
  CLI::App* serve = program.add_subcommand("serve", "serve Snowflake's protocols over HTTP");
  serve->add_option("--config", flags.config_file, "configuration file (JSON)");
  serve->add_option("--host", flags.host, "address to listen on");
  serve->add_option("--port", flags.port, "port to listen on; 0 takes a free one")
      ->check(CLI::Range(0, 65535));
  CLI::Option* data = serve->add_option("--data", flags.data, "directory of the account's data");
  serve->add_flag("--memory", flags.in_memory, "keep everything in memory")->excludes(data);
  serve->add_option("--mode", flags.mode, "dev or production")
      ->check(CLI::IsMember({"dev", "production"}));
  serve->add_flag("--print-config", flags.print_config, "print the configuration and exit");
}

static void add_translate(CLI::App& program, TranslateOptions& options) {
  CLI::App* translate =
      program.add_subcommand("translate", "Snowflake SQL in, the engine's SQL out");
  translate->add_option("file", options.file, "file with SQL; - reads standard input");
  translate->add_option("--schema", options.schema_file, "file with CREATE TABLE statements");
  translate->add_flag("--pretty", options.pretty, "break the output into lines");
}

static int run_serve(const ServeFlags& flags) {
  Config config;
  if (!flags.config_file.empty()) {
    if (const Result<Done> read = read_config_file(flags.config_file, config); !read) {
      std::fprintf(stderr, "mockhaus: %s\n", read.error().message.c_str());
      return exit_usage;
    }
  }
  if (flags.host) config.host = *flags.host;
  if (flags.port) config.port = *flags.port;
  if (flags.data) config.data_path = *flags.data;
  if (flags.mode) config.mode = *flags.mode == "dev" ? Mode::dev : Mode::production;
  config.in_memory = flags.in_memory;
  if (!flags.print_config) return serve(config);
  std::fputs(indent_json(print_config(config)).c_str(), stdout);
  return 0;
}

static int run(int argc, char** argv) {
  CLI::App program{"Mockhaus: a Snowflake-compatible server on DuckDB", "mockhaus"};
  program.require_subcommand(1);
  ServeFlags serve_flags;
  TranslateOptions translate_options;
  add_serve(program, serve_flags);
  add_translate(program, translate_options);
  program.add_subcommand("version", "print the version");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : exit_usage;
  }
  if (program.got_subcommand("serve")) return run_serve(serve_flags);
  if (program.got_subcommand("translate")) return translate(translate_options);
  std::printf("mockhaus %s\n", version);
  return 0;
}

}  // namespace mockhaus::app

int main(int argc, char** argv) { return mockhaus::app::run(argc, argv); }
