/** The words of a mail that has no plain text, without what it quotes. */
export const htmlWords = (html: string): string =>
  decoded(
    withoutQuotes(html)
      .replaceAll(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/<br\s*\/?>|<\/(p|div|li|tr|h[1-6])\s*>/gi, '\n')
      .replaceAll(/<[^>]*>/g, ''),
  )
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()

/** Gmail, Apple and Thunderbird quote in `blockquote`; Outlook puts a marked block above it, Gmail one around it. */
function withoutQuotes(html: string): string {
  const borders = [
    /<div[^>]+class="?[^">]*gmail_quote/i,
    /<div[^>]+id="?(divRplyFwdMsg|appendonsend)/i,
    /<blockquote\b/i,
  ]
  const starts = borders.map((border) => html.search(border)).filter((at) => at >= 0)
  return starts.length === 0 ? html : html.slice(0, Math.min(...starts))
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const decoded = (text: string): string =>
  text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole
    const code =
      name.startsWith('#x') || name.startsWith('#X') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
