import { html, type Html } from '../../core/document/html.ts'

/** A text of more letters is no message of ours, and its HTML would only double it. */
const LONGEST = 20_000
/** Words before a link that still fit on a button. */
const LONGEST_LABEL = 80

interface Written {
  readonly subject: string
  readonly text: string
  readonly language: string
}

/**
 * The same words as the plain text, every one of them escaped: paragraphs, links, and where a paragraph ends in
 * `words: link` a button that says those words. undefined: too long to be worth it.
 */
export function htmlOf({ subject, text, language }: Written): string | undefined {
  if (text.length > LONGEST) return undefined
  const body = text.split(/\n{2,}/).map(paragraph)
  // Colours at 4.5:1 or more; `dir=auto` gives each paragraph the direction of its own words.
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
      </head>
      <body
        style="margin:0;padding:24px 16px;background:#ffffff;color:#1b1f24;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif"
      >
        <div style="max-width:34em;margin:0 auto">${body}</div>
      </body>
    </html>`.markup
}

const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1f4b99;color:#ffffff;text-decoration:none;font-weight:600'

function paragraph(text: string): Html {
  const asked = askedIn(text)
  if (asked === undefined) return html`<p dir="auto" style="margin:0 0 16px">${lines(text)}</p>`
  const { before, label, link } = asked
  const words = before === '' ? [] : [html`<p dir="auto" style="margin:0 0 16px">${lines(before)}</p>`]
  return html`${words}
    <p dir="auto" style="margin:0 0 16px"><a href="${link}" style="${BUTTON}">${label}</a></p>`
}

interface Asked {
  readonly before: string
  readonly label: string
  readonly link: string
}

/** `… Does that suit you? Confirm or choose another time: https://acme.example/v/x.` */
function askedIn(text: string): Asked | undefined {
  const trimmed = text.trimEnd()
  const link = linksIn(trimmed).at(-1)
  if (link === undefined || !/^[.!]?$/.test(trimmed.slice(link.end))) return undefined
  const words = trimmed.slice(0, link.start).trimEnd()
  if (!words.endsWith(':')) return undefined
  const sentence = Math.max(...['. ', '? ', '! ', '؟ ', '\n'].map((end) => words.lastIndexOf(end))) + 1
  const label = words.slice(sentence, -1).trim()
  if (label === '' || label.length > LONGEST_LABEL || linksIn(label).length > 0) return undefined
  return { before: words.slice(0, sentence).trim(), label, link: link.url }
}

interface Link {
  readonly start: number
  readonly end: number
  readonly url: string
}

/** What ends a sentence after an address is not part of it. */
const linksIn = (text: string): readonly Link[] =>
  [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(({ 0: found, index }) => {
    const url = found.replace(/[.,;:!?)\]’”]{1,8}$/, '')
    return { start: index, end: index + url.length, url }
  })

function lines(text: string): Html {
  return html`${text.split('\n').flatMap((line, at) => (at === 0 ? [linked(line)] : [html`<br />`, linked(line)]))}`
}

function linked(line: string): Html {
  const parts: Html[] = []
  let from = 0
  for (const { start, end, url } of linksIn(line)) {
    parts.push(html`${line.slice(from, start)}<a href="${url}" style="color:#1f4b99">${url}</a>`)
    from = end
  }
  return html`${parts}${line.slice(from)}`
}
