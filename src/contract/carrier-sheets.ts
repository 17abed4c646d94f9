import { z } from 'zod'
import { ANSWER_STEPS } from '#domain/porting/carrier-answer.ts'
import { CARRIER_SHEET_FIELDS } from '#domain/porting/carrier-sheet/sheet-layout.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { portState } from './port-shapes.ts'
import { counting, id, instant, pageWithTotal, paging, phoneNumber, words } from './wire.ts'

const params = z.object({ sheetId: id })
const count = z.int()
const field = z.enum(CARRIER_SHEET_FIELDS)
const meaning = z.enum([...ANSWER_STEPS, 'nothing']).meta({
  id: 'CarrierStatusMeaning',
  description: 'The step of a port a status word stands for; nothing: none',
})
const reason = z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]])
const SHOWN = ['ready', 'split', 'unchanged', 'refused', 'elsewhere', 'applied', 'failed'] as const
const status = z.enum(['review', 'applying', 'done']).meta({
  description: 'review: nothing is applied yet, or some of it is left; applying; done: what could be applied was',
})

const sheetLine = {
  id,
  carrier: z.object({ id, name: z.string() }),
  fileName: z.string(),
  status,
  uploadedAt: instant,
  uploadedBy: z.string(),
  appliedAt: instant.nullable(),
  appliedBy: z.string().nullable(),
  finishedAt: instant.nullable(),
  counts: z.object({
    rows: count,
    ready: count.meta({ description: 'Change an order' }),
    split: count.meta({ description: 'Are about some numbers of an order, which then go on by themselves' }),
    unchanged: count.meta({ description: 'Say what is known' }),
    refused: count,
    elsewhere: count.meta({ description: 'Are about orders that are with another carrier' }),
    applied: count,
    failed: count.meta({ description: 'Could not be applied when it came to that' }),
  }),
}

const sheetInList = z.object(sheetLine).meta({ id: 'CarrierSheetLine' })

const sheet = z
  .object({
    ...sheetLine,
    withSplits: z.boolean().meta({ description: 'Whether orders were split when it was applied' }),
    checkedAt: instant.meta({ description: 'When it was compared with the orders last' }),
    headings: z.array(z.string()),
    sample: z.array(z.object({ line: count, cells: z.array(z.string()) })).meta({ description: 'The first five rows' }),
    fields: z.array(
      z.object({
        field,
        label: z.string(),
        help: z.string(),
        column: count.nullable().meta({ description: 'Index into headings; null: the sheet does not have it' }),
      }),
    ),
    words: z
      .array(z.object({ word: z.string(), rows: count, meaning: meaning.nullable() }))
      .meta({ description: 'The status words in it, and what each means; null: nobody said' }),
    codes: z
      .array(z.object({ code: z.string(), rows: count, reason: reason.nullable() }))
      .meta({ description: 'The reject codes in it, and what each was said to mean for this carrier; null: not here' }),
    isRepeated: z.boolean().meta({ description: 'The same file was uploaded before: this is that sheet' }),
  })
  .meta({ id: 'CarrierSheet' })

const place = z
  .object({ state: portState, cutOverAt: instant.nullable(), reference: z.string().nullable() })
  .meta({ id: 'CarrierSheetPlace', description: 'How an order stands' })

const row = z
  .object({
    line: count.meta({ description: 'Of the file, from 1' }),
    cells: z.array(z.string()),
    show: z.enum(SHOWN).meta({ description: 'What it would do, or what came of it' }),
    portId: id.nullable().meta({ description: 'The order it means; null: none that is known' }),
    accountName: z.string().nullable(),
    numbers: z.array(phoneNumber),
    step: z
      .enum(ANSWER_STEPS)
      .nullable()
      .meta({ description: 'What it says happened; null: nothing, or it cannot be told' }),
    reason: reason.nullable(),
    code: z.string().nullable(),
    words: z.string(),
    before: place.nullable(),
    after: place.nullable(),
    leadLine: count.meta({ description: 'The row it is applied with: rows that say the same of one order are one' }),
    problem: z.string().nullable().meta({ description: 'Why it is not applied' }),
    remedy: z.string().nullable(),
    outcome: z.string().nullable().meta({ description: 'Why it failed; of one that was split off, what it became' }),
    outcomeAt: instant.nullable(),
  })
  .meta({ id: 'CarrierSheetRow' })

