import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { errorAt, meant, momentsOf, warningAt, type Linting, type LintRule, type WrittenMoment } from './linting.ts'
import type { TextShape, TextsSource } from './texts-file.ts'

/** Every moment that speaks has its words in every language, and they fit what it does with them. */
export const momentsHaveTexts: LintRule = (linting) => {
  const { source, texts } = linting
  if (texts === null) return []
  const languages = source.shape.languages ?? texts.map(({ language }) => language)
  return momentsOf(source.shape).flatMap((moment) =>
    languages.flatMap((language) => {
      const { say } = moment.shape
      if (say === undefined) return []
      const file = texts.find((candidate) => candidate.language === language)
      const text = file !== undefined && Object.hasOwn(file.shape, say) ? file.shape[say] : undefined
      if (text === undefined) return [missing(linting, moment, { say, language, file })]
      return misfits(linting, moment, { say, language, text })
    }),
  )
}

interface Wanted {
  readonly say: string
  readonly language: string
  readonly file: TextsSource | undefined
}

function missing({ source }: Linting, { path }: WrittenMoment, { say, language, file }: Wanted): Problem {
  const near = nearest(say, Object.keys(file?.shape ?? {}))
  const reason = `There is no text ${say} in ${language}.`
  const mend = meant(near, `Write it in texts.${language}.yaml.`)
  return errorAt(source.document, [...path, 'say'], { code: 'no-text', reason, mend })
}

interface Worded {
  readonly say: string
  readonly language: string
  readonly text: TextShape
}

function misfits({ source }: Linting, moment: WrittenMoment, { say, language, text }: Worded): readonly Problem[] {
  const { class: asked = 'service', ask } = moment.shape
  const found: Problem[] = []
  if (text.class === 'marketing' && asked !== 'marketing') {
    const reason = `The text ${say} (${language}) is marketing, and this is ${asked === 'urgent' ? 'an urgent' : 'a service'} message: no offers in it.`
    const mend = 'Give the moment `class: marketing`, or the offer a moment of its own.'
    found.push(errorAt(source.document, [...moment.path, 'say'], { code: 'offer-in-service', reason, mend }))
  }
  const deaf = text.receives === false || text.channels?.every((channel) => channel === 'letter') === true
  if (ask !== undefined && deaf) {
    const reason = `The text ${say} (${language}) goes out where no answer can come back, and this asks: ${ask.join(', ')}.`
    const mend = 'Take the question away, or name a channel that receives.'
    found.push(errorAt(source.document, [...moment.path, 'ask'], { code: 'ask-cannot-receive', reason, mend }))
  }
  return found
}

/** A text nobody says is forgotten, or the moment that says it is misspelt. */
export const textsAreUsed: LintRule = ({ source, texts }) => {
  const said = new Set(momentsOf(source.shape).map(({ shape }) => shape.say))
  return (texts ?? []).flatMap(({ document, shape, language }) => [
    ...Object.keys(shape)
      .filter((name) => !said.has(name))
      .map((name) => {
        const finding = { code: 'unused-text', reason: `No moment says ${name}.`, mend: 'Remove it, or say it.' }
        return { ...warningAt(document, [name], finding), place: document.placeOfKey([name]) }
      }),
    ...(source.shape.languages?.includes(language) === false
      ? [
          warningAt(document, [], {
            code: 'unused-language',
            reason: `${source.shape.playbook} does not speak ${language}.`,
            mend: `Add ${language} to its \`languages\`.`,
          }),
        ]
      : []),
  ])
}
