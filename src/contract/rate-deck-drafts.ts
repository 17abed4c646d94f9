import { z } from 'zod'
import { PLAN_LIMITS } from '#domain/plans/calling-plan.ts'
import { DRAFT_TABS } from '#domain/plans/draft-tabs.ts'
import { SHEET_FIELDS } from '#domain/plans/sheet/sheet-fields.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { rateChange, sentSheet, sheetReading, versionNote } from './rate-sheets.ts'
import { publication } from './rate-decks.ts'
import { date, id, instant, money, page, paging, positiveMoney, timeZone, words } from './wire.ts'

const count = z.number().int()

const sheetProblem = z
  .object({
    severity: z.enum(['fault', 'note']).meta({ description: 'fault: the sheet is refused until it is put right' }),
    line: count.nullable().meta({ description: 'Of the file, from 1; null: the sheet as a whole' }),
    column: z.string().nullable().meta({ description: 'Its heading as the sheet writes it; null: the row as a whole' }),
    message: z.string().meta({ description: 'What is wrong, and what to do about it' }),
    option: z
      .enum(['columns', 'decimal', 'dates', 'round', 'currency'])
      .nullable()
      .meta({ description: 'The reading option that puts it right; null: the sheet itself has to be put right' }),
  })
  .meta({ id: 'SheetProblem' })

const sheetReadingAnswer = z
  .object({
    layout: z
      .string()
      .nullable()
      .meta({ description: 'The kind of sheet it was recognised as; null: no header found' }),
    separator: z.enum(['comma', 'semicolon', 'tab', 'pipe']),
    decimal: z.enum(['point', 'comma']).nullable().meta({ description: 'null: no amount shows it' }),
    dates: z.enum(['dmy', 'mdy']).nullable().meta({ description: 'null: no date shows it' }),
    currency: z.string().nullable(),
    headerLine: count.nullable(),
    headings: z.array(z.string()),
    rows: z
      .array(z.object({ line: count, cells: z.array(z.string()) }))
      .meta({ description: 'The first 20 below the header, as the sheet writes them' }),
    fields: z
      .array(
        z.object({
          field: z.enum(SHEET_FIELDS),
          label: z.string().meta({ examples: ['Price a minute'] }),
          help: z.string(),
          isNeeded: z.boolean(),
          column: count.nullable().meta({ description: 'Index into headings; null: the sheet does not have it' }),
          heading: z.string().nullable(),
          certainty: z.enum(['chosen', 'layout', 'sure', 'likely']).nullable().meta({
            description: 'chosen: by you; layout: by the kind of sheet; sure, likely: by the words of the heading',
          }),
        }),
      )
      .meta({ description: 'Every field there is, in the order a person would map them' }),
    counts: z
      .object({ sheetRows: count, prefixes: count, destinations: count, notOffered: count, free: count })
      .nullable()
      .meta({ description: 'null: it has no header, or faults' }),
    problems: z.array(sheetProblem).meta({ description: 'Faults first; at most 200' }),
    problemCounts: z.object({ fault: count, note: count }),
    isReadable: z.boolean().meta({ description: 'No faults: it may be published as it is read now' }),
  })
  .meta({ id: 'SheetReading' })

const effect = z
  .object({
    calls: count.meta({ description: 'Calls of the month that this touches' }),
    minutes: z.number().meta({ description: 'Of conversation, to a tenth' }),
    oldCharge: money.meta({ description: 'By the version it replaces, ex GST' }),
    newCharge: money.meta({ description: 'By the sheet, ex GST' }),
    difference: money.meta({ description: 'Above zero: dearer' }),
    unpriced: count.meta({
      description: 'Of the calls: those the sheet has no price for. They would be suspended, and count in no charge',
    }),
  })
  .meta({ id: 'RateEffect' })

const tab = z.enum(DRAFT_TABS).meta({
  id: 'RateDraftTab',
  description:
    'new: new or offered again; raised and lowered by the minute; removed: removed or not offered any more; terms: the same ' +
    'by the minute on other terms, or under another name; loss: sold below cost; problem: what was found in the sheet',
})

