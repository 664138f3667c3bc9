// The binds of a request, the same JSON in both protocols.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "service/statement/statement.h"

namespace mockhaus::http {

// {"1":{"type":"FIXED","value":"7"},"2":{"type":"TEXT","value":["a",null]}}. Null or absent: none.
// 390142: not of this form. 002099: arrays of different lengths.
Result<sql::BindValues> read_bindings(const Json* bindings);

}  // namespace mockhaus::http
