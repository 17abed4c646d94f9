import type { Answer } from '../../../shared/api/wire-types.ts'
import { priceText } from '../../../shared/format/money.ts'

/** A sheet under review. */
export type Draft = Answer<'readDeckDraft'>
export type DeckVersion = Answer<'readRateDeck'>['versions'][number]

type Terms = NonNullable<Answer<'listDraftChanges'>['items'][number]['before']>

/** `$0.05 a minute`, or that it is not offered; `–` where there is no rate at all. */
export function rateText(terms: Pick<Terms, 'perMinute'> | null): string {
  if (terms === null) return '–'
  return terms.perMinute === null ? 'not offered' : priceText(terms.perMinute)
}

/** What goes with the price a minute: `flagfall $0.01, at least $0.05, 60 s then 1 s`; '' for nothing. */
export function termsText({
  flagfall,
  minimumCharge,
  firstIncrement,
  nextIncrement,
}: Omit<Terms, 'perMinute' | 'destination'>): string {
  return [
    isNothing(flagfall) ? '' : `flagfall ${priceText(flagfall)}`,
    isNothing(minimumCharge) ? '' : `at least ${priceText(minimumCharge)}`,
    incrementsText(firstIncrement, nextIncrement),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function isNothing(amount: string): boolean {
  return /^[0.]*$/.test(amount)
}

function incrementsText(first: number | null, next: number | null): string {
  if (first === null && next === null) return ''
  const [one, other] = [first === null ? 'the plan’s' : `${first} s`, next === null ? 'the plan’s' : `${next} s`]
  return one === other ? `blocks of ${one}` : `${one}, then ${other}`
}

/** What becomes of a prefix. */
export const CHANGE_WORDS: Readonly<Record<Answer<'listDraftChanges'>['items'][number]['kind'], string>> = {
  new: 'New',
  removed: 'Removed',
  not_offered: 'Not offered any more',
  offered: 'Offered again',
  raised: 'Raised',
  lowered: 'Lowered',
  terms: 'Other terms',
  renamed: 'Renamed',
}

/** The kind of sheet it was recognised as. */
export function layoutText(layout: string | null): string {
  if (layout === null) return 'not recognised'
  return LAYOUTS[layout] ?? layout
}

const LAYOUTS: Readonly<Record<string, string>> = {
  tollgate: 'deck.csv, our own',
  sdf: 'A–Z sheet of a carrier',
  a2billing: 'A2Billing rates',
  astpp: 'ASTPP rates',
  asterisell: 'Asterisell rates',
  cgrates: 'CGRateS rates',
  guessed: 'by the words of its headings',
}

/** How a rate sheet comes in. */
export const DECK_STEPS = ['Map columns', 'Review', 'Publish']
