// CREATE of policies, streams, tasks, pipes and alerts; EXECUTE.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// name type
Result<RoutineParameter> parse_policy_parameter(Cursor& in) {
  RoutineParameter parameter;
  parameter.name = TRY(in.expect_name(NameUse::any));
  parameter.type = TRY(parse_type(in));
  return parameter;
}

std::string_view take_policy_kind(Cursor& in) {
  std::string_view kind = "ROW ACCESS";
  if (!in.take("ROW", "ACCESS")) {
    kind = "STORAGE LIFECYCLE";
    if (!in.take("STORAGE", "LIFECYCLE")) {
      kind = in.word_text(in.peek());
      in.skip();
    }
  }
  in.skip();  // POLICY
  return kind;
}

bool at_task_body(const Cursor& in) { return in.at(Keyword::as); }

// {AFTER names | WHEN e | CLONE name | tags | property}
Result<Done> parse_task_clause(Cursor& in, CreateTask& task, std::vector<TagValue>& tags,
                               std::vector<Property>& properties) {
  if (in.take("AFTER")) {
    task.after = TRY(parse_comma_list<ObjectName>(
        in, [](Cursor& at) { return parse_object_name(at, NameUse::any); }));
  } else if (in.take(Keyword::when)) {
    task.when = TRY(parse_expression(in));
  } else if (in.take(Keyword::clone)) {
    task.clone = TRY(parse_object_name(in));
  } else if (at_tags(in)) {
    const List<const TagValue> more = TRY(parse_tags(in));
    tags.insert(tags.end(), more.begin(), more.end());
  } else if (!in.take(TokenKind::comma)) {  // clauses may be separated by commas
    if (in.at(TokenKind::minus)) return in.unexpected();
    const Property property = TRY(parse_property(in));
    properties.push_back(property);
  }
  return Done{};
}

bool at_condition(const Cursor& in) {
  return in.at(Keyword::if_) && in.at(TokenKind::left_paren, 1);
}

}  // namespace

// kind POLICY [IF NOT EXISTS] name AS ( [name type, ..] ) RETURNS type -> e { property }
StatementResult parse_create_policy(Cursor& in, const CreateHead& head) {
  CreatePolicy* policy = in.make<CreatePolicy>();
  policy->or_replace = head.or_replace;
  policy->or_alter = head.or_alter;
  policy->policy_kind = take_policy_kind(in);
  policy->if_not_exists = take_if_not_exists(in);
  policy->name = TRY(parse_object_name(in, NameUse::any));
  TRY(in.expect(Keyword::as));
  TRY(in.expect(TokenKind::left_paren));
  if (!in.at(TokenKind::right_paren)) {
    policy->parameters = TRY(parse_comma_list<RoutineParameter>(in, parse_policy_parameter));
  }
  TRY(in.expect(TokenKind::right_paren));
  TRY(in.expect("RETURNS"));
  policy->return_type = TRY(parse_type(in));
  TRY(in.expect(TokenKind::arrow));
  const uint32_t body_start = in.start();
  policy->body = TRY(parse_expression(in));
  policy->body_span = in.span_from(body_start);
  policy->properties = TRY(parse_properties(in));
  return policy;
}

// STREAM [IF NOT EXISTS] name {CLONE s | ON kind name [AT ..]} { property }
StatementResult parse_create_stream(Cursor& in, const CreateHead& head) {
  CreateStream* stream = in.make<CreateStream>();
  stream->or_replace = head.or_replace;
  stream->or_alter = head.or_alter;
  in.skip();
  stream->if_not_exists = take_if_not_exists(in);
  stream->name = TRY(parse_object_name(in));
  if (at_tags(in)) stream->tags = TRY(parse_tags(in));
  stream->copy_grants = in.take("COPY", "GRANTS");
  if (in.take(Keyword::clone)) {
    stream->clone = TRY(parse_object_name(in));
    if (in.take("COPY", "GRANTS")) stream->copy_grants = true;
    return stream;
  }
  TRY(in.expect(Keyword::on));
  stream->source_kind = take_object_kind(in);
  if (stream->source_kind.empty()) return in.unexpected();
  stream->source = TRY(parse_object_name(in));
  stream->time_travel = TRY(parse_time_travel(in));
  stream->properties = TRY(parse_properties(in));
  return stream;
}

