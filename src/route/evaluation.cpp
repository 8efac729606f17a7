#include "route/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>

namespace ombud::route {

namespace {

constexpr std::size_t bands = 10;
constexpr double shortest_measurement_s = 0.2;

/// How often each category is the truth, the answer, and both.
struct Counts {
    std::size_t truth = 0;
    std::size_t answer = 0;
    std::size_t both = 0;
};

double macro_f1(const std::map<std::string, Counts, std::less<>>& counts) {
    double sum = 0;
    for (const auto& [category, c] : counts) {
        sum += 2 * static_cast<double>(c.both) / static_cast<double>(c.truth + c.answer);
    }
    return counts.empty() ? 0 : sum / static_cast<double>(counts.size());
}

std::vector<CalibrationBand> calibration(const std::vector<Answer>& answers) {
    std::vector<CalibrationBand> result(bands);
    for (std::size_t b = 0; b < bands; ++b) {
        result[b].from = static_cast<double>(b) / bands;
        result[b].to = static_cast<double>(b + 1) / bands;
    }
    for (const Answer& answer : answers) {
        CalibrationBand& band = result[std::min(bands - 1, static_cast<std::size_t>(answer.probability * bands))];
        ++band.texts;
        band.stated += answer.probability;
        band.right += answer.right ? 1 : 0;
    }
    for (CalibrationBand& band : result) {
        const double texts = std::max(1.0, static_cast<double>(band.texts));
        band.stated /= texts;
        band.right /= texts;
    }
    return result;
}

std::vector<Confusion> confusions_of(const std::map<std::pair<std::string, std::string>, std::size_t>& pairs) {
    std::vector<Confusion> result;
    for (const auto& [pair, texts] : pairs) result.push_back({pair.first, pair.second, texts});
    std::ranges::stable_sort(result, std::ranges::greater{}, &Confusion::texts);
    return result;
}

/// Processor time of this thread, so that what else the machine does is not measured.
double processor_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double measured_speed(Classifier& classifier, std::span<const LabelledText> texts) {
    const double start = processor_seconds();
    std::size_t asked = 0;
    double sum = 0;  // read below, so that no compiler leaves the work out
    while (!texts.empty() && processor_seconds() - start < shortest_measurement_s) {
        for (const LabelledText& text : texts) sum += classifier.probabilities(text.text).front();
        asked += texts.size();
    }
    const double seconds = processor_seconds() - start;
    return std::isfinite(sum) && seconds > 0 ? static_cast<double>(asked) / seconds : 0;
}

}  // namespace

double coverage(std::vector<Answer> answers, double precision) {
    std::ranges::sort(answers, std::ranges::greater{}, &Answer::probability);
    std::size_t right = 0;
    std::size_t covered = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        right += answers[i].right ? 1U : 0U;
        const bool parted = i + 1 == answers.size() || answers[i + 1].probability < answers[i].probability;
        // A hair less, since 0.9 of 10 must be 9 and not 9.000000000000001.
        if (parted && static_cast<double>(right) >= precision * static_cast<double>(i + 1) - 1e-9) covered = i + 1;
    }
    return answers.empty() ? 0 : static_cast<double>(covered) / static_cast<double>(answers.size());
}

Evaluation evaluate(Classifier& classifier, std::span<const LabelledText> texts) {
    Evaluation result;
    result.texts = texts.size();
    std::map<std::string, Counts, std::less<>> counts;
    std::map<std::pair<std::string, std::string>, std::size_t> pairs;
    std::vector<Answer> answers;
    double top1 = 0;
    double top3 = 0;
    for (const LabelledText& text : texts) {
        const auto candidates = classifier.candidates(text.text, 3);
        const std::string& answer = classifier.categories()[candidates.front().category];
        const bool right = answer == text.category;
        top1 += right ? 1 : 0;
        const auto is_it = [&](const Candidate& c) { return classifier.categories()[c.category] == text.category; };
        top3 += std::ranges::any_of(candidates, is_it) ? 1 : 0;
        answers.push_back({candidates.front().probability, right});
        ++counts[text.category].truth;
        ++counts[answer].answer;
        if (right) ++counts[answer].both;
        ++pairs[{text.category, answer}];
        if (!std::ranges::binary_search(classifier.categories(), text.category)) ++result.unknown;
    }
    const double n = std::max(1.0, static_cast<double>(texts.size()));
    result.top1 = top1 / n;
    result.top3 = top3 / n;
    result.macro_f1 = macro_f1(counts);
    result.coverage_p90 = coverage(answers, 0.90);
    result.coverage_p95 = coverage(answers, 0.95);
    result.bands = calibration(answers);
    for (const CalibrationBand& band : result.bands) {
        result.calibration_error += std::abs(band.stated - band.right) * static_cast<double>(band.texts) / n;
    }
    result.confusions = confusions_of(pairs);
    result.texts_per_s = measured_speed(classifier, texts);
    return result;
}

}  // namespace ombud::route
