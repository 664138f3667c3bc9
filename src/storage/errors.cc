#include "storage/errors.h"

namespace mockhaus::storage::errors {

static Error make(std::string_view code, std::string_view state, std::string message) {
  return {std::string(code), std::string(state), std::move(message), std::nullopt};
}

Error file_not_found(std::string_view name) {
  return make("091016", "22000", "Remote file '" + std::string(name) +
                                     "' was not found. There are several potential causes. The "
                                     "file might not exist. The required credentials may be "
                                     "missing or invalid. If you are running a copy command, "
                                     "please make sure files are not deleted when they are being "
                                     "loaded or files are not being loaded into two different "
                                     "tables concurrently with auto purge option.");
}

Error file_name_too_long(std::string_view name) {
  return make("091003", "22000", "File name too long: '" + std::string(name.substr(0, 100)) + "'");
}

Error file_too_large(int64_t bytes, int64_t bytes_max) {
  return make("091003", "22000", "A file of " + std::to_string(bytes) +
                                     " bytes is larger than the limit of " +
                                     std::to_string(bytes_max) + " bytes");
}

Error disk_full() {
  return make("000603", "53100", "The disk that holds the stages has no space left");
}

Error disk_failed(std::string_view what, std::string_view reason) {
  return make("000603", "58030", "Cannot " + std::string(what) + ": " + std::string(reason));
}

Error invalid_option(std::string_view name) {
  return make("001420", "22023", "SQL compilation error:\ninvalid property '" +
                                     std::string(name) + "' for 'FILE_FORMAT'");
}

Error invalid_option_value(std::string_view value, std::string_view option) {
  return make("001008", "22023", "SQL compilation error:\ninvalid value [" + std::string(value) +
                                     "] for parameter '" + std::string(option) + "'");
}

Error broken_compression(std::string_view name) {
  return make("100067", "22000", "Failed to decompress file '" + std::string(name) +
                                     "': the data is corrupt or is not of this compression");
}

Error unknown_compression(std::string_view method) {
  return make("000002", "0A000",
              "Unsupported feature 'COMPRESSION = " + std::string(method) + "'.");
}

Error unknown_encoding(std::string_view encoding) {
  return make("000002", "0A000", "Unsupported feature 'ENCODING = " + std::string(encoding) + "'.");
}

Error unreadable_type(std::string_view type) {
  return make("000002", "0A000", "Unsupported feature 'file format type " + std::string(type) +
                                     "'.");
}

}  // namespace mockhaus::storage::errors
