#include "commands/access_token.h"

#include <algorithm>

#include "catalog/record.h"
#include "commands/answer.h"
#include "commands/names.h"
#include "commands/object.h"
#include "credentials/access_token.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::AccessToken;
using catalog::User;

constexpr size_t tokens_max = 15;  // of one user, as Snowflake has it
constexpr int64_t days_to_expiry = 15;
constexpr int64_t days_to_expiry_max = 365;
constexpr int64_t hours_of_rotated = 24;
constexpr int64_t hours_of_rotated_max = 7 * 24;
constexpr int64_t ms_per_hour = 3'600'000;

constexpr AnswerColumn added_columns[] = {{"token_name"}, {"token_secret"}};
constexpr AnswerColumn rotated_columns[] = {
    {"token_name"}, {"token_secret"}, {"rotated_token_name"}};

// The clause, cut into its verb, the token's name, and what follows.
struct Clause {
  std::string_view verb;
  std::string name;
  sql::List<const sql::Property> rest;
};

size_t words_of_kind(const sql::AlterObject& alter) {
  const auto& words = alter.properties;
  if (words.size() > 2 && words[1].name == "PAT") return 2;
  const bool spelled = words.size() > 4 && words[1].name == "PROGRAMMATIC" &&
                       words[2].name == "ACCESS" && words[3].name == "TOKEN";
  return spelled ? 4 : 0;
}

Clause clause_of(const sql::AlterObject& alter) {
  const size_t at = words_of_kind(alter);
  return {alter.properties[0].name, std::string(alter.properties[at].name),
          alter.properties.subspan(at + 1)};
}

AccessToken* find_token(User& user, std::string_view name) {
  const auto found = std::ranges::find(user.access_tokens, name, &AccessToken::name);
  return found == user.access_tokens.end() ? nullptr : &*found;
}

Error no_such_token(std::string_view name) {
  return catalog::errors::does_not_exist("Programmatic access token", name);
}

Result<int64_t> number_in(const PropertyText& property, int64_t smallest, int64_t largest) {
  const int64_t value = TRY(integer_of(property));
  if (value >= smallest && value <= largest) return value;
  return catalog::errors::invalid_property_value(property.text, property.name);
}

Result<Done> set_role(AccessToken& token, const std::string& role, const CommandContext& context) {
  const catalog::Role* found = context.account.snapshot()->find_role(role);
  if (found == nullptr) return catalog::errors::does_not_exist("Role", role);
  token.role = found->name;
  return Done{};
}

// Options that ADD takes, and those that SET may change.
Result<Done> set_option(AccessToken& token, const PropertyText& option, bool is_new,
                        const CommandContext& context) {
  const std::string& name = option.name;
  if (name == "COMMENT") {
    token.comment = option.text;
  } else if (name == "MINS_TO_BYPASS_NETWORK_POLICY_REQUIREMENT") {
    token.bypass_minutes = TRY(number_in(option, 1, 1440));
  } else if (name == "ROLE_RESTRICTION" && is_new) {
    return set_role(token, option.text, context);
  } else if (name == "DAYS_TO_EXPIRY" && is_new) {
    const int64_t days = TRY(number_in(option, 1, days_to_expiry_max));
    token.expires_ms = token.created_ms + days * 24 * ms_per_hour;
  } else if (name == "DISABLED" && !is_new) {
    token.disabled = TRY(boolean_of(option));
  } else {
    return catalog::errors::invalid_property(name, "PROGRAMMATIC ACCESS TOKEN");
  }
  return Done{};
}

Result<Outcome> add(User& user, const Clause& clause, const CommandContext& context) {
  if (find_token(user, clause.name) != nullptr) {
    return catalog::errors::object_exists(clause.name);
  }
  if (user.access_tokens.size() >= tokens_max) {
    return sql::errors::unsupported("more than 15 programmatic access tokens of a user");
  }
  const credentials::NewToken secret = credentials::make_access_token();
  AccessToken token;
  token.name = clause.name;
  token.id = secret.id;
  token.secret_hash = secret.secret_hash;
  token.created_by = context.session.user;
  token.created_ms = context.account.now_ms();
  token.expires_ms = token.created_ms + days_to_expiry * 24 * ms_per_hour;
  const std::vector<PropertyText> options = TRY(property_texts(clause.rest, context));
  for (const PropertyText& option : options) TRY(set_option(token, option, true, context));
  if (user.type == "SERVICE" && token.role.empty()) {
    return catalog::errors::invalid_property_value("", "ROLE_RESTRICTION");
  }
  Outcome outcome;
  outcome.shape = shape_of(added_columns);
  outcome.rows.push_back({token.name, secret.text});
  user.access_tokens.push_back(std::move(token));
  return outcome;
}

