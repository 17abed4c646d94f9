import { FREEPHONE_PREFIX, geographicNumber, LOCAL_RATE_PREFIX } from './fiction-numbers.ts'
import { createChance } from './random.ts'

export interface DemoAccount {
  readonly accountNumber: string
  readonly name: string
  /** Index into the demo's plans. */
  readonly plan: number
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly billDay: number
  readonly numbers: readonly string[]
  /** Its share of the traffic. */
  readonly weight: number
}

const FIRST_WORDS = [
  'Wattle',
  'Banksia',
  'Kurrajong',
  'Saltbush',
  'Ironbark',
  'Mulga',
  'Grevillea',
  'Bottlebrush',
  'Waratah',
  'Jarrah',
  'Brolga',
  'Currawong',
  'Lyrebird',
  'Galah',
  'Numbat',
  'Quokka',
  'Bilby',
  'Platypus',
  'Kestrel',
  'Osprey',
]
const TRADES = [
  'Plumbing',
  'Dental',
  'Legal',
  'Freight',
  'Bakery',
  'Travel',
  'Accounting',
  'Electrical',
  'Motors',
  'Joinery',
]

/** Cities by the first digits their fictional numbers have: 0A 5550 lies in the country, 0A 7010 in the capital. */
const ZONES = [
  'Australia/Sydney',
  'Australia/Sydney',
  'Australia/Melbourne',
  'Australia/Melbourne',
  'Australia/Brisbane',
  'Australia/Brisbane',
  'Australia/Perth',
  'Australia/Adelaide',
]
const NUMBERS_PER_RANGE = 10_000

/** Invented businesses: a few large ones make most of the traffic, as in any book of customers. */
export function demoAccounts(count: number): readonly DemoAccount[] {
  const chance = createChance(1901)
  let special = 0
  return Array.from({ length: count }, (_, index) => {
    const range = index % ZONES.length
    const size = 1 + chance.below(index < 20 ? 15 : 5)
    const first = Math.floor(index / ZONES.length) * 20
    const numbers = Array.from({ length: size }, (_unused, at) =>
      geographicNumber(range * NUMBERS_PER_RANGE + first + at),
    )
    if (index % 6 === 0) {
      numbers.push(
        `${special % 2 === 0 ? LOCAL_RATE_PREFIX : FREEPHONE_PREFIX}${String(special >> 1).padStart(2, '0')}`,
      )
      special++
    }
    const word = FIRST_WORDS[index % FIRST_WORDS.length] ?? ''
    const trade = TRADES[(index + Math.floor(index / FIRST_WORDS.length)) % TRADES.length] ?? ''
    return {
      numbers,
      accountNumber: String(100_000 + index),
      name: `${word} ${trade}`,
      plan: index < 30 ? 1 : index % 4,
      paymentMode: index % 3 === 0 ? 'postpaid' : 'prepaid',
      timeZone: ZONES[range] ?? 'Australia/Sydney',
      billDay: 1 + chance.below(31),
      weight: 1 / (index + 8),
    }
  })
}
