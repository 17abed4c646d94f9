import type { Contact } from '#domain/accounts/contact.ts'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import { FREEPHONE_PREFIX, geographicNumber, LOCAL_RATE_PREFIX } from './fiction-numbers.ts'
import { createChance, type Chance } from './random.ts'

export interface DemoAccount {
  readonly accountNumber: string
  readonly name: string
  /** Index into the demo's plans. */
  readonly plan: number
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly billDay: number
  readonly contact: Contact
  readonly address: PostalAddress
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

const GIVEN_NAMES = ['Mia', 'Noah', 'Ruby', 'Leo', 'Zara', 'Finn', 'Isla', 'Theo', 'Anika', 'Hugo', 'Priya', 'Oscar']
const FAMILY_NAMES = ['Marlow', 'Tran', 'Whitby', 'Okafor', 'Delaney', 'Rossi', 'Kaur', 'Lindqvist', 'Haddad', 'Pike']
const STREETS = ['Wattle Street', 'Harbour Road', 'Station Lane', 'Foundry Street', 'Orchard Avenue', 'Quarry Road']

/** Cities by the first digits their fictional numbers have: 0A 5550 lies in the country, 0A 7010 in the capital. */
const PLACES = [
  ['Australia/Sydney', 'Port Macquarie', 'NSW', '2444'],
  ['Australia/Sydney', 'Sydney', 'NSW', '2000'],
  ['Australia/Melbourne', 'Warrnambool', 'VIC', '3280'],
  ['Australia/Melbourne', 'Melbourne', 'VIC', '3000'],
  ['Australia/Brisbane', 'Southport', 'QLD', '4215'],
  ['Australia/Brisbane', 'Brisbane City', 'QLD', '4000'],
  ['Australia/Perth', 'Mandurah', 'WA', '6210'],
  ['Australia/Adelaide', 'Adelaide', 'SA', '5000'],
] as const
const NUMBERS_PER_RANGE = 10_000

/** Invented businesses: a few large ones make most of the traffic, as in any book of customers. */
export function demoAccounts(count: number): readonly DemoAccount[] {
  const chance = createChance(1901)
  let special = 0
  return Array.from({ length: count }, (_, index) => {
    const range = index % PLACES.length
    const size = 1 + chance.below(index < 20 ? 15 : 5)
    const first = Math.floor(index / PLACES.length) * 20
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
    const [timeZone, suburb, state, postcode] = PLACES[range] ?? PLACES[1]
    const name = `${word} ${trade}`
    return {
      numbers,
      accountNumber: String(100_000 + index),
      name,
      plan: index < 30 ? 1 : index % 4,
      paymentMode: index % 3 === 0 ? 'postpaid' : 'prepaid',
      timeZone,
      billDay: 1 + chance.below(31),
      weight: 1 / (index + 8),
      contact: inventContact(chance, name, numbers[0] ?? null),
      address: { lines: [`${1 + chance.below(180)} ${chance.pick(STREETS)}`], suburb, state, postcode, country: 'AU' },
    }
  })
}

function inventContact(chance: Chance, company: string, phone: string | null): Contact {
  const given = chance.pick(GIVEN_NAMES)
  const domain = company.toLowerCase().replaceAll(' ', '-')
  return { name: `${given} ${chance.pick(FAMILY_NAMES)}`, email: `${given.toLowerCase()}@${domain}.example`, phone }
}
