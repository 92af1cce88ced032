import { resolve } from 'node:path';
import { administrator, demoPassword, people } from '../demo/cast.ts';
import { fillDemo } from '../demo/fill-demo.ts';
import type { Settings } from '../platform/settings.ts';
import { startServer } from '../start-server.ts';
import type { Command } from './index.ts';

/** `demo`: the server with a sample department, in a data folder of its own. */
export const demo: Command = {
  usage: '',
  summary: 'run the server with a sample department (npm run demo)',
  async run() {
    const env = {
      ...process.env,
      SHOUWEN_DATA: process.env.SHOUWEN_DATA || resolve('data-demo'),
      SHOUWEN_LOG: process.env.SHOUWEN_LOG || 'warn',
      SHOUWEN_SMTP_OUT: '', // whoever is made up may have the address of somebody real: the outbox shows what would leave
    };
    let told = -1;
    const server = await startServer(env, {
      async prepare(composition) {
        const filled = await fillDemo(composition, (share) => {
          const tenth = Math.floor(share * 10);
          if (tenth === told) return;
          told = tenth;
          process.stderr.write(`Filling the sample department … ${tenth * 10} %\n`);
        });
        if (filled) composition.app.ledgerGrew();
      },
    });
    process.stdout.write(welcome(server.url, server.composition.app.settings));
    await server.stopped;
  },
};

function welcome(url: string, { host, smtpInPort }: Settings): string {
  const shown = ['zhou', 'lin', 'byrne', 'walsh', 'vidal', 'navarro'].flatMap(
    (key) => people.find((person) => person.key === key) ?? [],
  );
  const rows = [
    [administrator, 'administrator', 'zh'],
    ...shown.map((person) => [
      `${person.key}@lumen.example`,
      `${person.role} ${person.name}`,
      person.language,
    ]),
  ];
  const lines = rows.map(
    ([email = '', who = '', language = '']) => `  ${email.padEnd(24)} ${language}  ${who}`,
  );
  return `
Shouwen is ready: ${url}

Log in with one of these and the password ${demoPassword}
${lines.join('\n')}

Public form: ${url}/form/contact     API: ${url}/api/docs     Stop with Ctrl-C.${
    smtpInPort === 0
      ? ''
      : `
Mail: send to any address by SMTP at ${host}, port ${smtpInPort}. What would be sent stands in the outbox; nothing leaves.`
  }
`;
}
