#include "publish/open311.hpp"

#include "core/deadline.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "publish/open311_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>

namespace ombud::publish {

namespace fs = std::filesystem;

namespace {

/// When what is offered last changed: the interface, not the reports.
constexpr std::string_view changeset = "2026-11-24T00:00:00Z";
constexpr std::string_view specification = "http://wiki.open311.org/GeoReport_v2";

std::string_view name_of(const Category& category, const Config& config) {
    return config.language == "en" ? category.name_en : category.name_de;
}

/// The words of the municipality's language for a status, without a person's remark.
std::string_view status_notes(Status status, const Config& config) {
    const bool english = config.language == "en";
    switch (status) {
        case Status::received:
            return english ? "Received" : "Eingegangen";
        case Status::open:
            return english ? "Passed to the department in charge" : "An die zuständige Stelle gegeben";
        case Status::in_progress:
            return english ? "In progress" : "In Bearbeitung";
        case Status::forwarded:
            return english ? "Forwarded to a third party" : "An Dritte weitergegeben";
        case Status::solved:
            return english ? "Solved" : "Erledigt";
        case Status::closed_unsolved:
            return english ? "Closed without a solution" : "Ohne Lösung beendet";
        case Status::rejected:
            return english ? "Rejected" : "Abgelehnt";
        case Status::duplicate:
            return english ? "Duplicate" : "Dublette";
    }
    return {};
}

Node discovery(const Config& config, const std::string& base_url) {
    Node formats = Node::list("format");
    formats.items = {Node("application/json"), Node("text/xml")};
    Node endpoint = Node::object();
    endpoint.add("specification", specification).add("url", base_url.empty() ? "./" : base_url);
    endpoint.add("changeset", changeset).add("type", "production").add("formats", std::move(formats));
    Node endpoints = Node::list("endpoint");
    endpoints.items.push_back(std::move(endpoint));
    Node node = Node::object();
    node.add("changeset", changeset).add("contact", config.open311.contact);
    // Nothing can be sent in, so there are no keys to ask for.
    node.add("key_service", "").add("endpoints", std::move(endpoints));
    if (!config.open311.jurisdiction.empty()) node.add("jurisdiction_id", config.open311.jurisdiction);
    return node;
}

/// Photos lie in a folder of their own beside that of the endpoint, as the night writes them.
std::string photo_url(const std::string& base_url, const std::string& photo) {
    if (base_url.empty()) return "../photos/" + photo;
    const std::size_t slash = base_url.rfind('/', base_url.size() - 2);
    // A host alone has no folder beside it.
    const bool is_host = slash == std::string::npos || slash < std::string_view("https://").size();
    return (is_host ? base_url : base_url.substr(0, slash + 1)) + "photos/" + photo;
}

Node service(const Category& category, const Config& config) {
    std::string keywords;
    for (const std::string& keyword : category.keywords) keywords += (keywords.empty() ? "" : ",") + keyword;
    const std::string group = category.id.substr(0, category.id.find('/'));
    const Category* named = config.category(group);
    Node node = Node::object();
    node.add("service_code", service_code(category.id)).add("service_name", name_of(category, config));
    node.add("description", category.description).add("metadata", Node::boolean(false)).add("type", "batch");
    node.add("keywords", keywords).add("group", named == nullptr ? std::string_view(group) : name_of(*named, config));
    return node;
}

std::size_t write_services(Open311Folder& folder, const Config& config) {
    Node services = Node::list("service");
    std::size_t count = 0;
    for (const Category& category : config.categories) {
        if (!category.is_public) continue;
        ++count;
        services.items.push_back(service(category, config));
        Node definition = Node::object();
        definition.add("service_code", service_code(category.id)).add("attributes", Node::list("attribute"));
        folder.write_both(fmt::format("services/{}", service_code(category.id)), definition, "service_definition");
    }
    folder.write_both("services", services, "services");
    return count;
}

/// A list of requests in both forms.
void write_requests(Open311Folder& folder, const std::string& name, const std::deque<Node>& requests,
                    bool newest_first) {
    std::string json = "[";
    std::string xml = std::string(xml_declaration) + "<service_requests>\n";
    const auto add = [&](const Node& request) {
        json += json.size() > 1 ? ",\n" : "\n";
        json += to_json(request);
        xml += to_xml_element(request, "request") + '\n';
    };
    if (newest_first) {
        std::for_each(requests.rbegin(), requests.rend(), add);
    } else {
        std::ranges::for_each(requests, add);
    }
    folder.write(name + ".json", json + "\n]\n");
    folder.write(name + ".xml", xml + "</service_requests>\n");
}

}  // namespace

std::string service_code(std::string_view category) {
    std::string code;
    for (const char c : category) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain) {
            code += c;
        } else if (c == '/') {
            code += '.';
        } else {
            code += fmt::format("~{:02x}", static_cast<unsigned char>(c));
        }
    }
    return code;
}

