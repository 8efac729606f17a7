#include "publish/site/feed.hpp"

#include "core/digest.hpp"
#include "publish/site/markup.hpp"
#include "publish/site/phrases.hpp"
#include "publish/site/text_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace ombud::publish::site {

namespace {

bool newer(const PublicReport& a, const PublicReport& b) {
    return std::tie(a.received_at, a.id) > std::tie(b.received_at, b.id);
}

/// A UUID of version 8 (RFC 9562, section 5.8) made of a name.
std::string uuid_of(std::string_view name) {
    const std::string digits = sha256_hex(name);
    const std::string_view d = digits;
    return fmt::format("urn:uuid:{}-{}-8{}-a{}-{}", d.substr(0, 8), d.substr(8, 4), d.substr(13, 3), d.substr(17, 3),
                       d.substr(20, 12));
}

std::string entry(const PublicReport& report, const Config& config) {
    const Phrases& say = phrases(config.language);
    std::string words = fmt::format("{}: {}", say.status, name_of(report.status, say));
    if (!report.street.empty()) words += fmt::format("\n{}: {}", say.place, report.street);
    if (!report.area.empty())
        words += fmt::format("{}{}", report.street.empty() ? fmt::format("\n{}: ", say.place) : ", ", report.area);
    if (!report.text.empty()) words += "\n\n" + report.text;
    return fmt::format(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" href=\"{}#/report/{}\"/>\n<published>{}</published>\n"
        "<updated>{}</updated>\n<category term=\"{}\" label=\"{}\"/>\n<content type=\"text\">{}</content>\n</entry>\n",
        uuid_of(config.municipality + '/' + report.reference), markup(report.title),
        markup(config.site.url.empty() ? "index.html" : config.site.url), markup(report.reference),
        format_iso(report.received_at), format_iso(report.changed_at), markup(report.category),
        markup(config.language == "en" ? report.category_name_en : report.category_name_de), markup(words));
}

}  // namespace

void Feed::add(const PublicReport& report) {
    if (newest_.size() == entries) {
        if (!newer(report, newest_.front())) return;
        std::ranges::pop_heap(newest_, newer);
        newest_.pop_back();
    }
    newest_.push_back(report);
    std::ranges::push_heap(newest_, newer);
}

std::string Feed::xml(const Config& config) const {
    std::vector<PublicReport> reports = newest_;
    std::ranges::sort(reports, newer);
    Instant updated{};  // the epoch where there is nothing yet: the same register gives the same bytes
    for (const PublicReport& report : reports) updated = std::max(updated, report.changed_at);
    std::string xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{}</id>\n"
        "<title>{}: {}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n<generator>Ombud</generator>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        config.language, uuid_of(config.municipality), markup(site_title(config)), phrases(config.language).newest,
        format_iso(updated), markup(config.municipality),
        markup(config.site.url.empty() ? "index.html" : config.site.url));
    if (!config.site.url.empty())
        xml += fmt::format("<link rel=\"self\" href=\"{}feed.xml\"/>\n", markup(config.site.url));
    for (const PublicReport& report : reports) xml += entry(report, config);
    return xml + "</feed>\n";
}

}  // namespace ombud::publish::site
