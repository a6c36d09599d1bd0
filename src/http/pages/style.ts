import { COLOURS } from '../../core/document/colours.ts'

/** Colours and type of the plain pages. */
export const STYLE = `
${COLOURS}* { box-sizing: border-box; }
body {
  margin: 0; background: var(--canvas); color: var(--ink);
  font: 14px/21px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
header {
  display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; min-height: 48px; padding: 8px 24px;
  background: var(--surface); border-bottom: 1px solid var(--line);
}
header .quiet { margin-left: auto; }
.name { display: inline-flex; align-items: center; gap: 8px; font-size: 16px; font-weight: 600; letter-spacing: -0.02em; }
.mark { width: 20px; height: 20px; fill: none; stroke-width: 3; }
.mark .due { stroke: var(--ink); }
.mark .life { stroke: var(--accent); }
nav { display: flex; gap: 16px; }
nav a { padding: 6px 0; color: var(--ink2); text-decoration: none; }
nav a[aria-current] { color: var(--ink); font-weight: 600; border-bottom: 2px solid var(--accent); }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { margin: 0 0 4px; font-size: 20px; line-height: 28px; letter-spacing: -0.015em; }
h2 { margin: 0 0 8px; font-size: 14px; line-height: 20px; }
p { margin: 0 0 8px; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.quiet { color: var(--ink3); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: 16px; margin: 16px 0; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 16px; min-width: 0; }
.wide { grid-column: 1 / -1; }
dl { margin: 0; display: grid; grid-template-columns: 1fr auto; gap: 4px 16px; }
dt { color: var(--ink2); display: flex; gap: 8px; align-items: center; }
dd { margin: 0; text-align: right; font-weight: 600; }
dd .quiet { font-weight: 400; }
ul { margin: 0; padding: 0; list-style: none; }
li + li { margin-top: 8px; }
.glyph { flex: none; width: 16px; height: 16px; fill: none; stroke: currentcolor; stroke-width: 1.5; }
.kept .glyph { color: var(--kept); }
.told .glyph { color: var(--told); }
.disputed .glyph { color: var(--disputed); }
.silent .glyph { color: var(--silent); }
.silent .glyph .fill { fill: var(--silent); stroke: none; }
.silent .glyph .cross { stroke: var(--on-silent); }
.silent, .silent + dd { color: var(--silent-text); font-weight: 600; }
.figure { font-size: 30px; line-height: 34px; font-weight: 600; letter-spacing: -0.015em; margin: 0 0 4px; }
pre, code { font: 12px/18px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { margin: 8px 0 12px; padding: 12px; background: var(--sunken); border-radius: 4px; white-space: pre-wrap; }
.words { font: inherit; margin: 8px 0 0; }
.meta { color: var(--ink3); font-size: 12px; line-height: 16px; }
@media (max-width: 480px) { header, main { padding-left: 12px; padding-right: 12px; } header .quiet { margin-left: 0; } }
`.trimStart()

/** The mark alone, in colours that stand on a light and on a dark tab. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke-width="3">
<style>.due{stroke:#15171c}.life{stroke:#2645c4}@media(prefers-color-scheme:dark){.due{stroke:#ecedf0}.life{stroke:#93a8ff}}</style>
<path class="due" d="M2.5 4H17.5"/><path class="life" d="M10 17.5V7.2"/></svg>
`
