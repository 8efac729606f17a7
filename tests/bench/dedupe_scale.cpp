// How the search for duplicates scales: dedupe_scale REPORTS makes that many reports of an invented city and compares
// each with its block. The density is that of Boston's half year (about 930 reports a year and square kilometre, a
// third of them at few places); more reports are a larger city, so that the time for one must not grow.
#include "dedupe/search.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

namespace {

using namespace ombud::dedupe;

constexpr std::int64_t year_s = std::int64_t{365} * 86'400;
constexpr double years = 5;
constexpr double reports_a_year_and_km2 = 930;

std::vector<Fingerprint> city(std::size_t reports) {
    std::mt19937_64 random(20261124);
    const double side_m = std::sqrt(static_cast<double>(reports) / (reports_a_year_and_km2 * years)) * 1000;
    std::uniform_real_distribution<double> place(0, side_m);
    std::normal_distribution<double> near(0, 15);
    std::exponential_distribution<double> open_days(1.0 / 20);
    std::uniform_int_distribution<std::int64_t> second(0, static_cast<std::int64_t>(years) * year_s);
    std::uniform_int_distribution<int> die(0, 99);
    std::vector<std::pair<double, double>> busy(reports / 100 + 1);
    for (auto& spot : busy) spot = {place(random), place(random)};
    std::vector<SimHash> phrases(200);
    for (SimHash& phrase : phrases) {
        for (auto& word : phrase) word = random();
    }
    std::vector<Fingerprint> all(reports);
    for (std::size_t i = 0; i < reports; ++i) {
        Fingerprint& f = all[i];
        f.report = static_cast<std::int64_t>(i) + 1;
        f.received_at = second(random);
        f.closed_at = f.received_at + static_cast<std::int64_t>(open_days(random) * 86'400);
        f.order = random();
        double x = place(random);
        double y = place(random);
        if (die(random) < 33) {
            const auto& spot = busy[random() % busy.size()];
            x = spot.first + near(random);
            y = spot.second + near(random);
        }
        f.lat = static_cast<std::int32_t>((51.0 + y / 111'195) * 1e7);
        f.lon = static_cast<std::int32_t>((7.0 + x / (111'195 * 0.6293)) * 1e7);
        f.accuracy_m = 10;
        f.category = 1 + static_cast<std::uint32_t>(die(random) * die(random) / 500);
        f.group = 1 + f.category / 4;
        if (die(random) < 60) f.reporter = 1 + static_cast<std::uint32_t>(random() % reports);
        f.trigrams = phrases[random() % phrases.size()];
        for (auto& word : f.trigrams) word ^= random() & random() & random();
        f.letters = 90;
        if (die(random) < 70) f.objects = 1ULL << (f.category % 37);
        if (die(random) < 10) f.identifiers[0] = (1U << 28U) | static_cast<std::uint32_t>(random() % 9000);
    }
    return all;
}

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t reports = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const double before = peak_mb();
    const BlockIndex index(city(reports));
    const BlockRules rules;
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::atomic<std::size_t> suggested{0};
    const auto begin = std::chrono::steady_clock::now();
    best_of_each(index, shipped_model(), rules, index.reports(), std::log(0.15 / 0.85), threads,
                 [&](std::size_t, const Best& best) { suggested += best.count > 0 ? 1U : 0U; });
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    fmt::print(
        R"({{"reports":{},"seconds":{:.3f},"reports_per_s":{:.0f},"suggested":{},"peak_bytes_a_report":{:.0f},"threads":{}}})"
        "\n",
        reports, seconds, static_cast<double>(reports) / seconds, suggested.load(),
        (peak_mb() - before) * 1024 * 1024 / static_cast<double>(reports), threads);
}
