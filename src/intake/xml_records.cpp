#include "intake/xml_records.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace ombud::intake {

namespace {

constexpr std::size_t deepest = 200;
constexpr std::size_t longest_record = std::size_t{64} << 20U;

/// An element that is open. Text beside child elements is layout, not content.
struct Open {
    std::string name;
    Value value;
    bool nil = false;
};

void add_member(Value& parent, std::string name, Value&& value) {
    parent.kind = Value::Kind::object;
    const auto there = std::ranges::find(parent.members, name, [](const auto& member) { return member.first; });
    if (there == parent.members.end()) {
        parent.members.emplace_back(std::move(name), std::move(value));
        return;
    }
    if (there->second.kind != Value::Kind::array) {
        Value list(Value::Kind::array);
        list.elements.push_back(std::move(there->second));
        there->second = std::move(list);
    }
    there->second.elements.push_back(std::move(value));
}

std::string_view local_name(std::string_view name) noexcept {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// A closed element as a value: its children, or its text, or nothing.
Value closed(Open&& element) {
    Value value = std::move(element.value);
    const std::string_view text = trim(value.text);
    if (value.kind == Value::Kind::object) {
        if (!text.empty()) value.members.emplace_back("#text", Value(std::string(text)));
        value.text.clear();
        // An element with attributes and text is that text to whoever asks for a text.
        const auto is_attribute = [](const auto& member) { return member.first.starts_with('@'); };
        const bool only_attributes =
            std::ranges::all_of(value.members, [&](const auto& m) { return is_attribute(m) || m.first == "#text"; });
        if (!only_attributes) return value;
        const Value* const content = value.member("#text");
        return element.nil || content == nullptr ? Value() : Value(content->text);
    }
    if (element.nil || text.empty()) return {};
    return Value(std::string(text));
}

}  // namespace

struct XmlRecords::Implementation {
    Implementation(const std::vector<std::string>& wanted, Each each_record) : each(std::move(each_record)) {
        for (const std::string& name : wanted) names.push_back(fold(name));
        start();
    }

    struct Free {
        void operator()(XML_ParserStruct* parser) const noexcept { ::XML_ParserFree(parser); }
    };

    std::vector<std::string> names;
    Each each;
    std::unique_ptr<XML_ParserStruct, Free> parser;
    std::string buffer;          ///< fed and not yet handed out
    XML_Index buffer_start = 0;  ///< where in this document `buffer` begins
    std::size_t lines_before = 0;
    std::vector<Open> open;        ///< from the root
    std::size_t record_depth = 0;  ///< of the record that is open, counted from 1; 0: none
    XML_Index record_start = 0;
    bool named = false;     ///< a record was found by its name
    bool any = false;       ///< records were handed out of this document
    std::size_t count = 0;  ///< of all documents
    std::exception_ptr failure;

    void start() {
        parser.reset(::XML_ParserCreate(nullptr));
        if (!parser) throw Error(ErrorKind::system, "no memory for an XML parser");
        ::XML_SetUserData(parser.get(), this);
        ::XML_SetElementHandler(parser.get(), on_start, on_end);
        ::XML_SetCharacterDataHandler(parser.get(), on_text);
        ::XML_SetEntityDeclHandler(parser.get(), on_entity);
        ::XML_SetUnknownEncodingHandler(parser.get(), on_encoding, nullptr);
        open.clear();
        record_depth = 0;
        buffer_start = 0;
        named = any = false;
    }

    void stop(std::string_view why) {
        failure = std::make_exception_ptr(Error(ErrorKind::input, std::string(why)));
        ::XML_StopParser(parser.get(), XML_FALSE);
    }

    [[nodiscard]] XML_Index at() const { return ::XML_GetCurrentByteIndex(parser.get()); }

    void begin(std::string_view name, const XML_Char** attributes) {
        if (open.size() >= deepest) return stop(fmt::format("nested deeper than {} elements", deepest));
        const bool wanted = std::ranges::find(names, fold(local_name(name))) != names.end();
        // A list may be called as a record elsewhere is: <service_requests> is a record only where it holds none.
        const bool root_is_a_list = named && record_depth == 1 && open.size() == 1;
        if (wanted && (record_depth == 0 || !named || root_is_a_list)) {
            named = true;
            record_depth = open.size() + 1;
            record_start = at();
        } else if (record_depth == 0 && !named && open.size() == 1) {
            record_depth = 2;
            record_start = at();
        }
        Open element{std::string(local_name(name)), {}, false};
        for (; *attributes != nullptr; attributes += 2) {
            const std::string_view key = local_name(attributes[0]);
            if (key == "nil" || key == "null") element.nil = std::string_view(attributes[1]) == "true";
            add_member(element.value, "@" + std::string(key), Value(attributes[1]));
        }
        open.push_back(std::move(element));
    }

    void end() {
        Open element = std::move(open.back());
        open.pop_back();
        const std::size_t depth = open.size() + 1;
        const std::string name = element.name;
        Value value = closed(std::move(element));
        const bool is_record = depth == record_depth && (named || value.kind == Value::Kind::object);
        if (depth == record_depth) record_depth = 0;
        if (is_record) return hand_out(std::move(value));
        if (!open.empty()) {
            if (!named || record_depth > 0) add_member(open.back().value, name, std::move(value));
            return;
        }
        if (!any && !named) {
            record_start = buffer_start;
            hand_out(std::move(value));
        }
    }

