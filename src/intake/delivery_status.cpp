#include "intake/delivery_status.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace ombud::intake {

namespace {

constexpr std::size_t most_addresses = 100;

/// One recipient's block of fields.
struct Recipient {
    std::string address;
    std::string status;
    bool failed = false;
};

void take_field(Recipient& recipient, std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string name = fold(trim(line.substr(0, colon)));
    std::string_view value = trim(line.substr(colon + 1));
    if (name == "action") recipient.failed = fold(value) == "failed";
    if (name == "status") recipient.status = value.substr(0, value.find(' '));
    // The original recipient is the address that we know, the final one may be behind a forwarding.
    if (name != "original-recipient" && (name != "final-recipient" || !recipient.address.empty())) return;
    value.remove_prefix(std::min(value.find(';') + 1, value.size()));
    value = trim(value);
    if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
    recipient.address = clean_text(cut(value, 320));
}

void gather(const MailPart& part, std::vector<FailedAddress>& failed) {
    for (const MailPart& child : part.children) gather(child, failed);
    if (part.type != "message/delivery-status") return;
    Recipient recipient;
    std::string_view text = part.bytes;
    while (failed.size() < most_addresses) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        take_field(recipient, line);
        const bool last = end == text.size();
        if (line.empty() || last) {
            const bool permanent = recipient.status.empty() || recipient.status.starts_with('5');
            if (recipient.failed && permanent && !recipient.address.empty()) {
                failed.push_back({recipient.address, recipient.status});
            }
            recipient = {};
        }
        if (last) return;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::vector<FailedAddress> failed_addresses(const Mail& mail) {
    std::vector<FailedAddress> failed;
    gather(mail.body, failed);
    return failed;
}

}  // namespace ombud::intake
