import { html, type Html } from '../../core/document/html.ts'

const svg = (inside: Html): Html => html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">${inside}</svg>`

/** Of each state of a promise; its word always stands beside it. A break without a bubble was silent. */
export const GLYPHS: Readonly<Record<string, Html>> = {
  open: svg(html`<circle cx="8" cy="8" r="5.5" />`),
  kept: svg(html`<circle cx="8" cy="8" r="5.5" /><path d="M5.5 8.2l1.8 1.8 3.2-3.6" />`),
  told: svg(html`<path d="M2.5 3h11v8h-6l-3 2.5V11h-2z" /><path d="M6 5l4 4M10 5l-4 4" />`),
  silent: svg(
    html`<rect class="fill" x="2" y="2" width="12" height="12" rx="1" /><path
        class="cross"
        d="M5.5 5.5l5 5M10.5 5.5l-5 5"
      />`,
  ),
  renegotiated: svg(html`<path d="M3 6h9l-2.5-2.5M13 10H4l2.5 2.5" />`),
  withdrawn: svg(html`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.5 2" /><path d="M5.5 8h5" />`),
  disputed: svg(html`<path d="M7 3a5 5 0 0 0 0 10z" fill="currentColor" /><path d="M9 3a5 5 0 0 1 0 10z" />`),
}
