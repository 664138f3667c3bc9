// Rows of INFORMATION_SCHEMA that tell who may do what.
#include "catalog/information_schema_cells.h"

namespace mockhaus::catalog::information_schema {
namespace {

// Owner and grants of one object: `add(grantor, grantee, kind, privilege, grantable, created)`.
template <class Add>
void each_privilege(const VirtualSource& source, const Object& object, const Add& add) {
  add(object.owner, object.owner, "ROLE", "OWNERSHIP", true, object.created_ms);
  for (const Object* other : source.snapshot->children(account_id, Space::grant)) {
    const auto& grant = static_cast<const Grant&>(*other);
    if (grant.object != object.id || grant.future) continue;
    add(grant.granted_by, grant.grantee, grant.grantee_kind, grant.privilege, grant.grant_option,
        grant.created_ms);
  }
}

constexpr Space schema_spaces[] = {
    Space::relation,  Space::sequence, Space::stage, Space::file_format, Space::function,
    Space::procedure, Space::stream,   Space::task,  Space::pipe,        Space::tag,
};

void add_object(const VirtualSource& source, const Object* schema, const Object& object,
                const std::string& kind, std::vector<VirtualRow>& into) {
  each_privilege(source, object,
                 [&](const std::string& grantor, const std::string& grantee,
                     const std::string& grantee_kind, const std::string& privilege, bool grantable,
                     int64_t created_ms) {
    into.push_back({grantor, grantee, grantee_kind, source.database->name,
                    schema == nullptr ? std::nullopt : VirtualCell(schema->name), object.name,
                    kind, privilege, yes_no(grantable), time_cell(created_ms)});
  });
}

}  // namespace

void table_privileges(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    each_privilege(source, object,
                   [&](const std::string& grantor, const std::string& grantee,
                       const std::string& grantee_kind, const std::string& privilege,
                       bool grantable, int64_t created_ms) {
      into.push_back({grantor, grantee, grantee_kind, source.database->name, schema.name,
                      object.name, privilege, yes_no(grantable), "NO", time_cell(created_ms)});
    });
  });
}

void object_privileges(const VirtualSource& source, std::vector<VirtualRow>& into) {
  add_object(source, nullptr, *source.database, "DATABASE", into);
  for (const Object* schema : source.snapshot->children(source.database->id, Space::schema)) {
    if (static_cast<const Schema&>(*schema).information_schema) continue;
    add_object(source, nullptr, *schema, "SCHEMA", into);
  }
  for (const Space space : schema_spaces) {
    each_object(source, space, [&](const Object& schema, const Object& object) {
      add_object(source, &schema, object, std::string(row_of(object.kind).word), into);
    });
  }
}

void usage_privileges(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::sequence, [&](const Object& schema, const Object& object) {
    add_object(source, &schema, object, "SEQUENCE", into);
  });
}

void applicable_roles(const VirtualSource& source, std::vector<VirtualRow>& into) {
  for (const Object* other : source.snapshot->children(account_id, Space::grant)) {
    const auto& grant = static_cast<const Grant&>(*other);
    if (grant.object_kind != "ROLE" || grant.privilege != "USAGE") continue;
    const Role* role = source.snapshot->find_role(grant.object_name);
    into.push_back({grant.grantee, grant.object_name, role == nullptr ? "" : role->owner, "NO"});
  }
}

void enabled_roles(const VirtualSource& source, std::vector<VirtualRow>& into) {
  for (const Object* role : source.snapshot->children(account_id, Space::role)) {
    into.push_back({role->name, role->owner});
  }
}

}  // namespace mockhaus::catalog::information_schema
