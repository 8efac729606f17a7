#pragma once

// The address register that the tests of src/locate share.

#include "locate/street_key.hpp"
#include "store/addresses.hpp"
#include "store/sample_register.hpp"

#include <string>

namespace ombud::locate::test {

inline void add_house(store::Register& registry, const std::string& street, const std::string& number,
                      Position position, const std::string& postcode = "59065") {
    store::add_address(registry,
                       {{street, number, postcode, "Lindenbrück", position}, street_key(street), number_key(number)});
}

inline constexpr Position werler_12{7.82, 51.67};
inline constexpr Position werler_12a{7.821, 51.671};
inline constexpr Position markt_3{7.83, 51.68};
inline constexpr Position alter_markt_3{7.84, 51.69};
inline constexpr Position bahnhof_1_south{7.85, 51.65};
inline constexpr Position bahnhof_1_north{7.86, 51.71};
inline constexpr Position bahnhof_50_north{7.87, 51.72};
inline constexpr Position juni_135{7.88, 51.66};

/// Six streets; Bahnhofstraße is there twice, in 59065 and in 59067.
inline void add_sample_addresses(store::Register& registry) {
    add_house(registry, "Werler Straße", "12", werler_12);
    add_house(registry, "Werler Straße", "12a", werler_12a);
    add_house(registry, "Markt", "3", markt_3);
    add_house(registry, "Am Alten Markt", "3", alter_markt_3);
    add_house(registry, "Bahnhofstraße", "1", bahnhof_1_south, "59065");
    add_house(registry, "Bahnhofstraße", "1", bahnhof_1_north, "59067");
    add_house(registry, "Bahnhofstraße", "50", bahnhof_50_north, "59067");
    add_house(registry, "Straße des 17. Juni", "135", juni_135);
}

}  // namespace ombud::locate::test
