import { COLOURS } from '../../../core/document/colours.ts'

/** All of the page's look: it asks for nothing from elsewhere. */
export const STYLE = `${COLOURS}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 14px/21px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; padding: 12px 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
.name { display: inline-flex; align-items: center; gap: 8px; font-size: 16px; font-weight: 600; letter-spacing: -0.02em; }
.mark { width: 20px; height: 20px; fill: none; stroke-width: 3; }
.mark .bar { stroke: var(--ink); } .mark .run { stroke: var(--accent); }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { margin: 0 0 4px; font-size: 20px; line-height: 28px; letter-spacing: -0.015em; }
h2 { margin: 0 0 8px; font-size: 14px; line-height: 20px; }
h3 { margin: 0; font-size: 13px; line-height: 20px; font-weight: 500; }
p { margin: 0 0 8px; }
.quiet { color: var(--ink3); font-weight: 400; }
.meta { color: var(--ink3); font-size: 12px; line-height: 16px; margin: 0; }
code { font: 12px/16px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--ink3); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; margin: 16px 0; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 16px; min-width: 0; }
.wide { grid-column: 1 / -1; }
.figure { font-size: 30px; line-height: 34px; font-weight: 600; letter-spacing: -0.015em; margin: 0 0 4px; }
.is-silent dt, .is-silent dd, .silent-word { color: var(--silent-text); font-weight: 600; }
.ways { display: grid; gap: 16px; margin-top: 12px; }
.way-bar { display: block; width: 100%; height: 24px; margin: 4px 0; }
.way dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 4px 16px; }
.way dl div { min-width: 0; } dt { color: var(--ink2); font-size: 12px; line-height: 16px; } dd { margin: 0; font-weight: 600; }
dd .quiet { display: block; font-size: 12px; line-height: 16px; }
.away { position: absolute; }
.in-time { fill: url(#hatch); stroke: var(--told); } .late { fill: url(#hatch-late); stroke: var(--told); stroke-dasharray: 3 2; }
.told-line { stroke: var(--told); stroke-width: 1.5; } .told-bar { fill: url(#hatch); stroke: var(--told); }
.silent-bar { fill: var(--silent); }
.plot { display: block; width: 100%; height: auto; max-width: 560px; }
.plot text, .scale text { font-size: 12px; fill: var(--ink3); } .plot .label { fill: var(--ink2); }
.grid { stroke: var(--line); } .axis { stroke: var(--line-strong); fill: none; }
.ideal { stroke: var(--ink3); stroke-dasharray: 4 4; fill: none; }
.curve { fill: none; stroke: var(--accent); stroke-width: 2; } .stem { stroke: var(--ink3); }
.dot { fill: var(--accent); } .hollow { fill: var(--surface); stroke: var(--accent); stroke-width: 1.5; }
details { margin-top: 8px; } summary { color: var(--accent); font-size: 12px; cursor: pointer; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 12px; line-height: 16px; margin-top: 4px; }
th, td { padding: 4px 16px 4px 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); } th { font-weight: 500; color: var(--ink2); }
th:first-child { text-align: left; }
.lanes .row { display: grid; grid-template-columns: minmax(0, 300px) minmax(0, 1fr); gap: 4px 16px; padding: 8px 0; border-top: 1px solid var(--line); align-items: center; }
.lanes .row:first-child { border-top: 0; padding: 0; }
.who { font-size: 13px; line-height: 18px; } .who b { font-weight: 500; }
.lane, .scale { display: block; width: 100%; overflow: visible; } .over { overflow: visible; }
.lane .life { stroke: var(--ink3); stroke-width: 1.5; } .lane .made { fill: var(--surface); stroke: var(--ink3); stroke-width: 1.5; }
.lane .due { stroke: var(--ink); stroke-width: 2; } .lane .kept { fill: var(--surface); stroke: var(--kept); stroke-width: 1.5; }
.lane .rest { stroke: var(--line-strong); stroke-dasharray: 2 4; }
.lane .word { fill: var(--ink2); } .scale .due-word { fill: var(--ink); font-weight: 600; }
.plain { margin: 0; padding-left: 18px; } .plain li + li { margin-top: 8px; }
@media (max-width: 640px) { header, main { padding-left: 12px; padding-right: 12px; } .lanes .row { grid-template-columns: minmax(0, 1fr); } .minor { display: none; } }
@media print { .card { break-inside: avoid; } }
`
