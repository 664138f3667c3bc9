// table: the fields of each kind of object that a record keeps, listed once. record.cc writes and
// reads by the same lists. Id, parent and name are members of the record itself.
#pragma once

#include <concepts>

#include "catalog/access.h"
#include "catalog/routine.h"
#include "catalog/table.h"

namespace mockhaus::catalog {

template <class T, class Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;

template <class Visit, class T>
void object_fields(Visit& visit, T& o) {
  visit("signature", o.signature);
  visit("owner", o.owner);
  visit("comment", o.comment);
  visit("created", o.created_ms);
  visit("altered", o.altered_ms);
  visit("dropped", o.dropped_ms);
  visit("tags", o.tags);
  visit("parameters", o.parameters);
}

template <class Visit, Is<Database> T>
void each_field(Visit& visit, T& o) {
  visit("transient", o.transient);
  visit("retention", o.retention_days);
}

template <class Visit, Is<Schema> T>
void each_field(Visit& visit, T& o) {
  visit("transient", o.transient);
  visit("managed", o.managed_access);
  visit("information", o.information_schema);
  visit("retention", o.retention_days);
}

template <class Visit, Is<Identity> T>
void each_field(Visit& visit, T& o) {
  visit("start", o.start);
  visit("increment", o.increment);
  visit("ordered", o.ordered);
  visit("sequence", o.sequence);
}

template <class Visit, Is<Column> T>
void each_field(Visit& visit, T& o) {
  visit("id", o.id);
  visit("name", o.name);
  visit("type", o.type);
  visit("nullable", o.nullable);
  visit("narrow", o.narrow);
  visit("default", o.default_text);
  visit("identity", o.identity);
  visit("computed", o.computed_text);
  visit("collation", o.collation);
  visit("comment", o.comment);
  visit("tags", o.tags);
}

template <class Visit, Is<TableConstraint> T>
void each_field(Visit& visit, T& o) {
  visit("type", o.type);
  visit("name", o.name);
  visit("named", o.named);
  visit("columns", o.columns);
  visit("referenced", o.referenced_table);
  visit("referenced_columns", o.referenced_columns);
  visit("check", o.check_text);
  visit("rely", o.rely);
  visit("update_rule", o.update_rule);
  visit("delete_rule", o.delete_rule);
  visit("deferrability", o.deferrability);
  visit("comment", o.comment);
  visit("created", o.created_ms);
}

template <class Visit, Is<Table> T>
void each_field(Visit& visit, T& o) {
  visit("type_word", o.type_word);
  visit("durability", o.durability);
  visit("columns", o.columns);
  visit("next_column", o.next_column);
  visit("constraints", o.constraints);
  visit("cluster_by", o.cluster_by);
  visit("retention", o.retention_days);
  visit("change_tracking", o.change_tracking);
  visit("schema_evolution", o.schema_evolution);
  visit("collation", o.collation);
  visit("properties", o.properties);
}

template <class Visit, Is<ViewColumn> T>
void each_field(Visit& visit, T& o) {
  visit("name", o.name);
  visit("type", o.type);
  visit("nullable", o.nullable);
  visit("comment", o.comment);
}

template <class Visit, Is<View> T>
void each_field(Visit& visit, T& o) {
  visit("secure", o.secure);
  visit("temporary", o.temporary);
  visit("recursive", o.recursive);
  visit("materialized", o.materialized);
  visit("column_list", o.has_column_list);
  visit("columns", o.columns);
  visit("query", o.query);
  visit("text", o.text);
  visit("cluster_by", o.cluster_by);
  visit("change_tracking", o.change_tracking);
}

template <class Visit, Is<Sequence> T>
void each_field(Visit& visit, T& o) {
  visit("start", o.start);
  visit("increment", o.increment);
  visit("ordered", o.ordered);
}

template <class Visit, Is<RoutineParameter> T>
void each_field(Visit& visit, T& o) {
  visit("name", o.name);
  visit("type", o.type);
  visit("default", o.default_text);
}

template <class Visit, Is<Routine> T>
void each_field(Visit& visit, T& o) {
  visit("parameters", o.parameters);
  visit("result", o.result);
  visit("result_text", o.result_text);
  visit("returns_table", o.returns_table);
  visit("result_columns", o.result_columns);
  visit("language", o.language);
  visit("body", o.body);
  visit("text", o.text);
  visit("secure", o.secure);
  visit("temporary", o.temporary);
  visit("aggregate", o.aggregate);
  visit("memoizable", o.memoizable);
  visit("strict", o.strict);
  visit("immutable", o.immutable);
  visit("caller_rights", o.caller_rights);
  visit("properties", o.properties);
}

template <class Visit, Is<StoredObject> T>
void each_field(Visit& visit, T& o) {
  visit("subkind", o.subkind);
  visit("properties", o.properties);
  visit("text", o.text);
}

template <class Visit, Is<RsaKey> T>
void each_field(Visit& visit, T& o) {
  visit("public_key", o.public_key);
  visit("fingerprint", o.fingerprint);
  visit("set", o.set_ms);
}

template <class Visit, Is<AccessToken> T>
void each_field(Visit& visit, T& o) {
  visit("name", o.name);
  visit("id", o.id);
  visit("secret_hash", o.secret_hash);
  visit("role", o.role);
  visit("created_by", o.created_by);
  visit("comment", o.comment);
  visit("created", o.created_ms);
  visit("expires", o.expires_ms);
  visit("disabled", o.disabled);
  visit("bypass_minutes", o.bypass_minutes);
  visit("rotated_to", o.rotated_to);
}

template <class Visit, Is<User> T>
void each_field(Visit& visit, T& o) {
  visit("login_name", o.login_name);
  visit("display_name", o.display_name);
  visit("first_name", o.first_name);
  visit("middle_name", o.middle_name);
  visit("last_name", o.last_name);
  visit("email", o.email);
  visit("password_hash", o.password_hash);
  visit("rsa_key", o.rsa_key);
  visit("rsa_key_2", o.rsa_key_2);
  visit("default_role", o.default_role);
  visit("default_warehouse", o.default_warehouse);
  visit("default_namespace", o.default_namespace);
  visit("default_secondary_roles", o.default_secondary_roles);
  visit("type", o.type);
  visit("disabled", o.disabled);
  visit("must_change_password", o.must_change_password);
  visit("expires", o.expires_ms);
  visit("locked_until", o.locked_until_ms);
  visit("password_set", o.password_set_ms);
  visit("unlocked", o.unlocked_ms);
  visit("access_tokens", o.access_tokens);
  visit("properties", o.properties);
}

template <class Visit, Is<Role> T>
void each_field(Visit&, T&) {}

template <class Visit, Is<Warehouse> T>
void each_field(Visit& visit, T& o) {
  visit("type", o.type);
  visit("size", o.size);
  visit("started", o.started);
  visit("min_clusters", o.min_clusters);
  visit("max_clusters", o.max_clusters);
  visit("auto_suspend", o.auto_suspend_seconds);
  visit("auto_resume", o.auto_resume);
  visit("scaling_policy", o.scaling_policy);
  visit("resource_monitor", o.resource_monitor);
  visit("query_acceleration", o.query_acceleration);
  visit("query_acceleration_scale", o.query_acceleration_scale);
  visit("resumed", o.resumed_ms);
}

template <class Visit, Is<Grant> T>
void each_field(Visit& visit, T& o) {
  visit("privilege", o.privilege);
  visit("object_kind", o.object_kind);
  visit("object", o.object);
  visit("object_name", o.object_name);
  visit("grantee_kind", o.grantee_kind);
  visit("grantee", o.grantee);
  visit("granted_by", o.granted_by);
  visit("grant_option", o.grant_option);
  visit("future", o.future);
}

}  // namespace mockhaus::catalog
