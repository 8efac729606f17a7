#pragma once

// Inside src/statistics only: how the page looks.

#include <string_view>

namespace ombud::statistics {

inline constexpr std::string_view html_style = R"css(
:root { --ink: #1a1a1a; --soft: #565656; --line: #c8c8c8; --blue: #1f4e79; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
header { border-bottom: 3px solid var(--blue); margin-bottom: 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
header p { color: var(--soft); margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
section { margin: 0 0 2.5rem; }
figure { margin: 0 0 1rem; }
svg { display: block; width: 100%; height: auto; font-size: 13px; }
svg text { fill: var(--ink); }
.patterns { position: absolute; width: 0; height: 0; }
.grid { stroke: #ddd; } .tick { stroke: var(--soft); }
.bar { fill: var(--blue); }
.value, svg .legend { font-weight: 600; }
.stroke { fill: none; stroke-width: 2; }
.line0 { fill: #1f4e79; stroke: #1f4e79; } .line1 { fill: #8a3b12; stroke: #8a3b12; } .line2 { fill: #3d3d3d; stroke: #3d3d3d; }
.line1 .stroke { stroke-dasharray: 7 4; } .line2 .stroke { stroke-dasharray: 2 3; }
svg .line0 text, svg .line1 text, svg .line2 text { stroke: none; fill: var(--ink); }
.district { stroke: #333; stroke-width: 1; stroke-linejoin: round; }
.fill-0 { fill: #fff; } .fill-1 { fill: url(#p1); } .fill-2 { fill: url(#p2); } .fill-3 { fill: url(#p3); } .fill-4 { fill: url(#p4); }
.fill-hidden { fill: #e4e4e4; }
.label { paint-order: stroke; stroke: #fff; stroke-width: 5px; stroke-linejoin: round; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.6rem, 1fr)); gap: .75rem; margin: 0; }
.cards div { border: 1px solid var(--line); border-left: 4px solid var(--blue); padding: .5rem .75rem; }
.cards dt { color: var(--soft); font-size: .875rem; }
.cards dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.cards .detail { font-size: .8125rem; font-weight: 400; color: var(--soft); min-height: 1.1em; }
.scroll { overflow-x: auto; } .scroll:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { padding: .2rem .4rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: bottom; }
td { white-space: nowrap; } td.text { white-space: normal; text-align: left; }
thead th { border-bottom: 2px solid var(--ink); font-weight: 600; hyphens: auto; max-width: 6rem; } thead th:first-child { max-width: none; } thead th[scope=colgroup] { text-align: center; border-bottom: 1px solid var(--line); }
tbody th { text-align: left; font-weight: 400; } tfoot th { text-align: left; } tfoot th, tfoot td { font-weight: 600; border-bottom: 0; border-top: 2px solid var(--ink); }
thead tr:first-child th:first-child { text-align: left; }
.spots thead th:nth-child(3), .spots thead th:first-child { text-align: left; }
.note, .notes { color: var(--soft); font-size: .875rem; } .notes dt { font-weight: 600; } .notes dd { margin: 0 0 .25rem; }
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h1 { font-size: 17pt; } h2 { font-size: 12pt; break-after: avoid; }
  section { margin-bottom: 7mm; } figure, .cards, tr { break-inside: avoid; } thead { display: table-header-group; } tfoot { display: table-row-group; }
  table { font-size: 7.2pt; } th, td { padding: 1pt 3pt; } .scroll { overflow: visible; } figure svg { max-height: 105mm; }
}
)css";

/// Five fills from light to dense that black-and-white printing and every kind of colour vision tell apart.
inline constexpr std::string_view html_patterns =
    R"svg(<svg class="patterns" aria-hidden="true" focusable="false"><defs>
<pattern id="p1" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="#f3f7fb"/><circle cx="4.5" cy="4.5" r="1.1" fill="#1f4e79"/></pattern>
<pattern id="p2" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#dfeaf4"/><rect width="1.6" height="8" fill="#1f4e79"/></pattern>
<pattern id="p3" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#c0d5e8"/><rect width="1.8" height="7" fill="#1f4e79"/><rect width="7" height="1.8" fill="#1f4e79"/></pattern>
<pattern id="p4" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(135)"><rect width="6" height="6" fill="#7fa6c9"/><rect width="3.4" height="6" fill="#1f4e79"/></pattern>
</defs></svg>)svg";

}  // namespace ombud::statistics
