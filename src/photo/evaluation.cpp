#include "photo/evaluation.hpp"

#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/worker_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace ombud::photo {

namespace {

constexpr double hidden_share = 0.7;
constexpr double hidden_share_of_head = 0.9;

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t end = text.find(at); end != std::string_view::npos; end = text.find(at)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

/// Where the columns stand that are needed: image, x, y, width, height.
using Columns = std::array<std::size_t, 5>;

Columns columns_of(std::string_view heading, const std::string& file) {
    constexpr std::array<std::string_view, 5> names{"image", "x", "y", "width", "height"};
    const auto found = split(heading, '\t');
    Columns columns{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = std::find(found.begin(), found.end(), names[i]);
        if (at == found.end()) {
            throw Error(ErrorKind::input, fmt::format("{}:1: there is no column '{}'; the heading must be image, x, y, "
                                                      "width, height, separated by tabs",
                                                      file, names[i]));
        }
        columns[i] = static_cast<std::size_t>(at - found.begin());
    }
    return columns;
}

/// Nothing where all four numbers are empty. Throws where one is wrong.
std::optional<LabelledBox> box_in(const std::vector<std::string_view>& cells, const Columns& columns,
                                  const std::string& place) {
    std::array<double, 4> numbers{};
    bool empty = true;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (columns[i + 1] < cells.size() && !cells[columns[i + 1]].empty()) empty = false;
    }
    if (empty) return std::nullopt;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::string_view text = columns[i + 1] < cells.size() ? cells[columns[i + 1]] : std::string_view();
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
        if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(numbers[i])) {
            throw Error(ErrorKind::input, fmt::format("{}: '{}' is not a number of pixels", place, text));
        }
    }
    if (numbers[2] <= 0 || numbers[3] <= 0) {
        throw Error(ErrorKind::input, fmt::format("{}: a box must be wider and higher than 0", place));
    }
    return LabelledBox{numbers[0], numbers[1], numbers[2], numbers[3]};
}

/// Which pixels of a photo are in any of some boxes.
class Raster {
  public:
    Raster(int width, int height)
        : width_(width), height_(height), set_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

    template <class Action>
    void for_each_row(double x, double y, double width, double height, Action&& action) const {
        const auto left = static_cast<std::size_t>(std::clamp(std::round(x), 0.0, static_cast<double>(width_)));
        const auto right =
            static_cast<std::size_t>(std::clamp(std::round(x + width), 0.0, static_cast<double>(width_)));
        const auto top = static_cast<std::size_t>(std::clamp(std::round(y), 0.0, static_cast<double>(height_)));
        const auto bottom =
            static_cast<std::size_t>(std::clamp(std::round(y + height), 0.0, static_cast<double>(height_)));
        for (std::size_t row = top; row < bottom; ++row) {
            const std::size_t start = row * static_cast<std::size_t>(width_);
            action(start + left, start + right);
        }
    }

    void add(double x, double y, double width, double height) {
        for_each_row(x, y, width, height, [&](std::size_t from, std::size_t to) {
            std::fill(set_.begin() + static_cast<std::ptrdiff_t>(from), set_.begin() + static_cast<std::ptrdiff_t>(to),
                      true);
        });
    }

    /// The share of a box that is set, counting only its part inside the photo; 0 where it has none.
    [[nodiscard]] double share_of(double x, double y, double width, double height) const {
        std::size_t all = 0;
        std::size_t set = 0;
        for_each_row(x, y, width, height, [&](std::size_t from, std::size_t to) {
            all += to - from;
            set += static_cast<std::size_t>(std::count(set_.begin() + static_cast<std::ptrdiff_t>(from),
                                                       set_.begin() + static_cast<std::ptrdiff_t>(to), true));
        });
        return all == 0 ? 0 : static_cast<double>(set) / static_cast<double>(all);
    }

    /// The share of the photo that is set here and not in `other`.
    [[nodiscard]] double share_without(const Raster& other) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < set_.size(); ++i) count += set_[i] && !other.set_[i] ? 1 : 0;
        return static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(1, set_.size()));
    }

  private:
    int width_;
    int height_;
    std::vector<bool> set_;
};

