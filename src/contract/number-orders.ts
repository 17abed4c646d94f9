import { z } from 'zod'
import { ORDER_KINDS } from '#domain/numbers/number-order.ts'
import { ORDER_STATUSES, ORDER_STEPS } from '#domain/numbers/order-status.ts'
import { lineType } from './account-numbers.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { australianState, numberPattern, writtenNumber } from './numbers.ts'
import { counting, flag, id, instant, pageWithTotal, paging, phoneNumber, prose, words } from './wire.ts'

const orderParam = z.object({ orderId: id })
const orderKind = z.enum(ORDER_KINDS).meta({ id: 'NumberOrderKind' })
const orderStatus = z.enum(ORDER_STATUSES).meta({ id: 'NumberOrderStatus' })
const answerPoint = words(60).meta({
  description: 'Where calls to a 1300 or 1800 number go: a number or a SIP address',
})
const smartNumber = words(20).meta({ description: 'The name of a smartnumber', examples: ['1300 FLOWER'] })
const rightsOfUse = prose(300).meta({ description: 'Who holds its right of use, and under what reference' })
const note = prose(1000).default('')

const order = z
  .object({
    id,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    kind: orderKind,
    status: orderStatus,
    allowedSteps: z.array(z.enum(Object.keys(ORDER_STEPS) as (keyof typeof ORDER_STEPS)[])),
    state: australianState.nullable(),
    region: z.string(),
    pattern: z.string(),
    quantity: z.int(),
    numberPlan: z.object({ id, name: z.string() }),
    lineType,
    answerPoint: answerPoint.nullable(),
    smartNumber: smartNumber.nullable(),
    rightsOfUse,
    note: z.string(),
    carrierReference: z.string(),
    reason: z.string().meta({ description: 'Why it was rejected or withdrawn' }),
    numbers: z.array(phoneNumber),
    createdAt: instant,
    changedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'NumberOrder' })

const orderWithHistory = order
  .extend({
    history: z.array(
      z.object({
        at: instant,
        by: z.string(),
        status: orderStatus.nullable().meta({ description: 'null: a note' }),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'NumberOrderWithHistory' })

const step = { method: 'POST', access: 'number-orders.write', params: orderParam, response: orderWithHistory } as const
const reason = z.object({ reason: words(300) }).strict()

export const numberOrdersEndpoints = {
  listNumberOrders: endpoint({
    id: 'number-orders.list',
    method: 'GET',
    path: '/number-orders',
    summary: 'Orders for numbers, the newest first',
    access: 'number-orders.read',
    query: z.object({
      ...paging,
      ...counting,
      status: orderStatus.optional(),
      kind: orderKind.optional(),
      accountId: id.optional(),
      open: flag.optional().meta({ description: 'Whether there is anything left to do' }),
    }),
    response: pageWithTotal(order),
  }),
  readNumberOrderBoard: endpoint({
    id: 'number-orders.board',
    method: 'GET',
    path: '/number-orders/board',
    summary: 'How many orders stand where, and since when the oldest has',
    access: 'number-orders.read',
    response: z.object({
      items: z.array(z.object({ status: orderStatus, orders: z.int(), oldest: instant.nullable() })),
    }),
  }),
  placeNumberOrder: endpoint({
    id: 'number-orders.place',
    method: 'POST',
    path: '/number-orders',
    summary: 'Order a prefix range of 10 or more, a 100-number block, a 1300 or an 1800 number',
    access: 'number-orders.write',
    body: z
      .object({
        accountId: id,
        kind: orderKind,
        state: australianState.optional(),
        region: words(80).optional(),
        pattern: numberPattern.optional(),
        quantity: z.int().min(1).max(10_000).optional(),
        numberPlanId: id,
        lineType: lineType.optional(),
        answerPoint: answerPoint.optional(),
        smartNumber: smartNumber.optional(),
        rightsOfUse: rightsOfUse.default(''),
        note,
      })
      .strict(),
    response: orderWithHistory,
    status: 201,
  }),
  readNumberOrder: endpoint({
    id: 'number-orders.read',
    method: 'GET',
    path: '/number-orders/{orderId}',
    summary: 'One order, with its history',
    access: 'number-orders.read',
    params: orderParam,
    response: orderWithHistory,
  }),
  sendNumberOrder: endpoint({
    id: 'number-orders.send',
    path: '/number-orders/{orderId}/send',
    summary: 'Note that it is with the carrier',
    body: z.object({ carrierReference: words(80).optional(), note }).strict(),
    ...step,
  }),
  allocateNumberOrder: endpoint({
    id: 'number-orders.allocate',
    path: '/number-orders/{orderId}/allocate',
    summary: 'Give it its numbers: a list, or a range. New ones come into the inventory',
    body: z
      .object({
        numbers: z.array(writtenNumber).min(1).max(1000).optional(),
        from: writtenNumber.optional(),
        to: writtenNumber.optional(),
        note,
      })
      .strict(),
    ...step,
  }),
  completeNumberOrder: endpoint({
    id: 'number-orders.complete',
    path: '/number-orders/{orderId}/complete',
    summary: 'Give its numbers to the account; the rest of their first month is charged',
    body: z.object({ note }).strict(),
    ...step,
  }),
  rejectNumberOrder: endpoint({
    id: 'number-orders.reject',
    path: '/number-orders/{orderId}/reject',
    summary: 'Note that it cannot be done, and why',
    body: reason,
    ...step,
  }),
  withdrawNumberOrder: endpoint({
    id: 'number-orders.withdraw',
    path: '/number-orders/{orderId}/withdraw',
    summary: 'Take it back, and say why',
    body: reason,
    ...step,
  }),
  noteOnNumberOrder: endpoint({
    id: 'number-orders.note',
    path: '/number-orders/{orderId}/notes',
    summary: 'Add a note',
    body: z.object({ note: prose(1000).min(1, 'This cannot be empty.') }).strict(),
    ...step,
  }),
} satisfies Record<string, Endpoint>
