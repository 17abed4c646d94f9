import type { AustralianState } from '#domain/usage/geographic-areas.ts'

/** Where bills go or a service is. `state` and `postcode` are empty where a country has none. */
export interface PostalAddress {
  readonly lines: readonly string[]
  /** Suburb, town or city. */
  readonly suburb: string
  readonly state: string
  readonly postcode: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

const AUSTRALIAN_STATES = [
  'ACT',
  'NSW',
  'NT',
  'QLD',
  'SA',
  'TAS',
  'VIC',
  'WA',
] as const satisfies readonly AustralianState[]

type PostcodeRange = readonly [first: number, last: number]

/**
 * The postcodes of each state: streets, post office boxes and large receivers. Those of a border serve places on either
 * side. Source: Australia Post's postcode data.
 */
const POSTCODES: Record<AustralianState, readonly PostcodeRange[]> = {
  ACT: [
    [200, 299],
    [2540, 2540],
    [2600, 2620],
    [2900, 2920],
  ],
  NSW: [
    [1000, 2599],
    [2611, 2611],
    [2618, 2899],
    [2921, 2999],
    [3500, 3500],
    [3585, 3586],
    [3644, 3644],
    [3691, 3691],
    [3707, 3707],
    [4375, 4375],
    [4377, 4377],
    [4380, 4380],
    [4383, 4383],
    [4385, 4385],
  ],
  NT: [[800, 999]],
  QLD: [
    [2406, 2406],
    [4000, 4999],
    [9000, 9999],
  ],
  SA: [
    [872, 872],
    [5000, 5999],
  ],
  TAS: [[7000, 7999]],
  VIC: [
    [3000, 3999],
    [8000, 8999],
  ],
  WA: [
    [872, 872],
    [6000, 6999],
  ],
}

/** A fault of an address and the part it is in. */
interface AddressFault {
  readonly part: 'state' | 'postcode'
  readonly message: string
}

/** What is wrong with an address in Australia: its state, its postcode, or that they do not belong together. */
export function addressFault({ state, postcode, country }: PostalAddress): AddressFault | undefined {
  if (country !== 'AU') return undefined
  const known = AUSTRALIAN_STATES.find((name) => name === state)
  if (known === undefined) return { part: 'state', message: `Choose the state: ${AUSTRALIAN_STATES.join(', ')}.` }
  if (!/^\d{4}$/.test(postcode)) return { part: 'postcode', message: 'An Australian postcode has 4 digits.' }
  if (hasPostcode(known, postcode)) return undefined
  const others = AUSTRALIAN_STATES.filter((other) => hasPostcode(other, postcode))
  const where = others.length === 0 ? 'is not in use' : `is in ${others.join(' or ')}, not ${known}`
  return { part: 'postcode', message: `The postcode ${postcode} ${where}: correct the state or the postcode.` }
}

function hasPostcode(state: AustralianState, postcode: string): boolean {
  return POSTCODES[state].some(([first, last]) => Number(postcode) >= first && Number(postcode) <= last)
}
