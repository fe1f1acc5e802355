import assert from "node:assert/strict";
import { test } from "node:test";
import {
  amount,
  confidence,
  decimals,
  fixed,
  number,
  percent,
  percentWithInterval,
  shareInWords,
  span,
  wait,
  withInterval,
} from "../src/numbers.ts";

const plain = (text: string): string => text.replace(/\u00a0/g, " ");

test("numbers: thousands are grouped and the minus is the typographic one", () => {
  assert.equal(fixed(1234567.8, 1), "1,234,567.8");
  assert.equal(fixed(-1234, 0), "\u22121,234");
  assert.equal(fixed(-0.04, 1), "0.0");
});

test("numbers: a figure shows the first digit that its interval leaves in doubt", () => {
  assert.equal(decimals({ value: 88.5, low: 87.5, high: 89.5 }), 0);
  assert.equal(decimals({ value: 9.0049, low: 8.977, high: 9.032 }), 2);
  assert.equal(decimals({ value: 122, low: 116, high: 128 }), 0);
  assert.equal(decimals({ value: 1.2, low: 0.1, high: 3.4 }), 1);
});

test("numbers: an interval stands in brackets, in the unit of its value", () => {
  assert.equal(plain(percentWithInterval({ value: 0.87, low: 0.86, high: 0.88 })), "87 % (86 to 88)");
  assert.equal(plain(percentWithInterval({ value: 0.9944, low: 0.9937, high: 0.9951 })), "99.4 % (99.4 to 99.5)");
  assert.equal(plain(withInterval({ value: 4.66, low: 4.55, high: 4.78 }, "days")), "4.7 days (4.5 to 4.8)");
});

test("numbers: no interval where there is none or none that could be seen", () => {
  assert.equal(plain(percentWithInterval({ value: 0.5, low: null, high: null })), "50 %");
  assert.equal(plain(percentWithInterval({ value: 1, low: 1, high: 1 })), "100 %");
  assert.equal(number(null), "–");
});

test("numbers: almost all is not all", () => {
  assert.equal(plain(percent(0.9996)), "100.0 %");
  assert.equal(plain(percent(1)), "100 %");
  assert.equal(plain(percent(0.0004)), "0.04 %");
});

test("numbers: shares in words", () => {
  assert.equal(shareInWords(0.533), "about one in two");
  assert.equal(shareInWords(0.9), "about nine in ten");
  assert.equal(shareInWords(0.01), "about one in 100");
  assert.equal(shareInWords(0), "none");
  assert.equal(shareInWords(0.99), "nearly every one");
});

test("numbers: lengths of time in the unit in which they are round", () => {
  assert.equal(span(1095), "3 years");
  assert.equal(span(182), "26 weeks");
  assert.equal(span(181), "181 days");
  assert.equal(span(1607), "4.4 years");
  assert.equal(plain(wait({ value: 0.5, low: 0.4, high: 0.6 })), "12 hours (10 to 14)");
});

test("numbers: money to three digits, and no verdict is certain", () => {
  assert.equal(plain(amount(12513434)), "12.5 million");
  assert.equal(plain(amount(98412)), "98,400");
  assert.equal(plain(amount(4366)), "4,370");
  assert.equal(plain(confidence(0.99999)), "above 99.9 %");
});
