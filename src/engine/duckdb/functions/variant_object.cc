// The OBJECT_ functions. An argument that must be an object and is none is an error.
#include "engine/duckdb/functions/variant_source.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/variant_cast.h"
#include "values/variant_errors.h"
#include "values/variant_object.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::DuplicateKey;
using values::VariantBuilder;
using values::VariantView;
using Text = std::string_view;

bool expect_object(duckdb_function_info info, VariantView value) {
  if (value.is_object()) return true;
  fail(info, values::errors::not_an_object(value));
  return false;
}

enum class NullValues { dropped, kept };

// Ends the object, or fails for the first key that came twice.
bool end_object(duckdb_function_info info, VariantBuilder& out, const std::vector<Text>& keys) {
  const auto repeated = out.end_object(DuplicateKey::refuse);
  if (!repeated) return true;
  fail(info, values::errors::duplicate_field_key(keys[*repeated]));
  return false;
}

// OBJECT_CONSTRUCT(key, value, ...): keys are VARCHAR, values VARIANT or what mh_variant takes.
template <NullValues null_values>
void run_construct(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t columns = duckdb_data_chunk_get_column_count(input);
  std::vector<Column<Text>> key_columns;
  std::vector<VariantSource> value_columns;
  for (idx_t i = 0; i + 1 < columns; i += 2) {
    key_columns.emplace_back(input, i);
    value_columns.emplace_back(input, i + 1);
    if (!value_columns.back().expect_variant(info, duckdb_data_chunk_get_size(input))) return;
  }
  VariantOutput results(output);
  std::vector<Text> keys;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    keys.clear();
    VariantBuilder& out = results.start();
    out.begin_object();
    for (size_t i = 0; i < key_columns.size(); ++i) {
      if (!key_columns[i].valid(row)) continue;
      const bool value = value_columns[i].valid(row) && value_columns[i].has_values();
      if (!value && null_values == NullValues::dropped) continue;
      keys.push_back(key_columns[i][row]);
      out.add_key(keys.back());
      if (value) value_columns[i].add(row, out);
      else out.add_null();
    }
    if (!end_object(info, out, keys)) return;
    results.finish(row);
  }
}

template <void (*write)(VariantView, VariantBuilder&)>
void run_one(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn objects(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, objects[row])) return false;
    write(objects[row], results.start());
    return results.finish(row), true;
  });
}

void run_size(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn objects(input, 0);
  Output<int64_t> sizes(output);
  each_row(input, output, [&](idx_t row) {
    if (objects[row].is_object()) sizes.set(row, static_cast<int64_t>(objects[row].size()));
    else sizes.set_null(row);
  });
}

void run_has_key(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn objects(input, 0);
  Column<Text> keys(input, 1);
  Output<bool> answers(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, objects[row])) return false;
    return answers.set(row, objects[row].find(keys[row]).has_value()), true;
  });
}

using ChooseKeys = void (*)(VariantView, std::span<const Text>, VariantBuilder&);

// OBJECT_DELETE, OBJECT_PICK(object, key, ...): NULL keys are passed over.
template <ChooseKeys choose>
void run_choose(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn objects(input, 0);
  std::vector<Column<Text>> key_columns;
  for (idx_t i = 1; i < duckdb_data_chunk_get_column_count(input); ++i) {
    key_columns.emplace_back(input, i);
  }
  VariantOutput results(output);
  std::vector<Text> keys;
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, objects[row])) return false;
    keys.clear();
    for (const auto& column : key_columns) {
      if (column.valid(row)) keys.push_back(column[row]);
    }
    choose(objects[row], keys, results.start());
    return results.finish(row), true;
  }, 1);
}

// The same with the keys in one array.
template <ChooseKeys choose>
void run_choose_by_array(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  VariantColumn objects(input, 0), arrays(input, 1);
  VariantOutput results(output);
  std::vector<Text> keys;
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, objects[row])) return false;
    keys.clear();
    const values::VariantParts elements(arrays[row]);
    for (size_t i = 0; i < elements.size(); ++i) keys.push_back(elements.value(i).text());
    choose(objects[row], keys, results.start());
    return results.finish(row), true;
  });
}

