/** What a charge is for. */
export const CHARGE_PURPOSES = ['add-credit', 'auto-top-up', 'top-up-to-level', 'auto-debit', 'invoice'] as const
export type ChargePurpose = (typeof CHARGE_PURPOSES)[number]

/**
 * How far a charge is, the later after the earlier. `planned`: written down, the gateway knows nothing of it. `sent`: on its
 * way to the gateway, or its page is open. `needs-action`: the bank wants to hear from the card's holder. `processing`: a
 * direct debit the bank has not answered. The last three are ends.
 */
export const CHARGE_STATES = [
  'planned',
  'sent',
  'needs-action',
  'processing',
  'cancelled',
  'failed',
  'succeeded',
] as const
export type ChargeState = (typeof CHARGE_STATES)[number]

/** What the gateway says of the money it was asked for. `open`: it waits for somebody to pay. */
export type GatewayChargeState = 'open' | 'needs-action' | 'processing' | 'declined' | 'cancelled' | 'succeeded'

/** Where a page of the gateway is, of a charge that was begun on one; 'none' of any other. */
export type PageState = 'none' | 'open' | 'complete' | 'expired'

/** No news changes these but money that came after all. */
export function isSettled(state: ChargeState): boolean {
  return state === 'cancelled' || state === 'failed' || state === 'succeeded'
}

/**
 * Where a charge stands after news of it: the further of the two. So news may come in any order, late and more than once,
 * and all orders come to the same end; money that was received is never forgotten, whatever was said before it.
 */
export function chargeAfter(state: ChargeState, news: ChargeState): ChargeState {
  return CHARGE_STATES.indexOf(news) > CHARGE_STATES.indexOf(state) ? news : state
}

/** What the gateway's word means: a card that was declined on a page may be followed by another while the page is open. */
export function chargeStateOf(said: GatewayChargeState, page: PageState): ChargeState {
  if (said === 'open') return page === 'expired' ? 'cancelled' : 'sent'
  if (said === 'declined') return page === 'open' ? 'sent' : 'failed'
  return said
}
