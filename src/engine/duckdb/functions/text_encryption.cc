// mh_encrypt..., mh_decrypt...: AES-GCM with a passphrase or a key.
//
// With a passphrase the value is: vector (12 bytes), ciphertext, tag (16 bytes). The vector also
// salts the passphrase. The optional arguments at the end are told apart by their types and texts:
// a method is a text that starts with AES, the extra data any other value.
#include "base/ascii.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/encryption.h"
#include "values/variant_builder.h"

namespace mockhaus::engine::duckdb {
namespace {

using Texts = Column<std::string_view>;
enum class OnFault { error, null };

// The optional arguments from `first` on.
struct Options {
  Options(duckdb_data_chunk input, idx_t first, bool ends_with_tag) {
    const idx_t count = duckdb_data_chunk_get_column_count(input);
    if (duckdb_data_chunk_get_size(input) == 0) return;
    for (idx_t i = first; i < count; ++i) {
      const Texts column(input, i);
      const bool method = type_of(input, i) == DUCKDB_TYPE_VARCHAR && column.valid(0) &&
                          is_method(column[0]);
      if (method) method_ = column[0];
      else if (ends_with_tag && i + 1 == count) tag_ = column, has_tag_ = true;
      else extra_ = column, has_extra_ = true;
    }
  }
  std::string_view extra(idx_t row) const {
    return has_extra_ && extra_.valid(row) ? extra_[row] : std::string_view();
  }
  std::string_view tag(idx_t row) const {
    return has_tag_ && tag_.valid(row) ? tag_[row] : std::string_view();
  }
  // Whether the method is ours, or none was given.
  bool supported() const { return method_.empty() || is_gcm(method_); }
  std::string_view method() const { return method_; }

 private:
  static bool is_method(std::string_view text) {
    return ascii::equal_ignoring_case(text.substr(0, 3), "AES");
  }
  static bool is_gcm(std::string_view text) {
    return text.size() == 3 || ascii::equal_ignoring_case(text, "AES-GCM");
  }

  Texts extra_, tag_;
  bool has_extra_ = false, has_tag_ = false;
  std::string_view method_;
};

bool refuse_method(duckdb_function_info info, const Options& options) {
  if (options.supported()) return false;
  fail(info, values::errors::invalid_parameter("encryption method", options.method()));
  return true;
}

void run_encrypt(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts plains(input, 0), passphrases(input, 1);
  const Options options(input, 2, false);
  if (refuse_method(info, options)) return;
  Output<std::string_view> results(output);
  each_row(
      input, output,
      [&](idx_t row) {
        const std::string iv = values::random_bytes(values::aes_iv_bytes);
        values::Encrypted made;
        values::encrypt_aes_gcm(values::key_of_passphrase(passphrases[row], iv), iv,
                                options.extra(row), plains[row], made);
        results.set(row, iv + made.ciphertext + made.tag);
      },
      2);
}

template <OnFault fault>
bool failed(duckdb_function_info info, Output<std::string_view>& results, idx_t row) {
  if constexpr (fault == OnFault::null) {
    results.set_null(row);
    return true;
  }
  fail(info, values::errors::decryption_failed());
  return false;
}

template <OnFault fault>
void run_decrypt(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts sealed(input, 0), passphrases(input, 1);
  const Options options(input, 2, false);
  if (refuse_method(info, options)) return;
  Output<std::string_view> results(output);
  each_row(
      input, output,
      [&](idx_t row) {
        std::string_view rest = sealed[row];
        if (rest.size() < values::aes_iv_bytes + values::aes_tag_bytes) {
          return failed<fault>(info, results, row);
        }
        const std::string_view iv = rest.substr(0, values::aes_iv_bytes);
        const std::string_view tag = rest.substr(rest.size() - values::aes_tag_bytes);
        rest = rest.substr(iv.size(), rest.size() - iv.size() - tag.size());
        std::string plain;
        if (!values::decrypt_aes_gcm(values::key_of_passphrase(passphrases[row], iv), iv,
                                     options.extra(row), rest, tag, plain)) {
          return failed<fault>(info, results, row);
        }
        results.set(row, plain);
        return true;
      },
      2);
}

bool check_key(duckdb_function_info info, std::string_view key, std::string_view iv) {
  if (!values::is_aes_key(key)) {
    fail(info, values::errors::invalid_parameter("key size", std::to_string(key.size() * 8)));
    return false;
  }
  if (iv.size() != values::aes_iv_bytes) {
    fail(info, values::errors::invalid_parameter("iv size", std::to_string(iv.size() * 8)));
    return false;
  }
  return true;
}

// {"ciphertext": .., "iv": .., "tag": ..}
void run_encrypt_raw(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts plains(input, 0), keys(input, 1), vectors(input, 2);
  const Options options(input, 3, false);
  if (refuse_method(info, options)) return;
  Output<std::string_view> results(output);
  values::VariantBuilder object;
  each_row(
      input, output,
      [&](idx_t row) {
        const std::string iv = vectors.valid(row) ? std::string(vectors[row])
                                                  : values::random_bytes(values::aes_iv_bytes);
        if (!check_key(info, keys[row], iv)) return false;
        values::Encrypted made;
        values::encrypt_aes_gcm(keys[row], iv, options.extra(row), plains[row], made);
        object.clear();
        object.begin_object();
        object.add_key("ciphertext");
        object.add_binary(made.ciphertext);
        object.add_key("iv");
        object.add_binary(iv);
        object.add_key("tag");
        object.add_binary(made.tag);
        object.end_object(values::DuplicateKey::keep_last);
        results.set(row, object.bytes());
        return true;
      },
      2);
}

template <OnFault fault>
void run_decrypt_raw(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts sealed(input, 0), keys(input, 1), vectors(input, 2);
  const Options options(input, 3, true);
  if (refuse_method(info, options)) return;
  Output<std::string_view> results(output);
  each_row(
      input, output,
      [&](idx_t row) {
        if constexpr (fault == OnFault::error) {
          if (!check_key(info, keys[row], vectors[row])) return false;
        }
        std::string plain;
        if (!values::is_aes_key(keys[row]) || vectors[row].size() != values::aes_iv_bytes ||
            !values::decrypt_aes_gcm(keys[row], vectors[row], options.extra(row), sealed[row],
                                     options.tag(row), plain)) {
          return failed<fault>(info, results, row);
        }
        results.set(row, plain);
        return true;
      },
      3);
}

constexpr Parameters with_passphrase =
    Parameters{type::any, type::varchar}.then_any_number_of(type::any);
constexpr Parameters with_key =
    Parameters{type::blob, type::blob, type::blob}.then_any_number_of(type::any);

constexpr NativeFunction functions[] = {
    {"mh_decrypt", with_passphrase, type::blob, run_decrypt<OnFault::error>, Nulls::are_values},
    {"mh_decrypt_raw", with_key, type::blob, run_decrypt_raw<OnFault::error>, Nulls::are_values},
    {"mh_encrypt", with_passphrase, type::blob, run_encrypt, Nulls::are_values,
     Stability::changes},
    {"mh_encrypt_raw", with_key, type::blob, run_encrypt_raw, Nulls::are_values,
     Stability::changes},
    {"mh_try_decrypt", with_passphrase, type::blob, run_decrypt<OnFault::null>,
     Nulls::are_values},
    {"mh_try_decrypt_raw", with_key, type::blob, run_decrypt_raw<OnFault::null>,
     Nulls::are_values},
};

}  // namespace

std::vector<NativeFunction> text_encryption_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
