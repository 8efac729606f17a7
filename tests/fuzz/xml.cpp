// Whatever somebody sends as XML, in two pieces.

#include "core/error.hpp"
#include "intake/xml_records.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ombud;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = size == 0 ? 0 : data[0] % size;
    intake::XmlRecords records({"request", "item"}, [](intake::Value&&, std::string_view) {});
    try {
        records.feed(text.substr(0, cut), false);
        records.feed(text.substr(cut), true);
    } catch (const Error&) {
    }
    return 0;
}