    void hand_out(Value&& value) {
        // The end tag is not consumed yet: its length is what expat says.
        const XML_Index to = at() + ::XML_GetCurrentByteCount(parser.get());
        const auto from = static_cast<std::size_t>(std::max<XML_Index>(0, record_start - buffer_start));
        const auto length = static_cast<std::size_t>(std::max<XML_Index>(0, to - record_start));
        any = true;
        ++count;
        try {
            each(std::move(value), std::string_view(buffer).substr(std::min(from, buffer.size()), length));
        } catch (...) {
            failure = std::current_exception();
            ::XML_StopParser(parser.get(), XML_FALSE);
            return;
        }
        record_start = to;
    }

    /// Forgets what was handed out.
    void forget() {
        if (!any) return;  // the root may turn out to be the record
        const XML_Index keep = record_start;
        if (keep <= buffer_start) return;
        const auto handed = std::min(static_cast<std::size_t>(keep - buffer_start), buffer.size());
        buffer.erase(0, handed);
        buffer_start += static_cast<XML_Index>(handed);
    }

    void feed(std::string_view piece, bool last) {
        buffer += piece;
        while (::XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0) ==
               XML_STATUS_ERROR) {
            if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
            const XML_Error code = ::XML_GetErrorCode(parser.get());
            const bool next_document =
                open.empty() && any && (code == XML_ERROR_JUNK_AFTER_DOC_ELEMENT || code == XML_ERROR_MISPLACED_XML_PI);
            const auto error_at = static_cast<std::size_t>(std::max<XML_Index>(0, at() - buffer_start));
            const std::size_t line = lines_before + ::XML_GetCurrentLineNumber(parser.get());
            const bool is_document = next_document && error_at < buffer.size() && buffer[error_at] == '<';
            if (!is_document) {
                if (code == XML_ERROR_NO_ELEMENTS && count > 0 && trim(buffer).empty()) return;
                throw Error(ErrorKind::input, fmt::format("no valid XML: line {}: {}; correct it and import it again",
                                                          line, ::XML_ErrorString(code)));
            }
            lines_before = line - 1;
            buffer.erase(0, error_at);
            start();
            // What the old parser had and the new one needs is exactly the buffer.
            again = buffer;
            piece = again;
        }
        forget();
        if (buffer.size() > longest_record) {
            throw Error(ErrorKind::input,
                        fmt::format("a record of more than {} MB is no report", longest_record >> 20U));
        }
    }
    std::string again;

    static Implementation& self(void* data) { return *static_cast<Implementation*>(data); }
    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        self(data).begin(name, attributes);
    }
    static void on_end(void* data, const XML_Char* /*name*/) { self(data).end(); }
    static void on_text(void* data, const XML_Char* text, int length) {
        auto& open = self(data).open;
        if (!open.empty()) open.back().value.text.append(text, static_cast<std::size_t>(length));
    }
    /// The code page of Windows and ISO 8859-15, which expat does not know itself.
    static int on_encoding(void* /*data*/, const XML_Char* name, XML_Encoding* info) {
        const std::string wanted = fold(name);
        const bool windows = wanted == "windows-1252" || wanted == "cp1252";
        if (!windows && wanted != "iso-8859-15") return XML_STATUS_ERROR;
        for (int byte = 0; byte < 256; ++byte) info->map[byte] = byte;
        constexpr std::array<int, 32> high{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                           0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
        constexpr std::array<std::pair<int, int>, 8> latin9{{{0xA4, 0x20AC},
                                                             {0xA6, 0x0160},
                                                             {0xA8, 0x0161},
                                                             {0xB4, 0x017D},
                                                             {0xB8, 0x017E},
                                                             {0xBC, 0x0152},
                                                             {0xBD, 0x0153},
                                                             {0xBE, 0x0178}}};
        if (windows) std::ranges::copy(high, info->map + 0x80);
        if (!windows) {
            for (const auto& [byte, letter] : latin9) info->map[byte] = letter;
        }
        info->data = nullptr;
        info->convert = nullptr;
        info->release = nullptr;
        return XML_STATUS_OK;
    }
    static void on_entity(void* data, const XML_Char* name, int /*is_parameter*/, const XML_Char* /*value*/,
                          int /*length*/, const XML_Char* /*base*/, const XML_Char* /*system*/,
                          const XML_Char* /*public_id*/, const XML_Char* /*notation*/) {
        self(data).stop(
            fmt::format("the document declares the entity '{}'; entities are not resolved, so it is refused", name));
    }
};

XmlRecords::XmlRecords(const std::vector<std::string>& names, Each each)
    : implementation_(std::make_unique<Implementation>(names, std::move(each))) {}
XmlRecords::~XmlRecords() = default;

void XmlRecords::feed(std::string_view piece, bool last) {
    implementation_->feed(piece, last);
}
std::string_view XmlRecords::pending() const noexcept {
    return implementation_->buffer;
}
std::size_t XmlRecords::records() const noexcept {
    return implementation_->count;
}

}  // namespace ombud::intake
