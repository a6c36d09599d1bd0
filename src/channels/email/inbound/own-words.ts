/**
 * What a customer wrote themselves: the mail they answer, its attribution, their signature and a phone's boast are cut.
 * Rules of shape first, which no language changes: quoted lines begin with `>`, and what ends in a colon just above
 * them says who is quoted. When in doubt words stay: a person can read past them, but nobody misses what was cut.
 */
export function ownWords(text: string): string {
  const all = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n')
  const end = all.findIndex((line, at) => isBorder(line) || isHeaderBlock(all, at) || isSignature(line))
  const lines = end < 0 ? all : all.slice(0, end)
  const attributions = attributionsIn(lines)
  const kept = lines.filter((line, at) => !isQuoted(line) && !attributions.has(at))
  return kept
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)

/** RFC 3676 §4.3; some programs drop the blank. */
const isSignature = (line: string): boolean => line === '-- ' || line === '--' || SENT_FROM.test(line)

/** What programs add below a reply by themselves. */
const SENT_FROM =
  /^(sent from my |sent from (outlook|yahoo|mail for|proton)|get outlook for |von meinem .{1,40} gesendet|gesendet (von|mit) |enviado desde |envoyé de(puis)? |أُرسلت من )/iu

/** `-----Original Message-----` in any language, and Outlook's line of underscores. */
const isBorder = (line: string): boolean => /^\s*-{2,}[^-]{3,60}-{2,}\s*$/u.test(line) || /^_{10,}\s*$/.test(line)

/** Outlook quotes without marks, below a block of the quoted mail's own headers: at least three `Word: …` in a row, one an address or a date. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const block = lines.slice(at, at + 4)
  const headers = block.filter((line) => /^\*?\p{L}[\p{L} -]{0,14}\s?:\*?\s\S/u.test(line))
  return (
    /^\*?\p{L}[\p{L} -]{0,14}\s?:\*?\s/u.test(lines[at] ?? '') &&
    headers.length >= 3 &&
    /^\*?(from|von|de|da|van|من)\s?:/iu.test(lines[at] ?? '')
  )
}

/** `On Tue, 24 Nov 2026 at 10:02, Acme <visits@acme.example> wrote:`, which may be broken over three lines. */
function attributionsIn(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const [last, line] of lines.entries()) {
    if (!/[:：]\s*$/.test(line)) continue
    const next = lines.slice(last + 1).find((below) => below.trim() !== '')
    if (next === undefined || !isQuoted(next)) continue
    // It names a time or an address, as every program does: from its last line up to where it first does.
    let first = last
    while (first > last - 2 && first > 0 && lines[first - 1]?.trim() !== '' && !/[@\d]/.test(lines[first] ?? ''))
      first -= 1
    if (!/[@\d]/.test(lines.slice(first, last + 1).join(' '))) continue
    for (let at = first; at <= last; at += 1) found.add(at)
  }
  return found
}
