#include "publish/report_fields.hpp"

#include "publish/sample_reports.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace {

using namespace ombud;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

TEST_CASE("Public field names are unique, and the short ones fit into a shapefile") {
    std::set<std::string_view> names;
    std::set<std::string_view> short_names;
    std::set<std::string_view> names_de;
    for (const publish::ReportField& field : publish::report_fields()) {
        INFO(field.name);
        CHECK(names.insert(field.name).second);
        CHECK(short_names.insert(field.short_name).second);
        CHECK(names_de.insert(field.name_de).second);
        CHECK(is_ascii(field.name));
        CHECK(is_ascii(field.short_name));
        CHECK_FALSE(field.short_name.empty());
        CHECK(field.short_name.size() <= 10);
        CHECK(field.width > 0);
        CHECK(field.width <= 254);
        CHECK_FALSE(field.doc_en.empty());
        CHECK_FALSE(field.doc_de.empty());
        REQUIRE(field.get != nullptr);
    }
}

TEST_CASE("Public fields deliver values of their kind, or none") {
    const publish::PublicReport report = publish::test::pothole();
    const publish::PublicReport empty;
    for (const publish::ReportField& field : publish::report_fields()) {
        INFO(field.name);
        const auto matches = [&](const publish::FieldValue& value) {
            if (std::holds_alternative<std::monostate>(value)) return true;
            switch (field.kind) {
                case publish::FieldKind::text:
                    return std::holds_alternative<std::string_view>(value);
                case publish::FieldKind::integer:
                    return std::holds_alternative<std::int64_t>(value);
                case publish::FieldKind::real:
                    return std::holds_alternative<double>(value);
                case publish::FieldKind::time:
                    return std::holds_alternative<Instant>(value);
                case publish::FieldKind::list:
                    return std::holds_alternative<std::span<const std::string>>(value);
            }
            return false;
        };
        CHECK(matches(field.get(report)));
        CHECK(matches(field.get(empty)));
    }
}

TEST_CASE("A public title is made of category and street") {
    CHECK(publish::public_title("Schlagloch", "Werler Straße") == "Schlagloch, Werler Straße");
    CHECK(publish::public_title("Schlagloch", "") == "Schlagloch");
    CHECK(publish::public_title("", "Werler Straße") == "Werler Straße");
}
