/** Who may act: accounts, the people behind them, and which roles act for which kind of unit. */
export * from './account.ts'
export * from './role-units.ts'
