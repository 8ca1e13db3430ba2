/** What an operator is told where a program of PostgreSQL is missing or fails, and what to do then. */
import type { Sentence } from '@chuishao/core/ticket'

export const toolMissing = (program: string): Sentence => ({
  zh: `无法运行 ${program}：请安装 PostgreSQL 客户端程序（Debian：apt install postgresql-client），并确认它在 PATH 中。`,
  en: `${program} cannot be run: install PostgreSQL's client programs (on Debian: apt install postgresql-client), and see that PATH leads to them.`,
})

/** @param said what it wrote to its error output */
export function toolFailed(program: string, code: number | null, said: string): Sentence {
  const words = ownWords(program, said)
  const next = nextSteps.find(([pattern]) => pattern.test(words))?.[1] ?? lookIntoIt
  return {
    zh: `${program} 未成功（${code ?? '被终止'}）。${next.zh}${words === '' ? '' : `\n${words}`}`,
    en: `${program} failed (${code ?? 'it was ended'}). ${next.en}${words === '' ? '' : `\n${words}`}`,
  }
}

/** Lines that it begins with its own name: those between them quote rows, which hold residents' data. */
const ownWords = (program: string, said: string) =>
  said
    .split('\n')
    .filter((line) => line.startsWith(`${program}: `))
    .join('\n')

const lookIntoIt: Sentence = {
  zh: '请按其提示处理后重试。',
  en: 'See to what it says, then try again.',
}

const nextSteps: [RegExp, Sentence][] = [
  [
    /server version mismatch|unsupported version/,
    {
      zh: '客户端程序的版本低于服务器（或制作备份的程序），请安装不低于它的版本。',
      en: 'The client programs are older than the server, or than those that made the backup: install ones that are not.',
    },
  ],
  [
    /authentication failed|no password supplied|no pg_hba\.conf entry/,
    {
      zh: '数据库拒绝登录，请核对用户名与密码。',
      en: 'The database does not let it in: look at the name and the password of its user.',
    },
  ],
  [
    /permission denied/,
    {
      zh: '数据库用户权限不足，请使用拥有这些表的用户。',
      en: 'The user of the database may not do this: use the one that owns the tables.',
    },
  ],
  [
    /No space left on device|could not extend file/,
    { zh: '磁盘空间不足，请腾出空间后重试。', en: 'There is no room: make some and try again.' },
  ],
  [
    /connection to server|could not connect|server closed the connection|terminating connection/,
    {
      zh: '数据库无法连接或已断开，请确认其运行正常后重试。',
      en: 'The database cannot be reached, or went away: see that it runs, then try again.',
    },
  ],
  [
    /already exists/,
    { zh: '目标数据库不是空的，请新建一个。', en: 'The database is not empty: create a new one.' },
  ],
]
