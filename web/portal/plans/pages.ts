import type { PageRoute } from '../../shared/router/pages.ts'

export const plansPages: readonly PageRoute[] = [
  { path: 'plans', load: () => import('./calling/calling-plans-page.tsx') },
  { path: 'plans/new', load: () => import('./calling/new-plan-page.tsx') },
  { path: 'plans/compare', load: () => import('./calling/compare-plans-page.tsx') },
  { path: 'plans/numbers', load: () => import('./numbers/number-plans-page.tsx') },
  { path: 'plans/numbers/new', load: () => import('./numbers/new-number-plan-page.tsx') },
  { path: 'plans/numbers/$numberPlanId', load: () => import('./numbers/number-plan-page.tsx') },
  { path: 'plans/numbers/$numberPlanId/edit', load: () => import('./numbers/edit-number-plan-page.tsx') },
  { path: 'plans/decks', load: () => import('./decks/rate-decks-page.tsx') },
  { path: 'plans/decks/upload', load: () => import('./decks/deck-upload-page.tsx') },
  { path: 'plans/decks/drafts/$draftId', load: () => import('./decks/draft-page.tsx') },
  { path: 'plans/decks/$deckId', load: () => import('./decks/rate-deck-page.tsx') },
  { path: 'plans/$planId', load: () => import('./calling/calling-plan-page.tsx') },
  { path: 'plans/$planId/new-version', load: () => import('./calling/new-version-page.tsx') },
]
