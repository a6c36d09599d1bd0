import type { AddressKind } from '../../core/message/channel.ts'
import type { CompiledTexts } from '../text/compile.ts'
import { renderText, type RenderText } from '../text/render.ts'
import { SAMPLE_ZONE, sampleLook } from '../text/sample-look.ts'
import { momentsOf, type Linting, type WrittenMoment } from './linting.ts'
import type { TextShape, TextsSource } from './texts-file.ts'

/** One text of one language, and who says it. */
export interface SaidText {
  readonly file: TextsSource
  readonly name: string
  readonly shape: TextShape
  readonly moments: readonly WrittenMoment[]
}

export function saidTexts({ source, texts }: Pick<Linting, 'source' | 'texts'>): readonly SaidText[] {
  const moments = momentsOf(source.shape)
  return (texts ?? []).flatMap((file) =>
    Object.entries(file.shape).map(([name, shape]) => ({
      file,
      name,
      shape,
      moments: moments.filter((moment) => moment.shape.say === name),
    })),
  )
}

export type WordsKey = 'text' | 'sms' | 'push'

/** Its words, by where they stand. */
export const wordsOf = ({ text, sms, push }: TextShape): readonly (readonly [WordsKey, string])[] => {
  const all: readonly (readonly [WordsKey, string | undefined])[] = [
    ['text', text],
    ['sms', sms],
    ['push', push],
  ]
  return all.flatMap(([key, words]) => (words === undefined ? [] : [[key, words] as const]))
}

/** The most that one of its moments asks. */
export const askOf = ({ moments }: SaidText): readonly string[] =>
  moments.map(({ shape }) => shape.ask ?? []).toSorted((a, b) => b.length - a.length)[0] ?? []

/** It reads back times that a customer may choose from. */
export const readsBack = ({ shape }: SaidText): boolean => wordsOf(shape).some(([, words]) => /\bslots\b/.test(words))

export interface Over {
  readonly form: AddressKind
  readonly receives: boolean
  /** 0 unless it says. */
  readonly buttons?: number
}

/** As the sample's customer would read it. */
export const sampled = (texts: CompiledTexts, said: SaidText, over: Over): RenderText =>
  renderText(texts, {
    template: said.name,
    language: said.file.language,
    zone: SAMPLE_ZONE,
    look: sampleLook(askOf(said), readsBack(said)),
    buttons: 0,
    ...over,
  })
