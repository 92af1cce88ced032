import type { Random } from './random.ts';

/** Words and characters that sample texts are made of, commoner ones first. */
const english =
  'the to and of a in is it you that for on my we have with not was this be are your please order can from has at but will our me so if they would thank delivery account problem device app since received phone service today warranty invoice sensor router installation refund button screen battery connection update number customer replace engineer appointment light heating washing kettle error message password street cable month yesterday again working address payment broken noise water door leak morning evening package driver photo support manual model serial'.split(
    ' ',
  );
const spanish =
  'de la que el en y a los se no por con su para un una es lo me mi pedido pero más como está ya cuando factura cuenta técnico instalación avería problema reclamación envío teléfono servicio gracias buenos días garantía aparato contraseña aplicación pantalla batería conexión cita número cliente cambio motor agua fuga puerta ruido lavadora frigorífico horno caldera mañana tarde dirección pago devolución paquete repartidor correo respuesta solución revisión pieza manual modelo serie'.split(
    ' ',
  );
const chinese =
  '的一是不了我在有您好请问订单客服安装师傅维修空调洗衣机热水器路由器网络信号手机账号密码发票退款快递物流地址电话上门预约故障显示屏电池遥控器噪音漏水保修更换检查升级软件系统今天明天昨天上午下午已经还是没有可以麻烦尽快谢谢处理问题反馈解决确认联系工单投诉建议'.split(
    '',
  );
const rare = 'zephyr quixotic bromeliad axolotl'.split(' ');

/** An index that falls off like word frequencies do: the first are far commoner than the last. */
function zipf(random: Random, length: number): number {
  return Math.min(length - 1, Math.floor(length ** random() - 1));
}

export type BenchLanguage = 'zh' | 'en' | 'es';

/** A text of about so many words (for Chinese: characters), in sentences. `n` also puts numbers into it. */
export function textOf(random: Random, language: BenchLanguage, words: number): string {
  const pool = { zh: chinese, en: english, es: spanish }[language];
  const parts: string[] = [];
  for (let index = 0; index < words; index++) {
    const roll = random();
    if (roll < 0.01) parts.push(`order-${10_000 + Math.floor(random() * 90_000)}`);
    else if (roll < 0.0101) parts.push(rare[Math.floor(random() * rare.length)] ?? '');
    else parts.push(pool[zipf(random, pool.length)] ?? '');
    if (index % 14 === 13) parts.push(language === 'zh' ? '。' : '.');
  }
  return parts.join(language === 'zh' ? '' : ' ');
}

/** A length with a long tail: half of all messages are short, some are long. */
export function lengthOf(random: Random, median: number): number {
  return Math.max(4, Math.min(2000, Math.round(median * Math.exp(0.9 * normal(random)))));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