// TASK [IF NOT EXISTS] name { clause } AS statement
StatementResult parse_create_task(Cursor& in, const CreateHead& head) {
  CreateTask* task = in.make<CreateTask>();
  task->or_replace = head.or_replace;
  task->or_alter = head.or_alter;
  in.skip();
  task->if_not_exists = take_if_not_exists(in);
  task->name = TRY(parse_object_name(in, NameUse::any));
  std::vector<TagValue> tags;
  std::vector<Property> properties;
  while (!at_statement_end(in) && !at_task_body(in)) {
    TRY(parse_task_clause(in, *task, tags, properties));
  }
  if (in.take(Keyword::as)) {
    const uint32_t body_start = in.start();
    task->body = TRY(parse_body_statement(in));
    task->body_span = in.span_from(body_start);
  } else if (task->clone.empty()) {
    return in.unexpected();
  }
  task->tags = in.list(tags);
  task->properties = in.list(properties);
  return task;
}

// PIPE [IF NOT EXISTS] name { property } AS copy
StatementResult parse_create_pipe(Cursor& in, const CreateHead& head) {
  CreatePipe* pipe = in.make<CreatePipe>();
  pipe->or_replace = head.or_replace;
  in.skip();
  pipe->if_not_exists = take_if_not_exists(in);
  pipe->name = TRY(parse_object_name(in));
  pipe->properties = TRY(parse_properties(in, at_task_body));
  TRY(in.expect(Keyword::as));
  const uint32_t copy_start = in.start();
  if (!in.at(Keyword::copy)) return in.unexpected();
  pipe->copy = TRY(parse_copy(in));
  pipe->copy_span = in.span_from(copy_start);
  return pipe;
}

// ALERT [IF NOT EXISTS] name { property } IF ( EXISTS ( statement ) ) THEN statement
StatementResult parse_create_alert(Cursor& in, const CreateHead& head) {
  CreateAlert* alert = in.make<CreateAlert>();
  alert->or_replace = head.or_replace;
  alert->or_alter = head.or_alter;
  in.skip();
  alert->if_not_exists = take_if_not_exists(in);
  alert->name = TRY(parse_object_name(in));
  alert->properties = TRY(parse_properties(in, at_condition));
  TRY(in.expect(Keyword::if_));
  TRY(in.expect(TokenKind::left_paren));
  TRY(in.expect(Keyword::exists));
  TRY(in.expect(TokenKind::left_paren));
  alert->condition = TRY(parse_statement(in));
  TRY(in.expect(TokenKind::right_paren));
  TRY(in.expect(TokenKind::right_paren));
  TRY(in.expect(Keyword::then));
  alert->action = TRY(parse_body_statement(in));
  return alert;
}

// EXECUTE IMMEDIATE {e | FROM @stage/file} [USING ( e, .. )] | EXECUTE TASK name .. | EXECUTE ..
StatementResult parse_execute(Cursor& in) {
  const uint32_t start = in.start();
  if (in.at("IMMEDIATE", 1)) {
    ExecuteImmediate* node = in.make<ExecuteImmediate>();
    in.skip(2);
    if (in.take(Keyword::from)) {
      if (!in.at(TokenKind::stage) && !in.at_string()) return in.unexpected();
      node->from_stage = in.source(in.peek());
      in.skip();
    } else {
      node->text = TRY(parse_expression(in));
    }
    if (in.take(Keyword::using_)) node->arguments = TRY(parse_parenthesized_expressions(in));
    node->properties = TRY(parse_properties(in));
    return finish_statement(in, node, start);
  }
  if (in.at(Keyword::task, 1)) {
    ExecuteTask* node = in.make<ExecuteTask>();
    in.skip(2);
    node->name = TRY(parse_object_name(in, NameUse::any));
    node->properties = TRY(parse_properties(in));
    return finish_statement(in, node, start);
  }
  if (!in.at(TokenKind::word, 1)) return in.unexpected(1);
  return parse_generic(in);
}

}  // namespace mockhaus::sql
