import { micros, type Micros } from '#domain/money.ts'
import type { PortKind } from './port-kind.ts'

/**
 * What ports cost, each ex GST, until a reseller sets its own. Source: the defaults chosen for this platform, as the help
 * pages give no amounts.
 */
export const DEFAULT_PORT_FEES = {
  simple: dollars(20),
  'complex-to-20': dollars(150),
  'complex-to-50': dollars(250),
  'complex-to-100': dollars(350),
  special: dollars(90),
  mobile: dollars(15),
  validation: dollars(30),
  'complex-reject': dollars(80),
  'out-of-hours': dollars(300),
  'change-simple': dollars(25),
  'change-complex': dollars(200),
  'port-out': dollars(0),
} as const satisfies Readonly<Record<string, Micros>>

export type PortFee = keyof typeof DEFAULT_PORT_FEES

export const PORT_FEE_NAMES = Object.keys(DEFAULT_PORT_FEES) as readonly PortFee[]

/** Each fee ex GST. */
export type PortFees = Readonly<Record<PortFee, Micros>>

/** What each fee is for, as a price list says it. */
export const PORT_FEE_WORDS: Readonly<Record<PortFee, string>> = {
  simple: 'Single number, each attempt',
  'complex-to-20': 'Complex port of 1 to 20 numbers, each attempt',
  'complex-to-50': 'Complex port of 21 to 50 numbers, each attempt',
  'complex-to-100': 'Complex port of 51 to 100 numbers, each attempt',
  special: '13, 1300 or 1800 number, each attempt',
  mobile: 'Mobile number, each attempt',
  validation: 'Validation with the losing carrier before a complex port, each time',
  'complex-reject': 'Complex port rejected',
  'out-of-hours': 'Cut-over out of hours',
  'change-simple': 'Date changed or port withdrawn once the date is set: single, 13, 1300, 1800 or mobile number',
  'change-complex': 'Date changed or port withdrawn once the date is set: complex port',
  'port-out': 'Numbers released to another carrier, each request',
}

/** The fee of an attempt, and of an emergency return: by kind, and of a complex port by how many numbers it holds. */
export function attemptFee(kind: PortKind, numberCount: number): PortFee {
  if (kind !== 'complex') return kind
  if (numberCount <= 20) return 'complex-to-20'
  return numberCount <= 50 ? 'complex-to-50' : 'complex-to-100'
}

/** The fee for moving a date that is set, or withdrawing after it was. */
export function changeFee(kind: PortKind): PortFee {
  return kind === 'complex' ? 'change-complex' : 'change-simple'
}

function dollars(amount: number): Micros {
  return micros(BigInt(amount) * 1_000_000n)
}
