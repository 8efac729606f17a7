#pragma once

#include "core/time.hpp"
#include "dedupe/search.hpp"

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace ombud::dedupe {

/// Reports to be judged, with the names their source gave them.
struct LabelledReports {
    std::vector<Fingerprint> fingerprints;
    std::unordered_map<std::string, std::int64_t> by_external_id;  ///< -> `Fingerprint::report`
};

/// Two reports that people found to be about the same thing; which of them came first does not matter.
struct Link {
    std::string id;
    std::string parent;
};

/// Reads a table with the columns `id` and `parent` (CSV, also .gz). Throws Error(input) naming file, line and remedy.
[[nodiscard]] std::vector<Link> read_links(const std::filesystem::path& file);

/// Reads reports from a table of anything OGR opens, without a register. Columns are found by their usual names: id;
/// created, received_at or requested_datetime; closed or closed_at; category; title; text or description; address or
/// street; house_number; lat; lon; reporter or email. Only id and the time of arrival are needed. Times without a zone
/// are taken as `zone`'s. Throws Error(input) naming file, line and remedy.
[[nodiscard]] LabelledReports read_labelled_reports(const std::filesystem::path& file, const TimeZone& zone);

/// How often the original was among the first so many candidates.
struct Recall {
    std::size_t links = 0;
    std::size_t at_1 = 0;
    std::size_t at_3 = 0;
    std::size_t at_5 = 0;
};

/// Pairs of a report and its best candidate, at one threshold.
struct PairQuality {
    double threshold = 0;       ///< of the probability
    std::size_t predicted = 0;  ///< reports whose best candidate reaches it
    std::size_t right = 0;      ///< of these, candidates that the links join to the report, directly or through others
    std::size_t linked = 0;     ///< reports that came after another one of the same thing, by the links

    [[nodiscard]] double precision() const noexcept {
        return predicted == 0 ? 1 : static_cast<double>(right) / static_cast<double>(predicted);
    }
    [[nodiscard]] double recall() const noexcept {
        return linked == 0 ? 1 : static_cast<double>(right) / static_cast<double>(linked);
    }
};

/// Best candidates by their stated probability, against how many of them were right.
struct CalibrationBin {
    double from = 0;
    double to = 0;
    std::size_t candidates = 0;
    double stated = 0;    ///< mean
    double observed = 0;  ///< share that the links confirm
};

struct Evaluation {
    std::size_t reports = 0;
    std::size_t links = 0;
    std::size_t links_unknown = 0;  ///< name a report that is not there
    Recall with_positions;          ///< both reports have coordinates
    Recall without_positions;       ///< one of them has none: only the address can find them
    Recall fixed_rule;  ///< for comparison, over the same links as `with_positions`: same category, open, within 250 m,
                        ///< the nearest first
    PairQuality at_suggest;
    std::vector<PairQuality> curve;  ///< by falling threshold
    std::vector<CalibrationBin> calibration;
    std::size_t capped_cells = 0;
    double seconds = 0;  ///< for blocking and scoring all reports

    [[nodiscard]] double reports_per_s() const noexcept {
        return seconds > 0 ? static_cast<double>(reports) / seconds : 0;
    }
};

/// Judges each report with what was known when it came in: only earlier reports are candidates, and they are open or
/// closed as they were then. Candidates of equal score are ranked as a person would see them, the earlier report first.
/// \param suggest  probability from which a pair counts as found
[[nodiscard]] Evaluation evaluate(LabelledReports reports, const std::vector<Link>& links, const Model& model,
                                  const BlockRules& rules, double suggest, unsigned threads);

/// The precision-recall curve and the calibration plot, as one SVG document.
[[nodiscard]] std::string to_svg(const Evaluation& evaluation);

}  // namespace ombud::dedupe
