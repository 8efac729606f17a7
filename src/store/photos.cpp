#include "store/photos.hpp"

#include "core/json_writer.hpp"
#include "store/connection.hpp"

namespace ombud::store {

namespace {

#define OMBUD_PHOTO_COLUMNS \
    "p.id, p.report, p.sha256, p.filename, p.state, p.reason, p.exif_lon, p.exif_lat, p.fingerprint, p.public_file, p.rejected"

PhotoState state_from(std::string_view name) {
    if (name == "public") return PhotoState::published;
    if (name == "review") return PhotoState::review;
    if (name == "unreadable") return PhotoState::unreadable;
    return PhotoState::fresh;
}

std::vector<Photo> all(Query& rows) {
    std::vector<Photo> photos;
    while (rows.next()) {
        Photo p;
        p.id = rows.integer(0);
        p.report = rows.integer(1);
        p.sha256 = rows.text(2);
        p.filename = rows.text(3);
        p.state = state_from(rows.text(4));
        p.reason = rows.text(5);
        if (!rows.is_null(6)) p.exif_position = Position{rows.real(6), rows.real(7)};
        p.fingerprint = rows.text(8);
        p.public_file = rows.text(9);
        p.rejected = rows.integer(10) != 0;
        photos.push_back(std::move(p));
    }
    return photos;
}

/// \param state  as in the schema
void set_state(Register& registry, const Photo& photo, std::string_view state,
               std::optional<std::string_view> public_file, std::optional<std::int64_t> masks, const Change& change,
               bool rejected = false) {
    Transaction transaction(registry);
    registry.connection()
        .query(
            "UPDATE photo SET state = ?2, reason = ?3, public_file = ?4, masks = ?5, rejected = ?6, inspected = 1 "
            "WHERE id = ?1")
        .bind(photo.id, state, change.reason, public_file, masks, rejected ? 1 : 0)
        .run();
    JsonWriter json;
    json.begin_object().key("photo").value(photo.id).key("state").value(state);
    if (masks) json.key("masks").value(*masks);
    if (rejected) json.key("rejected").value(true);
    json.end_object();
    log_event(registry.connection(), photo.report, "photo", change, json.text());
    transaction.commit();
}

}  // namespace

bool add_photo(Register& registry, ReportId report, std::string_view sha256, std::string_view filename) {
    return registry.connection()
               .query(
                   "INSERT INTO photo (report, sha256, filename, state) VALUES (?1, ?2, ?3, 'new') "
                   "ON CONFLICT (report, sha256) DO NOTHING")
               .bind(report, sha256, filename)
               .run() > 0;
}

std::vector<Photo> photos_of(Register& registry, ReportId report) {
    Query rows =
        registry.connection().query("SELECT " OMBUD_PHOTO_COLUMNS " FROM photo p WHERE p.report = ?1 ORDER BY p.id");
    return all(rows.bind(report));
}

std::vector<Photo> uninspected_photos(Register& registry) {
    Query rows =
        registry.connection().query("SELECT " OMBUD_PHOTO_COLUMNS " FROM photo p WHERE p.inspected = 0 ORDER BY p.id");
    return all(rows);
}

std::vector<Photo> photos_to_anonymise(Register& registry) {
    Query rows =
        registry.connection().query("SELECT " OMBUD_PHOTO_COLUMNS " FROM photo p WHERE p.state = 'new' ORDER BY p.id");
    return all(rows);
}

std::vector<Photo> photos_to_review(Register& registry) {
    Query rows = registry.connection().query("SELECT " OMBUD_PHOTO_COLUMNS
                                             " FROM photo p WHERE p.state = 'review' ORDER BY p.id");
    return all(rows);
}

std::vector<Photo> unreadable_photos(Register& registry) {
    Query rows = registry.connection().query(
        "SELECT " OMBUD_PHOTO_COLUMNS
        " FROM photo p WHERE p.state = 'unreadable' AND p.original_erased_at IS NULL ORDER BY p.id");
    return all(rows);
}

std::vector<Photo> photos_with(Register& registry, std::string_view sha256) {
    Query rows =
        registry.connection().query("SELECT " OMBUD_PHOTO_COLUMNS " FROM photo p WHERE p.sha256 = ?1 ORDER BY p.id");
    return all(rows.bind(sha256));
}

std::vector<Photo> same_photos(Register& registry, ReportId report) {
    Query rows = registry.connection().query(
        "SELECT " OMBUD_PHOTO_COLUMNS
        " FROM photo mine JOIN photo p ON p.sha256 = mine.sha256 AND p.report <> mine.report "
        "WHERE mine.report = ?1 ORDER BY p.report, p.id");
    return all(rows.bind(report));
}

void set_inspection(Register& registry, PhotoId photo, const PhotoInspection& inspection) {
    const auto& at = inspection.exif_position;
    registry.connection()
        .query(
            "UPDATE photo SET inspected = 1, width = ?2, height = ?3, exif_lon = ?4, exif_lat = ?5, fingerprint = ?6 "
            "WHERE id = ?1")
        .bind(photo, inspection.width, inspection.height, at ? std::optional(at->lon) : std::nullopt,
              at ? std::optional(at->lat) : std::nullopt, inspection.fingerprint)
        .run();
}

void set_published(Register& registry, const Photo& photo, std::string_view public_file, int masks,
                   const Change& change) {
    set_state(registry, photo, "public", public_file, masks, change);
}

void set_waiting_for_review(Register& registry, const Photo& photo, int masks, const Change& change) {
    set_state(registry, photo, "review", std::nullopt, masks, change);
}

void set_rejected(Register& registry, const Photo& photo, int masks, const Change& change) {
    set_state(registry, photo, "review", std::nullopt, masks, change, true);
}

void set_unreadable(Register& registry, const Photo& photo, const Change& change) {
    set_state(registry, photo, "unreadable", std::nullopt, std::nullopt, change);
}

}  // namespace ombud::store
