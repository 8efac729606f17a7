#pragma once

#include "core/config.hpp"
#include "core/toml_reader.hpp"

namespace ombud {

/// [filter.NAME] and [due]: what the desk searches by, and what it is reminded of.
void read_cases(const TomlReader& reader, const toml::table& root, Config& config);

/// The keys of a filter, where they stand among others. \pre unknown keys were refused
void read_filter(const TomlReader& reader, const toml::table& table, WrittenFilter& filter);

/// The keys `note_required` and `note_forbidden` of a [[category]].
void read_note_rule(const TomlReader& reader, const toml::table& table, NoteRule& rule);

}  // namespace ombud
