#include "photo/model_argument.hpp"

#include "core/error.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ombud::photo {

namespace {

[[noreturn]] void refuse(std::string_view argument) {
    throw Error(ErrorKind::usage, fmt::format("'{}' is no description of a network", argument));
}

/// Takes one field off the front, up to the separator.
std::string_view take(std::string_view& rest, char separator, std::string_view whole) {
    const std::size_t end = rest.find(separator);
    if (end == std::string_view::npos) refuse(whole);
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return field;
}

template <class Number>
Number number(std::string_view text, std::string_view whole) {
    Number value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) refuse(whole);
    return value;
}

}  // namespace

std::string to_argument(const PhotoModel& model) {
    std::string classes;
    for (const PhotoModelClass& one : model.classes) {
        classes += fmt::format("{}:{};", one.number, to_string(one.target));
    }
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{}", to_string(model.type), model.width_px, model.height_px,
                       model.threshold, classes, model.rgb ? "rgb" : "bgr", model.mean[0], model.mean[1], model.mean[2],
                       model.scale, model.file.string());
}

PhotoModel model_from_argument(std::string_view argument) {
    std::string_view rest = argument;
    const auto type = photo_model_type_from(take(rest, ',', argument));
    if (!type) refuse(argument);
    PhotoModel model = usual_model(*type);
    model.width_px = number<int>(take(rest, ',', argument), argument);
    model.height_px = number<int>(take(rest, ',', argument), argument);
    model.threshold = number<double>(take(rest, ',', argument), argument);
    std::string_view classes = take(rest, ',', argument);
    while (!classes.empty()) {
        std::string_view one = take(classes, ';', argument);
        const int which = number<int>(take(one, ':', argument), argument);
        const auto target = photo_target_from(one);
        if (!target) refuse(argument);
        model.classes.push_back({which, *target});
    }
    model.rgb = take(rest, ',', argument) == "rgb";
    for (double& mean : model.mean) mean = number<double>(take(rest, ',', argument), argument);
    model.scale = number<double>(take(rest, ',', argument), argument);
    model.file = rest;
    return model;
}

}  // namespace ombud::photo
