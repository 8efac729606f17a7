#include "core/file.hpp"

#include "core/error.hpp"
#include "core/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <filesystem>
#include <string>

namespace {

using namespace ombud;
using test::TempFolder;

struct stat status_of(const std::filesystem::path& file) {
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    return info;
}

std::size_t entries(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) count += entry.exists() ? 1U : 0U;
    return count;
}

}  // namespace

TEST_CASE("A file reads back as it was written") {
    const TempFolder folder;
    std::string bytes("binary \0 \xFF\n", 11);
    bytes += std::string(300'000, 'x');
    write_file(folder / "a.bin", bytes);
    CHECK(read_file(folder / "a.bin") == bytes);
    write_file(folder / "empty", "");
    CHECK(std::filesystem::exists(folder / "empty"));
    CHECK(read_file(folder / "empty").empty());
}

TEST_CASE("Writing a file makes the folders it lies in") {
    const TempFolder folder;
    write_file(folder / "a/b/c.txt", "x");
    CHECK(read_file(folder / "a/b/c.txt") == "x");
}

TEST_CASE("A new file has the permission asked for") {
    const TempFolder folder;
    const auto old_mask = ::umask(022);
    write_file(folder / "private", "x", 0600);
    write_file(folder / "public", "x");
    ::umask(old_mask);
    CHECK((status_of(folder / "private").st_mode & 0777U) == 0600U);
    CHECK((status_of(folder / "public").st_mode & 0777U) == 0644U);
}

TEST_CASE("A file is replaced as a whole and nothing is left beside it") {
    const TempFolder folder;
    const auto file = folder.file("a.txt", "old");
    const auto before = status_of(file);
    write_file(file, "new");
    CHECK(read_file(file) == "new");
    CHECK(status_of(file).st_ino != before.st_ino);  // another file under the name: who reads the old one goes on
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("A file that holds these bytes already is left alone") {
    const TempFolder folder;
    const auto file = folder.file("a.txt", "same");
    const auto before = status_of(file);
    write_file(file, "same");
    const auto after = status_of(file);
    CHECK(after.st_ino == before.st_ino);
    CHECK(after.st_mtim.tv_sec == before.st_mtim.tv_sec);
    CHECK(after.st_mtim.tv_nsec == before.st_mtim.tv_nsec);
    write_file(file, "sane");  // as long, but another
    CHECK(read_file(file) == "sane");
}

TEST_CASE("Work in progress lies beside the file under a hidden name") {
    const auto part = beside("/tmp/x/a.txt");
    CHECK(part.parent_path() == "/tmp/x");
    CHECK(part.filename().string().starts_with("."));
    CHECK(part != std::filesystem::path("/tmp/x/a.txt"));
}

TEST_CASE("A file that cannot be read is named with the system's reason") {
    const TempFolder folder;
    for (const auto& file : {folder / "missing.txt", folder.path()}) {
        try {
            (void)read_file(file);
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::system);
            CHECK_THAT(error.what(), Catch::Contains(file.string()));
        }
    }
}

TEST_CASE("A file that cannot be written is named with the system's reason") {
    const TempFolder folder;
    const auto in_the_way = folder.file("file", "x");
    std::filesystem::create_directories(folder / "directory/below");
    for (const auto& file : {in_the_way / "below.txt", folder / "directory"}) {
        INFO(file);
        try {
            write_file(file, "y");
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::system);
            CHECK_THAT(error.what(), Catch::Contains(folder.path().string()));
        }
    }
    CHECK(read_file(in_the_way) == "x");
    CHECK(entries(folder.path()) == 2);  // no half file stays behind
}
