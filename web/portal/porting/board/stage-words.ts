import type { Answer } from '../../../shared/api/wire-types.ts'

export type BoardColumn = Answer<'readPortBoard'>['columns'][number]

/** The columns of the board. */
export const STAGE_WORDS: Readonly<Record<BoardColumn['stage'], string>> = {
  drafts: 'Drafts',
  submitted: 'Submitted',
  lodged: 'Lodged',
  validation: 'Validation',
  'losing-carrier': 'With losing carrier',
  rejected: 'Rejected',
  accepted: 'Accepted',
  'date-set': 'Date set',
  'cut-over': 'Cut-over',
  completed: 'Completed',
}
