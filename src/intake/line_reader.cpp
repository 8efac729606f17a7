#include "intake/line_reader.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace ombud::intake {

namespace {
constexpr std::size_t block_size = std::size_t{256} << 10U;
}

LineReader::LineReader(const std::filesystem::path& file)
    : file_(file), zipped_(nullptr, ::gzclose), block_(block_size) {
    fd_ = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ < 0) throw Error(ErrorKind::system, fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)));
    struct stat status {};
    if (::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 && fd_ != STDIN_FILENO) {
        left_ = static_cast<std::size_t>(status.st_size);
        std::array<char, 2> magic{};
        if (::pread(fd_, magic.data(), magic.size(), 0) == 2 && magic[0] == '\x1F' && magic[1] == '\x8B') {
            zipped_.reset(::gzdopen(fd_, "rb"));
        }
    }
}

LineReader::~LineReader() {
    if (fd_ != STDIN_FILENO && !zipped_) ::close(fd_);
}

std::size_t LineReader::read_into(char* place, std::size_t room) {
    if (zipped_) {
        const int got = ::gzread(zipped_.get(), place, static_cast<unsigned>(room));
        int code = Z_OK;
        const char* const message = ::gzerror(zipped_.get(), &code);
        if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
            throw Error(ErrorKind::input,
                        fmt::format("cannot unpack {}: {}; have it delivered again", file_.string(), message));
        }
        return static_cast<std::size_t>(got);
    }
    ssize_t got = 0;
    do {
        got = ::read(fd_, place, std::min(room, left_));
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        throw Error(ErrorKind::system, fmt::format("cannot read {}: {}", file_.string(), std::strerror(errno)));
    left_ -= static_cast<std::size_t>(got);
    return static_cast<std::size_t>(got);
}

bool LineReader::fill() {
    begin_ = 0;
    end_ = read_into(block_.data(), block_size);
    return end_ > 0;
}

std::string_view LineReader::peek(std::size_t least) {
    while (end_ - begin_ < least) {
        if (begin_ > 0) {
            std::memmove(block_.data(), block_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (block_.size() < least + block_size) block_.resize(least + block_size);
        const std::size_t got = read_into(block_.data() + end_, std::min(block_size, block_.size() - end_));
        if (got == 0) break;
        end_ += got;
    }
    return {block_.data() + begin_, end_ - begin_};
}

void LineReader::skip(std::size_t count) {
    const char* const start = block_.data() + begin_;
    number_ += static_cast<std::size_t>(std::count(start, start + count, '\n'));
    begin_ += count;
}

bool LineReader::next(std::string_view& line) {
    long_line_.clear();
    cut_off_ = false;
    bool any = false;
    while (begin_ < end_ || fill()) {
        any = true;
        const char* const start = block_.data() + begin_;
        const auto* const feed = static_cast<const char*>(std::memchr(start, '\n', end_ - begin_));
        const std::size_t length = feed == nullptr ? end_ - begin_ : static_cast<std::size_t>(feed - start);
        begin_ += feed == nullptr ? length : length + 1;
        complete_ = feed != nullptr;
        if (complete_ && long_line_.empty() && !cut_off_) {
            line = {start, length};
            ++number_;
            return true;
        }
        const std::size_t room = longest_item - long_line_.size();
        cut_off_ = cut_off_ || length > room;
        long_line_.append(start, std::min(length, room));
        if (complete_) break;
    }
    if (!any) return false;
    line = long_line_;
    ++number_;
    return true;
}

std::string LineReader::some(std::size_t most) {
    if (begin_ == end_ && !fill()) return {};
    const std::size_t length = std::min(most, end_ - begin_);
    std::string bytes(block_.data() + begin_, length);
    begin_ += length;
    return bytes;
}

std::string LineReader::rest() {
    std::string all;
    cut_off_ = false;
    while (begin_ < end_ || fill()) {
        const std::size_t room = longest_item - all.size();
        cut_off_ = cut_off_ || end_ - begin_ > room;
        all.append(block_.data() + begin_, std::min(end_ - begin_, room));
        begin_ = end_;
    }
    return all;
}

}  // namespace ombud::intake
