#include "publish/open311_folder.hpp"

#include "core/error.hpp"
#include "core/file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

namespace ombud::publish {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& file, std::string_view reason) {
    throw Error(ErrorKind::system, fmt::format("cannot write {}: {}", file.string(), reason));
}

/// The number of "requests/123.json", or nothing.
std::optional<ReportId> request_of(std::string_view name) {
    constexpr std::string_view folder = "requests/";
    if (!name.starts_with(folder)) return std::nullopt;
    name.remove_prefix(folder.size());
    ReportId id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc{} || id <= 0) return std::nullopt;
    const std::string_view ending(end, static_cast<std::size_t>(name.data() + name.size() - end));
    return ending == ".json" || ending == ".xml" ? std::optional(id) : std::nullopt;
}

}  // namespace

Open311Folder::Open311Folder(fs::path folder) : folder_(std::move(folder)) {
    for (const std::string_view below : {"requests", "services"}) {
        std::error_code error;
        fs::create_directories(folder_ / below, error);
        if (error) fail(folder_ / below, error.message());
        remove_abandoned(folder_ / below);
    }
    remove_abandoned(folder_);
}

void Open311Folder::write(const std::string& name, std::string_view bytes) {
    if (name.find('/') != std::string::npos && !request_of(name)) others_.insert(name);
    const fs::path file = folder_ / name;
    {
        std::ifstream in(file, std::ios::binary);
        old_.resize(bytes.size() + 1);
        in.read(old_.data(), static_cast<std::streamsize>(old_.size()));
        if (in.gcount() == static_cast<std::streamsize>(bytes.size()) &&
            std::string_view(old_.data(), bytes.size()) == bytes && !bytes.empty()) {
            return;
        }
    }
    const fs::path part = beside(file);
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code error;
    if (!out) {
        const int reason = errno;
        fs::remove(part, error);
        fail(file, std::strerror(reason));
    }
    fs::rename(part, file, error);
    if (error) fail(file, error.message());
}

void Open311Folder::write_both(const std::string& name, const Node& node, std::string_view root) {
    write(name + ".json", to_json(node) + '\n');
    write(name + ".xml", to_xml(node, root));
}

void Open311Folder::write_request(ReportId id, const Node& request) {
    const auto index = static_cast<std::size_t>(id);
    if (index >= requests_.size()) requests_.resize(index + 1);
    requests_[index] = true;
    const std::string name = fmt::format("requests/{}", id);
    write(name + ".json", '[' + to_json(request) + "]\n");
    std::string xml(xml_declaration);
    xml.append("<service_requests>").append(to_xml_element(request, "request")).append("</service_requests>\n");
    write(name + ".xml", xml);
}

bool Open311Folder::is_meant(const std::string& name) const {
    if (const auto id = request_of(name)) {
        const auto index = static_cast<std::size_t>(*id);
        return index < requests_.size() && requests_[index];
    }
    return others_.contains(name);
}

std::size_t Open311Folder::remove_others() {
    std::size_t removed = 0;
    for (const std::string_view below : {"requests", "services"}) {
        for (const auto& entry : fs::directory_iterator(folder_ / below)) {
            const std::string file = entry.path().filename().string();
            const std::string name = fmt::format("{}/{}", below, file);
            const std::string ending = entry.path().extension().string();
            const bool ours = ending == ".json" || ending == ".xml";
            if (!ours || !entry.is_regular_file() || is_meant(name)) continue;
            fs::remove(entry.path());
            ++removed;
        }
    }
    return removed;
}

}  // namespace ombud::publish
