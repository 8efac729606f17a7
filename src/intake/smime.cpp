#include "intake/smime.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>

#include <limits>
#include <memory>

// The only file of this module that knows OpenSSL.

namespace ombud::intake {

namespace {

struct Free {
    void operator()(BIO* bio) const noexcept { ::BIO_free(bio); }
    void operator()(CMS_ContentInfo* message) const noexcept { ::CMS_ContentInfo_free(message); }
};

}  // namespace

std::optional<std::string> signed_content(std::string_view der) {
    if (der.empty() || der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
    const std::unique_ptr<BIO, Free> input(::BIO_new_mem_buf(der.data(), static_cast<int>(der.size())));
    const std::unique_ptr<CMS_ContentInfo, Free> message(::d2i_CMS_bio(input.get(), nullptr));
    if (!message || ::OBJ_obj2nid(::CMS_get0_type(message.get())) != NID_pkcs7_signed) return std::nullopt;
    ASN1_OCTET_STRING** const content = ::CMS_get0_content(message.get());
    if (content == nullptr || *content == nullptr) return std::nullopt;
    const auto* const bytes = reinterpret_cast<const char*>(::ASN1_STRING_get0_data(*content));
    return std::string(bytes, static_cast<std::size_t>(::ASN1_STRING_length(*content)));
}

}  // namespace ombud::intake
