#include "store/geometry.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace ombud::store {

std::array<char, 60> spatialite_point(Position position) noexcept {
    static_assert(std::endian::native == std::endian::little, "the blob says little-endian");
    std::array<char, 60> blob{};
    char* out = blob.data();
    const auto put = [&](const auto& value) {
        std::memcpy(out, &value, sizeof value);
        out += sizeof value;
    };
    put(char{0x00});  // start
    put(char{0x01});  // little-endian
    put(std::int32_t{4326});
    for (int corner = 0; corner < 2; ++corner) {  // the bounding box of a point is the point twice
        put(position.lon);
        put(position.lat);
    }
    put(char{0x7C});
    put(std::int32_t{1});  // POINT
    put(position.lon);
    put(position.lat);
    put(static_cast<char>(0xFE));  // end
    return blob;
}

}  // namespace ombud::store
