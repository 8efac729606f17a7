#include "pipeline/nightly.hpp"

#include "cli/command_line.hpp"
#include "cli/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace ombud::cli {

namespace {

/// "import     46 new, 2 comments, 7 quarantined          0.4 s": counts of zero are left out.
std::string line_of(const pipeline::StepResult& step) {
    std::string counts;
    for (const auto& [what, count] : step.counts) {
        if (count == 0) continue;
        std::string words(what);
        std::ranges::replace(words, '_', ' ');
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, words);
    }
    if (counts.empty()) counts = "nothing to do";
    return fmt::format("{:<10} {:<62} {:6.2f} s", step.name, counts, step.seconds);
}

std::string to_json(const pipeline::NightResult& night, bool dry_run) {
    std::string steps;
    for (const pipeline::StepResult& step : night.steps) {
        if (!steps.empty()) steps += ',';
        steps += pipeline::to_json(step);
    }
    return fmt::format(R"({{"dry_run":{},"needs_attention":{},"steps":[{}]}})", dry_run, night.needs_attention(),
                       steps);
}

Exit nightly(Session& session, bool dry_run) {
    pipeline::NightOptions options;
    options.dry_run = dry_run;
    if (!session.json() && !session.quiet()) {
        options.on_step = [&](const pipeline::StepResult& step) { session.print(line_of(step)); };
    }
    const pipeline::NightResult night =
        pipeline::nightly(session.workspace(), session.config(), session.progress(), session.now(), options);
    if (session.json()) session.print(to_json(night, dry_run));
    if (dry_run) session.say("This was a dry run: nothing was changed.");
    // Also with -q: cron mails what is written, and this is why the exit code is 3.
    for (const std::string& line : pipeline::waiting(night)) session.progress().warn(line);
    return night.needs_attention() ? Exit::needs_attention : Exit::done;
}

}  // namespace

void add_nightly(Command& root) {
    auto dry_run = std::make_shared<bool>(false);
    root.add("nightly", "The night's work: import, locate, dedupe, assign, anonymise, expire, export, mail, retention")
        .flag("--dry-run", *dry_run, "Say what would happen, change nothing")
        .examples(
            "  ombud -C /srv/lindenbrueck nightly\n"
            "  15 2 * * *  ombud -C /srv/lindenbrueck -q nightly     (crontab)")
        .action([dry_run](Session& session) { return nightly(session, *dry_run); });
}

}  // namespace ombud::cli
