import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, longId } from './wire.ts'

const PDF = { response: 'application/pdf' } as const

export const statementPapersEndpoints = {
  statementPdf: endpoint({
    id: 'statements.pdf',
    method: 'GET',
    path: '/statements/{statementId}.pdf',
    summary: 'A statement, invoice or adjustment note as PDF, under the reseller’s brand',
    access: 'billing.read',
    params: z.object({ statementId: longId }),
    media: PDF,
  }),
  receiptPdf: endpoint({
    id: 'payments.receipt-pdf',
    method: 'GET',
    path: '/accounts/{accountId}/payments/{paymentId}/receipt.pdf',
    summary: 'The receipt of a payment as PDF',
    access: 'billing.read',
    params: z.object({ accountId: id, paymentId: longId }),
    media: PDF,
  }),
} satisfies Record<string, Endpoint>
