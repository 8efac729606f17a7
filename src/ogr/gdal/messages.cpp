#include "ogr/gdal/messages.hpp"

#include <algorithm>

namespace ombud::ogr {

Messages::Messages() {
    CPLPushErrorHandlerEx(&Messages::catch_one, this);
}

Messages::~Messages() {
    CPLPopErrorHandler();
}

void CPL_STDCALL Messages::catch_one(CPLErr kind, CPLErrorNum /*number*/, const char* message) {
    auto* self = static_cast<Messages*>(CPLGetErrorHandlerUserData());
    if (kind != CE_Warning && kind != CE_Failure && kind != CE_Fatal) return;
    std::string& kept = kind == CE_Warning ? self->warning_ : self->failure_;
    if (kept.empty()) kept = (message != nullptr && *message != '\0') ? message : "unknown error";
}

std::string Messages::text_or(std::string_view otherwise) const {
    std::string text = failed() ? failure_ : warning_.empty() ? std::string(otherwise) : warning_;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace ombud::ogr