// OBJECT_INSERT(object, key, value [, update])
void run_insert(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn objects(input, 0), added(input, 2);
  Column<Text> keys(input, 1);
  Column<bool> updates;
  if (duckdb_data_chunk_get_column_count(input) > 3) updates = Column<bool>(input, 3);
  const bool has_updates = duckdb_data_chunk_get_column_count(input) > 3;
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, objects[row])) return false;
    const bool update = has_updates && updates.valid(row) && updates[row];
    const auto duplicates = update ? DuplicateKey::keep_last : DuplicateKey::refuse;
    if (!values::object_insert(objects[row], keys[row], added.get(row), duplicates,
                               results.start())) {
      return fail(info, values::errors::duplicate_field_key(keys[row])), false;
    }
    return results.finish(row), true;
  }, 2);
}

// ARRAYS_TO_OBJECT(keys, values): NULL keys are passed over.
void run_from_arrays(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn key_arrays(input, 0), value_arrays(input, 1);
  VariantOutput results(output);
  std::vector<Text> keys;
  each_row(input, output, [&](idx_t row) {
    const values::VariantParts names(key_arrays[row]), parts(value_arrays[row]);
    if (names.size() != parts.size()) {
      return fail(info, values::errors::array_lengths_differ(names.size(), parts.size())), false;
    }
    keys.clear();
    VariantBuilder& out = results.start();
    out.begin_object();
    for (size_t i = 0; i < names.size(); ++i) {
      const VariantView name = names.value(i);
      if (name.is_undefined() || name.is_null()) continue;
      if (name.kind() != values::VariantKind::text) {
        return fail(info, values::errors::object_key_is_no_text(name)), false;
      }
      keys.push_back(name.text());
      out.add_key(name.text());
      if (parts.value(i).is_undefined()) out.add_null();
      else out.add(parts.value(i));
    }
    if (!end_object(info, out, keys)) return false;
    return results.finish(row), true;
  });
}

// MAP_CAT: members of the second object win.
void run_merge(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn first(input, 0), second(input, 1);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_object(info, first[row]) || !expect_object(info, second[row])) return false;
    VariantBuilder& out = results.start();
    out.begin_object();
    for (const VariantView object : {first[row], second[row]}) {
      const values::VariantParts members(object);
      for (size_t i = 0; i < members.size(); ++i) {
        out.add_key(members.key(i));
        out.add(members.value(i));
      }
    }
    out.end_object(DuplicateKey::keep_last);
    return results.finish(row), true;
  });
}

constexpr auto nulls_are_values = Nulls::are_values;

constexpr NativeFunction functions[] = {
    {"mh_arrays_to_object", {type::blob, type::blob}, type::blob, run_from_arrays},
    {"mh_object_construct", Parameters{}.then_any_number_of(type::any), type::blob,
     run_construct<NullValues::dropped>, nulls_are_values},
    {"mh_object_construct_keep_null", Parameters{}.then_any_number_of(type::any), type::blob,
     run_construct<NullValues::kept>, nulls_are_values},
    {"mh_object_delete", Parameters{type::blob}.then_any_number_of(type::varchar), type::blob,
     run_choose<values::object_delete>, nulls_are_values},
    {"mh_object_entries", {type::blob}, type::blob, run_one<values::object_entries>},
    {"mh_object_has_key", {type::blob, type::varchar}, type::boolean, run_has_key},
    {"mh_object_insert", {type::blob, type::varchar, type::blob}, type::blob, run_insert,
     nulls_are_values},
    {"mh_object_insert", {type::blob, type::varchar, type::blob, type::boolean}, type::blob,
     run_insert, nulls_are_values},
    {"mh_object_keys", {type::blob}, type::blob, run_one<values::object_keys>},
    {"mh_object_merge", {type::blob, type::blob}, type::blob, run_merge},
    {"mh_object_pick", Parameters{type::blob}.then_any_number_of(type::varchar), type::blob,
     run_choose<values::object_pick>, nulls_are_values},
    {"mh_object_pick_array", {type::blob, type::blob}, type::blob,
     run_choose_by_array<values::object_pick>},
    {"mh_object_size", {type::blob}, type::bigint, run_size},
};

}  // namespace

std::span<const NativeFunction> variant_object_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
