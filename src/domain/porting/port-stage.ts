import type { PortState } from './port-state.ts'

/** The columns of a board: where ports that are not over stand, in the order they go. */
export const PORT_STAGES = {
  drafts: ['draft'],
  submitted: ['submitted'],
  lodged: ['lodged'],
  validation: ['validating', 'validated'],
  'losing-carrier': ['with-losing-carrier'],
  rejected: ['rejected'],
  accepted: ['accepted'],
  'date-set': ['date-set'],
  'cut-over': ['pre-provisioned', 'cutting-over'],
  completed: ['completed'],
} as const satisfies Readonly<Record<string, readonly PortState[]>>

export type PortStage = keyof typeof PORT_STAGES

export const PORT_STAGE_NAMES = Object.keys(PORT_STAGES) as readonly PortStage[]
