#pragma once

// Real servers for tests, on loopback: programs of their own that end with the test.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::test {

/// A program that prints "port N" when it is ready and ends when its standard input is closed.
class StartedServer {
  public:
    explicit StartedServer(std::vector<std::string> command) {
        int to[2];
        int from[2];
        if (::pipe2(to, O_CLOEXEC) != 0 || ::pipe2(from, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        std::vector<char*> words;
        for (std::string& word : command) words.push_back(word.data());
        words.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(to[0], STDIN_FILENO);
            ::dup2(from[1], STDOUT_FILENO);
            ::execv(words.front(), words.data());
            ::_exit(127);
        }
        ::close(to[0]);
        ::close(from[1]);
        input_ = to[1];
        std::FILE* const said = ::fdopen(from[0], "r");
        const bool ready = std::fscanf(said, "port %d", &port_) == 1;
        std::fclose(said);
        if (!ready) throw std::runtime_error("the test server does not start: " + command.front());
    }
    StartedServer(const StartedServer&) = delete;
    StartedServer& operator=(const StartedServer&) = delete;
    ~StartedServer() {
        ::close(input_);
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }

    [[nodiscard]] int port() const noexcept { return port_; }

  private:
    pid_t child_ = 0;
    int input_ = -1;
    int port_ = 0;
};

/// Debian's Python: its packages are not those of another one that may come first in PATH.
inline constexpr const char* debian_python = "/usr/bin/python3";

/// A certificate authority of the test's own and a certificate of it for 127.0.0.1 and localhost: ca.pem, cert.pem and
/// key.pem in `folder`; other.pem is an authority that signed nothing.
inline void make_certificates(const std::filesystem::path& folder) {
    const std::string new_key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30";
    const std::string commands =
        "cd '" + folder.string() + "' && exec 2>openssl.log && openssl req -x509 " + new_key +
        " -subj /CN=TestCA -keyout ca.key -out ca.pem && openssl req -x509 " + new_key +
        " -subj /CN=OtherCA -keyout other.key -out other.pem && openssl req " + new_key +
        " -subj /CN=127.0.0.1 -keyout key.pem -out cert.csr && "
        "printf 'subjectAltName=IP:127.0.0.1,DNS:localhost' > san && openssl x509 -req -in cert.csr -CA ca.pem -CAkey "
        "ca.key -CAcreateserial -days 30 -extfile san -out cert.pem && chmod 644 key.pem";
    if (std::system(commands.c_str()) != 0) throw std::runtime_error("openssl makes no certificates");
}

}  // namespace ombud::test
