import type { Scene } from '../scene.ts'
import type { SaidAct } from '../words/words.ts'
import { afterwards, state, wordsIn, type Do } from './act.ts'
import { shortHash } from './wish.ts'

/** What helps the crew find them; personal, so it lies under their key. */
export const tell: Do = async (doing) => {
  const words = wordsIn(doing.form)
  if (words === null) return { refused: 'words.missing' }
  return afterwards(await state(doing, { name: `tell-${shortHash(words)}`, used: { act: 'tell', words } }), 'tell')
}

/** Against the crew's claim that nobody opened. */
const dispute =
  (said: SaidAct, about: string): Do =>
  async (doing) =>
    doing.scene.stage === 'missed-by-you'
      ? afterwards(await state(doing, { name: about, used: { act: 'dispute', about } }), said)
      : { go: '' }

export const nobodyCame = dispute('nobody-came', 'nobody-came')
export const missed = dispute('missed', 'missed-each-other')

const judge =
  (act: 'fixed' | 'not-fixed'): Do =>
  async (doing) =>
    doing.scene.visit.state === 'done' ? afterwards(await state(doing, { name: act, used: { act } }), act) : { go: '' }

export const fixed = judge('fixed')
export const notFixed = judge('not-fixed')

/** How often they said so before: each time is another fact. */
const times = ({ facts, visit }: Scene): number =>
  facts.filter(({ type, data }) => type.startsWith('consent.') && data['about'] === visit.visit).length

const aboutVisit = ({ visit }: Scene) => ({ channel: 'all', class: 'service', about: visit.visit, how: 'page' })

/** Only messages about this visit, which is not to opt out of all. */
export const stop: Do = async (doing) => {
  const { scene } = doing
  if (scene.isStopped) return { said: 'stop' }
  const also = [{ id: 'withdrawn', type: 'consent.withdrawn', data: aboutVisit(scene) }]
  return afterwards(await state(doing, { name: `stop-${times(scene)}`, used: { act: 'stop' }, also }), 'stop')
}

export const resume: Do = async (doing) => {
  const { scene } = doing
  if (!scene.isStopped) return { said: 'resume' }
  const also = [{ id: 'given', type: 'consent.given', data: aboutVisit(scene) }]
  const used = { act: 'keep', about: 'messages' }
  return afterwards(await state(doing, { name: `resume-${times(scene)}`, used, also }), 'resume')
}
