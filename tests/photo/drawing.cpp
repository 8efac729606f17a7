#include "photo/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string_view>

namespace ombud::photo::drawing {

namespace {

/// Characters of 5 x 7 dots, as on a matrix display: H A M 1 2 3 4.
constexpr std::array<std::array<std::string_view, 7>, 7> characters{{
    {"#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"},
    {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"},
    {"#...#", "##.##", "#.#.#", "#.#.#", "#...#", "#...#", "#...#"},
    {"..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."},
    {".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####"},
    {".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."},
    {"...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."},
}};

}  // namespace

Canvas::Canvas(int width, int height, Colour colour)
    : width_(width), height_(height), rgb_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3) {
    rectangle(0, 0, width, height, colour);
}

void Canvas::set(int x, int y, Colour colour) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 3;
    std::copy(colour.begin(), colour.end(), rgb_.begin() + static_cast<std::ptrdiff_t>(at));
}

void Canvas::rectangle(int x, int y, int width, int height, Colour colour) {
    for (int row = y; row < y + height; ++row) {
        for (int column = x; column < x + width; ++column) set(column, row, colour);
    }
}

void Canvas::ellipse(double centre_x, double centre_y, double radius_x, double radius_y, Colour colour) {
    for (int y = static_cast<int>(centre_y - radius_y); y <= static_cast<int>(centre_y + radius_y); ++y) {
        for (int x = static_cast<int>(centre_x - radius_x); x <= static_cast<int>(centre_x + radius_x); ++x) {
            if (std::pow((x - centre_x) / radius_x, 2) + std::pow((y - centre_y) / radius_y, 2) <= 1) set(x, y, colour);
        }
    }
}

void Canvas::texture(unsigned seed) {
    const double a = 0.011 + 0.003 * (seed % 7);
    const double b = 0.013 + 0.002 * (seed % 11);
    for (int y = 0; y < height_; ++y) {
        for (int x = 0; x < width_; ++x) {
            const double wave = std::sin(a * x + seed) + std::cos(b * y - 0.007 * x * (seed % 3));
            const auto grey = static_cast<std::uint8_t>(120 + 25 * wave);
            set(x, y, {grey, static_cast<std::uint8_t>(grey + 5), grey});
        }
    }
}

void Canvas::face(int centre_x, int centre_y, int width) {
    const double u = width / 100.0;
    const auto at = [&](double x, double y, double rx, double ry, Colour colour) {
        ellipse(centre_x + x * u, centre_y + y * u, rx * u, ry * u, colour);
    };
    at(0, -12, 56, 72, {60, 45, 35});    // hair
    at(0, 0, 48, 64, {205, 170, 145});   // face
    at(-22, -13, 17, 9, {120, 90, 75});  // eye sockets
    at(22, -13, 17, 9, {120, 90, 75});
    at(-22, -22, 16, 4, {60, 45, 35});  // brows
    at(22, -22, 16, 4, {60, 45, 35});
    at(-22, -12, 9, 5, {50, 40, 35});  // eyes
    at(22, -12, 9, 5, {50, 40, 35});
    at(0, 0, 7, 22, {225, 190, 165});  // nose
    at(-6, 19, 4, 3, {110, 80, 65});
    at(6, 19, 4, 3, {110, 80, 65});
    at(-28, 14, 13, 12, {220, 180, 155});  // cheeks
    at(28, 14, 13, 12, {220, 180, 155});
    at(0, 36, 20, 6, {125, 65, 60});    // mouth
    at(0, 50, 14, 5, {190, 155, 130});  // chin
}

void Canvas::plate(int x, int y, int width) {
    const int height = width * 2 / 9;
    const int frame = std::max(1, height / 18);
    rectangle(x - frame, y - frame, width + 2 * frame, height + 2 * frame, {20, 20, 20});
    rectangle(x, y, width, height, {235, 235, 235});
    const double dot = height / 10.0;
    double left = x + 2.5 * dot;
    for (const auto& character : characters) {
        for (std::size_t row = 0; row < character.size(); ++row) {
            for (std::size_t column = 0; column < character[row].size(); ++column) {
                if (character[row][column] != '#') continue;
                rectangle(static_cast<int>(left + static_cast<double>(column) * dot),
                          static_cast<int>(y + (1.5 + static_cast<double>(row)) * dot),
                          static_cast<int>(std::ceil(dot)), static_cast<int>(std::ceil(dot)), {25, 25, 25});
            }
        }
        left += 5.8 * dot;
    }
}

void Canvas::write_ppm(const std::filesystem::path& file) const {
    std::ofstream out(file, std::ios::binary);
    out << "P6\n" << width_ << ' ' << height_ << "\n255\n";
    out.write(reinterpret_cast<const char*>(rgb_.data()), static_cast<std::streamsize>(rgb_.size()));
}

}  // namespace ombud::photo::drawing
