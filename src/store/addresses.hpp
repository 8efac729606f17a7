#pragma once

#include "core/position.hpp"
#include "store/register.hpp"

#include <string>
#include <vector>

namespace ombud::store {

/// One house of the address register.
struct Address {
    std::string street;
    std::string house_number;
    std::string postcode;
    std::string city;
    Position position;
};

/// An address with the keys it is found by (locate/street_key.hpp).
struct KeyedAddress {
    Address address;
    std::string street_key;
    std::string number_key;
};

void clear_addresses(Register& registry);
void add_address(Register& registry, const KeyedAddress& address);
[[nodiscard]] std::int64_t count_addresses(Register& registry);

/// All houses with exactly these keys; more than one where two streets of the municipality share a name.
[[nodiscard]] std::vector<Address> find_addresses(Register& registry, std::string_view street_key,
                                                  std::string_view number_key);

/// All houses of a street, by number key.
[[nodiscard]] std::vector<Address> houses_of_street(Register& registry, std::string_view street_key);

/// A house with the keys it is stored under, by street and number.
[[nodiscard]] std::vector<KeyedAddress> all_addresses(Register& registry);

}  // namespace ombud::store
