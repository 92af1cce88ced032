/** What automatic mails say of themselves, in the languages that reach a service desk. */

const again = '(?:(?:re|回复|答复|回覆|rv|aw)\\s*[:：]\\s*)*';

/** Subjects of automatic answers and of those who are away. */
export const automaticSubject = new RegExp(
  `^\\s*${again}[\\[【(（]?\\s*(?:${[
    'automatic reply',
    'auto[- ]?(?:reply|response|responder)',
    'autosvar',
    'automated (?:reply|response)',
    'out of (?:the )?office',
    'ooo\\b',
    'vacation (?:reply|response|notice)',
    'away from (?:my|the) (?:mail|office)',
    'i am (?:currently )?(?:out of|away from)',
    '自动回复',
    '自動回覆',
    '自動回復',
    '自动答复',
    '自动应答',
    '(?:休假|外出|假期|离职|出差)\\s*自动回复',
    '不在办公室',
    '外出(?:通知|提醒)',
    '休假(?:通知|提醒)',
    'respuesta autom[áa]tica',
    'autorrespuesta',
    'auto ?respuesta',
    'contestaci[óo]n autom[áa]tica',
    'fuera de (?:la )?oficina',
    'ausente(?: de la oficina)?\\b',
    'de vacaciones',
    'r[ée]ponse automatique',
    'absence du bureau',
    'automatische antwort',
    'abwesenheitsnotiz',
    'resposta autom[áa]tica',
    'risposta automatica',
    '自動返信',
    '不在(?:通知|のお知らせ)',
  ].join('|')})`,
  'iu',
);

/** What the text of an automatic answer says of itself near its beginning. */
export const automaticText = new RegExp(
  [
    'this is an? (?:auto(?:mated|matic|-generated|generated)?) (?:reply|response|e-?mail|message)',
    'this (?:message|e-?mail|reply) (?:was|is|has been) (?:automatically|auto-?) ?(?:generated|sent)',
    'do not (?:reply|respond) to this (?:automated|automatic)',
    '(?:这|此|本)(?:是|为|邮件为|邮件是|邮件系)?.{0,20}自动(?:回复|答复|应答|发送)',
    '(?:假期|休假|外出|系统)自动回复',
    '自动回复邮件',
    'est[ea] (?:es|correo es|mensaje es) (?:un|una)?\\s*(?:mensaje|correo|respuesta) (?:autom[áa]tic[oa]|generad[oa] autom[áa]ticamente)',
    '(?:respuesta|mensaje) (?:enviad[oa]|generad[oa]) autom[áa]ticamente',
  ].join('|'),
  'iu',
);

/** What somebody who is away has answered with; it counts only in a short answer to a mail. */
export const awayText = new RegExp(
  [
    "i(?: am|'m|’m| will be|'ll be| shall be) (?:currently |now )?(?:out of (?:the )?office|on (?:annual |sick |parental |maternity )?leave|on vacation|on holiday|away from (?:the|my) (?:office|desk|mail))",
    "i(?: am|'m|’m) (?:currently )?away until",
    '(?:limited|no) access to (?:my )?e-?mail',
    '(?:我|本人).{0,12}(?:正在|现在|目前|已经?)?.{0,6}(?:休假|度假|休年假|休产假|出差|外出|不在办公室)',
    '(?:您|你)的(?:邮件|来信|来件).{0,6}(?:已(?:经)?收到|已收悉).{0,30}(?:尽快|稍后|之后|会在).{0,12}(?:回复|答复|处理)',
    '(?:来信|邮件)已收到.{0,20}(?:尽快|稍后).{0,8}(?:回复|答复)',
    '(?:estoy|estar[ée]|me encuentro|me encontrar[ée]) (?:actualmente |ahora )?(?:fuera de (?:la |mi )?oficina|de vacaciones|de baja|ausente|de permiso)',
    'acceso limitado (?:a mi|al) correo',
  ].join('|'),
  'iu',
);

/** Subjects of mails that say a mail could not be delivered. */
export const bounceSubject = new RegExp(
  [
    '^undeliver(?:ed|able)\\b',
    '^(?:mail )?delivery (?:failed|failure|has failed|status notification|error|problem|incomplete|delayed|notification)',
    '^mail delivery (?:failed|failure|subsystem|system|error)',
    '^warning: (?:could not send|message .{1,60} delayed)',
    '^returned (?:mail|to sender)',
    '^failure notice',
    '^mail system error',
    '^message (?:status - undeliverable|undeliverable|delivery failure|you sent blocked)',
    '^non[- ]?deliver(?:y|able)',
    '^nondeliverable mail',
    '^failed delivery',
    '^rejected:',
    '退信|退件|退回的邮件|邮件被退回|投递失败|投递延迟|未送达|未傳遞|無法傳遞|无法投递|无法送达|发送失败|传递失败',
    '^no se (?:puede|pudo|ha podido) entregar',
    '^(?:correo|mensaje) (?:devuelto|no entregado|rechazado)',
    '^(?:error|fallo) (?:en|de) la entrega',
    '^notificaci[óo]n de (?:estado de (?:la )?entrega|error)',
    '^unzustellbar',
    '^non remis',
  ].join('|'),
  'iu',
);

/** Senders that only mail servers have. */
export const bounceSender =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mdaemon|microsoftexchange[0-9a-f]+|bounces?|mail-?delivery(?:-?subsystem)?|system-?administrator)(?:[+=][^@]*)?@/i;
export const bounceName =
  /mail delivery (?:sub)?system|mailer-daemon|微软 outlook|microsoft outlook|系统管理员|邮件系统|postmaster/i;
