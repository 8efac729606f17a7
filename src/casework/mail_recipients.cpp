#include "casework/mail_recipients.hpp"

#include "core/reference_token.hpp"
#include "core/text.hpp"
#include "store/failing_addresses.hpp"
#include "store/opt_outs.hpp"
#include "store/reporters.hpp"

#include <algorithm>
#include <array>

namespace ombud::casework {

namespace {

bool is_own(const Config& config, std::string_view address) {
    const std::string folded = fold(address);
    return folded == fold(config.mail.from) || folded == fold(config.mail.reply_to) ||
           std::ranges::any_of(config.own_addresses, [&](const std::string& own) { return fold(own) == folded; });
}

/// Addresses behind which a program sits or nobody: an answer to them comes back, or is answered for ever.
bool is_unattended(std::string_view address) {
    using namespace std::string_view_literals;
    constexpr std::array names{"noreply"sv,      "donotreply"sv, "nichtantworten"sv, "bittenichtantworten"sv,
                               "mailerdaemon"sv, "postmaster"sv, "bounce"sv,         "bounces"sv};
    std::string local = fold(address.substr(0, std::min({address.find('@'), address.find('+'), address.size()})));
    std::erase_if(local, [](char c) { return c == '-' || c == '_' || c == '.'; });
    return std::ranges::find(names, local) != names.end();
}

}  // namespace

Recipient recipient_of(store::Register& registry, const Config& config, const std::string& key, std::int64_t reporter) {
    const auto none = [](std::string why) { return Recipient{{}, {}, std::move(why)}; };
    if (reporter == 0) return none("anonymous");
    const Reporter known = store::find_reporter(registry, reporter);
    const std::string address(trim(known.email));
    if (address.empty()) return none("no address");
    if (!is_mail_address(address)) return none("not an address");
    if (is_own(config, address)) return none("our own address");
    if (is_unattended(address)) return none("unattended address");
    if (store::is_failing(registry, address)) return none("failing address");
    if (store::has_opted_out(registry, address_digest(key, address))) return none("opted out");
    return {address, known.name, {}};
}

}  // namespace ombud::casework
