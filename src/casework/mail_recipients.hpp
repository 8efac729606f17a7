#pragma once

#include "core/config.hpp"
#include "core/report.hpp"
#include "store/register.hpp"

#include <string>

namespace ombud::casework {

/// Whether and how a reporter can be written to.
struct Recipient {
    std::string address;  ///< empty: no mail
    std::string name;
    std::string why_not;  ///< where there is no address: a word for the ledger, without personal data
};

/// Looks at the reporter's address: none, one that is not an address, one of our own, one that nobody reads
/// ("no-reply@…"), one that fails (store/failing_addresses.hpp), one that opted out.
/// \param key  of core/reference_token.hpp
[[nodiscard]] Recipient recipient_of(store::Register& registry, const Config& config, const std::string& key,
                                     std::int64_t reporter);

}  // namespace ombud::casework
