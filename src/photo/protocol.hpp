#pragma once

#include "photo/photo.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What the main program and the photo worker say to each other over one socket.
///
/// Every message is a frame: the magic number, the length of the body (both in the byte order of the machine, since
/// the two are on the same one), the body. The worker speaks first (`Hello`); then request and reply alternate.
///
/// The worker parses hostile files and may have been taken over by one. So whoever reads a reply believes nothing:
/// lengths, enumerations, coordinates and text are checked, and what does not fit throws `Malformed`.
namespace ombud::photo::protocol {

inline constexpr std::uint32_t magic = 0x324d504f;  // "OPM2"
inline constexpr std::size_t header_size = 4 + 8;
/// Bytes of a body. Twice the largest photo a mail server lets through by far, and small enough not to hurt.
inline constexpr std::uint64_t body_limit = 512ULL << 20;

/// A message that breaks the protocol.
class Malformed : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A request is the operation, and for `cover` what to cover (see `encode_marks`), then the file.
enum class Operation : std::uint8_t { inspect = 1, anonymise = 2, cover = 3 };

/// The first message of a worker: it stands in its sandbox and its detectors are loaded, or why not.
struct Hello {
    std::string detectors;  ///< names and versions; part of what decides whether an old result still holds
    std::string failure;    ///< not empty: the worker cannot work
};

/// Where a reply does not carry the result, it carries the reason in words for the person ("cannot be read: …").
struct Refusal {
    std::string reason;
};

[[nodiscard]] std::string frame_header(std::size_t body_size);
/// The size of the body. Throws Malformed where the magic number or the length is wrong.
[[nodiscard]] std::uint64_t body_size(std::string_view header);

/// Kinds and places, no more.
[[nodiscard]] std::string encode_marks(std::span<const Box>);
/// Takes them off the front of a request. Throws Malformed.
[[nodiscard]] std::vector<Box> take_marks(std::string_view& request);

[[nodiscard]] std::string encode(const Hello&);
[[nodiscard]] std::string encode(const Refusal&);
[[nodiscard]] std::string encode(const Inspection&);
[[nodiscard]] std::string encode(const Anonymised&);

[[nodiscard]] Hello decode_hello(std::string_view body);
/// These throw Malformed, and ombud::Error(input) with the worker's reason where the body is a refusal.
[[nodiscard]] Inspection decode_inspection(std::string_view body);
[[nodiscard]] Anonymised decode_anonymised(std::string_view body);

}  // namespace ombud::photo::protocol
