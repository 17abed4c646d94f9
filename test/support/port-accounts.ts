import { attemptFee, changeFee, DEFAULT_PORT_FEES, type PortFee } from '#domain/porting/port-fees.ts'
import { DATE_IS_SET, type PortStep } from '#domain/porting/port-state.ts'
import type { WorldPort } from './port-world.ts'

/** A step that was taken, and by whom: what a fee hangs on. */
interface TakenStep {
  readonly step: PortStep
  /** The port as it stood before. */
  readonly before: WorldPort
  readonly byCustomer: boolean
  /** Whether staff charge the fee of it. */
  readonly chargeFee: boolean
  readonly cutOverAt?: string
  readonly outOfHours?: boolean
}

/** What ports should have been charged by now, kept beside the real thing: the rules of fees told in another way. */
export class PortAccounts {
  readonly expected: string[] = []
  /** Which attempt an attempt was split from, in the end. */
  readonly #roots = new Map<string, string>()
  /** Numbers that were submitted with an attempt, and whether it was charged. */
  readonly #batches = new Map<string, { readonly count: number; isCharged: boolean }>()

  take({ step, before, byCustomer, chargeFee, cutOverAt, outOfHours }: TakenStep): void {
    const { id, kind, state, numbers } = before
    const isWaived = !chargeFee && !byCustomer
    const charge = (fee: PortFee, what = '', attempt = before.attempt): void => {
      const dollars = Number(DEFAULT_PORT_FEES[fee]) / 1e6
      this.expected.push(`port ${id} attempt ${attempt}${what === '' ? '' : ` ${what}`} ${dollars}`)
    }
    switch (step) {
      case 'submit':
        this.#batches.set(`${id} ${before.attempt + 1}`, { count: numbers.length, isCharged: kind !== 'complex' })
        if (kind !== 'complex') charge(kind, '', before.attempt + 1)
        break
      case 'ask-validation':
        charge('validation', 'validation')
        break
      case 'accept': {
        const batch = this.#batchOf(before)
        if (!batch.isCharged) charge(attemptFee(kind, batch.count))
        batch.isCharged = true
        break
      }
      case 'reject':
        if (kind === 'complex') charge('complex-reject', 'reject')
        break
      case 'set-date': {
        const isSame =
          before.cutOverAt !== null &&
          Date.parse(before.cutOverAt) === Date.parse(cutOverAt ?? '') &&
          before.outOfHours === (outOfHours ?? false)
        if (state !== 'accepted' && !isSame && !isWaived) charge(changeFee(kind), 'date change')
        break
      }
      case 'start-cut-over':
        if (before.outOfHours) charge('out-of-hours', 'out of hours')
        break
      case 'withdraw':
        if (DATE_IS_SET.includes(state) && !isWaived) charge(changeFee(kind), 'withdrawal')
        break
      case 'reverse':
        if (chargeFee) charge(attemptFee(kind, numbers.length), 'return')
        break
      case 'lodge':
      case 'confirm-validation':
      case 'pass-on':
      case 'pre-provision':
      case 'complete':
      case 'close':
      case 'expire':
        break
    }
  }

  /** A port went on in two: the attempt of the new one is the same one still. */
  split(from: WorldPort, newId: number): void {
    this.#roots.set(`${newId} ${from.attempt}`, this.#rootOf(from))
  }

  #rootOf({ id, attempt }: WorldPort): string {
    const key = `${id} ${attempt}`
    return this.#roots.get(key) ?? key
  }

  #batchOf(port: WorldPort) {
    const batch = this.#batches.get(this.#rootOf(port))
    if (batch === undefined) throw new Error(`port ${port.id} was never submitted`)
    return batch
  }
}
