#include "casework/due.hpp"
#include "casework/mail_delivery.hpp"
#include "casework/mail_message.hpp"
#include "casework/template_files.hpp"
#include "core/calendar.hpp"
#include "core/digest.hpp"
#include "store/follow_ups.hpp"

#include <fmt/format.h>

namespace ombud::casework {

namespace {

/// Longer lists are no work for a day; the rest is counted.
constexpr std::size_t longest_list = 200;

std::string_view in_words(DueKind kind, bool german) {
    switch (kind) {
        case DueKind::follow_up:
            return german ? "Wiedervorlage" : "follow-up";
        case DueKind::ask_again:
            return german ? "nachfragen" : "ask again";
        case DueKind::overdue:
            return german ? "überfällig seit" : "overdue since";
        case DueKind::silent:
            break;
    }
    return german ? "still seit" : "silent since";
}

/// "OMB-12  overdue since 2026-11-20  Schlagloch, Lindenstraße": nothing that a citizen or the desk wrote, since mails
/// lie in more places than the register.
std::string line_of(const DueItem& item, const Config& config) {
    const bool german = config.language == "de";
    const Category* category = config.category(item.report.category);
    std::string what;
    if (category != nullptr) what = german ? category->name_de : category->name_en;
    if (!item.report.located_street.empty()) what += (what.empty() ? "" : ", ") + item.report.located_street;
    return fmt::format("{}-{}  {} {}  {}\n", config.reference_prefix, item.report.id, in_words(item.kind, german),
                       format_date(item.day), what);
}

std::string list_of(const std::vector<DueItem>& items, const Config& config) {
    std::string list;
    for (std::size_t i = 0; i < items.size() && i < longest_list; ++i) list += line_of(items[i], config);
    if (items.size() > longest_list) list += fmt::format("… + {}\n", items.size() - longest_list);
    return list;
}

Letter letter_to(const Department& department, const std::vector<DueItem>& items, const Config& config,
                 const TextTemplate& text, Instant now) {
    const TemplateValues values{{"department", department.name},
                                {"municipality", config.municipality},
                                {"count", fmt::format("{}", items.size())},
                                {"list", list_of(items, config)}};
    const std::string& from = config.mail.from;
    Letter letter;
    letter.from_name = config.mail.from_name.empty() ? config.municipality : config.mail.from_name;
    letter.from = letter.reply_to = from;
    letter.to_name = department.name;
    letter.to = department.email;
    letter.subject = text.subject.render(values);
    letter.text = text.body.render(values);
    letter.date = now;
    letter.language = config.language;
    letter.message_id = fmt::format("due.{}.{}@{}", now.time_since_epoch().count(),
                                    sha256_hex(department.id).substr(0, 16), from.substr(from.find('@') + 1));
    return letter;
}

}  // namespace

DueMails mail_due_lists(store::Register& registry, const Workspace& workspace, const Config& config, Instant now,
                        bool send) {
    DueMails sum;
    if (!config.due.mail || config.mail.method == MailMethod::none) return sum;
    const NamedTemplate text = find_template(workspace, config, "department_list");
    const LocalTime local = config.time_zone.to_local(now);
    const auto today = std::chrono::year(local.year) / std::chrono::month(static_cast<unsigned>(local.month)) /
                       std::chrono::day(static_cast<unsigned>(local.day));
    std::unique_ptr<Delivery> delivery;
    for (const Department& department : config.departments) {
        const auto items = due_items(registry, config, {department.id, config.due.silent_days}, now);
        if (items.empty() || department.email.empty()) continue;
        ++sum.lists;
        const Letter letter = letter_to(department, items, config, text.text, now);
        if (!send || !store::begin_due_list(registry, department.id, today)) continue;
        if (!delivery) delivery = make_delivery(workspace, config);
        bool handed_over = false;
        const OutgoingMail mail{
            fmt::format("due.{}.{}.ombud", format_date(today), sha256_hex(department.id).substr(0, 16)), letter.from,
            letter.to, compose(letter)};
        const DeliveryResult result = delivery->deliver(mail, [&] { handed_over = true; });
        const bool sent = result.state == store::MailState::sent && handed_over;
        const bool unsure = result.state == store::MailState::unsure;
        if (!unsure) store::end_due_list(registry, department.id, today, sent);
        if (sent) ++sum.sent;
        if (!result.way_is_closed.empty()) {
            sum.warnings.push_back(result.way_is_closed);
            break;
        }
        if (!sent) {
            sum.warnings.push_back(
                fmt::format("the list of what is due did not reach the department {} ({}); `ombud due` shows it",
                            department.id, result.answer));
        }
    }
    return sum;
}

}  // namespace ombud::casework
