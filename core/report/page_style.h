#pragma once

namespace distillab::report {

/// The style sheet of report.html: light and dark as the reader's system has it, plain on paper.
/// One meaning, one colour: teacher, student, baseline (the student without the teacher).
inline constexpr const char* kPageStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --line: #e2e5ea; --ink: #1b2330; --muted: #5c6675;
  --teacher: #b45309; --student: #1d5fd0; --baseline: #737b88; --hard: #0f766e; --danger: #c2410c; --good: #15803d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1c2027; --line: #323842; --ink: #e8ebf0; --muted: #9aa4b2;
    --teacher: #f0a04b; --student: #6ea8ff; --baseline: #9aa4b2; --hard: #4fc4b7; --danger: #ff8a5c; --good: #5fce8a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif;
}
main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 56px; }
header { margin-bottom: 28px; }
.kicker { margin: 0 0 4px; color: var(--muted); font-size: 13px; letter-spacing: .04em; }
h1 { margin: 0 0 12px; font-size: 30px; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 18px; line-height: 1.3; }
.lead { margin: 0; max-width: 80ch; font-size: 19px; line-height: 1.45; text-wrap: pretty; }
.lead + .lead { margin-top: 4px; color: var(--muted); font-size: 16px; }
p.note { margin: 0 0 14px; max-width: 110ch; text-wrap: pretty; color: var(--muted); font-size: 13.5px; }
p.note:last-child { margin: 12px 0 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 14px; margin-bottom: 14px; }
.tile, section {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
}
.tile { padding: 16px 18px; }
.tile b { display: block; font-size: 27px; line-height: 1.2; letter-spacing: -.01em; color: var(--student); }
.tile span { display: block; font-weight: 600; }
.tile small { color: var(--muted); font-size: 13px; }
section { padding: 22px 24px 24px; margin-bottom: 14px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.pair > section { min-width: 0; }
.split { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 32px; align-items: start; }
@media screen and (max-width: 860px) { .pair, .split { grid-template-columns: 1fr; gap: 14px; } main { padding: 24px 14px; } }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 12px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; text-align: left; white-space: normal; font-weight: 500; }
td:last-child, th:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; }
th { color: var(--muted); font-size: 13px; font-weight: 600; }
table.even { table-layout: fixed; min-width: 560px; }
table.even th:first-child { width: 34%; }
td.number { color: var(--muted); }
.key::before {
  content: ""; display: inline-block; width: 18px; margin-right: 7px; vertical-align: middle; border-top: 3px solid;
}
.key.dashed::before { border-top-style: dashed; }
.key.teacher::before, .key.part0::before { border-color: var(--teacher); }
.key.student::before, .key.total::before { border-color: var(--student); }
.key.baseline::before { border-color: var(--baseline); }
.key.part1::before { border-color: var(--hard); }
.key.part2::before { border-color: var(--good); }
.key.part3::before { border-color: var(--danger); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 0 0 8px; padding: 0; list-style: none; font-size: 13.5px; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--muted); font-size: 12px; }
svg text.ink { fill: var(--ink); }
svg text.strong { fill: var(--ink); font-weight: 600; }
svg text.on-dark { fill: var(--card); font-weight: 600; }
.grid { stroke: var(--line); fill: none; }
.axis { stroke: var(--muted); fill: none; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.dashed path { stroke-dasharray: 6 5; }
.line.teacher, .line.part0 { stroke: var(--teacher); }
.line.student, .line.total { stroke: var(--student); }
.line.baseline { stroke: var(--baseline); }
.line.part1 { stroke: var(--hard); }
.line.part2 { stroke: var(--good); }
.line.part3 { stroke: var(--danger); }
.line.part0, .line.part1, .line.part2, .line.part3 { stroke-width: 1.5; }
.line circle { stroke: var(--card); stroke-width: 1.5; }
.line.student circle { fill: var(--student); }
.line.baseline circle { fill: var(--baseline); }
rect.right { fill: var(--student); }
rect.wrong { fill: var(--danger); }
.bar { display: inline-block; width: 100%; min-width: 90px; height: 8px; border-radius: 4px; background: var(--line); }
.bar i { display: block; height: 100%; border-radius: 4px; background: var(--student); }
.better { color: var(--good); }
.worse { color: var(--danger); }
ol.mixups { margin: 10px 0 0; padding: 0; list-style: none; }
ol.mixups li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-top: 1px solid var(--line); }
ol.mixups li span:last-child { white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; }
h3 { margin: 0; font-size: 15px; line-height: 1.35; }
h4 { margin: 0; font-size: 13px; font-weight: 600; color: var(--muted); }
ol.advice { margin: 8px 0 0; padding: 0 0 0 1.3em; }
ol.advice li { padding: 10px 0 10px 4px; border-top: 1px solid var(--line); }
ol.advice li:first-child { border-top: 0; }
ol.advice p { margin: 3px 0 0; max-width: 100ch; text-wrap: pretty; }
ol.advice p.change { font-weight: 600; color: var(--student); overflow-wrap: anywhere; }
ol.mistakes {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 0 28px;
  margin: 0; padding: 0; list-style: none;
}
ol.mistakes.texts { grid-template-columns: 1fr; }
ol.mistakes > li { display: flex; gap: 14px; padding: 12px 0; border-top: 1px solid var(--line); break-inside: avoid; }
ol.mistakes > li > div { flex: 1; min-width: 0; }
ol.mistakes img {
  width: 72px; height: 72px; object-fit: contain; image-rendering: pixelated;
  border: 1px solid var(--line); border-radius: 6px; background: #fff;
}
ol.mistakes blockquote { margin: 0 0 6px; max-width: 100ch; overflow-wrap: anywhere; }
.guesses { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; margin-top: 4px; }
ol.mistakes.texts .guesses { max-width: 520px; }
.guesses ol { margin: 2px 0 0; padding: 0; list-style: none; font-size: 13.5px; }
.guesses li { display: flex; justify-content: space-between; gap: 8px; }
.guesses li span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.guesses li span:last-child { white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; }
.guesses li.truth { font-weight: 700; color: var(--good); }
dl { display: grid; grid-template-columns: minmax(0, 12em) 1fr; gap: 7px 22px; margin: 10px 0 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
details { margin-top: 16px; }
summary { cursor: pointer; color: var(--student); font-weight: 600; }
pre { margin: 10px 0 0; padding: 14px 16px; overflow-x: auto; border-radius: 8px; background: var(--page); font-size: 13px; line-height: 1.45; }
footer { margin-top: 22px; color: var(--muted); font-size: 13px; }
@media print {
  :root {
    --page: #fff; --card: #fff; --line: #d4d8de; --ink: #000; --muted: #444;
    --teacher: #b45309; --student: #1d5fd0; --baseline: #737b88; --hard: #0f766e; --danger: #c2410c; --good: #15803d;
  }
  body { font-size: 9pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 19pt; }
  .lead { font-size: 12pt; }
  .lead + .lead, h2 { font-size: 11pt; }
  .tile b { font-size: 16pt; }
  .tile small, p.note, .legend, th { font-size: 8pt; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .tile, section { padding: 10px 12px; }
  th, td { padding: 4px 6px; white-space: normal; }
  .bar { min-width: 50px; }
  .scroll { overflow: visible; }
  table.even { min-width: 0; }
  .tile, section, tr, svg { break-inside: avoid; }
  h2 { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

}  // namespace distillab::report
