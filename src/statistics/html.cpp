#include "statistics/html.hpp"

#include "core/markup.hpp"
#include "statistics/charts.hpp"
#include "statistics/district_map.hpp"
#include "statistics/html_style.hpp"
#include "statistics/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::statistics {

namespace {

/// What every part of the page needs.
struct Page {
    const Statistics& statistics;
    const Config& config;
    const Words& say;

    [[nodiscard]] std::string_view heading(Count count) const {
        return say.code == "en" ? text_of(count).en : text_of(count).de;
    }
    [[nodiscard]] std::string_view heading(Span span) const {
        return say.code == "en" ? text_of(span).en : text_of(span).de;
    }
    [[nodiscard]] std::string count(const std::optional<std::int64_t>& value) const {
        return value ? number(*value, say) : std::string(say.hidden);
    }
    [[nodiscard]] std::string took(const std::optional<double>& seconds) const {
        return seconds ? duration(*seconds, say) : std::string("–");
    }
    [[nodiscard]] std::string share(const Row& row) const {
        if (const auto share = row.share_in_time()) return number(*share * 100, 0, say) + " %";
        return !row.at(Count::due) || !row.at(Count::in_time) ? std::string(say.hidden) : "–";
    }
    [[nodiscard]] std::string day(Instant instant) const {
        const LocalTime t = config.time_zone.to_local(instant);
        if (say.code == "en") return fmt::format("{:04}-{:02}-{:02}", t.year, t.month, t.day);
        return fmt::format("{:02}.{:02}.{:04}", t.day, t.month, t.year);
    }
};

std::string_view title_of(Dimension dimension, const Words& say) {
    switch (dimension) {
        case Dimension::department:
            return say.by_department;
        case Dimension::category:
            return say.by_category;
        case Dimension::group:
            return say.by_group;
        case Dimension::area:
            return say.by_area;
        case Dimension::channel:
            return say.by_channel;
        case Dimension::month:
            return say.by_month;
        case Dimension::week:
            return say.by_week;
        case Dimension::status:
            return say.by_status;
    }
    return {};
}

std::string title_of(const Table& table, const Words& say) {
    std::string title;
    for (const Dimension dimension : table.by) {
        if (!title.empty()) title += fmt::format(" {} ", say.dimension_and);
        title += title_of(dimension, say);
    }
    return title;
}

std::string cells(const Page& page, const Row& row) {
    const auto& say = page.say;
    std::string html;
    const auto cell = [&](std::string_view text) { html += fmt::format("<td>{}</td>", text); };
    for (const Count count : {Count::received, Count::closed, Count::open}) cell(page.count(row.at(count)));
    for (const Span span : {Span::first_answer, Span::solution}) {
        cell(page.took(row.at(span).median_s));
        cell(page.took(row.at(span).p90_s));
    }
    cell(page.share(row));
    for (const Count count : {Count::reopened, Count::duplicates, Count::forwarded}) cell(page.count(row.at(count)));
    cell(page.took(row.at(Span::third_party).median_s));
    static_cast<void>(say);
    return html;
}

std::string table_html(const Page& page, const Table& table, const std::string& title, bool numbered) {
    const Words& say = page.say;
    std::string html = fmt::format(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
        escaped_markup(title));
    if (numbered) html += fmt::format("<th scope=\"col\" rowspan=\"2\">{}</th>", say.number);
    html += fmt::format("<th scope=\"col\" rowspan=\"2\" colspan=\"{}\">{}</th>", table.by.size(), say.group);
    const auto tall = [&](std::string_view text) {
        html += fmt::format("<th scope=\"col\" rowspan=\"2\">{}</th>", text);
    };
    for (const Count count : {Count::received, Count::closed, Count::open}) tall(page.heading(count));
    for (const Span span : {Span::first_answer, Span::solution}) {
        html += fmt::format("<th scope=\"colgroup\" colspan=\"2\">{}</th>", page.heading(span));
    }
    tall(say.share);
    for (const Count count : {Count::reopened, Count::duplicates, Count::forwarded}) tall(page.heading(count));
    tall(page.heading(Span::third_party));
    html += "</tr><tr>";
    for (int i = 0; i < 2; ++i) {
        html += fmt::format("<th scope=\"col\">{}</th><th scope=\"col\">{}</th>", say.median, say.p90);
    }
    html += "</tr></thead><tbody>";
    int row_number = 0;
    for (const Row& row : table.rows) {
        html += "<tr>";
        if (numbered) html += fmt::format("<td>{}</td>", ++row_number);
        for (const Label& label : row.key) html += fmt::format("<th scope=\"row\">{}</th>", escaped_markup(label.name));
        html += cells(page, row) + "</tr>";
    }
    html += fmt::format("</tbody><tfoot><tr><th scope=\"row\" colspan=\"{}\">{}</th>{}</tr></tfoot></table></div>",
                        table.by.size() + (numbered ? 1 : 0), say.total, cells(page, page.statistics.total));
    return html;
}

std::string month_chart(const Page& page, const Table& table, const std::string& id) {
    std::vector<std::string> months;
    std::vector<Line> lines;
    for (const Count count : {Count::received, Count::closed, Count::open}) {
        Line line{std::string(page.heading(count)), {}};
        for (const Row& row : table.rows) line.values.push_back(row.at(count));
        lines.push_back(std::move(line));
    }
    for (const Row& row : table.rows) months.push_back(row.key.front().name);
    return line_chart({id, title_of(table, page.say), std::string(page.say.lines_description)}, months, lines,
                      page.say);
}

std::string bars(const Page& page, const Table& table, const std::string& id) {
    std::vector<Bar> shown;
    for (const Row& row : table.rows) {
        std::string label;
        for (const Label& part : row.key) label += (label.empty() ? "" : ", ") + part.name;
        shown.push_back({std::move(label), row.at(Count::received)});
    }
    // By size; what is hidden stays in the order of names behind it.
    std::ranges::stable_sort(shown,
                             [](const Bar& a, const Bar& b) { return a.value.value_or(-1) > b.value.value_or(-1); });
    constexpr std::size_t most = 20;
    const std::size_t left_out = shown.size() > most ? shown.size() - most : 0;
    if (left_out > 0) shown.resize(most);
    std::string html =
        bar_chart({id, title_of(table, page.say), std::string(page.say.bars_description)}, shown, page.say);
    if (left_out > 0) html += fmt::format("<p class=\"note\">+ {} {}</p>", left_out, page.say.fewer);
    return html;
}

std::string map(const Page& page, const Table& table, const std::vector<store::FigureArea>& districts,
                const std::string& id) {
    std::vector<MappedDistrict> mapped;
    int row_number = 0;
    for (const Row& row : table.rows) {
        ++row_number;
        const auto found = std::ranges::find(districts, row.key.front().id, &store::FigureArea::name);
        if (found == districts.end()) continue;
        mapped.push_back({found->name, row_number, polygons_of_wkb(found->wkb), row.at(Count::received)});
    }
    // Districts without a report are part of the town, too.
    for (const store::FigureArea& district : districts) {
        if (std::ranges::find(mapped, district.name, &MappedDistrict::name) != mapped.end()) continue;
        mapped.push_back({district.name, 0, polygons_of_wkb(district.wkb), 0});
    }
    std::erase_if(mapped, [](const MappedDistrict& district) { return district.polygons.empty(); });
    if (mapped.empty()) return bars(page, table, id);
    return district_map({id, title_of(table, page.say), std::string(page.say.map_description)}, mapped, page.say);
}

std::string section(const Page& page, const Table& table, const std::vector<store::FigureArea>& districts,
                    std::size_t number_of_it) {
    const std::string title = title_of(table, page.say);
    const std::string id = fmt::format("chart-{}", number_of_it);
    const bool by_area = table.by == Grouping{Dimension::area} && !districts.empty();
    std::string html = fmt::format("<section><h2>{}</h2>", escaped_markup(title));
    if (table.rows.empty()) return html + fmt::format("<p>{}</p></section>", page.say.nothing);
    html += "<figure>";
    if (table.by.size() == 1 && is_time(table.by.front())) {
        html += month_chart(page, table, id);
    } else {
        html += by_area ? map(page, table, districts, id) : bars(page, table, id);
    }
    return html + "</figure>" + table_html(page, table, title, by_area) + "</section>";
}

std::string key_figures(const Page& page) {
    const Row& total = page.statistics.total;
    std::string html = fmt::format("<section><h2>{}</h2><dl class=\"cards\">", page.say.key_figures);
    const auto card = [&](std::string_view name, std::string_view value, std::string_view detail) {
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd><dd class=\"detail\">{}</dd></div>", name, value, detail);
    };
    for (const Count count : {Count::received, Count::closed, Count::open}) {
        card(page.heading(count), page.count(total.at(count)), "");
    }
    for (const Span span : {Span::first_answer, Span::solution}) {
        const std::string p90 = fmt::format("{}: {}", page.say.p90, page.took(total.at(span).p90_s));
        card(fmt::format("{} ({})", page.heading(span), page.say.median), page.took(total.at(span).median_s), p90);
    }
    card(page.say.share, page.share(total),
         fmt::format("{}: {}", page.heading(Count::due), page.count(total.at(Count::due))));
    return html + "</dl></section>";
}

