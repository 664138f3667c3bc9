#include "storage/byte_source.h"

#include <zlib.h>

#include <fstream>
#include <vector>

#include "storage/errors.h"

namespace mockhaus::storage {
namespace {

constexpr int gzip_window = 15 + 16, deflate_window = 15, raw_window = -15;
constexpr size_t piece_bytes = size_t{256} << 10;

class PlainSource final : public ByteSource {
 public:
  explicit PlainSource(std::ifstream file) : file_(std::move(file)) {}

  Result<bool> read(std::string& into, size_t bytes) override {
    const size_t before = into.size();
    into.resize(before + bytes);
    file_.read(into.data() + before, static_cast<std::streamsize>(bytes));
    into.resize(before + static_cast<size_t>(file_.gcount()));
    return into.size() > before;
  }

 private:
  std::ifstream file_;
};

class ZippedSource final : public ByteSource {
 public:
  ZippedSource(std::ifstream file, std::string name, int window)
      : file_(std::move(file)), name_(std::move(name)), packed_(piece_bytes) {
    good_ = inflateInit2(&stream_, window) == Z_OK;
  }
  ZippedSource(const ZippedSource&) = delete;
  ~ZippedSource() override { inflateEnd(&stream_); }

  Result<bool> read(std::string& into, size_t bytes) override {
    const size_t before = into.size();
    into.resize(before + bytes);
    stream_.next_out = reinterpret_cast<Bytef*>(into.data() + before);
    stream_.avail_out = static_cast<uInt>(bytes);
    while (good_ && !ended_ && stream_.avail_out > 0) TRY(step());
    into.resize(before + bytes - stream_.avail_out);
    if (!good_) return errors::broken_compression(name_);
    return into.size() > before;
  }

 private:
  Result<Done> step() {
    if (stream_.avail_in == 0) {
      file_.read(packed_.data(), static_cast<std::streamsize>(packed_.size()));
      stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
      stream_.avail_in = static_cast<uInt>(file_.gcount());
      if (stream_.avail_in == 0) {
        ended_ = true;
        good_ = between_members_;
        return Done{};
      }
    }
    between_members_ = false;
    const int state = inflate(&stream_, Z_NO_FLUSH);
    if (state == Z_STREAM_END) {  // another gzip member may follow
      between_members_ = true;
      good_ = inflateReset(&stream_) == Z_OK;
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      good_ = false;
    }
    return Done{};
  }

  std::ifstream file_;
  const std::string name_;
  std::vector<char> packed_;
  z_stream stream_{};
  bool good_ = false, ended_ = false, between_members_ = true;
};

class PlainSink final : public ByteSink {
 public:
  explicit PlainSink(std::ofstream file) : file_(std::move(file)) {}

  Result<Done> write(std::string_view bytes) override {
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    written_ += static_cast<int64_t>(bytes.size());
    if (!file_) return errors::disk_full();
    return Done{};
  }
  Result<Done> finish() override {
    file_.flush();
    if (!file_) return errors::disk_full();
    return Done{};
  }
  int64_t written() const override { return written_; }

 private:
  std::ofstream file_;
  int64_t written_ = 0;
};

class ZippedSink final : public ByteSink {
 public:
  ZippedSink(std::ofstream file, int window) : file_(std::move(file)), packed_(piece_bytes) {
    deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  }
  ZippedSink(const ZippedSink&) = delete;
  ~ZippedSink() override { deflateEnd(&stream_); }

  Result<Done> write(std::string_view bytes) override { return run(bytes, Z_NO_FLUSH); }
  Result<Done> finish() override {
    TRY(run({}, Z_FINISH));
    file_.flush();
    if (!file_) return errors::disk_full();
    return Done{};
  }
  int64_t written() const override { return written_; }

 private:
  Result<Done> run(std::string_view bytes, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(packed_.data());
      stream_.avail_out = static_cast<uInt>(packed_.size());
      deflate(&stream_, flush);
      const size_t made = packed_.size() - stream_.avail_out;
      file_.write(packed_.data(), static_cast<std::streamsize>(made));
      written_ += static_cast<int64_t>(made);
      if (!file_) return errors::disk_full();
    } while (stream_.avail_out == 0);
    return Done{};
  }

  std::ofstream file_;
  std::vector<char> packed_;
  z_stream stream_{};
  int64_t written_ = 0;
};

std::optional<int> window_of(std::string_view compression) {
  if (compression == "GZIP") return gzip_window;
  if (compression == "DEFLATE") return deflate_window;
  if (compression == "RAW_DEFLATE") return raw_window;
  return std::nullopt;
}

std::string_view guess(std::ifstream& file) {
  char head[4] = {};
  file.read(head, sizeof head);
  const std::string_view bytes(head, static_cast<size_t>(file.gcount()));
  file.clear();
  file.seekg(0);
  if (bytes.starts_with("\x1f\x8b")) return "GZIP";
  if (bytes.starts_with("BZh")) return "BZ2";
  if (bytes == "\x28\xb5\x2f\xfd") return "ZSTD";
  return "NONE";
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, std::string_view name,
                                               std::string_view compression) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return errors::file_not_found(name);
  const std::string_view method = compression == "AUTO" ? guess(file) : compression;
  if (method == "NONE") {
    return std::unique_ptr<ByteSource>(std::make_unique<PlainSource>(std::move(file)));
  }
  const std::optional<int> window = window_of(method);
  if (!window) return errors::unknown_compression(method);
  return std::unique_ptr<ByteSource>(
      std::make_unique<ZippedSource>(std::move(file), std::string(name), *window));
}

Result<std::unique_ptr<ByteSink>> create_bytes(const std::string& path,
                                               std::string_view compression) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) return errors::disk_failed("write a file of a stage", path);
  if (compression == "NONE") {
    return std::unique_ptr<ByteSink>(std::make_unique<PlainSink>(std::move(file)));
  }
  const std::optional<int> window = window_of(compression == "AUTO" ? "GZIP" : compression);
  if (!window) return errors::unknown_compression(compression);
  return std::unique_ptr<ByteSink>(std::make_unique<ZippedSink>(std::move(file), *window));
}

}  // namespace mockhaus::storage
