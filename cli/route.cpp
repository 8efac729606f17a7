#include "cli/command_line.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/json_writer.hpp"
#include "route/replay.hpp"
#include "route/rule_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

namespace ombud::cli {

namespace {

/// Neighbouring districts share slivers along their border; a plot of a house is larger than this.
constexpr double sliver_m2 = 100;

struct RouteOptions {
    std::string config;
    std::optional<std::string> since;
    std::optional<std::string> until;
    bool list = false;
};

/// The rules to look at: of --config, else of the workspace.
Config rules_of(Session& session, const RouteOptions& options) {
    return options.config.empty() ? session.config() : load_config(options.config);
}

void number_or_null(JsonWriter& json, std::string_view key, const std::optional<std::size_t>& rule) {
    json.key(key);
    rule ? json.value(*rule + 1) : json.null();
}

Exit check(Session& session, const RouteOptions& options) {
    const Config config = rules_of(session, options);
    store::Register registry = session.open_register(store::Access::read);
    std::vector<route::Finding> findings = route::check_rules(config, store::area_names(registry, "district"));
    for (auto& finding : route::check_areas(store::overlapping_areas(registry, "district", sliver_m2))) {
        findings.push_back(std::move(finding));
    }
    if (session.json()) {
        JsonWriter json;
        json.begin_array();
        for (const route::Finding& finding : findings) {
            json.begin_object().key("fault").value(route::to_string(finding.fault));
            number_or_null(json, "rule", finding.rule);
            number_or_null(json, "other", finding.other);
            json.key("message").value(finding.message).end_object();
        }
        session.print(json.end_array().text());
    } else {
        for (const route::Finding& finding : findings) {
            session.print(fmt::format("{}: {}", route::to_string(finding.fault), finding.message));
        }
        if (findings.empty()) session.say(fmt::format("{} rules, nothing to complain about.", config.rules.size()));
    }
    return findings.empty() ? Exit::done : Exit::needs_attention;
}

/// How many reports would have moved from one department to another.
struct Move {
    std::size_t reports = 0;
    std::size_t by_hand = 0;
};
using Moves = std::map<std::pair<std::string, std::string>, Move>;

void print_json(Session& session, const std::vector<route::Replayed>& reports, const Moves& moves, bool list) {
    JsonWriter json;
    json.begin_object().key("reports").value(reports.size()).key("moves").begin_array();
    for (const auto& [pair, move] : moves) {
        json.begin_object().key("from");
        pair.first.empty() ? json.null() : json.value(pair.first);
        json.key("to").value(pair.second).key("reports").value(move.reports).key("by_hand").value(move.by_hand);
        json.end_object();
    }
    json.end_array();
    if (list) {
        json.key("moved").begin_array();
        for (const route::Replayed& r : reports) {
            if (r.from == r.to) continue;
            json.begin_object().key("id").value(r.report).key("from");
            r.from.empty() ? json.null() : json.value(r.from);
            json.key("to").value(r.to).key("reason").value(r.reason).key("by_hand").value(r.by_hand).end_object();
        }
        json.end_array();
    }
    session.print(json.end_object().text());
}

void print_text(Session& session, const std::vector<route::Replayed>& reports, const Moves& moves, bool list) {
    std::size_t same = 0;
    Table table({"FROM", "TO", "REPORTS", "PUT THERE BY HAND"});
    for (const auto& [pair, move] : moves) {
        if (pair.first == pair.second) {
            same += move.reports;
        } else {
            table.add({pair.first.empty() ? "(none yet)" : pair.first, pair.second, std::to_string(move.reports),
                       std::to_string(move.by_hand)});
        }
    }
    if (same < reports.size()) session.print(table.text(session.color()));
    if (list && same < reports.size()) {
        Table moved({"ID", "FROM", "TO", "WHY"});
        for (const route::Replayed& r : reports) {
            if (r.from != r.to) moved.add({session.reference(r.report), r.from, r.to, r.reason});
        }
        session.print('\n' + moved.text(session.color()));
    }
    session.say(fmt::format("{} of {} reports would be where they are. Nothing was changed.", same, reports.size()));
}

Exit replay(Session& session, const RouteOptions& options) {
    const Config config = rules_of(session, options);
    store::ReportFilter filter;
    if (options.since) filter.since = session.when(*options.since, "--since");
    if (options.until) filter.until = session.when(*options.until, "--until");
    store::Register registry = session.open_register(store::Access::read);
    const auto reports = route::replay(registry, config, filter);
    Moves moves;
    for (const route::Replayed& r : reports) {
        Move& move = moves[{r.from, r.to}];
        ++move.reports;
        move.by_hand += r.by_hand ? 1U : 0U;
    }
    session.json() ? print_json(session, reports, moves, options.list)
                   : print_text(session, reports, moves, options.list);
    return Exit::done;
}

}  // namespace

void add_route(Command& root) {
    Command route = root.add("route", "Check routing rules, and try them on earlier reports");
    auto checked = std::make_shared<RouteOptions>();
    route.add("check", "Find dead rules, gaps, overlaps, and districts that overlap")
        .option("--config", checked->config, "The rules of this file instead of the workspace's")
        .examples("  ombud route check\n  ombud route check --config new.toml")
        .action([checked](Session& session) { return check(session, *checked); });
    auto replayed = std::make_shared<RouteOptions>();
    route.add("replay", "What the rules would have done with earlier reports; changes nothing")
        .option("--config", replayed->config, "The rules of this file instead of the workspace's")
        .option("--since", replayed->since, "Reports received at or after: a date, or \"1 year ago\"")
        .option("--until", replayed->until, "Received before")
        .flag("--list", replayed->list, "Each report that would be elsewhere, and why")
        .examples("  ombud route replay --since \"1 year ago\" --config new.toml")
        .action([replayed](Session& session) { return replay(session, *replayed); });
}

}  // namespace ombud::cli
