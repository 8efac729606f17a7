#include "casework/retention.hpp"

#include "casework/raw_files.hpp"
#include "store/erasing.hpp"
#include "store/holds.hpp"
#include "store/retention_due.hpp"
#include "store/retention_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ombud::casework {

namespace {

/// The same day so many years before; the 29th of February becomes the 28th.
Instant years_before(Instant now, int years) {
    using namespace std::chrono;
    const auto day = floor<days>(now);
    year_month_day date(day);
    date = year_month_day(date.year() - std::chrono::years(years), date.month(), date.day());
    if (!date.ok()) date = date.year() / date.month() / last;
    return sys_days(date) + (now - day);
}

Instant days_before(Instant now, int days) {
    return now - std::chrono::days(days);
}

/// Calls `erase` for each, many in a transaction.
template <typename Items, typename Erase>
void in_batches(store::Register& registry, Instant now, Progress& progress, const Items& items, const Erase& erase) {
    constexpr std::size_t in_transaction = 1000;
    for (std::size_t begin = 0; begin < items.size(); begin += in_transaction) {
        const std::size_t end = std::min(items.size(), begin + in_transaction);
        store::Transaction transaction(registry);
        store::mark_erasing(registry, now);
        for (std::size_t i = begin; i < end; ++i) erase(items[i]);
        transaction.commit();
        progress.advance(end - begin);
    }
}

void erase_files(store::Register& registry, const Workspace& workspace, std::string_view kind,
                 const std::vector<std::filesystem::path>& files, const store::Change& change) {
    if (files.empty()) return;
    store::Transaction transaction(registry);
    store::mark_erasing(registry, change.at);
    for (const std::filesystem::path& file : files) {
        const auto inside = file.lexically_relative(workspace.root());
        const bool below = !inside.empty() && *inside.begin() != "..";
        store::erase_file_later(registry, below ? inside : file);
    }
    store::log_erased_files(registry, kind, files.size(), "raw", change);
    transaction.commit();
}

void plan_raw(store::Register& registry, const Workspace& workspace, const Config& config, Instant now,
              RetentionPlan& plan) {
    const Instant before = days_before(now, config.retention.raw_days);
    plan.quarantine = store::quarantine_due(registry, before);
    plan.open_quarantine = static_cast<std::size_t>(store::count_old_open_quarantine(registry, before));
    plan.outbox = old_outbox_files(workspace, before);
    SourceFiles files = old_source_files(registry, config, before);
    plan.source_files = std::move(files.read);
    plan.unread_files = files.unread.size();
}

}  // namespace

std::string today_of(const Config& config, Instant now) {
    const LocalTime local = config.time_zone.to_local(now);
    return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

RetentionPlan plan_retention(store::Register& registry, const Workspace& workspace, const Config& config, Instant now) {
    const RetentionSettings& rules = config.retention;
    const std::string today = today_of(config, now);
    RetentionPlan plan;
    if (rules.report_years > 0)
        plan.reports = store::reports_due(registry, years_before(now, rules.report_years), today);
    if (rules.contact_days > 0) {
        plan.contacts = store::contacts_due(registry, days_before(now, rules.contact_days), today);
        std::erase_if(plan.contacts, [&](ReportId id) { return std::ranges::binary_search(plan.reports, id); });
    }
    if (rules.originals_days > 0) {
        plan.originals = store::originals_due(registry, days_before(now, rules.originals_days), today);
    }
    if (rules.raw_days > 0) plan_raw(registry, workspace, config, now, plan);
    const auto holds = store::list_holds(registry);
    plan.held = static_cast<std::size_t>(
        std::ranges::count_if(holds, [&](const store::Hold& hold) { return hold.until >= today; }));
    plan.unfinished = store::is_erasing(registry);
    return plan;
}

Leftovers clean_up(store::Register& registry) {
    Leftovers left;
    if (!store::finish_erasing(registry)) {
        left.emplace_back(
            "another program reads the register, so its log could not be emptied: run `ombud retention apply` again");
    }
    for (const std::string& file : store::files_not_erased(registry)) {
        left.push_back(fmt::format("{} could not be erased; look at its permissions", file));
    }
    return left;
}

Leftovers apply_retention(store::Register& registry, const Workspace& workspace, const Config& config,
                          const RetentionPlan& plan, std::string_view actor, Progress& progress, Instant now) {
    if (plan.empty()) return {};
    const RetentionSettings& rules = config.retention;
    const auto because = [&](int count, std::string_view unit) {
        return fmt::format("{} {} have passed", count, unit);
    };
    const std::string years = because(rules.report_years, "years");
    const std::string contact = because(rules.contact_days, "days");
    const std::string originals = because(rules.originals_days, "days");
    const std::string raw = because(rules.raw_days, "days");
    store::begin_erasing(registry);
    progress.begin("retention", plan.reports.size() + plan.contacts.size() + plan.originals.size());
    in_batches(registry, now, progress, plan.reports, [&](ReportId id) {
        store::reduce_report(registry, id, {now, actor, years});
    });
    in_batches(registry, now, progress, plan.contacts, [&](ReportId id) {
        store::erase_contact(registry, id, "contact", {now, actor, contact});
    });
    in_batches(registry, now, progress, plan.originals, [&](const std::string& sha256) {
        store::erase_original(registry, sha256, {now, actor, originals});
    });
    progress.end();
    if (!plan.quarantine.empty()) {
        store::Transaction transaction(registry);
        store::mark_erasing(registry, now);
        store::erase_quarantined(registry, plan.quarantine, "raw", {now, actor, raw});
        transaction.commit();
    }
    erase_files(registry, workspace, "outbox", plan.outbox, {now, actor, raw});
    erase_files(registry, workspace, "source_files", plan.source_files, {now, actor, raw});
    return clean_up(registry);
}

}  // namespace ombud::casework
