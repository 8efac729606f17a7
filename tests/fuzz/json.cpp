// Whatever somebody sends as JSON or as the body of a form.

#include "core/error.hpp"
#include "intake/form_fields.hpp"
#include "intake/json_records.hpp"
#include "intake/json_value.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ombud;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    intake::JsonReader reader;
    try {
        static_cast<void>(reader.read(text));
    } catch (const Error&) {
    }
    try {
        intake::JsonReader::for_each_element(text, [](std::string_view) {});
    } catch (const Error&) {
    }
    try {
        intake::JsonRecords records([](const auto& list) { return list.holds_objects; }, [](const auto&) {},
                                    {.longest_element = 100, .deepest = 50});
        static_cast<void>(records.feed(text.substr(0, size / 2)));
        static_cast<void>(records.feed(text.substr(size / 2)));
        records.finish();
    } catch (const Error&) {
    }
    static_cast<void>(reader.array_at(text, "/features"));
    static_cast<void>(intake::is_whole_object(text));
    static_cast<void>(intake::parse_form(text));
    return 0;
}
