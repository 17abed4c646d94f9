/**
 * What a customer is told and agrees to before numbers move, in every version there was: the first is version 1. A text that
 * was shown once is never changed; a new one is added behind it. Source: what the industry's code for porting has the gaining
 * provider tell its customers.
 */
export const CONSENT_TEXTS = {
  'services-end': [
    'I know that what else is on the line, like internet, EFTPOS, alarms and lift phones, may end when the number moves, ' +
      'and that I see to it before.',
  ],
  'contract-costs': [
    'I know that my present provider may charge me for ending a contract early, and that what I owe it stays owed.',
  ],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type ConsentName = keyof typeof CONSENT_TEXTS

export const CONSENT_NAMES = Object.keys(CONSENT_TEXTS) as readonly ConsentName[]

/** A text somebody agreed to. */
export interface Consent {
  readonly text: ConsentName
  readonly version: number
}

/** The version of a text that is shown now. */
export function currentConsent(text: ConsentName): Consent {
  return { text, version: CONSENT_TEXTS[text].length }
}

/** The words of a text in a version; undefined: there was never such a version. */
export function consentWords({ text, version }: Consent): string | undefined {
  const versions: readonly string[] = CONSENT_TEXTS[text]
  return versions[version - 1]
}

/** Whether a text was agreed to, in whichever version. */
export function hasConsent(consents: readonly Consent[], text: ConsentName): boolean {
  return consents.some((consent) => consent.text === text)
}
