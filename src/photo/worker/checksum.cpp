#include "photo/worker/detector.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <vector>

namespace ombud::photo {

std::string checksum(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    std::vector<char> buffer(1 << 16);
    while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        for (std::streamsize i = 0; i < in.gcount(); ++i) {
            hash = (hash ^ static_cast<std::uint8_t>(buffer[static_cast<std::size_t>(i)])) * 1'099'511'628'211ULL;
        }
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace ombud::photo
