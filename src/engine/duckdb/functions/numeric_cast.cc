// Conversions to and from NUMBER, FLOAT and BOOLEAN, with and without format models, and the
// length check of VARCHAR(n) and BINARY(n).
#include <optional>
#include <string>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/binary_text.h"
#include "values/characters.h"
#include "values/decimal.h"
#include "values/errors.h"
#include "values/number_format.h"
#include "values/number_text.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::NumberFault;
using values::NumberFormat;

enum class OnFault : uint8_t { error, null };

// The models of a format column: nearly always one constant, compiled once for each chunk.
class FormatColumn {
 public:
  FormatColumn(duckdb_data_chunk chunk, idx_t index) : texts_(chunk, index) {}

  bool given() const { return texts_.given(); }
  std::string_view text(idx_t row) const { return texts_[row]; }
  // Null when the text is no model.
  const NumberFormat* find(idx_t row) {
    const std::string_view text = texts_[row];
    if (!known_ || text != last_) {
      last_ = text;
      format_ = NumberFormat::compile(text);
      known_ = true;
    }
    return format_ ? &*format_ : nullptr;
  }

 private:
  TextColumn texts_;
  std::string last_;
  std::optional<NumberFormat> format_;
  bool known_ = false;
};

Error fault_error(NumberFault fault, std::string_view text, const FormatColumn& formats,
                  idx_t row) {
  if (fault == NumberFault::not_recognized && formats.given()) {
    return values::errors::numeric_format_mismatch(text, formats.text(row));
  }
  return values::errors::numeric_fault(fault, text);
}

// Texts become numbers by `parse(row, text, format or null, result)`, which answers a fault.
template <OnFault on_fault, class T, class Parse>
void parse_texts(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                 idx_t format_index, Parse&& parse) {
  const Column<std::string_view> texts(input, 0);
  FormatColumn formats(input, format_index);
  Output<T> results(output);
  each_row(input, output, [&](idx_t row) {
    const NumberFormat* format = formats.given() ? formats.find(row) : nullptr;
    if (formats.given() && !format) {
      fail(info, values::errors::invalid_numeric_format(formats.text(row)));
      return false;
    }
    T result{};
    const NumberFault fault = parse(row, texts[row], format, result);
    if (fault == NumberFault::none) {
      results.set(row, result);
    } else if constexpr (on_fault == OnFault::null) {
      results.set_null(row);
    } else {
      fail(info, fault_error(fault, texts[row], formats, row));
      return false;
    }
    return true;
  });
}

template <OnFault on_fault>
void decimals_of_texts(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn precisions(input, 1);
  const int scale = result_scale(info);
  parse_texts<on_fault, int128>(
      info, input, output, 2,
      [&](idx_t row, std::string_view text, const NumberFormat* format, int128& result) {
        const int precision = static_cast<int>(precisions[row]);
        return format ? format->parse(text, precision, scale, result)
                      : values::parse_decimal(text, precision, scale, result);
      });
}

void decimals_of_numbers(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  const DecimalColumn numbers(input, 0);
  const IntegerColumn precisions(input, 1);
  const int scale = result_scale(info);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int precision = static_cast<int>(precisions[row]);
    char text[values::decimal_text_max];
    size_t length = 0;
    int128 result;
    if (numbers.is_double()) {
      const double value = numbers.as_double(row);
      if (values::decimal_from_double(value, precision, scale, result) == NumberFault::none) {
        results.set(row, result);
        return true;
      }
      length = values::write_float(value, text);
    } else {
      if (values::rescale(numbers[row], numbers.scale(), scale, precision, result)) {
        results.set(row, result);
        return true;
      }
      length = values::write_decimal(numbers[row], numbers.scale(), text);
    }
    fail(info, values::errors::number_not_representable(precision, scale, {text, length}));
    return false;
  });
}

// Widening, where no row can fail: one multiplication for each. False when it is not widening.
bool widen_decimals(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn numbers(input, 0);
  const IntegerColumn precisions(input, 1);
  const int scale = result_scale(info);
  const int raise = scale - numbers.scale();
  if (duckdb_data_chunk_get_size(input) == 0) return true;
  const int64_t free_digits = precisions[0] - scale - (numbers.width() - numbers.scale());
  if (numbers.width() == 0 || raise < 0 || free_digits < 0) return false;  // a row may fail
  const int128 factor = values::power_of_ten(raise);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, numbers[row] * factor); });
  return true;
}

void decimals_of_booleans(duckdb_function_info info, duckdb_data_chunk input,
                          duckdb_vector output) {
  const Column<bool> flags(input, 0);
  const int128 one = values::power_of_ten(result_scale(info));
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, flags[row] ? one : 0); });
}

template <OnFault on_fault>
void run_to_decimal(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  switch (type_of(input, 0)) {
    case DUCKDB_TYPE_VARCHAR: return decimals_of_texts<on_fault>(info, input, output);
    case DUCKDB_TYPE_BOOLEAN: return decimals_of_booleans(info, input, output);
    default:
      if (!widen_decimals(info, input, output)) decimals_of_numbers(info, input, output);
  }
}

