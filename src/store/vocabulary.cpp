#include "store/vocabulary.hpp"

#include "store/connection.hpp"

namespace ombud::store {

void update_vocabulary(Register& registry, const Config& config) {
    Connection& connection = registry.connection();
    Transaction transaction(registry);
    for (const Department& d : config.departments) {
        connection
            .query(
                "INSERT INTO department (id, name, email) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = "
                "?2, "
                "email = ?3, active = 1 WHERE name <> ?2 OR email <> ?3 OR active = 0")
            .bind(d.id, d.name, d.email)
            .run();
    }
    for (const Category& c : config.categories) {
        connection
            .query(
                "INSERT INTO category (id, name_de, name_en, department, is_public, public_days) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET name_de = ?2, name_en = ?3, "
                "department = ?4, is_public = ?5, public_days = ?6, active = 1 WHERE (name_de, name_en, department, "
                "is_public, public_days, active) <> (?2, ?3, ?4, ?5, ?6, 1)")
            .bind(c.id, c.name_de, c.name_en, c.department, c.is_public, std::int64_t{c.public_after_solution.count()})
            .run();
    }
    // What the configuration no longer names: compared here, since SQL knows nothing of the configuration.
    const auto retire = [&](std::string_view list, std::string_view change, const auto& is_configured) {
        Query rows = connection.query(list);
        std::vector<std::string> gone;
        while (rows.next()) {
            if (std::string id = rows.text(0); !is_configured(id)) gone.push_back(std::move(id));
        }
        for (const std::string& id : gone) connection.query(change).bind(id).run();
    };
    retire("SELECT id FROM category WHERE active", "UPDATE category SET active = 0 WHERE id = ?1",
           [&](std::string_view id) { return config.category(id) != nullptr; });
    retire("SELECT id FROM department WHERE active", "UPDATE department SET active = 0 WHERE id = ?1",
           [&](std::string_view id) { return config.department(id) != nullptr; });
    transaction.commit();
}

}  // namespace ombud::store
