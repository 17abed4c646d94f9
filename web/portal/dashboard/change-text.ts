/** How an amount stands against another: `19% more`; undefined where there is nothing to compare with. */
export function changeText(now: string, before: string): string | undefined {
  const [present, past] = [Number(now), Number(before)]
  if (past <= 0) return undefined
  const percent = Math.round(((present - past) / past) * 100)
  if (percent === 0) return 'the same'
  return `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'}`
}

/** What part of an amount another is, in whole per cent; undefined of nothing. */
export function percentOf(part: string, whole: string): number | undefined {
  return Number(whole) > 0 ? Math.round((Number(part) / Number(whole)) * 100) : undefined
}
