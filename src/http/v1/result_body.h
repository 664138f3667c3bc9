// A result as /api/v1 gives it, by what the client accepts: JSON, an Arrow stream, or CSV.
//
// A result of one partition is one plain answer. A larger one is sent partition by partition, each
// encoded when the client has taken the one before, so that memory stays small and a slow client
// holds no thread.
#pragma once

#include <optional>

#include "http/v1/statement_json.h"

namespace mockhaus::http::v1 {

enum class ResultForm : uint8_t { json, arrow, csv };

// Nothing: none of ours is acceptable.
std::optional<ResultForm> form_of(const Request& request);

// On a thread that may encode rows; the statement has succeeded.
void send_result(service::Service& service, StatementPointer statement, ResultForm form,
                 Responder responder);

}  // namespace mockhaus::http::v1
