import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'

/** Says at a place of the mapping what is wrong there. */
export type Complain = (path: DocumentPath, complaint: Pick<Problem, 'code' | 'reason' | 'mend'>) => void
