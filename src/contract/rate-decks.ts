import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { rateChange, rateTerms, sentSheet, versionNote } from './rate-sheets.ts'
import { id, instant, money, page, paging, words } from './wire.ts'

const deckSummary = z
  .object({
    id,
    name: z.string(),
    currency: z.string().meta({ examples: ['AUD'] }),
    use: z.enum(['retail', 'wholesale']).meta({ description: 'wholesale: the reseller is charged by it' }),
    versions: z.number().int(),
    plans: z
      .array(z.object({ id, name: z.string() }))
      .meta({ description: 'Calling plans whose latest version leaves calls to it' }),
  })
  .meta({ id: 'RateDeckSummary' })

const deckVersion = z
  .object({
    version: z.number().int(),
    effectiveFrom: instant,
    createdAt: instant,
    fileName: z.string(),
    rows: z.number().int(),
    isInForce: z.boolean(),
    note: z.string().meta({ description: 'Why, in the words of who published it' }),
    publishedBy: z.string(),
  })
  .meta({ id: 'RateDeckVersion' })

const rateDeck = deckSummary
  .omit({ versions: true })
  .extend({ versions: z.array(deckVersion).meta({ description: 'The last 500 to take effect, in that order' }) })
  .meta({ id: 'RateDeck' })

const rate = z
  .object({ prefix: z.string(), ...rateTerms, validFrom: instant.nullable(), validTo: instant.nullable() })
  .meta({ id: 'Rate' })

const deckChange = z.object(rateChange).meta({ id: 'RateChange' })

const count = z.number().int()

const deckComparison = z
  .object({
    against: count,
    version: count,
    counts: z.record(z.string(), count).meta({ description: 'Prefixes by what becomes of them' }),
    changes: z.array(deckChange).meta({ description: 'The largest rises first; at most 200' }),
  })
  .meta({ id: 'RateDeckComparison' })

export const publication = z
  .object({
    outcome: z.enum(['published', 'same', 'dry_run']),
    deckId: id.nullable(),
    name: z.string(),
    currency: z.string(),
    version: count,
    effectiveFrom: instant,
    replacesVersion: count.nullable(),
    nextVersion: count.nullable().meta({ description: 'A version that takes over later' }),
    sheet: z
      .object({
        layout: z.string(),
        columns: z.record(z.string(), z.string()).meta({ description: 'The heading each field was read from' }),
        sheetRows: count,
        prefixes: count,
        destinations: count,
        notOffered: count,
        free: count,
        rounded: count,
        notes: z.array(z.object({ line: count, message: z.string() })).meta({ description: 'The first 50' }),
      })
      .nullable(),
    counts: z.record(z.string(), count).nullable().meta({ description: 'Prefixes by what becomes of them' }),
    changes: z.array(deckChange).meta({ description: 'The largest rises first; at most 200' }),
    losses: z.object({
      count,
      items: z
        .array(z.object({ deck: z.string(), prefix: z.string(), destination: z.string(), price: money, cost: money }))
        .meta({ description: 'Sold below cost, a call of one minute; the largest losses first, at most 200' }),
    }),
  })
  .meta({ id: 'RateDeckPublication' })

const flag = z.enum(['true', 'false']).optional()

const reading = {
  ...sentSheet,
  note: versionNote,
  dryRun: flag.meta({ description: 'Compares, and keeps nothing' }),
}

const params = z.object({ deckId: id })
const versionParams = z.object({ deckId: id, version: z.coerce.number().int().min(1).max(1_000_000) })

export const rateDecksEndpoints = {
  listRateDecks: endpoint({
    id: 'rate-decks.list',
    method: 'GET',
    path: '/rate-decks',
    summary: 'Rate decks, by name',
    access: 'plans.read',
    query: z.object(paging),
    response: page(deckSummary),
  }),
  readRateDeck: endpoint({
    id: 'rate-decks.read',
    method: 'GET',
    path: '/rate-decks/{deckId}',
    summary: 'A rate deck with its versions',
    access: 'plans.read',
    params,
    response: rateDeck,
  }),
  listRates: endpoint({
    id: 'rate-decks.rates',
    method: 'GET',
    path: '/rate-decks/{deckId}/versions/{version}/rates',
    summary: 'Rates of a version, by prefix',
    access: 'plans.read',
    params: versionParams,
    query: z.object({
      ...paging,
      prefix: z
        .string()
        .regex(/^\d{1,15}$/, 'A prefix is 1 to 15 digits.')
        .optional()
        .meta({ description: 'Prefixes that begin so, and those that numbers beginning so fall back to' }),
      destination: words(100).optional(),
    }),
    response: page(rate),
  }),
  exportRates: endpoint({
    id: 'rate-decks.export',
    method: 'GET',
    path: '/rate-decks/{deckId}/versions/{version}/export',
    summary: 'A version as deck.csv',
    access: 'plans.read',
    params: versionParams,
    media: { response: 'text/csv' },
  }),
  compareDeckVersions: endpoint({
    id: 'rate-decks.compare-versions',
    method: 'GET',
    path: '/rate-decks/{deckId}/versions/{version}/changes',
    summary: 'What a version of a deck changes against another',
    access: 'plans.read',
    params: versionParams,
    query: z.object({ against: versionParams.shape.version }),
    response: deckComparison,
  }),
  createRateDeck: endpoint({
    id: 'rate-decks.create',
    method: 'POST',
    path: '/rate-decks',
    summary: 'Make a rate deck from a carrier’s rate sheet',
    access: 'plans.write',
    query: z.object({ name: words(100), ...reading }),
    media: { request: 'text/csv' },
    response: publication,
    status: 201,
  }),
  publishDeckVersion: endpoint({
    id: 'rate-decks.publish-version',
    method: 'POST',
    path: '/rate-decks/{deckId}/versions',
    summary: 'Publish a rate sheet as the next version of a deck',
    description:
      'With dryRun=true: what it changes against the version it would replace, and what it would sell at a loss.',
    access: 'plans.write',
    params,
    query: z.object({ ...reading, allowBackdating: flag }),
    media: { request: 'text/csv' },
    response: publication,
    status: 201,
  }),
  revertRateDeck: endpoint({
    id: 'rate-decks.revert',
    method: 'POST',
    path: '/rate-decks/{deckId}/revert',
    summary: 'Publish the rates of an earlier version again, as the next version',
    access: 'plans.write',
    params,
    body: z.object({ version: z.number().int().min(1).max(1_000_000).optional(), note: versionNote }).strict(),
    response: publication,
    status: 201,
  }),
} satisfies Record<string, Endpoint>
