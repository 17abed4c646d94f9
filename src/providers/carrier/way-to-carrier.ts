import type { CarrierTerms } from '#domain/porting/carrier.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import type { CarrierProvider, Handover } from './carrier-provider.ts'
import { createSimulator } from './simulator.ts'

/** The way to a carrier. */
export function carrierProvider(
  { id, way, name, email }: Pick<CarrierTerms, 'way' | 'name' | 'email'> & { readonly id: number },
  calendars: PortCalendars,
): CarrierProvider {
  switch (way) {
    case 'simulator':
      return createSimulator(id, calendars)
    case 'files':
      return byHand({
        reference: undefined,
        mailFormTo: email ?? undefined,
        words:
          email === null
            ? `Lodged with ${name}: send it the request form, there is no address of its porting desk.`
            : `Request form mailed to ${name}, ${email}.`,
      })
    case 'by-hand':
      return byHand({ reference: undefined, mailFormTo: undefined, words: `Lodged with ${name}.` })
  }
}

/** A carrier people deal with: what they hear of it, they note. */
function byHand(handover: Handover): CarrierProvider {
  return {
    takesNow: () => false,
    handOver: () => Promise.resolve(handover),
    nextResponse: () => Promise.resolve(undefined),
  }
}