const layout = z
  .object({
    columns: z
      .partialRecord(field, z.string().max(200).nullable())
      .default({})
      .meta({ description: 'The heading of each field’s column; null: the sheet has none; left out: as headings say' }),
    words: z
      .record(z.string().max(100), meaning)
      .refine((all) => Object.keys(all).length <= 200, 'Use at most 200 words.')
      .default({})
      .meta({ description: 'What status words mean, in small letters' }),
    codes: z
      .record(z.string().max(100), reason)
      .refine((all) => Object.keys(all).length <= 200, 'Use at most 200 codes.')
      .default({})
      .meta({ description: 'What reject codes mean, in small letters' }),
  })
  .strict()

/** Carriers' answers to many orders at once. */
export const carrierSheetsEndpoints = {
  listCarrierSheets: endpoint({
    id: 'carrier-sheets.list',
    method: 'GET',
    path: '/carrier-sheets',
    summary: 'Sheets of carriers’ answers, the newest first',
    access: 'carriers.read',
    query: z.object({
      ...paging,
      ...counting,
      carrierId: id.optional(),
      status: oneOrMore(['review', 'applying', 'done']).optional(),
    }),
    response: pageWithTotal(sheetInList),
  }),
  uploadCarrierSheet: endpoint({
    id: 'carrier-sheets.upload',
    method: 'POST',
    path: '/carrier-sheets',
    summary: 'Compare a sheet of a carrier’s answers with the orders; nothing is applied',
    description:
      'CSV with commas, semicolons or tabs; up to 5,000 rows. The same file for the same carrier again is the same sheet.',
    access: 'ports.work',
    query: z.object({ carrierId: id, fileName: words(200) }),
    media: { request: 'text/csv' },
    response: sheet,
    status: 201,
  }),
  readCarrierSheet: endpoint({
    id: 'carrier-sheets.read',
    method: 'GET',
    path: '/carrier-sheets/{sheetId}',
    summary: 'A sheet: how it is read, and how many of its rows do what',
    access: 'carriers.read',
    params,
    response: sheet,
  }),
  readCarrierSheetFile: endpoint({
    id: 'carrier-sheets.file',
    method: 'GET',
    path: '/carrier-sheets/{sheetId}/file',
    summary: 'The file as it came',
    access: 'carriers.read',
    params,
    media: { response: 'text/csv' },
  }),
  listCarrierSheetRows: endpoint({
    id: 'carrier-sheets.rows',
    method: 'GET',
    path: '/carrier-sheets/{sheetId}/rows',
    summary: 'The rows of a sheet: how each order stands, how it will, or why not',
    access: 'carriers.read',
    params,
    query: z.object({ ...paging, ...counting, show: oneOrMore(SHOWN).optional() }),
    response: pageWithTotal(row),
  }),
  mapCarrierSheet: endpoint({
    id: 'carrier-sheets.map',
    method: 'PUT',
    path: '/carrier-sheets/{sheetId}/layout',
    summary: 'Say which column is what and what words mean; remembered for the carrier',
    access: 'ports.work',
    params,
    body: layout,
    response: sheet,
  }),
  checkCarrierSheet: endpoint({
    id: 'carrier-sheets.check',
    method: 'POST',
    path: '/carrier-sheets/{sheetId}/check',
    summary: 'Compare the rows that are not applied with the orders as they are now',
    access: 'ports.work',
    params,
    response: sheet,
  }),
  applyCarrierSheet: endpoint({
    id: 'carrier-sheets.apply',
    method: 'POST',
    path: '/carrier-sheets/{sheetId}/apply',
    summary: 'Apply the good rows, one after the other in the background',
    access: 'ports.work',
    params,
    body: z
      .object({
        withSplits: z
          .boolean()
          .default(false)
          .meta({ description: 'Also split orders where a row is about some numbers' }),
      })
      .strict(),
    response: sheet,
    status: 202,
  }),
} satisfies Record<string, Endpoint>
