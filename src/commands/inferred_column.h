// The narrowest type that holds all values seen of a column: what INFER_SCHEMA answers.
#pragma once

#include <string>
#include <string_view>

#include "values/variant.h"

namespace mockhaus::commands {

struct InferredColumn {
  std::string name;
  std::string fixed_type;  // known without looking at values (Parquet)
  bool any_null = false;
  bool any_value = false;
  bool can_be_number = true, can_be_real = true, can_be_boolean = true, can_be_date = true,
       can_be_time = true, can_be_timestamp = true;
  bool array = false, object = false;
  int integer_digits = 1, scale = 0;
  std::string files;       // that hold it, by commas

  void see_text(std::string_view text);
  void see_variant(values::VariantView value);
  std::string type() const;  // NUMBER(3, 0), TEXT, ...
};

}  // namespace mockhaus::commands
