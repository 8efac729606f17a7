#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Test pictures drawn from scratch, since real faces and plates have no place in a repository.
namespace ombud::photo::drawing {

using Colour = std::array<std::uint8_t, 3>;  ///< red, green, blue

class Canvas {
  public:
    Canvas(int width, int height, Colour colour);

    void rectangle(int x, int y, int width, int height, Colour colour);
    void ellipse(double centre_x, double centre_y, double radius_x, double radius_y, Colour colour);
    /// Gentle waves of brightness, so that the picture is not flat. Different seeds give unlike pictures.
    void texture(unsigned seed);
    /// A front view of a face that the Haar cascades take for one.
    void face(int centre_x, int centre_y, int width);
    /// A number plate with white ground, frame and characters, four and a half times as wide as high.
    void plate(int x, int y, int width);

    void write_ppm(const std::filesystem::path& file) const;

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    void set(int x, int y, Colour colour);

    int width_;
    int height_;
    std::vector<std::uint8_t> rgb_;
};

}  // namespace ombud::photo::drawing
