// @ts-check
/**
 * Normal numbers from random bits by the ziggurat method: the area under exp(-x²/2), x > 0, is
 * covered by 256 pieces of equal size, of which 255 are rectangles; a point drawn in one of them
 * is nearly always under the curve, and its x is then the number wanted.
 *
 * The widths are those NumPy multiplies by, to the last bit, so that the numbers are NumPy's to
 * the last bit (tests/frontend measures them through NumPy's public interface and compares).
 *
 * Sources: G. Marsaglia & W. W. Tsang, The ziggurat method for generating random variables (2000);
 * J. A. Doornik, An improved ziggurat method to generate normal random samples (2005).
 */

const WIDTHS = `
edkVeDtJD0DG9v3jC43LP7RbLDyvUNI/YTtEOLl81T8Mpy/o/AHYP7zQTC4MI9o/92E4L00A3D90cnRaL6zdP8PVTC1I
Mt8/rbuOJzJN4D9DXQI7BfXgP3c2QZemkuE/9Rp6j6In4j+A2GM4LrXiP/WRV8A/POM/L7GiwZ694z9Vm/+N7znkP6f+
PTa7seQ/dNMaYnUl5T+WzgengJXlP+p+2c8xAuY/PXyjYdJr5j9wBQCSotLmP6b4RtPaNuc/dyqzEK2Y5z9D9UatRfjn
P3cKQ1PMVeg/mnZ7nmSx6D+Yz06pLgvpP+oeLIJHY+k/RsU4jsm56T8sp6TczA7qP1nNd21nYuo/MBYQbq206j+cbBNt
sQXrPyl6QoeEVes/Op9Sjjak6z8ygr8q1vHrP/NOWflwPuw/YTsypROK7D+LJnL+ydTsP0i3gA6fHu0/EB/kKZ1n7T/D
uCMAzq/tP1N28ak69+0//u3Stes97j8Ab3oz6YPuP86C+b06ye4/JmLwhOcN7z+I9thU9lHvP67Xh55tle8/rC76fVPY
7z/sNELgVg3wP5qPOfVALvA//KUWnupO8D8QoHJbVm/wPwv0cZCGj/A/E2G8hH2v8D9/zEtmPc/wP2sIFkvI7vA/7hWV
MiAO8T++DzEHRy3xP0GRjp8+TPE/HiDEvwhr8T802ngap4nxP4ht7lEbqPE/yyr4+GbG8T8u1OCTi+TxP5+gQJmKAvI/
6cbEcmUg8j8fw+l9HT7yP/trqQy0W/I/f9MdZip58j8b1xnHgZbyP9ouuGK7s/I/U7jhYtjQ8j+Oqcvo2e3yP9dIbg3B
CvM/MLn04Y4n8z+hXiZwRETzP9VSyrriYPM/algFvmp98z9ksrJv3ZnzPwM9uL87tvM/4B1WmIbS8z+DWnLevu7zP3Se
4HHlCvQ/XXSmLfsm9D+kMDzoAEP0P13HynP3XvQ/NsNmnt969D8vj0gyupb0P11BAvaHsvQ/3BGzrEnO9D8FpjgWAOr0
P2JVXu+rBfU/WosK8k0h9T9PZmrV5jz1P8iyG053WPU/eF9VDgB09T8UhQ7GgY/1P1kbJCP9qvU/PXN90XLG9T/TjC97
4+H1Pzhen8hP/fU/wx+jYLgY9j+isKLoHTT2PwsmtwSBT/Y/cpbJV+Jq9j83MbGDQob2P7GyUCmiofY/u0Oz6AG99j9S
0yhhYtj2P1T4YTHE8/Y/62iL9ycP9z/GFGlRjir3P9zucNz3Rfc/H3PlNWVh9z9J9O/61nz3P5O9ushNmPc/CRSLPMqz
9z/7ItvzTM/3P+fec4zW6vc/H+qGpGcG+D92hsjaACL4PxWfic6iPfg/vfXRH05Z+D/FfnpvA3X4Py33R1/DkPg/Q8AF
ko6s+D+cDKGrZcj4PydqRFFJ5Pg/j7VzKToA+T9HgyjcOBz5P/wK7xJGOPk/iqIDeWJU+T/u1XC7jnD5PzEqLonLjPk/
v5k/kxmp+T8s2dWMecX5PxF0byvs4fk/StL6JnL++T+SNvk5DBv6P1vIoiG7N/o/iLsLnn9U+j+kqUpyWnH6Pz0xoGRM
jvo/CPGfPlar+j/O9VrNeMj6Pzazi+G05fo/GqHDTwsD+z9bmJrwfCD7PwAM4KAKPvs/Az3OQbVb+z8niT+5fXn7Pzz3
5fFkl/s/biWF22u1+z+iwC5rk9P7P4OugZvc8fs/oBbsbEgQ/D8tevDl1y78PxwNbhOMTfw/BYfsCGZs/D8XpuvgZov8
P6uiNr2Pqvw/kNY7x+HJ/D834GgwXun8P26PizIGCf0/IO83ENso/T9HxjMV3kj9PyPx55YQaf0/pfvX9HOJ/T9wbiCZ
Car9Pw5J/PjSyv0/Ny5SldHr/T8c0kn7Bg3+P/ZG6sR0Lv4/iNHBmRxQ/j8l/pcvAHL+Pwq/KkshlP4/CG/3wIG2/j86
pxB2I9n+P6nsAWEI/P4/IVPCijIf/z9tTbcPpEL/P2gBySBfZv8/gpeJBGaK/z+/InEYu67/P4XnL9Jg0/8/C/YYwVn4
/z91oNNH1A4AQEfJjwKoIQBAqwKpg6k0AEDH9T5O2kcAQH6zrfY7WwBAaCanI9BuAEAXLmOPmIIAQFSi6AiXlgBAxMBx
dc2qAEBI1O7RPb8AQDA9qjTq0wBAk2URz9ToAEC2n6bv//0AQEFwIARuEwFANV27myEpAUBtCcRpHT8BQDsuYEhkVQFA
8+6dO/lrAUBhEtJ034IBQKzrTlYamgFAji9/d62xAUCUpnGpnMkBQDmu5Pvr4QFAAdniwp/6AUCBzASdvBMCQO7Tb3pH
LQJAJJyspEVHAkDgWHbHvGECQC5ZqPqyfAJAeA53zS6YAkBSCipTN7QCQJfbljHU0AJA9XipsQ3uAkDurlbS7AsDQKOk
aF57KgNAoxKuBcRJA0BAqDN60mkDQApBVpKzigNA+oiucHWsA0CmBBezJ88DQHX0YKrb8gNA2uW5nKQXBECUXlQVmD0E
QBU6p0TOZARAvEOcdWKNBEAnWmudc7cEQAKJzQ0l4wRAQazpU58QBUBCfjpSEUAFQBvkSqmxcQVA2Y1xi8ClBUD+0Dok
itwFQEwehs9pFgZA6moAe85TBkDD5Z++QJUGQDLiCY1r2wZANHpf8CgnB0BzBglWlXkHQIzO1vQt1AdANPIpBQM5CEAU
fKq/D6sIQJZEb5TgLglAq1dAAe7LCUBad5R43I8KQLH9eDgfmAtAM60JgrQ7DUA=
`;

