import { isEmergency, type NumberCode } from '#domain/phone-number.ts'
import { type AustralianState, GEOGRAPHIC_AREAS } from './geographic-areas.ts'
import { SERVICE_TYPE_CODES, type ServiceTypeCode, UNCLASSIFIED } from './service-type.ts'

/**
 * What an outgoing call from `a` to `b` is on the bill; {@link UNCLASSIFIED} where `b` is no number we know the kind of.
 * First match wins: emergency, on-net, then by the kind of `b`. The retail class never comes from the upstream carrier,
 * so that plans stay the same when the upstream changes.
 */
export function classifyOutbound(
  a: NumberCode,
  b: NumberCode,
  bIsOnnet: boolean,
): ServiceTypeCode | typeof UNCLASSIFIED {
  if (b <= 0) return classifyWithoutE164(b)
  if (bIsOnnet) return SERVICE_TYPE_CODES.Onnet
  if (b >= 61e9 && b < 62e9) return classifyElevenDigits(a, b)
  if (isLocalRate(b)) return SERVICE_TYPE_CODES['6113']
  if (isFreephone(b)) return SERVICE_TYPE_CODES.TollFree
  if (isPremium(b)) return SERVICE_TYPE_CODES.Premium
  return isAustralian(b) ? UNCLASSIFIED : SERVICE_TYPE_CODES.International
}

/** What an incoming call is on the bill of `b`'s owner: by the kind of number that was called. */
export function classifyInbound(b: NumberCode): ServiceTypeCode {
  if (isLocalRate(b)) return SERVICE_TYPE_CODES['Inbound 6113']
  return isFreephone(b) ? SERVICE_TYPE_CODES['Inbound 611800'] : SERVICE_TYPE_CODES.Inbound
}

/** Whether a call comes from an Australian mobile: 13, 1300 and 1800 numbers are charged by that. */
export function originIsMobile(a: NumberCode): boolean {
  return a >= 614e8 && a < 615e8
}

/** Where a geographic number is; undefined for any other number and for blocks not in use. */
export function regionOf(
  code: NumberCode,
): { readonly label: string; readonly state: AustralianState; readonly timeZone: string } | undefined {
  return GEOGRAPHIC_AREAS[geographicFamily(code)]
}

/** Index of the area a number belongs to; -1 when it is not geographic or its block is not in use. */
export function geographicFamily(code: NumberCode): number {
  // Only eleven digits behind 61 give a block inside the table.
  const block = Math.floor(code / 1e6) - FIRST_BLOCK
  return block >= 0 && block < FAMILY_OF_BLOCK.length ? (FAMILY_OF_BLOCK[block] ?? -1) : -1
}

/** 02 00 to 08 99, written behind 61. */
const FIRST_BLOCK = 61_200
const FAMILY_OF_BLOCK = indexBlocks()

function indexBlocks(): Int8Array {
  const families = new Int8Array(700).fill(-1)
  for (const [family, { blocks }] of GEOGRAPHIC_AREAS.entries()) {
    for (const block of blocks) {
      const from = Number(block.slice(1).padEnd(3, '0')) - 200
      families.fill(family, from, block.length === 3 ? from + 10 : from + 1)
    }
  }
  return families
}

/** Nothing readable, or a code of one network: emergency, else directory, operator and information services. */
function classifyWithoutE164(b: NumberCode): ServiceTypeCode | typeof UNCLASSIFIED {
  if (b >= -1) return UNCLASSIFIED
  return isEmergency(b) ? SERVICE_TYPE_CODES.Emergency : SERVICE_TYPE_CODES.Directory
}

function classifyElevenDigits(a: NumberCode, b: NumberCode): ServiceTypeCode | typeof UNCLASSIFIED {
  const lead = Math.floor(b / 1e8)
  if (lead === 614) return SERVICE_TYPE_CODES.Mobile
  if (lead === 612 || lead === 613 || lead === 617 || lead === 618) {
    const family = geographicFamily(b)
    return family >= 0 && family === geographicFamily(a) ? SERVICE_TYPE_CODES.Local : SERVICE_TYPE_CODES.National
  }
  const isSatellite = (b >= 61_145e6 && b < 61_146e6) || (b >= 61_147e6 && b < 61_148e6)
  return isSatellite ? SERVICE_TYPE_CODES.Premium : UNCLASSIFIED
}

/** 13 xxxx, 1345 xxxx, 1300 xxx xxx */
function isLocalRate(code: NumberCode): boolean {
  return (
    (code >= 611_300e6 && code < 611_301e6) ||
    (code >= 61_130_000 && code < 61_140_000) ||
    (code >= 611_345e4 && code < 611_346e4)
  )
}

/** 1800 xxx xxx, 180x xxx */
function isFreephone(code: NumberCode): boolean {
  return (code >= 611_800e6 && code < 611_801e6) || (code >= 611_800e3 && code < 611_810e3)
}

/** 190x xxx xxx, and the 19x numbers of six to eight digits that charge for messages */
function isPremium(code: NumberCode): boolean {
  return (
    (code >= 61_190e7 && code < 61_191e7) ||
    (code >= 6119e4 && code < 6120e4) ||
    (code >= 6119e5 && code < 6120e5) ||
    (code >= 6119e6 && code < 6120e6)
  )
}

function isAustralian(code: NumberCode): boolean {
  for (let from = 61; from <= code; from *= 10) if (code < (from / 61) * 62) return true
  return false
}
