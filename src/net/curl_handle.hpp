#pragma once

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace ombud::net {

/// One transfer of libcurl's, and what every server of ours is spoken to with: certificates are checked, TLS is 1.2 or
/// newer, no proxy. Included only by the plugins that are linked with libcurl.
class CurlHandle {
  public:
    /// \param url      scheme, host and port
    /// \param ca_file  who signs certificates instead of those that the system trusts; may be empty
    CurlHandle(const std::string& url, const std::filesystem::path& ca_file, std::chrono::seconds timeout)
        : curl_(curl_easy_init()) {
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
        if (!ca_file.empty()) {
            set(CURLOPT_CAINFO, ca_file.c_str());
            set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
        }
        set(CURLOPT_PROXY, "");  // what the environment says is meant for the web
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min<std::int64_t>(timeout.count(), 60)));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(timeout.count()));
    }

    void log_in(const std::string& user, const std::string& password) {
        set(CURLOPT_USERNAME, user.c_str());
        set(CURLOPT_PASSWORD, password.c_str());
    }

    template <typename Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl_.get(), option, value);
    }

    [[nodiscard]] CURL* get() const noexcept { return curl_.get(); }

  private:
    struct Close {
        void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
    };
    std::unique_ptr<CURL, Close> curl_;
};

/// Once a process, before the first handle. False where libcurl does not start.
[[nodiscard]] inline bool start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return started;
}

}  // namespace ombud::net
