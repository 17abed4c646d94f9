import type { GatewayChargeState } from '#domain/payments/charge.ts'
import type { DisputeState } from '#domain/payments/dispute.ts'
import type { MethodFacts, MethodKind } from '#domain/payments/payment-method.ts'
import type { Micros } from '#domain/money.ts'

/** A reseller's own account at a gateway. Never print its keys. */
export interface GatewayKeys {
  readonly secretKey: string
  /** What its webhooks are signed with; '' while there is none. */
  readonly webhookSecret: string
}

/** Opens the gateway of a reseller. Nothing is asked of it yet. */
export type OpenGateway = (keys: GatewayKeys) => PaymentGateway | Promise<PaymentGateway>

/** Whose keys they are. */
export interface GatewayAccount {
  readonly id: string
  readonly name: string
  /** Real money: not a test account. */
  readonly isLive: boolean
  readonly canCharge: boolean
  /** What it has been let take so far. */
  readonly methods: readonly MethodKind[]
}

/** A card or bank account the gateway keeps: we have its name, never its number. */
export interface GatewayMethod extends MethodFacts {
  readonly id: string
  /** The same card added twice has the same; '' where the gateway does not say. */
  readonly fingerprint: string
  readonly customerId: string | null
}

/** A page of the gateway's own, where a card or bank account is typed. */
export interface HostedPage {
  readonly id: string
  /** The key it was begun with; undefined: none of ours. */
  readonly key: string | undefined
  /** null once it is over. */
  readonly url: string | null
  readonly state: 'open' | 'complete' | 'expired'
  readonly expiresAt: Date
  /** The charge that was begun on it, of a page that takes a payment. */
  readonly intentId: string | null
  /** The stored method it ended with, of a page that only stores. */
  readonly methodId: string | null
}

/** What every page is asked with. */
export interface PageRequest {
  /** The idempotency key: asked again with it and the same words, the same page comes back. */
  readonly key: string
  readonly customerId: string
  readonly methods: readonly MethodKind[]
  readonly returnUrl: string
  readonly cancelUrl: string
}

export interface PaymentRequest {
  readonly key: string
  readonly customerId: string
  /** With GST, whole cents. */
  readonly amountMicros: Micros
  /** For the customer: `Credit for account 1000003`. */
  readonly description: string
  /** After the reseller's name on the card statement; '' where none is wished. */
  readonly statementSuffix: string
}

/** A charge as the gateway has it now. */
export interface GatewayCharge {
  readonly id: string
  /** The key it was begun with; undefined: none of ours. */
  readonly key: string | undefined
  readonly state: GatewayChargeState
  readonly amountMicros: Micros
  /** Of a decline. */
  readonly failureCode: string | null
  /** Where its holder approves it, while it waits for that. */
  readonly actionUrl: string | null
  readonly method: GatewayMethod | null
}

export interface GatewayRefund {
  readonly id: string
  readonly key: string | undefined
  readonly intentId: string | null
  readonly state: 'pending' | 'succeeded' | 'cancelled' | 'failed'
  readonly amountMicros: Micros
  readonly failureCode: string | null
}

export interface GatewayDispute {
  readonly id: string
  readonly intentId: string | null
  readonly state: DisputeState
  readonly amountMicros: Micros
  /** What the gateway itself takes for the dispute. */
  readonly feeMicros: Micros
  readonly reason: string
  readonly respondBy: Date | null
  readonly openedAt: Date
}

/** Which object something happened to. What happened is read from the object itself. */
export interface GatewayEvent {
  readonly id: string
  readonly type: string
  readonly at: Date
  readonly object: {
    readonly kind: 'charge' | 'page' | 'refund' | 'dispute' | 'method' | 'other'
    readonly id: string
  }
}

/**
 * Charges cards and bank accounts by what the gateway stores of them. Whatever changes something takes a key: repeated with
 * the same key and the same words, the gateway does it once and answers the same.
 *
 * Each throws a {@link GatewayError}.
 */
export interface PaymentGateway {
  readAccount(): Promise<GatewayAccount>
  createCustomer(customer: {
    key: string
    name: string
    email: string | undefined
    accountNumber: string
  }): Promise<string>
  /** A page that stores a card or bank account, and charges nothing. */
  startSetup(request: PageRequest): Promise<HostedPage>
  /** A page that takes a payment; `saves`: and stores what it was paid by for later charges. */
  startPayment(request: PageRequest & PaymentRequest & { readonly saves: boolean }): Promise<HostedPage>
  readPage(pageId: string): Promise<HostedPage>
  /** Closes a page nobody shall pay on any more. One that is over is as good. */
  expirePage(pageId: string): Promise<void>
  /**
   * Charges a stored method. A decline is an answer, no error.
   *
   * @param returnUrl where its holder comes back after approving; undefined: nobody is there to approve.
   */
  chargeStored(
    request: PaymentRequest & {
      readonly methodId: string
      readonly kind: MethodKind
      readonly returnUrl: string | undefined
    },
  ): Promise<GatewayCharge>
  readCharge(intentId: string): Promise<GatewayCharge>
  /** The charge begun with this key, where the gateway has one: asked of the customer's charges since then. */
  findCharge(search: { customerId: string; key: string; since: Date }): Promise<GatewayCharge | undefined>
  /** Gives up a charge that waits for somebody. What has gone through stays. */
  cancelCharge(intentId: string): Promise<GatewayCharge>
  refund(request: { key: string; intentId: string; amountMicros: Micros }): Promise<GatewayRefund>
  readRefund(refundId: string): Promise<GatewayRefund>
  /** Refunds of a charge, also those made at the gateway itself. */
  listRefunds(intentId: string): Promise<readonly GatewayRefund[]>
  readDispute(disputeId: string): Promise<GatewayDispute>
  readMethod(methodId: string): Promise<GatewayMethod>
  /** Forgets a stored method. One that is forgotten already is as good. */
  detachMethod(methodId: string): Promise<void>
  /** What happened since then, the oldest first; at most thirty days back. */
  listEvents(since: Date): Promise<readonly GatewayEvent[]>
  /**
   * Reads a webhook the gateway sent.
   *
   * @param body as it came, byte for byte.
   * @returns undefined where it was not signed by the gateway, or too long before or after `now`.
   */
  readWebhook(body: string, signature: string, now: Date): GatewayEvent | undefined
}

/**
 * Why the gateway did not do what it was asked. `unreachable`: no answer came, it may have been done. `busy`: not done, may
 * be asked again. `keys`: it does not know who asks. `missing`: there is no such thing. `key-reused`: the key stands for
 * other words. `refused`: it says no, and will say so again.
 */
export type GatewayFault = 'unreachable' | 'busy' | 'keys' | 'missing' | 'key-reused' | 'refused'

export class GatewayError extends Error {
  readonly fault: GatewayFault
  /** The gateway's code of it, where it gives one. */
  readonly code: string | undefined

  /** @param message for staff: never a secret. */
  constructor(fault: GatewayFault, message: string, code?: string) {
    super(message)
    this.name = 'GatewayError'
    this.fault = fault
    this.code = code
  }
}
