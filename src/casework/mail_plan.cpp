#include "casework/mail_plan.hpp"

#include "casework/mail_recipients.hpp"
#include "store/duplicates.hpp"
#include "store/mails.hpp"
#include "store/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace ombud::casework {

namespace {

class Planner {
  public:
    Planner(store::Register& registry, const Config& config, const std::string& key, Instant now)
        : registry_(registry), config_(config), key_(key), now_(now) {}

    void look_at(const store::Event& event) {
        const auto report = store::find_report(registry_, event.report.value_or(0));
        if (!report) return;
        const auto kind = kind_of(event, *report);
        if (!kind || !config_.mail.wants(*kind)) return;
        ++plan_.events;
        tell(event, *report, *kind);
        if (*kind != MailKind::status && *kind != MailKind::solved) return;
        for (const ReportId id : store::duplicates_of(registry_, report->id)) {
            if (const auto duplicate = store::find_report(registry_, id)) tell(event, *duplicate, *kind);
        }
    }

    [[nodiscard]] const MailPlan& plan() const noexcept { return plan_; }

  private:
    [[nodiscard]] std::optional<MailKind> kind_of(const store::Event& event, const Report& report) const {
        if (event.action == "answered") return MailKind::answer;
        if (event.action == "asked") return MailKind::question;
        if (event.action == "released") return MailKind::released;
        if (event.action == "unlinked") return MailKind::status;
        if (event.action == "status") {
            return detail_member(event.detail, "to") == "solved" ? MailKind::solved : MailKind::status;
        }
        // Followers that are led to another root were duplicates before, too.
        if (event.action == "linked" && detail_member(event.detail, "from") != "duplicate") return MailKind::duplicate;
        // What is taken over from elsewhere long after it was written needs no receipt, nor what came closed.
        const bool fresh = report.received_at + config_.mail.receipt_within >= event.at;
        const bool open = !is_closed(report.status) || report.status == Status::duplicate;
        if (event.action == "received" && fresh && open) return MailKind::receipt;
        return std::nullopt;
    }

    void tell(const store::Event& event, const Report& report, MailKind kind) {
        const auto& elsewhere = config_.mail.not_for_sources;
        if (std::ranges::find(elsewhere, report.source) != elsewhere.end()) return;
        if (!can_be_written_to(report.reporter)) return;
        // A report whose words changed is released anew; that is no news.
        if (kind == MailKind::released && store::was_planned(registry_, report.id, report.reporter, kind)) return;
        if (store::plan_mail(registry_, report.id, report.reporter, event.id, kind, now_)) ++plan_.told;
    }

    bool can_be_written_to(std::int64_t reporter) {
        const auto [known, is_new] = reachable_.try_emplace(reporter, false);
        if (is_new) known->second = !recipient_of(registry_, config_, key_, reporter).address.empty();
        return known->second;
    }

    store::Register& registry_;
    const Config& config_;
    const std::string& key_;
    Instant now_;
    std::unordered_map<std::int64_t, bool> reachable_;
    MailPlan plan_;
};

}  // namespace

std::string detail_member(std::string_view detail, std::string_view name) {
    const std::string key = fmt::format("\"{}\":", name);
    const std::size_t at = detail.find(key);
    if (at == std::string_view::npos) return {};
    std::string_view rest = detail.substr(at + key.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    const std::size_t end = rest.find_first_not_of("0123456789");
    return std::string(rest.substr(0, end));
}

MailPlan plan_mails(store::Register& registry, const Config& config, const std::string& key, Instant now) {
    store::Transaction transaction(registry, store::Nested::joined);
    const std::int64_t done = store::mailing_progress(registry).value_or(0);
    const std::int64_t last = store::last_event(registry);
    Planner planner(registry, config, key, now);
    for (const store::Event& event : store::news_after(registry, done)) planner.look_at(event);
    if (last != done) store::set_mailing_progress(registry, last);
    transaction.commit();
    return planner.plan();
}

}  // namespace ombud::casework
