#include <algorithm>

#include "credentials/password_hash.h"
#include "credentials/public_key.h"
#include "commands/object.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::User;

// Properties that are only a text.
struct TextProperty {
  std::string_view name;
  std::string User::*field;
};
constexpr TextProperty text_properties[] = {
    {"DEFAULT_NAMESPACE", &User::default_namespace},
    {"DEFAULT_ROLE", &User::default_role},
    {"DEFAULT_SECONDARY_ROLES", &User::default_secondary_roles},
    {"DEFAULT_WAREHOUSE", &User::default_warehouse},
    {"DISPLAY_NAME", &User::display_name},
    {"EMAIL", &User::email},
    {"FIRST_NAME", &User::first_name},
    {"LAST_NAME", &User::last_name},
    {"LOGIN_NAME", &User::login_name},
    {"MIDDLE_NAME", &User::middle_name},
    {"TYPE", &User::type},
};

constexpr std::string_view kept_properties[] = {
    "ALLOWED_INTERFACES", "DISABLE_MFA", "MINS_TO_BYPASS_MFA", "WORKLOAD_IDENTITY",
};

constexpr int64_t ms_per_minute = 60'000;
constexpr int64_t minutes_max = 100 * 366 * 24 * 60;

// DAYS_TO_EXPIRY = days; 0 is at once
Result<Done> set_expiry(User& user, const PropertyText& property, const CommandContext& context) {
  const int64_t days = TRY(integer_of(property));
  if (days < 0 || days > minutes_max / 1440) {
    return catalog::errors::invalid_property_value(property.text, property.name);
  }
  user.expires_ms = context.account.now_ms() + days * 1440 * ms_per_minute;
  return Done{};
}

// MINS_TO_UNLOCK = minutes until the user may try again; 0 unlocks
Result<Done> set_lock(User& user, const PropertyText& property, const CommandContext& context) {
  const int64_t minutes = TRY(integer_of(property));
  if (minutes < 0 || minutes > minutes_max) {
    return catalog::errors::invalid_property_value(property.text, property.name);
  }
  const int64_t now = context.account.now_ms();
  user.unlocked_ms = now;
  user.locked_until_ms.reset();
  if (minutes > 0) user.locked_until_ms = now + minutes * ms_per_minute;
  return Done{};
}

Result<Done> set_key(catalog::RsaKey& key, const PropertyText& property,
                     const CommandContext& context) {
  const std::optional<credentials::PublicKey> read = credentials::PublicKey::read(property.text);
  if (!read) {
    return Error{"390240", "22023",
                 "SQL compilation error:\nNew public key rejected by current policy. Reason: "
                 "'Invalid public key'",
                 std::nullopt};
  }
  key.public_key = read->text();
  key.fingerprint = read->fingerprint();
  key.set_ms = context.account.now_ms();
  return Done{};
}

Result<Done> set_password(User& user, const PropertyText& property,
                          const CommandContext& context) {
  if (property.text.empty()) {
    return catalog::errors::invalid_property_value("", property.name);
  }
  user.password_hash = credentials::hash_password(property.text);
  user.password_set_ms = context.account.now_ms();
  if (user.name == context.session.user) user.must_change_password = false;
  return Done{};
}

}  // namespace

Result<Done> set_user(User& user, const PropertyText& property, const CommandContext& context) {
  const std::string& name = property.name;
  const auto text = std::ranges::find(text_properties, name, &TextProperty::name);
  if (text != std::end(text_properties)) {
    user.*(text->field) = property.text;
    return Done{};
  }
  if (name == "COMMENT") {
    user.comment = property.text;
  } else if (name == "PASSWORD") {
    return set_password(user, property, context);
  } else if (name == "RSA_PUBLIC_KEY") {
    return set_key(user.rsa_key, property, context);
  } else if (name == "RSA_PUBLIC_KEY_2") {
    return set_key(user.rsa_key_2, property, context);
  } else if (name == "DISABLED") {
    user.disabled = TRY(boolean_of(property));
  } else if (name == "MUST_CHANGE_PASSWORD") {
    user.must_change_password = TRY(boolean_of(property));
  } else if (name == "DAYS_TO_EXPIRY") {
    return set_expiry(user, property, context);
  } else if (name == "MINS_TO_UNLOCK") {
    return set_lock(user, property, context);
  } else if (name == "NETWORK_POLICY") {
    return sql::errors::unsupported("NETWORK_POLICY of a user");  // would be no protection
  } else if (std::ranges::find(kept_properties, name) != std::end(kept_properties)) {
    catalog::set_property(user.properties, name, property.text);
  } else if (const sql::ParameterRow* row = sql::find_parameter(name)) {
    const std::string value = TRY(sql::normalize_parameter(*row, property.text));
    catalog::set_property(user.parameters, row->name, value);
  } else {
    return catalog::errors::invalid_property(name, "USER");
  }
  return Done{};
}

Result<Done> unset_user(User& user, std::string_view property) {
  const auto text = std::ranges::find(text_properties, property, &TextProperty::name);
  if (text != std::end(text_properties)) {
    user.*(text->field) = property == "LOGIN_NAME" ? user.name : "";
  } else if (property == "COMMENT") {
    user.comment.clear();
  } else if (property == "PASSWORD") {
    user.password_hash.clear();
    user.password_set_ms.reset();
  } else if (property == "RSA_PUBLIC_KEY") {
    user.rsa_key = {};
  } else if (property == "RSA_PUBLIC_KEY_2") {
    user.rsa_key_2 = {};
  } else if (property == "DISABLED") {
    user.disabled = false;
  } else if (property == "MUST_CHANGE_PASSWORD") {
    user.must_change_password = false;
  } else if (property == "DAYS_TO_EXPIRY") {
    user.expires_ms.reset();
  } else if (property == "MINS_TO_UNLOCK") {
    user.locked_until_ms.reset();
  } else {
    catalog::set_property(user.properties, property, std::nullopt);
    catalog::set_property(user.parameters, property, std::nullopt);
  }
  return Done{};
}

}  // namespace mockhaus::commands
