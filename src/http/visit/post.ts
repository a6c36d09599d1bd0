import { formatDay } from '../../core/time/local-day.ts'
import { dayOf } from '../../core/time/civil.ts'
import type { Asked, Doors, Reply } from '../route.ts'
import { DO } from './acts/all.ts'
import { actId, isOnRecord, stated, type Done } from './acts/act.ts'
import { languageCookie, unlockCookie, type CookiePlace } from './cookies.ts'
import { changesIn, readStamp } from './form.ts'
import { found, gonePage, plainly, plainPage, rootOf } from './hold.ts'
import type { Held } from './load.ts'
import { visitPage } from './page.ts'
import { staleBody } from './pages/times-page.ts'
import { headline } from './pages/visit-page.ts'
import { isFromOurPage } from './same-site.ts'
import { sceneOf, type Scene } from './scene.ts'
import { LANGUAGES } from './words/choose.ts'
import type { SaidAct } from './words/words.ts'

/** A form has a stamp and a thousand letters at most; in UTF-8, percent-encoded, nine bytes each. */
const MOST_BYTES = 16_384

/** What somebody pressed: done at most once, and answered by sending them to a page. */
export async function post(asked: Asked, doors: Doors): Promise<Reply> {
  const { headers, body = Buffer.alloc(0), params } = asked
  if (!isFromOurPage(headers) || body.length > MOST_BYTES) return plainPage('foreign', asked, doors)
  const form = new URLSearchParams(body.toString())
  const name = params['part'] ?? ''
  const holding = await found(asked, doors)
  if (holding === 'blocked') return plainPage('tooMany', asked, doors)
  if (name === 'language') return switched(form.get('to'), holding, { asked, doors })
  if (holding === 'gone' || !holding.isOpen) {
    if (name === 'new-link' && holding !== 'gone') await askForLink(holding, doors)
    return name === 'new-link' ? seeOther(`${plainly(asked, doors).root}?said=new-link`) : gonePage(asked, doors)
  }
  const root = rootOf(holding.brand, params['token'] ?? '')
  const scene = sceneOf(holding, { headers, root }, doors)
  if (!Object.hasOwn(DO, name)) return seeOther(root)
  return press(scene, { name: name as keyof typeof DO, form, isSecure: asked.isSecure }, doors)
}

interface Pressed {
  readonly name: keyof typeof DO
  readonly form: URLSearchParams
  readonly isSecure: boolean
}

async function press(scene: Scene, { name, form, isSecure }: Pressed, doors: Doors): Promise<Reply> {
  const given = form.get('form')
  if (readStamp(doors.vault, scene, given) === 'stale') {
    const before = changesIn(given)
    // The second of two taps: the first has changed the visit, just as was wanted.
    const isOwn = before !== null && isOnRecord(scene, actId(scene, name, before))
    return isOwn ? seeOther(`${scene.root}?said=${name}`) : stale(scene)
  }
  const done = await DO[name]({ scene, form, doors })
  return answer(scene, done, { doors, place: { root: scene.root, isSecure } })
}

function stale(scene: Scene): Reply {
  const title = scene.words.staleTitle
  return visitPage({ ...scene, status: 409, title, body: staleBody(scene, headline(scene)) })
}

interface Answering {
  readonly doors: Doors
  readonly place: CookiePlace
}

function answer({ root, id, now }: Scene, done: Done, { doors: { vault }, place }: Answering): Reply {
  if ('said' in done) return seeOther(`${root}?said=${done.said satisfies SaidAct}`)
  if ('refused' in done) return seeOther(`${root}${done.at === undefined ? '' : `/${done.at}`}?no=${done.refused}`)
  if ('unlocked' in done) return seeOther(root, unlockCookie({ vault, id, now }, place))
  return seeOther(done.go === '' ? root : `${root}/${done.go}`)
}

/** RFC 9110 §15.4.4: what is loaded again is the page, never the form. */
const seeOther = (location: string, cookie?: string): Reply => ({
  status: 303,
  headers: { location, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) },
  body: '',
})

interface Reading {
  readonly asked: Asked
  readonly doors: Doors
}

/** A matter of this browser: of a link that leads nowhere too. */
function switched(to: string | null, holding: Held | 'gone', { asked, doors }: Reading): Reply {
  const { root: plain } = plainly(asked, doors)
  const root = holding === 'gone' ? plain : rootOf(holding.brand, asked.params['token'] ?? '')
  const words = LANGUAGES.find(({ tag }) => tag === to)
  if (words === undefined) return seeOther(root)
  return seeOther(root, languageCookie(words.tag, { root, isSecure: asked.isSecure }))
}

/** Once a day a link, however often it is asked: it goes to the address on file, by the playbook, and nowhere else. */
async function askForLink({ id, link, alias, now }: Held, { engine }: Doors): Promise<void> {
  const day = formatDay(dayOf(now))
  const data = { link: id, visit: link.visit }
  await engine.accept([stated({ alias, now }, { id: `${id}:new-${day}`, type: 'link.requested', data })])
}