const draft = z
  .object({
    id,
    deckId: id.nullable().meta({ description: 'null: publishing it makes the deck' }),
    name: z.string(),
    currency: z.string(),
    fileName: z.string(),
    status: z
      .enum(['ready', 'same', 'faulty'])
      .meta({ description: 'same: the version in force holds the very same rates; faulty: nothing can be published' }),
    effectiveFrom: instant.meta({ description: 'What it was compared as of' }),
    replaces: z
      .object({ version: count, effectiveFrom: instant, rows: count })
      .nullable()
      .meta({ description: 'The version it is compared with; null: the first' }),
    nextVersion: count.nullable().meta({ description: 'A version that takes over later' }),
    sheet: z.object({
      layout: z.string(),
      sheetRows: count,
      prefixes: count,
      destinations: count,
      notOffered: count,
      free: count,
      rounded: count,
      unchanged: count,
    }),
    tabs: z.array(
      z.object({
        tab,
        count,
        effect: effect.nullable().meta({ description: 'null: of problems, or not summed up yet' }),
      }),
    ),
    effect: z
      .object({
        status: z.enum(['waiting', 'running', 'done', 'failed']),
        progress: z.number().min(0).max(1),
        from: date,
        to: date.meta({ description: 'The last day' }),
        timeZone,
        ratesAt: instant.meta({ description: 'The last day on which anything in the sheet changes' }),
        total: effect.nullable(),
        callsByDeck: count
          .nullable()
          .meta({ description: 'All calls of the month that the deck priced, touched or not' }),
        failure: z.string().nullable(),
      })
      .meta({
        description:
          'The calls of the last full calendar month before the draft was made, in the reseller’s zone, that any version of ' +
          'this deck priced (of a wholesale deck: costed). Each is priced twice by its own plan version: with the rates that ' +
          'the draft replaces and with those of the draft, as both stand at ratesAt; the seconds, calls and money that an ' +
          'allowance paid then, it pays again. A call is touched where the two have different rates for it, and counts for ' +
          'the longer of the two prefixes: in the total once, and on one tab. On the tab of losses are all calls to what is ' +
          'sold below cost at effectiveFrom, touched or not.',
      }),
    createdAt: instant,
    createdBy: z.string(),
    expiresAt: instant.meta({ description: 'Seven days after it was made; then it is gone' }),
  })
  .meta({ id: 'RateDeckDraft' })

const draftChange = z
  .object({
    ...rateChange,
    destination: z.string(),
    percent: z
      .number()
      .nullable()
      .meta({ description: 'Of the price a minute, to a hundredth; null: one of the two has none or is nothing' }),
    effect: effect.nullable().meta({ description: 'null: not summed up yet' }),
  })
  .meta({ id: 'RateDraftChange' })

const draftLoss = z
  .object({
    deck: z.string().meta({ description: 'The deck that sells below cost' }),
    prefix: z.string(),
    destination: z.string(),
    price: money.meta({ description: 'Of a call of one minute, ex GST' }),
    cost: money,
    loss: money.meta({ description: 'Cost less price' }),
    effect: effect.nullable(),
  })
  .meta({ id: 'RateDraftLoss' })

const amountUpTo = (most: number) =>
  positiveMoney.refine((amount) => amount <= BigInt(most), `Use at most ${most / 1_000_000} dollars.`)
const increment = count
  .min(1)
  .max(PLAN_LIMITS.incrementSeconds)
  .nullable()
  .optional()
  .meta({ description: 'Seconds; null: the plan’s' })
const aPrefix = z.string().regex(/^\d{1,15}$/, 'A prefix is 1 to 15 digits.')

const params = z.object({ draftId: id })
const search = {
  prefix: aPrefix.optional().meta({ description: 'Prefixes that begin so' }),
  destination: words(100).optional().meta({ description: 'A part of its name' }),
}

