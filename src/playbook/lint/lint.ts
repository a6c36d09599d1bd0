import type { Problem } from '../../core/document/problem.ts'
import { compileTexts } from '../text/compile.ts'
import type { PlaybookSource } from '../read.ts'
import { answersFitButtons, digitsFitTheQuestion, noKeywordsToReplyWith, answersHaveAWay } from './answers.ts'
import { namesBeside } from './beside.ts'
import { engineFactsInRules, unknownFactTypes } from './fact-types.ts'
import { headsUpsAreNotWithheld, jeopardyIsForecast } from './heads-up.ts'
import type { Linting, LintRule } from './linting.ts'
import { momentsAreWhole } from './moment-form.ts'
import { momentIdsOnce } from './moment-ids.ts'
import { needsAreAcyclic, needsAreOlas, needsShareTheKey } from './needs.ts'
import { nextWordsAreKept } from './next-words.ts'
import { answersAreKnown, oneSpeaksOnAFact, silenceHasAnEnd } from './questions.ts'
import { clocksAreAwake } from './quiet-hours.ts'
import { estimatesHaveATime, graceIsShort, promisesCanBeKept } from './reach.ts'
import { namesSincePrevious } from './since.ts'
import { tellByIsInTime } from './tell-by.ts'
import { termsAreCarried } from './terms.ts'
import { momentsHaveTexts, textsAreUsed } from './texts.ts'
import type { TextsSource } from './texts-file.ts'
import { windowsExist } from './windows.ts'
import { smsAreShort, textsAreReadable, textsAreReviewed, variantsInEveryLanguage } from './written.ts'

export interface LintOptions {
  /** Its texts, one file a language; absent: texts are not judged. */
  readonly texts?: readonly TextsSource[]
  /** The playbooks it runs together with. */
  readonly others?: readonly PlaybookSource[]
  /** The version that is in force. */
  readonly previous?: PlaybookSource
}

/** What is judged by the words alone. */
const TEXT_RULES: readonly LintRule[] = [
  textsAreReadable,
  variantsInEveryLanguage,
  answersHaveAWay,
  answersFitButtons,
  digitsFitTheQuestion,
  noKeywordsToReplyWith,
  smsAreShort,
  textsAreReviewed,
]

const RULES: readonly LintRule[] = [
  unknownFactTypes,
  engineFactsInRules,
  needsAreOlas,
  needsAreAcyclic,
  needsShareTheKey,
  termsAreCarried,
  windowsExist,
  tellByIsInTime,
  promisesCanBeKept,
  graceIsShort,
  estimatesHaveATime,
  momentIdsOnce,
  momentsAreWhole,
  jeopardyIsForecast,
  headsUpsAreNotWithheld,
  nextWordsAreKept,
  answersAreKnown,
  silenceHasAnEnd,
  oneSpeaksOnAFact,
  clocksAreAwake,
  momentsHaveTexts,
  textsAreUsed,
  ...TEXT_RULES,
  namesBeside,
  namesSincePrevious,
]

/**
 * What is wrong or doubtful in a playbook that reads well: names, reachability, consequences. Each finding has its line
 * and column, in the order of the file. What expressions get wrong the compiler reports (compilePlaybook).
 */
export function lintPlaybook(source: PlaybookSource, options: LintOptions = {}): readonly Problem[] {
  const { texts = null, others = null, previous = null } = options
  const read = texts === null ? null : compileTexts(texts)
  const compiled = read === null || 'problems' in read ? null : read.texts
  const linting: Linting = { source, texts, compiled, others, previous }
  return RULES.flatMap((rule) => rule(linting)).toSorted(byPlace(source.document.file))
}

/** What is wrong or doubtful in the words alone, in the order of their languages. */
export function lintTexts(source: PlaybookSource, texts: readonly TextsSource[]): readonly Problem[] {
  const read = compileTexts(texts)
  const compiled = 'problems' in read ? null : read.texts
  return TEXT_RULES.flatMap((rule) => rule({ source, texts, compiled, others: null, previous: null }))
}

/** The playbook's own file first; of one place, as the rules found them. */
const byPlace =
  (own: string) =>
  ({ place: a }: Problem, { place: b }: Problem): number => {
    if (a.file !== b.file) return a.file === own ? -1 : b.file === own ? 1 : (a.file ?? '') < (b.file ?? '') ? -1 : 1
    return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  }