/// What became of one photo.
struct Measured {
    CoverageScore score;
    double megapixels = 0;
    std::chrono::duration<double, std::milli> time{};
};

}  // namespace

std::vector<LabelledPhoto> read_labels(const std::filesystem::path& table) {
    const std::string text = read_file(table);
    std::vector<LabelledPhoto> photos;
    std::map<std::string_view, std::size_t> index;
    std::optional<Columns> columns;
    std::size_t number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!columns) {
            columns = columns_of(line, table.string());
            continue;
        }
        if (line.empty()) continue;
        const auto cells = split(line, '\t');
        const std::string place = fmt::format("{}:{}", table.string(), number);
        if ((*columns)[0] >= cells.size() || cells[(*columns)[0]].empty()) {
            throw Error(ErrorKind::input, place + ": the row names no image");
        }
        const std::string_view image = cells[(*columns)[0]];
        const auto [at, added] = index.try_emplace(image, photos.size());
        if (added) photos.push_back({table.parent_path() / image, {}});
        if (const auto box = box_in(cells, *columns, place)) photos[at->second].boxes.push_back(*box);
    }
    if (photos.empty()) throw Error(ErrorKind::input, table.string() + ": the table names no image");
    return photos;
}

CoverageScore coverage_of(const LabelledPhoto& labelled, BoxKind kind, double min_height, int width, int height,
                          const std::vector<Box>& masks) {
    Raster masked(width, height);
    Raster of_this_kind(width, height);
    for (const Box& mask : masks) {
        masked.add(mask.x, mask.y, mask.width, mask.height);
        if (mask.kind == kind) of_this_kind.add(mask.x, mask.y, mask.width, mask.height);
    }
    Raster meant(width, height);
    CoverageScore score;
    for (const LabelledBox& box : labelled.boxes) {
        meant.add(box.x, box.y, box.width, box.height);
        if (box.height < min_height) continue;
        const bool person = kind == BoxKind::person;
        const double share = masked.share_of(box.x, box.y, box.width, person ? box.height / 3 : box.height);
        ++score.boxes;
        if (share >= (person ? hidden_share_of_head : hidden_share)) ++score.covered;
    }
    score.masked_wrongly = of_this_kind.share_without(meant);
    return score;
}

Evaluation evaluate(const std::filesystem::path& table, BoxKind kind, double min_height, const PhotoSettings& settings,
                    const WorkerOptions& options, Progress& progress) {
    const std::vector<LabelledPhoto> photos = read_labels(table);
    std::vector<Measured> measured(photos.size());
    std::mutex guard;  // Progress is not for several threads
    progress.begin("evaluate", photos.size());
    const auto refused = for_each_photo(photos.size(), settings, options, [&](Worker& worker, std::size_t index) {
        const std::string bytes = read_file(photos[index].file);
        static_cast<void>(worker.detectors());  // started, so that the start is not measured
        const auto begin = std::chrono::steady_clock::now();
        const Anonymised result = worker.anonymise(bytes);
        measured[index].time = std::chrono::steady_clock::now() - begin;
        const int width = result.original.width;
        const int height = result.original.height;
        measured[index].megapixels = static_cast<double>(width) * height / 1e6;
        measured[index].score = coverage_of(photos[index], kind, min_height, width, height, result.boxes);
        const std::lock_guard lock(guard);
        progress.advance(1);
    });
    progress.end();

    Evaluation total;
    std::size_t covered = 0;
    double megapixels = 0;
    double milliseconds = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        if (refused[i]) throw Error(ErrorKind::input, fmt::format("{}: {}", photos[i].file.string(), *refused[i]));
        ++total.images;
        total.boxes += measured[i].score.boxes;
        covered += measured[i].score.covered;
        total.masked_wrongly += measured[i].score.masked_wrongly;
        megapixels += measured[i].megapixels;
        milliseconds += measured[i].time.count();
    }
    total.recall = total.boxes == 0 ? 1 : static_cast<double>(covered) / static_cast<double>(total.boxes);
    total.masked_wrongly /= static_cast<double>(total.images);
    const std::size_t workers = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), total.images);
    total.ms_per_megapixel = milliseconds / static_cast<double>(workers) / megapixels;
    return total;
}

}  // namespace ombud::photo
