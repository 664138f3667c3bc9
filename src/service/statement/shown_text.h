// The text of a statement as others, and histories, show it: without its secrets.
#pragma once

#include <string>

namespace mockhaus::service {

// The text itself unless it may hold a secret; then its canonical form with '***' for secrets.
std::string shown_text(const std::string& text);

}  // namespace mockhaus::service
