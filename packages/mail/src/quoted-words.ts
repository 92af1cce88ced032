/**
 * How mail programs introduce what they quote, in the languages that reach a service desk. Every pattern is for one line
 * of at most `longestLine` characters.
 */
export const longestLine = 1000;

const originalWords = [
  'original message',
  'original',
  'replied message',
  'mensaje original',
  'mensaje respondido',
  'mensaje original respondido',
  '原始邮件',
  '原始郵件',
  '邮件原件',
  '郵件原件',
  '原邮件',
  '回复的原邮件',
  '回复的邮件',
  '原始邮件信息',
  'ursprüngliche nachricht',
  'message d.origine',
  'mensagem original',
  'messaggio originale',
  '元のメッセージ',
];
const forwardWords = [
  'forwarded message',
  'forwarded mail',
  'begin forwarded message',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'forwarded',
  '转发的邮件',
  '轉寄的郵件',
  '转发邮件信息',
  '转发邮件',
  '被转发邮件信息',
  '已转发邮件',
  '开始转发的邮件',
  '以下是转发的邮件',
  'weitergeleitete nachricht',
  'message transféré',
  'mensagem encaminhada',
];

const between = (words: readonly string[]) =>
  new RegExp(`^\\s*[>*]{0,3}\\s*[-_—=]{2,60}\\s*(?:${words.join('|')})\\s*[:：]?\\s*[-_—=]{2,60}\\s*$`, 'iu');
const alone = (words: readonly string[]) => new RegExp(`^\\s*(?:${words.join('|')})\\s*[:：]\\s*$`, 'iu');

/** A line such as `-----Original Message-----`. */
export const originalLine = between(originalWords);
const forwardBetween = between(forwardWords);
const forwardAlone = alone(forwardWords.filter((word) => word !== 'forwarded'));
/** A line such as `---------- Forwarded message ---------` or `Begin forwarded message:`. */
export const isForwardLine = (line: string) => forwardBetween.test(line) || forwardAlone.test(line);

const keyed = (names: readonly string[]) =>
  new RegExp(`^\\s*[>*|]{0,4}\\s*(?:${names.join('|')})\\s*\\*?\\s*[:：]\\s*\\*?\\s*(.*)$`, 'iu');

const names = {
  from: ['from', 'de', '发件人', '寄件者', '寄件人', '發件人', 'von', 'da', '差出人'],
  date: [
    'date',
    'sent',
    'sent at',
    'fecha',
    'enviado',
    'enviado el',
    'fecha de envío',
    '发送时间',
    '发送日期',
    '日期',
    '时间',
    '寄件日期',
    '傳送時間',
    '發送時間',
    'datum',
    'gesendet',
    'envoyé',
    'enviada em',
    '送信日時',
    '日時',
  ],
  to: ['to', 'para', 'a', '收件人', '收件者', 'an', 'à', '宛先'],
  cc: ['cc', '抄送', '抄送人', '副本', 'copia'],
  subject: ['subject', 'asunto', '主题', '主旨', '主題', '标题', 'betreff', 'objet', 'assunto', '件名'],
} as const;

/** The lines of a quoted mail's head; the first group is what stands there. */
export const headLine: Record<keyof typeof names, RegExp> = {
  from: keyed(names.from),
  date: keyed(names.date),
  to: keyed(names.to),
  cc: keyed(names.cc),
  subject: keyed(names.subject),
};

/** Which line of a head this is; null when it is none. */
export function headKind(line: string): keyof typeof names | null {
  for (const kind of Object.keys(headLine) as (keyof typeof names)[])
    if (headLine[kind].test(line)) return kind;
  return null;
}

/** The end of a line that introduces a quotation. */
const wroteEnd =
  /(?:\bwrote|\bescribió|\bescribio|\bha escrito|写道|寫道|写到|写了|\bschrieb(?:\s.{1,120})?|a écrit|escreveu|ha scritto|のメール|書きました)\s*[:：]?\s*$/iu;
/** The beginning of one that ends in a colon and no verb, as some programs write it. */
const wroteStart = /^\s*[>*]{0,3}\s*(?:(?:On|El|Am|Le|Em|Il|At|Op)\b|在|于|於).{6,400}[:：]\s*$/iu;
/** `2026年11月23日(月) 10:02 Ana <ana@example.com>:` and `Ana <ana@example.com> 于2026年11月23日周一 10:02写道：` */
const datedAddress =
  /^\s*(?:\d{4}\s*[年/-]\s*\d{1,2}\s*[月/-]\s*\d{1,2}.{0,80})<[^<>\s]{3,200}>\s*[:：]\s*$/u;

const holdsMoment = /\d{1,4}\s*[:：.时年月/-]\s*\d{1,2}|@/u;

/** Whether these words introduce a quotation: they say when or who, and that somebody wrote. */
export function introduces(words: string): boolean {
  if (words.length > longestLine || !holdsMoment.test(words)) return false;
  return wroteEnd.test(words) || datedAddress.test(words) || (wroteStart.test(words) && /[<@]/.test(words));
}

/** What telephones and programs put below a mail by themselves. */
const advertised = [
  /^sent from (?:my |the )?[\p{L}\p{N} .,'’()+-]{2,60}$/iu,
  /^(?:sent|enviado) (?:from|via|with|con|desde) .{2,60}$/iu,
  /^get outlook for (?:ios|android|mac)/iu,
  /^obtener outlook para (?:ios|android|mac)/iu,
  /^enviado (?:desde|con) (?:mi |el )?.{2,60}$/iu,
  /^发自(?:我的|\s)?.{0,40}$/u,
  /^發自我的.{0,40}$/u,
  /^從我的.{1,30}傳送$/u,
  /^从我的.{1,30}发送$/u,
  /^来自我的.{0,40}$/u,
  /^(?:获取|下载|取得)\s*outlook\s*for\s*(?:ios|android|mac)/iu,
  /签名由\s*网易邮箱大师\s*定制/u,
  /^本邮件由.{2,30}发送$/u,
];

/** Whether a line is the mark of the program that sent the mail. */
export const isAdvertised = (line: string) => {
  const words = line
    .replace(/[|*_\s]+/g, ' ')
    .replace(/<[^<>]{0,200}>|\(https?:[^)]{0,200}\)/g, '')
    .trim();
  return words.length <= 120 && advertised.some((pattern) => pattern.test(words));
};
