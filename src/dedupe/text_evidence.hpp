#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ombud::dedupe {

/// What a text names by a number or a name of its own. "Lamp 5" is not "lamp 11", however alike the sentences are.
enum class IdentifierKind : std::uint32_t {
    none,
    lamp,        ///< number on a street lamp or mast
    signal,      ///< traffic light
    house,       ///< house number in the text: "vor Nr. 12"
    plate,       ///< number plate of an abandoned vehicle
    playground,  ///< name of a playground
    stop,        ///< name of a bus or tram stop
    container,   ///< number or name of a container site
    tree,        ///< number on a tree's tag
    bench,       ///< number of a bench or shelter
    shaft,       ///< number of a manhole, gully or hydrant
};

/// The word for it in an explanation: "lamp".
[[nodiscard]] std::string_view to_string(IdentifierKind) noexcept;

/// Kind in the upper four bits, hash of the folded number or name in the rest; 0: none. Equal values name the same
/// thing (apart from one chance in 2^28).
using Identifier = std::uint32_t;

[[nodiscard]] constexpr IdentifierKind kind_of(Identifier identifier) noexcept {
    return static_cast<IdentifierKind>(identifier >> 28U);
}

/// A 256-bit SimHash of the letter trigrams of a text: the share of equal bits tells the angle between the two
/// trigram vectors (M. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002). 32 bytes stand
/// for a text of any length; the standard error of the cosine is 0.1 at the worst.
using SimHash = std::array<std::uint64_t, 4>;

/// Estimated cosine of the trigram vectors, 0 to 1.
[[nodiscard]] double cosine(const SimHash& a, const SimHash& b) noexcept;

/// What a text says about which thing is meant.
struct TextEvidence {
    std::array<Identifier, 2> identifiers{};  ///< the first two, of different kinds
    std::uint64_t objects = 0;                ///< bit per kind of object that is named: lamp, tree, bin, …
    SimHash trigrams{};
    std::uint16_t letters = 0;  ///< folded letters and digits; a text of fewer than ten proves nothing
    bool repetition = false;    ///< "schon wieder", "immer noch", "again"
};

/// Reads German and English; what it does not know it leaves out. Title and text are read as one.
[[nodiscard]] TextEvidence text_evidence(std::string_view title, std::string_view text);

/// A 64-bit hash for keys (FNV-1a with a finishing mix); never 0.
[[nodiscard]] std::uint64_t key_hash(std::string_view bytes) noexcept;

}  // namespace ombud::dedupe
