/**
 * What guessers try first, from the heads of the lists that leaks have made public, and words of this trade and country:
 * letters and digits only, in lower case. They are compared without the digits and signs around them.
 */
const WORDS = `
password passwort passwords mypassword newpassword thepassword passwordpassword adminpassword pass passw passwd
welcome welcometo welcomeback letmein letmeinnow changeme changeit pleasechange default temporary temp tempo secret
topsecret mysecret supersecret administrator admin adminadmin root rootroot superuser sysadmin manager master
masterkey login loginlogin signin access accessgranted opensesame test tester testing testtest testuser guest user
username demo demodemo sample example qwerty qwertyuiop qwertyqwerty qwertz azerty asdfgh asdfghjkl asdfasdf zxcvbn
zxcvbnm qazwsx qazwsxedc 1q2w3e4r5t6y q1w2e3r4t5y6 1qaz2wsx3edc iloveyou iloveyouso ilovemyself loveyou lovely
princess sunshine football baseball basketball cricket superman batman spiderman starwars pokemon dragon monkey shadow
michael jennifer jordan hunter ranger charlie freedom whatever trustno trustnobody computer internet google facebook
summer winter autumn spring january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday australia australian aussie sydney melbourne brisbane perth
adelaide canberra hobart darwin newsouthwales queensland victoria kangaroo koala correcthorsebatterystaple
correcthorsebatterystaples company business office customer support helpdesk service reception telephone phone phones
telco telecom voice voip billing tollgate tollgatetollgate tollgateadmin tollgatepassword supersecretpassword
verysecretpassword ilovepassword mypasswordis thisismypassword thisisapassword nopassword
`

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''))
