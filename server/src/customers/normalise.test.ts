import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, isEmail, isPhone, lastFour, normaliseEmail, normalisePhone } from './normalise.ts';

describe('a mail address', () => {
  it.each([
    [' Li.Wei@Example.COM ', 'li.wei@example.com'],
    ['ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'li@example.com'],
    ['info@BÜCHER.example', 'info@xn--bcher-kva.example'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['用户@例子.测试', '用户@xn--fsqu00a.xn--0zwm56d'],
    ['用户@例子。测试', '用户@xn--fsqu00a.xn--0zwm56d'],
    ['li+shop@example.com', 'li+shop@example.com'],
    ['mailto:li@example.com', 'li@example.com'],
    ['li@example.com.', 'li@example.com'],
    ['li\u200b@example.com', 'li@example.com'],
    ['JOSÉ@example.com', 'josé@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
  ])('%s is compared as %s', (given, expected) => {
    expect(normaliseEmail(given)).toBe(expected);
    expect(isEmail(normaliseEmail(given))).toBe(true);
  });

  it.each([
    '',
    'li',
    'li@',
    '@example.com',
    'li@example',
    'a b@example.com',
    'a@b@example.com',
    '<li@example.com>',
  ])('%j is none', (given) => expect(isEmail(normaliseEmail(given))).toBe(false));
});

describe('a phone number', () => {
  it.each([
    ['13800138000', 'CN', '+8613800138000'],
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['+86 138-0013-8000', 'ES', '+8613800138000'],
    ['0086 13800138000', 'CN', '+8613800138000'],
    ['86 13800138000', 'CN', '+8613800138000'],
    ['１３８００１３８０００', 'CN', '+8613800138000'],
    ['（010）6234-5678', 'CN', '+861062345678'],
    ['010-62345678转123', 'CN', '+861062345678;ext=123'],
    ['010-62345678 分机：123', 'CN', '+861062345678;ext=123'],
    ['010-62345678 ext. 123', 'CN', '+861062345678;ext=123'],
    ['+861062345678;ext=123', 'CN', '+861062345678;ext=123'],
    ['tel:+861062345678', 'CN', '+861062345678'],
    ['612 34 56 78', 'ES', '+34612345678'],
    ['0034 612345678', 'ES', '+34612345678'],
    ['110', 'CN', '110'],
    ['95598', 'CN', '95598'],
    ['12345', 'no such country', '12345'],
  ])('%s in %s is compared as %s', (given, country, expected) => {
    expect(normalisePhone(given, country)).toBe(expected);
    expect(isPhone(normalisePhone(given, country))).toBe(true);
  });

  it.each(['', 'none', '+', '12', '无', '1'.repeat(40)])('%j is none', (given) =>
    expect(isPhone(normalisePhone(given, 'CN'))).toBe(false),
  );

  it('is named by its last four digits, not by its extension', () => {
    expect(lastFour('+861062345678;ext=123')).toBe('5678');
    expect(lastFour('110')).toBe('110');
  });
});

describe('a name', () => {
  it.each([
    ['  José   PEÑA ', 'jose pena'],
    ['ＡＢＣ　公司', 'abc 公司'],
    ['王\u200b小明', '王小明'],
    ['Łukasz', 'łukasz'],
    ['İstanbul', 'istanbul'],
    ['Müller\nGmbH', 'muller gmbh'],
  ])('%j is found as %j', (given, expected) => expect(foldName(given)).toBe(expected));
});

describe('normalising twice', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const number = fc.oneof(fc.stringMatching(/^[+0-9０-９()#x\- .转;=a-z]{0,25}$/), text);
  const country = fc.constantFrom('CN', 'ES', 'US', 'DE', 'AR', '??');

  it('changes no name', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
    );
  });

  it('changes no mail address', () => {
    fc.assert(
      fc.property(text, text, (local, domain) => {
        const email = normaliseEmail(`${local}@${domain}`);
        expect(normaliseEmail(email)).toBe(email);
      }),
    );
  });

  it('changes no phone number', () => {
    fc.assert(
      fc.property(number, country, (given, where) => {
        const phone = normalisePhone(given, where);
        expect(normalisePhone(phone, where)).toBe(phone);
        if (isPhone(phone)) expect(lastFour(phone)).toMatch(/^\d{3,4}$/);
      }),
    );
  });
});
