import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import type { PlaybookSource } from '../read.ts'
import type { MomentShape, PlaybookShape, PromiseShape } from '../shape.ts'
import type { CompiledTexts } from '../text/compile.ts'
import type { TextsSource } from './texts-file.ts'

/** What a rule of lint may look at. null: not given, so nothing that needs it is judged. */
export interface Linting {
  readonly source: PlaybookSource
  readonly texts: readonly TextsSource[] | null
  /** The same, ready to be said; null as well where they cannot be read. */
  readonly compiled: CompiledTexts | null
  readonly others: readonly PlaybookSource[] | null
  readonly previous: PlaybookSource | null
}

export type LintRule = (linting: Linting) => readonly Problem[]

export interface WrittenPromise {
  readonly name: string
  readonly shape: PromiseShape
  readonly path: DocumentPath
}

export interface WrittenMoment {
  readonly shape: MomentShape
  readonly path: DocumentPath
  /** null: a moment of the playbook itself. */
  readonly promise: WrittenPromise | null
}

export const promisesOf = ({ promises }: PlaybookShape): readonly WrittenPromise[] =>
  Object.entries(promises ?? {}).map(([name, shape]) => ({ name, shape, path: ['promises', name] }))

/** All moments, those of the playbook itself first. */
export function momentsOf(shape: PlaybookShape): readonly WrittenMoment[] {
  const own = (shape.moments ?? []).map((moment, index) => ({ shape: moment, path: ['moments', index], promise: null }))
  const ofPromises = promisesOf(shape).flatMap((promise) =>
    (promise.shape.moments ?? []).map((moment, index) => ({
      shape: moment,
      path: [...promise.path, 'moments', index],
      promise,
    })),
  )
  return [...own, ...ofPromises]
}

/** `visit_window.day_before`, or the bare id of a moment of the playbook itself. */
export const momentName = ({ shape, promise }: WrittenMoment): string =>
  promise === null ? shape.id : `${promise.name}.${shape.id}`

export interface Finding {
  readonly code: string
  readonly reason: string
  readonly mend: string
}

export const errorAt = (document: YamlDocument, path: DocumentPath, finding: Finding): Problem => ({
  level: 'error',
  ...finding,
  place: document.placeOf(path),
})

export const warningAt = (document: YamlDocument, path: DocumentPath, finding: Finding): Problem => ({
  level: 'warning',
  ...finding,
  place: document.placeOf(path),
})

/** `Did you mean “x”?`, or the other advice when nothing is near. */
export const meant = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `Did you mean “${near}”?`
