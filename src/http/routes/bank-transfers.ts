import { bankTransfersEndpoints as endpoints } from '#contract/bank-transfers.ts'
import {
  discardBankFile,
  mapBankFile,
  matchAgain,
  MOST_BANK_BYTES,
  uploadBankFile,
} from '#operations/payments/bank-files.ts'
import {
  acceptSuggestions,
  assignTransfer,
  postMatched,
  reopenTransfer,
  setTransferAside,
  undoTransfer,
  type PostedTransfers,
} from '#operations/payments/bank-transfers.ts'
import {
  listBankImports,
  listTransfers,
  readBankFile,
  readBankImport,
  type TransferFilter,
} from '#storage/queries/bank-transfers.ts'
import { bankTransfersCsv } from '../money-csv.ts'
import { notFound } from '../not-found.ts'
import { readUpload } from '../read-upload.ts'
import { route, type Route } from '../route.ts'
import { viewBankFile, viewBankFileLine, viewTransfer, viewTransferOf } from '../views/bank-transfers.ts'

export const bankTransfersRoutes: readonly Route[] = [
  route(endpoints.listBankFiles, ({ read, query }) =>
    read(async (db) => {
      const page = await listBankImports(db, query)
      return { ...page, items: page.items.map(viewBankFileLine) }
    }),
  ),
  route(endpoints.uploadBankFile, async ({ perform, query, body }) => {
    const content = await readUpload(body, MOST_BANK_BYTES)
    return perform(uploadBankFile, { ...query, content }, ({ importId, isRepeated }, db) =>
      viewBankFile(importId, db, isRepeated),
    )
  }),
  route(endpoints.readBankFile, ({ read, params }) => read((db) => viewBankFile(params.bankImportId, db))),
  route(endpoints.downloadBankFile, async ({ read, params, send }) => {
    const { file, content } = await read(async (db) => ({
      file: notFound('file', await readBankImport(db, params.bankImportId)),
      content: notFound('file', await readBankFile(db, params.bankImportId)),
    }))
    return send('text/csv', content, file.fileName)
  }),
  route(endpoints.mapBankFile, ({ perform, params, body }) =>
    perform(mapBankFile, { importId: params.bankImportId, ...body }, (importId, db) => viewBankFile(importId, db)),
  ),
  route(endpoints.matchBankFile, ({ perform, params }) =>
    perform(matchAgain, { importId: params.bankImportId }, (_, db) => viewBankFile(params.bankImportId, db)),
  ),
  route(endpoints.postBankFile, ({ perform, params }) =>
    perform(postMatched, { importId: params.bankImportId }, async (posted, db) => {
      notFound('file', await readBankImport(db, params.bankImportId))
      return viewPosted(posted)
    }),
  ),
  route(endpoints.discardBankFile, ({ perform, params }) =>
    perform(discardBankFile, { importId: params.bankImportId }, () => ({})),
  ),
  route(endpoints.listBankTransfers, ({ read, query }) =>
    read(async (db) => {
      const { sums, items, ...page } = await listTransfers(db, filterOf(query))
      return {
        ...page,
        items: items.map(viewTransfer),
        oldest: sums?.oldest ?? null,
        sums: sums && { amount: sums.amountMicros, left: sums.leftMicros, currency: 'AUD' as const },
      }
    }),
  ),
  route(endpoints.exportBankTransfers, ({ read, query, send }) => {
    const asked = filterOf(query)
    const pages = bankTransfersCsv((place) => read((db) => listTransfers(db, { ...asked, ...place })))
    return send('text/csv; charset=utf-8', pages, 'bank-transfers.csv')
  }),
  route(endpoints.readBankTransfer, ({ read, params }) => read((db) => viewTransferOf(params.bankTransferId, db))),
  route(endpoints.acceptBankTransfers, ({ perform, body }) => perform(acceptSuggestions, body, viewPosted)),
  route(endpoints.assignBankTransfer, ({ perform, params, body }) => {
    const parts = body.parts.map(({ accountId, amount }) => ({ accountId, amountMicros: amount }))
    return perform(assignTransfer, { transferId: params.bankTransferId, parts }, viewTransferOf)
  }),
  route(endpoints.setBankTransferAside, ({ perform, params, body }) =>
    perform(setTransferAside, { transferId: params.bankTransferId, ...body }, viewTransferOf),
  ),
  route(endpoints.reopenBankTransfer, ({ perform, params, body }) =>
    perform(reopenTransfer, { transferId: params.bankTransferId, ...body }, viewTransferOf),
  ),
  route(endpoints.undoBankTransfer, ({ perform, params, body }) =>
    perform(undoTransfer, { transferId: params.bankTransferId, ...body }, viewTransferOf),
  ),
]

function filterOf<Query extends Omit<TransferFilter, 'amountMicros'> & { amount?: TransferFilter['amountMicros'] }>({
  amount,
  ...query
}: Query) {
  return { ...query, amountMicros: amount }
}

function viewPosted({ posted, amountMicros }: PostedTransfers) {
  return { posted, amount: amountMicros, currency: 'AUD' as const }
}
