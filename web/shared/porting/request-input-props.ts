import type { Inputs } from '../form/inputs.ts'
import type { RequestDraft } from './request-draft.ts'

/** What every input of a request is given. */
export interface RequestInputProps {
  readonly inputs: Inputs
  readonly draft: RequestDraft
  /** Whether the customer whose numbers these are fills it in. */
  readonly isOwn?: boolean
}
