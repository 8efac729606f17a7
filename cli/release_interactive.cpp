#include "cli/release_interactive.hpp"

#include "cli/session.hpp"
#include "core/text.hpp"
#include "publish/release_desk.hpp"
#include "store/releases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>
#include <string>

namespace ombud::cli {

namespace {

using publish::Draft;
using publish::redaction::Cover;
using publish::redaction::Redacted;
using publish::redaction::Redactor;

/// A citizen's text must not steer the terminal.
std::string harmless(std::string_view text) {
    std::string shown(text);
    std::ranges::replace_if(
        shown, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F; }, ' ');
    return shown;
}

/// The original with «1 name: words» where something is covered and ⟨?words⟩ where nobody but a person can tell.
std::string marked(std::string_view original, const Redacted& part, std::size_t& number, bool color) {
    struct Mark {
        std::size_t begin, length;
        std::string open, close;
    };
    std::vector<Mark> marks;
    for (const Cover& cover : part.covers) {
        marks.push_back({cover.begin, cover.length,
                         fmt::format("{}«{} {}: ", color ? "\033[7m" : "", ++number, to_string(cover.kind)),
                         color ? "»\033[0m" : "»"});
    }
    for (const auto& doubt : part.doubts) {
        if (doubt.length >= original.size()) continue;
        marks.push_back({doubt.begin, doubt.length, color ? "\033[1m⟨?" : "⟨?", color ? "⟩\033[0m" : "⟩"});
    }
    std::ranges::stable_sort(marks, {}, &Mark::begin);
    std::string shown;
    std::size_t at = 0;
    for (const Mark& mark : marks) {
        if (mark.begin < at) continue;
        shown += harmless(original.substr(at, mark.begin - at));
        shown += mark.open + harmless(original.substr(mark.begin, mark.length)) + mark.close;
        at = mark.begin + mark.length;
    }
    return shown + harmless(original.substr(at));
}

void show(Session& session, const Draft& draft) {
    std::size_t number = 0;
    std::string page = fmt::format("\n{}  {}", session.reference(draft.report.id), draft.report.category);
    if (!draft.report.located_street.empty()) page += ", " + draft.report.located_street;
    for (const auto& reason : draft.reasons) page += "\n  waits: " + reason.words;
    page += "\n\n" + marked(draft.report.title, draft.words.title, number, session.color());
    if (!draft.report.text.empty()) {
        page += "\n\n" + marked(draft.report.text, draft.words.text, number, session.color());
    }
    session.print(page + "\n");
}

std::optional<std::string> ask(const Session& session, std::string_view prompt) {
    session.say(prompt);
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return std::string(trim(line));
}

/// "+words" covers, "-2" uncovers; an empty line ends it.
void edit(Session& session, const Redactor& redactor, Draft& draft) {
    while (const auto line = ask(session, "edit: +WORDS covers them, -NUMBER uncovers, an empty line ends it")) {
        if (line->empty()) return;
        bool done = false;
        if (line->starts_with('+')) {
            done = publish::cover_words(redactor, draft, clean_text(line->substr(1)));
        } else if (line->starts_with('-')) {
            std::size_t number = 0;
            std::from_chars(line->data() + 1, line->data() + line->size(), number);
            done = publish::uncover(redactor, draft, number);
        }
        if (done) {
            show(session, draft);
        } else {
            session.say("Nothing like it is there.");
        }
    }
}

enum class Next { report, stop };

/// One report until it is decided or left.
Next decide(Session& session, store::Register& registry, const Redactor& redactor, Draft draft, bool dry_run) {
    show(session, draft);
    while (const auto answer =
               ask(session, "release? [y]es, [t]itle only, [n]o, withhold, [e]dit covers, [s]kip, [q]uit")) {
        store::Transaction transaction(registry);
        const std::string actor = Session::actor();
        const store::Change change{session.now(), actor, "looked at"};
        if (*answer == "q") return Next::stop;
        if (*answer == "s") return Next::report;
        if (*answer == "e") {
            edit(session, redactor, draft);
            continue;
        }
        if (*answer == "y" || *answer == "t") {
            const auto words = *answer == "y" ? publish::Words::redacted : publish::Words::none;
            try {
                publish::release_draft(registry, session.config(), draft, words, change);
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::conflict) throw;
                session.say(error.what());
                continue;
            }
        } else if (*answer == "n") {
            const auto why = ask(session, "why is it withheld?");
            if (!why || why->empty()) continue;
            const std::string reason = clean_text(*why);
            publish::withhold(registry, draft.report.id, {session.now(), actor, reason});
        } else {
            continue;
        }
        if (!dry_run) transaction.commit();
        return Next::report;
    }
    return Next::stop;
}

}  // namespace

Exit release_interactively(Session& session, std::vector<std::int64_t> reports, bool dry_run) {
    store::Register registry = session.open_register(store::Access::write);
    const Redactor redactor = publish::town_redactor(registry, session.config());
    if (reports.empty()) reports = store::reports_waiting_for_release(registry);
    if (reports.empty()) session.say("No report waits for release.");
    for (const std::int64_t id : reports) {
        Draft draft = publish::draft_of(registry, session.config(), redactor, id);
        if (decide(session, registry, redactor, std::move(draft), dry_run) == Next::stop) break;
    }
    if (dry_run) session.say("This was a dry run: nothing was changed.");
    return Exit::done;
}

}  // namespace ombud::cli
