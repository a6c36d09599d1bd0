/** Makes a cell what the mapping reads: without blanks around it, and empty when it stands for “not known”. */
export type Clean = (cell: string) => string

const BLANK = 32
const ASCII = 127

export function cleanerOf(unknown: readonly (string | number)[]): Clean {
  const values = new Set(unknown.map((value) => String(value).trim()))
  // Closing reasons of thousands of characters need not be hashed to know that they are not "?".
  const longest = Math.max(-1, ...[...values].map((value) => value.length))
  return (cell) => {
    const text = mayTrim(cell) ? cell.trim() : cell
    return text.length <= longest && values.has(text) ? '' : text
  }
}

function mayTrim(cell: string): boolean {
  if (cell === '') return false
  const first = cell.charCodeAt(0)
  const last = cell.charCodeAt(cell.length - 1)
  return first <= BLANK || last <= BLANK || first > ASCII || last > ASCII
}
