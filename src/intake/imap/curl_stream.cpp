// The one file of intake that knows libcurl; ombud-imap.so is made of it.

#include "intake/imap/stream.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

namespace ombud::intake::imap {

namespace {

struct CloseCurl {
    void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
};

class CurlStream final : public Stream {
  public:
    explicit CurlStream(const Server& server) : curl_(curl_easy_init()), timeout_(server.timeout) {
        set(CURLOPT_URL, fmt::format("{}://{}:{}", server.tls ? "imaps" : "imap", server.host, server.port).c_str());
        set(CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
        if (!server.ca_file.empty()) {
            set(CURLOPT_CAINFO, server.ca_file.c_str());
            set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
        }
        set(CURLOPT_USERNAME, server.user.c_str());
        set(CURLOPT_PASSWORD, server.password.c_str());
        set(CURLOPT_PROXY, "");  // what the environment says is meant for the web
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min<std::int64_t>(server.timeout.count(), 60)));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(server.timeout.count()));
        // Up to and including the login; curl's own FETCH would mark mails as read.
        set(CURLOPT_CONNECT_ONLY, 1L);
    }

    /// Empty, or why not.
    [[nodiscard]] std::string connect() {
        const CURLcode result = curl_easy_perform(curl_.get());
        return result == CURLE_OK ? std::string() : std::string(curl_easy_strerror(result));
    }

    void send(std::string_view bytes) override {
        while (!bytes.empty()) {
            std::size_t sent = 0;
            const CURLcode result = curl_easy_send(curl_.get(), bytes.data(), bytes.size(), &sent);
            if (result == CURLE_AGAIN) {
                wait_for(POLLOUT);
                continue;
            }
            check(result);
            bytes.remove_prefix(sent);
        }
    }

    std::string receive() override {
        for (;;) {
            std::size_t got = 0;
            const CURLcode result = curl_easy_recv(curl_.get(), block_.data(), block_.size(), &got);
            if (result == CURLE_AGAIN) {
                wait_for(POLLIN);
                continue;
            }
            check(result);
            if (got == 0) throw std::runtime_error("the server closed the connection");
            return {block_.data(), got};
        }
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl_.get(), option, value);
    }

    static void check(CURLcode result) {
        if (result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(result));
    }

    void wait_for(short events) {
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(curl_.get(), CURLINFO_ACTIVESOCKET, &socket);
        ::pollfd watched{socket, events, 0};
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(timeout_).count();
        const int ready = ::poll(&watched, 1, static_cast<int>(milliseconds));
        if (ready == 0) throw std::runtime_error("the server does not answer");
        if (ready < 0 && errno != EINTR) throw std::runtime_error("poll fails");
    }

    std::unique_ptr<CURL, CloseCurl> curl_;
    std::chrono::seconds timeout_;
    std::array<char, 65'536> block_{};
};

}  // namespace

}  // namespace ombud::intake::imap

extern "C" ombud::intake::imap::Stream* ombud_imap_open_1(const ombud::intake::imap::Server& server,
                                                          std::string& failure) {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!started) {
        failure = "libcurl does not start";
        return nullptr;
    }
    auto stream = std::make_unique<ombud::intake::imap::CurlStream>(server);
    failure = stream->connect();
    return failure.empty() ? stream.release() : nullptr;
}
