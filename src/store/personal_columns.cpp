#include "store/personal_columns.hpp"

#include <array>

namespace ombud::store {

namespace {

using enum Erasure;

// A line a table and rule. A new column gets its own line where two might add one at the same time.
constexpr auto groups = std::to_array<ColumnGroup>({
    // From the configuration and from official sources.
    {"department", none, "id name email active"},
    {"category", none, "id name_de name_en department is_public public_days active"},
    {"area", none, "id kind name geom"},
    {"address", none, "id street house_number postcode city street_key number_key lon lat"},
    {"street", none, "id name points"},
    {"place", none, "id name aliases kind lon lat reach_m"},
    {"gazetteer", none, "id data"},
    {"participation", none, "id source external_id kind title url begins_at ends_at geometry changed_at"},

    // The person.
    {"reporter", contact, "id contact name email phone"},
    {"failing_address", contact, "contact"},
    {"failing_address", none, "since status"},
    {"mail_opt_out", outlasts, "digest"},
    {"mail_opt_out", none, "since"},

    // The report, and what hangs on it.
    {"report", none,
     "id channel source category department status source_status source_category received_at changed_at"},
    {"report", none, "closed_at expired_at accuracy_m location_source area duplicate_of locate_due dedupe_due outside"},
    {"report", none, "areas_due release_due reduced_at public_wish"},
    {"report", report,
     "title text street house_number postcode city stated_lon stated_lat lon lat geom located_street"},
    {"report", contact, "reporter"},
    {"report_area", none, "report area"},
    {"intake", none, "source content report"},
    {"intake", report, "external_id"},
    {"photo", none, "id report state inspected width height masks rejected original_erased_at"},
    {"photo", originals, "filename reason exif_lon exif_lat"},
    {"photo", report, "sha256 fingerprint public_file"},
    {"note", none, "id report at kind"},
    {"note", report, "author text"},
    {"release", none, "report state automatic against_wish at"},
    {"release", report, "title text covers why actor"},
    {"forwarding", none, "id report at follow_up status_before undone_at"},
    {"forwarding", report, "person recipient reference"},
    {"location_candidate", none, "report rank source score accuracy_m"},
    {"location_candidate", report, "name words lon lat"},
    {"category_candidate", none, "report rank category probability"},
    {"duplicate_suggestion", none, "report original score state"},
    {"duplicate_suggestion", report, "reasons"},
    {"duplicate_link", none, "report target status changed_at closed_at expired_at dedupe_due"},
    {"duplicate_link", report, "decided_by"},
    {"report_fingerprint", none, "received_at report closed_at"},
    {"report_fingerprint", report, "cell address data"},
    {"mail", none, "id report first_event state planned_at tried_at changed_at attempts answer"},
    {"mail", report, "reporter"},
    {"mail_event", none, "event mail kind"},
    {"mail_event", report, "reporter"},
    {"attachment", none, "id report note bytes"},
    {"attachment", report, "sha256 filename"},  // what came from outside goes with the contact data already
    {"follow_up", none, "id report due at done_at"},
    {"follow_up", report, "why person"},
    {"due_list", none, "department day sent"},
    {"hold", none, "report until at"},
    {"hold", report, "why person"},

    // The log. Reasons and details go with what they are about; who at the desk did what stays.
    {"event", none, "id at report action content hash"},
    {"event", report, "reason detail salt"},
    {"event", outlasts, "actor"},

    // What could not be read.
    {"quarantine", none, "id at source sha256 closed_at outcome"},
    {"quarantine", raw, "origin reason file why"},

    // The program's own.
    {"mailbox", none, "url uid_validity last_uid changed_at"},
    {"mail_progress", none, "only_row last_event"},
    {"run", none, "id command started_at finished_at outcome steps"},
    {"classifier", none, "id trained_at texts categories metrics model"},
    {"duplicate_model", none, "id at method weights"},
    {"file_to_erase", raw, "file"},
    {"erasing", none, "only_row since"},
});

}  // namespace

std::span<const ColumnGroup> column_groups() noexcept {
    return groups;
}

}  // namespace ombud::store