std::string hot_spots(const Page& page) {
    const Words& say = page.say;
    std::string html = fmt::format("<section><h2>{}</h2>", say.hot_spots);
    const auto& spots = page.statistics.hot_spots;
    if (spots.empty()) return html + fmt::format("<p>{}</p></section>", say.no_hot_spots);
    html += fmt::format(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table class=\"spots\"><caption>{0} ({1} m)</caption><thead><tr>"
        "<th scope=\"col\">{2}</th><th scope=\"col\">{3}</th><th scope=\"col\">{4}</th><th scope=\"col\">{5}</th></tr></thead><tbody>",
        say.hot_spots, number(page.statistics.hot_spot_radius_m, 0, say), say.street, say.reports, say.categories,
        say.place);
    for (const HotSpot& spot : spots) {
        std::string categories;
        for (const auto& [label, reports] : spot.categories) {
            if (!categories.empty()) categories += ", ";
            categories += escaped_markup(label.name);
            if (!page.statistics.public_edition) categories += fmt::format(" ({})", number(reports, say));
        }
        std::string name = spot.street;
        if (!spot.area.empty()) name += (name.empty() ? "" : ", ") + spot.area;
        const int decimals = page.statistics.public_edition ? 3 : 5;
        html += fmt::format(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"text\">{}</td><td>{:.{}f}, {:.{}f}</td></tr>",
            escaped_markup(name.empty() ? "–" : name), number(spot.reports, say), categories, spot.centre.lat, decimals,
            spot.centre.lon, decimals);
    }
    return html + "</tbody></table></div></section>";
}

