import { z } from 'zod'
import { DECK_CHANGE_KINDS } from '#domain/plans/deck-diff.ts'
import { instant, money, timeZone, words } from './wire.ts'

/** What a call to a prefix costs, ex GST. */
export const rateTerms = {
  destination: z.string(),
  perMinute: money.nullable().meta({ description: 'null: not offered, calls to it are suspended' }),
  flagfall: money,
  minimumCharge: money,
  firstIncrement: z.number().int().nullable().meta({ description: 'Seconds; null: the plan’s' }),
  nextIncrement: z.number().int().nullable(),
}

const kind = z.enum(DECK_CHANGE_KINDS).meta({ id: 'RateChangeKind' })

/** What becomes of a prefix from one version of a deck to the next. */
export const rateChange = {
  kind,
  prefix: z.string(),
  from: instant.meta({ description: 'When it first shows' }),
  before: z.object(rateTerms).nullable(),
  after: z.object(rateTerms).nullable(),
}

/** Yes or left out, in a query. */
const yes = z.enum(['true', 'false']).optional()

/** How a sheet is to be read where it does not say so itself. */
export const sheetReading = {
  columns: z
    .string()
    .max(2000)
    .optional()
    .meta({
      description:
        'Which column a field is in, where its heading does not say so: `prefix=Code;per_minute=#4`, by heading or by number ' +
        'from 1; `change=` leaves a field out',
    }),
  layout: z
    .enum(['tollgate', 'sdf', 'a2billing', 'astpp', 'asterisell', 'cgrates', 'guessed'])
    .optional()
    .meta({ description: 'guessed: by the words of its headings. Left out: it is recognised' }),
  timeZone: timeZone.optional().meta({ description: 'Of dates that name none; Australia/Sydney if left out' }),
  decimal: z.enum(['point', 'comma']).optional(),
  dates: z.enum(['dmy', 'mdy']).optional(),
  round: yes.meta({ description: 'Round prices with more than 6 decimals instead of refusing them' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write a currency as AUD.')
    .optional(),
}

/** A sheet that is sent, and from when on it is to price calls. */
export const sentSheet = {
  effectiveFrom: instant.optional().meta({ description: 'From when on it prices calls; now if left out' }),
  fileName: words(200).optional(),
  ...sheetReading,
}

/** Why this version: shown beside it. */
export const versionNote = words(500).optional().meta({ description: 'Why: shown beside the version' })
