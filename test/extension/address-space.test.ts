// How private an address is, and what a page may see.
import { expect, test } from 'vitest';
import { addressSpace, mayShow } from '../../extension/address-space.ts';

test.each([
  ['localhost', 'loopback'],
  ['LOCALHOST.', 'loopback'],
  ['app.localhost', 'loopback'],
  ['127.0.0.1', 'loopback'],
  ['127.255.1.2', 'loopback'],
  ['0.0.0.0', 'loopback'],
  ['[::1]', 'loopback'],
  ['[::ffff:7f00:1]', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'private'],
  ['100.64.0.1', 'private'],
  ['[fd00::1]', 'private'],
  ['[fe80::1]', 'private'],
  ['[::ffff:c0a8:101]', 'private'],
  ['printer', 'private'],
  ['nas.local', 'private'],
  ['wiki.corp', 'private'],
  ['router.lan.', 'private'],
  ['db.internal', 'private'],
  ['172.32.0.1', 'public'],
  ['172.15.0.1', 'public'],
  ['192.169.0.1', 'public'],
  ['100.128.0.1', 'public'],
  ['8.8.8.8', 'public'],
  ['[2001:db8::1]', 'public'],
  ['[::ffff:808:808]', 'public'],
  ['example.com', 'public'],
  ['localhost.example.com', 'public'],
  ['local.example.org', 'public'],
])('%s is %s', (host, space) => {
  expect(addressSpace(host)).toBe(space);
});

test('every spelling of an address that the URL parser accepts counts as that address', () => {
  for (const url of ['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://[0:0:0:0:0:0:0:1]/']) {
    expect(addressSpace(new URL(url).hostname)).toBe('loopback');
  }
  expect(addressSpace(new URL('http://[::ffff:192.168.0.1]/').hostname)).toBe('private');
});

test.each([
  ['https://cdn.example/a.jpg', 'https://news.example/', true],
  ['http://192.168.1.1/a.jpg', 'https://news.example/', false],
  ['http://localhost/a.jpg', 'https://news.example/', false],
  ['http://localhost/a.jpg', 'http://192.168.1.1/', false],
  ['http://192.168.1.2/a.jpg', 'http://192.168.1.1/', true],
  ['https://cdn.example/a.jpg', 'http://localhost:3000/', true],
  ['http://127.0.0.1:8000/a.jpg', 'http://localhost:3000/', true],
  ['data:image/png;base64,AA', 'https://news.example/', true],
  ['blob:https://news.example/1', 'https://news.example/', true],
  ['http://nas.local/a.jpg', 'about:blank', false], // a page without an address is treated as public
  ['http://nas.local/a.jpg', '', false],
])('may %s be shown to %s: %s', (picture, page, shown) => {
  expect(mayShow(picture, page)).toBe(shown);
});
