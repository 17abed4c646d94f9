import type { LedgerCheck } from './ledger-check.ts'

const FILES_ARE_WHOLE: LedgerCheck = {
  name: 'files of ports',
  meaning: 'Each file of a port is byte for byte what was handed in.',
  sides: ['by the SHA-256 of then', 'by the content'],
  sql: `
    SELECT account_id, 'file ' || id || ' of port ' || port_id AS place, 'SHA-256' AS fact, 'words' AS unit,
           sha256 AS expected, encode(sha256(content), 'hex') AS found
      FROM port_files WHERE sha256 <> encode(sha256(content), 'hex')`,
}

const SIGNATURES_HOLD: LedgerCheck = {
  name: 'signed authorities',
  meaning: 'What was signed with the authority of a port is, letter for letter, what its signature is under.',
  sides: ['by the signature', 'by what is kept'],
  sql: `
    SELECT account_id, 'signature ' || id || ' of port ' || port_id AS place, 'SHA-256' AS fact, 'words' AS unit,
           sha256 AS expected, encode(sha256(convert_to(content, 'UTF8')), 'hex') AS found
      FROM port_signatures WHERE sha256 <> encode(sha256(convert_to(content, 'UTF8')), 'hex')`,
}

export const PORT_PAPER_CHECKS: readonly LedgerCheck[] = [FILES_ARE_WHOLE, SIGNATURES_HOLD]
