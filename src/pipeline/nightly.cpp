#include "pipeline/nightly.hpp"

#include "casework/due.hpp"
#include "casework/expire.hpp"
#include "casework/mail_send.hpp"
#include "casework/retention.hpp"
#include "core/error.hpp"
#include "core/file.hpp"
#include "core/json_writer.hpp"
#include "dedupe/dedupe.hpp"
#include "intake/import.hpp"
#include "intake/mail_source.hpp"
#include "locate/locate.hpp"
#include "photo/register_steps.hpp"
#include "publish/layer/export.hpp"
#include "publish/publish.hpp"
#include "publish/release.hpp"
#include "publish/site/site.hpp"
#include "route/assign.hpp"
#include "statistics/statistics.hpp"
#include "store/photos.hpp"
#include "store/runs.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace ombud::pipeline {

namespace {

/// What every step gets.
struct Night {
    store::Register& registry;
    const Workspace& workspace;
    const Config& config;
    Progress& progress;
    Instant now;
    bool dry_run;
};

/// "4 could not be read: …", or nothing where there are none.
std::vector<std::string> when(std::size_t count, std::string_view what) {
    if (count == 0) return {};
    return {fmt::format("{} {}", count, what)};
}

StepResult import(const Night& night) {
    std::vector<std::string> waiting;
    const auto tell = [&](const std::string& line) {
        if (!line.empty()) waiting.push_back(line);
    };
    // Servers take their time; the desk can write meanwhile.
    std::vector<intake::MailSource> places;
    places.reserve(night.config.sources.size());
    for (const Source& source : night.config.sources) {
        places.emplace_back(night.workspace, source).fetch(night.registry, night.dry_run);
        tell(places.back().failure());
    }
    intake::Summary sum;
    store::Transaction transaction(night.registry, store::Nested::joined);
    store::update_vocabulary(night.registry, night.config);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].has_mails()) {
            sum += intake::import_source(night.registry, night.workspace, night.config, night.config.sources[i],
                                         places[i].paths(), night.progress, night.now, {.dry_run = night.dry_run});
        }
        places[i].note(night.registry, night.now);
    }
    transaction.commit();
    for (intake::MailSource& place : places) tell(place.finish());
    if (sum.quarantined > 0) tell(fmt::format("{} could not be read: `ombud quarantine list`", sum.quarantined));
    if (sum.set_aside > 0) tell(intake::told_of_large_attachments(sum.set_aside));
    return {.counts = {{"read", sum.read},
                       {"new", sum.created},
                       {"comments", sum.comments},
                       {"updates", sum.updates},
                       {"known", sum.known},
                       {"quarantined", sum.quarantined}},
            .waiting = std::move(waiting)};
}

StepResult locate(const Night& night) {
    // The position in a photo is read by the photo room; both rooms meet in the register. In a dry run the photos were
    // not stored, so there is nothing to look at. Decoding takes its time and holds no transaction.
    photo::Inspected photos;
    if (!night.dry_run) {
        photos = photo::inspect_new(night.registry, night.workspace, night.config, night.progress, night.now);
    }
    store::Transaction transaction(night.registry, store::Nested::joined);
    const auto sum = locate::run(night.registry, night.config, night.progress, night.now);
    transaction.commit();
    return {.counts = {{"given", sum.given},
                       {"exif", sum.exif},
                       {"address", sum.address},
                       {"street", sum.street},
                       {"place", sum.place},
                       {"unlocated", sum.unlocated},
                       {"untrusted", sum.untrusted},
                       {"outside", sum.outside},
                       {"unreadable_photos", photos.unreadable}},
            .waiting = when(photos.unreadable, "photos could not be read: `ombud show` says why")};
}

StepResult dedupe(const Night& night) {
    // Duplicates are compared by category, so reports that came without one get theirs first.
    const auto chosen = route::choose_categories(night.registry, night.config, night.progress, night.now);
    const auto sum = dedupe::run(night.registry, night.config, night.progress, night.now);
    return {.counts = {{"looked_at", sum.looked_at},
                       {"categorised", chosen.chosen()},
                       {"by_classifier", chosen.by_classifier},
                       {"category_suggested", chosen.suggested},
                       {"linked", sum.linked},
                       {"suggested", sum.suggested}}};
}

