// JSON files: one document after another, or with STRIP_OUTER_ARRAY the elements of arrays. Finds
// where documents end; what is in them is checked by whoever parses them.
#include "base/utf8.h"
#include "storage/record_faults.h"
#include "storage/record_openers.h"
#include "storage/window.h"

namespace mockhaus::storage {
namespace {

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' ||
                              c == '\f'; }

class JsonReader final : public RecordReader {
 public:
  JsonReader(std::unique_ptr<ByteSource> source, const FileFormat& format)
      : in_(std::move(source)), format_(format) {
    if (format_.skip_byte_order_mark && in_.at("\xEF\xBB\xBF")) in_.skip(3);
  }

  Result<bool> next(Record& record) override {
    skip_space();
    in_.mark();
    if (in_.failure()) return *in_.failure();
    if (in_.peek() < 0) {
      if (in_.failure()) return *in_.failure();
      return false;
    }
    record.fields.clear();
    record.characters = {static_cast<int64_t>(in_.offset() - line_begin_) + 1};
    record.fault.reset();
    record.line = line_;
    record.byte = in_.offset();
    record.row = ++row_;
    read_document(record);
    if (in_.failure()) return *in_.failure();
    record.text = in_.since_mark();
    if (record.fault) return true;
    if (is_utf8(record.text)) {
      record.fields.emplace_back(record.text);
    } else if (format_.replace_invalid_characters || format_.ignore_utf8_errors) {
      repaired_ = repair_utf8(record.text);
      record.fields.emplace_back(repaired_);
    } else {
      record.fault = invalid_utf8_fault(record, 0, record.text);
    }
    return true;
  }

  const std::vector<std::string>& header() const override { return header_; }

 private:
  void advance() {
    if (in_.peek() == '\n') {
      ++line_;
      line_begin_ = in_.offset() + 1;
    }
    in_.skip();
  }

  // Blanks between documents; with STRIP_OUTER_ARRAY also the brackets and commas around elements.
  void skip_space() {
    while (true) {
      const int c = in_.peek();
      if (is_space(c)) {
        advance();
      } else if (format_.strip_outer_array && c == '[' && !inside_array_) {
        inside_array_ = true;
        advance();
      } else if (inside_array_ && c == ']') {
        inside_array_ = false;
        advance();
      } else if (inside_array_ && c == ',') {
        advance();
      } else {
        return;
      }
      in_.mark();
    }
  }

  void read_string(int quote) {
    advance();
    while (in_.peek() >= 0 && in_.peek() != quote && in_.length() <= record_bytes_max) {
      if (in_.peek() == '\\') advance();
      if (in_.peek() >= 0) advance();
    }
    if (in_.peek() == quote) advance();
  }

  void read_document(Record& record) {
    int64_t depth = 0;
    while (true) {
      const int c = in_.peek();
      if (c < 0) return;
      if (c == '"' || c == '\'') {
        read_string(c);
        if (depth == 0) return;
      } else if (c == '{' || c == '[') {
        ++depth;
        advance();
      } else if (c == '}' || c == ']') {
        if (depth == 0 && inside_array_ && c == ']') return;
        advance();
        if (--depth <= 0) return;
      } else if (depth == 0 && (is_space(c) || (inside_array_ && c == ','))) {
        return;
      } else {
        advance();
      }
      if (in_.length() > record_bytes_max) return skip_too_large(record, depth);
    }
  }

  // Goes to the end of a document that is too large to be kept.
  void skip_too_large(Record& record, int64_t depth) {
    record.fault = make_fault(
        "100069", "Error parsing JSON: document is too large, max size 16777216 bytes");
    record.fault->line = record.line;
    record.fault->character = 1;
    record.fault->byte = record.byte;
    record.fault->column = 1;
    while (in_.peek() >= 0 && depth > 0) {
      const int c = in_.peek();
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      if (c == '"') {
        read_string(c);
      } else {
        advance();
      }
      in_.mark();
    }
  }

  Window in_;
  const FileFormat format_;
  bool inside_array_ = false;
  std::string repaired_;
  std::vector<std::string> header_;
  int64_t row_ = 0, line_ = 1, line_begin_ = 0;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> open_json(std::unique_ptr<ByteSource> bytes,
                                                const FileFormat& format) {
  return std::unique_ptr<RecordReader>(std::make_unique<JsonReader>(std::move(bytes), format));
}

}  // namespace mockhaus::storage
