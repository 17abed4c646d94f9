import { z } from 'zod'
import { allowanceUse } from './plan-terms.ts'
import { currency, date, id, money } from './wire.ts'

/** What a month costs on a plan, ex GST. */
const monthCost = z
  .object({
    plan: money,
    channels: money.meta({ description: 'Channels beyond those included' }),
    calls: money,
    shortfall: money.meta({ description: 'To the minimum monthly spend' }),
    total: money,
    allowances: z
      .array(allowanceUse)
      .meta({ description: 'Full at the beginning of the month, and how far its calls use them' }),
  })
  .meta({ id: 'MonthCost' })

export const accountPreview = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    from: date,
    to: date.meta({ description: 'The last day' }),
    currency,
    callCount: z.number().int(),
    old: monthCost,
    new: monthCost,
    difference: money.meta({ description: 'Above zero: dearer' }),
    unpriceableCalls: z
      .number()
      .int()
      .meta({ description: 'Calls the new terms have no price for: they count on neither side' }),
  })
  .meta({ id: 'AccountPreview' })

export const planPreview = z
  .object({
    currency,
    accounts: z.number().int(),
    callCount: z.number().int(),
    unpriceableCalls: z.number().int(),
    dearer: z.number().int(),
    cheaper: z.number().int(),
    oldTotal: money,
    newTotal: money,
    difference: money,
    items: z
      .array(accountPreview)
      .meta({ description: 'The largest rise first, the largest fall last; at most `limit`' }),
  })
  .meta({ id: 'PlanPreview' })