StepResult assign(const Night& night) {
    const auto sum = route::assign_departments(night.registry, night.config, night.progress, night.now);
    return {.counts = {{"assigned", sum.assigned}, {"triage", sum.triage}}};
}

StepResult anonymise(const Night& night) {
    if (night.dry_run) return {.counts = {{"to_anonymise", store::photos_to_anonymise(night.registry).size()}}};
    const auto sum = photo::anonymise_new(night.registry, night.workspace, night.config, night.progress, night.now);
    return {
        .counts = {{"published", sum.published}, {"review", sum.review}, {"unreadable", sum.unreadable}},
        .waiting = when(sum.review + sum.unreadable, "photos wait for review in photos/review, or could not be read")};
}

StepResult release(const Night& night) {
    const auto sum = publish::release_by_rule(night.registry, night.config, night.progress, night.now);
    // What waited last night was said last night: cron is not to mail the same line every day.
    StepResult result{
        .counts = {{"released", sum.released}, {"waiting", sum.waiting}, {"new_waiting", sum.new_waiting}}};
    if (sum.new_waiting > 0) {
        result.waiting = {
            fmt::format("{} more wait for release, {} in all: `ombud release --list`", sum.new_waiting, sum.waiting)};
    }
    return result;
}

StepResult expire(const Night& night) {
    return {.counts = {{"expired", casework::expire(night.registry, night.config, night.progress, night.now)}}};
}

StepResult publish(const Night& night) {
    if (night.dry_run) return {.counts = {{"reports", publish::count_public(night.registry, night.config)}}};
    const auto sum = publish::run(night.registry, night.workspace, night.config, night.progress);
    statistics::run(night.registry, night.workspace, night.config, night.now);
    if (night.config.site.nightly) {  // after the statistics, which the page links to
        publish::write_site(night.registry, night.workspace, night.config, night.workspace.public_files() / "site",
                            night.progress, night.now);
    }
    auto layers = publish::export_configured({night.registry, night.workspace, night.config, night.now, "export"});
    StepResult result{.counts = {{"reports", sum.reports}, {"photos", sum.photos}},
                      .waiting = std::move(layers.failures)};
    if (!night.config.exports.layers.empty()) result.counts.emplace_back("layers", layers.layers);
    return result;
}

StepResult mail(const Night& night) {
    if (night.dry_run) {
        const auto mails = casework::preview_mails(night.registry, night.workspace, night.config, night.now);
        return {.counts = {{"to_send", mails.size()}}};
    }
    auto sum = casework::send_mails(night.registry, night.workspace, night.config, night.progress, night.now);
    return {.counts = {{"sent", sum.sent},
                       {"deferred", sum.deferred},
                       {"failed", sum.failed},
                       {"waiting", sum.waiting},
                       {"unsure", sum.unsure}},
            .waiting = std::move(sum.warnings)};
}

StepResult due(const Night& night) {
    auto sum = casework::mail_due_lists(night.registry, night.workspace, night.config, night.now, !night.dry_run);
    return {.counts = {{"departments", sum.lists}, {"sent", sum.sent}}, .waiting = std::move(sum.warnings)};
}

StepResult retention(const Night& night) {
    const auto plan = casework::plan_retention(night.registry, night.workspace, night.config, night.now);
    StepResult result{.counts = {{"reports_reduced", plan.reports.size()},
                                 {"contacts_erased", plan.contacts.size()},
                                 {"originals_erased", plan.originals.size()},
                                 {"raw_erased", plan.quarantine.size() + plan.outbox.size() + plan.source_files.size()},
                                 {"held", plan.held}}};
    result.waiting =
        when(plan.open_quarantine,
             "items of the quarantine are older than raw_days and wait for a person: `ombud quarantine list`");
    if (night.dry_run) return result;
    for (std::string& line : casework::apply_retention(night.registry, night.workspace, night.config, plan, "retention",
                                                       night.progress, night.now)) {
        result.waiting.push_back(std::move(line));
    }
    return result;
}

