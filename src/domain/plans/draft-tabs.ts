import type { DeckChangeKind } from './deck-diff.ts'

/** What the review of a rate sheet is looked at by. */
export const DRAFT_TABS = ['new', 'raised', 'lowered', 'removed', 'terms', 'loss', 'problem'] as const
export type DraftTab = (typeof DRAFT_TABS)[number]

/** The tab a change of a prefix is on. */
export const TAB_OF_CHANGE: Readonly<Record<DeckChangeKind, Exclude<DraftTab, 'loss' | 'problem'>>> = {
  new: 'new',
  offered: 'new',
  raised: 'raised',
  lowered: 'lowered',
  removed: 'removed',
  not_offered: 'removed',
  terms: 'terms',
  renamed: 'terms',
}
