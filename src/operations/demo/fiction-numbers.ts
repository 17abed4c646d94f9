import type { Chance } from './random.ts'

/** Number ranges set aside for fiction, as E.164 digits. Nobody is called when someone tries one. */

/** 0A 5550 xxxx and 0A 7010 xxxx. */
const GEOGRAPHIC_RANGES = ['2', '3', '7', '8'].flatMap((area) => [`61${area}5550`, `61${area}7010`])

/** The mobile numbers the Australian regulator names for this, all of them. */
export const MOBILES = [
  '570006',
  '570156',
  '570157',
  '570158',
  '570159',
  '570110',
  '571266',
  '571491',
  '571804',
  '572549',
  '572665',
  '572983',
  '573770',
  '573087',
  '574118',
  '574632',
  '575254',
  '575789',
  '576398',
  '576801',
  '577426',
  '577644',
  '578957',
  '578148',
  '578888',
  '579212',
  '579760',
  '579455',
].map((digits) => `61491${digits}`)

export const FREEPHONE_PREFIX = '6118009757'
export const LOCAL_RATE_PREFIX = '6113009757'

/** The fictional number with this index, 80,000 of them. */
export function geographicNumber(index: number): string {
  const range = GEOGRAPHIC_RANGES[Math.floor(index / 10_000) % GEOGRAPHIC_RANGES.length] ?? ''
  return `${range}${String(index % 10_000).padStart(4, '0')}`
}

/** A number abroad: ranges for drama in the United Kingdom, the United States, France and Ireland. */
export function foreignNumber(chance: Chance): string {
  switch (chance.below(4)) {
    case 0:
      return `44${chance.pick(['7700900', '2079460', '1134960', '1214960'])}${chance.digits(3)}`
    case 1:
      return `1${chance.pick(['212', '415', '808'])}55501${chance.digits(2)}`
    case 2:
      return `33${chance.pick(['19900', '26191', '35301', '46571', '53649', '63998'])}${chance.digits(4)}`
    default:
      return `353${chance.pick(['20910', '20911', '20912'])}${chance.digits(4)}`
  }
}
