#include "publish/site/details.hpp"

#include <fmt/format.h>

namespace ombud::publish::site {

void Details::add(const PublicReport& report) {
    const ReportId block = report.id / reports_per_block;
    if (block != block_) {
        finish();
        block_ = block;
        json_.begin_object();
    }
    json_.key(std::to_string(report.id)).begin_object();
    json_.key("department").value(report.department_name);
    json_.key("received").value(format_iso(report.received_at));
    json_.key("accuracy").value(report.accuracy_m, 0);
    json_.key("text").value(report.text);
    json_.key("photos").begin_array();
    for (const std::string& photo : report.photos) json_.value(photo);
    json_.end_array();
    json_.key("history").begin_array();
    for (const PublicStatus& step : report.history) {
        json_.begin_object()
            .key("at")
            .value(format_iso(step.at))
            .key("status")
            .value(to_string(step.status))
            .end_object();
    }
    json_.end_array();
    json_.key("answers").begin_array();
    for (const PublicAnswer& answer : report.answers) {
        json_.begin_object().key("at").value(format_iso(answer.at)).key("text").value(answer.text).end_object();
    }
    json_.end_array().key("closed");
    if (report.closed_at) {
        json_.value(format_iso(*report.closed_at));
    } else {
        json_.null();
    }
    json_.end_object();
}

void Details::finish() {
    if (block_ < 0) return;
    json_.end_object();
    folder_.put(fmt::format("data/details/{}.json", block_), json_.take() + '\n');
    json_ = JsonWriter();
    block_ = -1;
}

}  // namespace ombud::publish::site
