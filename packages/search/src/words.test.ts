import { describe, expect, it } from 'vitest';
import { clauseOf } from './clause.ts';
import { writeDocument } from './document.ts';
import { readQuery } from './query.ts';
import { holds } from './testing/holds.ts';
import { partsOf } from './testing/parts-of.ts';

const finds = (typed: string, ...texts: string[]) => {
  const { clauses, hopeless } = readQuery(typed, { isStatus: () => false });
  const parts = partsOf(...texts);
  return !hopeless && clauses.every((clause) => holds(parts, clause));
};

describe('what a word finds', () => {
  it.each([
    // Chinese: any word of any length, wherever it stands
    ['网络', '我家的网络断了'],
    ['络断', '我家的网络断了'],
    ['网络断了', '我家的网络断了'],
    ['网', '我家的网络断了'],
    ['了', '我家的网络断了'],
    ['票', '发票'],
    ['发票', '電子發票，发票抬头'],
    ['𠮷野家', '在𠮷野家吃饭'],
    ['〇五', '二〇五室'],
    // Japanese and Korean
    ['ガス', 'ｶﾞｽが止まった'],
    ['サーバー', 'サーバーエラー'],
    ['환불', '환불해 주세요'],
    // mixed
    ['iPhone15手机', '我买的iPhone15手机坏了'],
    ['iPhone15手机', '我买的 iPhone15 手机坏了'],
    ['iphone15', 'ｉＰｈｏｎｅ１５'],
    ['iphone 15', 'iPhone15手机'],
    ['iPhone15', 'an iPhone 15 that broke'],
    ['手机壳iPhone15', '手机壳iPhone15用'],
    ['15手机', 'iPhone15手机'],
    ['5G', '5G网络'],
    ['4s店', '附近的4S店'],
    ['wifi', 'WiFi断了'],
    // Spanish and English
    ['envío', 'El envio llegó tarde'],
    ['envio', 'El envío llegó tarde'],
    ['ENVÍO', 'envíos pendientes'],
    ['reclamaciones', 'Mi reclamación no avanza'],
    ['reclamacion', 'todas las reclamaciones'],
    ['facturas', 'la factura'],
    ['niño', 'los niños'],
    ['orders', 'my order'],
    ['refunding', 'we refunded it'],
    ['customer', 'the customer’s address'],
    ["don't", 'I don’t know'],
    ['strasse', 'Straße 5'],
    ['cafe', 'cafe\u0301'],
    // numbers and their parts
    ['12345', 'order-12345'],
    ['order-12345', 'ORDER 12345'],
    ['ORDER-12345', 'see order-12345.'],
    ['12345', 'SN12345X'],
    ['SN12345X', 'Serial no. sn12345x'],
    ['0815', 'SN2024A0815'],
    ['12345', '12,345 yuan'],
    ['12,345', '12345 yuan'],
    ['1234.56', 'EUR 1234.56'],
    ['13812345678', '138-1234-5678'],
    ['138-1234-5678', '13812345678'],
    ['138-1234-5678', '138 1234 5678'],
    ['20260302', '2026-03-02'],
    ['１２３', '123'],
    // mail addresses and their parts
    ['maria.lopez+vip@shop.example.com', 'write to Maria.Lopez+VIP@Shop.Example.com, please'],
    ['maria', 'maria.lopez@shop.example.com'],
    ['lopez', 'maria.lopez@shop.example.com'],
    ['maria.lopez', 'maria.lopez@shop.example.com'],
    ['shop.example.com', 'maria.lopez@shop.example.com'],
    ['@shop.example.com', 'maria.lopez@shop.example.com'],
    ['lopez@shop', 'maria.lopez@shop.example.com'],
    ['a@b.example', '请联系a@b.example，谢谢'],
    ['联系', '请联系a@b.example，谢谢'],
    // other alphabets
    ['заказ', 'Мой ЗАКАЗ'],
    ['φίλος', 'ΦΊΛΟΣ'],
  ])('%s finds «%s»', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it.each([
    ['络网', '我家的网络断了'],
    ['网断', '我家的网络断了'],
    ['网络断', '网络很好，电络断了'],
    ['甲乙丙', '甲乙，乙丙'],
    ['甲乙丙', '甲乙 丙'],
    ['网络', '网，络'],
    ['市民', '市 民'],
    ['iPhone15手机', 'iPhone 14手机，15元'],
    ['1234', 'order-12345'],
    ['15', '1.5'],
    ['5G', '5 people, 3 g of salt'],
    ['maria@b.example', 'maria@a.example b.example'],
    ['order-12345', 'order 9 and 12345'],
    ['-refund', 'no refund today'],
    ['refund invoice', 'refund only'],
    ['"my order"', 'my last order'],
    ['"orders"', 'order'],
    ['???', 'what???'],
  ])('%s does not find «%s»', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });

  it('does not read two texts of a ticket as one', () => {
    expect(finds('"last first"', 'the last', 'first of all')).toBe(false);
    expect(finds('网络', '上网', '络')).toBe(false);
    expect(finds('last first', 'the last', 'first of all')).toBe(true);
  });

  it('asks a phrase word for word, across any signs between the words', () => {
    expect(finds('"my order"', 'where is my (order)?')).toBe(true);
    expect(finds('“服务 态度”', '服务态度很差')).toBe(true);
    expect(finds('「服务态度」', '服务、态度')).toBe(false);
    expect(finds('"退款 refund"', '退款refund')).toBe(true);
  });

  it('finds mail addresses and phone numbers of customers only where it is told to', () => {
    const document = writeDocument();
    document.contact('maria.lopez@shop.example');
    const parts = document.finish();
    const found = (typed: string, contacts: boolean) =>
      readQuery(typed, { isStatus: () => false, contacts }).clauses.every((clause) => holds(parts, clause));
    for (const typed of ['maria', 'maria.lopez@shop.example', '"shop.example"', 'from:lopez']) {
      expect(found(typed, true)).toBe(true);
      expect(found(typed, false)).toBe(false);
    }
    expect(found('-maria', true)).toBe(false);
    expect(found('subject:maria', true)).toBe(false);
  });

  it('finds what is being typed by its beginning', () => {
    const clause = clauseOf('refu', { unfinished: true });
    expect(clause && holds(partsOf('a refund'), clause)).toBe(true);
    const exact = clauseOf('refu');
    expect(exact && holds(partsOf('a refund'), exact)).toBe(false);
  });
});
