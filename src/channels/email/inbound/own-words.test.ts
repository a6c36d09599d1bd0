import { expect, test } from 'vitest'
import { htmlWords } from './html-words.ts'
import { ownWords } from './own-words.ts'

test.each([
  [
    'below a quotation',
    '1\n\nOn Tue, 24 Nov 2026 at 10:02, Acme <visits@acme.example>\nwrote:\n\n> We come.\n> 1 = yes\n',
    '1',
  ],
  [
    'above an answer',
    'On 24/11/2026 10:02, Acme wrote:\n> We come.\n\nTuesday after 3 please',
    'Tuesday after 3 please',
  ],
  ['in German', 'Geht.\n\nAm 24.11.26 um 10:02 schrieb Acme:\n> Wir kommen.', 'Geht.'],
  ['in Arabic', 'نعم\n\nفي الثلاثاء، 24 نوفمبر 2026 في 10:02 كتب Acme:\n> نأتي', 'نعم'],
  [
    'by Outlook',
    'Yes\n\nFrom: Acme <visits@acme.example>\nSent: Tuesday, 24 November 2026 10:02\nTo: Sam\nSubject: Visit\n\nWe come.',
    'Yes',
  ],
  [
    'by Outlook in German',
    'Ja\n________________________________\nVon: Acme\nGesendet: Dienstag\nAn: Sam\n\nWir kommen.',
    'Ja',
  ],
  ['as an original message', 'Ok\r\n\r\n-----Ursprüngliche Nachricht-----\r\nWir kommen.', 'Ok'],
  ['with a signature', 'No\n-- \nSam Field\n+44 20 7946 0000', 'No'],
  ['from a telephone', '2\n\nSent from my iPhone', '2'],
])('of a mail only what its writer wrote stays: %s', (_, mail, words) => {
  expect(ownWords(mail)).toBe(words)
})

test.each([
  'My address: Flat 3\nBell: Field\nFloor: 2',
  'Please note:\n\nthe gate is closed at 5',
  'Monday: no\nTuesday: yes\nWednesday: after 3',
  '1 > 2',
])('what only looks like a quotation stays: %j', (words) => {
  expect(ownWords(words)).toBe(words)
})

test('of a mail in HTML alone the words are read, without styles and what is quoted', () => {
  const html =
    '<html><head><title>x</title><style>p{}</style></head><body><p>Caf&eacute;? Fine &amp; d&#252;rfen<br>ok</p>' +
    '<div class="gmail_quote">On Tue Acme wrote:<blockquote>We come</blockquote></div></body></html>'
  expect(htmlWords(html)).toBe('Caf&eacute;? Fine & dürfen\nok')
})