Node open311_request(const PublicReport& report, const Config& config, LocalDays& days, const std::string& base_url) {
    const Category* category = config.category(report.category);
    std::string expected;
    if (category != nullptr && category->expected_days) {
        expected = format_iso(days.deadline(report.received_at, *category->expected_days));
    }
    std::string media;
    if (!report.photos.empty()) media = photo_url(base_url, report.photos.front());
    Node node = Node::object();
    node.add("service_request_id", fmt::format("{}", report.id));
    node.add("status", is_closed(report.status) ? "closed" : "open");
    node.add("status_notes", status_notes(report.status, config));
    node.add("service_name", config.language == "en" ? report.category_name_en : report.category_name_de);
    node.add("service_code", service_code(report.category));
    node.add("description", report.text.empty() ? report.title : report.text);
    node.add("agency_responsible", report.department_name);
    node.add("service_notice", "");
    node.add("requested_datetime", format_iso(report.received_at));
    node.add("updated_datetime", format_iso(report.changed_at));
    node.add("expected_datetime", expected);
    node.add("address", report.street).add("address_id", "").add("zipcode", "");
    node.add("lat", report.position ? Node::degrees(report.position->lat) : Node());
    node.add("long", report.position ? Node::degrees(report.position->lon) : Node());
    node.add("media_url", media);
    Node more = Node::object();
    more.add("reference", report.reference).add("title", report.title).add("category_id", report.category);
    more.add("detailed_status", to_string(report.status));
    more.add("closed_datetime", report.closed_at ? format_iso(*report.closed_at) : std::string());
    node.add("extended_attributes", std::move(more));
    return node;
}

Open311Written write_open311(const fs::path& path, const NextReport& next, const Config& config,
                             const Open311Options& options) {
    std::string base_url = options.base_url.empty() ? config.open311.base_url : options.base_url;
    if (!base_url.empty() && base_url.back() != '/') base_url += '/';
    Open311Folder folder(path);
    folder.write_both("discovery", discovery(config, base_url), "discovery");
    Open311Written written;
    written.services = write_services(folder, config);

    const auto page_size = static_cast<std::size_t>(config.open311.page);
    LocalDays days(config.time_zone, config.calendar);
    std::deque<Node> page;    // the requests of the page at hand
    std::deque<Node> newest;  // the last ones so far
    for (PublicReport report; next(report);) {
        ++written.requests;
        Node request = open311_request(report, config, days, base_url);
        folder.write_request(report.id, request);
        newest.push_back(request);
        if (newest.size() > page_size) newest.pop_front();
        page.push_back(std::move(request));
        if (page.size() == page_size) {
            write_requests(folder, fmt::format("requests/page-{}", ++written.pages), page, false);
            page.clear();
        }
    }
    if (!page.empty()) write_requests(folder, fmt::format("requests/page-{}", ++written.pages), page, false);
    write_requests(folder, "requests", newest, true);
    Node pages = Node::object();
    pages.add("pages", fmt::format("{}", written.pages)).add("requests", fmt::format("{}", written.requests));
    pages.add("requests_a_page", fmt::format("{}", page_size));
    for (auto& [name, value] : pages.members) value.kind = Node::Kind::number;
    folder.write_both("requests/pages", pages, "pages");
    written.removed = folder.remove_others();
    return written;
}

void remove_open311(const fs::path& path) {
    if (!fs::exists(path)) return;
    Open311Folder folder(path);
    folder.remove_others();
    for (const std::string_view name : {"discovery", "services", "requests", "requests/pages"}) {
        for (const std::string_view ending : {".json", ".xml"})
            fs::remove(path / (std::string(name) + std::string(ending)));
    }
    std::error_code not_empty;
    for (const std::string_view name : {"services", "requests", ""}) fs::remove(path / name, not_empty);
}

}  // namespace ombud::publish