export const rateDeckDraftsEndpoints = {
  readRateSheet: endpoint({
    id: 'rate-decks.read-sheet',
    method: 'POST',
    path: '/rate-decks/read-sheet',
    summary: 'How a carrier’s rate sheet is understood: its columns, its first rows, and what is wrong with it',
    description: 'Keeps nothing. Send it again with `columns` and the other options until nothing is wrong.',
    access: 'plans.write',
    query: z.object({ effectiveFrom: sentSheet.effectiveFrom, ...sheetReading }),
    media: { request: 'text/csv' },
    response: sheetReadingAnswer,
  }),
  listDeckDrafts: endpoint({
    id: 'rate-deck-drafts.list',
    method: 'GET',
    path: '/rate-decks/drafts',
    summary: 'Rate sheets under review, the newest first',
    access: 'plans.write',
    query: z.object({ ...paging, deckId: id.optional() }),
    response: page(draft),
  }),
  createDeckDraft: endpoint({
    id: 'rate-deck-drafts.create',
    method: 'POST',
    path: '/rate-decks/drafts',
    summary:
      'Keep a rate sheet for review: what it changes, sells at a loss, and would have done to last month’s calls',
    description: 'Of a deck there is (`deckId`) or of one to make (`name`). Nothing is published.',
    access: 'plans.write',
    query: z
      .object({ deckId: id.optional(), name: words(100).optional(), ...sentSheet })
      .strict()
      .refine(({ deckId, name }) => (deckId === undefined) !== (name === undefined), {
        path: ['deckId'],
        message: 'Give either deckId or the name of a new deck.',
      }),
    media: { request: 'text/csv' },
    response: draft,
    status: 201,
  }),
  readDeckDraft: endpoint({
    id: 'rate-deck-drafts.read',
    method: 'GET',
    path: '/rate-decks/drafts/{draftId}',
    summary: 'A rate sheet under review, with how far its effect is summed up',
    access: 'plans.write',
    params,
    response: draft,
  }),
  listDraftChanges: endpoint({
    id: 'rate-deck-drafts.changes',
    method: 'GET',
    path: '/rate-decks/drafts/{draftId}/changes',
    summary: 'The prefixes of one tab, each with what it was and becomes',
    access: 'plans.write',
    params,
    query: z.object({
      ...paging,
      tab: z.enum(['new', 'raised', 'lowered', 'removed', 'terms']).optional(),
      sort: z
        .enum(['change', 'effect', 'prefix'])
        .default('change')
        .meta({ description: 'change: the largest rise or fall in percent first; effect: the most money first' }),
      ...search,
    }),
    response: page(draftChange),
  }),
  listDraftLosses: endpoint({
    id: 'rate-deck-drafts.losses',
    method: 'GET',
    path: '/rate-decks/drafts/{draftId}/losses',
    summary: 'What would be sold below cost, the largest loss first',
    access: 'plans.write',
    params,
    query: z.object({ ...paging, ...search }),
    response: page(draftLoss),
  }),
  listDraftProblems: endpoint({
    id: 'rate-deck-drafts.problems',
    method: 'GET',
    path: '/rate-decks/drafts/{draftId}/problems',
    summary: 'What was found in the sheet, faults first: the first 1,000 of each kind',
    access: 'plans.write',
    params,
    query: z.object(paging),
    response: page(sheetProblem),
  }),
  publishDeckDraft: endpoint({
    id: 'rate-deck-drafts.publish',
    method: 'POST',
    path: '/rate-decks/drafts/{draftId}/publish',
    summary: 'Publish a reviewed rate sheet',
    description:
      'Refused with 409 where the deck has got another version meanwhile, or another would be replaced on that day: what was ' +
      'reviewed is what is published.',
    access: 'plans.write',
    params,
    body: z
      .object({
        effectiveFrom: instant.optional().meta({ description: 'Left out: now' }),
        note: versionNote,
        allowBackdating: z.boolean().default(false).meta({ description: 'Begin before calls that are priced already' }),
      })
      .strict(),
    response: publication,
    status: 201,
  }),
  discardDeckDraft: endpoint({
    id: 'rate-deck-drafts.discard',
    method: 'DELETE',
    path: '/rate-decks/drafts/{draftId}',
    summary: 'Drop a rate sheet under review',
    access: 'plans.write',
    params,
  }),
  changeDeckRates: endpoint({
    id: 'rate-decks.change-rates',
    method: 'POST',
    path: '/rate-decks/{deckId}/rates',
    summary: 'Publish the next version of a deck with a few rates added, changed or taken out',
    description:
      'The version in force at effectiveFrom, with these prefixes instead of what it has for them. What puts calls right that ' +
      'are suspended for want of a rate: begin before they were made, then retry them.',
    access: 'plans.write',
    params: z.object({ deckId: id }),
    body: z
      .object({
        rates: z
          .array(
            z
              .object({
                prefix: aPrefix,
                destination: words(200)
                  .optional()
                  .meta({ description: 'Left out: that of the prefix, or the next shorter' }),
                perMinute: amountUpTo(PLAN_LIMITS.perMinuteMicros)
                  .nullable()
                  .meta({ description: 'null: not offered' }),
                flagfall: amountUpTo(PLAN_LIMITS.amountMicros).optional(),
                minimumCharge: amountUpTo(PLAN_LIMITS.amountMicros).optional(),
                firstIncrement: increment,
                nextIncrement: increment,
              })
              .strict(),
          )
          .max(200)
          .default([]),
        remove: z.array(aPrefix).max(200).default([]),
        effectiveFrom: instant.optional().meta({ description: 'Left out: now' }),
        note: versionNote,
        allowBackdating: z.boolean().default(false),
      })
      .strict()
      .refine(({ rates, remove }) => rates.length + remove.length > 0, {
        path: ['rates'],
        message: 'Write at least one rate, or one prefix to remove.',
      }),
    response: publication,
    status: 201,
  }),
} satisfies Record<string, Endpoint>
