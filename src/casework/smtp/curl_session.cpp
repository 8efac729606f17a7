// The one file of casework that knows libcurl; ombud-smtp.so is made of it.

#include "casework/smtp/session.hpp"
#include "net/curl_handle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>

namespace ombud::casework::smtp {

namespace {

struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

/// What happens while one mail is sent.
struct Attempt {
    std::string_view rest;
    const std::function<void()>* handing_over = nullptr;
    bool handed_over = false;
    bool quitting = false;  ///< curl says goodbye; what the server answers to that is no answer to the mail
    std::exception_ptr thrown;
    Reply reply;
};

/// Hands out the mail; before it says that there is no more, and curl sends the final dot, the caller is told.
std::size_t read_mail(char* buffer, std::size_t size, std::size_t count, void* pointer) {
    auto& attempt = *static_cast<Attempt*>(pointer);
    const std::size_t length = std::min(size * count, attempt.rest.size());
    if (length == 0) {
        try {
            if (!attempt.handed_over) (*attempt.handing_over)();
        } catch (...) {  // not through C; thrown again by `send`
            attempt.thrown = std::current_exception();
            return CURL_READFUNC_ABORT;
        }
        attempt.handed_over = true;
        attempt.reply.stage = Stage::end;
        attempt.reply.code = 0;
        attempt.reply.status.clear();
        return 0;
    }
    std::memcpy(buffer, attempt.rest.data(), length);
    attempt.rest.remove_prefix(length);
    return length;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Codes of a line of the server: "550 5.1.1 …" or "250-PIPELINING".
void take_answer(std::string_view line, Reply& reply) {
    if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) return;
    reply.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    reply.status.clear();
    line.remove_prefix(std::min<std::size_t>(4, line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(" \r\n"));
    const bool codes = std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; });
    if (codes && std::ranges::count(word, '.') == 2 && word.size() <= 11 && is_digit(word.back())) reply.status = word;
}

/// Follows the conversation by its commands; nothing of it is kept but codes.
int follow(CURL* /*curl*/, curl_infotype type, char* data, std::size_t size, void* pointer) {
    auto& attempt = *static_cast<Attempt*>(pointer);
    const std::string_view text(data, size);
    if (type == CURLINFO_HEADER_IN && !attempt.quitting) take_answer(text, attempt.reply);
    if (type != CURLINFO_HEADER_OUT) return 0;
    const auto begins = [&](Stage stage) {
        attempt.reply.stage = stage;
        attempt.reply.code = 0;
        attempt.reply.status.clear();
    };
    if (text.starts_with("MAIL FROM:")) begins(Stage::sender);
    if (text.starts_with("RCPT TO:")) begins(Stage::recipient);
    if (text.starts_with("DATA")) begins(Stage::data);
    if (text.starts_with("QUIT")) attempt.quitting = true;
    return 0;
}

class CurlSession final : public Session {
  public:
    explicit CurlSession(const Server& server) : curl_(url_of(server), server.ca_file, server.timeout) {
        if (server.security == MailSecurity::none) curl_.set(CURLOPT_USE_SSL, long{CURLUSESSL_NONE});
        if (!server.user.empty()) curl_.log_in(server.user, server.password);
        curl_.set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(server.timeout.count()));
        curl_.set(CURLOPT_UPLOAD, 1L);
        curl_.set(CURLOPT_READFUNCTION, read_mail);
        curl_.set(CURLOPT_VERBOSE, 1L);
        curl_.set(CURLOPT_DEBUGFUNCTION, follow);
    }

    Reply send(const std::string& from, const std::string& to, const std::string& bytes,
               const std::function<void()>& handing_over) override {
        Attempt attempt;
        attempt.rest = bytes;
        attempt.handing_over = &handing_over;
        const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
        curl_.set(CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
        curl_.set(CURLOPT_MAIL_RCPT, recipients.get());
        curl_.set(CURLOPT_READDATA, &attempt);
        curl_.set(CURLOPT_DEBUGDATA, &attempt);
        const CURLcode result = curl_easy_perform(curl_.get());
        if (attempt.thrown) std::rethrow_exception(attempt.thrown);
        attempt.reply.accepted = result == CURLE_OK && attempt.handed_over;
        if (!attempt.reply.accepted) attempt.reply.reason = curl_easy_strerror(result);
        return attempt.reply;
    }

  private:
    static std::string url_of(const Server& server) {
        return fmt::format("{}://{}:{}", server.security == MailSecurity::tls ? "smtps" : "smtp", server.host,
                           server.port);
    }

    net::CurlHandle curl_;
};

}  // namespace

}  // namespace ombud::casework::smtp

extern "C" ombud::casework::smtp::Session* ombud_smtp_open_1(const ombud::casework::smtp::Server& server) {
    return ombud::net::start_curl() ? new ombud::casework::smtp::CurlSession(server) : nullptr;
}
