#pragma once

#include "core/error.hpp"
#include "core/reference_token.hpp"
#include "core/report.hpp"
#include "intake/delivered.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// An address to which mail could not be delivered (RFC 3464).
struct FailedAddress {
    std::string address;
    std::string status;  ///< "5.1.1"
};

/// A report read from its source, ready for the register.
struct ReadyReport {
    IncomingReport report;  ///< without photos: they are below
    std::string content;    ///< hash of everything delivered
    std::vector<DeliveredFile> photos;
    std::vector<DeliveredFile> attachments;     ///< files that are no photos
    std::optional<bool> wish;                   ///< whether its sender wants it public; nothing: did not say
    std::optional<ClaimedReference> reference;  ///< in a mail: the report that it says it answers
    bool unsubscribes = false;          ///< with a `reference` that has its token: the reporter wants no more mails
    std::vector<FailedAddress> failed;  ///< in a delivery report: who could not be reached
    /// Why this goes to quarantine if it answers no known report; empty: it does not.
    std::string unless_answer;
};

/// One mail, row, line or file as a reader found it. `ready` is empty where nothing could be made of it.
struct Item {
    std::string name;    ///< a short file name for quarantine: "mail.eml", "calls-7.csv"
    std::string origin;  ///< file and line or message, for people
    std::string bytes;   ///< exactly what was delivered
    std::optional<ReadyReport> ready;
    std::string reason;  ///< why there is nothing to take in, and what to do
    /// Something to tell the person at the keyboard; then there is nothing else, and nothing is counted.
    std::string notice = {};
};

/// Where readers put what they find, one after the other.
using ItemSink = std::function<void(Item&&)>;

/// A file that cannot be opened. There are no bytes to keep, so that the reason stands for them.
[[nodiscard]] inline Item unreadable_item(std::string name, std::string origin, std::string reason) {
    Item item{std::move(name) + ".txt", std::move(origin), reason + "\n", std::nullopt, {}, {}};
    item.reason = std::move(reason);
    return item;
}

/// Runs `read` on an item; what cannot be used becomes the item's reason, everything else passes.
template <typename Read>
void read_into(Item& item, const Read& read) {
    try {
        item.ready = read();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::input) throw;
        item.ready.reset();
        item.reason = error.what();
    }
}

}  // namespace ombud::intake
