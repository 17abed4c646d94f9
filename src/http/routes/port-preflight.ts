import { portPreflightEndpoints as endpoints } from '#contract/port-preflight.ts'
import { answerVerificationCode, makeVerificationCode, recordVerification } from '#operations/porting/verify-user.ts'
import { Answered, route, type Route } from '../route.ts'
import { viewBirthDate, viewPreFlight, viewVerifications } from '../views/port-preflight.ts'

export const portPreflightRoutes: readonly Route[] = [
  route(endpoints.readPortPreflight, ({ read, params, ...viewer }) =>
    read((db) => viewPreFlight(params.portId, db, viewer)),
  ),
  route(endpoints.readPortVerifications, ({ read, params, ...viewer }) =>
    read((db) => viewVerifications(params.portId, db, viewer)),
  ),
  route(endpoints.recordPortVerification, ({ perform, params, body, ...viewer }) =>
    perform(recordVerification, { ...params, ...body, reference: body.reference ?? '' }, (portId, db) =>
      viewVerifications(portId, db, viewer),
    ),
  ),
  route(endpoints.makePortVerificationCode, async ({ perform, params, body }) => {
    let made: string | null = null
    const answered = await perform(makeVerificationCode, { ...params, ...body }, ({ number, code, expiresAt }) => {
      made = code
      return { number, code: null, expiresAt }
    })
    // The answer is kept for a repeated request, so the code is put in only now.
    return new Answered({ ...(answered.json as object), code: made })
  }),
  route(endpoints.answerPortVerificationCode, ({ perform, params, body }) =>
    perform(answerVerificationCode, { ...params, ...body }, ({ isRight, triesLeft }) => ({ isRight, triesLeft })),
  ),
  route(endpoints.readPortBirthDate, ({ read, params }) => read((db) => viewBirthDate(params.portId, db))),
]