/** Where the tail begins: the right-hand end of the lowest rectangle. */
const TAIL = 3.6541528853610087963519472518;

/** The right-hand ends x_i of the pieces: 1 the narrowest, 255 the widest, 0 the tail's piece. */
export const X = new Float64Array(
  Uint8Array.from(atob(WIDTHS.replaceAll("\n", "")), (byte) => byte.charCodeAt(0)).buffer,
);

/** The curve's height at x_i; piece 0 counts as the top, 1. */
const HEIGHT = X.map((x, i) => (i ? Math.exp((-x * x) / 2) : 1));

/** Below this part of its width (in 52-bit integers) piece i is under the curve for certain. */
const SAFE = X.map((x, i) => Math.floor(((i ? (i > 1 ? X[i - 1] : 0) : X[255]) / x) * 2 ** 52));

/**
 * One standard normal number.
 *
 * @param {import('./pcg64.js').PCG64} bits
 * @param {() => number} random  uniform numbers from the same bits
 */
export function ziggurat(bits, random) {
  for (;;) {
    bits.next();
    // Eight bits choose the piece, one the sign, 52 how far across.
    const i = bits.low & 0xff;
    const negative = (bits.low & 0x100) !== 0;
    const across = (bits.low >>> 9) + (bits.high & 0x1fffffff) * 2 ** 23;
    const x = across * (X[i] * 2 ** -52);
    if (across < SAFE[i]) return negative ? -x : x;
    if (i === 0) {
      const tailNegative = (Math.floor(across / 256) & 1) === 1; // NumPy's choice of bit
      for (;;) {
        const beyond = -Math.log1p(-random()) / TAIL;
        const y = -Math.log1p(-random());
        if (y + y > beyond * beyond) return tailNegative ? -(TAIL + beyond) : TAIL + beyond;
      }
    }
    const height = (HEIGHT[i - 1] - HEIGHT[i]) * random() + HEIGHT[i];
    if (height < Math.exp(-0.5 * x * x)) return negative ? -x : x;
  }
}
