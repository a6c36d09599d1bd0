/** Controls, and marks that turn the direction of what follows them: no value may change how the words around it read. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g

/** A value as it may stand in the middle of a sentence: one line, only letters. */
export const plainValue = (value: string): string => value.replace(UNPRINTABLE, ' ').trim()

/** A text as YAML's folding means it: a placeholder that says nothing leaves no gap; empty lines part paragraphs. */
export const plainText = (text: string): string =>
  // Most texts are one line: they need the first step only.
  (text.includes('\n') ? paragraphs(text) : text.replace(GAP, ' ')).trim()

/** Not a single blank, which stays as it is. */
const GAP = /[ \t\r]{2,}|[\t\r]/g

const paragraphs = (text: string): string =>
  text
    .replace(GAP, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')

/** A subject is one line, or it could end a mail's headers. */
export const plainSubject = (text: string): string => text.replace(/\s{2,}|[^\S ]/g, ' ').trim()
