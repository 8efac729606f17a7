#pragma once

// What the tests of src/ogr and src/publish share: real files in a folder of their own, and other programs' view of
// them.

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ombud::ogr::test {

/// An empty folder that is gone at the end of the test.
class TestFolder {
  public:
    TestFolder() {
        static std::atomic<int> number = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("ombud-test-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(path_);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Makes a file of these bytes.
    [[nodiscard]] std::filesystem::path file(std::string_view name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

/// What a command prints. Throws where it fails, with what it printed.
[[nodiscard]] inline std::string run(const std::string& command) {
    std::string output;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), got);
    if (::pclose(pipe) != 0) throw std::runtime_error(command + " failed: " + output);
    return output;
}

}  // namespace ombud::ogr::test
