import { hash } from 'node:crypto'
import { readWish } from '../../../core/message/reply/wish/read-wish.ts'
import { openSlots } from '../../../core/visit/offer.ts'
import { slotName } from '../pages/times-page.ts'
import { afterwards, state, wordsIn, type Do } from './act.ts'

/** One time that fits is read back; everything else is passed on as it was written, for a person. */
export const wish: Do = async (doing) => {
  const { scene, form } = doing
  const words = wordsIn(form)
  if (words === null) return { refused: 'words.missing', at: 'times' }
  const { visit, zone, now, mayChange } = scene
  const offered = mayChange ? openSlots(visit.offer, now) : []
  const read = readWish(words, { offered, zone, now, languages: [scene.words.tag] })
  const [only, ...more] = read?.slots ?? []
  if (only !== undefined && more.length === 0) return { go: `take?slot=${slotName(only)}` }
  const understood = read?.wish ?? null
  const used = { act: 'reschedule', words, ...(understood === null ? {} : { wish: understood }) }
  return afterwards(await state(doing, { name: `wish-${shortHash(words)}`, used }), 'wish')
}

/** Two notes are two, the same note twice is one. */
export const shortHash = (words: string): string => hash('sha256', words, 'hex').slice(0, 8)
