import type pg from 'pg'
import { gstOf, micros, type Micros } from '#domain/money.ts'
import { phoneText } from '#domain/phone-text.ts'
import { readInclusions } from '#operations/numbers/account-terms.ts'
import { readHangingOn } from '#storage/queries/cancel-preview.ts'
import { readChannels } from '#storage/queries/channels.ts'
import { countBundled, readBlockLines, readLines, type LineRow } from '#storage/queries/lines.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import { readUses, type PortOutRow } from '#storage/queries/port-outs.ts'
import { readBrand } from '#storage/queries/brand.ts'

/** What an account loses with its numbers, and what stays. Amounts a month are ex GST. */
export interface Consequences {
  readonly charges: readonly { readonly description: string; readonly monthlyMicros: Micros }[]
  readonly monthlyMicros: Micros
  /** Numbers the calling plan includes, now and afterwards; null: none of these counts towards them. */
  readonly bundle: { readonly included: number; readonly used: number; readonly usedAfter: number } | null
  readonly channels: { readonly limit: number; readonly extra: number; readonly monthlyMicros: Micros }
  readonly uses: readonly { readonly number: string; readonly words: string }[]
  readonly balanceMicros: Micros
  readonly numbersLeft: number
  /** Charged with the release, where the reseller has set a fee. */
  readonly fee: { readonly amountMicros: Micros; readonly gstMicros: Micros }
}

const USES = {
  main: 'is the phone number of the main contact',
  billing: 'is the phone number of the billing contact',
  technical: 'is the phone number of the technical contact',
  'answer-point': 'is where calls to another number are answered',
} as const

/** What would end if the numbers left now. */
export async function consequencesOf(
  { db, now, resellerId }: { readonly db: pg.ClientBase; readonly now: Date; readonly resellerId: number },
  { accountId, numbers }: PortOutRow,
): Promise<Consequences> {
  const lines = await readLines(db, accountId, numbers, now)
  const charges = await chargesThatEnd(db, accountId, lines, now)
  const inclusions = await readInclusions({ db, now }, accountId)
  const hanging = await readHangingOn(db, accountId, 1)
  const used = await countBundled(db, accountId)
  const bundled = lines.filter(({ isBundled }) => isBundled).length
  const { extra } = await readChannels(db, accountId, now)
  const amountMicros = (await readPortFeeList(db))['port-out']
  const isTaxed = (await readBrand(db, resellerId))?.gstRegistered ?? true
  const uses = (await readUses(db, accountId, numbers)).map(({ number, use }) => ({ number, words: USES[use] }))
  return {
    charges,
    monthlyMicros: micros(charges.reduce((sum, { monthlyMicros }) => sum + monthlyMicros, 0n)),
    bundle: bundled === 0 ? null : { included: inclusions.numbers, used, usedAfter: used - bundled },
    channels: {
      limit: inclusions.channels + extra,
      extra,
      monthlyMicros: micros(inclusions.channelPriceMicros * BigInt(extra)),
    },
    uses: [...uses, ...lines.flatMap(ownUse)],
    balanceMicros: hanging?.balanceMicros ?? micros(0n),
    numbersLeft: (hanging?.numberCount ?? 0) - lines.length,
    fee: { amountMicros, gstMicros: isTaxed ? gstOf(amountMicros) : micros(0n) },
  }
}

/** Each number's charge; that of a block only where all of it leaves. */
async function chargesThatEnd(db: pg.ClientBase, accountId: number, lines: readonly LineRow[], now: Date) {
  const leaving = new Set(lines.map(({ number }) => number))
  const ending = new Map<string, { description: string; monthlyMicros: Micros }>()
  for (const { number, numberPlanName, monthlyPriceMicros: monthlyMicros, blockId, blockFirst } of lines) {
    if (blockId === null) ending.set(number, { description: `${numberPlanName} ${phoneText(number)}`, monthlyMicros })
    else if ((await readBlockLines(db, accountId, blockId, now)).every((line) => leaving.has(line.number)))
      ending.set(`block ${blockId}`, {
        description: `${numberPlanName} ${phoneText(blockFirst ?? number)}`,
        monthlyMicros,
      })
  }
  return [...ending.values()]
}

function ownUse({ number, lineType }: LineRow): Consequences['uses'] {
  if (lineType === 'fax') return [{ number, words: 'is a fax line: faxes to it and from it stop' }]
  if (lineType === 'inbound')
    return [{ number, words: 'is an inbound number: calls to it no longer reach its answer point' }]
  return []
}
