// What need not wait for a place: a place may be just what it is to make.
#pragma once

#include <string_view>

namespace mockhaus::service {

// Whether the text is one call of SYSTEM$CANCEL_..., its argument a plain constant, and no more; or
// ALTER WAREHOUSE name ABORT ALL QUERIES, or the same of a user. Such a statement costs nothing, so
// it may pass those that wait.
bool is_urgent(std::string_view text);

}  // namespace mockhaus::service
