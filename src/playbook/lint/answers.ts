import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { sampleLook } from '../text/sample-look.ts'
import { errorAt, meant, momentName, warningAt, type LintRule } from './linting.ts'
import { askOf, sampled, saidTexts, wordsOf, type SaidText, type WordsKey } from './said-texts.ts'

/** Whoever is asked can answer: by the words of each answer where replies come, by a link or a telephone where they do not. */
export const answersHaveAWay: LintRule = (linting) => {
  const { compiled } = linting
  if (compiled === null) return []
  return saidTexts(linting).flatMap((said) => {
    if (askOf(said).length === 0) return []
    const { file, name } = said
    const deaf = wordsOf(said.shape).filter(([key]) => {
      const form = key === 'text' ? 'mail' : key
      return [true, false].some((receives) => !hasWay(sampled(compiled, said, { form, receives }), askOf(said)))
    })
    return [
      ...deaf.map(([key]) => {
        const reason = `${name} (${file.language}) asks, and where no reply can come it names no other way to answer.`
        const mend = 'Name {{ link }} or {{ brand.phone }} outside of {% if choices %}.'
        return errorAt(file.document, [name, key], { code: 'ask-without-way', reason, mend })
      }),
      ...withoutWords(said),
    ]
  })
}

function hasWay(rendered: ReturnType<typeof sampled>, ask: readonly string[]): boolean {
  if ('problems' in rendered) return false
  const { link, brand } = sampleLook(ask, false)
  const ways = [link, brand?.phone, /(?:^|\s)1 = /.exec(rendered.text)?.[0]]
  return ways.some((way) => typeof way === 'string' && rendered.text.includes(way))
}

/** Where one answer has no words, none is offered. */
function withoutWords(said: SaidText): readonly Problem[] {
  const { file, name, shape } = said
  const where = wordsOf(shape).find(([, words]) => /\bchoices\b/.test(words))?.[0]
  if (where === undefined) return []
  const known = Object.keys(file.answers)
  return askOf(said)
    .filter((answer) => !known.includes(answer))
    .map((answer) => {
      const reason = `${name} (${file.language}) offers choices, and ${answer} has no words.`
      const mend = meant(nearest(answer, known), `Write it under \`answers\` of texts.${file.language}.yaml.`)
      return errorAt(file.document, [name, where], { code: 'no-answer', reason, mend })
    })
}

/** WhatsApp cuts a button there. */
const BUTTON_LETTERS = 20

/** Times that are read back are written out in the text as well. */
export const answersFitButtons: LintRule = ({ texts }) =>
  (texts ?? []).flatMap(({ document, answers, language }) =>
    Object.entries(answers)
      .filter(([answer, words]) => answer !== 'slot' && words.length > BUTTON_LETTERS)
      .map(([answer, words]) => {
        const reason = `“${words}” (${language}) has ${words.length} letters; a button takes ${BUTTON_LETTERS}.`
        return warningAt(document, ['answers', answer], { code: 'long-answer', reason, mend: 'Say it shorter.' })
      }),
  )

/** Digits that a text writes itself are those of what its moment asks. */
export const digitsFitTheQuestion: LintRule = (linting) =>
  saidTexts(linting).flatMap((said) => {
    const { file, name, shape, moments } = said
    return wordsOf(shape).flatMap(([key, words]) => {
      const digits = digitsIn(words)
      if (digits.length === 0) return []
      const wrong = moments.filter((moment) => {
        const asked = (moment.shape.ask ?? []).map((_, index) => `${index + 1}`)
        return asked.join() !== digits.join()
      })
      return wrong.map((moment) => digitsApart({ said, key, digits, moment: momentName(moment), file, name }))
    })
  })

interface Apart {
  readonly said: SaidText
  readonly key: WordsKey
  readonly digits: readonly string[]
  readonly moment: string
  readonly file: SaidText['file']
  readonly name: string
}

function digitsApart({ key, digits, moment, file, name }: Apart): Problem {
  const reason = `${name} (${file.language}) writes the digits ${digits.join(', ')}, and ${moment} asks something else.`
  const mend = 'Write {{ choices }}: it has the digits of what is asked.'
  return errorAt(file.document, [name, key], { code: 'digits-apart', reason, mend })
}

/** `1 = yes, 2) no`, outside of placeholders. */
const digitsIn = (words: string): readonly string[] =>
  [...words.replace(/{{.*?}}|{%.*?%}/gs, ' ').matchAll(/(?<![\d.,:/])([1-9])\s?[=)]/g)].map(([, digit = '']) => digit)

/** What carriers take for an opt-out or an opt-in of everything, whatever the sender meant; STOP and START mean just that. */
const KEYWORD = /\b(CANCEL|END|QUIT|REMOVE|REVOKE|OPT-?OUT|OPT-?IN|ARRET|TD|UNSTOP|STOPALL|UNSUBSCRIBE|YES|OK|NO)\b/

/** Nobody is asked to reply with a word that ends all messages at many carriers (Twilio, AWS, Telnyx). */
export const noKeywordsToReplyWith: LintRule = (linting) =>
  saidTexts(linting).flatMap(({ file, name, shape }) =>
    wordsOf(shape).flatMap(([key, words]) => {
      const word = KEYWORD.exec(words.replace(/{{.*?}}|{%.*?%}/gs, ' '))?.[0]
      if (word === undefined) return []
      const reason = `${name} (${file.language}) has the word ${word}: carriers take it for an answer about all messages.`
      const mend = 'Let customers reply with digits: {{ choices }}.'
      return [errorAt(file.document, [name, key], { code: 'keyword-to-reply', reason, mend })]
    }),
  )
