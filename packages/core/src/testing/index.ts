/** A tiny city and its people: what tests of stores, gateways and hosts need to play a ticket through. */
export * from './test-city.ts'
