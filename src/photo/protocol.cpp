#include "photo/protocol.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace ombud::photo::protocol {

namespace {

enum class Tag : std::uint8_t { hello = 1, refusal = 2, inspection = 3, anonymised = 4, marks = 5 };

constexpr std::size_t text_limit = 4096;
constexpr std::uint32_t box_limit = 100'000;
constexpr int side_limit = 1'000'000;

class Writer {
  public:
    explicit Writer(Tag tag) { put(tag); }

    template <class T>
    requires std::is_trivially_copyable_v<T>
    void put(T value) { out_.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void put_bytes(std::string_view bytes) {
        put(static_cast<std::uint64_t>(bytes.size()));
        out_ += bytes;
    }
    void put_text(std::string_view text) { put_bytes(text.substr(0, text_limit)); }

    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    requires std::is_arithmetic_v<T>
    [[nodiscard]] T get() {
        const std::string_view raw = bytes(sizeof(T));
        T value;
        std::memcpy(&value, raw.data(), sizeof value);
        return value;
    }
    [[nodiscard]] bool get_bool() {
        const auto value = get<std::uint8_t>();
        if (value > 1) throw Malformed("truth value out of range");
        return value == 1;
    }
    template <class E>
    [[nodiscard]] E get_enum(E last) {
        const auto value = get<std::uint8_t>();
        if (value > static_cast<std::uint8_t>(last)) throw Malformed("enumeration out of range");
        return static_cast<E>(value);
    }
    [[nodiscard]] int get_int(int low, int high) {
        const auto value = get<std::int32_t>();
        if (value < low || value > high) throw Malformed("number out of range");
        return value;
    }
    [[nodiscard]] double get_real(double low, double high) {
        const auto value = get<double>();
        if (!(value >= low && value <= high)) throw Malformed("number out of range");
        return value;
    }
    [[nodiscard]] std::string get_bytes() { return std::string(bytes(get<std::uint64_t>())); }
    /// ASCII only and printable: the text ends in logs, terminals and JSON.
    [[nodiscard]] std::string get_text() {
        std::string text = get_bytes();
        if (text.size() > text_limit) throw Malformed("text too long");
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
        return text;
    }
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }
    void end() const {
        if (!rest_.empty()) throw Malformed("bytes left over");
    }

  private:
    std::string_view bytes(std::uint64_t count) {
        if (count > rest_.size()) throw Malformed("message too short");
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }

    std::string_view rest_;
};

void put(Writer& out, const Inspection& inspection) {
    out.put(inspection.format);
    out.put(static_cast<std::int32_t>(inspection.width));
    out.put(static_cast<std::int32_t>(inspection.height));
    out.put(static_cast<std::uint8_t>(inspection.position.has_value()));
    if (inspection.position) {
        out.put(inspection.position->lon);
        out.put(inspection.position->lat);
    }
    out.put_text(inspection.captured_at);
    out.put(inspection.fingerprint);
}

Inspection get_inspection(Reader& in) {
    Inspection inspection;
    inspection.format = in.get_enum(Format::heif);
    inspection.width = in.get_int(1, side_limit);
    inspection.height = in.get_int(1, side_limit);
    if (in.get_bool()) {
        inspection.position.emplace();
        inspection.position->lon = in.get_real(-180, 180);
        inspection.position->lat = in.get_real(-90, 90);
    }
    inspection.captured_at = in.get_text();
    inspection.fingerprint = in.get<std::uint64_t>();
    return inspection;
}

Box get_box(Reader& in, const Inspection& original) {
    Box box;
    box.x = in.get_int(0, original.width - 1);
    box.y = in.get_int(0, original.height - 1);
    box.width = in.get_int(1, original.width - box.x);
    box.height = in.get_int(1, original.height - box.y);
    box.kind = in.get_enum(BoxKind::plate);
    box.score = in.get_real(-1e9, 1e9);
    box.detector = in.get_text();
    return box;
}

void expect(Reader& in, Tag wanted) {
    const auto tag = in.get<std::uint8_t>();
    if (tag == static_cast<std::uint8_t>(Tag::refusal)) throw Error(ErrorKind::input, in.get_text());
    if (tag != static_cast<std::uint8_t>(wanted)) throw Malformed("unexpected message");
}

}  // namespace

