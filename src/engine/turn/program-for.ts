import type { Program } from '../../playbook/program.ts'
import { SUBJECT_KINDS } from '../../store/log/fact-columns.ts'

const CUSTOMER = SUBJECT_KINDS.indexOf('customer')
const NO_MOMENTS: Program['factMoments'] = new Map()

/** Nobody speaks to a silo or a crew's day: what they hear is said to the customers to whom it is passed on. */
export const programFor = (kind: number, program: Program): Program =>
  kind === CUSTOMER ? program : { ...program, factMoments: NO_MOMENTS }
