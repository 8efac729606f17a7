// How a compiled gazetteer is kept in the register: its tables one after the other as they lie in memory, each with its
// size. What another version, machine or accident has made of it is not read; it is compiled anew.

#include "locate/gazetteer.hpp"

#include <bit>
#include <cstring>
#include <type_traits>

namespace ombud::locate {

namespace {

static_assert(std::endian::native == std::endian::little);

/// Name and version of the form; to be changed whenever a table or the way keys are made changes.
constexpr std::string_view magic = "OMBDGZ01";

/// Of everything after magic and checksum, eight bytes at a time.
std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t sum = hash_start;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        sum = (sum ^ word) * 0x100000001B3U;
        sum ^= sum >> 32U;
    }
    return hash_on(sum, bytes.substr(i));
}

template <typename Table>
void write(std::string& out, const Table& table) {
    static_assert(std::is_trivially_copyable_v<typename Table::value_type>);
    const std::uint64_t size = table.size();
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    if (size > 0) out.append(reinterpret_cast<const char*>(table.data()), size * sizeof(typename Table::value_type));
}

template <typename Table>
bool take(std::string_view& in, Table& table) {
    std::uint64_t size = 0;
    if (in.size() < sizeof size) return false;
    std::memcpy(&size, in.data(), sizeof size);
    in.remove_prefix(sizeof size);
    constexpr std::size_t each = sizeof(typename Table::value_type);
    if (size > in.size() / each) return false;
    table.resize(size);
    if (size > 0) std::memcpy(table.data(), in.data(), size * each);
    in.remove_prefix(size * each);
    return true;
}

}  // namespace

std::string Gazetteer::bytes() const {
    std::string body;
    write(body, names_);
    write(body, streets_);
    write(body, houses_);
    write(body, points_);
    write(body, places_);
    write(body, slots_);
    write(body, forms_);
    write(body, deletes_);
    write(body, buckets_);
    write(body, postcodes_);
    write(body, districts_);
    body.append(reinterpret_cast<const char*>(&limits_), sizeof limits_);
    const std::uint64_t sum = checksum(body);
    std::string out(magic);
    out.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    return out + body;
}

bool Gazetteer::read(std::string_view bytes) {
    std::uint64_t sum = 0;
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + sizeof sum) return false;
    std::memcpy(&sum, bytes.data() + magic.size(), sizeof sum);
    bytes.remove_prefix(magic.size() + sizeof sum);
    if (checksum(bytes) != sum) return false;
    const bool whole = take(bytes, names_) && take(bytes, streets_) && take(bytes, houses_) && take(bytes, points_) &&
                       take(bytes, places_) && take(bytes, slots_) && take(bytes, forms_) && take(bytes, deletes_) &&
                       take(bytes, buckets_) && take(bytes, postcodes_) && take(bytes, districts_);
    if (!whole || bytes.size() != sizeof limits_) return false;
    std::memcpy(&limits_, bytes.data(), sizeof limits_);
    return true;
}

}  // namespace ombud::locate
