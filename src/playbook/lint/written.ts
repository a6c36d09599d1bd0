import { segmentsOf } from '../../core/message/segments.ts'
import { compileTexts } from '../text/compile.ts'
import { warningAt, type LintRule } from './linting.ts'
import { saidTexts, sampled } from './said-texts.ts'
import { VARIANTS, type TextShape, type TextsSource } from './texts-file.ts'

/** Every template can be read. */
export const textsAreReadable: LintRule = ({ texts }) => {
  const read = compileTexts(texts ?? [])
  return 'problems' in read ? read.problems : []
}

/** What the main language has apart for a channel, each other one has too. */
export const variantsInEveryLanguage: LintRule = ({ texts }) => {
  const [main, ...others] = texts ?? []
  if (main === undefined) return []
  return Object.entries(main.shape).flatMap(([name, shape]) =>
    VARIANTS.filter((variant) => shape[variant] !== undefined).flatMap((variant) =>
      others
        .filter((other) => lacks(other.shape[name], variant))
        .map(({ document, language }) => {
          const reason = `${name} has \`${variant}\` in ${main.language}, and none in ${language}.`
          const mend = `Write it in texts.${language}.yaml too.`
          return warningAt(document, [name], { code: 'no-variant', reason, mend })
        }),
    ),
  )
}

const lacks = (shape: TextShape | undefined, variant: (typeof VARIANTS)[number]): boolean =>
  shape !== undefined && shape[variant] === undefined

/** Three are paid for three times and still read as one message. */
const MOST_SEGMENTS = 3

/** No SMS of the sample look (text/sample-look.ts) takes more than three segments. */
export const smsAreShort: LintRule = (linting) => {
  const { compiled } = linting
  if (compiled === null) return []
  return saidTexts(linting).flatMap((said) => {
    const { file, name, shape } = said
    if (shape.channels?.includes('sms') === false) return []
    const rendered = sampled(compiled, said, { form: 'sms', receives: true })
    if ('problems' in rendered) return []
    const { segments, units, perSegment, encoding } = segmentsOf(rendered.text)
    if (segments <= MOST_SEGMENTS) return []
    const odd = encoding === 'gsm-7' ? '' : `, for the sake of ${oddLetters(rendered.text)}`
    const reason = `${name} (${file.language}) takes ${segments} SMS with long names: ${units} of ${perSegment} each in ${encoding.toUpperCase()}${odd}.`
    const mend = shape.sms === undefined ? 'Write shorter words for it under `sms`.' : 'Write it shorter.'
    const place = shape.sms === undefined ? 'text' : 'sms'
    return [warningAt(file.document, [name, place], { code: 'long-sms', reason, mend })]
  })
}

/** The first five that do not go 160 into one. */
function oddLetters(text: string): string {
  const odd = [...new Set(Array.from(text).filter((letter) => segmentsOf(letter).encoding !== 'gsm-7'))]
  const [first, rest] = [odd.slice(0, 5), odd.length - 5]
  return `${first.map((letter) => `“${letter}”`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** Words in a language are read by somebody who speaks it before customers read them. */
export const textsAreReviewed: LintRule = ({ texts }) => (texts ?? []).flatMap((file) => notReviewed(file))

function notReviewed({ document, shape, reviewed, language }: TextsSource): ReturnType<LintRule> {
  const names = Object.keys(shape)
  const open = reviewed === null ? names.filter((name) => shape[name]?.['reviewed-by'] === undefined) : []
  if (open.length === 0) return []
  const which = open.length === names.length ? 'these texts' : open.join(', ')
  const reason = `Nobody who speaks ${language} has reviewed ${which}.`
  const mend = 'Let a speaker read them, then write at the head `reviewed-by: { name: …, on: 2026-12-01 }`.'
  return [warningAt(document, [], { code: 'not-reviewed', reason, mend })]
}
