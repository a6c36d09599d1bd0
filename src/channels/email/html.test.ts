import { expect, test } from 'vitest'
import { htmlOf } from './html.ts'

const bodyOf = (text: string): string =>
  htmlOf({ subject: 'S', text, language: 'en' })
    ?.replace(/^[\s\S]*<div[^>]*>\s*|\s*<\/div>[\s\S]*$/g, '')
    .replaceAll(/\s+(style|dir)="[^"]*"/g, '')
    .replaceAll(/>\s+</g, '><') ?? ''

test('words are escaped, whatever they are', () => {
  expect(bodyOf('<b>1 & 2</b>\n"x"')).toBe('<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;<br />&quot;x&quot;</p>')
})

test('what ends in a link becomes a button with its own words', () => {
  expect(bodyOf('We come on Tuesday. Does it suit you? Confirm or choose another time: https://a.example/v/x.')).toBe(
    '<p>We come on Tuesday. Does it suit you?</p><p><a href="https://a.example/v/x">Confirm or choose another time</a></p>',
  )
})

test('another link stays where it is, without the sentence’s own full stop', () => {
  expect(bodyOf('See https://a.example/?a=1&b=2, then call.')).toBe(
    '<p>See <a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>, then call.</p>',
  )
})

test('no link leads anywhere but to a web page', () => {
  expect(bodyOf('javascript:alert(1)')).not.toContain('<a')
  expect(bodyOf('x: https://a.example/"onclick="x')).toContain('href="https://a.example/"')
})
