/**
 * The body a receiver gets, by the Standard Webhooks rules: what happened, when (ISO 8601, UTC), and its data. The same text
 * for every attempt.
 */
export function webhookBody(type: string, occurredAt: Date, data: object): string {
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data })
}

/** What is wrong with an address to send events to; undefined: nothing, as far as one can see before asking for its name. */
export function webhookUrlFault(
  text: string,
  { allowPrivate }: { readonly allowPrivate: boolean },
): string | undefined {
  const parts = /^(https?):\/\/([^/?#@\s]+)(?:[/?][^#\s]*)?$/.exec(text)
  if (parts === null) return 'Write it as https://host/path, without user name, password or #.'
  const [, scheme, host = ''] = parts
  if (scheme === 'http' && !allowPrivate) return 'Events go by https only: anybody on the way could read them.'
  if (
    !allowPrivate &&
    /^(localhost|[^.]+|.*\.(local|internal|localhost))(:\d+)?$/i.test(host) &&
    !host.startsWith('[')
  ) {
    return 'Name a host of the public internet.'
  }
  return undefined
}

/** Whether a webhook that has taken nothing since then is switched off. */
export function isOutOfPatience(failingSince: Date, now: Date, patienceDays: number): boolean {
  return now.getTime() - failingSince.getTime() >= patienceDays * 86_400_000
}
