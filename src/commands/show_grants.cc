// SHOW GRANTS in its four forms: on an object, to a grantee, of a role, and the bare one.

#include "catalog/account.h"
#include "commands/names.h"
#include "commands/object.h"
#include "commands/show.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Grant;
using catalog::Object;
using catalog::Snapshot;
using catalog::Space;
using enum AnswerColumn::Type;

constexpr AnswerColumn on_columns[] = {
    {"created_on", time}, {"privilege"}, {"granted_on"}, {"name"}, {"granted_to"},
    {"grantee_name"}, {"grant_option"}, {"granted_by"}, {"granted_by_role_type"},
};
constexpr AnswerColumn to_columns[] = {
    {"created_on", time}, {"privilege"}, {"granted_on"}, {"name"}, {"granted_to"},
    {"grantee_name"}, {"grant_option"}, {"granted_by"},
};
constexpr AnswerColumn of_columns[] = {
    {"created_on", time}, {"role"}, {"granted_to"}, {"grantee_name"}, {"granted_by"},
};
constexpr AnswerColumn future_columns[] = {
    {"created_on", time}, {"privilege"}, {"grant_on"}, {"name"}, {"grant_to"}, {"grantee_name"},
    {"grant_option"},
};

// ON TABLE t, TO ROLE r, OF ROLE r: the words, and the name at the end.
struct Asked {
  std::string direction;  // ON, TO, OF, IN; empty: bare
  std::string kind;       // TABLE, ROLE, FILE FORMAT, ACCOUNT
  std::vector<std::string> name;
};

Result<Asked> read_question(const sql::Show& show, const CommandContext& context) {
  Asked asked;
  if (show.scope != sql::ShowScope::unspecified) {  // FUTURE GRANTS IN SCHEMA s
    asked.direction = "IN";
    asked.kind = show.scope_kind;
    if (show.scope == sql::ShowScope::schema) {
      const SchemaName name = TRY(schema_name(show.scope_name, "SHOW FUTURE GRANTS", context));
      asked.name = {name.database, name.schema};
    } else {
      asked.name = TRY(name_parts(show.scope_name, context));
    }
    return asked;
  }
  const auto& words = show.properties;
  if (words.size() == 2 && words[1].name != "ACCOUNT") {  // ON t: a table or a view
    asked.direction = words[0].name;
    asked.kind = "TABLE";
    if (!words[1].name.empty()) {
      asked.name = {std::string(words[1].name)};
    } else {
      asked.name = TRY(name_parts(words[1].value.name, context));
    }
    return asked;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    if (i == 0) {
      asked.direction = words[i].name;
    } else if (last && i > 1 && words[i].name.empty()) {
      asked.name = TRY(name_parts(words[i].value.name, context));
    } else if (last && i > 1) {
      asked.name = {std::string(words[i].name)};
    } else {
      if (!asked.kind.empty()) asked.kind += " ";
      asked.kind += words[i].name;
    }
  }
  return asked;
}

std::string true_false(bool value) { return value ? "true" : "false"; }

std::string object_name(const Grant& grant, const Snapshot& snapshot) {
  if (grant.object == 0) return grant.object_name;
  const Object* object = snapshot.find_by_id(grant.object);
  return object == nullptr || object->dropped_ms ? std::string() : snapshot.full_name(*object);
}

