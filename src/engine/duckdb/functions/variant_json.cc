// PARSE_JSON, TRY_PARSE_JSON, CHECK_JSON, TO_JSON and the text that a client sees.
#include "engine/duckdb/functions/variant_settings_argument.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/json_parse.h"
#include "values/json_print.h"
#include "values/variant_cast.h"
#include "values/variant_path.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::DuplicateKey;
using values::JsonContent;
using values::JsonOutcome;
using Text = std::string_view;

// The second argument of PARSE_JSON: 'd' allows duplicate keys, 's' (the default) refuses them.
DuplicateKey duplicates_of(duckdb_data_chunk input, idx_t row) {
  if (duckdb_data_chunk_get_column_count(input) < 2) return DuplicateKey::refuse;
  const Text flag = Column<Text>(input, 1)[row];
  return flag == "d" || flag == "D" ? DuplicateKey::keep_last : DuplicateKey::refuse;
}

enum class OnProblem { fail, give_null };

template <OnProblem on_problem>
void run_parse(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<Text> texts(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    values::VariantBuilder& builder = results.start();
    const JsonOutcome outcome = parse_json(texts[row], duplicates_of(input, row), builder);
    if (outcome.problem) {
      if (on_problem == OnProblem::give_null) return results.set_null(row), true;
      return fail(info, json_error(*outcome.problem)), false;
    }
    if (outcome.content == JsonContent::blank || builder.view().is_undefined()) {
      results.set_null(row);
    } else {
      results.finish(row);
    }
    return true;
  });
}

void run_check(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<Text> texts(input, 0);
  Output<Text> problems(output);
  values::VariantBuilder builder;
  each_row(input, output, [&](idx_t row) {
    const JsonOutcome outcome = parse_json(texts[row], DuplicateKey::refuse, builder);
    if (outcome.problem) problems.set(row, describe(*outcome.problem));
    else problems.set_null(row);
  });
}

enum class Form { compact, display };

template <Form form>
void run_print(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<Text> texts(output);
  const SettingsArgument settings(input, 1);
  std::string text;
  each_row(input, output, [&](idx_t row) {
    text.clear();
    values::JsonStyle style{settings.temporal()};
    if (form == Form::display) {
      style.indent = settings.values().json_indent;
      style.strict = settings.values().strict_json_output;
    }
    if (!print_json(variants[row], style, text)) {
      return fail(info, values::variant_too_deep()), false;
    }
    texts.set(row, text);
    return true;
  }, 1);
}

// JSON_EXTRACT_PATH_TEXT(text, path)
void run_extract_path_text(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  Column<Text> texts(input, 0), paths(input, 1);
  Output<Text> results(output);
  const SettingsArgument settings(input, 2);
  values::VariantBuilder builder;
  std::string text;
  each_row(input, output, [&](idx_t row) {
    const JsonOutcome outcome = parse_json(texts[row], DuplicateKey::refuse, builder);
    if (outcome.problem) return fail(info, json_error(*outcome.problem)), false;
    const auto path = values::parse_variant_path(paths[row]);
    if (!path.ok()) return fail(info, path.error()), false;
    const auto found = outcome.content == JsonContent::blank
                           ? std::nullopt
                           : get_path(builder.view(), path.value());
    text.clear();
    const auto cast = found ? cast_to_text(*found, settings.temporal(), text)
                            : values::VariantCast::null;
    if (cast == values::VariantCast::value) results.set(row, text);
    else results.set_null(row);
    return true;
  }, 2);
}

constexpr NativeFunction functions[] = {
    {"mh_check_json", {type::varchar}, type::varchar, run_check},
    {"mh_display_json", {type::blob, type::varchar}, type::varchar, run_print<Form::display>},
    {"mh_json_extract_path_text", {type::varchar, type::varchar}, type::varchar,
     run_extract_path_text},
    {"mh_json_extract_path_text", {type::varchar, type::varchar, type::varchar}, type::varchar,
     run_extract_path_text},
    {"mh_parse_json", {type::varchar}, type::blob, run_parse<OnProblem::fail>},
    {"mh_parse_json", {type::varchar, type::varchar}, type::blob, run_parse<OnProblem::fail>},
    {"mh_to_json", {type::blob}, type::varchar, run_print<Form::compact>},
    {"mh_to_json", {type::blob, type::varchar}, type::varchar, run_print<Form::compact>},
    {"mh_try_parse_json", {type::varchar}, type::blob, run_parse<OnProblem::give_null>},
    {"mh_try_parse_json", {type::varchar, type::varchar}, type::blob,
     run_parse<OnProblem::give_null>},
};

}  // namespace

std::span<const NativeFunction> variant_json_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
