import type { Content, ContentTable, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { dateText } from '#domain/time/date-text.ts'
import type { PaperLook } from './paper.ts'

/** A4 in points, and what is left of it between the margins. */
const MARGINS = [48, 48, 48, 64] as const
const CONTENT_WIDTH = 595.28 - MARGINS[0] - MARGINS[2]

const GREY = '#57606a'
const LINE = '#d8dbe0'

interface PaperFrame {
  readonly title: string
  readonly number: string
  readonly issuedOn: string
  readonly supplier: { readonly name: string; readonly legalName: string; readonly abn: string | null }
  readonly look: PaperLook
  readonly content: readonly Content[]
}

/**
 * A paper in the reseller's name: its colour and logo, the number and page of each page, and what programs that read
 * aloud need to know. Made from the same values it is the same byte for byte, for its only dates are its own.
 */
export function paper({ title, number, issuedOn, supplier, look, content }: PaperFrame): TDocumentDefinitions {
  const issuedAt = new Date(`${issuedOn}T00:00:00Z`)
  return {
    pageSize: 'A4',
    pageMargins: [...MARGINS],
    version: '1.7',
    language: 'en-AU',
    displayTitle: true,
    info: {
      title: `${title} ${number}`,
      author: supplier.name,
      subject: `${title} of ${dateText(issuedOn)}`,
      creator: supplier.name,
      producer: supplier.name,
      creationDate: issuedAt,
      modDate: issuedAt,
    },
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 20, bold: true },
      section: { fontSize: 12, bold: true, color: look.colour, margin: [0, 16, 0, 6] },
      head: { bold: true, color: GREY, fontSize: 8 },
      small: { color: GREY, fontSize: 8 },
      strong: { bold: true },
      paragraph: { margin: [0, 0, 0, 4] },
    },
    content: [letterhead(title, supplier, look), ...content],
    footer: (page, pages) => ({
      margin: [MARGINS[0], 20, MARGINS[2], 0],
      columns: [
        { text: [supplier.name, abnText(supplier.abn)].filter((part) => part !== '').join(' · '), style: 'small' },
        { text: `${number} · Page ${page} of ${pages}`, style: 'small', alignment: 'right' },
      ],
    }),
  }
}

function letterhead(title: string, { name }: PaperFrame['supplier'], { colour, logo }: PaperLook): Content {
  return [
    { canvas: [{ type: 'rect', x: 0, y: 0, w: CONTENT_WIDTH, h: 4, color: colour }], margin: [0, 0, 0, 14] },
    {
      columns: [
        logo === null ? { text: name, fontSize: 18, bold: true, color: colour } : picture(logo),
        { text: title, style: 'title', alignment: 'right' },
      ],
      margin: [0, 0, 0, 18],
    },
  ]
}

function picture({ mediaType, bytes }: NonNullable<PaperLook['logo']>): Content {
  const content = Buffer.from(bytes)
  if (mediaType === 'image/svg+xml') return { svg: content.toString('utf8'), fit: [180, 48] }
  return { image: `data:${mediaType};base64,${content.toString('base64')}`, fit: [180, 48] }
}

/** `ABN 51 824 753 556`. */
export function abnText(abn: string | null): string {
  return abn === null ? '' : `ABN ${abn.replace(/^(\d\d)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4')}`
}

/** A heading that stays with what it is of: a long table has it on each of its pages. */
export function section(heading: string, ...content: readonly Content[]): Content {
  const [first, ...rest] = content
  if (first !== undefined && isLongTable(first)) return [headed(heading, first), ...rest]
  return [{ stack: [{ text: heading, style: 'section' }, first ?? ''], unbreakable: true }, ...rest]
}

/** More rows than are kept on one page. */
const LONG = 12

function isLongTable(content: Content): content is ContentTable {
  return typeof content === 'object' && 'table' in content && content.table.body.length > LONG
}

function headed(heading: string, content: ContentTable): Content {
  const { body, headerRows = 0 } = content.table
  const columns = body[0]?.length ?? 1
  const row = [{ text: heading, style: 'section', colSpan: columns }, ...Array.from({ length: columns - 1 }, () => '')]
  return { ...content, table: { ...content.table, headerRows: headerRows + 1, body: [row, ...body] } }
}

/** A column of a table: how wide, whether its figures stand at the right, and whether what it holds is known to fit. */
export interface Column {
  readonly head: string
  readonly width: number | '*'
  readonly isFigure?: boolean
  readonly fits?: boolean
}

/** Thin lines between rows, a stronger one under the head. */
const ROWS: CustomTableLayout = {
  hLineWidth: (line, { table: { body, headerRows = 0 } }) => {
    if (line < headerRows || line === 0 || line === body.length) return 0
    return line === headerRows ? 1 : 0.5
  },
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: (column) => (column === 0 ? 0 : 6),
  paddingRight: (column, { table }) => (column === (table.widths?.length ?? 0) - 1 ? 0 : 6),
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

/** A table whose head stands again on every page; `strong` says which rows are sums. */
export function rows(
  columns: readonly Column[],
  lines: readonly (readonly string[])[],
  strong: (line: number) => boolean = () => false,
): Content {
  const cell = (text: string, column: Column | undefined, style: string | undefined): TableCell => ({
    text,
    ...(column?.isFigure === true && { alignment: 'right' as const, noWrap: true }),
    ...(column?.fits === true && { noWrap: true }),
    ...(style !== undefined && { style }),
  })
  return {
    layout: ROWS,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 2,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map((column) => cell(column.head, column, 'head')),
        ...lines.map((line, index) =>
          line.map((text, at) => cell(text, columns[at], strong(index) ? 'strong' : undefined)),
        ),
      ],
    },
  }
}

/** Names and values beside each other, the values at the right; the rows named in `strong` stand out. */
export function facts(
  pairs: readonly (readonly [name: string, value: string])[],
  strong: readonly string[] = [],
): Content {
  return {
    layout: ROWS,
    table: {
      widths: ['*', 'auto'],
      body: pairs.map(([name, value]) => {
        const style = strong.includes(name) ? { style: 'strong' } : {}
        return [
          { text: name, ...style },
          { text: value, alignment: 'right', ...style },
        ]
      }),
    },
  }
}

/** What matters most, in a box of the reseller's colour. */
export function callout(colour: string, text: string, figure: string): Content {
  return {
    margin: [0, 14, 0, 0],
    layout: {
      hLineWidth: () => 1,
      vLineWidth: () => 1,
      hLineColor: () => colour,
      vLineColor: () => colour,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: () => 8,
      paddingBottom: () => 8,
    },
    table: {
      widths: ['*', 'auto'],
      body: [
        [
          { text, fontSize: 11, margin: [0, 2, 0, 0] },
          { text: figure, fontSize: 14, bold: true, alignment: 'right', noWrap: true },
        ],
      ],
    },
  }
}
