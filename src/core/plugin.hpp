#pragma once

#include <string_view>

namespace ombud {

/// A function of a library of ours that is loaded when first needed, since what it links is slow to load and not needed
/// by most commands. The library is looked for in $OMBUD_LIBDIR, then where it is installed and where it is built, both
/// seen from the running program, and never unloaded. Throws Error(system) that names the places.
/// \param library  "ombud-smtp.so" \param built_in  folder of it below the build folder: "src/casework"
/// \param entry    the function; its name has a number that changes with the types it takes
/// \param purpose  for messages: "speaks to mail servers"
[[nodiscard]] void* load_plugin(std::string_view library, std::string_view built_in, const char* entry,
                                std::string_view purpose);

}  // namespace ombud
