// Measures translation alone: each query of TPC-H from text to the engine's SQL.
//
// usage: translate_bench FOLDER, which holds schema.sql and q01.sql ... q22.sql (examples/tpch).
// Prints one line for each query: its name and the median in milliseconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/check.h"
#include "sql/ast/table_ddl.h"
#include "sql/parse/parse.h"
#include "sql/sql.h"

namespace mockhaus::sql {
namespace {

constexpr int runs = 101;
constexpr std::string_view database = "TPCH", schema = "PUBLIC";

std::string read_file(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Tables only, made from CREATE TABLE statements.
class Tables final : public CatalogView {
 public:
  Tables(std::string_view ddl, const SessionContext& context) {
    auto statements = parse_statements(ddl);
    CHECK(statements.ok());
    for (const ParsedStatement& parsed : *statements) {
      add(as<CreateTable>(*parsed.statement), context);
    }
  }

  bool has_database(std::string_view name) const override { return name == database; }
  bool has_schema(std::string_view, std::string_view name) const override {
    return name == schema;
  }
  const Relation* find_relation(std::string_view, std::string_view,
                                std::string_view name) const override {
    const auto found = relations_.find(name);
    return found == relations_.end() ? nullptr : &found->second;
  }
  const SequenceInfo* find_sequence(std::string_view, std::string_view,
                                    std::string_view) const override {
    return nullptr;
  }
  std::vector<const UserFunctionInfo*> find_functions(std::string_view, std::string_view,
                                                      std::string_view) const override {
    return {};
  }

 private:
  void add(const CreateTable& table, const SessionContext& context) {
    Relation relation;
    relation.name = table.name.parts.back().text;
    relation.database = database;
    relation.schema = schema;
    relation.id = relations_.size() + 1;
    relation.physical_name = "t" + std::to_string(relation.id);
    for (const ColumnDefinition& column : table.columns) {
      auto type = resolve_type(*column.type, context);
      CHECK(type.ok());
      relation.columns.push_back({.name = std::string(column.name.text),
                                  .type = *type,
                                  .nullable = !column.not_null,
                                  .physical_name = "c" + std::to_string(relation.columns.size())});
    }
    relations_.emplace(relation.name, std::move(relation));
  }

  std::map<std::string, Relation, std::less<>> relations_;
};

void translate(std::string_view text, const SessionContext& context, const CatalogView& catalog) {
  auto statements = parse_statements(text);
  CHECK(statements.ok());
  const ParsedStatement& parsed = statements->front();
  const Query& query = *as<QueryStatement>(*parsed.statement).query;
  const auto translation = translate_query(query, parsed.text, context, catalog);
  if (!translation.ok()) std::fprintf(stderr, "%s\n", translation.error().message.c_str());
  CHECK(translation.ok());
}

double median_milliseconds(std::string_view text, const SessionContext& context,
                           const CatalogView& catalog) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto started = Clock::now();
    translate(text, context, catalog);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - started).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void bench_folder(const std::filesystem::path& folder) {
  SessionContext context;
  context.database = database;
  context.schema = schema;
  const Tables catalog(read_file(folder / "schema.sql"), context);
  for (int number = 1; number <= 22; ++number) {
    char name[8];
    std::snprintf(name, sizeof name, "q%02d", number);
    const std::string text = read_file(folder / (std::string(name) + ".sql"));
    std::printf("%s %.4f\n", name, median_milliseconds(text, context, catalog));
  }
}

}  // namespace
}  // namespace mockhaus::sql

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: translate_bench FOLDER\n", stderr);
    return 2;
  }
  mockhaus::sql::bench_folder(arguments[1]);
  return 0;
}
