import type { Endpoint } from './endpoint.ts'
import { accessEndpoints } from './access.ts'
import { accountActivityEndpoints } from './account-activity.ts'
import { accountNumbersEndpoints } from './account-numbers.ts'
import { sipLoginsEndpoints } from './sip-logins.ts'
import { accountOverviewEndpoints } from './account-overview.ts'
import { accountPlansEndpoints } from './account-plans.ts'
import { accountStatusEndpoints } from './account-status.ts'
import { accountsEndpoints } from './accounts.ts'
import { apiKeysEndpoints } from './api-keys.ts'
import { auditEndpoints } from './audit.ts'
import { automaticChargesEndpoints } from './automatic-charges.ts'
import { backTestEndpoints } from './back-test.ts'
import { bankTransfersEndpoints } from './bank-transfers.ts'
import { billRunsEndpoints } from './bill-runs.ts'
import { brandEndpoints } from './brand.ts'
import { calendarsEndpoints } from './calendars.ts'
import { rejectCodesEndpoints } from './reject-codes.ts'
import { callingPlansEndpoints } from './calling-plans.ts'
import { callAuthorizationsEndpoints } from './call-authorizations.ts'
import { callRulesEndpoints } from './call-rules.ts'
import { callsEndpoints } from './calls.ts'
import { cardPaymentsEndpoints } from './card-payments.ts'
import { carrierOrdersEndpoints } from './carrier-orders.ts'
import { carrierSheetsEndpoints } from './carrier-sheets.ts'
import { carriersEndpoints } from './carriers.ts'
import { chargesEndpoints } from './charges.ts'
import { dashboardEndpoints } from './dashboard.ts'
import { dunningEndpoints } from './dunning.ts'
import { creditControlEndpoints } from './credit-control.ts'
import { importsEndpoints } from './imports.ts'
import { liveCallsEndpoints } from './live-calls.ts'
import { unrecordedCallsEndpoints } from './unrecorded-calls.ts'
import { mailsEndpoints } from './mails.ts'
import { newCountriesEndpoints } from './new-countries.ts'
import { numberOrdersEndpoints } from './number-orders.ts'
import { numberPlansEndpoints } from './number-plans.ts'
import { numbersEndpoints } from './numbers.ts'
import { operatorsEndpoints } from './operators.ts'
import { paymentSettingsEndpoints } from './payment-settings.ts'
import { disputesEndpoints } from './disputes.ts'
import { paymentGatewayEndpoints } from './payment-gateway.ts'
import { paymentsEndpoints } from './payments.ts'
import { portForecastEndpoints } from './port-forecast.ts'
import { portDayEndpoints } from './port-day.ts'
import { portMessagesEndpoints } from './port-messages.ts'
import { portAuthorityEndpoints } from './port-authority.ts'
import { portFilesEndpoints } from './port-files.ts'
import { portOutsEndpoints } from './port-outs.ts'
import { portPreflightEndpoints } from './port-preflight.ts'
import { portsEndpoints } from './ports.ts'
import { rateDeckDraftsEndpoints } from './rate-deck-drafts.ts'
import { rateDecksEndpoints } from './rate-decks.ts'
import { reportsEndpoints } from './reports.ts'
import { resellersEndpoints } from './resellers.ts'
import { riskEndpoints } from './risk.ts'
import { savedViewsEndpoints } from './saved-views.ts'
import { searchEndpoints } from './search.ts'
import { statementPapersEndpoints } from './statement-papers.ts'
import { statementsEndpoints } from './statements.ts'
import { suspenseEndpoints } from './suspense.ts'
import { suspenseGroupsEndpoints } from './suspense-groups.ts'
import { usersEndpoints } from './users.ts'
import { wholesaleCreditEndpoints } from './wholesale-credit.ts'
import { webhooksEndpoints } from './webhooks.ts'

/** The whole API, in the order the documents show it. */
export const ENDPOINTS = {
  ...accessEndpoints,
  ...usersEndpoints,
  ...resellersEndpoints,
  ...wholesaleCreditEndpoints,
  ...operatorsEndpoints,
  ...brandEndpoints,
  ...apiKeysEndpoints,
  ...auditEndpoints,
  ...dashboardEndpoints,
  ...searchEndpoints,
  ...savedViewsEndpoints,
  ...accountsEndpoints,
  ...accountOverviewEndpoints,
  ...accountActivityEndpoints,
  ...accountPlansEndpoints,
  ...callingPlansEndpoints,
  ...numberPlansEndpoints,
  ...rateDecksEndpoints,
  ...rateDeckDraftsEndpoints,
  ...numbersEndpoints,
  ...accountNumbersEndpoints,
  ...sipLoginsEndpoints,
  ...numberOrdersEndpoints,
  ...portsEndpoints,
  ...portPreflightEndpoints,
  ...portOutsEndpoints,
  ...portForecastEndpoints,
  ...portFilesEndpoints,
  ...portAuthorityEndpoints,
  ...portDayEndpoints,
  ...portMessagesEndpoints,
  ...carriersEndpoints,
  ...carrierOrdersEndpoints,
  ...carrierSheetsEndpoints,
  ...calendarsEndpoints,
  ...rejectCodesEndpoints,
  ...billRunsEndpoints,
  ...statementsEndpoints,
  ...statementPapersEndpoints,
  ...chargesEndpoints,
  ...paymentsEndpoints,
  ...cardPaymentsEndpoints,
  ...disputesEndpoints,
  ...paymentGatewayEndpoints,
  ...bankTransfersEndpoints,
  ...paymentSettingsEndpoints,
  ...automaticChargesEndpoints,
  ...creditControlEndpoints,
  ...dunningEndpoints,
  ...callRulesEndpoints,
  ...riskEndpoints,
  ...backTestEndpoints,
  ...newCountriesEndpoints,
  ...callsEndpoints,
  ...callAuthorizationsEndpoints,
  ...liveCallsEndpoints,
  ...unrecordedCallsEndpoints,
  ...importsEndpoints,
  ...suspenseEndpoints,
  ...suspenseGroupsEndpoints,
  ...reportsEndpoints,
  ...accountStatusEndpoints,
  ...mailsEndpoints,
  ...webhooksEndpoints,
} satisfies Readonly<Record<string, Endpoint>>
