import { hash } from 'node:crypto'
import { readableBeside } from '../../core/document/contrast.ts'
import type { Html } from '../../core/document/html.ts'

const WHITE = '#ffffff'
const DARK = '#15181d'
/** Until the company says which is its own. */
const COLOUR = '#0f4a5a'

export interface Style {
  /** The whole element: a blank more in it, and the browser would refuse it. */
  readonly element: Html
  /** As a Content-Security-Policy names it: `sha256-…`. */
  readonly source: string
}

const styles = new Map<string, Style>()

/** How a customer's page looks in a company's colour, which is darkened or lightened until it can be read. */
export function styleIn(colour: string | null): Style {
  const chosen = colour ?? COLOUR
  const known = styles.get(chosen)
  if (known !== undefined) return known
  const css = `:root{--own:${readableBeside(chosen, WHITE)};--link:var(--own);${LIGHT}}
@media (prefers-color-scheme:dark){:root{--link:${readableBeside(chosen, DARK)};${NIGHT}}}
${RULES}`
  const element = { markup: `<style>${css}</style>` }
  const made = { element, source: `sha256-${hash('sha256', css, 'base64')}` }
  styles.set(chosen, made)
  return made
}

const LIGHT =
  '--page:#fff;--ink:#15171c;--ink2:#464a53;--line:#e4e4e0;--control:#868882;--quiet:#f3f3f0;color-scheme:light'
const NIGHT = `--page:${DARK};--ink:#ecedf0;--ink2:#b5bac4;--line:#272b33;--control:#737b88;--quiet:#20242b;color-scheme:dark`

/** One column, no script, no font of its own; everything that is pressed is 48 high. Sides are start and end: it reads both ways. */
const RULES = `*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/25px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header>div,main,footer{max-width:560px;margin:0 auto;padding:0 20px}
header{border-bottom:1px solid var(--line)}
header>div{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;min-height:56px}
.brand{margin:0;font-weight:650;color:var(--link)}
a{color:var(--link)}
h1{font-size:29px;line-height:35px;letter-spacing:-.015em;margin:24px 0 18px;text-wrap:balance}
h2{font-size:17px;line-height:25px;margin:30px 0 6px}
p{margin:0 0 10px}
form{margin:0}
.promise{border-inline-start:4px solid var(--link);padding:2px 0 2px 0;padding-inline-start:16px;margin:0 0 18px}
.promise p{margin:0 0 2px}
.promise .now{font-size:20px;line-height:28px;font-weight:600}
.quiet,s,small,dt,time.at{color:var(--ink2)}
small{font-size:15px;line-height:22px}
button,.button{display:block;width:100%;min-height:52px;margin:0 0 12px;padding:12px 16px;border:1px solid var(--link);border-radius:6px;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;background:none;color:var(--link)}
button.first{background:var(--own);border-color:var(--own);color:#fff}
button.plain{width:auto;min-height:48px;border:0;padding:0;margin:0;text-decoration:underline;font-weight:400}
:focus-visible{outline:3px solid var(--link);outline-offset:3px}
dl{display:grid;grid-template-columns:minmax(84px,auto) 1fr;margin:0;border-top:1px solid var(--line)}
dt,dd{margin:0;padding:9px 0;border-bottom:1px solid var(--line)}
dt{padding-inline-end:20px}
.said{background:var(--quiet);border-radius:6px;padding:12px 16px;margin:20px 0 0}
ol{list-style:none;margin:0;padding:0}
ol li{position:relative;padding-inline-start:28px;padding-bottom:12px}
ol li::before{content:"";position:absolute;inset-inline-start:4px;top:7px;width:11px;height:11px;border:2px solid var(--link);border-radius:50%;background:var(--page)}
ol li[aria-current]::before{background:var(--link)}
ol li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:9px;top:21px;bottom:-4px;width:1px;background:var(--control)}
label,legend{display:block;padding:0;margin:0 0 6px}
fieldset{border:0;margin:0 0 12px;padding:0}
.choice{display:flex;align-items:center;gap:14px;min-height:52px;padding:8px 16px;margin:0 0 8px;border:1px solid var(--control);border-radius:6px}
.choice input{width:22px;height:22px;margin:0;flex:none;accent-color:var(--link)}
textarea,input.text{display:block;width:100%;min-height:52px;margin:0 0 12px;padding:12px;border:1px solid var(--control);border-radius:6px;background:var(--page);color:inherit;font:inherit}
details{margin:0}
summary{min-height:48px;padding:11px 0;cursor:pointer;color:var(--link);text-decoration:underline}
header details[open]{flex-basis:100%;padding-bottom:12px}
header form{display:flex;flex-wrap:wrap;gap:4px 24px}
footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 24px;padding-top:28px;padding-bottom:36px}
footer a,.more a{min-height:48px;display:inline-flex;align-items:center;gap:8px}
.more{margin:6px 0 -14px}
.off{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){button,.button{border-color:ButtonBorder}}`
