#include "core/password.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <memory>

namespace ombud {

namespace {

struct ClosePipe {
    void operator()(std::FILE* pipe) const noexcept { ::pclose(pipe); }
};

std::string first_line(std::string_view text) {
    return std::string(trim(text.substr(0, text.find('\n'))));
}

}  // namespace

std::string read_password(const std::filesystem::path& file, const std::string& command, std::string_view whose) {
    std::string password;
    if (!file.empty()) {
        struct stat info {};
        if (::stat(file.c_str(), &info) == 0 && (info.st_mode & (S_IRGRP | S_IROTH)) != 0) {
            throw Error(ErrorKind::config, fmt::format("{} can be read by others; run chmod 600 on it", file.string()));
        }
        password = first_line(read_file(file));
    } else if (!command.empty()) {
        // NOLINTNEXTLINE(cert-env33-c): a command line of the administrator's own, as in cron
        const std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(command.c_str(), "re"));
        std::array<char, 1000> block{};
        if (pipe && std::fgets(block.data(), static_cast<int>(block.size()), pipe.get()) != nullptr) {
            password = first_line(block.data());
        }
    }
    if (password.empty()) {
        throw Error(ErrorKind::config, fmt::format("{}: password_file or password_command gives no password", whose));
    }
    return password;
}

}  // namespace ombud
