// files in stages: PUT, GET, LIST, REMOVE, and COPY INTO both ways.
#pragma once

#include "sql/ast/property.h"
#include "sql/ast/statement.h"

namespace mockhaus::sql {

// A stage or URL as written: @db.schema.stage/path, @%table, @~/path, 's3://bucket/path'. `text`
// is decoded, with the @; `quoted` when it was a string literal; `variable` for :v, $v and ?.
struct Location {
  std::string_view text;
  bool quoted = false;
  const Expression* variable = nullptr;
  Span span;
  EACH_FIELD(FIELD(text) FIELD(quoted) FIELD(variable))
};

struct Put final : Statement {  // PUT file:///path @stage [options]
  Put() : Statement(StatementKind::put) {}
  Location file, stage;
  List<const Property> options;
  EACH_FIELD(FIELD(file) FIELD(stage) FIELD(options))
};
struct Get final : Statement {
  Get() : Statement(StatementKind::get) {}
  Location stage, file;
  List<const Property> options;
  EACH_FIELD(FIELD(stage) FIELD(file) FIELD(options))
};
struct ListFiles final : Statement {
  ListFiles() : Statement(StatementKind::list_files) {}
  Location stage;
  List<const Property> options;
  EACH_FIELD(FIELD(stage) FIELD(options))
};
struct RemoveFiles final : Statement {
  RemoveFiles() : Statement(StatementKind::remove_files) {}
  Location stage;
  List<const Property> options;
  EACH_FIELD(FIELD(stage) FIELD(options))
};

struct CopyIntoTable final : Statement {
  CopyIntoTable() : Statement(StatementKind::copy_into_table) {}
  ObjectName table;
  List<const Identifier> columns;
  bool has_source = false;        // without FROM the table stage is used
  Location source;
  const Query* query = nullptr;   // FROM (SELECT .. FROM @stage)
  List<const Property> options;   // FILES, PATTERN, FILE_FORMAT, ON_ERROR, VALIDATION_MODE, ..
  EACH_FIELD(FIELD(table) FIELD(columns) FIELD(has_source) FIELD(source) FIELD(query)
             FIELD(options))
};

struct CopyIntoLocation final : Statement {
  CopyIntoLocation() : Statement(StatementKind::copy_into_location) {}
  Location target;
  ObjectName table;
  const Query* query = nullptr;
  const Expression* partition_by = nullptr;
  List<const Property> options;
  EACH_FIELD(FIELD(target) FIELD(table) FIELD(query) FIELD(partition_by) FIELD(options))
};

}  // namespace mockhaus::sql
