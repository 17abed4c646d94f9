import type { OrderStep } from '#domain/numbers/order-status.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'

export type Order = Answer<'readNumberOrder'>
export type OrderAct = OrderStep | 'note'

interface StepWords {
  readonly label: string
  /** The verb and the thing. */
  readonly action: string
  readonly consequences: readonly string[]
  readonly isDangerous: boolean
}

/** What can be done with an order, and what each does. */
export const STEP_WORDS: Readonly<Record<OrderAct, StepWords>> = {
  send: {
    label: 'Sent to the carrier',
    action: 'Note it as sent',
    consequences: ['The order waits for the carrier’s numbers.'],
    isDangerous: false,
  },
  allocate: {
    label: 'Allocate numbers',
    action: 'Allocate numbers',
    consequences: ['New numbers come into the inventory, and are kept for this order.'],
    isDangerous: false,
  },
  complete: {
    label: 'Complete',
    action: 'Complete order',
    consequences: [
      'The numbers are on the account, and in service, from now on.',
      'The rest of their first month is charged today.',
    ],
    isDangerous: false,
  },
  reject: {
    label: 'Reject',
    action: 'Reject order',
    consequences: ['Numbers kept for it are free again. Another order can be placed.'],
    isDangerous: true,
  },
  withdraw: {
    label: 'Withdraw',
    action: 'Withdraw order',
    consequences: ['Numbers kept for it are free again. Another order can be placed.'],
    isDangerous: true,
  },
  note: { label: 'Add a note', action: 'Add note', consequences: [], isDangerous: false },
}
