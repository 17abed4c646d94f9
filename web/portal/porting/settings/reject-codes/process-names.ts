import { REJECT_PROCESSES, REJECT_PROCESS_WORDS } from '#domain/porting/reject-codes.ts'
import { REJECT_REASON_NAMES, REJECT_REASONS } from '#domain/porting/reject-reasons.ts'

/** The processes, to choose one from. */
export const PROCESS_OPTIONS = REJECT_PROCESSES.map((value) => ({ value, label: REJECT_PROCESS_WORDS[value] }))

/** Our own words for why, to choose one from. */
export const REASON_OPTIONS = REJECT_REASON_NAMES.map((value) => ({ value, label: REJECT_REASONS[value].label }))
