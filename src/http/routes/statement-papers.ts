import { statementPapersEndpoints } from '#contract/statement-papers.ts'
import { receiptPaperOf, statementPaperOf } from '#operations/billing/render-statement.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const statementPapersRoutes: readonly Route[] = [
  route(statementPapersEndpoints.statementPdf, async ({ read, actor, params, services, send }) => {
    const found = await read((db) => statementPaperOf(db, actor.resellerId ?? 0, params.statementId))
    const { paper, fileName } = notFound('statement', found)
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
  route(statementPapersEndpoints.receiptPdf, async ({ read, actor, params, services, send }) => {
    const { accountId, paymentId } = params
    const found = await read((db) => receiptPaperOf(db, actor.resellerId ?? 0, paymentId, accountId))
    const { paper, fileName } = notFound('receipt', found)
    return send('application/pdf', await services.pdf.make(paper), fileName)
  }),
]