std::string frame_header(std::size_t body_size) {
    const auto size = static_cast<std::uint64_t>(body_size);
    std::string header(header_size, '\0');
    std::memcpy(header.data(), &magic, sizeof magic);
    std::memcpy(header.data() + sizeof magic, &size, sizeof size);
    return header;
}

std::uint64_t body_size(std::string_view header) {
    Reader in(header);
    if (in.get<std::uint32_t>() != magic) throw Malformed("wrong magic number");
    const auto size = in.get<std::uint64_t>();
    if (size == 0 || size > body_limit) throw Malformed("length out of range");
    return size;
}

std::string encode_marks(std::span<const Box> marks) {
    Writer out(Tag::marks);
    out.put(static_cast<std::uint32_t>(marks.size()));
    for (const Box& box : marks) {
        for (const int side : {box.x, box.y, box.width, box.height}) out.put(static_cast<std::int32_t>(side));
        out.put(box.kind);
    }
    return out.take();
}

std::vector<Box> take_marks(std::string_view& request) {
    Reader in(request);
    expect(in, Tag::marks);
    const auto count = in.get<std::uint32_t>();
    if (count > box_limit) throw Malformed("too many boxes");
    std::vector<Box> marks(count);
    for (Box& box : marks) {
        box.x = in.get_int(0, side_limit);
        box.y = in.get_int(0, side_limit);
        box.width = in.get_int(1, side_limit);
        box.height = in.get_int(1, side_limit);
        box.kind = in.get_enum(BoxKind::plate);
    }
    request = in.rest();
    return marks;
}

std::string encode(const Hello& hello) {
    Writer out(Tag::hello);
    out.put_text(hello.detectors);
    out.put_text(hello.failure);
    return out.take();
}

std::string encode(const Refusal& refusal) {
    Writer out(Tag::refusal);
    out.put_text(refusal.reason);
    return out.take();
}

std::string encode(const Inspection& inspection) {
    Writer out(Tag::inspection);
    put(out, inspection);
    return out.take();
}

std::string encode(const Anonymised& result) {
    Writer out(Tag::anonymised);
    put(out, result.original);
    out.put(static_cast<std::int32_t>(result.width));
    out.put(static_cast<std::int32_t>(result.height));
    out.put_text(result.review_reason);
    out.put(static_cast<std::uint32_t>(result.boxes.size()));
    for (const Box& box : result.boxes) {
        for (const int side : {box.x, box.y, box.width, box.height}) out.put(static_cast<std::int32_t>(side));
        out.put(box.kind);
        out.put(box.score);
        out.put_text(box.detector);
    }
    out.put_bytes(result.jpeg);
    return out.take();
}

Hello decode_hello(std::string_view body) {
    Reader in(body);
    if (in.get<std::uint8_t>() != static_cast<std::uint8_t>(Tag::hello)) throw Malformed("unexpected message");
    Hello hello;
    hello.detectors = in.get_text();
    hello.failure = in.get_text();
    in.end();
    return hello;
}

Inspection decode_inspection(std::string_view body) {
    Reader in(body);
    expect(in, Tag::inspection);
    Inspection inspection = get_inspection(in);
    in.end();
    return inspection;
}

Anonymised decode_anonymised(std::string_view body) {
    Reader in(body);
    expect(in, Tag::anonymised);
    Anonymised result;
    result.original = get_inspection(in);
    result.width = in.get_int(1, side_limit);
    result.height = in.get_int(1, side_limit);
    result.review_reason = in.get_text();
    result.needs_review = !result.review_reason.empty();
    const auto boxes = in.get<std::uint32_t>();
    if (boxes > box_limit) throw Malformed("too many boxes");
    for (std::uint32_t i = 0; i < boxes; ++i) result.boxes.push_back(get_box(in, result.original));
    result.jpeg = in.get_bytes();
    in.end();
    return result;
}

}  // namespace ombud::photo::protocol
