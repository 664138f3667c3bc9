// CREATE, ALTER, DROP and COMMENT of other objects, GRANT and REVOKE, as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put_statement(const CreateObject& node) {
  put_create(node.or_replace, node.or_alter);
  for (std::string_view modifier : node.modifiers) {
    put(modifier);
    put(" ");
  }
  put(node.object_kind);
  put(node.if_not_exists ? " IF NOT EXISTS " : " ");
  put(node.name);
  if (!node.clone.empty()) {
    put(" CLONE ");
    put(node.clone);
    put(node.clone_at);
  }
  put_clauses(node.properties);
  put_tags(node.tags);
}

void Printer::put_statement(const CreateSequence& node) {
  put_create(node.or_replace, node.or_alter);
  put(node.if_not_exists ? "SEQUENCE IF NOT EXISTS " : "SEQUENCE ");
  put(node.name);
  if (!node.clone.empty()) {
    put(" CLONE ");
    put(node.clone);
    put(node.clone_at);
  }
  put_autoincrement(node.numbers, true);
  if (!node.has_comment) return;
  put(" COMMENT = ");
  put_text(node.comment);
}

void Printer::put_statement(const AlterObject& node) {
  put("ALTER ");
  put(node.object_kind);
  put_if(node.if_exists, " IF EXISTS");
  if (!node.name.empty()) {
    put(" ");
    put(node.name);
  }
  if (node.has_argument_types) put_types(node.argument_types);
  switch (node.action) {
    case AlterObjectKind::rename_to:
    case AlterObjectKind::swap_with:
      put(node.action == AlterObjectKind::rename_to ? " RENAME TO " : " SWAP WITH ");
      return put(node.new_name);
    case AlterObjectKind::set_properties:
      put(" SET");
      return put_clauses(node.properties);
    case AlterObjectKind::unset_properties:
      put(" UNSET ");
      return put_properties(node.properties, ", ");
    case AlterObjectKind::set_tags:
      put(" SET TAG ");
      return put_tag_values(node.tags);
    case AlterObjectKind::unset_tags:
      put(" UNSET TAG ");
      return put_list<TagValue>(node.tags, [&](const TagValue& tag) { put(tag.name); });
    case AlterObjectKind::other: break;
  }
  put_clauses(node.properties);
  if (node.body != nullptr) {
    put(" ");
    put(*node.body);
  }
  if (node.condition == nullptr) return;
  put(node.properties[0].name == "SET" ? " -> " : " ");
  put(*node.condition);
}

void Printer::put_statement(const Drop& node) {
  put("DROP ");
  put(node.object_kind);
  put(node.if_exists ? " IF EXISTS " : " ");
  put(node.name);
  if (node.has_argument_types) put_types(node.argument_types);
  put_if(node.cascade, " CASCADE");
  put_if(node.restrict, " RESTRICT");
  put_clauses(node.properties);
}

void Printer::put_statement(const Undrop& node) {
  put("UNDROP ");
  put(node.object_kind);
  put(" ");
  put(node.name);
  put_clauses(node.properties);
}

void Printer::put_statement(const Comment& node) {
  put(node.if_exists ? "COMMENT IF EXISTS ON " : "COMMENT ON ");
  put(node.object_kind);
  put(" ");
  put(node.name);
  if (node.has_argument_types) put_types(node.argument_types);
  put(" IS ");
  put_text(node.text);
}

// What is granted, up to TO or FROM.
void Printer::put_grant_body(const GrantBody& body) {
  if (body.ownership) put("OWNERSHIP");
  put_list<Privilege>(body.privileges, [&](const Privilege& privilege) {
    put(privilege.name);
    if (privilege.columns.empty()) return;
    put(" (");
    put(privilege.columns);
    put(")");
  });
  put_if(body.target != GrantTarget::role, " ON ");
  switch (body.target) {
    case GrantTarget::account: return put("ACCOUNT");
    case GrantTarget::all:
    case GrantTarget::future:
      put(body.target == GrantTarget::all ? "ALL " : "FUTURE ");
      put(body.object_kind);
      put(" IN ");
      put(body.container_kind);
      put_if(!body.container.empty() && !body.container_kind.empty(), " ");
      return put(body.container);
    case GrantTarget::role:
    case GrantTarget::object: break;
  }
  put(body.object_kind);
  put(" ");
  put_list<ObjectName>(body.names);
  if (body.has_argument_types) put_types(body.argument_types);
}

void Printer::put_statement(const Grant& node) {
  put("GRANT ");
  put_grant_body(node.body);
  put(" TO ");
  put(node.body.grantee_kind);
  put_if(!node.body.grantee_kind.empty(), " ");
  put(node.body.grantee);
  put_if(node.with_grant_option, " WITH GRANT OPTION");
  if (node.current_grants.empty()) return;
  put(" ");
  put(node.current_grants);
  put(" CURRENT GRANTS");
}

void Printer::put_statement(const Revoke& node) {
  put("REVOKE ");
  put_if(node.grant_option_for, "GRANT OPTION FOR ");
  put_grant_body(node.body);
  put(" FROM ");
  put(node.body.grantee_kind);
  put_if(!node.body.grantee_kind.empty(), " ");
  put(node.body.grantee);
  put_if(node.cascade, " CASCADE");
  put_if(node.restrict, " RESTRICT");
}

}  // namespace mockhaus::sql