struct Step {
    std::string_view name;
    StepResult (*run)(const Night&);
    /// Mails are written down one by one: what has left cannot be undone with a transaction. The import fetches mails
    /// before its transaction and moves them behind it. Photos take minutes; the steps that decode them tell the
    /// register in a transaction of their own at the end, so that the desk can work meanwhile.
    bool in_transaction = true;
};

constexpr auto steps = std::to_array<Step>({
    {"import", import, false},
    {"locate", locate, false},
    {"dedupe", dedupe},
    {"assign", assign},
    {"anonymise", anonymise, false},
    {"release", release},
    {"expire", expire},
    {"export", publish},
    {"mail", mail, false},
    {"due", due, false},
    {"retention", retention, false},
});

StepResult run_step(const Step& step, const Night& night) {
    const auto start = std::chrono::steady_clock::now();
    StepResult result;
    try {
        if (step.in_transaction) {
            store::Transaction transaction(night.registry, store::Nested::joined);
            result = step.run(night);
            transaction.commit();
        } else {
            result = step.run(night);
        }
    } catch (const Error& error) {
        throw Error(error.kind(),
                    fmt::format("{} failed: {}\nThe register is as it was before this step. Put that right and "
                                "run `ombud nightly` again: what is done is not done twice.",
                                step.name, error.what()));
    } catch (const std::exception& error) {
        throw Error(ErrorKind::system,
                    fmt::format("{} failed: {}\nThe register is as it was before this step. Run `ombud "
                                "nightly` again; if it fails again, report the message.",
                                step.name, error.what()));
    }
    result.name = step.name;
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

std::string steps_json(const NightResult& night) {
    std::string json = "[";
    for (const StepResult& step : night.steps) {
        if (json.size() > 1) json += ',';
        json += to_json(step);
    }
    return json + ']';
}

void run_steps(const Night& night, const NightOptions& options, NightResult& result) {
    for (const Step& step : steps) {
        if (step.run == retention && !night.config.retention.any()) continue;
        result.steps.push_back(run_step(step, night));
        if (options.on_step) options.on_step(result.steps.back());
    }
}

}  // namespace

bool NightResult::needs_attention() const {
    return std::ranges::any_of(steps, [](const StepResult& step) { return !step.waiting.empty(); });
}

std::vector<std::string> waiting(const NightResult& night) {
    std::vector<std::string> lines;
    for (const StepResult& step : night.steps) lines.insert(lines.end(), step.waiting.begin(), step.waiting.end());
    return lines;
}

std::vector<std::string_view> step_names() {
    std::vector<std::string_view> names;
    for (const Step& step : steps) names.push_back(step.name);
    return names;
}

std::string to_json(const StepResult& step) {
    JsonWriter json;
    json.begin_object().key("step").value(step.name).key("seconds").value(step.seconds, 3).key("counts").begin_object();
    for (const auto& [what, count] : step.counts) json.key(what).value(count);
    json.end_object().end_object();
    return json.take();
}

NightResult nightly(const Workspace& workspace, const Config& config, Progress& progress, Instant now,
                    const NightOptions& options) {
    const WorkspaceLock lock(workspace, "nightly");
    store::Register registry = store::Register::open(workspace.register_file(), store::Access::write);
    const Night night{registry, workspace, config, progress, now, options.dry_run};
    NightResult result;
    if (options.dry_run) {
        const store::Transaction never_committed(registry);
        run_steps(night, options, result);
        return result;
    }
    for (const auto& folder : {workspace.original_photos(), workspace.public_photos(), workspace.quarantine(),
                               workspace.public_files(), workspace.public_files() / "photos"}) {
        remove_abandoned(folder);
    }
    const std::int64_t run = store::begin_run(registry, "nightly", now);
    try {
        run_steps(night, options, result);
    } catch (const Error&) {
        store::finish_run(registry, run, "failed", steps_json(result), present());
        throw;
    }
    store::finish_run(registry, run, result.needs_attention() ? "attention" : "done", steps_json(result), present());
    return result;
}

}  // namespace ombud::pipeline
