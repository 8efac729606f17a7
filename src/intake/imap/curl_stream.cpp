// The one file of intake that knows libcurl; ombud-imap.so is made of it.

#include "intake/imap/stream.hpp"
#include "net/curl_handle.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

namespace ombud::intake::imap {

namespace {

class CurlStream final : public Stream {
  public:
    explicit CurlStream(const Server& server)
        : curl_(fmt::format("{}://{}:{}", server.tls ? "imaps" : "imap", server.host, server.port), server.ca_file,
                server.timeout),
          timeout_(server.timeout) {
        curl_.log_in(server.user, server.password);
        // Up to and including the login; curl's own FETCH would mark mails as read.
        curl_.set(CURLOPT_CONNECT_ONLY, 1L);
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

    net::CurlHandle curl_;
    std::chrono::seconds timeout_;
    std::array<char, 65'536> block_{};
};

}  // namespace

}  // namespace ombud::intake::imap

extern "C" ombud::intake::imap::Stream* ombud_imap_open_1(const ombud::intake::imap::Server& server,
                                                          std::string& failure) {
    if (!ombud::net::start_curl()) {
        failure = "libcurl does not start";
        return nullptr;
    }
    auto stream = std::make_unique<ombud::intake::imap::CurlStream>(server);
    failure = stream->connect();
    return failure.empty() ? stream.release() : nullptr;
}