// The token gets a new secret; the old one lives on for a while under another name.
Result<Outcome> rotate(User& user, const Clause& clause, const CommandContext& context) {
  AccessToken* token = find_token(user, clause.name);
  if (token == nullptr) return no_such_token(clause.name);
  int64_t hours = hours_of_rotated;
  const std::vector<PropertyText> options = TRY(property_texts(clause.rest, context));
  for (const PropertyText& option : options) {
    if (option.name != "EXPIRE_ROTATED_TOKEN_AFTER_HOURS") {
      return catalog::errors::invalid_property(option.name, "PROGRAMMATIC ACCESS TOKEN");
    }
    hours = TRY(number_in(option, 0, hours_of_rotated_max));
  }
  const int64_t now = context.account.now_ms();
  AccessToken old = *token;
  old.name += "_ROTATED_" + std::to_string(now);
  old.expires_ms = std::min(old.expires_ms, now + hours * ms_per_hour);
  old.rotated_to = token->name;
  const credentials::NewToken secret = credentials::make_access_token();
  const int64_t lifetime = token->expires_ms - token->created_ms;
  token->id = secret.id;
  token->secret_hash = secret.secret_hash;
  token->created_ms = now;
  token->expires_ms = now + lifetime;
  Outcome outcome;
  outcome.shape = shape_of(rotated_columns);
  outcome.rows.push_back({token->name, secret.text, old.name});
  user.access_tokens.push_back(std::move(old));
  return outcome;
}

// RENAME TO name | SET option = value .. | UNSET option ..
Result<Outcome> modify(User& user, const Clause& clause, const CommandContext& context) {
  AccessToken* token = find_token(user, clause.name);
  if (token == nullptr) return no_such_token(clause.name);
  const auto& rest = clause.rest;
  const std::string_view verb = rest.empty() ? std::string_view() : rest[0].name;
  if (verb == "RENAME" && rest.size() == 3) {
    const std::string name(rest[2].name);
    if (find_token(user, name) != nullptr) return catalog::errors::object_exists(name);
    token->name = name;
    return succeeded();
  }
  if (verb != "SET" && verb != "UNSET") return sql::errors::unsupported("MODIFY of this kind");
  const std::vector<PropertyText> options = TRY(property_texts(rest.subspan(1), context));
  for (const PropertyText& option : options) {
    if (verb == "SET") {
      TRY(set_option(*token, option, false, context));
    } else if (option.name == "COMMENT") {
      token->comment.clear();
    } else if (option.name == "DISABLED") {
      token->disabled = false;
    } else if (option.name == "MINS_TO_BYPASS_NETWORK_POLICY_REQUIREMENT") {
      token->bypass_minutes.reset();
    } else {
      return catalog::errors::invalid_property(option.name, "PROGRAMMATIC ACCESS TOKEN");
    }
  }
  return succeeded();
}

Result<Outcome> run_clause(User& user, const Clause& clause, const CommandContext& context) {
  if (clause.verb == "ADD") return add(user, clause, context);
  if (clause.verb == "ROTATE") return rotate(user, clause, context);
  if (clause.verb == "MODIFY") return modify(user, clause, context);
  if (find_token(user, clause.name) == nullptr) return no_such_token(clause.name);
  std::erase_if(user.access_tokens, [&](const auto& t) { return t.name == clause.name; });
  return succeeded();
}

}  // namespace

bool may_administer(const User& user, const CommandContext& context) {
  const std::string& role = context.session.role;
  return user.name == context.session.user || user.owner == role || role == "ACCOUNTADMIN" ||
         role == "SECURITYADMIN" || role == "USERADMIN";
}

bool is_access_token_clause(const sql::AlterObject& alter) {
  if (alter.action != sql::AlterObjectKind::other || words_of_kind(alter) == 0) return false;
  const std::string_view verb = alter.properties[0].name;
  return verb == "ADD" || verb == "MODIFY" || verb == "ROTATE" || verb == "REMOVE";
}

Result<Outcome> run_access_token(const sql::AlterObject& alter, const CommandContext& context) {
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  std::string name = context.session.user;
  if (!alter.name.empty()) name = TRY(account_name(alter.name, context));
  const User* user = change.current().find_user(name);
  if (user == nullptr && alter.if_exists) return succeeded();
  if (user == nullptr) return catalog::errors::does_not_exist("User", name);
  if (!may_administer(*user, context)) {
    return catalog::errors::insufficient_privileges("user", name);
  }
  const auto copy = std::static_pointer_cast<User>(catalog::copy_of_object(*user));
  Outcome outcome = TRY(run_clause(*copy, clause_of(alter), context));
  TRY(change.put(copy));
  TRY(change.commit());
  return outcome;
}

}  // namespace mockhaus::commands
