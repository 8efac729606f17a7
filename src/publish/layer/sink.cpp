#include "publish/layer/sink.hpp"

namespace ombud::publish {

Written write_rows(const Layer& layer, Sink& sink) {
    Written written;
    for (LayerRow row; layer.next(row);) {
        const bool placed = sink.write(row);
        ++written.rows;
        if (!placed || (!row.point && row.area == nullptr)) ++written.without_place;
    }
    sink.finish();
    written.without_place += sink.misplaced();
    return written;
}

}  // namespace ombud::publish
