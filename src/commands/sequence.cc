#include "commands/sequence.h"

#include <charconv>

#include "catalog/physical.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/creation.h"
#include "commands/reading.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

Result<int64_t> number_of(std::string_view text, int64_t otherwise, std::string_view what) {
  if (text.empty()) return otherwise;
  int64_t value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) {
    return catalog::errors::invalid_parameter_value(text, what);
  }
  return value;
}

Result<std::shared_ptr<catalog::Sequence>> define(const sql::CreateSequence& create,
                                                  const CommandContext& context) {
  auto sequence = std::make_shared<catalog::Sequence>();
  if (!create.clone.empty()) {
    const FullName from = TRY(full_name(create.clone, "CREATE SEQUENCE", context));
    const catalog::SessionView view = session_view(context);
    const catalog::Object* source = TRY(find_object(view, catalog::Kind::sequence, from));
    sequence = copy_of(static_cast<const catalog::Sequence&>(*source));
    sequence->start = TRY(next_value(context, source->id, sequence->start));
    sequence->created_ms = 0;
  } else {
    sequence->start = TRY(number_of(create.numbers.start, 1, "START"));
    sequence->increment = TRY(number_of(create.numbers.increment, 1, "INCREMENT"));
    if (sequence->increment == 0) {
      return catalog::errors::invalid_parameter_value("0", "INCREMENT");
    }
    sequence->ordered = is_ordered(create.numbers.order, context);
  }
  if (create.has_comment) sequence->comment = create.comment;
  sequence->id = context.account.new_id();
  sequence->owner = context.session.role;
  return sequence;
}

}  // namespace

bool is_ordered(sql::SequenceOrder written, const CommandContext& context) {
  if (written != sql::SequenceOrder::unspecified) return written == sql::SequenceOrder::order;
  return context.parameters != nullptr &&
         !sql::is_on(*context.parameters, "NOORDER_SEQUENCE_AS_DEFAULT");
}

Result<Outcome> run_create_sequence(const Command& command) {
  const auto& create = command.as<sql::CreateSequence>();
  const CommandContext& context = command.context;
  if (create.or_alter) return sql::errors::unsupported("CREATE OR ALTER SEQUENCE");
  const CreateMode mode{create.or_replace, create.if_not_exists};
  TRY(check_mode(mode));
  const FullName name = TRY(full_name(create.name, "CREATE SEQUENCE", context));
  std::shared_ptr<catalog::Sequence> sequence = TRY(define(create, context));
  if (context.describe_only) return created("Sequence", name.name);
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::Schema* schema = TRY(schema_for_new(name, change.current()));
  sequence->parent = schema->id;
  sequence->name = name.name;
  const Way way = TRY(clear_the_way(change, *sequence, mode, name.typed));
  if (way == Way::already_there) return already_exists(name.name);
  TRY(change.execute(catalog::physical::create_sequence(sequence->id, sequence->start,
                                                        sequence->increment)));
  TRY(change.put(std::move(sequence)));
  TRY(change.commit());
  return created("Sequence", name.name);
}

Result<Done> alter_sequence(catalog::Change& change, catalog::Sequence& sequence,
                            const std::vector<PropertyText>& properties,
                            const CommandContext& context) {
  for (const PropertyText& property : properties) {
    if (property.name == "COMMENT") {
      sequence.comment = property.text;
    } else if (property.name == "ORDER" || property.name == "NOORDER") {
      sequence.ordered = property.name == "ORDER";
    } else if (property.name == "INCREMENT" && property.text.empty()) {
      continue;  // INCREMENT BY 5 without '=': the number comes as a value of its own
    } else if (property.name == "BY" || property.name == "SET") {
      continue;
    } else if (property.name == "INCREMENT" || property.name.empty()) {
      const int64_t step = TRY(integer_of(property));
      if (step == 0) return catalog::errors::invalid_parameter_value("0", "INCREMENT");
      // The engine's step cannot be changed: another sequence goes on where this one stood.
      const int64_t next = TRY(next_value(context, sequence.id, sequence.start));
      TRY(change.execute(catalog::physical::drop_sequence(sequence.id)));
      const bool fresh = next == sequence.start;
      const int64_t start = fresh ? next : next - sequence.increment + step;
      TRY(change.execute(catalog::physical::create_sequence(sequence.id, start, step)));
      sequence.increment = step;
    } else {
      return catalog::errors::invalid_property(property.name, "SEQUENCE");
    }
  }
  return Done{};
}

}  // namespace mockhaus::commands
