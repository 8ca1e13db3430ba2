/** A file with the tables in it. Every key begins with the tenant, so that nothing is ever found across two. */
import { DatabaseSync } from 'node:sqlite'

/** @param file where the database lies, or `:memory:` */
export function openSqlite(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  // The log is written at every commit and not flushed: a crash of the process loses nothing, a loss of power may.
  db.exec('pragma journal_mode = wal; pragma synchronous = normal')
  db.exec(`
    create table if not exists ticket (
      tenant text, id text, version integer, state text, summary text, updated text, due text, search text,
      primary key (tenant, id)) strict;
    create index if not exists ticket_updated on ticket (tenant, updated, id);
    create index if not exists ticket_due on ticket (tenant, due, id);
    create table if not exists event (
      tenant text, position integer, ticket text, version integer, event text, summary text,
      primary key (tenant, position), unique (tenant, ticket, version)) strict;
    create table if not exists feed (tenant text primary key, secret text) strict;
    create table if not exists command (
      tenant text, id text, ticket text, fingerprint text, version integer, position integer,
      primary key (tenant, id)) strict;
    create table if not exists deadline (
      tenant text, ticket text, kind text, due text, leased text,
      primary key (tenant, ticket, kind)) strict;
    create table if not exists look (
      tenant text, ticket text, at text, id text, view text,
      primary key (tenant, ticket, at, id)) strict;
    create table if not exists photo (
      tenant text, sha256 text, free text,
      primary key (tenant, sha256)) strict;
    create table if not exists upload (
      tenant text, sha256 text, person text, at text,
      primary key (tenant, sha256, person)) strict;
    create table if not exists ticket_photo (
      tenant text, ticket text, sha256 text,
      primary key (tenant, ticket, sha256)) strict;
    create index if not exists ticket_of_photo on ticket_photo (tenant, sha256);`)
  return db
}
