#include "app/accounts.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.h"
#include "base/uuid.h"
#include "catalog/account.h"
#include "commands/context.h"
#include "credentials/public_key.h"
#include "engine/duckdb/open.h"
#include "sql/parse/parse.h"

namespace mockhaus::app {

namespace {

std::string file_of(const std::string& data) { return data + "/account.duckdb"; }

// The account of a data directory, for statements as ACCOUNTADMIN. One that is not there is made.
class OfflineAccount {
 public:
  static Result<std::unique_ptr<OfflineAccount>> open(const std::string& data) {
    std::unique_ptr<OfflineAccount> opened(new OfflineAccount());
    TRY(opened->open_data(data));
    return opened;
  }

  Result<std::vector<commands::TextRow>> run(const std::string& text) {
    const auto parsed = TRY(sql::parse_statements(text));
    commands::CommandContext context{names_, *session_, *account_};
    commands::Outcome outcome = TRY(commands::run(parsed[0], context));
    return std::move(outcome.rows);
  }

  const catalog::Account& account() const { return *account_; }

 private:
  OfflineAccount() = default;

  Result<Done> open_data(const std::string& data) {
    std::error_code error;
    std::filesystem::create_directories(data, error);
    engine::EngineOptions options;
    options.path = file_of(data);
    options.temporary_directory = data + "/spill";
    options.threads = 1;
    engine_ = TRY(engine::open_duckdb(options));
    catalog::AccountOptions account_options;
    account_options.first_user = "";
    account_ = TRY(catalog::Account::open(*engine_, clock_, std::move(account_options)));
    session_ = TRY(engine_->open_session());
    names_.role = "ACCOUNTADMIN";
    names_.available_roles = {"ACCOUNTADMIN", "PUBLIC"};
    return Done{};
  }

  SystemClock clock_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<catalog::Account> account_;
  std::unique_ptr<engine::EngineSession> session_;
  sql::SessionContext names_;
};

// The message of a statement that the user of the terminal has not written.
int failed(const Error& error) {
  std::string_view message = error.message;
  constexpr std::string_view of_statements = "SQL compilation error:\n";
  if (message.starts_with(of_statements)) message.remove_prefix(of_statements.size());
  std::fprintf(stderr, "mockhaus: %s\n", std::string(message).c_str());
  return exit_failed;
}

int not_opened(const std::string& data, const Error& error) {
  const bool is_empty = !std::filesystem::exists(file_of(data));
  if (is_empty) return failed({"", "", "'" + data + "' " + error.message, {}});
  std::fprintf(stderr,
               "mockhaus: cannot use the data directory '%s': %s\n"
               "A running server owns its data; stop it, or use SQL there: CREATE USER, ALTER "
               "USER .. ADD PROGRAMMATIC ACCESS TOKEN.\n",
               data.c_str(), error.message.c_str());
  return exit_failed;
}

// For commands that only make sense where there are users.
Result<std::unique_ptr<OfflineAccount>> open_existing(const std::string& data) {
  if (std::filesystem::exists(file_of(data))) return OfflineAccount::open(data);
  return Error{"390999", "22023", "holds no account (no file account.duckdb)", {}};
}

std::string quoted_text(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote || (quote == '\'' && c == '\\')) result += c;
    result += c;
  }
  return result + quote;
}
// Names of the command line fold as unquoted names in SQL do.
std::string name_text(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return quoted_text(upper, '"');
}
std::string string_text(std::string_view text) { return quoted_text(text, '\''); }

Result<std::string> key_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  const auto key = credentials::PublicKey::read(text.str());
  if (file && key) return key->text();
  return Error{"390240", "22023", "'" + path + "' is not a readable RSA or EC public key", {}};
}

// CREATE USER and its grants.
Result<std::vector<std::string>> statements_for(const UserOptions& options,
                                                const std::string& password) {
  std::string create = "CREATE USER " + name_text(options.name);
  if (!password.empty()) create += " PASSWORD = " + string_text(password);
  if (!options.public_key_file.empty()) {
    const std::string key = TRY(key_text(options.public_key_file));
    create += " RSA_PUBLIC_KEY = " + string_text(key);
  }
  if (!options.roles.empty()) create += " DEFAULT_ROLE = " + name_text(options.roles[0]);
  std::vector<std::string> statements{create};
  for (const std::string& role : options.roles) {
    statements.push_back("GRANT ROLE " + name_text(role) + " TO USER " + name_text(options.name));
  }
  return statements;
}

}  // namespace

int add_user(const UserOptions& options) {
  std::string password;
  if (options.generates_password) password = random_token(18);
  if (options.password_from_input) std::getline(std::cin, password);
  if (options.password_from_input && password.empty()) {
    std::fprintf(stderr, "mockhaus: standard input holds no password\n");
    return exit_usage;
  }
  const auto statements = statements_for(options, password);
  if (!statements) return failed(statements.error());
  auto account = OfflineAccount::open(options.data);
  if (!account) return not_opened(options.data, account.error());
  for (size_t i = 0; i < statements->size(); ++i) {
    const auto done = (*account)->run((*statements)[i]);
    if (done) continue;
    // Not half of it: a role that is not there leaves no user behind.
    if (i > 0) (void)(*account)->run("DROP USER " + name_text(options.name));
    return failed(done.error());
  }
  if (options.generates_password) std::printf("%s\n", password.c_str());
  return 0;
}

int list_users(const UserOptions& options) {
  auto account = open_existing(options.data);
  if (!account) return not_opened(options.data, account.error());
  const auto snapshot = (*account)->account().snapshot();
  for (const catalog::Object* object :
       snapshot->children(catalog::account_id, catalog::Space::user)) {
    const auto* user = catalog::object_cast<catalog::User>(object);
    if (user == nullptr) continue;
    std::printf("%s\t%s\t%s%s%s\n", user->name.c_str(), user->disabled ? "disabled" : "active",
                user->password_hash.empty() ? "-" : "password",
                user->rsa_key.public_key.empty() ? "" : ",key",
                user->access_tokens.empty() ? "" : ",token");
  }
  return 0;
}

int disable_user(const UserOptions& options) {
  auto account = open_existing(options.data);
  if (!account) return not_opened(options.data, account.error());
  const auto done =
      (*account)->run("ALTER USER " + name_text(options.name) + " SET DISABLED = TRUE");
  return done ? 0 : failed(done.error());
}

int create_token(const TokenOptions& options) {
  auto account = open_existing(options.data);
  if (!account) return not_opened(options.data, account.error());
  std::string text = "ALTER USER " + name_text(options.user) + " ADD PROGRAMMATIC ACCESS TOKEN " +
                     name_text(options.name) + " DAYS_TO_EXPIRY = " +
                     std::to_string(options.days);
  if (!options.role.empty()) {
    std::string role = options.role;
    for (char& c : role) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    text += " ROLE_RESTRICTION = " + string_text(role);
  }
  const auto rows = (*account)->run(text);
  if (!rows) return failed(rows.error());
  std::printf("%s\n", (*rows)[0][1]->c_str());
  return 0;
}

int revoke_token(const TokenOptions& options) {
  auto account = open_existing(options.data);
  if (!account) return not_opened(options.data, account.error());
  const auto done = (*account)->run("ALTER USER " + name_text(options.user) +
                                    " REMOVE PROGRAMMATIC ACCESS TOKEN " +
                                    name_text(options.name));
  return done ? 0 : failed(done.error());
}

}  // namespace mockhaus::app