template <OnFault on_fault>
void floats_of_texts(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  parse_texts<on_fault, double>(
      info, input, output, 1,
      [](idx_t, std::string_view text, const NumberFormat* format, double& result) {
        if (format) return format->parse(text, result);
        return values::parse_float(text, result) ? NumberFault::none
                                                 : NumberFault::not_recognized;
      });
}

template <OnFault on_fault>
void run_to_double(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const duckdb_type source = type_of(input, 0);
  if (source == DUCKDB_TYPE_VARCHAR) return floats_of_texts<on_fault>(info, input, output);
  const DecimalColumn numbers(input, 0);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, numbers.is_double()
                         ? numbers.as_double(row)
                         : values::decimal_to_double(numbers[row], numbers.scale()));
  });
}

template <OnFault on_fault>
void run_to_boolean(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Output<bool> results(output);
  if (type_of(input, 0) != DUCKDB_TYPE_VARCHAR) {
    const DecimalColumn numbers(input, 0);
    each_row(input, output, [&](idx_t row) {
      results.set(row, numbers.is_double() ? numbers.as_double(row) != 0 : numbers[row] != 0);
    });
    return;
  }
  const Column<std::string_view> texts(input, 0);
  each_row(input, output, [&](idx_t row) {
    const std::optional<bool> value = values::parse_boolean(texts[row]);
    if (value) {
      results.set(row, *value);
    } else if constexpr (on_fault == OnFault::null) {
      results.set_null(row);
    } else {
      fail(info, values::errors::boolean_not_recognized(texts[row]));
      return false;
    }
    return true;
  });
}

void run_float_to_text(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> numbers(input, 0);
  Output<std::string_view> texts(output);
  each_row(input, output, [&](idx_t row) {
    char text[values::float_text_max];
    texts.set(row, {text, values::write_float(numbers[row], text)});
  });
}

void run_to_char(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn numbers(input, 0);
  FormatColumn formats(input, 1);
  Output<std::string_view> texts(output);
  std::string text;
  each_row(input, output, [&](idx_t row) {
    const NumberFormat* format = formats.find(row);
    if (!format) {
      fail(info, values::errors::invalid_numeric_format(formats.text(row)));
      return false;
    }
    text.clear();
    if (numbers.is_double()) {
      format->print(numbers.as_double(row), text);
    } else {
      format->print(numbers[row], numbers.scale(), text);
    }
    texts.set(row, text);
    return true;
  });
}

template <OnFault on_fault, bool binary>
void run_check_length(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> texts(input, 0);
  const IntegerColumn limits(input, 1);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::string_view text = texts[row];
    const uint64_t limit = static_cast<uint64_t>(limits[row]);
    // Bytes are never fewer than characters: most rows need no counting.
    if (text.size() <= limit || (!binary && values::count_characters(text) <= limit)) {
      results.set(row, text);
    } else if constexpr (on_fault == OnFault::null) {
      results.set_null(row);
    } else {
      std::string shown;
      if (binary) {
        values::encode_hex(text, values::LetterCase::upper, shown);
      } else {
        shown = text;
      }
      fail(info, values::errors::string_too_long(shown));
      return false;
    }
    return true;
  });
}

constexpr Parameters number_and_format =
    Parameters{type::any}.then_any_number_of(type::varchar);
constexpr Parameters text_and_format =
    Parameters{type::varchar}.then_any_number_of(type::varchar);

constexpr NativeFunction plain_functions[] = {
    {"mh_check_bytes", {type::blob, type::any}, type::blob,
     run_check_length<OnFault::error, true>},
    {"mh_check_length", {type::varchar, type::any}, type::varchar,
     run_check_length<OnFault::error, false>},
    {"mh_float_to_text", {type::floating}, type::varchar, run_float_to_text},
    {"mh_to_boolean", {type::any}, type::boolean, run_to_boolean<OnFault::error>},
    {"mh_to_char", {type::any, type::varchar}, type::varchar, run_to_char},
    {"mh_to_double", number_and_format, type::floating, run_to_double<OnFault::error>},
    {"mh_try_check_bytes", {type::blob, type::any}, type::blob,
     run_check_length<OnFault::null, true>},
    {"mh_try_check_length", {type::varchar, type::any}, type::varchar,
     run_check_length<OnFault::null, false>},
    {"mh_try_to_boolean", {type::varchar}, type::boolean, run_to_boolean<OnFault::null>},
    {"mh_try_to_double", text_and_format, type::floating, run_to_double<OnFault::null>},
};

}  // namespace

std::vector<NativeFunction> numeric_cast_functions() {
  // (value, precision [, format model])
  static constexpr ScaledFunction families[] = {
      {"mh_to_decimal", Parameters{type::any, type::any}.then_any_number_of(type::varchar),
       run_to_decimal<OnFault::error>},
      {"mh_try_to_decimal", Parameters{type::varchar, type::any}.then_any_number_of(type::varchar),
       run_to_decimal<OnFault::null>},
  };
  std::vector<NativeFunction> rows = for_each_scale(families);
  rows.insert(rows.end(), std::begin(plain_functions), std::end(plain_functions));
  return rows;
}

}  // namespace mockhaus::engine::duckdb
