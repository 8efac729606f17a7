#include "route/replay.hpp"

#include "route/rules.hpp"
#include "store/classifiers.hpp"
#include "store/reporters.hpp"

namespace ombud::route {

std::vector<Replayed> replay(store::Register& registry, const Config& config, const store::ReportFilter& filter) {
    const Rules rules(config);
    std::vector<Replayed> result;
    for (const Report& report : store::list_reports(registry, filter)) {
        if (report.duplicate_of) continue;
        const Reporter reporter = store::find_reporter(registry, report.reporter);
        const Decision decision = rules.decide(facts_of(report, reporter, config, rules));
        const bool by_hand = store::last_actor(registry, report.id, "assigned").starts_with("desk:");
        result.push_back({report.id, report.department, decision.department, decision.reason, by_hand});
    }
    return result;
}

}  // namespace ombud::route
