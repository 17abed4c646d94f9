import type { NumberKind } from '#domain/numbers/describe-number.ts'
import { problem, type Problem } from '#domain/problem.ts'

/**
 * How a port is done. `simple` (carriers call it Cat A): one number with nothing attached; the date is given. `complex`
 * (Cat C): blocks, hunts, numbers of one service together; the customer picks the date. `special`: a 13, 1300 or 1800
 * number; the date is agreed. `mobile`: one mobile number, whose user was verified before. Sources: the platform's help pages
 * on porting; of mobiles the code of the industry, C570, and the pre-port verification standard of 2020.
 */
export const PORT_KINDS = ['simple', 'complex', 'special', 'mobile'] as const
export type PortKind = (typeof PORT_KINDS)[number]

interface Kind {
  /** As people say it. */
  readonly words: string
  /** How long it takes from request to completion, as customers are told. */
  readonly usually: string
  readonly numberKinds: readonly NumberKind[]
  readonly mostNumbers: number
  /** When the account is charged for an attempt: as it is submitted, or when the losing carrier accepts. */
  readonly chargedOn: 'submission' | 'acceptance'
  /** Who names the day of the cut-over. */
  readonly dateBy: 'carrier' | 'customer' | 'agreement'
}

/** A batch of a complex port holds a hundred numbers at the most; carriers refuse larger ones. */
export const PORT_KIND_TERMS: Readonly<Record<PortKind, Kind>> = {
  simple: {
    words: 'single number',
    usually: '4 to 6 business days',
    numberKinds: ['geographic'],
    mostNumbers: 1,
    chargedOn: 'submission',
    dateBy: 'carrier',
  },
  complex: {
    words: 'complex',
    usually: '8 to 12 weeks',
    numberKinds: ['geographic'],
    mostNumbers: 100,
    chargedOn: 'acceptance',
    dateBy: 'customer',
  },
  special: {
    words: '13, 1300 or 1800 number',
    usually: '2 to 3 weeks',
    numberKinds: ['13', '1300', '1800'],
    mostNumbers: 1,
    chargedOn: 'submission',
    dateBy: 'agreement',
  },
  mobile: {
    words: 'mobile number',
    usually: 'a few hours to 2 business days',
    numberKinds: ['mobile'],
    mostNumbers: 1,
    chargedOn: 'submission',
    dateBy: 'carrier',
  },
}

/** Why numbers cannot be ported together so; undefined where they can. */
export function refuseNumbers(
  kind: PortKind,
  numbers: readonly { readonly number: string; readonly kind: NumberKind }[],
): Problem | undefined {
  const { numberKinds, mostNumbers } = PORT_KIND_TERMS[kind]
  const field = { field: 'numbers' }
  const wrong = numbers.find((one) => !numberKinds.includes(one.kind))
  if (wrong !== undefined) {
    const way = wayFor(wrong.kind)
    return problem('invalid_value', `${wrong.number} is a ${wrong.kind} number: request ${way} for it.`, field)
  }
  if (numbers.length <= mostNumbers) return undefined
  const many = `of ${mostNumbers} at the most, and these are ${numbers.length}`
  const way = kind === 'simple' ? 'request a complex port, or one port for each' : 'request several'
  return problem('invalid_value', `A ${kind} port is ${many}: ${way}.`, field)
}

function wayFor(kind: NumberKind): string {
  if (kind === 'geographic') return 'a simple or complex port'
  return kind === 'mobile' ? 'a mobile port of its own' : 'a special port of its own'
}
