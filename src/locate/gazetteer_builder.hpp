#pragma once

// Inside src/locate only: how a Gazetteer is compiled.

#include "locate/gazetteer.hpp"
#include "locate/spelling.hpp"
#include "store/addresses.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace ombud::locate {

/// Compiles all addresses, streets, places and areas of a register: 0.3 s for 100,000 addresses.
class GazetteerBuilder {
  public:
    explicit GazetteerBuilder(store::Register& registry) : registry_(registry) {}
    [[nodiscard]] Gazetteer build();

  private:
    /// A street of the register with all that belongs to it.
    struct Draft {
        std::string name;
        std::vector<House> houses;
        std::vector<Gazetteer::Point> points;
    };

    std::uint32_t put_text(std::string_view text);
    std::uint16_t put_named(std::vector<Gazetteer::Named>& list, std::map<std::string, std::uint16_t>& known,
                            const std::string& text);
    void read_addresses();
    void read_lines();
    void find_districts();
    void put_streets();
    void put_places();
    void put_key(std::string_view key, Target target);
    void put_spellings(std::string_view name, Target target);
    void fill_slots();
    void put_deletes();

    store::Register& registry_;
    Gazetteer made_;
    std::map<std::string, Draft> drafts_;  ///< by street key
    std::map<std::string, std::uint16_t> postcodes_;
    std::map<std::string, std::uint16_t> districts_;
    std::vector<Gazetteer::Slot> keys_;
};

}  // namespace ombud::locate
