import { problem, type Problem } from '#domain/problem.ts'

/** How many calls an account may have at once. */
export interface ChannelLimit {
  /** By the calling plan. */
  readonly included: number
  /** Bought beside it. */
  readonly extra: number
}

/** The refusal of a line's call limit above what its account has; undefined where it fits. */
export function refuseCallLimit(callLimit: number | null, { included, extra }: ChannelLimit): Problem | undefined {
  if (callLimit === null || callLimit <= included + extra) return undefined
  return problem(
    'channel_limit',
    `The account has ${included + extra} channels, ${included} of its plan and ${extra} beside it: a line's call limit ` +
      'can be that at the most. Add channels first, or lower the limit.',
    { field: 'callLimit' },
  )
}

/** The refusal of fewer channels than a line may use; undefined where all fit. */
export function refuseFewerChannels(
  { included, extra }: ChannelLimit,
  highest: { readonly number: string; readonly callLimit: number } | undefined,
): Problem | undefined {
  if (highest === undefined || highest.callLimit <= included + extra) return undefined
  return problem(
    'channel_limit',
    `${highest.number} has a call limit of ${highest.callLimit}, and ${included + extra} channels would be left. Lower ` +
      'its call limit first.',
    { field: 'extra' },
  )
}
