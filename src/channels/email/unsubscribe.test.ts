import { expect, test } from 'vitest'
import { messageOf } from '../contract.testing.ts'
import { describeForgery } from '../hears.testing.ts'
import { openEmail } from '../email.ts'
import { readChannelSettings } from '../settings.ts'
import { readUnsubscribe, unsubscribeHeaders } from './unsubscribe.ts'

const unsubscribe = { url: 'https://acme.example/callbacks/mail', secret: 'a-secret' }
const NOW = 7

const headers = (kind: 'marketing' | 'service') => unsubscribeHeaders(messageOf({ class: kind }), { unsubscribe })
const link = headers('marketing')['List-Unsubscribe']?.slice(1, -1) ?? ''
const request = (method: 'GET' | 'POST', body = '', url = link) => ({
  method,
  url,
  headers: {},
  body: Buffer.from(body),
})

test('marketing can be left in one click, the news of a visit cannot', () => {
  expect(headers('marketing')).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
  expect(headers('service')).toEqual({})
  expect(link).not.toContain('sam')
})

test('a scanner that opens the link changes nothing; a click stops, and twice is once', () => {
  expect(readUnsubscribe(request('GET'), unsubscribe, NOW)).toMatchObject({ heard: [], answer: { status: 200 } })
  const click = readUnsubscribe(request('POST', 'List-Unsubscribe=One-Click'), unsubscribe, NOW)
  expect(click).toMatchObject({ heard: [{ heard: 'stopped', from: 'sam@customer.example' }], answer: { status: 200 } })
  expect(readUnsubscribe(request('POST', 'stop=1'), unsubscribe, NOW)).toEqual(click)
})

describeForgery({
  name: 'one-click unsubscription',
  open: () => {
    const read = readChannelSettings({ channel: 'email', host: 'mx', from: 'a@acme.example', unsubscribe })
    if (!('settings' in read) || read.settings.channel !== 'email') throw new Error('no settings')
    return openEmail(read.settings, () => NOW)
  },
  forged: {
    'without a token': request('POST', 'List-Unsubscribe=One-Click', unsubscribe.url),
    'with a letter changed': request('POST', 'List-Unsubscribe=One-Click', `${link.slice(0, -2)}xx`),
    'made with another secret': request(
      'POST',
      'List-Unsubscribe=One-Click',
      unsubscribeHeaders(messageOf({ class: 'marketing' }), {
        unsubscribe: { ...unsubscribe, secret: 'another' },
      })['List-Unsubscribe']?.slice(1, -1) ?? '',
    ),
  },
  unreadable: { 'neither click nor button': request('POST', 'x=1') },
})
