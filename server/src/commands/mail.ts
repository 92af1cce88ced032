import { importMail, type MailImport } from '../channels/import/import-mail.ts';
import { findMailFiles } from '../channels/import/mail-sources.ts';
import type { Composition } from '../compose.ts';
import { mailboxesFor } from '../mailboxes/find-mailbox.ts';
import { StartError } from '../platform/errors.ts';
import { say } from '../platform/texts.ts';
import type { Command } from './index.ts';
import { progressBar } from './progress-bar.ts';
import { option, print, withProduct } from './with-product.ts';

const usage = 'import FILE… [--mailbox ADDRESS] | journal [--limit N] [--verdict VERDICT] [--json]';

/** `mail import`: takes in mail from files. `mail journal`: what came in and what became of it. */
export const mail: Command = {
  usage,
  summary: 'take in .eml, mbox and Maildir mail; list the mail that came in',
  async run(args) {
    const [what, ...rest] = args;
    if (what === 'import') return takeIn(rest);
    if (what === 'journal') return list(rest);
    throw new StartError(`Usage: mail ${usage}`);
  },
};

async function takeIn(args: string[]): Promise<void> {
  const address = option(args, '--mailbox');
  const paths = args.filter((arg, place) => !arg.startsWith('--') && args[place - 1] !== '--mailbox');
  if (paths.length === 0) throw new StartError('Name the files or folders to take in: mail import FILE…');
  const files = await findMailFiles(paths);
  const result = await withProduct(async (composition) => {
    const mailboxId = address === null ? undefined : await mailboxAt(composition, address);
    const bar = progressBar(files.reduce((sum, file) => sum + file.size, 0));
    const done = await importMail(composition, files, {
      ...(mailboxId === undefined ? {} : { mailboxId }),
      onProgress: (read, { mails }) => bar.show(read, `${mails} mails`),
    });
    bar.end();
    return done;
  });
  print(args, result, linesOf(result));
}

async function mailboxAt({ app }: Composition, address: string): Promise<string> {
  const [mailbox] = await mailboxesFor(app.db, app.org, [address]);
  if (!mailbox) throw new StartError(`There is no mailbox with the address ${address}.`);
  return mailbox.id;
}

function linesOf({ mails, verdicts, already, too_large }: MailImport): string[] {
  const counted = Object.entries(verdicts).map(([verdict, count]) => `${verdict}\t${count}`);
  return [
    `${mails} mails read`,
    ...counted,
    ...(already > 0 ? [`there already\t${already}`] : []),
    ...(too_large > 0 ? [`too large\t${too_large}`] : []),
  ];
}

async function list(args: string[]): Promise<void> {
  const limit = Number(option(args, '--limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1) throw new StartError('--limit takes a whole number above 0.');
  const verdict = option(args, '--verdict');
  const rows = await withProduct(async ({ app }) => {
    let select = app.db
      .selectFrom('mail_in as m')
      .leftJoin('ticket as t', (join) =>
        join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.ticket_id'),
      )
      .select(['m.id', 'm.received_at', 'm.source', 'm.from_address', 'm.subject', 'm.state', 'm.verdict'])
      .select(['m.reason', 'm.error', 't.number as ticket'])
      .where('m.org_id', '=', app.org)
      .orderBy('m.received_at', 'desc') // index mail_in_newest
      .orderBy('m.id', 'desc')
      .limit(limit);
    if (verdict !== null) select = select.where('m.verdict', '=', verdict as never);
    return select.execute();
  });
  const shown = rows.map(({ reason, ...row }) => ({
    ...row,
    received_at: row.received_at.toISOString(),
    reason: reason && say('en', `mail_reason.${reason.key}`, reason),
  }));
  print(
    args,
    shown,
    shown.map((row) =>
      [
        row.received_at,
        row.verdict ?? row.state,
        row.ticket === null ? '' : `#${row.ticket}`,
        row.from_address ?? '',
        row.subject ?? '',
        row.reason ?? row.error ?? '',
      ].join('\t'),
    ),
  );
}
