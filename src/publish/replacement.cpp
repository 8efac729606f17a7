#include "publish/replacement.hpp"

#include "core/error.hpp"
#include "core/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace ombud::publish {

namespace {

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& file, std::string_view reason) {
    throw Error(ErrorKind::system, fmt::format("cannot {} {}: {}", what, file.string(), reason));
}

bool same_bytes(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(a, error);
    if (error || size != std::filesystem::file_size(b, error) || error) return false;
    std::ifstream first(a, std::ios::binary);
    std::ifstream second(b, std::ios::binary);
    std::array<char, 65536> one{};
    std::array<char, 65536> two{};
    while (first && second) {
        first.read(one.data(), one.size());
        second.read(two.data(), two.size());
        if (first.gcount() != second.gcount()) return false;
        if (std::memcmp(one.data(), two.data(), static_cast<std::size_t>(first.gcount())) != 0) return false;
    }
    return first.eof() && second.eof();
}

/// Without it a power cut can leave the new name with no bytes behind it.
void sync(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) fail("write", file, std::strerror(errno));
    const int result = ::fsync(fd);
    const int reason = errno;
    ::close(fd);
    if (result != 0) fail("write", file, std::strerror(reason));
}

}  // namespace

Replacement::Replacement(std::filesystem::path target) : target_(std::move(target)), part_(beside(target_)) {
    std::error_code error;
    if (target_.has_parent_path()) std::filesystem::create_directories(target_.parent_path(), error);
    if (error) fail("make the folder of", target_, error.message());
    std::filesystem::remove(part_, error);  // of a process that died with our number
}

Replacement::~Replacement() {
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
}

void Replacement::commit() {
    if (same_bytes(part_, target_)) return;
    sync(part_);
    std::error_code error;
    std::filesystem::rename(part_, target_, error);
    if (error) fail("replace", target_, error.message());
}

}  // namespace ombud::publish
