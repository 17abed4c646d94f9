/**
 * What a losing carrier answers about a number before a complex port (pre-port number validation). Source: the help pages of
 * Australian carriers on their porting interface.
 */
export const VALIDATION_WORDS = {
  P: 'Prime or directory number of the service',
  A: 'Associated: it belongs to the service of another',
  S: 'Standalone',
  R: 'Reserved for the service',
  D: 'Diverted at the exchange',
  SS: 'A secondary service is linked with it',
} as const satisfies Readonly<Record<string, string>>

export type ValidationCode = keyof typeof VALIDATION_WORDS

export const VALIDATION_CODES = Object.keys(VALIDATION_WORDS) as readonly ValidationCode[]