std::string granted_on(const Grant& grant) {
  std::string word = grant.object_kind;
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

template <class Visit>
void each_grant(const Snapshot& snapshot, const Visit& visit) {
  for (const Object* object : snapshot.children(catalog::account_id, Space::grant)) {
    visit(static_cast<const Grant&>(*object));
  }
}

TextRow ownership_row(const Object& object, const std::string& kind, const std::string& name) {
  return {time_text(object.created_ms), "OWNERSHIP", kind, name, "ROLE", object.owner, "true",
          object.owner, "ROLE"};
}

TextRow grant_row(const Grant& grant, const Snapshot& snapshot) {
  return {time_text(grant.created_ms), grant.privilege, granted_on(grant),
          object_name(grant, snapshot), grant.grantee_kind, grant.grantee,
          true_false(grant.grant_option), grant.granted_by, "ROLE"};
}

Result<const Object*> find_asked(const Asked& asked, const ShowInput& input) {
  const KindWords words = kind_of(asked.kind);
  if (words.row == nullptr) return sql::errors::unsupported("SHOW GRANTS ON " + asked.kind);
  const Snapshot& snapshot = input.snapshot();
  const Object* object = nullptr;
  std::string typed = asked.name.empty() ? "" : asked.name.back();
  if (words.row->level == catalog::Level::account) {
    object = snapshot.find(catalog::account_id, words.row->space, typed);
  } else if (words.row->level == catalog::Level::database) {
    const std::string database =
        asked.name.size() == 2 ? asked.name[0] : input.context().session.database;
    object = snapshot.find_schema(database, typed);
    typed = database + "." + typed;
  } else {
    const FullName name = TRY(full_name(asked.name, "SHOW GRANTS", input.context()));
    object = snapshot.find_in_schema(name.database, name.schema, words.row->space, name.name);
    typed = name.typed;
  }
  if (object == nullptr) {
    return catalog::errors::does_not_exist(words.row->title, typed,
                                           words.row->space == Space::relation);
  }
  return object;
}

Result<Outcome> grants_on(const Asked& asked, const ShowInput& input) {
  Outcome outcome;
  outcome.shape = shape_of(on_columns);
  const Snapshot& snapshot = input.snapshot();
  if (asked.kind == "ACCOUNT") {
    each_grant(snapshot, [&](const Grant& grant) {
      if (grant.object_kind == "ACCOUNT") outcome.rows.push_back(grant_row(grant, snapshot));
    });
    return outcome;
  }
  const Object* object = TRY(find_asked(asked, input));
  std::string kind = asked.kind;
  std::replace(kind.begin(), kind.end(), ' ', '_');
  if (!object->owner.empty()) {
    outcome.rows.push_back(ownership_row(*object, kind, snapshot.full_name(*object)));
  }
  each_grant(snapshot, [&](const Grant& grant) {
    const bool role = grant.object_kind == "ROLE" && object->kind == catalog::Kind::role &&
                      grant.object_name == object->name;
    if (grant.object == object->id || role) {
      outcome.rows.push_back(grant_row(grant, snapshot));
    }
  });
  return outcome;
}

Result<Outcome> grants_to(const Asked& asked, const ShowInput& input) {
  const Snapshot& snapshot = input.snapshot();
  const std::string name = asked.name.empty() ? "" : asked.name.back();
  Outcome outcome;
  if (asked.kind == "USER") {
    if (snapshot.find_user(name) == nullptr) {
      return catalog::errors::does_not_exist("User", name);
    }
    outcome.shape = shape_of(of_columns);
    each_grant(snapshot, [&](const Grant& grant) {
      if (grant.grantee_kind != "USER" || grant.grantee != name) return;
      outcome.rows.push_back({time_text(grant.created_ms), object_name(grant, snapshot), "USER",
                              grant.grantee, grant.granted_by});
    });
    return outcome;
  }
  if (snapshot.find_role(name) == nullptr) return catalog::errors::does_not_exist("Role", name);
  outcome.shape = shape_of(to_columns);
  each_grant(snapshot, [&](const Grant& grant) {
    if (grant.grantee_kind != "ROLE" || grant.grantee != name || grant.future) return;
    TextRow row = grant_row(grant, snapshot);
    if (row[3] == "") return;  // what it was given on is gone
    row.pop_back();
    outcome.rows.push_back(std::move(row));
  });
  return outcome;
}

Result<Outcome> grants_of(const Asked& asked, const ShowInput& input) {
  const std::string name = asked.name.empty() ? "" : asked.name.back();
  if (input.snapshot().find_role(name) == nullptr) {
    return catalog::errors::does_not_exist("Role", name);
  }
  Outcome outcome;
  outcome.shape = shape_of(of_columns);
  each_grant(input.snapshot(), [&](const Grant& grant) {
    if (grant.object_kind != "ROLE" || grant.object_name != name) return;
    outcome.rows.push_back({time_text(grant.created_ms), name, grant.grantee_kind, grant.grantee,
                            grant.granted_by});
  });
  return outcome;
}

Result<Outcome> future_grants(const Asked& asked, const ShowInput& input) {
  std::string prefix;
  for (const std::string& part : asked.name) prefix += part + ".";
  Outcome outcome;
  outcome.shape = shape_of(future_columns);
  each_grant(input.snapshot(), [&](const Grant& grant) {
    const bool asked_for = asked.direction == "TO" ? grant.grantee == asked.name.back()
                                                   : grant.object_name.starts_with(prefix);
    if (!grant.future || !asked_for) return;
    outcome.rows.push_back({time_text(grant.created_ms), grant.privilege, granted_on(grant),
                            grant.object_name, grant.grantee_kind, grant.grantee,
                            true_false(grant.grant_option)});
  });
  return outcome;
}

}  // namespace

Result<Outcome> run_show_grants(const ShowInput& input) {
  Asked asked = TRY(read_question(input.show, input.context()));
  if (input.show.object_kind == "FUTURE GRANTS") return future_grants(asked, input);
  if (asked.direction == "ON") return grants_on(asked, input);
  if (asked.direction == "OF") return grants_of(asked, input);
  if (asked.direction.empty()) asked = {"TO", "USER", {input.context().session.user}};
  if (asked.kind.empty()) asked.kind = "ROLE";
  return grants_to(asked, input);
}

}  // namespace mockhaus::commands
