import { nearest } from '../../core/document/near.ts'
import { factType, factTypes } from '../../core/fact/catalogue.ts'
import { errorAt, meant, warningAt, type LintRule } from './linting.ts'
import { mentionsOf } from './mentions.ts'

/** A type the catalogue does not know may be a silo's own, or a slip of the pen. */
export const unknownFactTypes: LintRule = ({ source: { document, shape } }) => {
  const known = factTypes().map(({ type }) => type)
  return mentionsOf(shape)
    .filter(({ type }) => factType(type) === undefined)
    .map(({ type, path }) =>
      warningAt(document, path, {
        code: 'unknown-fact-type',
        reason: `The catalogue knows no ${type}: all its data counts as personal, and no condition may read it.`,
        mend: meant(nearest(type, known), 'See `troth facts` for the types there are.'),
      }),
    )
}

/** What Troth itself states makes, moves and settles no promise (DESIGN §2), so such a clause would wait for ever. */
export const engineFactsInRules: LintRule = ({ source: { document, shape } }) =>
  mentionsOf(shape)
    .filter(({ type, of }) => of === 'rule' && factType(type)?.origins.every((origin) => origin === 'engine') === true)
    .map(({ type, path }) =>
      errorAt(document, path, {
        code: 'engine-fact',
        reason: `${type} is stated by Troth itself, and no promise is made, moved or settled by its own word.`,
        mend: 'Name what a silo or the customer states; a moment may hang on it.',
      }),
    )
