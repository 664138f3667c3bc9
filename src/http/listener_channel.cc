#include "http/listener_channel.h"

namespace mockhaus::http {

Result<TlsContext> load_tls_context(const std::string& certificate_path,
                                    const std::string& private_key_path) {
  using asio::ssl::context;
  boost::system::error_code error;
  const auto made = std::make_shared<context>(context::tls_server);
  const auto failure = [&](std::string_view key, const std::string& path) {
    return Error{"000603", "08001", "server.tls." + std::string(key) + ": cannot use '" + path +
                                        "': " + error.message(), {}};
  };
  made->set_options(context::default_workarounds | context::no_sslv2 | context::no_sslv3 |
                    context::no_tlsv1 | context::no_tlsv1_1 | context::no_compression |
                    context::single_dh_use, error);
  SSL_CTX_set_min_proto_version(made->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(made->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(made->native_handle(), SSL_OP_NO_RENEGOTIATION);
  made->use_certificate_chain_file(certificate_path, error);
  if (error) return failure("certificate_path", certificate_path);
  made->use_private_key_file(private_key_path, context::pem, error);
  if (error) return failure("private_key_path", private_key_path);
  if (SSL_CTX_check_private_key(made->native_handle()) != 1) {
    return Error{"000603", "08001", "server.tls: the private key is not the certificate's", {}};
  }
  return made;
}

}  // namespace mockhaus::http
