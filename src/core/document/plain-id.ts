/**
 * An id in letters that mail and calendars carry anywhere, letters, digits and `.-_=`, and that can be read back: what
 * is none of them is its UTF-8 bytes, `=` and two hex digits each.
 */
export const plainId = (id: string): string =>
  encodeURIComponent(id.replace(/[\ud800-\udfff]/gu, '\ufffd'))
    .replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-Fa-f]{2}/g, (bytes) => `=${bytes.slice(1).toLowerCase()}`)

/** undefined: nothing that `plainId` ever wrote. */
export function fromPlainId(plain: string): string | undefined {
  if (!/^(?:[A-Za-z0-9._-]|=[0-9a-f]{2})+$/.test(plain)) return undefined
  try {
    return decodeURIComponent(plain.replaceAll('=', '%'))
  } catch {
    return undefined
  }
}
