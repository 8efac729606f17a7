#include "photo/workbench.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace ombud::photo {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ombud-photo-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("cannot make a temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string shell(const std::string& command) {
    FILE* pipe = ::popen(("{ " + command + "; } 2>&1").c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error(command + "\n" + output);
    return output;
}

std::filesystem::path save(const drawing::Canvas& canvas, const std::filesystem::path& file,
                           const std::string& options) {
    const std::filesystem::path drawn = file.string() + ".ppm";
    canvas.write_ppm(drawn);
    shell("convert '" + drawn.string() + "' " + options + " '" + file.string() + "'");
    std::filesystem::remove(drawn);
    return file;
}

drawing::Canvas street(unsigned seed, int width, int height) {
    drawing::Canvas canvas(width, height, {120, 120, 120});
    canvas.texture(seed);
    return canvas;
}

void plant_metadata(const std::filesystem::path& jpeg) {
    const std::string thumbnail = jpeg.string() + ".thumbnail.jpg";
    shell("convert -size 120x90 xc:red '" + thumbnail + "'");
    shell(
        "exiftool -q -overwrite_original -GPSLatitude=51.6739 -GPSLatitudeRef=N -GPSLongitude=7.8160 "
        "-GPSLongitudeRef=E "
        "-DateTimeOriginal='2026:03:01 08:15:00' -Artist=PLANTED-ARTIST -SerialNumber=PLANTED-SERIAL "
        "-XMP-dc:Creator=PLANTED-XMP -IPTC:By-line=PLANTED-IPTC -Comment=PLANTED-COMMENT '-ThumbnailImage<=" +
        thumbnail + "' '" + jpeg.string() + "'");
    std::ofstream(jpeg, std::ios::app | std::ios::binary) << "PLANTED-TRAILER";
}

}  // namespace ombud::photo
