#include "publish/zip.hpp"

#include "core/error.hpp"

#include <fmt/format.h>
#include <minizip/zip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <memory>

namespace ombud::publish {

namespace {

/// MS-DOS date and time, two-second steps (APPNOTE.TXT 4.4.6).
unsigned long dos_time(Instant instant) {
    using namespace std::chrono;
    const Instant first = sys_days{year{1980} / 1 / 1};
    const Instant last = sys_days{year{2107} / 12 / 31};
    const Instant kept = std::clamp(instant, first, last);
    const sys_days day = floor<days>(kept);
    const year_month_day date(day);
    const hh_mm_ss time(kept - day);
    const auto years = static_cast<unsigned long>(static_cast<int>(date.year()) - 1980);
    const auto hours = static_cast<unsigned long>(time.hours().count());
    const auto minutes = static_cast<unsigned long>(time.minutes().count());
    const auto seconds = static_cast<unsigned long>(time.seconds().count());
    return years << 25U | static_cast<unsigned long>(static_cast<unsigned>(date.month())) << 21U |
           static_cast<unsigned long>(static_cast<unsigned>(date.day())) << 16U | hours << 11U | minutes << 5U |
           seconds / 2;
}

struct Close {
    void operator()(zipFile archive) const noexcept { zipClose(archive, nullptr); }
};
using Archive = std::unique_ptr<void, Close>;

}  // namespace

void write_zip(const std::filesystem::path& archive, std::span<const ZipEntry> entries, Instant modified) {
    const auto check = [&](int code) {
        if (code != ZIP_OK) {
            throw Error(ErrorKind::system,
                        fmt::format("cannot write {}: zip error {}; is the disk full?", archive.string(), code));
        }
    };
    Archive zip(zipOpen64(archive.c_str(), APPEND_STATUS_CREATE));
    if (!zip) throw Error(ErrorKind::system, fmt::format("cannot write {}", archive.string()));

    constexpr std::uintmax_t zip64_from = 0xFFFFFFFF;
    constexpr unsigned long made_by_unix = 3UL << 8U | 20UL;
    constexpr unsigned long plain_file = 0100644UL << 16U;
    constexpr unsigned long names_are_utf8 = 1UL << 11U;
    std::array<char, 65536> buffer{};
    for (const ZipEntry& entry : entries) {
        zip_fileinfo info{};
        info.dosDate = dos_time(modified);
        info.external_fa = plain_file;
        const int large = std::filesystem::file_size(entry.file) >= zip64_from ? 1 : 0;
        check(zipOpenNewFileInZip4_64(zip.get(), entry.name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                      Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, nullptr, 0,
                                      made_by_unix, names_are_utf8, large));
        std::ifstream in(entry.file, std::ios::binary);
        while (in) {
            in.read(buffer.data(), buffer.size());
            check(zipWriteInFileInZip(zip.get(), buffer.data(), static_cast<unsigned>(in.gcount())));
        }
        if (!in.eof()) throw Error(ErrorKind::system, fmt::format("cannot read {}", entry.file.string()));
        check(zipCloseFileInZip(zip.get()));
    }
    check(zipClose(zip.release(), nullptr));
}

}  // namespace ombud::publish
