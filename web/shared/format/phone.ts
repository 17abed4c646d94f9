export { phoneText } from '#domain/phone-text.ts'
