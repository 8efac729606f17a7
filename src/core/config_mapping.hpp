#pragma once

// Inside src/core only: the part of ombud.toml that says what columns and members mean.

#include "core/config.hpp"
#include "core/toml_reader.hpp"

#include <array>
#include <span>
#include <string_view>

namespace ombud {

/// The report fields a mapping may fill, in the order of the manual.
inline constexpr std::array<std::string_view, 19> mappable_fields{
    "external_id", "received_at", "title",        "text",       "category", "name", "email",
    "phone",       "street",      "house_number", "postcode",   "city",     "lat",  "lon",
    "status",      "closed_at",   "photo",        "comment_on", "public"};

/// Adds what a [mapping.NAME], or a file of share/mappings, says to a mapping, which may be based on another one.
/// \param known  the fields that it may fill
/// Throws Error(config) that names file and line.
void read_mapping(const TomlReader& reader, const toml::table& table, Mapping& mapping,
                  std::span<const std::string_view> known = mappable_fields);

/// Values that a mapping turns into must be ones that a report can have; a typing error would show in a year's
/// statistics. Throws Error(config).
void check_mapping(const TomlReader& reader, const toml::table& table, const Config& config);

/// What a source without a mapping means: fields named as in the manual.
[[nodiscard]] Mapping plain_mapping();

}  // namespace ombud
