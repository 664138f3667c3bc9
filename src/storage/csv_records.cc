// CSV files as Snowflake reads them: docs of CREATE FILE FORMAT, type CSV.
#include <algorithm>

#include "base/utf8.h"
#include "storage/record_openers.h"
#include "storage/record_faults.h"
#include "storage/window.h"

namespace mockhaus::storage {
namespace {

bool is_blank(int c) { return c == ' ' || c == '\t'; }

class CsvReader final : public RecordReader {
 public:
  CsvReader(std::unique_ptr<ByteSource> source, const FileFormat& format, size_t columns)
      : in_(std::move(source)), format_(format), columns_(columns) {
    newline_ = format.record_delimiter == "\n" || format.record_delimiter == "\r\n" ||
               format.record_delimiter == "\r";
    escape_ = !format.escape.empty() ? format.escape[0] : -1;
    escape_outside_ = escape_ >= 0                        ? escape_
                      : !format.escape_unenclosed.empty() ? format.escape_unenclosed[0]
                                                          : -1;
    quote_ = format.enclosed_by.empty() ? -1 : static_cast<unsigned char>(format.enclosed_by[0]);
    for (size_t c = 0; c < 256; ++c) ordinary_[c] = true;
    const auto special = [this](int c) {
      if (c >= 0) ordinary_[static_cast<unsigned char>(c)] = false;
    };
    special('\n');
    special('\r');
    special(escape_outside_);
    if (!format.record_delimiter.empty()) special(format.record_delimiter[0]);
    if (!format.field_delimiter.empty()) special(format.field_delimiter[0]);
  }

  Result<Done> begin() {
    if (format_.skip_byte_order_mark && in_.at("\xEF\xBB\xBF")) in_.skip(3);
    for (int64_t i = 0; i < format_.skip_header && in_.peek() >= 0; ++i) {
      skip_line();
      in_.mark();
    }
    if (!format_.parse_header) return Done{};
    Record record;
    const size_t columns = std::exchange(columns_, 0);
    const bool found = TRY(next(record));
    columns_ = columns;
    row_ = 0;
    if (!found) return Done{};
    for (const auto& field : record.fields) header_.emplace_back(field.value_or(""));
    return Done{};
  }

  Result<bool> next(Record& record) override {
    do {
      in_.mark();
      if (in_.failure()) return *in_.failure();
      if (in_.peek() < 0) {
        if (in_.failure()) return *in_.failure();
        return false;
      }
      start(record);
      read_fields(record);
      if (in_.failure()) return *in_.failure();
    } while (format_.skip_blank_lines && record.text.empty());
    record.row = ++row_;
    finish(record);
    return true;
  }

  const std::vector<std::string>& header() const override { return header_; }

 private:
  struct Field {
    size_t begin = 0, size = 0;  // in text_
    size_t raw_begin = 0, raw_size = 0;  // in the record
    bool enclosed = false, unescaped = false;
  };

  void start(Record& record) {
    text_.clear();
    fields_.clear();
    record.fields.clear();
    record.characters.clear();
    record.fault.reset();
    record.line = line_;
    record.byte = in_.offset();
    line_begin_ = in_.length();
  }

  size_t record_end() {
    const int c = in_.peek();
    if (newline_) {
      if (c == '\n') return 1;
      if (c == '\r') return in_.peek(1) == '\n' ? 2 : format_.record_delimiter == "\r" ? 1 : 0;
      return 0;
    }
    if (format_.record_delimiter.empty()) return 0;
    return in_.at(format_.record_delimiter) ? format_.record_delimiter.size() : 0;
  }
  bool at_field_end() {
    return !format_.field_delimiter.empty() && in_.at(format_.field_delimiter);
  }
  bool at_end() { return in_.peek() < 0 || record_end() > 0; }

  void advance() {
    if (in_.peek() == '\n') {
      ++line_;
      in_.skip();
      line_begin_ = in_.length();
    } else {
      in_.skip();
    }
  }
  void end_record(size_t size) {
    for (size_t i = 0; i < size; ++i) advance();
    if (!newline_ || size == 0) return;
    if (format_.record_delimiter == "\r" && size == 1) ++line_;
  }
  void skip_line() {
    while (in_.peek() >= 0) {
      if (const size_t size = record_end()) {
        end_record(size);
        return;
      }
      advance();
      if (in_.length() > record_bytes_max) in_.mark();
    }
  }

  RecordFault fault_here(std::string_view code, std::string message) {
    RecordFault fault = make_fault(code, std::move(message));
    fault.line = line_;
    fault.character = static_cast<int64_t>(in_.length() - line_begin_) + 1;
    fault.byte = in_.offset();
    fault.column = fields_.size() + 1;
    return fault;
  }

  void read_fields(Record& record) {
    while (true) {
      record.characters.push_back(static_cast<int64_t>(in_.length() - line_begin_) + 1);
      Field field;
      if (!read_field(field, record)) {
        resynchronize(record);
        return;
      }
      fields_.push_back(field);
      if (at_field_end()) {
        in_.skip(format_.field_delimiter.size());
        continue;
      }
      record.text = in_.since_mark();
      raw_size_ = in_.length();
      end_record(record_end());
      return;
    }
  }

  // After a broken field: the record ends at the next delimiter of records.
  void resynchronize(Record& record) {
    while (!at_end()) {
      advance();
      if (in_.length() > record_bytes_max) in_.mark();
    }
    raw_size_ = in_.length();
    record.text = in_.since_mark();
    end_record(record_end());
  }

