// Rows that commands make as texts (status messages, SHOW, counts), as a batch of the engine's
// form, so that they are kept like all others.
//
// Texts have the form of sql-api.md §8; booleans may also be 1 and 0.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "wire/batch_builder.h"

namespace mockhaus::wire {

using TextRow = std::vector<std::optional<std::string>>;

// A text that is no value of its column's type is an internal error.
Result<Done> append_text_rows(const sql::ResultShape& shape, std::span<const TextRow> rows,
                              BatchBuilder& builder);

}  // namespace mockhaus::wire
