#include "engine/duckdb/functions/function_error.h"

namespace mockhaus::engine::duckdb {
namespace {
constexpr std::string_view marker = "MH|";
}

std::string mark_error(const Error& error) {
  std::string text(marker);
  text.append(error.code).append("|").append(error.sql_state).append("|").append(error.message);
  return text;
}

std::optional<Error> recover_error(std::string_view engine_message) {
  size_t at = engine_message.find(marker);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = engine_message.substr(at + marker.size());
  size_t code_end = rest.find('|');
  if (code_end == std::string_view::npos) return std::nullopt;
  size_t state_end = rest.find('|', code_end + 1);
  if (state_end == std::string_view::npos) return std::nullopt;
  return Error{std::string(rest.substr(0, code_end)),
               std::string(rest.substr(code_end + 1, state_end - code_end - 1)),
               std::string(rest.substr(state_end + 1)),
               {}};
}

void fail(duckdb_function_info info, const Error& error) {
  duckdb_scalar_function_set_error(info, mark_error(error).c_str());
}

}  // namespace mockhaus::engine::duckdb