  bool read_field(Field& field, Record& record) {
    if (format_.trim_space) {
      while (is_blank(in_.peek())) in_.skip();
    }
    field.begin = text_.size();
    field.raw_begin = in_.length();
    const bool good = quote_ >= 0 && in_.peek() == quote_ ? read_enclosed(field, record)
                                                          : read_plain(field, record);
    field.size = text_.size() - field.begin;
    return good;
  }

  bool too_long(Record& record) {
    if (in_.length() <= record_bytes_max) return false;
    record.fault = fault_here("100082", "Max LOB size (16777216) exceeded, actual size of parsed "
                                        "column is " + std::to_string(in_.length()));
    return true;
  }

  bool read_enclosed(Field& field, Record& record) {
    field.enclosed = true;
    const RecordFault unfinished = fault_here("100063", "End of file reached while looking for "
                                                        "the end of an enclosed field");
    in_.skip();
    while (true) {
      const int c = in_.peek();
      if (c < 0) {
        record.fault = unfinished;
        return false;
      }
      if (c == escape_ && in_.peek(1) >= 0) {
        in_.skip();
        append_escaped();
      } else if (c == quote_) {
        in_.skip();
        if (in_.peek() != quote_) break;
        text_ += static_cast<char>(c);
        in_.skip();
      } else {
        text_ += static_cast<char>(c);
        advance();
      }
      if (too_long(record)) return false;
    }
    if (format_.trim_space) {
      while (is_blank(in_.peek())) in_.skip();
    }
    if (at_end() || at_field_end()) return true;
    record.fault = fault_here("100016", "Found character '" + std::string(1, char(in_.peek())) +
                                            "' instead of field delimiter '" +
                                            format_.field_delimiter + "'");
    return false;
  }

  void append_escaped() {
    constexpr std::string_view names = "ntrbf0", meant("\n\t\r\b\f\0", 6);
    const char c = static_cast<char>(in_.peek());
    const size_t at = names.find(c);
    text_ += at == names.npos ? c : meant[at];
    advance();
  }

  bool read_plain(Field& field, Record& record) {
    while (true) {
      const std::string_view ahead = in_.ahead();
      size_t run = 0;
      while (run < ahead.size() && ordinary_[static_cast<unsigned char>(ahead[run])]) ++run;
      if (run > 0) {
        text_.append(ahead.substr(0, run));
        in_.skip(run);
        if (too_long(record)) return false;
        continue;
      }
      const int c = in_.peek();
      if (c < 0 || record_end() > 0 || at_field_end()) break;
      if (c == escape_outside_ && in_.peek(1) >= 0) {
        in_.skip();
        field.unescaped = true;
        append_escaped();
      } else {
        text_ += static_cast<char>(c);
        advance();
      }
    }
    field.raw_size = in_.length() - field.raw_begin;
    if (format_.trim_space) {
      while (text_.size() > field.begin && is_blank(text_.back())) {
        text_.pop_back();
        if (field.raw_size > 0) --field.raw_size;
      }
    }
    return true;
  }

  bool is_null(const Field& field, std::string_view value, std::string_view record) const {
    if (!field.enclosed && value.empty() && field.raw_size == 0 && format_.empty_field_as_null) {
      return true;
    }
    const std::string_view raw =
        field.unescaped ? record.substr(field.raw_begin, field.raw_size) : value;
    return std::any_of(format_.null_if.begin(), format_.null_if.end(),
                       [&](const std::string& null) { return null == value || null == raw; });
  }

  void finish(Record& record) {
    record.text = std::string_view(in_.since_mark()).substr(0, raw_size_);
    if (record.fault) return;
    for (const Field& field : fields_) {
      const std::string_view value = std::string_view(text_).substr(field.begin, field.size);
      if (is_null(field, value, record.text)) {
        record.fields.emplace_back();
      } else {
        record.fields.emplace_back(value);
      }
    }
    check_text(record);
    if (record.fault || columns_ == 0 || !format_.error_on_column_count_mismatch) return;
    if (record.fields.size() == columns_) return;
    record.fault = column_count_fault(record, columns_);
  }

  void check_text(Record& record) {
    if (is_utf8(text_)) return;
    for (size_t i = 0; i < record.fields.size(); ++i) {
      std::optional<std::string_view>& field = record.fields[i];
      if (!field || is_utf8(*field)) continue;
      if (!format_.replace_invalid_characters) {
        record.fault = invalid_utf8_fault(record, i, *field);
        return;
      }
      repaired_.push_back(std::make_unique<std::string>(repair_utf8(*field)));
      field = *repaired_.back();
    }
    if (repaired_.size() > 1000) repaired_.erase(repaired_.begin(), repaired_.end() - 500);
  }

  Window in_;
  const FileFormat format_;
  size_t columns_;
  bool newline_;
  int escape_, escape_outside_, quote_;
  bool ordinary_[256];
  std::string text_;
  std::vector<Field> fields_;
  std::vector<std::unique_ptr<std::string>> repaired_;
  std::vector<std::string> header_;
  size_t line_begin_ = 0, raw_size_ = 0;
  int64_t row_ = 0, line_ = 1;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> open_csv(std::unique_ptr<ByteSource> bytes,
                                               const FileFormat& format, size_t columns) {
  auto reader = std::make_unique<CsvReader>(std::move(bytes), format, columns);
  TRY(reader->begin());
  return std::unique_ptr<RecordReader>(std::move(reader));
}

}  // namespace mockhaus::storage
