// Mail addresses, and links to accounts and private files.

#include "core/text.hpp"
#include "publish/redaction/findings.hpp"
#include "publish/redaction/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ombud::publish::redaction {

namespace {

bool is_alnum(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
}

bool is_local(char c) noexcept {
    return is_alnum(c) || std::string_view("._%+-'").find(c) != std::string_view::npos;
}

bool is_domain(char c) noexcept {
    return is_alnum(c) || c == '-' || c == '.';
}

bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t';
}

std::size_t begin_of_local(std::string_view text, std::size_t at) noexcept {
    while (at > 0 && is_local(text[at - 1])) --at;
    while (text[at] == '.' || text[at] == '-' || text[at] == '\'') ++at;
    return at;
}

std::size_t end_of_domain(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_domain(text[at])) ++at;
    while (at > 0 && (text[at - 1] == '.' || text[at - 1] == '-')) --at;
    return at;
}

/// "name @ example.org" and "@name", besides what everybody writes.
void find_at_signs(Search& search) {
    const std::string_view text = search.words.text();
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        const std::size_t begin = begin_of_local(text, at);
        std::size_t end = end_of_domain(text, at + 1);
        // "@kreisel_kritiker"
        while (begin == at && end < text.size() && text[end] == '_') end = end_of_domain(text, end + 1);
        if (begin < at && end > at + 1) {
            search.cover(CoverKind::mail, "a mail address", begin, end);
            continue;
        }
        std::size_t left = at;
        while (left > 0 && is_blank(text[left - 1])) --left;
        std::size_t right = at + 1;
        while (right < text.size() && is_blank(text[right])) ++right;
        const std::size_t apart = begin_of_local(text, left);
        const std::size_t domain = end_of_domain(text, right);
        if (apart < left && text.substr(right, domain - right).find('.') != std::string_view::npos) {
            search.cover(CoverKind::mail, "a mail address with blanks", apart, domain);
        } else if (begin == at && end > at + 2) {
            search.cover(CoverKind::profile, "the name of an account", at, end);
        } else {
            search.doubt("an @ that is no mail address", at, at + 1);
        }
    }
}

/// "(at)", "[at]", " ät ", " at ": in what way the @ is written out; its length, 0 where it is not.
bool is_at(const Words& words, std::size_t i) noexcept {
    const std::string_view key = words[i].key;
    if (key != "at" && key != "aet" && key != "klammeraffe" && key != "affenschwanz") return false;
    const std::string_view before = words.gap(i);
    const std::string_view after = words.gap(i + 1);
    return before.find_first_not_of(" ([{<_-") == std::string_view::npos &&
           after.find_first_not_of(" )]}>_-") == std::string_view::npos;
}

bool is_dot(std::string_view key) noexcept {
    return key == "punkt" || key == "dot" || key == "pkt";
}

/// Whether words from `i` on are a domain: "example.org", "example punkt de". The index behind it; `i` where not.
std::size_t spelt_domain(const Words& words, std::size_t i) {
    static constexpr std::array<std::string_view, 20> tops{"de",   "com", "net", "org", "eu",    "info",   "at",
                                                           "ch",   "nl",  "fr",  "pl",  "tr",    "it",     "online",
                                                           "name", "biz", "me",  "uk",  "email", "example"};
    for (std::size_t k = i + 1; k < words.size() && k < i + 8; ++k) {
        const std::string_view gap = words.gap(k);
        const bool dotted =
            gap == "." || is_dot(words[k - 1].key) ||
            (gap.find_first_not_of(" ()[]{}.") == std::string_view::npos && gap.find('.') != std::string_view::npos);
        if (dotted && std::ranges::find(tops, words[k].key) != tops.end()) {
            // "co.uk", "stadt.example.org"
            while (k + 1 < words.size() && words.gap(k + 1) == "." &&
                   std::ranges::find(tops, words[k + 1].key) != tops.end()) {
                ++k;
            }
            return k + 1;
        }
        if (gap.find_first_not_of(" ()[]{}.-_") != std::string_view::npos) return i;
    }
    return i;
}

void find_spelt_mails(Search& search) {
    const Words& words = search.words;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (!is_at(words, i)) continue;
        const std::size_t end = spelt_domain(words, i + 1);
        if (end == i + 1) continue;
        std::size_t first = i - 1;
        // "anna punkt muster at example punkt org", "anna.muster (at) …", "anna_muster"
        while (first > 0 && i - first < 8) {
            const std::string_view gap = words.gap(first);
            const bool tight = gap == "." || gap == "_" || gap == "-" || gap == "+" || gap.empty();
            const bool spelt =
                gap == " " && (is_dot(words[first].key) || is_dot(words[first - 1].key) ||
                               words[first].key == "unterstrich" || words[first - 1].key == "unterstrich");
            if (!tight && !spelt) break;
            --first;
        }
        search.cover_words(CoverKind::mail, "a mail address in words", first, end);
    }
}

