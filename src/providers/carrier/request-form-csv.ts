import Papa from 'papaparse'

/** The lines of request forms as a CSV file a spreadsheet opens: UTF-8 with its mark, formulas taken for text. */
export function requestFormCsv(columns: readonly string[], lines: readonly (readonly string[])[]): Buffer {
  const text = Papa.unparse(
    { fields: [...columns], data: lines.map((line) => [...line]) },
    { newline: '\r\n', escapeFormulae: true },
  )
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf8')
}
