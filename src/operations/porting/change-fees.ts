import { formatDollars, type Micros } from '#domain/money.ts'
import type { PortFee } from '#domain/porting/port-fees.ts'
import { operation } from '#operations/operation.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import { upsertPortFee } from '#storage/tables/port-fees.ts'

/** Changes what ports cost from now on, ex GST; what was charged stays. */
export const changePortFees = operation({
  name: 'ports.change-fees',
  permission: 'ports.settings',
  async run(
    { db, resellerId, audit },
    { items }: { readonly items: readonly { readonly fee: PortFee; readonly amount: Micros }[] },
  ) {
    const before = await readPortFeeList(db)
    for (const { fee, amount } of items) await upsertPortFee(db, resellerId, fee, amount)
    audit({
      subject: 'port fees',
      before: Object.fromEntries(items.map(({ fee }) => [fee, formatDollars(before[fee])])),
      after: Object.fromEntries(items.map(({ fee, amount }) => [fee, formatDollars(amount)])),
    })
    return readPortFeeList(db)
  },
})
