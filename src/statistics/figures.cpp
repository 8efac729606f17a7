#include "statistics/figures.hpp"

#include <algorithm>

namespace ombud::statistics {

namespace {

constexpr std::array<FigureText, counts> count_texts{{
    {"received", "Eingang", "Received", "Eingegangene Meldungen, auch Dubletten", "Reports received, duplicates too"},
    {"closed", "Abschluss", "Closed",
     "Abschlüsse: erledigt, ohne Lösung beendet, abgelehnt oder als Dublette verknüpft; nach Wiederöffnung erneut",
     "Closings: solved, closed unsolved, rejected or linked as a duplicate; again after being reopened"},
    {"open_at_end", "Offen", "Open", "Offene Meldungen am Ende des Zeitraums", "Reports open at the end of the period"},
    {"due", "Fällig", "Due", "Meldungen, deren Frist abgelaufen ist", "Reports whose deadline passed"},
    {"in_time", "Fristgerecht", "In time", "Davon bis zum Ablauf der Frist abgeschlossen",
     "Of them, those closed by the deadline"},
    {"reopened", "Wieder­geöffnet", "Reopened", "Wieder geöffnete Meldungen", "Times a closed report was opened again"},
    {"duplicates", "Dubletten", "Duplicates", "Eingegangene Meldungen, die Dubletten sind",
     "Of the reports received, duplicates"},
    {"forwarded", "Weiter­gegeben", "Forwarded", "Übergaben an Dritte", "Times a report was handed to a third party"},
}};

constexpr std::array<FigureText, spans> span_texts{{
    {"first_answer", "Erste Antwort", "First answer",
     "Vom Eingang bis zur ersten Antwort, Rückfrage oder öffentlichen Statusänderung; die Zuweisung zählt nicht",
     "From receipt to the first answer, question or public change of status; assignment does not count"},
    {"solution", "Lösung", "Solution", "Vom Eingang bis erledigt oder ohne Lösung beendet",
     "From receipt until solved or closed unsolved"},
    {"third_party", "Bei Dritten", "Third party", "Von der Weitergabe bis zur nächsten Statusänderung",
     "From handing on to the next change of status"},
}};

}  // namespace

const FigureText& text_of(Count count) noexcept {
    return count_texts.at(static_cast<std::size_t>(count));
}

const FigureText& text_of(Span span) noexcept {
    return span_texts.at(static_cast<std::size_t>(span));
}

std::optional<double> Row::share_in_time() const {
    const auto& due = at(Count::due);
    const auto& in_time = at(Count::in_time);
    if (!due || !in_time || *due == 0) return std::nullopt;
    return static_cast<double>(*in_time) / static_cast<double>(*due);
}

const Table* Statistics::table(const Grouping& by) const noexcept {
    const auto found = std::ranges::find(tables, by, &Table::by);
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace ombud::statistics
