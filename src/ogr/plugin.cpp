#include "ogr/plugin.hpp"

#include "core/plugin.hpp"

namespace ombud::ogr {

const Plugin& plugin() {
    static const Plugin& loaded = []() -> const Plugin& {
        // POSIX promises that the pointer dlsym returns can be taken for a function.
        const auto entry = reinterpret_cast<PluginEntry>(
            load_plugin("ombud-ogr.so", "src/ogr", plugin_entry, "reads and writes map layers"));
        return *entry();
    }();
    return loaded;
}

}  // namespace ombud::ogr
