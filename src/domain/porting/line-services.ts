/** What else may hang on a line whose number moves. */
interface LineServiceTerms {
  /** As people tick it. */
  readonly words: string
  /** What becomes of it when the number moves. */
  readonly fate: string
  /** What to do about it beforehand. */
  readonly first: string
  /** Whether somebody may come to harm where nobody has seen to it. */
  readonly isVital?: boolean
  /** Whether the number moves as a complex port only, as long as it is there. */
  readonly isComplex?: boolean
}

/**
 * Services that live on a line beside the calls. Most end when its number moves. Source: what carriers ask for on their request
 * forms, and warn of.
 */
export const LINE_SERVICES = {
  adsl: {
    words: 'ADSL or other internet on the line',
    fate: 'The internet connection ends for good at the moment the number moves.',
    first: 'Have another connection working first, or have the internet split from the number by its provider.',
  },
  nbn: {
    words: 'NBN from the same provider',
    fate: 'An NBN service bundled with the number may be cancelled with it.',
    first: 'Ask the provider to keep the NBN service when the number leaves.',
  },
  eftpos: {
    words: 'EFTPOS terminal',
    fate: 'A terminal that dials out over the line stops taking payments.',
    first: 'Have the bank move the terminal to mobile or internet.',
  },
  fax: {
    words: 'Fax machine',
    fate: 'A fax that is plugged into the line stops.',
    first: 'Choose fax as what the number becomes, or plug the machine into an adapter.',
  },
  alarm: {
    words: 'Burglar or fire alarm',
    fate: 'The alarm calls nobody any more.',
    first: 'Have the monitoring company move it to mobile or internet, and test it, before the number moves.',
    isVital: true,
  },
  'medical-alarm': {
    words: 'Medical alarm',
    fate: 'Whoever relies on it can call nobody by it any more.',
    first: 'Have its supplier move it to mobile, and test it, before the number moves.',
    isVital: true,
  },
  'lift-phone': {
    words: 'Lift phone',
    fate: 'People who are stuck in the lift reach nobody.',
    first: 'Have the lift company move it to mobile, and test it, before the number moves.',
    isVital: true,
  },
  'line-hunt': {
    words: 'Line hunt (one number rings several lines)',
    fate: 'The group is taken apart.',
    first: 'Have it removed and wait 2 business days, or request a complex port with every number of the group.',
    isComplex: true,
  },
  isdn: {
    words: 'ISDN',
    fate: 'The ISDN service ends.',
    first: 'Request a complex port with every number of the service.',
    isComplex: true,
  },
} as const satisfies Readonly<Record<string, LineServiceTerms>>

export type LineService = keyof typeof LINE_SERVICES

export const LINE_SERVICE_NAMES = Object.keys(LINE_SERVICES) as readonly LineService[]

/** A service on the line of some numbers of a request. */
export interface ServiceOnLine {
  readonly service: LineService
  /** E.164 digits; none: of all of them. */
  readonly numbers: readonly string[]
}

/** What is known of a service. */
export function lineService(name: LineService): LineServiceTerms {
  return LINE_SERVICES[name]
}

/** How a number reaches its user today. */
export const SERVICE_TYPES_NOW = ['pstn', 'isdn', 'sip', 'nbn'] as const
export type ServiceTypeNow = (typeof SERVICE_TYPES_NOW)[number]

/** As people choose it. */
export const SERVICE_TYPE_NOW_WORDS: Readonly<Record<ServiceTypeNow, string>> = {
  pstn: 'A telephone line (PSTN)',
  isdn: 'ISDN',
  sip: 'Over the internet (SIP, cloud PBX)',
  nbn: 'A phone at the NBN box',
}
