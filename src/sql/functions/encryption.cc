// table: encryption of values by AES-GCM.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType binary = returns(types::binary());
constexpr NullRule nullable = NullRule::nullable;

// A fresh vector makes every answer differ.
constexpr Function changing(std::string_view name, std::string_view parameters, ResultType result,
                            std::string_view engine) {
  return {.name = name, .parameters = parameters, .result = result, .engine = engine,
          .nulls = NullRule::nullable, .is_volatile = true};
}

constexpr Function rows[] = {
    {"DECRYPT", "xty?t", binary, "mh_decrypt($*)", nullable},
    {"DECRYPT_RAW", "xxxy?yy", binary, "mh_decrypt_raw($*)", nullable},
    changing("ENCRYPT", "yty?t", binary, "mh_encrypt($*)"),
    changing("ENCRYPT_RAW", "xxxy?t", returns(types::variant()), "mh_encrypt_raw($*)"),
    {"TRY_DECRYPT", "xty?t", binary, "mh_try_decrypt($*)", nullable},
    {"TRY_DECRYPT_RAW", "xxxy?yy", binary, "mh_try_decrypt_raw($*)", nullable},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> encryption_functions() { return rows; }

}  // namespace mockhaus::sql
