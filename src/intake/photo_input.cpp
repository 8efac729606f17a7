#include "intake/photo_input.hpp"

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "intake/base64.hpp"
#include "intake/line_reader.hpp"
#include "intake/report_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view safe_photos =
    "photos are taken only from the folder of the file that names them; put it there and import it again";

constexpr std::size_t longest_address = 2000;
constexpr std::size_t longest_name = 200;

/// More files than that are no report, and each takes a place on the disk however small it is.
constexpr std::size_t most_files = 500;

void refuse_too_many(const Delivered& delivered) {
    if (delivered.photos.size() + delivered.attachments.size() <= most_files) return;
    throw Error(ErrorKind::input,
                fmt::format("more than {} photos and files; no report has so many. Ask the sender", most_files));
}

/// A whole path, symbolic links followed; empty where it leads nowhere.
fs::path resolved(const fs::path& path) {
    std::error_code error;
    fs::path whole = fs::canonical(path, error);
    return error ? fs::path() : whole;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
    const auto [rest, ignored] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return rest == folder.end();
}

}  // namespace

bool is_photo(std::string_view bytes) noexcept {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv) || bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return true;
    if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return true;
    if (bytes.size() < 12) return false;
    if (bytes.starts_with("RIFF"sv)) return bytes.substr(8, 4) == "WEBP"sv;
    if (bytes.substr(4, 4) != "ftyp"sv) return false;
    const std::string_view brand = bytes.substr(8, 4);
    constexpr std::array heic{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv, "mif1"sv, "msf1"sv};
    return std::ranges::find(heic, brand) != heic.end();
}

void add_file(Delivered& delivered, std::string_view filename, std::string bytes) {
    if (!is_photo(bytes)) return add_attachment(delivered, filename, std::move(bytes));
    std::string sha256 = sha256_hex(bytes);
    delivered.photos.push_back({one_line(filename, longest_name), std::move(bytes), std::move(sha256)});
    refuse_too_many(delivered);
}

void add_attachment(Delivered& delivered, std::string_view filename, std::string bytes) {
    std::string name = one_line(filename, longest_name);
    std::string sha256 = sha256_hex(bytes);
    delivered.attachments.push_back(
        {name.empty() ? std::string("attachment") : std::move(name), std::move(bytes), std::move(sha256)});
    refuse_too_many(delivered);
}

void add_encoded_file(Delivered& delivered, std::string_view filename, std::string_view data) {
    if (data.starts_with("data:")) {
        const std::size_t comma = data.find(',');
        const std::string_view head = data.substr(0, std::min(comma, data.size()));
        if (comma == std::string_view::npos || head.find(";base64") == std::string_view::npos) {
            throw Error(ErrorKind::input,
                        fmt::format("photo '{}': a data: address without base64", one_line(filename, 200)));
        }
        data.remove_prefix(comma + 1);
    }
    auto bytes = decode_base64(data);
    if (!bytes) {
        throw Error(ErrorKind::input, fmt::format("photo '{}' is no base64 or is cut off; have it delivered again",
                                                  one_line(filename, 200)));
    }
    add_file(delivered, filename, std::move(*bytes));
}

void add_named_file(Delivered& delivered, std::string_view filename, const fs::path& folder) {
    if (filename.starts_with("data:")) return add_encoded_file(delivered, "", filename);
    if (filename.starts_with("http://") || filename.starts_with("https://")) {
        std::string remark = fmt::format("the photo at {} was not fetched", one_line(filename, longest_address));
        if (std::ranges::find(delivered.remarks, remark) == delivered.remarks.end()) {
            delivered.remarks.push_back(std::move(remark));
        }
        return;
    }
    const fs::path named(filename);
    const bool climbs = std::ranges::find(named, fs::path("..")) != named.end();
    if (folder.empty() || named.is_absolute() || climbs || filename.find('\0') != std::string_view::npos) {
        throw Error(ErrorKind::input, fmt::format("photo '{}': {}", one_line(filename), safe_photos));
    }
    const fs::path file = resolved(folder / named);
    std::error_code ignored;
    if (file.empty() || !fs::is_regular_file(file, ignored)) {
        throw Error(ErrorKind::input, fmt::format("photo '{}' is not in {}; put it there and import it again",
                                                  one_line(filename), folder.string()));
    }
    if (!lies_in(file, resolved(folder))) {
        throw Error(ErrorKind::input, fmt::format("photo '{}': {}", one_line(filename), safe_photos));
    }
    if (fs::file_size(file, ignored) > longest_item) {
        throw Error(ErrorKind::input, fmt::format("photo '{}' is larger than {} MB; put a smaller one there and "
                                                  "import it again",
                                                  one_line(filename), longest_item >> 20U));
    }
    add_file(delivered, named.filename().string(), read_file(file));
}

}  // namespace ombud::intake
