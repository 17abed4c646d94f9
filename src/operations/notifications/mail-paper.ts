import type pg from 'pg'
import { receiptPaperOf, statementPaperOf } from '#operations/billing/render-statement.ts'
import type { Attachment } from '#providers/email/mailer.ts'
import type { PdfMaker } from '#providers/pdf/pdf-maker.ts'
import type { MailAttachment } from '#storage/tables/mails.ts'

/** Makes the paper that goes with a mail, from what is frozen. */
export async function mailPaper(
  pdf: PdfMaker,
  db: pg.ClientBase,
  resellerId: number,
  { paper: kind, id }: MailAttachment,
): Promise<Attachment> {
  const read = kind === 'statement' ? statementPaperOf : receiptPaperOf
  const found = await read(db, resellerId, BigInt(id))
  if (found === undefined) throw new Error(`there is no ${kind} ${id}`)
  return { fileName: found.fileName, contentType: 'application/pdf', content: await pdf.make(found.paper) }
}
