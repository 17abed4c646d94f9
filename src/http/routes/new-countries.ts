import { newCountriesEndpoints } from '#contract/new-countries.ts'
import { countryName, isCountryKey } from '#domain/usage/countries.ts'
import { listNewCountries } from '#storage/queries/new-countries.ts'
import { route, type Route } from '../route.ts'

const DAY_MS = 86_400_000

export const newCountriesRoutes: readonly Route[] = [
  route(newCountriesEndpoints.listNewCountries, ({ read, query, now }) =>
    read(async (db) => {
      const rows = await listNewCountries(db, new Date(now.getTime() - query.days * DAY_MS))
      return {
        items: rows.flatMap(({ country, ...row }) =>
          isCountryKey(country) ? [{ ...row, country, name: countryName(country) }] : [],
        ),
      }
    }),
  ),
]
