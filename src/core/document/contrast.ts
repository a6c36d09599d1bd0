/** A colour as three numbers from 0 to 255. */
type Rgb = readonly [number, number, number]

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

function rgbOf(hex: string): Rgb {
  const [, r = '', g = '', b = ''] = HEX.exec(hex) ?? []
  if (b === '') throw new RangeError(`${hex} is no colour`)
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)]
}

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** From 1 to 21, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** What WCAG 2.2 AA asks of text. */
export const READABLE = 4.5

/** The next colour towards black or white that can be read beside `beside`; one that can be already stays. `#rrggbb`. */
export function readableBeside(hex: string, beside: string): string {
  const target = luminance(beside) > 0.18 ? 0 : 255
  const from = rgbOf(hex)
  for (let step = 0; step <= 100; step += 1) {
    const mixed = hexOf(from.map((part) => part + ((target - part) * step) / 100) as unknown as Rgb)
    if (contrast(mixed, beside) >= READABLE) return mixed
  }
  return hexOf([target, target, target])
}
