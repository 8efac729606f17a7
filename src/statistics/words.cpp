#include "statistics/words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace ombud::statistics {

namespace {

constexpr Words german{
    .code = "de",
    .title = "Meldungen",
    .period = "Zeitraum",
    .from_the_beginning = "von Beginn an",
    .until = "bis",
    .public_edition = "Öffentliche Ausgabe",
    .internal_edition = "Interne Ausgabe",
    .no_department = "(nicht zugewiesen)",
    .no_category = "(ohne Kategorie)",
    .no_area = "(kein Bezirk)",
    .key_figures = "Auf einen Blick",
    .by_month = "Nach Monaten",
    .by_week = "Nach Wochen",
    .by_department = "Nach zuständiger Stelle",
    .by_category = "Nach Kategorie",
    .by_group = "Nach Kategoriengruppe",
    .by_area = "Nach Bezirk",
    .by_channel = "Nach Eingangsweg",
    .by_status = "Nach heutigem Status",
    .crossed = "Nach",
    .hot_spots = "Wiederkehrende Orte",
    .notes = "Wie gezählt wurde",
    .group = "Gruppe",
    .median = "Median",
    .p90 = "90 %",
    .share = "In der Frist",
    .hidden = "•",
    .hidden_long =
        "• steht für Zahlen, die nicht gezeigt werden, weil sie von weniger als {} Meldungen handeln oder solche Zahlen "
        "verraten würden.",
    .no_hot_spots = "Kein Ort hat so viele Meldungen, dass er hier steht.",
    .reports = "Meldungen",
    .street = "Straße",
    .place = "Lage (Breite, Länge)",
    .categories = "Häufigste Kategorien",
    .number = "Nr.",
    .map_description =
        "Karte der Bezirke; dichtere Muster bedeuten mehr Eingänge. Die Zahlen stehen auch in der Tabelle.",
    .bars_description = "Balken: eingegangene Meldungen. Die Zahlen stehen auch in der Tabelle.",
    .lines_description =
        "Linien: eingegangene (durchgezogen, Kreise), abgeschlossene (gestrichelt, Quadrate) und am Monatsende offene "
        "Meldungen (gepunktet, Dreiecke). Die Zahlen stehen auch in der Tabelle.",
    .legend = "Eingegangene Meldungen",
    .nothing = "Keine Meldungen in diesem Zeitraum.",
    .fewer = "weitere",
    .dimension_and = "und",
    .total = "Gesamt",
    .days = "Tage",
    .hours = "Std.",
    .minutes = "Min.",
    .channels = {"E-Mail", "Telefon", "Internet"},
    .statuses = {"eingegangen", "offen", "in Bearbeitung", "weitergegeben", "erledigt", "ohne Lösung beendet",
                 "abgelehnt", "Dublette"},
    .thousands = '.',
    .decimal = ',',
};

constexpr Words english{
    .code = "en",
    .title = "Reports",
    .period = "Period",
    .from_the_beginning = "from the beginning",
    .until = "until",
    .public_edition = "Public edition",
    .internal_edition = "Internal edition",
    .no_department = "(not assigned)",
    .no_category = "(no category)",
    .no_area = "(no district)",
    .key_figures = "At a glance",
    .by_month = "By month",
    .by_week = "By week",
    .by_department = "By department",
    .by_category = "By category",
    .by_group = "By group of categories",
    .by_area = "By district",
    .by_channel = "By channel",
    .by_status = "By present status",
    .crossed = "By",
    .hot_spots = "Places with repeated reports",
    .notes = "How it was counted",
    .group = "Group",
    .median = "median",
    .p90 = "90 %",
    .share = "By the deadline",
    .hidden = "•",
    .hidden_long =
        "• stands for figures that are not shown, because they are about fewer than {} reports or would give such figures "
        "away.",
    .no_hot_spots = "No place has so many reports that it stands here.",
    .reports = "Reports",
    .street = "Street",
    .place = "Position (latitude, longitude)",
    .categories = "Most frequent categories",
    .number = "No.",
    .map_description = "Map of the districts; denser patterns mean more reports. The figures are in the table, too.",
    .bars_description = "Bars: reports received. The figures are in the table, too.",
    .lines_description =
        "Lines: reports received (solid, circles), closed (dashed, squares) and open at the end of the month (dotted, "
        "triangles). The figures are in the table, too.",
    .legend = "Reports received",
    .nothing = "No reports in this period.",
    .fewer = "more",
    .dimension_and = "and",
    .total = "Total",
    .days = "days",
    .hours = "h",
    .minutes = "min",
    .channels = {"e-mail", "phone", "web"},
    .statuses = {"received", "open", "in progress", "forwarded", "solved", "closed unsolved", "rejected", "duplicate"},
    .thousands = ',',
    .decimal = '.',
};

}  // namespace

const Words& words(std::string_view language) noexcept {
    return language == "en" ? english : german;
}

std::string number(std::int64_t value, const Words& say) {
    const std::string digits = fmt::format("{}", value < 0 ? -value : value);
    std::string text = value < 0 ? "−" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += say.thousands;
        text += digits[i];
    }
    return text;
}

std::string number(double value, int decimals, const Words& say) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    const std::size_t point = text.find('.');
    if (point != std::string::npos) text[point] = say.decimal;
    return text;
}

std::string duration(double seconds, const Words& say) {
    constexpr double minute = 60;
    constexpr double hour = 3600;
    constexpr double day = 86'400;
    constexpr double many = 100;
    if (seconds < hour) return fmt::format("{} {}", number(seconds / minute, 0, say), say.minutes);
    if (seconds < 2 * day) return fmt::format("{} {}", number(seconds / hour, 1, say), say.hours);
    return fmt::format("{} {}", number(seconds / day, seconds < many * day ? 1 : 0, say), say.days);
}

}  // namespace ombud::statistics
