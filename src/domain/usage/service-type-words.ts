/** What people call the service types of calls. */
export const SERVICE_TYPE_WORDS: Readonly<Record<string, string>> = {
  Local: 'Local',
  National: 'National',
  Mobile: 'Australian mobile',
  International: 'International',
  '6113': '13 and 1300 numbers',
  TollFree: '1800 numbers',
  Directory: 'Directory assistance',
  Emergency: 'Emergency services',
  Onnet: 'On-net',
  Inbound: 'Inbound',
  'Inbound 6113': 'Inbound to 13/1300',
  'Inbound 611800': 'Inbound to 1800',
  Premium: 'Premium services',
}
