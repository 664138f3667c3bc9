#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>

#include "app/accounts.h"
#include "app/commands.h"
#include "app/config.h"
#include "app/indent_json.h"

#if defined(__SANITIZE_ADDRESS__)
// DuckDB's list() leaves this behind where a later step of the statement fails.
extern "C" const char* __lsan_default_suppressions() { return "leak:duckdb::LinkedList\n"; }
#endif

namespace mockhaus::app {

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

static void add_user_commands(CLI::App& program, UserOptions& options) {
  CLI::App* user = program.add_subcommand(
      "user", "users of a data directory whose server is stopped (a running one: use SQL)");
  user->require_subcommand(1);
  user->add_option("--data", options.data, "directory of the account's data")
      ->capture_default_str();
  CLI::App* add = user->add_subcommand("add", "add a user");
  add->add_option("name", options.name, "name of the user")->required();
  add->add_option("--role", options.roles, "role to grant; the first becomes the default");
  add->add_option("--public-key", options.public_key_file, "file with the user's public key");
  CLI::Option* input = add->add_flag("--password-stdin", options.password_from_input,
                                     "read the password from standard input");
  add->add_flag("--generate-password", options.generates_password,
                "make a password and print it")->excludes(input);
  user->add_subcommand("list", "name, state and proofs of each user, separated by tabs");
  CLI::App* disable = user->add_subcommand("disable", "let a user log in no more");
  disable->add_option("name", options.name, "name of the user")->required();
}

static void add_token_commands(CLI::App& program, TokenOptions& options) {
  CLI::App* token = program.add_subcommand(
      "token", "access tokens of a data directory whose server is stopped (running: use SQL)");
  token->require_subcommand(1);
  token->add_option("--data", options.data, "directory of the account's data")
      ->capture_default_str();
  CLI::App* create = token->add_subcommand("create", "make a token and print its secret, once");
  create->add_option("--user", options.user, "whose token it is")->required();
  create->add_option("name", options.name, "name of the token")->required();
  create->add_option("--role", options.role, "the only role that it may use");
  create->add_option("--days", options.days, "days until it expires")
      ->check(CLI::Range(1, 365))->capture_default_str();
  CLI::App* revoke = token->add_subcommand("revoke", "remove a token");
  revoke->add_option("--user", options.user, "whose token it is")->required();
  revoke->add_option("name", options.name, "name of the token")->required();
}

static int run_user(const CLI::App& user, const UserOptions& options) {
  if (user.got_subcommand("add")) return add_user(options);
  if (user.got_subcommand("disable")) return disable_user(options);
  return list_users(options);
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
  if (config.tls_certificate_path.empty() != config.tls_private_key_path.empty()) {
    std::fprintf(stderr, "mockhaus: server.tls needs certificate_path and private_key_path\n");
    return exit_usage;
  }
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
  UserOptions user_options;
  TokenOptions token_options;
  add_user_commands(program, user_options);
  add_token_commands(program, token_options);
  program.add_subcommand("version", "print the version");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : exit_usage;
  }
  if (program.got_subcommand("serve")) return run_serve(serve_flags);
  if (program.got_subcommand("translate")) return translate(translate_options);
  if (program.got_subcommand("user")) {
    return run_user(*program.get_subcommand("user"), user_options);
  }
  if (program.got_subcommand("token")) {
    const CLI::App& token = *program.get_subcommand("token");
    return token.got_subcommand("create") ? create_token(token_options)
                                          : revoke_token(token_options);
  }
  std::printf("mockhaus %s\n", program_version);
  return 0;
}

}  // namespace mockhaus::app

int main(int argc, char** argv) { return mockhaus::app::run(argc, argv); }
