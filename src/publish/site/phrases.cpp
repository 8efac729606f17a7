#include "publish/site/phrases.hpp"

#include <cstddef>

namespace ombud::publish::site {

namespace {

constexpr Phrases german{
    .reports_in = "Meldungen in ",
    .to_map = "Zur Karte",
    .all_pages = "Alle Seiten",
    .reports_from = "Meldungen {} bis {}",
    .received = "Eingang",
    .closed = "Abschluss",
    .status = "Status",
    .category = "Kategorie",
    .department = "Zuständig",
    .place = "Ort",
    .photo = "Foto {} zur Meldung {}",
    .history = "Verlauf",
    .answer = "Antwort der Verwaltung",
    .accuracy = "auf etwa {} m genau",
    .newest = "Neue Meldungen",
    .text_pages = "Alle öffentlichen Meldungen als Text, für Geräte ohne JavaScript und für Suchmaschinen.",
    .statuses = {"Eingegangen", "Zugewiesen", "In Bearbeitung", "Weitergeleitet", "Erledigt", "Ohne Lösung beendet",
                 "Abgelehnt", "Dublette"},
};

constexpr Phrases english{
    .reports_in = "Reports in ",
    .to_map = "To the map",
    .all_pages = "All pages",
    .reports_from = "Reports {} to {}",
    .received = "Received",
    .closed = "Closed",
    .status = "Status",
    .category = "Category",
    .department = "In charge",
    .place = "Place",
    .photo = "Photo {} of report {}",
    .history = "History",
    .answer = "Answer of the municipality",
    .accuracy = "to within about {} m",
    .newest = "New reports",
    .text_pages = "All public reports as text, for devices without JavaScript and for search engines.",
    .statuses = {"Received", "Assigned", "In progress", "Forwarded", "Solved", "Closed without solution", "Rejected",
                 "Duplicate"},
};

}  // namespace

const Phrases& phrases(std::string_view language) noexcept {
    return language == "en" ? english : german;
}

std::string_view name_of(Status status, const Phrases& phrases) noexcept {
    return phrases.statuses[static_cast<std::size_t>(status)];
}

}  // namespace ombud::publish::site