std::string notes(const Page& page) {
    const bool english = page.say.code == "en";
    std::string html = fmt::format("<section class=\"notes\"><h2>{}</h2><dl>", page.say.notes);
    const auto note = [&](const FigureText& text) {
        html +=
            fmt::format("<dt>{}</dt><dd>{}.</dd>", english ? text.en : text.de, english ? text.doc_en : text.doc_de);
    };
    for (std::size_t i = 0; i < counts; ++i) note(text_of(static_cast<Count>(i)));
    for (std::size_t i = 0; i < spans; ++i) note(text_of(static_cast<Span>(i)));
    html += "</dl>";
    if (page.statistics.public_edition) {
        html +=
            fmt::format("<p>{}</p>", fmt::format(fmt::runtime(page.say.hidden_long), page.statistics.smallest_group));
    }
    return html + "</section>";
}

}  // namespace

std::string to_html(const Statistics& statistics, const Config& config,
                    const std::vector<store::FigureArea>& districts) {
    const Page page{statistics, config, words(config.language)};
    const Words& say = page.say;
    const std::string title = fmt::format("{} – {}", config.municipality, say.title);
    // The last day that belongs to the period.
    const std::string last = page.day(statistics.period.until - std::chrono::seconds(1));
    const std::string first =
        statistics.period.since ? page.day(*statistics.period.since) : std::string(say.from_the_beginning);
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}\n",
        say.code, escaped_markup(title), html_style, html_patterns);
    html +=
        fmt::format("<header><h1>{}</h1><p>{}: {} {} {} · {}</p></header>\n<main>\n", escaped_markup(title), say.period,
                    first, say.until, last, statistics.public_edition ? say.public_edition : say.internal_edition);
    html += key_figures(page) + "\n";
    std::size_t number_of_it = 0;
    for (const Table& table : statistics.tables) html += section(page, table, districts, ++number_of_it) + "\n";
    html += hot_spots(page) + "\n" + notes(page) + "\n</main>\n</body>\n</html>\n";
    return html;
}

}  // namespace ombud::statistics
