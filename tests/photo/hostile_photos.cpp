#include "core/error.hpp"
#include "core/file.hpp"
#include "photo/workbench.hpp"
#include "photo/worker_client.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <random>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::photo;
using Catch::Matchers::Contains;

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16 & 0xff), static_cast<char>(value >> 8 & 0xff),
            static_cast<char>(value & 0xff)};
}

std::uint32_t png_checksum(const std::string& bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return ~crc;
}

/// A sound header that promises this size, and hardly any pixels behind it.
std::string png_with_header_of(std::uint32_t width, std::uint32_t height) {
    const std::string header = "IHDR" + big_endian(width) + big_endian(height) + std::string("\x08\x02\0\0\0", 5);
    const std::string pixels = "IDAT" + std::string("\x78\x9c\x03\0\0\0\0\x01", 8);
    return "\x89PNG\r\n\x1a\n" + big_endian(13) + header + big_endian(png_checksum(header)) + big_endian(8) + pixels +
           big_endian(png_checksum(pixels));
}

void check_refused(Worker& worker, const std::string& bytes, const std::string& reason) {
    for (const bool whole : {false, true}) {
        try {
            if (whole) {
                static_cast<void>(worker.anonymise(bytes));
            } else {
                static_cast<void>(worker.inspect(bytes));
            }
            FAIL_CHECK("was accepted");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            CHECK_THAT(error.what(), Contains(reason));
        }
    }
}

}  // namespace

TEST_CASE("a picture that promises too many pixels is refused by its header") {
    PhotoSettings settings;
    settings.memory_limit_mb = 700;  // decoding 99 million pixels and more is not possible in this
    Worker worker(settings);
    check_refused(worker, png_with_header_of(50'000, 50'000), "too large, 50000 x 50000 pixels");
    check_refused(worker, png_with_header_of(500'000, 4), "too large");

    const TemporaryFolder folder;
    settings.megapixel_limit = 0.1;
    Worker strict(settings);
    for (const std::string file : {"a.jpg", "a.png", "a.webp", "a.tiff", "a.heic"}) {
        const std::string whole = read_file(save(street(), folder / file));
        for (const double share : {0.02, 0.3, 0.8}) {
            CAPTURE(file, share);
            check_refused(worker, whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * share)),
                          "cannot be read");
        }
    }
}

TEST_CASE("what is no photo is refused and named where it is known") {
    Worker worker{PhotoSettings{}};
    check_refused(worker, "", "the file is empty");
    check_refused(worker, "hello", "not a photo");
    check_refused(worker, "GIF89a......", "a GIF picture");
    check_refused(worker, "%PDF-1.7 ...", "a PDF document");
    check_refused(worker,
                  std::string("\0\0\0\x18"
                              "ftypmp42....",
                              16),
                  "a video");
    check_refused(worker, "\xff\xd8\xff", "cannot be read");
    check_refused(worker, "RIFF....WEBP", "cannot be read");
    check_refused(worker, std::string("II*\0", 4), "cannot be read");
}

TEST_CASE("photos with flipped bytes never bring the worker down for good") {
    const TemporaryFolder folder;
    Worker worker{PhotoSettings{}};
    const std::string good = read_file(save(street(2, 96, 64), folder / "good.jpg"));
    std::mt19937 random(7);  // the same damage in every run
    for (const std::string name : {"a.jpg", "a.png", "a.webp", "a.tiff", "a.heic"}) {
        const std::string sound = read_file(save(street(1, 96, 64), folder / name));
        for (int round = 0; round < 40; ++round) {
            std::string bytes = sound;
            for (int flips = 0; flips < 1 + round % 8; ++flips)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            try {
                static_cast<void>(worker.inspect(bytes));
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::input);
            }
        }
    }
    CHECK(worker.inspect(good).width == 96);
}
