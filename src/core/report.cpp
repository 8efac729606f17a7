#include "core/report.hpp"

#include <algorithm>
#include <utility>

namespace ombud {

namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<Channel, 3> channel_names{
    {{Channel::email, "email"}, {Channel::phone, "phone"}, {Channel::web, "web"}}};

constexpr Names<Status, 8> status_names{{{Status::received, "received"},
                                         {Status::open, "open"},
                                         {Status::in_progress, "in_progress"},
                                         {Status::forwarded, "forwarded"},
                                         {Status::solved, "solved"},
                                         {Status::closed_unsolved, "closed_unsolved"},
                                         {Status::rejected, "rejected"},
                                         {Status::duplicate, "duplicate"}}};

constexpr Names<LocationSource, 6> location_source_names{{{LocationSource::given, "given"},
                                                          {LocationSource::exif, "exif"},
                                                          {LocationSource::address, "address"},
                                                          {LocationSource::street, "street"},
                                                          {LocationSource::place, "place"},
                                                          {LocationSource::area, "area"}}};

template <typename Enum, std::size_t N>
std::string_view name_of(const Names<Enum, N>& names, Enum wanted) noexcept {
    const auto* found = std::ranges::find(names, wanted, &std::pair<Enum, std::string_view>::first);
    return found == names.end() ? std::string_view{} : found->second;
}

template <typename Enum, std::size_t N>
std::optional<Enum> named(const Names<Enum, N>& names, std::string_view wanted) noexcept {
    const auto* found = std::ranges::find(names, wanted, &std::pair<Enum, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

std::string_view to_string(Channel channel) noexcept {
    return name_of(channel_names, channel);
}
std::string_view to_string(Status status) noexcept {
    return name_of(status_names, status);
}
std::string_view to_string(LocationSource source) noexcept {
    return name_of(location_source_names, source);
}
std::optional<Channel> channel_from(std::string_view name) noexcept {
    return named(channel_names, name);
}
std::optional<Status> status_from(std::string_view name) noexcept {
    return named(status_names, name);
}
std::optional<LocationSource> location_source_from(std::string_view name) noexcept {
    return named(location_source_names, name);
}

bool is_closed(Status status) noexcept {
    return status == Status::solved || status == Status::closed_unsolved || status == Status::rejected ||
           status == Status::duplicate;
}

}  // namespace ombud
