import { z } from 'zod'

const instant = z.iso.datetime().transform((text) => new Date(text))

/** What an event of a port says, as far as mails take it: an event is kept as anything, and may be an old one. */
const PortSaid = z.object({
  portId: z.number().int(),
  attempt: z.number().int().optional(),
  /** Of what was split off. */
  newPortId: z.number().int().optional(),
  numbers: z.array(z.string()).default([]),
  /** What was said to the customer with the step. */
  words: z.string().default(''),
  reason: z.string().optional(),
  hasDate: z.boolean().default(false),
  cutOverAt: instant.optional(),
  /** The date there was before. */
  cutOverWas: instant.nullish().transform((at) => at ?? undefined),
  calendarSequence: z.number().int().optional(),
  expiresAt: instant.optional(),
  /** Dollars ex GST. */
  givenBack: z.string().optional(),
  byCustomer: z.boolean().default(false),
})
export type PortSaid = z.output<typeof PortSaid>

/** Reads the payload of an event of a port; undefined: it is none. */
export function readSaid(payload: object): PortSaid | undefined {
  const read = PortSaid.safeParse(payload)
  return read.success ? read.data : undefined
}
