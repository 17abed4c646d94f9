import type pg from 'pg'
import { receiptPaperOf, statementPaperOf } from '#operations/billing/render-statement.ts'
import { cutOverFile } from '#operations/porting/cut-over-file.ts'
import { requestFormPaper, requestFormTable } from '#operations/porting/request-form.ts'
import type { Attachment } from '#providers/email/mailer.ts'
import type { PdfMaker } from '#providers/pdf/pdf-maker.ts'
import type { MailAttachment } from '#storage/tables/mails.ts'

/** Makes the paper that goes with a mail, from what is frozen. */
export async function mailPaper(
  pdf: PdfMaker,
  db: pg.ClientBase,
  resellerId: number,
  attachment: MailAttachment,
  now: Date,
): Promise<readonly Attachment[]> {
  if (attachment.paper === 'cut-over') return [await calendarEntry(db, resellerId, attachment, now)]
  const { paper: kind, id } = attachment
  if (kind === 'port-request') return requestFormFiles(pdf, db, resellerId, id)
  const read = kind === 'statement' ? statementPaperOf : receiptPaperOf
  const found = await read(db, resellerId, BigInt(id))
  if (found === undefined) throw new Error(`there is no ${kind} ${id}`)
  return [{ fileName: found.fileName, contentType: 'application/pdf', content: await pdf.make(found.paper) }]
}

/** The day of a cut-over, as it was when the mail was written. */
async function calendarEntry(
  db: pg.ClientBase,
  resellerId: number,
  { id, cutOverAt, ...frozen }: Extract<MailAttachment, { readonly paper: 'cut-over' }>,
  now: Date,
): Promise<Attachment> {
  const mailed = { ...frozen, cutOverAt: new Date(cutOverAt) }
  const file = await cutOverFile(db, { resellerId, portId: Number(id) }, now, mailed)
  if (file === undefined) throw new Error(`there is no port ${id}`)
  const method = frozen.isCancelled ? 'CANCEL' : 'REQUEST'
  return { ...file, contentType: `text/calendar; charset=utf-8; method=${method}` }
}

/** The form a port was lodged with: a page for people and a table for machines. */
async function requestFormFiles(
  pdf: PdfMaker,
  db: pg.ClientBase,
  resellerId: number,
  id: string,
): Promise<readonly Attachment[]> {
  const [portId = 0, attempt] = id.split('-').map(Number)
  const paper = await requestFormPaper(db, resellerId, portId, attempt)
  const table = await requestFormTable(db, resellerId, [{ portId, attempt }])
  if (paper === undefined) throw new Error(`there is no request form ${id}`)
  return [
    { fileName: paper.fileName, contentType: 'application/pdf', content: await pdf.make(paper.paper) },
    { fileName: `port-request-${id}.csv`, contentType: 'text/csv', content: table },
  ]
}
