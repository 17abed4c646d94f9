import type { Route } from './route.ts'
import { accessRoutes } from './routes/access.ts'
import { accountActivityRoutes } from './routes/account-activity.ts'
import { accountNumbersRoutes } from './routes/account-numbers.ts'
import { sipLoginsRoutes } from './routes/sip-logins.ts'
import { accountOverviewRoutes } from './routes/account-overview.ts'
import { accountPlansRoutes } from './routes/account-plans.ts'
import { accountStatusRoutes } from './routes/account-status.ts'
import { accountsRoutes } from './routes/accounts.ts'
import { apiKeysRoutes } from './routes/api-keys.ts'
import { auditRoutes } from './routes/audit.ts'
import { automaticChargesRoutes } from './routes/automatic-charges.ts'
import { backTestRoutes } from './routes/back-test.ts'
import { bankTransfersRoutes } from './routes/bank-transfers.ts'
import { billRunsRoutes } from './routes/bill-runs.ts'
import { brandRoutes } from './routes/brand.ts'
import { calendarsRoutes } from './routes/calendars.ts'
import { rejectCodesRoutes } from './routes/reject-codes.ts'
import { callingPlansRoutes } from './routes/calling-plans.ts'
import { callRulesRoutes } from './routes/call-rules.ts'
import { callsRoutes } from './routes/calls.ts'
import { carrierOrdersRoutes } from './routes/carrier-orders.ts'
import { carrierSheetsRoutes } from './routes/carrier-sheets.ts'
import { carriersRoutes } from './routes/carriers.ts'
import { cardPaymentsRoutes } from './routes/card-payments.ts'
import { chargesRoutes } from './routes/charges.ts'
import { dashboardRoutes } from './routes/dashboard.ts'
import { creditControlRoutes } from './routes/credit-control.ts'
import { dunningRoutes } from './routes/dunning.ts'
import { importsRoutes } from './routes/imports.ts'
import { liveCallsRoutes } from './routes/live-calls.ts'
import { unrecordedCallsRoutes } from './routes/unrecorded-calls.ts'
import { mailsRoutes } from './routes/mails.ts'
import { newCountriesRoutes } from './routes/new-countries.ts'
import { numberOrdersRoutes } from './routes/number-orders.ts'
import { numberPlansRoutes } from './routes/number-plans.ts'
import { numbersRoutes } from './routes/numbers.ts'
import { operatorsRoutes } from './routes/operators.ts'
import { paymentSettingsRoutes } from './routes/payment-settings.ts'
import { disputesRoutes } from './routes/disputes.ts'
import { paymentGatewayRoutes } from './routes/payment-gateway.ts'
import { paymentsRoutes } from './routes/payments.ts'
import { portForecastRoutes } from './routes/port-forecast.ts'
import { portDayRoutes } from './routes/port-day.ts'
import { portMessagesRoutes } from './routes/port-messages.ts'
import { portAuthorityRoutes } from './routes/port-authority.ts'
import { portFilesRoutes } from './routes/port-files.ts'
import { portOutsRoutes } from './routes/port-outs.ts'
import { portPreflightRoutes } from './routes/port-preflight.ts'
import { portsRoutes } from './routes/ports.ts'
import { rateDeckDraftsRoutes } from './routes/rate-deck-drafts.ts'
import { rateDecksRoutes } from './routes/rate-decks.ts'
import { reportsRoutes } from './routes/reports.ts'
import { resellersRoutes } from './routes/resellers.ts'
import { riskRoutes } from './routes/risk.ts'
import { savedViewsRoutes } from './routes/saved-views.ts'
import { searchRoutes } from './routes/search.ts'
import { statementPapersRoutes } from './routes/statement-papers.ts'
import { statementsRoutes } from './routes/statements.ts'
import { suspenseGroupsRoutes } from './routes/suspense-groups.ts'
import { suspenseRoutes } from './routes/suspense.ts'
import { usersRoutes } from './routes/users.ts'
import { wholesaleCreditRoutes } from './routes/wholesale-credit.ts'
import { webhooksRoutes } from './routes/webhooks.ts'

/** Every endpoint of the contract with what answers it, but for those of switches (routes/call-authorizations.ts). */
export const ROUTES: readonly Route[] = [
  ...accessRoutes,
  ...usersRoutes,
  ...resellersRoutes,
  ...wholesaleCreditRoutes,
  ...operatorsRoutes,
  ...brandRoutes,
  ...apiKeysRoutes,
  ...auditRoutes,
  ...dashboardRoutes,
  ...searchRoutes,
  ...savedViewsRoutes,
  ...accountsRoutes,
  ...accountOverviewRoutes,
  ...accountActivityRoutes,
  ...accountPlansRoutes,
  ...callingPlansRoutes,
  ...numberPlansRoutes,
  ...rateDecksRoutes,
  ...rateDeckDraftsRoutes,
  ...numbersRoutes,
  ...accountNumbersRoutes,
  ...sipLoginsRoutes,
  ...numberOrdersRoutes,
  ...portsRoutes,
  ...portPreflightRoutes,
  ...portOutsRoutes,
  ...portForecastRoutes,
  ...portFilesRoutes,
  ...portAuthorityRoutes,
  ...portDayRoutes,
  ...portMessagesRoutes,
  ...carriersRoutes,
  ...carrierOrdersRoutes,
  ...carrierSheetsRoutes,
  ...calendarsRoutes,
  ...rejectCodesRoutes,
  ...billRunsRoutes,
  ...statementsRoutes,
  ...statementPapersRoutes,
  ...chargesRoutes,
  ...paymentsRoutes,
  ...cardPaymentsRoutes,
  ...disputesRoutes,
  ...paymentGatewayRoutes,
  ...bankTransfersRoutes,
  ...paymentSettingsRoutes,
  ...automaticChargesRoutes,
  ...creditControlRoutes,
  ...dunningRoutes,
  ...callRulesRoutes,
  ...riskRoutes,
  ...backTestRoutes,
  ...newCountriesRoutes,
  ...callsRoutes,
  ...liveCallsRoutes,
  ...unrecordedCallsRoutes,
  ...importsRoutes,
  ...suspenseRoutes,
  ...suspenseGroupsRoutes,
  ...reportsRoutes,
  ...accountStatusRoutes,
  ...mailsRoutes,
  ...webhooksRoutes,
]
