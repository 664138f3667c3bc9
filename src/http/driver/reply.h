// What the driver protocol answers: always HTTP 200, failures as success:false
// (driver-protocol.md §3, §6, §8).
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "http/request.h"
#include "service/statement/statement.h"

namespace mockhaus::http::driver {

using StatementPointer = std::shared_ptr<service::Statement>;

// {data, code:null, message:null, success:true}; `data` is JSON text.
Response success(std::string_view data);
// A failure that belongs to no statement: data null.
Response failure(const Error& error);
Response statement_failure(const Error& error, std::string_view statement_id);

// Still running: the client asks again at getResultUrl.
Response in_progress(const service::Statement& statement);
// The statement's end. `host` is where the client reached us: chunk URLs lead there.
Response finished(const service::Statement& statement, std::string_view host);

// The list that drivers keep their session state by: [{"name":..,"value":..}, ..].
void write_parameters(const sql::ParameterValues& values, JsonWriter& json);
void write_name(std::string_view key, const std::string& name, JsonWriter& json);  // empty: null

}  // namespace mockhaus::http::driver
