#include "store/classifiers.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"
#include "store/report_columns.hpp"

#include <algorithm>
#include <cmath>

namespace ombud::store {

void put_classifier(Register& registry, const StoredClassifier& classifier, const Change& change) {
    Connection& connection = registry.connection();
    Transaction transaction(registry);
    connection
        .query("INSERT INTO classifier (trained_at, texts, categories, metrics, model) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(classifier.trained_at, classifier.texts, classifier.categories, classifier.metrics,
              Blob{classifier.model})
        .run();
    connection.query("DELETE FROM classifier WHERE id NOT IN (SELECT id FROM classifier ORDER BY id DESC LIMIT 2)")
        .run();
    log_event(connection, std::nullopt, "classifier trained", change, classifier.metrics);
    transaction.commit();
}

std::optional<StoredClassifier> find_classifier(Register& registry) {
    Query row = registry.connection().query(
        "SELECT id, trained_at, texts, categories, metrics, model FROM classifier ORDER BY id DESC LIMIT 1");
    if (!row.next()) return std::nullopt;
    return StoredClassifier{row.integer(0), row.instant(1), row.integer(2), row.integer(3), row.text(4), row.text(5)};
}

bool remove_classifier(Register& registry, const Change& change) {
    Connection& connection = registry.connection();
    Transaction transaction(registry);
    if (connection.query("DELETE FROM classifier WHERE id = (SELECT max(id) FROM classifier)").run() == 0) return false;
    log_event(connection, std::nullopt, "classifier removed", change, "{}");
    transaction.commit();
    return true;
}

std::vector<DecidedReport> decided_reports(Register& registry, std::optional<Instant> since) {
    // Without an event of this kind the category is the one that the report came with.
    Query rows = registry.connection().query(
        "SELECT r.received_at, r.category, r.title, r.text FROM report r WHERE r.category IS NOT NULL AND r.reduced_at IS NULL "
        "AND (?1 IS NULL OR r.received_at >= ?1) AND coalesce((SELECT e.actor FROM event e WHERE e.report = r.id "
        "AND e.action = 'category' ORDER BY e.id DESC LIMIT 1), '') <> 'assign' ORDER BY r.received_at, r.id");
    rows.bind(since);
    std::vector<DecidedReport> reports;
    while (rows.next()) reports.push_back({rows.instant(0), rows.text(1), rows.text(2), rows.text(3)});
    return reports;
}

void put_candidates(Register& registry, ReportId report, const std::vector<CategoryCandidate>& candidates,
                    const Change& change) {
    const auto same = [](const CategoryCandidate& a, const CategoryCandidate& b) {
        return a.category == b.category && std::abs(a.probability - b.probability) < 0.001;
    };
    if (std::ranges::equal(candidates_for(registry, report), candidates, same)) return;
    Connection& connection = registry.connection();
    Transaction transaction(registry);
    connection.query("DELETE FROM category_candidate WHERE report = ?1").bind(report).run();
    JsonWriter json;
    json.begin_object().key("candidates").begin_array();
    std::int64_t rank = 0;
    for (const CategoryCandidate& candidate : candidates) {
        connection.query("INSERT INTO category_candidate (report, rank, category, probability) VALUES (?1, ?2, ?3, ?4)")
            .bind(report, ++rank, candidate.category, candidate.probability)
            .run();
        json.begin_object().key("category").value(candidate.category);
        json.key("probability").value(candidate.probability, 3).end_object();
    }
    json.end_array().end_object();
    log_event(connection, report, "category suggested", change, json.text());
    transaction.commit();
}

std::vector<CategoryCandidate> candidates_for(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT category, probability FROM category_candidate WHERE report = ?1 ORDER BY rank");
    rows.bind(report);
    std::vector<CategoryCandidate> candidates;
    while (rows.next()) candidates.push_back({rows.text(0), rows.real(1)});
    return candidates;
}

std::vector<Report> reports_with_category_from_source(Register& registry, const std::vector<std::string>& categories) {
    std::vector<Report> reports;
    for (const std::string& category : categories) {
        Query rows = registry.connection().query(
            "SELECT " OMBUD_REPORT_COLUMNS " FROM " OMBUD_REPORT_TABLES
            " WHERE r.category = ?1 AND NOT EXISTS "
            "(SELECT 1 FROM event e WHERE e.report = r.id AND e.action = 'category') ORDER BY r.id");
        rows.bind(category);
        while (rows.next()) reports.push_back(read_report(rows));
    }
    std::ranges::sort(reports, {}, &Report::id);
    return reports;
}

std::string last_actor(Register& registry, ReportId report, std::string_view action) {
    Query row = registry.connection().query(
        "SELECT actor FROM event WHERE report = ?1 AND action = ?2 ORDER BY id DESC LIMIT 1");
    return row.bind(report, action).next() ? row.text(0) : std::string();
}

}  // namespace ombud::store
