import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { addressLines } from '#domain/billing/document-words.ts'
import type { AuthorityLetter } from '#domain/porting/authority.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { phoneText } from '#domain/phone-text.ts'
import { dateText } from '#domain/time/date-text.ts'
import { abnText, paper, section } from './paper-parts.ts'
import type { PaperLook } from './paper.ts'

const GREY = '#57606a'
const NUMBERS_A_ROW = 4

/** A letter of authority as a page: what moves, from whom, what is agreed to, and the signature or room for one. */
export function authorityPaper(letter: AuthorityLetter, look: PaperLook): TDocumentDefinitions {
  const { reference, issuedOn, provider, terms, consents } = letter
  const {
    losingCarrier,
    losingAccountNumber,
    holderName,
    businessNumber,
    serviceAddress,
    authorisedPerson: person,
  } = terms
  const reach = [person.phone === null ? '' : phoneText(person.phone), person.email ?? '']
  return paper({
    title: 'Authority to move numbers',
    number: reference,
    issuedOn,
    supplier: provider,
    look,
    content: [
      {
        text: `To ${losingCarrier}: please let the numbers below move to ${provider.legalName}${
          provider.abn === null ? '' : ` (${abnText(provider.abn)})`
        }.`,
        fontSize: 11,
        margin: [0, 0, 0, 4],
      },
      section('Numbers', numbersTable(letter)),
      section(
        `The service at ${losingCarrier}`,
        named([
          ['Kind of move', PORT_KIND_TERMS[terms.kind].words],
          ['Account number, as billed', losingAccountNumber ?? ''],
          ['Account holder, as billed', holderName],
          ['ABN or ACN', businessNumber ?? ''],
          ['Service address', addressLines(serviceAddress).join(', ')],
        ]),
      ),
      section(
        'Authorised person',
        named([
          ['Name', person.name],
          ['Position', person.position ?? ''],
          ['Phone and e-mail address', reach.filter((part) => part !== '').join(', ')],
        ]),
      ),
      section('What is agreed to', { ol: consents.map((text) => ({ text, margin: [0, 0, 0, 3] })) }),
      signatureBlock(letter),
    ],
  })
}

function numbersTable({ terms }: AuthorityLetter): Content {
  const numbers = terms.numbers.map(phoneText)
  const count = Math.ceil(numbers.length / NUMBERS_A_ROW)
  const lines = Array.from({ length: count }, (_, row) =>
    Array.from({ length: NUMBERS_A_ROW }, (__, column) => numbers[row * NUMBERS_A_ROW + column] ?? ''),
  )
  return {
    layout: 'noBorders',
    table: { widths: Array.from({ length: NUMBERS_A_ROW }, () => '*'), body: lines.map((line) => [...line]) },
  }
}

function named(pairs: readonly (readonly [name: string, value: string])[]): Content {
  return {
    layout: 'noBorders',
    table: {
      widths: [160, '*'],
      body: pairs
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [{ text: name, color: GREY }, { text: value }]),
    },
  }
}

function signatureBlock({ signature, terms, issuedOn }: AuthorityLetter): Content {
  if (signature === null) {
    const blank = '_'.repeat(44)
    return {
      unbreakable: true,
      stack: [
        { text: 'Signature', style: 'section' },
        {
          columns: [
            {
              stack: [
                { text: blank, margin: [0, 34, 0, 2] },
                { text: terms.authorisedPerson.name, style: 'small' },
              ],
            },
            {
              stack: [
                { text: blank, margin: [0, 34, 0, 2] },
                { text: 'Date', style: 'small' },
              ],
            },
          ],
        },
        { text: `Written on ${dateText(issuedOn)}. Not signed.`, style: 'small', margin: [0, 12, 0, 0] },
      ],
    }
  }
  return {
    unbreakable: true,
    stack: [
      { text: 'Signature', style: 'section' },
      { text: signature.name, italics: true, fontSize: 18, margin: [0, 4, 0, 8] },
      named([
        ['Signed', `electronically, on ${signature.at}`],
        ['From', signature.ip],
        ['By the browser', signature.agent],
        ['SHA-256 of what was signed', signature.sha256],
      ]),
      {
        text: 'Name, time, address and browser were recorded as the letter was signed; the SHA-256 is of the numbers, the service, the authorised person and the version of what is agreed to.',
        style: 'small',
        margin: [0, 8, 0, 0],
      },
    ],
  }
}
