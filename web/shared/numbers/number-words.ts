import type { LineType } from '#domain/numbers/line-type.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** What a number is connected as. */
export const LINE_TYPE_WORDS: Readonly<Record<LineType, string>> = {
  'cloud-pbx': 'Cloud PBX line',
  naked: 'Naked line',
  'sip-trunk': 'SIP trunk',
  inbound: 'Inbound',
  fax: 'Fax',
}

/** What sort of number it is. */
export const NUMBER_KIND_WORDS: Readonly<Record<'geographic' | 'mobile' | '13' | '1300' | '1800' | 'other', string>> = {
  geographic: 'Geographic',
  mobile: 'Mobile',
  '13': '13 number',
  '1300': '1300 number',
  '1800': '1800 number',
  other: 'Other',
}

interface Words {
  readonly words: string
  readonly tone: Tone
}

/** How a line is known to the switch. */
export const REGISTRATION_WORDS: Readonly<Record<'registered' | 'not-registered' | 'peered', Words>> = {
  registered: { words: 'Registered', tone: 'good' },
  'not-registered': { words: 'Not registered', tone: 'neutral' },
  peered: { words: 'Peered', tone: 'good' },
}

/** `Melbourne, VIC`; '' where it has no place. */
export function placeText({ region, state }: { readonly region: string; readonly state: string | null }): string {
  return [region, state ?? ''].filter((part) => part !== '').join(', ')
}
