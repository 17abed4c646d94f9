import { rateDeckDraftsEndpoints as endpoints } from '#contract/rate-deck-drafts.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const rateDeckDraftsRoutes: readonly Route[] = [
  route(endpoints.listDeckDrafts, () => Promise.resolve({ items: [], nextCursor: null })),
  ...[
    endpoints.readRateSheet,
    endpoints.createDeckDraft,
    endpoints.readDeckDraft,
    endpoints.listDraftChanges,
    endpoints.listDraftLosses,
    endpoints.listDraftProblems,
    endpoints.publishDeckDraft,
    endpoints.discardDeckDraft,
    endpoints.changeDeckRates,
  ].map((endpoint) =>
    route(endpoint, () =>
      Promise.reject(new ProblemError(problem('not_found', 'There is no such rate sheet under review.'))),
    ),
  ),
]
