#include "intake/mail_form.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace ombud::intake {

MailForm::MailForm(const ReadContext& context) : form_(context, context.source) {
    for (const auto& [field, sources] : context.source.mapping.fields) {
        for (const std::string& source : sources) {
            for (const ValuePlace& place : parse_value_source(source).places) {
                names_.emplace_back(fold(place.place), place.place);
            }
        }
    }
}

std::string_view MailForm::name_at(std::string_view line) const {
    const std::size_t colon = line.find(':');
    if (colon > 100) return {};  // none, too
    const std::string name = fold(trim(line.substr(0, colon)));
    const auto found = std::ranges::find(names_, name, [](const auto& known) { return known.first; });
    return found == names_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<ReadyReport> MailForm::read(std::string_view text, std::string_view origin) {
    Value record(Value::Kind::object);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::string_view name = name_at(line);
        if (!name.empty()) {
            record.members.emplace_back(std::string(name), Value(std::string(trim(line.substr(line.find(':') + 1)))));
        } else if (!record.members.empty()) {
            record.members.back().second.text.append(1, '\n').append(line);
        }
    }
    if (record.members.size() < 2) return std::nullopt;
    for (auto& [name, value] : record.members) value.text = std::string(trim(value.text));
    return form_.maker.make(form_.mapper.deliver(record, {}), origin);
}

}  // namespace ombud::intake
