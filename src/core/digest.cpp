#include "core/digest.hpp"

#include "core/error.hpp"

#include <openssl/evp.h>

#include <memory>

namespace ombud {

namespace {

struct Free {
    void operator()(EVP_MD* algorithm) const noexcept { EVP_MD_free(algorithm); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

[[noreturn]] void fail() {
    throw Error(ErrorKind::system, "SHA-256 is not available from OpenSSL on this machine");
}

}  // namespace

Digest sha256(std::span<const std::string_view> parts) {
    // EVP_sha256() is looked up among the providers at each use, which takes longer than a short digest itself.
    static const std::unique_ptr<EVP_MD, Free> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    if (!algorithm || !context || EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) != 1) fail();
    for (const std::string_view part : parts) {
        if (EVP_DigestUpdate(context.get(), part.data(), part.size()) != 1) fail();
    }
    Digest digest{};
    if (EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) fail();
    return digest;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    const std::array parts{bytes};
    return hex(bytes_of(sha256(parts)));
}

}  // namespace ombud
