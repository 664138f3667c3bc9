#include "http/request.h"

namespace mockhaus::http {

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Responder::~Responder() {
  if (exchange_ == nullptr) return;
  Response lost;
  lost.status = lost_status_;
  lost.body = R"({"data":null,"code":"000603","message":"SQL execution internal error.",)"
              R"("success":false})";
  exchange_->answer(std::move(lost));
}

void Responder::send(Response response) {
  std::exchange(exchange_, nullptr)->answer(std::move(response));
}

std::shared_ptr<BodyStream> Responder::stream(Response head) {
  return std::exchange(exchange_, nullptr)->stream(std::move(head));
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static bool decode_percent(std::string_view text, bool plus_is_blank, std::string& out) {
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (text.size() - i < 3) return false;
    const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return true;
}

static bool parse_query(std::string_view text, std::vector<NameValue>& query) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    NameValue& entry = query.emplace_back();
    if (!decode_percent(pair.substr(0, equals), true, entry.first)) return false;
    if (equals < pair.size() && !decode_percent(pair.substr(equals + 1), true, entry.second)) {
      return false;
    }
  }
  return true;
}

bool parse_target(std::string_view target, Request& request) {
  if (const size_t scheme = target.find("://"); scheme != std::string_view::npos &&
                                                scheme < target.find('/')) {
    const size_t slash = target.find('/', scheme + 3);  // the absolute form, as proxies send it
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  const size_t question = std::min(target.find('?'), target.size());
  std::string raw;
  if (!decode_percent(target.substr(0, question), false, raw)) return false;
  for (const char c : raw) {
    if (c == '/' && !request.path.empty() && request.path.back() == '/') continue;
    request.path += c;
  }
  return question == target.size() || parse_query(target.substr(question + 1), request.query);
}

std::string encode_query_value(std::string_view text) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace mockhaus::http