/// Where people have accounts, and where they lay their files. Ends of host names.
constexpr std::array<std::string_view, 52> private_hosts{"facebook.com",
                                                         "facebook.de",
                                                         "fb.com",
                                                         "fb.me",
                                                         "fb.watch",
                                                         "messenger.com",
                                                         "m.me",
                                                         "instagram.com",
                                                         "instagr.am",
                                                         "tiktok.com",
                                                         "x.com",
                                                         "twitter.com",
                                                         "t.co",
                                                         "linkedin.com",
                                                         "lnkd.in",
                                                         "xing.com",
                                                         "youtube.com",
                                                         "youtu.be",
                                                         "wa.me",
                                                         "whatsapp.com",
                                                         "t.me",
                                                         "telegram.me",
                                                         "telegram.org",
                                                         "snapchat.com",
                                                         "threads.net",
                                                         "pinterest.de",
                                                         "pinterest.com",
                                                         "reddit.com",
                                                         "twitch.tv",
                                                         "discord.gg",
                                                         "discord.com",
                                                         "vk.com",
                                                         "ok.ru",
                                                         "bsky.app",
                                                         "mastodon.social",
                                                         "nebenan.de",
                                                         "flickr.com",
                                                         "strava.com",
                                                         "komoot.de",
                                                         "komoot.com",
                                                         "photos.app.goo.gl",
                                                         "photos.google.com",
                                                         "dropbox.com",
                                                         "icloud.com",
                                                         "1drv.ms",
                                                         "onedrive.live.com",
                                                         "drive.google.com",
                                                         "wetransfer.com",
                                                         "we.tl",
                                                         "stayfriends.de",
                                                         "signal.me",
                                                         "kleinanzeigen.de"};

bool is_private_host(std::string_view host) {
    return std::ranges::any_of(private_hosts, [&](std::string_view known) {
        return host.ends_with(known) && (host.size() == known.size() || host[host.size() - known.size() - 1] == '.');
    });
}

bool ends_link(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\t' || c == '<' || c == '>' || c == '"' || c == ')' || c == ']';
}

/// Host names with what follows them, with or without "https://".
void find_links(Search& search) {
    const std::string_view text = search.words.text();
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
        std::size_t begin = dot;
        while (begin > 0 && is_domain(text[begin - 1])) --begin;
        const std::size_t host_end = end_of_domain(text, dot);
        if (host_end <= dot + 1 || (begin > 0 && text[begin - 1] == '@')) continue;
        if (is_private_host(fold(text.substr(begin, host_end - begin)))) {
            std::size_t end = host_end;
            while (end < text.size() && !ends_link(text[end])) ++end;
            while (end > host_end && std::string_view(".,;:!?").find(text[end - 1]) != std::string_view::npos) --end;
            for (const std::string_view scheme : {"https://", "http://", "//"}) {
                if (text.substr(0, begin).ends_with(scheme)) {
                    begin -= scheme.size();
                    break;
                }
            }
            search.cover(CoverKind::profile, "a link to an account or to private files", begin, end);
            dot = end > dot ? end - 1 : dot;
        } else {
            dot = host_end - 1;
        }
    }
}

/// "bei Instagram unter kalle_59", "Insta: kalle.59", "Facebook-Name: Karin Vosskuhl"
void find_named_accounts(Search& search) {
    static constexpr std::array<std::string_view, 16> platforms{
        "facebook", "instagram", "insta",  "tiktok",  "twitter", "linkedin", "xing",     "snapchat",
        "snap",     "telegram",  "twitch", "discord", "youtube", "threads",  "mastodon", "skype"};
    static constexpr std::array<std::string_view, 14> between{"unter", "als",    "name",    "heisst",  "heisse",
                                                              "ist",   "profil", "account", "bin",     "ich",
                                                              "dem",   "namen",  "nick",    "nickname"};
    const Words& words = search.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto platform = words[i].key.substr(0, words[i].key.find('-'));
        if (std::ranges::find(platforms, platform) == platforms.end()) continue;
        std::size_t next = i + 1;
        bool named = next < words.size() && words.gap(next).starts_with(":");
        while (next < words.size() && next < i + 7 && std::ranges::find(between, words[next].key) != between.end()) {
            named = true;
            ++next;
        }
        if (!named || next >= words.size() || words[next].number) continue;
        const std::string_view text = words.text();
        const std::size_t begin = words[next].begin;
        std::size_t end = begin;
        while (end < text.size() && (is_alnum(text[end]) || text[end] == '_' || text[end] == '.' || text[end] == '-'))
            ++end;
        while (end > begin && text[end - 1] == '.') --end;
        const std::string_view handle = text.substr(begin, end - begin);
        const bool odd = handle.find_first_of("_.0123456789") != std::string_view::npos;
        if (odd ||
            (words[next].bits == 0 && !words[next].capital && words.gap(next).find(':') != std::string_view::npos)) {
            search.cover(CoverKind::profile, "the name of an account", begin, end);
        }
    }
}

/// "heißt er kanten_kalle_hh", "Nutzer kalle_59": a word with an underscore, where an account is spoken of.
void find_underscored_accounts(Search& search) {
    static constexpr std::array<std::string_view, 22> hints{
        "facebook", "instagram", "insta",    "tiktok",     "twitter",  "snapchat",    "snap",    "telegram",
        "twitch",   "discord",   "youtube",  "threads",    "mastodon", "skype",       "account", "profil",
        "nutzer",   "username",  "nickname", "nutzername", "kanal",    "benutzername"};
    const Words& words = search.words;
    const std::string_view text = words.text();
    const bool spoken = std::ranges::any_of(words.all(), [](const Word& word) {
        return std::ranges::find(hints, word.key.substr(0, word.key.find('-'))) != hints.end();
    });
    if (!spoken) return;
    for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && is_local(text[begin - 1])) --begin;
        std::size_t end = at + 1;
        while (end < text.size() && is_local(text[end])) ++end;
        while (end > at && text[end - 1] == '.') --end;
        const std::string_view handle = text.substr(begin, end - begin);
        // "IMG_2031.jpg"
        const bool file = handle.size() > 4 && handle[handle.size() - 4] == '.';
        if (begin < at && end > at + 1 && !file) search.cover(CoverKind::profile, "the name of an account", begin, end);
        at = end > at ? end - 1 : at;
    }
}

}  // namespace

void find_mails_and_links(Search& search) {
    find_links(search);
    find_at_signs(search);
    find_spelt_mails(search);
    find_named_accounts(search);
    find_underscored_accounts(search);
}

}  // namespace ombud::publish::redaction
