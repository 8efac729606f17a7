#include "core/digest.hpp"
#include "core/json_writer.hpp"
#include "photo/public_copy.hpp"
#include "photo/review.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace ombud::photo {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view style = R"css(
body { font: 15px/1.4 sans-serif; margin: 0; color: #222; background: #f4f4f2 }
header { position: sticky; top: 0; z-index: 1; background: #222; color: #fff; padding: 8px 16px; display: flex; gap: 16px; align-items: center }
header button { font: inherit; padding: 4px 12px }
section { margin: 12px 16px; padding: 12px; background: #fff; border: 2px solid #ccc }
section.here { border-color: #06c } section.accept { background: #e7f6e7 } section.reject { background: #fbe9e7 }
section.here:focus { outline: none }
.pictures { display: flex; flex-wrap: wrap; gap: 12px } figure { margin: 0; flex: 1 1 360px; min-width: 0 }
.frame { position: relative; line-height: 0 } .frame img { width: 100%; height: auto }
.frame svg { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none }
.before svg { cursor: crosshair } rect { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke }
.found { stroke: #e60 } .drawn { stroke: #06f; fill: #06f4 } table { border-collapse: collapse } td, th { padding: 0 12px 0 0; text-align: left }
)css";

// All text comes in by textContent, so that no file name or reason can become markup.
constexpr std::string_view script = R"js(
'use strict';
const photos = JSON.parse(document.getElementById('photos').textContent);
const kinds = ['face', 'person', 'plate'];
let here = 0, kind = 'plate';
const node = (name, parent, text, attributes) => {
  const made = /^(svg|rect)$/.test(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  if (text) made.textContent = text;
  for (const key in attributes || {}) made.setAttribute(key, attributes[key]);
  if (parent) parent.append(made);
  return made;
};
const place = box => ({ x: box.x, y: box.y, width: box.width, height: box.height });
function frame(parent, photo, source, title) {
  const figure = node('figure', parent, '', { class: source === photo.original ? 'before' : 'after' });
  const holder = node('div', figure, '', { class: 'frame' });
  node('img', holder, '', { src: source, alt: title });
  const svg = node('svg', holder, '', { viewBox: `0 0 ${photo.width} ${photo.height}`, preserveAspectRatio: 'none' });
  for (const box of photo.boxes) node('rect', svg, '', { class: 'found', ...place(box) });
  node('figcaption', figure, title);
  return svg;
}
function drawing(svg, photo, index) {
  let start = null, shape = null;
  const at = event => {
    const area = svg.getBoundingClientRect();
    const limit = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return { x: limit((event.clientX - area.left) / area.width * photo.width, photo.width),
             y: limit((event.clientY - area.top) / area.height * photo.height, photo.height) };
  };
  const box = end => ({ x: Math.min(start.x, end.x), y: Math.min(start.y, end.y),
                        width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y) });
  svg.addEventListener('pointerdown', event => {
    if (event.button) return;
    go(index); start = at(event); shape = node('rect', svg, '', { class: 'drawn' });
    svg.setPointerCapture(event.pointerId); event.preventDefault();
  });
  svg.addEventListener('pointermove', event => {
    if (!start) return;
    const now = box(at(event));
    for (const key in now) shape.setAttribute(key, now[key]);
  });
  svg.addEventListener('pointerup', event => {
    if (!start) return;
    const made = box(at(event));
    start = null;
    if (made.width < 3 || made.height < 3) { shape.remove(); return; }
    for (const key in made) shape.setAttribute(key, made[key]);
    photo.drawn.push({ ...made, kind, shape });
    if (photo.verdict !== 'accept') decide('accept'); else show();
  });
}
function show() {
  photos.forEach((photo, index) => {
    photo.section.className = `${photo.verdict} ${index === here ? 'here' : ''}`;
    photo.state.textContent = `${photo.verdict}${photo.drawn.length ? `, ${photo.drawn.length} drawn` : ''}`;
  });
  const open = photos.filter(photo => photo.verdict === 'wait').length;
  document.getElementById('count').textContent = `${photos.length - open} of ${photos.length} decided; drawing: ${kind}`;
}
function go(to) { here = Math.max(0, Math.min(photos.length - 1, to)); photos[here]?.section.scrollIntoView({ block: 'nearest' }); show(); }
function decide(verdict) { if (photos[here]) photos[here].verdict = verdict; show(); }
function decisions() {
  return { format: 'ombud photo review 1', photos: photos.filter(photo => photo.verdict !== photo.before).concat(
    photos.filter(photo => photo.verdict === photo.before && photo.drawn.length)).map(photo => ({
      sha256: photo.sha256, jpeg_sha256: photo.jpeg_sha256, verdict: photo.verdict,
      drawn: photo.verdict === 'accept' ? photo.drawn.map(box => ({ kind: box.kind, ...place(box) })) : [] })) };
}
function save() {
  const link = node('a', null, '', { download: 'decisions.json' });
  link.href = URL.createObjectURL(new Blob([JSON.stringify(decisions(), null, 1) + '\n'], { type: 'application/json' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
const main = document.querySelector('main');
photos.forEach((photo, index) => {
  photo.drawn = []; photo.before = photo.rejected ? 'reject' : 'wait'; photo.verdict = photo.before;
  photo.section = node('section', main);
  node('h2', photo.section, `${photo.reports.join(', ')}: ${photo.reason}`);
  const pictures = node('div', photo.section, '', { class: 'pictures' });
  drawing(frame(pictures, photo, photo.original, 'Before'), photo, index);
  frame(pictures, photo, photo.copy, 'After');
  const table = node('table', photo.section);
  for (const box of photo.boxes) {
    const row = node('tr', table);
    for (const text of [box.kind, box.detector, box.score.toFixed(2), `${box.width} x ${box.height}`]) node('td', row, text);
  }
  photo.state = node('p', photo.section);
  photo.section.addEventListener('click', () => go(index));
});
document.getElementById('save').addEventListener('click', save);
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = { a: () => { decide('accept'); go(here + 1); }, r: () => { decide('reject'); go(here + 1); }, w: () => decide('wait'),
                 j: () => go(here + 1), k: () => go(here - 1), ArrowDown: () => go(here + 1), ArrowUp: () => go(here - 1), s: save,
                 u: () => { photos[here]?.drawn.pop()?.shape.remove(); show(); },
                 1: () => { kind = kinds[0]; show(); }, 2: () => { kind = kinds[1]; show(); }, 3: () => { kind = kinds[2]; show(); } };
  if (keys[event.key]) { keys[event.key](); event.preventDefault(); }
});
show();
)js";

/// Base64 of bytes that are written in hexadecimal.
std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view hex_digits = "0123456789abcdef";
    std::string out;
    // Three hexadecimal digits are two of base 64.
    for (std::size_t i = 0; i < hex.size(); i += 3) {
        std::size_t value = 0;
        for (std::size_t j = i; j < i + 3; ++j) value = value * 16 + (j < hex.size() ? hex_digits.find(hex[j]) : 0);
        out += digits[value >> 6];
        if (i + 1 < hex.size()) out += digits[value & 63];
    }
    while (out.size() % 4 != 0) out += '=';
    return out;
}

/// A relative address for the browser: all that is not plain is escaped.
std::string address(const fs::path& file, const fs::path& page) {
    const std::string relative =
        fs::absolute(file).lexically_relative(fs::absolute(page).parent_path()).generic_string();
    std::string out;
    for (const char c : relative) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("/._-").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string data_of(const std::vector<WaitingPhoto>& photos, const Workspace& workspace, const fs::path& page) {
    JsonWriter json;
    json.begin_array();
    for (const WaitingPhoto& photo : photos) {
        json.begin_object();
        json.key("sha256").value(photo.sha256).key("jpeg_sha256").value(photo.copy.jpeg_sha256);
        json.key("reason").value(photo.reason).key("rejected").value(photo.rejected);
        json.key("reports").begin_array();
        for (const std::int64_t report : photo.reports) json.value(report);
        json.end_array();
        json.key("original").value(address(workspace.original_photos() / photo.sha256, page));
        json.key("copy").value(address(review_folder(workspace.public_photos()) / (photo.sha256 + ".jpg"), page));
        json.key("width").value(photo.copy.original_width).key("height").value(photo.copy.original_height);
        json.key("boxes").begin_array();
        for (const Box& box : photo.copy.boxes) {
            json.begin_object().key("kind").value(to_string(box.kind)).key("detector").value(box.detector);
            json.key("score").value(box.score, 3).key("x").value(box.x).key("y").value(box.y);
            json.key("width").value(box.width).key("height").value(box.height).end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
    std::string text = json.text();
    // Nothing in the data may end the element that it stands in.
    for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at))
        text.replace(at, 1, "\\u003c");
    return text;
}

}  // namespace

std::string review_page(const std::vector<WaitingPhoto>& photos, const Workspace& workspace, const fs::path& page) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Photos that wait for a look</title>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src file: 'self'; style-src "
        "'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
        "<style>{}</style></head>\n<body><header><strong>Photos that wait for a look</strong><span id=\"count\"></span>"
        "<button id=\"save\">Save decisions</button>"
        "<span>a accept, r reject, w wait, j/k next/previous, draw with the mouse (1 face, 2 person, 3 plate), u undo, s "
        "save</span></header>\n<main></main>\n<script type=\"application/json\" id=\"photos\">{}</script>\n"
        "<script>{}</script></body></html>\n",
        base64_of_hex(sha256_hex(style)), base64_of_hex(sha256_hex(script)), style, data_of(photos, workspace, page),
        script);
}

}  // namespace ombud::photo
