import { carrierSheetsEndpoints as endpoints } from '#contract/carrier-sheets.ts'
import {
  applySheet,
  checkSheet,
  mapSheet,
  MOST_SHEET_BYTES,
  uploadSheet,
} from '#operations/porting/carrier-sheet/review-sheet.ts'
import { plainLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'
import { listCarrierSheets, listSheetRows, readCarrierSheet, readSheetFile } from '#storage/queries/carrier-sheets.ts'
import { notFound } from '../not-found.ts'
import { readUpload } from '../read-upload.ts'
import { route, type Route } from '../route.ts'
import { viewSheet, viewSheetLine, viewSheetRow } from '../views/carrier-sheet.ts'

export const carrierSheetsRoutes: readonly Route[] = [
  route(endpoints.listCarrierSheets, ({ read, query }) =>
    read(async (db) => {
      const page = await listCarrierSheets(db, query)
      return { ...page, items: page.items.map(viewSheetLine) }
    }),
  ),
  route(endpoints.uploadCarrierSheet, async ({ perform, query, body }) => {
    const content = await readUpload(body, MOST_SHEET_BYTES)
    return perform(uploadSheet, { ...query, content }, ({ sheetId, isRepeated }, db) =>
      viewSheet(sheetId, db, isRepeated),
    )
  }),
  route(endpoints.readCarrierSheet, ({ read, params }) => read((db) => viewSheet(params.sheetId, db))),
  route(endpoints.readCarrierSheetFile, async ({ read, params, send }) => {
    const { sheet, file } = await read(async (db) => ({
      sheet: notFound('sheet', await readCarrierSheet(db, params.sheetId)),
      file: notFound('sheet', await readSheetFile(db, params.sheetId)),
    }))
    return send('text/csv', file, sheet.fileName)
  }),
  route(endpoints.listCarrierSheetRows, ({ read, params, query }) =>
    read(async (db) => {
      notFound('sheet', await readCarrierSheet(db, params.sheetId))
      const page = await listSheetRows(db, { ...params, ...query })
      return { ...page, items: page.items.map(viewSheetRow) }
    }),
  ),
  route(endpoints.mapCarrierSheet, ({ perform, params, body }) =>
    perform(mapSheet, { ...params, layout: plainLayout(body) }, (sheetId, db) => viewSheet(sheetId, db)),
  ),
  route(endpoints.checkCarrierSheet, ({ perform, params }) =>
    perform(checkSheet, params, (sheetId, db) => viewSheet(sheetId, db)),
  ),
  route(endpoints.applyCarrierSheet, ({ perform, params, body }) =>
    perform(applySheet, { ...params, ...body }, (sheetId, db) => viewSheet(sheetId, db)),
  ),
]
