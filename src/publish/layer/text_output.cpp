#include "publish/layer/text_output.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace ombud::publish {

TextOutput::TextOutput(const std::filesystem::path& file, bool compressed) : file_(file), replacement_(file) {
    if (compressed) {
        zipped_ = ::gzopen(replacement_.part().c_str(), "wbe6");
    } else {
        plain_ = open_file(replacement_.part(), "wbe");
    }
    if (plain_ == nullptr && zipped_ == nullptr) fail(std::strerror(errno));
    if (plain_ != nullptr) std::setvbuf(plain_.get(), nullptr, _IONBF, 0);  // `pending_` is the buffer
    pending_.reserve(enough + enough / 4);
}

TextOutput::~TextOutput() {
    if (zipped_ != nullptr) ::gzclose(zipped_);
}

void TextOutput::fail(std::string_view reason) const {
    throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file_.string(), reason));
}

void TextOutput::flush() {
    if (pending_.empty()) return;
    if (plain_ != nullptr) {
        if (std::fwrite(pending_.data(), 1, pending_.size(), plain_.get()) != pending_.size())
            fail(std::strerror(errno));
    } else if (::gzwrite(zipped_, pending_.data(), static_cast<unsigned>(pending_.size())) <= 0) {
        fail("the disk may be full");
    }
    pending_.clear();
}

void TextOutput::finish() {
    flush();
    if (plain_ != nullptr && !closed(plain_)) fail(std::strerror(errno));
    if (zipped_ != nullptr && ::gzclose(std::exchange(zipped_, nullptr)) != Z_OK) fail("the disk may be full");
}

}  // namespace ombud::publish
