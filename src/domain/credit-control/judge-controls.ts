import { CONTROLS, type Control, type ControlState } from './controls.ts'
import { isReached, usedOf, type ControlSettings, type ControlUse } from './control-settings.ts'

/** A control lifted by a person until an instant. */
export interface ControlRelease {
  readonly releasedAt: Date
  readonly until: Date
  /** Who, as people know it. */
  readonly by: string
  readonly words: string
}

/** What is remembered of a control. */
export interface ControlMemory {
  /** When the watch found it tripped; undefined: it has not since it was released or set. */
  readonly trippedAt?: Date | undefined
  /** The last one, over or not. */
  readonly release?: ControlRelease | undefined
}

/** How a control of an account stands. */
export interface ControlStanding {
  readonly control: Control
  readonly state: ControlState
  /** In the unit of the control, like {@link used}. */
  readonly limit: bigint
  readonly used: bigint
  /** Since when it is tripped, where that was noted. */
  readonly since: Date | undefined
  /** The release in force. */
  readonly release: ControlRelease | undefined
  /** Of a limit of calls that was released within the last day: what was before counts no more. */
  readonly countedSince: Date | undefined
}

/** A limit of calls that was reached stays so until somebody looked at the calls; these follow what they measure. */
const RECOVER_BY_THEMSELVES: ReadonlySet<Control> = new Set(['credit-limit', 'iou', 'card-failures'])

/**
 * How each control of an account stands: off; armed, also while a release is in force; tripped, when its limit is reached
 * or was and nobody released it since. A prepaid balance comes back with a payment, a fraud limit by a person's release
 * (the platform's overseas block stays until it is taken off).
 */
export function judgeControls(
  settings: ControlSettings,
  use: ControlUse,
  memories: ReadonlyMap<Control, ControlMemory>,
  now: Date,
): readonly ControlStanding[] {
  return CONTROLS.map((control) => {
    const { isOn, limit } = settings[control]
    const { trippedAt, release } = memories.get(control) ?? {}
    const inForce = release !== undefined && release.until > now ? release : undefined
    const stays = trippedAt !== undefined && !RECOVER_BY_THEMSELVES.has(control)
    // Charges are on again or they are not: a release of card failures has switched them on.
    const isLifted = inForce !== undefined && control !== 'card-failures'
    const isTripped = isOn && !isLifted && (stays || isReached(control, limit, use))
    return {
      control,
      state: !isOn ? 'off' : isTripped ? 'tripped' : 'armed',
      limit,
      used: usedOf(control, use),
      since: isTripped ? trippedAt : undefined,
      release: inForce,
      countedSince: RECOVER_BY_THEMSELVES.has(control) ? undefined : countedSince(memories.get(control), now),
    }
  })
}

const DAY_MS = 86_400_000

/** From when on calls count against a limit released within the last day; undefined: all of that day. */
export function countedSince(memory: ControlMemory | undefined, now: Date): Date | undefined {
  const releasedAt = memory?.release?.releasedAt
  return releasedAt !== undefined && releasedAt.getTime() > now.getTime() - DAY_MS ? releasedAt : undefined
}
