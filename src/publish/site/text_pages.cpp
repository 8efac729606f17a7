#include "publish/site/text_pages.hpp"

#include "core/text.hpp"
#include "publish/site/details.hpp"
#include "publish/site/markup.hpp"
#include "publish/site/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::publish::site {

namespace {

/// A whole page. `body` is markup already. Neither script nor style of its own: the policy forbids both.
std::string page(const Config& config, std::string_view title, std::string_view body) {
    const Phrases& say = phrases(config.language);
    return fmt::format(
        "<!doctype html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
        "content=\"light dark\">\n<title>{1}</title>\n<link rel=\"icon\" href=\"../css/icon.svg\">\n<link rel=\"stylesheet\" href=\"../css/theme.css\">\n"
        "<link rel=\"stylesheet\" href=\"../css/base.css\">\n<link rel=\"stylesheet\" href=\"../css/text.css\">\n</head>\n"
        "<body class=\"text-page\">\n<header class=\"site-header\"><a class=\"site-title\" href=\"../index.html\">{2}</a></header>\n"
        "<main>\n<h1>{1}</h1>\n<p><a href=\"../index.html\">{3}</a> · <a href=\"index.html\">{4}</a></p>\n{5}</main>\n</body>\n</html>\n",
        config.language, markup(title), markup(site_title(config)), say.to_map, say.all_pages, body);
}

void row(std::string& html, std::string_view name, std::string_view value) {
    if (!value.empty()) html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, markup(value));
}

/// A text with its line breaks.
void paragraphs(std::string& html, std::string_view text) {
    for (const std::string_view part : split(text, '\n')) html += fmt::format("<p>{}</p>\n", markup(part));
}

std::string article(const PublicReport& report, const Config& config) {
    const Phrases& say = phrases(config.language);
    const auto local = [&](Instant at) { return format_local(at, config.time_zone); };
    const auto status = [&](Status s) { return name_of(s, say); };
    std::string html = fmt::format(
        "<article id=\"{0}\">\n<h2><a href=\"../index.html#/report/{0}\">{1}</a> <small>{0}</small></h2>\n<dl>\n",
        markup(report.reference), markup(report.title));
    row(html, say.status, status(report.status));
    row(html, say.category, config.language == "en" ? report.category_name_en : report.category_name_de);
    row(html, say.place,
        fmt::format("{}{}{}", report.street, report.street.empty() || report.area.empty() ? "" : ", ", report.area));
    row(html, say.department, report.department_name);
    row(html, say.received, local(report.received_at));
    if (report.closed_at) row(html, say.closed, local(*report.closed_at));
    html += "</dl>\n";
    paragraphs(html, report.text);
    for (std::size_t i = 0; i < report.photos.size(); ++i) {
        html += fmt::format("<p><a href=\"../photos/{}\">{}</a></p>\n", markup(report.photos[i]),
                            markup(fmt::format(fmt::runtime(say.photo), i + 1, report.reference)));
    }
    if (!report.history.empty()) {
        html += fmt::format("<h3>{}</h3>\n<ol>\n", say.history);
        for (const PublicStatus& step : report.history)
            html += fmt::format("<li>{} {}</li>\n", local(step.at), status(step.status));
        html += "</ol>\n";
    }
    for (const PublicAnswer& answer : report.answers) {
        html += fmt::format("<h3>{}, {}</h3>\n", say.answer, local(answer.at));
        paragraphs(html, answer.text);
    }
    return html + "</article>\n";
}

}  // namespace

std::string site_title(const Config& config) {
    if (!config.site.title.empty()) return config.site.title;
    return std::string(phrases(config.language).reports_in) + config.municipality;
}

std::string reference_of(const Config& config, ReportId id) {
    return fmt::format("{}-{}", config.reference_prefix, id);
}

void TextPages::add(const PublicReport& report) {
    const ReportId block = report.id / reports_per_block;
    if (pages_.empty() || pages_.back().block != block) {
        write_page();
        pages_.push_back({block, 0});
    }
    ++pages_.back().reports;
    body_ += article(report, config_);
}

void TextPages::write_page() {
    if (pages_.empty() || body_.empty()) return;
    const ReportId first = pages_.back().block * reports_per_block;
    const std::string title = fmt::format(fmt::runtime(phrases(config_.language).reports_from),
                                          reference_of(config_, std::max<ReportId>(first, 1)),
                                          reference_of(config_, first + reports_per_block - 1));
    folder_.put(fmt::format("text/{}.html", pages_.back().block), page(config_, title, body_));
    body_.clear();
}

void TextPages::finish() {
    write_page();
    const Phrases& say = phrases(config_.language);
    std::string list = fmt::format("<p>{}</p>\n<ul>\n", say.text_pages);
    for (auto page_of = pages_.rbegin(); page_of != pages_.rend(); ++page_of) {
        const Page& one = *page_of;
        const ReportId first = one.block * reports_per_block;
        list += fmt::format(
            "<li><a href=\"{}.html\">{}</a> ({})</li>\n", one.block,
            markup(fmt::format(fmt::runtime(say.reports_from), reference_of(config_, std::max<ReportId>(first, 1)),
                               reference_of(config_, first + reports_per_block - 1))),
            one.reports);
    }
    folder_.put("text/index.html", page(config_, site_title(config_), list + "</ul>\n"));
}

}  // namespace ombud::publish::site
