import { createHmac } from 'node:crypto'
import { shown, type FakeEvent } from './objects.ts'

/** Where an account's events are sent, and the secret they are signed with. */
export interface FakeWebhook {
  readonly url: string
  readonly secret: string
}

/** Sends events as Stripe does: signed, and again where they are not taken. */
export class FakeDeliveries {
  #webhook: FakeWebhook | undefined
  #isHeld = false
  readonly #waiting: FakeEvent[] = []
  readonly #clock: () => Date
  #line: Promise<void> = Promise.resolve()

  constructor(clock: () => Date, webhook: FakeWebhook | undefined) {
    this.#clock = clock
    this.#webhook = webhook
  }

  set webhook(webhook: FakeWebhook | undefined) {
    this.#webhook = webhook
  }

  /** From now on events wait until they are let go. */
  hold(): void {
    this.#isHeld = true
  }

  /** Takes the events that wait, to be sent one by one in any order; later ones go out by themselves again. */
  release(): readonly FakeEvent[] {
    this.#isHeld = false
    return this.#waiting.splice(0)
  }

  queue(event: FakeEvent): void {
    if (this.#isHeld) this.#waiting.push(event)
    else if (this.#webhook !== undefined) this.#line = this.#line.then(() => this.#sendUntilTaken(event))
  }

  /** Until everything that is on its way has arrived. */
  async settled(): Promise<void> {
    await this.#line
  }

  /**
   * Sends one event now, whatever happened to it before.
   *
   * @returns the status it was answered with; undefined: nobody answered.
   */
  async send(event: FakeEvent): Promise<number | undefined> {
    if (this.#webhook === undefined) return undefined
    const { url, secret } = this.#webhook
    const body = JSON.stringify(shown(event), null, 2)
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': this.sign(body, secret) }
    try {
      return (await fetch(url, { method: 'POST', body, headers })).status
    } catch {
      return undefined
    }
  }

  /** `t=…,v1=…`: HMAC-SHA-256 of the time and the body. */
  sign(body: string, secret: string, at = this.#clock()): string {
    const time = Math.floor(at.getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
    return `t=${time},v1=${signature}`
  }

  async #sendUntilTaken(event: FakeEvent): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const status = await this.send(event)
      if (status !== undefined && status < 300) return
    }
  }
}
