import type { Entry } from './entries.ts'

/** As many as fit without scrolling. */
const KEPT = 6

type Recent = Pick<Entry, 'id' | 'group' | 'title' | 'detail'> & { readonly to: string }

interface Whose {
  readonly id: string
  readonly resellerId: string | null
}

/** What somebody opened from the palette lately, on this device. */
export function readRecent(whose: Whose): readonly Recent[] {
  try {
    return JSON.parse(localStorage.getItem(placeOf(whose)) ?? '[]') as Recent[]
  } catch {
    return []
  }
}

export function noteRecent(whose: Whose, { id, group, title, detail, to }: Entry): void {
  if (to === undefined) return
  const others = readRecent(whose).filter((each) => each.id !== id)
  localStorage.setItem(placeOf(whose), JSON.stringify([{ id, group, title, detail, to }, ...others].slice(0, KEPT)))
}

function placeOf({ id, resellerId }: Whose): string {
  return `recent ${id} ${resellerId ?? ''}`
}
