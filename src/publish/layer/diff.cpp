#include "publish/layer/diff.hpp"

#include "core/error.hpp"
#include "publish/layer/value_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace ombud::publish {

namespace {

constexpr std::string_view magic = "ombud diff 1\n\0\0\0";

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
class Hash {
  public:
    explicit Hash(std::uint64_t seed = 0xCBF29CE484222325ULL) : value_(seed) {}
    void add(std::string_view bytes) {
        for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
        value_ = (value_ ^ 0xFFU) * 0x100000001B3ULL;  // 0xFF is in no UTF-8: a border between two texts
    }
    template <typename Number>
    void add_number(Number number) {
        std::array<char, sizeof(Number)> bytes{};
        std::memcpy(bytes.data(), &number, sizeof(Number));
        add({bytes.data(), bytes.size()});
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return value_; }

  private:
    std::uint64_t value_;
};

std::uint64_t hash_of(const LayerRow& row, std::uint64_t seed) {
    Hash hash(seed);
    std::string text;
    for (const FieldValue& value : row.values) {
        hash.add_number(static_cast<std::uint8_t>(value.index()));
        text.clear();
        append_text(text, value);
        hash.add(text);
    }
    const auto add = [&](Position p) {
        hash.add_number(p.lon);
        hash.add_number(p.lat);
    };
    if (row.point) add(*row.point);
    if (row.area != nullptr) {
        for (const Polygon& polygon : *row.area) {
            for (const Ring& ring : polygon) {
                hash.add_number(ring.size());
                for (const Position& p : ring) add(p);
            }
        }
    }
    return hash.value();
}

std::uint64_t seed_of(const Layer& layer, int epsg) {
    Hash hash;
    hash.add_number(epsg);
    for (const Column& column : layer.columns) hash.add(column.name);
    return hash.value();
}

}  // namespace

/// The last state, read one row ahead.
struct Diff::Old {
    FileHandle file;
    std::int64_t id = 0;
    std::uint64_t hash = 0;
    bool has = false;

    Old(const std::filesystem::path& state, bool restart) {
        if (!restart) file = open_file(state, "rbe");
        if (file == nullptr) return;
        std::array<char, magic.size()> begin{};
        if (std::fread(begin.data(), 1, begin.size(), file.get()) != begin.size() ||
            std::string_view(begin.data(), begin.size()) != magic) {
            throw Error(ErrorKind::input,
                        fmt::format("{} is no state of a diff; start anew with --restart", state.string()));
        }
        step();
    }
    Old(const Old&) = delete;
    Old& operator=(const Old&) = delete;
    ~Old() = default;
    void step() {
        has = file != nullptr && std::fread(&id, sizeof id, 1, file.get()) == 1 &&
              std::fread(&hash, sizeof hash, 1, file.get()) == 1;
    }
};

Diff::Diff(const Layer& whole, const std::filesystem::path& state, bool restart, int epsg)
    : whole_(whole), seed_(seed_of(whole, epsg)), old_(std::make_unique<Old>(state, restart)), replacement_(state) {
    new_ = open_file(replacement_.part(), "wbe");
    if (new_ == nullptr || std::fwrite(magic.data(), 1, magic.size(), new_.get()) != magic.size()) {
        throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", state.string(), std::strerror(errno)));
    }
}

Diff::~Diff() = default;

void Diff::remember(std::int64_t id, std::uint64_t hash) {
    if (std::fwrite(&id, sizeof id, 1, new_.get()) != 1 || std::fwrite(&hash, sizeof hash, 1, new_.get()) != 1) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot write {}: {}", replacement_.part().string(), std::strerror(errno)));
    }
}

bool Diff::next(LayerRow& row, bool with_column) {
    const auto hand_out = [&](RowChange change, std::string_view word, std::size_t& count) {
        row.change = change;
        if (with_column) row.values.insert(row.values.begin(), FieldValue(word));
        ++count;
        return true;
    };
    for (;;) {
        if (!std::exchange(started_, true) || !has_current_) has_current_ = whole_.next(current_);
        if (old_->has && (!has_current_ || old_->id < current_.id)) {
            row = LayerRow{};
            row.id = old_->id;
            row.values.resize(whole_.columns.size());
            for (std::size_t i = 0; i < whole_.columns.size(); ++i) {
                const std::string& name = whole_.columns[i].name;
                if (name == "id" || name == "Nummer") row.values[i] = row.id;
            }
            old_->step();
            return hand_out(RowChange::removed, "removed", counts_.removed);
        }
        if (!has_current_) return false;
        const std::uint64_t hash = hash_of(current_, seed_);
        remember(current_.id, hash);
        const bool known = old_->has && old_->id == current_.id;
        const bool same = known && old_->hash == hash;
        if (known) old_->step();
        has_current_ = false;
        if (same) continue;
        row = current_;
        if (known) return hand_out(RowChange::changed, "changed", counts_.changed);
        return hand_out(RowChange::added, "added", counts_.added);
    }
}

Layer Diff::layer(bool with_column, Language language) {
    Layer layer;
    layer.name = whole_.name;
    layer.of_areas = whole_.of_areas;
    layer.columns = whole_.columns;
    if (with_column) {
        const char* const name = language == Language::de ? "Vorgang" : "change";
        layer.columns.insert(layer.columns.begin(), {name, name, FieldKind::text, 8, 0});
    }
    layer.next = [this, with_column](LayerRow& row) { return next(row, with_column); };
    return layer;
}

void Diff::commit() {
    if (!closed(new_)) {
        throw Error(ErrorKind::system,
                    fmt::format("cannot write {}: {}", replacement_.part().string(), std::strerror(errno)));
    }
    replacement_.commit();
}

}  // namespace ombud::publish
